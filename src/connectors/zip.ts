/**
 * Members of a zip, read from its central directory: a truncated archive is seen at once, a member is
 * streamed by zlib without holding it, its length and CRC are checked.
 */

import { crc32 } from 'node:zlib'
import { InvalidInput, type Place } from '../domain/shared/errors.ts'
import { chunksOf, unpack, type ByteFile } from './bytes.ts'

export type ZipMember = {
  readonly name: string
  /** Unpacked, as the directory declares it; checked when the member is read. */
  readonly bytes: number
  readonly read: (limit?: number) => AsyncIterable<Buffer>
}

const END = 0x06054b50
const ENTRY = 0x02014b50
const LOCAL = 0x04034b50
const END_BYTES = 22
const MOST_COMMENT = 0xffff

/** @throws {InvalidInput} when the end of the archive is missing, or the archive is damaged, encrypted or of a rare kind */
export async function readZip(file: ByteFile, place: Place): Promise<readonly ZipMember[]> {
  const tailStart = Math.max(0, file.bytes - END_BYTES - MOST_COMMENT)
  const tail = await file.slice(tailStart)
  const end = findEnd(tail)
  if (end === -1) {
    throw new InvalidInput(
      {
        fr: `zip tronqué : sa table des matières, qui est à la fin, manque (${file.bytes} octets reçus). Le télécharger de nouveau`,
        en: `truncated zip: its table of contents, which comes last, is missing (${file.bytes} bytes received). Download it again`
      },
      place
    )
  }
  const count = tail.readUInt16LE(end + 10)
  const directoryBytes = tail.readUInt32LE(end + 12)
  const directoryStart = tail.readUInt32LE(end + 16)
  if (directoryStart === 0xffffffff || directoryStart + directoryBytes > tailStart + end) throw damaged(place)
  const directory = await file.slice(directoryStart, directoryStart + directoryBytes)
  const members: ZipMember[] = []
  for (let at = 0, i = 0; i < count; i += 1) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== ENTRY) throw damaged(place)
    const nameEnd = at + 46 + directory.readUInt16LE(at + 28)
    const isUtf8 = (directory.readUInt16LE(at + 8) & 0x800) !== 0
    const name = directory.toString(isUtf8 ? 'utf8' : 'latin1', at + 46, nameEnd)
    if (!name.endsWith('/')) members.push(member(file, directory, at, name, place))
    at = nameEnd + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
  }
  return members
}

function member(file: ByteFile, directory: Buffer, at: number, name: string, place: Place): ZipMember {
  const isEncrypted = (directory.readUInt16LE(at + 8) & 1) !== 0
  const method = directory.readUInt16LE(at + 10)
  const crc = directory.readUInt32LE(at + 16)
  const packedBytes = directory.readUInt32LE(at + 20)
  const bytes = directory.readUInt32LE(at + 24)
  const offset = directory.readUInt32LE(at + 42)

  async function* read(limit?: number): AsyncIterable<Buffer> {
    if (isEncrypted || (method !== 0 && method !== 8)) {
      throw new InvalidInput(
        {
          fr: `le membre « ${name} » est ${isEncrypted ? 'chiffré' : `compressé par la méthode ${method}`} : attendu un zip ordinaire`,
          en: `member "${name}" is ${isEncrypted ? 'encrypted' : `compressed by method ${method}`}: expected an ordinary zip`
        },
        place
      )
    }
    const local = await file.slice(offset, offset + 30)
    if (local.length < 30 || local.readUInt32LE(0) !== LOCAL) throw damaged(place)
    const start = offset + 30 + local.readUInt16LE(26) + local.readUInt16LE(28)
    const packed = chunksOf(file, start, Math.min(start + packedBytes, file.bytes))
    let sum = 0
    let total = 0
    for await (const chunk of unpack(packed, method === 0 ? 'stored' : 'deflate', {
      place,
      ...(limit && { limit })
    })) {
      sum = crc32(chunk, sum)
      total += chunk.length
      yield chunk
    }
    if (total !== bytes || sum !== crc) throw damaged(place)
  }

  return { name, bytes, read }
}

function findEnd(tail: Buffer): number {
  for (let at = tail.length - END_BYTES; at >= 0; at -= 1) if (tail.readUInt32LE(at) === END) return at
  return -1
}

function damaged(place: Place): InvalidInput {
  return new InvalidInput(
    {
      fr: 'zip abîmé : son contenu ne correspond pas à sa table des matières. Le télécharger de nouveau',
      en: 'damaged zip: its content does not match its table of contents. Download it again'
    },
    place
  )
}
