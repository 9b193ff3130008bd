/** Vintages back from their files: one series at a time for figures, or everything for plans and dumps. */

import { open, type FileHandle } from 'node:fs/promises'
import { parquetMetadata, type RowGroup } from 'hyparquet'
import type { Block } from '../domain/indicators/block.ts'
import type { SeriesId } from '../domain/indicators/measure.ts'
import { OBSERVATION_STATUSES } from '../domain/indicators/observation.ts'
import type { ObservationTable } from '../domain/indicators/table.ts'
import { InvalidInput, NotFound, ObservatoryError } from '../domain/shared/errors.ts'
import type { Period } from '../domain/shared/period.ts'
import type { TerritoryId } from '../domain/territories/territory.ts'
import {
  readDeltaTextChunk,
  readDictionaryChunk,
  readDoubleChunk,
  storedChunk,
  type StoredChunk
} from './parquet-read.ts'
import { INDEX_KEY, parseIndex, type ColumnName, type SeriesEntry, type VintageIndex } from './vintage-layout.ts'

/** A vintage file whose end has been read; opened once, kept as long as it is used. */
export type VintageFile = {
  readonly path: string
  readonly index: VintageIndex
  readonly bytes: number
  readonly groups: readonly ReadonlyMap<string, StoredChunk>[]
  /** Lists of territories that were read, by their number in the index: shared by the blocks. */
  readonly territories: Map<number, Promise<readonly TerritoryId[]>>
}

/**
 * @throws {NotFound} when there is no such file
 * @throws {InvalidInput} when it is no vintage, or cut short
 */
export async function openVintageFile(path: string): Promise<VintageFile> {
  return withFile(path, async (file) => {
    const { size } = await file.stat()
    const { metadata_length: length, ...metadata } = parquetMetadata(await readEnd(file, size))
    if (length + MIN_FILE > size) throw new Error('a footer longer than the file')
    const text = metadata.key_value_metadata?.find(({ key }) => key === INDEX_KEY)?.value
    return {
      path,
      index: parseIndex(text, path),
      bytes: size,
      groups: metadata.row_groups.map(chunksByColumn),
      territories: new Map()
    }
  })
}

/**
 * One series, read from its row group alone.
 *
 * @throws {NotFound} when the vintage has no such series
 * @throws {InvalidInput} when the file is damaged
 */
export async function readBlock(vintage: VintageFile, series: SeriesId): Promise<Block> {
  const entry = vintage.index.series.find((candidate) => candidate.series === series)
  if (!entry) {
    const { vintage: id } = vintage.index
    throw new NotFound({
      fr: `le millésime ${id} n’a pas de série « ${series} »`,
      en: `vintage ${id} has no series "${series}"`
    })
  }
  return withFile(vintage.path, (file) => readEntry(vintage, file, entry))
}

/** All series, in order, one at a time. */
export async function* readBlocks(vintage: VintageFile): AsyncGenerator<Block> {
  for (const { series } of vintage.index.series) yield await readBlock(vintage, series)
}

/** Everything, in the canonical order. Memory: 21 bytes a row, and one row group. */
export async function readTable(vintage: VintageFile): Promise<ObservationTable> {
  const { rows, series: entries } = vintage.index
  const columns = new Set(vintage.groups.flatMap((group) => [...group.keys()]))
  const territory = interner<TerritoryId>()
  const period = interner<Period>()
  const table = {
    length: rows,
    seriesNames: entries.map(({ series }) => series),
    series: new Uint32Array(rows),
    territoryNames: territory.names,
    territory: new Uint32Array(rows),
    periodNames: period.names,
    period: new Uint32Array(rows),
    values: new Float64Array(rows),
    statuses: new Uint8Array(rows),
    ...(columns.has('units') && { units: new Float64Array(rows) }),
    ...(columns.has('largest_share') && { largestShares: new Float64Array(rows) })
  }
  let row = 0
  let number = 0
  for await (const block of readBlocks(vintage)) {
    const periods = block.periods.map(period.index)
    for (const [t, name] of block.territories.entries()) {
      const index = territory.index(name)
      for (const [p, column] of periods.entries()) {
        const cell = t * periods.length + p
        const status = block.statuses[cell] ?? 0
        if (status === 0) continue
        table.series[row] = number
        table.territory[row] = index
        table.period[row] = column
        table.values[row] = block.values[cell] ?? NaN
        table.statuses[row] = status
        if (table.units) table.units[row] = block.units?.[cell] ?? NaN
        if (table.largestShares) table.largestShares[row] = block.largestShares?.[cell] ?? NaN
        row += 1
      }
    }
    number += 1
  }
  return table
}

