/**
 * Which characters the bytes of a text stand for. Decided on the whole text before a row is read, and said:
 * UTF-8 where every byte agrees, else Windows-1252 (which holds Latin-1), never a mixture.
 */

import { isAscii, isUtf8 } from 'node:buffer'
import { InvalidInput, type Place } from '../domain/shared/errors.ts'
import type { Text } from '../domain/shared/text.ts'
import type { Chunks } from './bytes.ts'

export const ENCODINGS = ['utf-8', 'windows-1252', 'utf-16le', 'utf-16be'] as const

export type Encoding = (typeof ENCODINGS)[number]

export type Decision = {
  readonly encoding: Encoding
  /** Every byte under 128: the fast way. */
  readonly ascii: boolean
  /** Said when the encoding had to be guessed. */
  readonly remarks: readonly Text[]
}

/** @throws {InvalidInput} when the bytes are no text, or UTF-8 and something else in one file */
export async function detectEncoding(chunks: Chunks, place: Place, asked?: Encoding): Promise<Decision> {
  let first: Buffer | undefined
  let carry: Buffer = Buffer.alloc(0)
  let ascii = true
  let utf8 = true
  for await (const chunk of chunks()) {
    if (!first) {
      first = chunk
      const decided = asked === undefined || asked === 'utf-8' ? wideEncoding(chunk) : asked
      if (decided) return { encoding: decided, ascii: false, remarks: [] }
      if (chunk.subarray(0, 4096).includes(0)) throw notText(place)
    }
    if (ascii && isAscii(chunk)) continue
    ascii = false
    const bytes: Buffer = carry.length > 0 ? Buffer.concat([carry, chunk]) : chunk
    const cut = incompleteTail(bytes)
    if (!isUtf8(bytes.subarray(0, cut))) {
      utf8 = false
      break
    }
    carry = Buffer.from(bytes.subarray(cut))
  }
  if (utf8 && carry.length === 0) return { encoding: 'utf-8', ascii, remarks: [] }
  if (asked === 'utf-8') return { encoding: 'utf-8', ascii: false, remarks: [] }
  return { encoding: 'windows-1252', ascii: false, remarks: [await fallbackRemark(chunks, place)] }
}

/** @throws {InvalidInput} where bytes do not belong to the declared encoding */
export async function* decode(
  chunks: AsyncIterable<Buffer>,
  { encoding, ascii }: Decision,
  place: Place
): AsyncIterable<string> {
  if (ascii) {
    for await (const chunk of chunks) yield chunk.toString('latin1')
    return
  }
  if (encoding === 'windows-1252') {
    for await (const chunk of chunks) yield fromWindows1252(chunk)
    return
  }
  const decoder = new TextDecoder(encoding, { fatal: true })
  let line = 1
  try {
    for await (const chunk of chunks) {
      const text = decoder.decode(chunk, { stream: true })
      yield text
      for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) line += 1
    }
    yield decoder.decode()
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw new InvalidInput(
      {
        fr: `des octets ne sont pas du ${encoding}, après cette ligne. Déclarer un autre encodage, ou corriger le fichier`,
        en: `bytes that are not ${encoding}, after this line. Declare another encoding, or mend the file`
      },
      { ...place, line },
      { cause: error }
    )
  }
}

function wideEncoding(start: Buffer): Encoding | undefined {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le'
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be'
  const sample = start.subarray(0, Math.min(start.length, 4096) & ~1)
  let even = 0
  let odd = 0
  for (let i = 0; i < sample.length; i += 2) {
    if (sample[i] === 0) even += 1
    if (sample[i + 1] === 0) odd += 1
  }
  // Latin letters in UTF-16 have one zero byte each; a space or a digit as well.
  if (odd > sample.length * 0.35 && even === 0) return 'utf-16le'
  if (even > sample.length * 0.35 && odd === 0) return 'utf-16be'
  return undefined
}

/** Where a character cut by the end of the chunk begins, else the end. */
function incompleteTail(bytes: Buffer): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back += 1) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) return bytes.length
    if (byte >= 0xc0) {
      const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
      return needed > back ? bytes.length - back : bytes.length
    }
  }
  return bytes.length
}

/**
 * Windows-1252 text hardly ever holds a pair of bytes that is also UTF-8 (« Ã© »): a file with both has been
 * glued together from two, and whichever way it is read some names come out mangled.
 */
async function fallbackRemark(chunks: Chunks, place: Place): Promise<Text> {
  let line = 1
  let wrong: { readonly line: number; readonly word: string } | undefined
  let right: number | undefined
  for await (const chunk of chunks()) {
    for (let i = 0; i < chunk.length; i += 1) {
      const byte = chunk[i] ?? 0
      if (byte === 0x0a) line += 1
      if (byte < 0x80) continue
      const length = sequenceLength(chunk, i)
      if (length > 1) {
        right ??= line
        i += length - 1
      } else if (i < chunk.length - 3) wrong ??= { line, word: wordAround(chunk, i) }
    }
    if (wrong && right !== undefined) break
  }
  if (right !== undefined && wrong) {
    throw new InvalidInput(
      {
        fr: `deux encodages mêlés : UTF-8 ligne ${right}, autre chose ligne ${wrong.line} (« ${wrong.word} » en Windows-1252). Attendu un seul encodage ; le déclarer (encoding) pour lire quand même`,
        en: `two encodings in one file: UTF-8 at line ${right}, something else at line ${wrong.line} ("${wrong.word}" in Windows-1252). Expected one encoding; declare it (encoding) to read it all the same`
      },
      { ...place, line: wrong.line }
    )
  }
  return {
    fr: `lu en Windows-1252, car ce n’est pas de l’UTF-8${wrong ? ` (ligne ${wrong.line} : « ${wrong.word} »)` : ''}`,
    en: `read as Windows-1252, since it is not UTF-8${wrong ? ` (line ${wrong.line}: "${wrong.word}")` : ''}`
  }
}

/** Bytes of the UTF-8 character that starts at `i`, 1 when there is none. */
function sequenceLength(bytes: Buffer, i: number): number {
  const lead = bytes[i] ?? 0
  const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 1
  return length > 1 && isUtf8(bytes.subarray(i, i + length)) && i + length <= bytes.length ? length : 1
}

function wordAround(bytes: Buffer, at: number): string {
  const isLetter = (byte: number): boolean => byte >= 0x80 || /[\w'-]/.test(String.fromCharCode(byte))
  let start = at
  let end = at
  while (start > 0 && at - start < 20 && isLetter(bytes[start - 1] ?? 0)) start -= 1
  while (end < bytes.length && end - at < 20 && isLetter(bytes[end] ?? 0)) end += 1
  return fromWindows1252(bytes.subarray(start, end))
}

const HIGH = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

function fromWindows1252(bytes: Buffer): string {
  return bytes
    .toString('latin1')
    .replace(/[\x80-\x9f]/g, (character) => HIGH[character.charCodeAt(0) - 0x80] ?? character)
}

function notText(place: Place): InvalidInput {
  return new InvalidInput(
    {
      fr: 'ce n’est pas un texte : octets nuls au début. Attendu un CSV, un classeur XLSX, un Parquet, un GeoJSON, ou leur zip ou gzip',
      en: 'not a text: zero bytes at the start. Expected a CSV, an XLSX workbook, a Parquet, a GeoJSON, or a zip or gzip of one'
    },
    place
  )
}
