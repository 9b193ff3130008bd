/**
 * The chunks that `parquet-write.ts` makes, back into typed arrays. Files of producers, of any layout, are read
 * by hyparquet; this reads our own, without a string or an object per row.
 */

import { gunzipSync } from 'node:zlib'
import type { ColumnChunk } from 'hyparquet'
import { parquetHeader } from 'hyparquet/src/column.js'
import { deltaBinaryUnpack } from 'hyparquet/src/delta.js'

/** A chunk as it stands in the file: `slice` gives its bytes. */
export type StoredChunk = { readonly offset: number; readonly length: number; readonly values: number }

/** Sorted names in runs: the name of a row, and where a new one starts. */
export type TextRuns = {
  /** One name per run, in order. */
  readonly names: readonly string[]
  /** Run of each row. */
  readonly runs: Uint32Array
}

export function storedChunk({ meta_data: found }: ColumnChunk): StoredChunk {
  if (!found) throw new Error('a column chunk without metadata')
  return {
    offset: Number(found.dictionary_page_offset ?? found.data_page_offset),
    length: Number(found.total_compressed_size),
    values: Number(found.num_values)
  }
}

/** The dictionary, and the index of each row in it. */
export function readDictionaryChunk(bytes: Uint8Array): {
  readonly names: readonly string[]
  readonly indices: Uint8Array | Uint32Array
} {
  const [dictionary, data] = readPages(bytes)
  if (!dictionary || !data) throw new Error('expected a dictionary page and a data page')
  const [bitWidth = 0] = data.body
  const indices = bitWidth > 8 ? new Uint32Array(data.rows) : new Uint8Array(data.rows)
  if (bitWidth > 0) readRuns(data.body.subarray(1), bitWidth, indices)
  return { names: readTexts(dictionary.body, dictionary.rows), indices }
}

export function readDeltaTextChunk(bytes: Uint8Array): TextRuns {
  const [data] = readPages(bytes)
  if (!data) throw new Error('expected a data page')
  const reader = { view: viewOf(data.body), offset: 0 }
  const prefixes = new Int32Array(data.rows)
  const lengths = new Int32Array(data.rows)
  if (data.rows > 0) deltaBinaryUnpack(reader, data.rows, prefixes)
  if (data.rows > 0) deltaBinaryUnpack(reader, data.rows, lengths)
  const suffixes = Buffer.from(data.body.buffer, data.body.byteOffset, data.body.byteLength).toString(
    'latin1',
    reader.offset
  )
  const names: string[] = []
  const runs = new Uint32Array(data.rows)
  let name = ''
  let from = 0
  for (let i = 0; i < data.rows; i++) {
    const length = lengths[i] ?? 0
    const prefix = prefixes[i] ?? 0
    if (i === 0 || length > 0 || prefix < name.length) {
      name = name.slice(0, prefix) + suffixes.slice(from, from + length)
      from += length
      names.push(name)
    }
    runs[i] = names.length - 1
  }
  return { names, runs }
}

/** Reads into `target`, which has a place for each row; NaN where the row is null. */
export function readDoubleChunk(bytes: Uint8Array, target: Float64Array): void {
  const [data] = readPages(bytes)
  if (!data || data.rows !== target.length) throw new Error(`expected ${target.length} rows, found ${data?.rows ?? 0}`)
  const packed = new Float64Array(data.rows - data.nulls)
  new Uint8Array(packed.buffer).set(data.body.subarray(0, packed.byteLength))
  if (data.nulls === 0) {
    target.set(packed)
    return
  }
  const present = new Uint8Array(data.rows)
  readRuns(data.levels, 1, present)
  let next = 0
  for (let i = 0; i < present.length; i++) target[i] = present[i] === 1 ? (packed[next++] ?? NaN) : NaN
}

type StoredPage = {
  readonly rows: number
  readonly nulls: number
  readonly levels: Uint8Array
  readonly body: Uint8Array
}

function readPages(bytes: Uint8Array): StoredPage[] {
  const reader = { view: viewOf(bytes), offset: 0 }
  const pages: StoredPage[] = []
  while (reader.offset < bytes.length) {
    const header = parquetHeader(reader)
    const start = reader.offset
    reader.offset += header.compressed_page_size
    const data = header.data_page_header_v2
    const levels = data?.definition_levels_byte_length ?? 0
    const body = gunzipSync(bytes.subarray(start + levels, reader.offset))
    if (body.length + levels !== header.uncompressed_page_size) throw new Error('a page of another length')
    pages.push({
      rows: data?.num_values ?? header.dictionary_page_header?.num_values ?? 0,
      nulls: data?.num_nulls ?? 0,
      levels: bytes.subarray(start, start + levels),
      body
    })
  }
  return pages
}

/** Runs of one value, and groups of eight packed in `bitWidth` bits each. */
function readRuns(bytes: Uint8Array, bitWidth: number, target: Uint8Array | Uint32Array): void {
  const width = (bitWidth + 7) >> 3
  const mask = 2 ** bitWidth - 1
  let offset = 0
  for (let row = 0; row < target.length;) {
    let header = 0
    for (let shift = 0; ; shift += 7) {
      const byte = byteAt(bytes, offset++)
      header |= (byte & 0x7f) << shift
      if (byte < 0x80) break
    }
    const count = header >>> 1
    if ((header & 1) === 0) {
      let value = 0
      for (let k = 0; k < width; k++) value |= byteAt(bytes, offset++) << (8 * k)
      target.fill(value, row, row + count)
      row += count
      continue
    }
    let bits = 0
    let held = 0
    for (const end = Math.min(target.length, row + 8 * count); row < end; row++) {
      for (; held < bitWidth; held += 8) bits |= byteAt(bytes, offset++) << held
      target[row] = bits & mask
      bits >>>= bitWidth
      held -= bitWidth
    }
  }
}

function byteAt(bytes: Uint8Array, offset: number): number {
  const byte = bytes[offset]
  if (byte === undefined) throw new Error('a page that ends too soon')
  return byte
}

function readTexts(bytes: Uint8Array, count: number): string[] {
  const view = viewOf(bytes)
  const decoder = new TextDecoder()
  const texts: string[] = []
  for (let offset = 0; texts.length < count;) {
    const length = view.getUint32(offset, true)
    texts.push(decoder.decode(bytes.subarray(offset + 4, offset + 4 + length)))
    offset += 4 + length
  }
  return texts
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