async function readEntry(vintage: VintageFile, file: FileHandle, entry: SeriesEntry): Promise<Block> {
  const territories = await readTerritories(vintage, file, entry.territories)
  const cells = entry.dense ? undefined : await readCells(vintage, file, entry)
  const size = territories.length * entry.periods.length
  if (entry.dense && size !== entry.rows) throw new Error(`${size} cells for ${entry.rows} rows`)
  const doubles = async (column: ColumnName): Promise<Float64Array> => {
    const bytes = await readChunk(vintage, file, entry.group, column)
    return inPlace(bytes, rowsOf(vintage, entry.group), entry, cells, size)
  }
  const has = (column: ColumnName): boolean => chunkOf(vintage, entry.group, column) !== undefined
  return {
    vintage: vintage.index.vintage,
    series: entry.series,
    cog: vintage.index.cog,
    territories,
    periods: entry.periods,
    values: await doubles('value'),
    statuses: statusesInPlace(await readChunk(vintage, file, entry.group, 'status'), entry, cells, size),
    ...(has('units') && { units: await doubles('units') }),
    ...(has('largest_share') && { largestShares: await doubles('largest_share') })
  }
}

/** The list of a number, read once. */
function readTerritories(vintage: VintageFile, file: FileHandle, list: number): Promise<readonly TerritoryId[]> {
  const known = vintage.territories.get(list)
  if (known) return known
  const reading = readList(vintage, file, list)
  vintage.territories.set(list, reading)
  reading.catch(() => vintage.territories.delete(list))
  return reading
}

/** From the first series that has it. */
async function readList(vintage: VintageFile, file: FileHandle, list: number): Promise<readonly TerritoryId[]> {
  const entry = vintage.index.series.find(({ territories }) => territories === list)
  if (!entry) throw new Error(`no list of territories ${list}`)
  const { names, runs } = readDeltaTextChunk(await readChunk(vintage, file, entry.group, 'territory'))
  const last = entry.start + entry.rows - 1
  return parseTerritories(names.slice(runs[entry.start], (runs[last] ?? -1) + 1))
}

/** Written from territories, and guarded by checksums: parsing 35,000 once more would be a tenth of a first figure. */
function parseTerritories(names: readonly string[]): readonly TerritoryId[] {
  return names as readonly TerritoryId[]
}

/** Cell of each row of a series that lacks some. */
async function readCells(vintage: VintageFile, file: FileHandle, entry: SeriesEntry): Promise<Uint32Array> {
  const { runs } = readDeltaTextChunk(await readChunk(vintage, file, entry.group, 'territory'))
  const { names, indices } = readDictionaryChunk(await readChunk(vintage, file, entry.group, 'period'))
  const own = runs.subarray(entry.start, entry.start + entry.rows)
  const [first = 0] = own
  const columns = names.map((name) => entry.periods.findIndex((period) => period === name))
  return own.map((run, i) => (run - first) * entry.periods.length + (columns[indices[entry.start + i] ?? 0] ?? 0))
}

function inPlace(
  bytes: Uint8Array,
  groupRows: number,
  { start, rows }: SeriesEntry,
  cells: Uint32Array | undefined,
  size: number
): Float64Array {
  const values = new Float64Array(new SharedArrayBuffer(size * Float64Array.BYTES_PER_ELEMENT))
  if (!cells && groupRows === size) {
    readDoubleChunk(bytes, values)
    return values
  }
  const all = new Float64Array(groupRows)
  readDoubleChunk(bytes, all)
  const own = all.subarray(start, start + rows)
  if (!cells) {
    values.set(own)
    return values
  }
  values.fill(NaN)
  cells.forEach((cell, i) => {
    values[cell] = own[i] ?? NaN
  })
  return values
}

