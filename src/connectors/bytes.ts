/** The bytes of a file, in slices or as a stream, plain or unpacked, within stated limits. */

import { open } from 'node:fs/promises'
import { pipeline, Readable } from 'node:stream'
import { createGunzip, createInflateRaw } from 'node:zlib'
import { InvalidInput, type Place } from '../domain/shared/errors.ts'

const MB = 1024 * 1024

/** What a file may weigh. Beyond, it is refused with the limit in the message. */
export const LIMITS = {
  /** The file as received. */
  fileBytes: 200 * MB,
  /** What it unpacks to: read as a stream, never held. */
  unpackedBytes: 1024 * MB,
  /** What must be held whole to be read: a workbook's parts, a GeoJSON, a workbook inside a zip. */
  heldBytes: 64 * MB,
  /** One line of text, an unclosed quotation mark included. */
  lineCharacters: MB
} as const

/** Bytes that can be asked for by position: a file on disk, or one held in memory. */
export type ByteFile = {
  readonly bytes: number
  readonly slice: (start: number, end?: number) => Promise<Buffer>
}

/** A stream of bytes that can be read more than once. */
export type Chunks = () => AsyncIterable<Buffer>

export function diskFile(path: string, bytes: number): ByteFile {
  return {
    bytes,
    async slice(start, end = bytes) {
      const handle = await open(path)
      try {
        const buffer = Buffer.allocUnsafe(Math.max(0, Math.min(end, bytes) - start))
        const { bytesRead } = await handle.read(buffer, 0, buffer.length, start)
        return buffer.subarray(0, bytesRead)
      } finally {
        await handle.close()
      }
    }
  }
}

export function heldFile(buffer: Buffer): ByteFile {
  return { bytes: buffer.length, slice: async (start, end) => buffer.subarray(start, end) }
}

export async function* chunksOf(file: ByteFile, start = 0, end = file.bytes): AsyncIterable<Buffer> {
  for (let at = start; at < end; at += MB) yield await file.slice(at, Math.min(at + MB, end))
}

/**
 * Unpacks a gzip or a deflated zip member.
 *
 * @throws {InvalidInput} when the data ends too early, is damaged, or unpacks beyond `limit` bytes
 */
export async function* unpack(
  packed: AsyncIterable<Buffer>,
  form: 'gzip' | 'deflate' | 'stored',
  { place, limit = LIMITS.unpackedBytes }: { readonly place: Place; readonly limit?: number }
): AsyncIterable<Buffer> {
  let total = 0
  try {
    for await (const chunk of form === 'stored' ? packed : inflate(packed, form)) {
      total += chunk.length
      if (total > limit) throw tooLarge(limit, place)
      yield chunk
    }
  } catch (error) {
    if (!isZlibError(error)) throw error
    throw new InvalidInput(
      error.code === 'Z_BUF_ERROR'
        ? {
            fr: 'fichier compressé tronqué : la fin manque. Attendu un fichier complet ; le télécharger de nouveau',
            en: 'truncated compressed file: its end is missing. Expected a whole file; download it again'
          }
        : {
            fr: `fichier compressé abîmé (${error.code}). Attendu un fichier intact ; le télécharger de nouveau`,
            en: `damaged compressed file (${error.code}). Expected a sound file; download it again`
          },
      place,
      { cause: error }
    )
  }
}

/** @throws {InvalidInput} beyond `limit` */
export async function hold(
  chunks: AsyncIterable<Buffer>,
  place: Place,
  limit: number = LIMITS.heldBytes
): Promise<Buffer> {
  const parts: Buffer[] = []
  let total = 0
  for await (const chunk of chunks) {
    total += chunk.length
    if (total > limit) throw tooLarge(limit, place)
    parts.push(chunk)
  }
  return Buffer.concat(parts)
}

export function tooLarge(limit: number, place: Place, found?: number): InvalidInput {
  const most = Math.floor(limit / MB)
  const seen = found === undefined ? undefined : Math.ceil(found / MB)
  return new InvalidInput(
    {
      fr: `trop gros : ${seen === undefined ? `plus de ${most}` : seen} Mo, au plus ${most} Mo sont lus. Couper le fichier, ou n’en garder que les colonnes utiles`,
      en: `too large: ${seen === undefined ? `over ${most}` : seen} MB, at most ${most} MB are read. Cut the file, or keep only the columns that matter`
    },
    place
  )
}

function inflate(packed: AsyncIterable<Buffer>, form: 'gzip' | 'deflate'): AsyncIterable<Buffer> {
  const options = { chunkSize: MB }
  const unpacker = form === 'gzip' ? createGunzip(options) : createInflateRaw(options)
  return pipeline(Readable.from(packed), unpacker, () => {
    // An error also destroys the stream that is being iterated: it is thrown there.
  })
}

function isZlibError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('Z_')
}
