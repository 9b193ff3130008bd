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
import { findNote, saveNote, type Notes } from './vintage-notes.ts'

/** A vintage file whose end has been read; opened once, kept as long as it is used. */
export type VintageFile = {
  readonly path: string
  readonly index: VintageIndex
  readonly groups: readonly ReadonlyMap<string, StoredChunk>[]
  /** Lists of territories that were read, by their number in the index: shared by the blocks. */
  readonly territories: Map<number, Promise<readonly TerritoryId[]>>
  readonly notes: Notes | undefined
}

/**
 * @param notes where what is found is noted for the next time, when it is
 * @throws {NotFound} when there is no such file
 * @throws {InvalidInput} when it is no vintage, or cut short
 */
export async function openVintageFile(path: string, notes?: Notes): Promise<VintageFile> {
  const noted = notes && findNote(notes, PLACES)
  const { text, groups } = noted === undefined ? await withFile(path, readPlaces) : parsePlaces(noted)
  const index = parseIndex(text, path)
  if (notes && noted === undefined) saveNote(notes, PLACES, placesText({ text, groups }))
  return { path, index, groups, territories: new Map(), notes }
}

type Places = { readonly text: string | undefined; readonly groups: readonly ReadonlyMap<string, StoredChunk>[] }

const PLACES = 'json'

async function readPlaces(file: FileHandle): Promise<Places> {
  const { size } = await file.stat()
  const { metadata_length: length, ...metadata } = parquetMetadata(await readEnd(file, size))
  if (length + MIN_FILE > size) throw new Error('a footer longer than the file')
  const text = metadata.key_value_metadata?.find(({ key }) => key === INDEX_KEY)?.value
  return { text, groups: metadata.row_groups.map(chunksByColumn) }
}

/** The index, which is one line of JSON, then the places. */
function placesText({ text = '', groups }: Places): string {
  return `${text}\n${JSON.stringify(groups.map((columns) => [...columns]))}`
}

function parsePlaces(noted: string): Places {
  const end = noted.indexOf('\n')
  const groups = JSON.parse(noted.slice(end)) as (readonly [string, StoredChunk])[][]
  return { text: noted.slice(0, end), groups: groups.map((columns) => new Map(columns)) }
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
  const group = await readGroup(vintage, file, entry.group)
  const territories = await readTerritories(vintage, file, entry.territories)
  const cells = entry.dense ? undefined : placesOfRows(group, entry)
  const size = territories.length * entry.periods.length
  if (entry.dense && size !== entry.rows) throw new Error(`${size} cells for ${entry.rows} rows`)
  const doubles = (column: ColumnName): Float64Array =>
    inPlace(group(column), rowsOf(vintage, entry.group), entry, cells, size)
  const has = (column: ColumnName): boolean => vintage.groups[entry.group]?.has(column) ?? false
  return {
    vintage: vintage.index.vintage,
    series: entry.series,
    cog: vintage.index.cog,
    territories,
    periods: entry.periods,
    values: doubles('value'),
    statuses: statusesInPlace(group('status'), entry, cells, size),
    ...(has('units') && { units: doubles('units') }),
    ...(has('largest_share') && { largestShares: doubles('largest_share') })
  }
}

/** The list of a number, read once. */
function readTerritories(vintage: VintageFile, file: FileHandle, list: number): Promise<readonly TerritoryId[]> {
  const known = vintage.territories.get(list)
  if (known) return known
  const reading = findList(vintage, file, list)
  vintage.territories.set(list, reading)
  reading.catch(() => vintage.territories.delete(list))
  return reading
}

/** Shorter lists are read as fast from the vintage itself. */
const LONG_LIST = 1000

async function findList(vintage: VintageFile, file: FileHandle, list: number): Promise<readonly TerritoryId[]> {
  const noted = vintage.notes && findNote(vintage.notes, `${list}`)
  if (noted !== undefined) return parseTerritories(noted.split('\n'))
  const names = await readList(vintage, file, list)
  if (vintage.notes && names.length >= LONG_LIST) saveNote(vintage.notes, `${list}`, names.join('\n'))
  return names
}

/** From the first series that has it. */
async function readList(vintage: VintageFile, file: FileHandle, list: number): Promise<readonly TerritoryId[]> {
  const entry = vintage.index.series.find(({ territories }) => territories === list)
  if (!entry) throw new Error(`no list of territories ${list}`)
  const group = await readGroup(vintage, file, entry.group)
  const { names, runs } = readDeltaTextChunk(group('territory'))
  const last = entry.start + entry.rows - 1
  return parseTerritories(names.slice(runs[entry.start], (runs[last] ?? -1) + 1))
}

/** Written from territories, and guarded by checksums: parsing 35,000 once more would be a tenth of a first figure. */
function parseTerritories(names: readonly string[]): readonly TerritoryId[] {
  return names as readonly TerritoryId[]
}

/** Cell of each row of a series that lacks some. */
function placesOfRows(group: ReadGroup, entry: SeriesEntry): Uint32Array {
  const { runs } = readDeltaTextChunk(group('territory'))
  const { names, indices } = readDictionaryChunk(group('period'))
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
  if (names.length === 1 && !cells) return statuses.fill(codes[0] ?? 0)
  for (let i = 0; i < rows; i++) statuses[cells ? (cells[i] ?? 0) : i] = codes[indices[start + i] ?? 0] ?? 0
  return statuses
}

function rowsOf({ groups }: VintageFile, group: number): number {
  return groups[group]?.get('value')?.values ?? 0
}

/** Bytes of a column of a row group. */
type ReadGroup = (column: ColumnName) => Uint8Array

/** In one piece: its columns stand side by side. */
async function readGroup({ groups }: VintageFile, file: FileHandle, group: number): Promise<ReadGroup> {
  const chunks = [...(groups[group]?.values() ?? [])]
  const start = Math.min(...chunks.map(({ offset }) => offset))
  const end = Math.max(...chunks.map(({ offset, length }) => offset + length))
  const bytes = await readBytes(file, start, end - start)
  return (column) => {
    const chunk = groups[group]?.get(column)
    if (!chunk) throw new Error(`no column ${column} in row group ${group}`)
    return bytes.subarray(chunk.offset - start, chunk.offset - start + chunk.length)
  }
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
