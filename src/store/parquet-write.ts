/**
 * Column chunks of a Parquet file, from interned names and typed arrays: one data page each, gzip.
 *
 * hyparquet-writer writes any table, row by row of plain values; a vintage knows its columns beforehand, and
 * writes a national file of a million rows six times faster from their indices.
 */

import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { ColumnChunk, Encoding, FileMetaData, RowGroup, SchemaElement } from 'hyparquet'
import { ByteWriter } from 'hyparquet-writer'
import { writePageHeader } from 'hyparquet-writer/src/datapage.js'
import { deltaBinaryPack } from 'hyparquet-writer/src/delta.js'
import { writeRleBitPackedHybrid } from 'hyparquet-writer/src/encoding.js'
import { writeMetadata } from 'hyparquet-writer/src/metadata.js'

/** Bytes of one column in one row group: they hold no offset, so the same chunk may be written at several places. */
export type Chunk = {
  readonly element: SchemaElement
  readonly bytes: Uint8Array
  readonly values: number
  readonly uncompressed: number
  /** Length of the dictionary page that comes first; 0 without one. */
  readonly dictionary: number
  readonly encodings: readonly Encoding[]
  /** Bounds that a reader may skip the chunk by; absent when there is no value. */
  readonly bounds?: { readonly min: string | number; readonly max: string | number }
  readonly nulls: number
}

export function textColumn(name: string): SchemaElement {
  return { name, type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'REQUIRED' }
}

export function integerColumn(name: string): SchemaElement {
  return { name, type: 'INT32', repetition_type: 'REQUIRED' }
}

export function doubleColumn(name: string): SchemaElement {
  return { name, type: 'DOUBLE', repetition_type: 'OPTIONAL' }
}

/** Few distinct values: a dictionary in the order given, and runs of its indices. */
export async function dictionaryChunk(
  element: SchemaElement,
  dictionary: readonly string[] | readonly number[],
  indices: Uint8Array | Uint32Array
): Promise<Chunk> {
  const names = new ByteWriter()
  for (const name of dictionary) {
    if (typeof name === 'number') names.appendInt32(name)
    else appendText(names, name)
  }
  const runs = new ByteWriter()
  const bitWidth = Math.ceil(Math.log2(dictionary.length))
  runs.appendUint8(bitWidth)
  writeRleBitPackedHybrid(runs, indices, bitWidth)
  const first = await dictionaryPage(names.getBytes(), dictionary.length)
  const second = await dataPage({ values: runs.getBytes(), encoding: 'RLE_DICTIONARY', rows: indices.length })
  return {
    element,
    bytes: Buffer.concat([first.bytes, second.bytes]),
    values: indices.length,
    uncompressed: first.uncompressed + second.uncompressed,
    dictionary: first.bytes.length,
    encodings: ['PLAIN', 'RLE_DICTIONARY'],
    ...boundsOf([...dictionary]),
    nulls: 0
  }
}

/** Many sorted names: each as what it shares with the one before, and the rest. A list of communes takes 14 kB. */
export async function deltaTextChunk(
  element: SchemaElement,
  names: readonly string[],
  indices: Uint32Array
): Promise<Chunk> {
  const prefixes = new Int32Array(indices.length)
  const lengths = new Int32Array(indices.length)
  const suffixes = new ByteWriter()
  let before = ''
  let min = names[indices[0] ?? 0] ?? ''
  let max = min
  for (let i = 0; i < indices.length; i++) {
    const name = names[indices[i] ?? 0] ?? ''
    if (name === before) {
      prefixes[i] = name.length
      continue
    }
    const shared = sharedPrefix(before, name)
    prefixes[i] = shared
    lengths[i] = name.length - shared
    for (let k = shared; k < name.length; k++) suffixes.appendUint8(name.charCodeAt(k))
    if (name < min) min = name
    if (name > max) max = name
    before = name
  }
  const page = new ByteWriter()
  deltaBinaryPack(page, prefixes, 'INT32')
  deltaBinaryPack(page, lengths, 'INT32')
  page.appendBytes(suffixes.getBytes())
  const { bytes, uncompressed } = await dataPage({
    values: page.getBytes(),
    encoding: 'DELTA_BYTE_ARRAY',
    rows: indices.length
  })
  return {
    element,
    bytes,
    values: indices.length,
    uncompressed,
    dictionary: 0,
    encodings: ['DELTA_BYTE_ARRAY'],
    bounds: { min, max },
    nulls: 0
  }
}

/** Numbers as they are; NaN is written as null. */
export async function doubleChunk(element: SchemaElement, values: Float64Array): Promise<Chunk> {
  const present = new Uint8Array(values.length)
  const packed = new Float64Array(values.length)
  let count = 0
  let min = Infinity
  let max = -Infinity
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? NaN
    if (Number.isNaN(value)) continue
    present[i] = 1
    packed[count++] = value
    if (value < min) min = value
    if (value > max) max = value
  }
  const levels = new ByteWriter()
  writeRleBitPackedHybrid(levels, present, 1)
  const { bytes, uncompressed } = await dataPage({
    levels: levels.getBytes(),
    values: new Uint8Array(packed.buffer, 0, count * Float64Array.BYTES_PER_ELEMENT),
    encoding: 'PLAIN',
    rows: values.length,
    nulls: values.length - count
  })
  return {
    element,
    bytes,
    values: values.length,
    uncompressed,
    dictionary: 0,
    encodings: ['PLAIN'],
    ...(count > 0 && { bounds: { min, max } }),
    nulls: values.length - count
  }
}