function statusesInPlace(
  bytes: Uint8Array,
  { start, rows }: SeriesEntry,
  cells: Uint32Array | undefined,
  size: number
): Uint8Array {
  const { names, indices } = readDictionaryChunk(bytes)
  const codes = Uint8Array.from(names, (name) => 1 + OBSERVATION_STATUSES.findIndex((status) => status === name))
  const statuses = new Uint8Array(new SharedArrayBuffer(size))
  for (let i = 0; i < rows; i++) statuses[cells ? (cells[i] ?? 0) : i] = codes[indices[start + i] ?? 0] ?? 0
  return statuses
}

function chunkOf({ groups }: VintageFile, group: number, column: ColumnName): StoredChunk | undefined {
  return groups[group]?.get(column)
}

function rowsOf(vintage: VintageFile, group: number): number {
  return chunkOf(vintage, group, 'value')?.values ?? 0
}

async function readChunk(
  vintage: VintageFile,
  file: FileHandle,
  group: number,
  column: ColumnName
): Promise<Uint8Array> {
  const chunk = chunkOf(vintage, group, column)
  if (!chunk) throw new Error(`no column ${column} in row group ${group}`)
  return readBytes(file, chunk.offset, chunk.length)
}

function chunksByColumn({ columns }: RowGroup): ReadonlyMap<string, StoredChunk> {
  return new Map(columns.map((chunk) => [chunk.meta_data?.path_in_schema.join('.') ?? '', storedChunk(chunk)]))
}

/** Magic, length of the footer, magic. */
const MIN_FILE = 12

/** Enough for the footer of a vintage of some hundred series. */
const LIKELY_FOOTER = 1 << 17

async function readEnd(file: FileHandle, size: number): Promise<Uint8Array> {
  if (size < MIN_FILE) throw new Error(`${size} bytes`)
  const end = await readBytes(file, Math.max(0, size - LIKELY_FOOTER), Math.min(size, LIKELY_FOOTER))
  const footer = new DataView(end.buffer, end.byteOffset).getUint32(end.length - 8, true) + 8
  if (footer > size) throw new Error('no footer at its end')
  return footer <= end.length ? end : readBytes(file, size - footer, footer)
}

async function readBytes(file: FileHandle, offset: number, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length)
  const { bytesRead } = await file.read(bytes, 0, length, offset)
  if (bytesRead !== length) throw new Error(`${bytesRead} bytes at ${offset}, expected ${length}`)
  return bytes
}

/** Opens, reads, closes; whatever goes wrong in between is the file's fault. */
async function withFile<T>(path: string, read: (file: FileHandle) => Promise<T>): Promise<T> {
  const file = await open(path, 'r').catch((error: unknown) => {
    throw new NotFound(
      {
        fr: `le fichier de millésime ${inHome(path)} est introuvable`,
        en: `the vintage file ${inHome(path)} cannot be found`
      },
      { cause: error }
    )
  })
  try {
    return await read(file)
  } catch (error) {
    if (error instanceof ObservatoryError) throw error
    const found = error instanceof Error ? error.message : String(error)
    throw new InvalidInput(
      {
        fr: `fichier de millésime illisible ou tronqué (${found})`,
        en: `unreadable or truncated vintage file (${found})`
      },
      { file: inHome(path) },
      { cause: error }
    )
  } finally {
    await file.close()
  }
}

/** Messages never tell where on the machine the home is. */
function inHome(path: string): string {
  return path.slice(path.lastIndexOf('/vintages/') + 1)
}

function interner<T>(): { readonly names: T[]; readonly index: (name: T) => number } {
  const names: T[] = []
  const known = new Map<T, number>()
  return {
    names,
    index(name) {
      const index = known.get(name) ?? names.push(name) - 1
      known.set(name, index)
      return index
    }
  }
}
