/** A Parquet file as rows of text, row group by row group. Line 1 holds the column names; rows follow from line 2. */

import { parquetMetadataAsync, parquetRead, parquetSchema, type AsyncBuffer, type FileMetaData } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import { InvalidInput, type Place } from '../domain/shared/errors.ts'
import { LIMITS, tooLarge, type ByteFile } from './bytes.ts'
import type { RowCallback } from './csv.ts'

/** Rows decoded at a time. */
const SLICE = 20_000

/** @throws {InvalidInput} when the footer cannot be read, or the file unpacks beyond the limit */
export async function openParquet(
  file: ByteFile,
  place: Place
): Promise<{ readonly eachRow: (callback: RowCallback) => Promise<void> }> {
  const buffer: AsyncBuffer = {
    byteLength: file.bytes,
    async slice(start, end) {
      const bytes = await file.slice(start < 0 ? file.bytes + start : start, end)
      return new Uint8Array(bytes).buffer
    }
  }
  const metadata = await orInvalid(() => parquetMetadataAsync(buffer), place)
  const unpacked = metadata.row_groups.reduce((total, group) => total + Number(group.total_byte_size), 0)
  if (unpacked > LIMITS.unpackedBytes) throw tooLarge(LIMITS.unpackedBytes, place, unpacked)
  const names = parquetSchema(metadata).children.map((child) => child.element.name)
  return {
    async eachRow(callback) {
      callback(names, 1)
      const total = Number(metadata.num_rows)
      for (let start = 0; start < total; start += SLICE) {
        const rows = await orInvalid(() => readSlice(buffer, metadata, start, Math.min(start + SLICE, total)), place)
        rows.forEach((cells, i) => callback(cells.map(cellText), start + i + 2))
      }
    }
  }
}

async function readSlice(
  file: AsyncBuffer,
  metadata: FileMetaData,
  rowStart: number,
  rowEnd: number
): Promise<readonly (readonly unknown[])[]> {
  let found: readonly (readonly unknown[])[] = []
  await parquetRead({ file, metadata, compressors, rowStart, rowEnd, onComplete: (rows) => (found = rows) })
  return found
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number') return Number.isNaN(value) ? '' : String(value)
  if (value instanceof Date) return value.toISOString().replace(/T00:00:00\.000Z$/, '')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

async function orInvalid<T>(read: () => Promise<T>, place: Place): Promise<T> {
  try {
    return await read()
  } catch (error) {
    if (!(error instanceof Error)) throw error
    throw new InvalidInput(
      {
        fr: `Parquet illisible (${error.message}). Attendu un fichier complet ; le télécharger de nouveau`,
        en: `unreadable Parquet (${error.message}). Expected a whole file; download it again`
      },
      place,
      { cause: error }
    )
  }
}