/** The row group of chunks written one after the other from `offset` on. */
export function rowGroup(chunks: readonly Chunk[], offset: number): RowGroup {
  let start = offset
  const columns: ColumnChunk[] = chunks.map((chunk) => {
    const first = start
    start += chunk.bytes.length
    return {
      file_offset: BigInt(first),
      meta_data: {
        type: chunk.element.type ?? 'DOUBLE',
        encodings: [...chunk.encodings],
        path_in_schema: [chunk.element.name],
        codec: 'GZIP',
        num_values: BigInt(chunk.values),
        total_uncompressed_size: BigInt(chunk.uncompressed),
        total_compressed_size: BigInt(chunk.bytes.length),
        data_page_offset: BigInt(first + chunk.dictionary),
        ...(chunk.dictionary > 0 && { dictionary_page_offset: BigInt(first) }),
        statistics: {
          null_count: BigInt(chunk.nulls),
          ...(chunk.bounds && { min_value: chunk.bounds.min, max_value: chunk.bounds.max })
        }
      }
    }
  })
  return {
    columns,
    num_rows: BigInt(chunks[0]?.values ?? 0),
    total_byte_size: BigInt(chunks.reduce((total, chunk) => total + chunk.uncompressed, 0)),
    total_compressed_size: BigInt(start - offset)
  }
}

export const MAGIC: Uint8Array = new TextEncoder().encode('PAR1')

/** The end of the file: schema, row groups and named texts. */
export function footer(
  columns: readonly SchemaElement[],
  groups: readonly RowGroup[],
  texts: Readonly<Record<string, string>>
): Uint8Array {
  const writer = new ByteWriter()
  const metadata: Omit<FileMetaData, 'metadata_length'> = {
    version: 2,
    created_by: 'chevalement',
    schema: [{ name: 'root', num_children: columns.length }, ...columns],
    num_rows: groups.reduce((total, group) => total + group.num_rows, 0n),
    row_groups: [...groups],
    key_value_metadata: Object.entries(texts).map(([key, value]) => ({ key, value }))
  }
  writeMetadata(writer, { ...metadata, metadata_length: 0 }, Infinity)
  writer.appendBytes(MAGIC)
  return writer.getBytes()
}

type Page = { readonly bytes: Uint8Array; readonly uncompressed: number }

async function dictionaryPage(values: Uint8Array, count: number): Promise<Page> {
  const body = await compress(values)
  return page(
    {
      type: 'DICTIONARY_PAGE',
      uncompressed_page_size: values.length,
      compressed_page_size: body.length,
      dictionary_page_header: { num_values: count, encoding: 'PLAIN' }
    },
    [body],
    values.length
  )
}

async function dataPage(data: {
  readonly levels?: Uint8Array
  readonly values: Uint8Array
  readonly encoding: Encoding
  readonly rows: number
  readonly nulls?: number
}): Promise<Page> {
  const { levels = new Uint8Array(), values, encoding, rows, nulls = 0 } = data
  const body = await compress(values)
  return page(
    {
      type: 'DATA_PAGE_V2',
      uncompressed_page_size: levels.length + values.length,
      compressed_page_size: levels.length + body.length,
      data_page_header_v2: {
        num_values: rows,
        num_nulls: nulls,
        num_rows: rows,
        encoding,
        definition_levels_byte_length: levels.length,
        repetition_levels_byte_length: 0,
        is_compressed: true
      }
    },
    [levels, body],
    levels.length + values.length
  )
}

function page(header: Parameters<typeof writePageHeader>[1], parts: readonly Uint8Array[], size: number): Page {
  const writer = new ByteWriter()
  writePageHeader(writer, header)
  return { bytes: Buffer.concat([writer.getBytes(), ...parts]), uncompressed: writer.offset + size }
}

const gzipAsync = promisify(gzip)

function compress(bytes: Uint8Array): Promise<Uint8Array> {
  return gzipAsync(bytes, { level: 6 })
}

function appendText(writer: ByteWriter, name: string): void {
  const bytes = new TextEncoder().encode(name)
  writer.appendUint32(bytes.length)
  writer.appendBytes(bytes)
}

function sharedPrefix(a: string, b: string): number {
  let length = 0
  while (length < a.length && length < b.length && a.charCodeAt(length) === b.charCodeAt(length)) length += 1
  return length
}

function boundsOf(names: (string | number)[]): Pick<Chunk, 'bounds'> {
  const [first] = names
  if (first === undefined) return {}
  return {
    bounds: {
      min: names.reduce((a, b) => (a < b ? a : b), first),
      max: names.reduce((a, b) => (a > b ? a : b), first)
    }
  }
}
