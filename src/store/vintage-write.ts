/** An ordered table to the bytes of a vintage file, row group after row group. */

import type { RowGroup } from 'hyparquet'
import type { SeriesId } from '../domain/indicators/measure.ts'
import { OBSERVATION_STATUSES } from '../domain/indicators/observation.ts'
import type { VintageId } from '../domain/sources/source.ts'
import type { CogYear } from '../domain/territories/territory.ts'
import {
  deltaTextChunk,
  dictionaryChunk,
  doubleColumn,
  doubleChunk,
  footer,
  integerColumn,
  MAGIC,
  rowGroup,
  textColumn,
  type Chunk
} from './parquet-write.ts'
import { FORMAT, INDEX_KEY, type SeriesEntry, type VintageIndex } from './vintage-layout.ts'
import type { OrderedTable } from './vintage-order.ts'

/** Series shorter than this share a row group: a few hundred rows alone would cost more in footer than in values. */
const MIN_GROUP_ROWS = 8192

/** Row groups encoded at once: enough to keep the compression threads busy, few enough to stay small in memory. */
const GROUPS_AT_ONCE = 4

/** The file, piece by piece. */
export async function* encodeVintage(
  table: OrderedTable,
  meta: { readonly vintage: VintageId; readonly cog: CogYear }
): AsyncGenerator<Uint8Array> {
  const { entries, groups } = layOut(table)
  const encode = makeGroupEncoder(table, meta.cog)
  const written: RowGroup[] = []
  let offset = MAGIC.length
  yield MAGIC
  for (let first = 0; first < groups.length; first += GROUPS_AT_ONCE) {
    for (const chunks of await Promise.all(groups.slice(first, first + GROUPS_AT_ONCE).map(encode))) {
      written.push(rowGroup(chunks, offset))
      for (const { bytes } of chunks) {
        offset += bytes.length
        yield bytes
      }
    }
  }
  const index: VintageIndex = { format: FORMAT, ...meta, rows: table.length, series: entries }
  yield footer(columnsOf(table), written, { [INDEX_KEY]: JSON.stringify(index) })
}

/** Rows from `start` to `end`, excluded. */
type Rows = { readonly start: number; readonly end: number }

/** Where each series goes, and where row groups are cut. */
function layOut(table: OrderedTable): { readonly entries: readonly SeriesEntry[]; readonly groups: readonly Rows[] } {
  const entries: SeriesEntry[] = []
  const groups: Rows[] = []
  const numberOf = makeListNumbers()
  let groupStart = 0
  for (let start = 0; start < table.length;) {
    const series = at(table.series, start)
    let end = start + 1
    while (end < table.length && at(table.series, end) === series) end += 1
    const territories = distinct(table.territory.subarray(start, end), table.territoryNames.length)
    const periods = distinct(table.period.subarray(start, end), table.periodNames.length)
    entries.push({
      series: table.seriesNames[series] ?? ('' as SeriesId),
      group: groups.length,
      start: start - groupStart,
      rows: end - start,
      periods: [...periods].flatMap((period) => table.periodNames[period] ?? []),
      territories: numberOf(territories),
      dense: end - start === territories.length * periods.length
    })
    if (end - groupStart >= MIN_GROUP_ROWS || end === table.length) {
      groups.push({ start: groupStart, end })
      groupStart = end
    }
    start = end
  }
  return { entries, groups }
}

type GroupEncoder = (rows: Rows) => Promise<readonly Chunk[]>

/** Series of one vintage mostly have the same territories and periods: those chunks are encoded once. */
function makeGroupEncoder(table: OrderedTable, cog: CogYear): GroupEncoder {
  const territoryChunk = reusing((rows) => deltaTextChunk(TERRITORY, table.territoryNames, rows))
  const periodChunk = reusing((rows) => localChunk(PERIOD, table.periodNames, rows))
  const cogChunk = reusing((rows) => dictionaryChunk(COG, [cog], rows))
  return ({ start, end }) =>
    Promise.all([
      localChunk(SERIES, table.seriesNames, table.series.subarray(start, end)),
      territoryChunk(table.territory.subarray(start, end)),
      periodChunk(table.period.subarray(start, end)),
      doubleChunk(VALUE, table.values.subarray(start, end)),
      dictionaryChunk(
        STATUS,
        OBSERVATION_STATUSES,
        table.statuses.subarray(start, end).map((code) => code - 1)
      ),
      cogChunk(new Uint32Array(end - start)),
      ...(table.units ? [doubleChunk(UNITS, table.units.subarray(start, end))] : []),
      ...(table.largestShares ? [doubleChunk(LARGEST_SHARE, table.largestShares.subarray(start, end))] : [])
    ])
}

const SERIES = textColumn('series')
const TERRITORY = textColumn('territory')
const PERIOD = textColumn('period')
const VALUE = doubleColumn('value')
const STATUS = textColumn('status')
const COG = integerColumn('cog')
const UNITS = doubleColumn('units')
const LARGEST_SHARE = doubleColumn('largest_share')

function columnsOf({ units, largestShares }: OrderedTable): Chunk['element'][] {
  return [
    ...[SERIES, TERRITORY, PERIOD, VALUE, STATUS, COG],
    ...(units ? [UNITS] : []),
    ...(largestShares ? [LARGEST_SHARE] : [])
  ]
}

/** A dictionary of the names that occur, in their order. */
function localChunk(element: Chunk['element'], names: readonly string[], indices: Uint32Array): Promise<Chunk> {
  const present = distinct(indices, names.length)
  const place = new Uint32Array(names.length)
  present.forEach((index, i) => {
    place[index] = i
  })
  return dictionaryChunk(
    element,
    [...present].map((index) => names[index] ?? ''),
    indices.map((index) => at(place, index))
  )
}

/** Makes a chunk, or gives the one before when the rows are the same. */
function reusing(make: (rows: Uint32Array) => Promise<Chunk>): (rows: Uint32Array) => Promise<Chunk> {
  let last: { readonly rows: Uint32Array; readonly chunk: Promise<Chunk> } | undefined
  return (rows) => {
    if (!last || !areSame(last.rows, rows)) last = { rows, chunk: make(rows) }
    return last.chunk
  }
}

/** Numbers lists of territories from 0, the same list always the same. */
function makeListNumbers(): (list: Uint32Array) => number {
  const known = new Map<string, { readonly list: Uint32Array; readonly number: number }[]>()
  let count = 0
  return (list) => {
    const key = [list.length, list[0], list.at(-1)].join()
    const alike = known.get(key) ?? []
    const found = alike.find((candidate) => areSame(candidate.list, list))
    if (found) return found.number
    known.set(key, [...alike, { list, number: count }])
    return count++
  }
}

/** Sorted. */
function distinct(indices: Uint32Array, count: number): Uint32Array {
  const seen = new Uint8Array(count)
  for (const index of indices) seen[index] = 1
  const found = new Uint32Array(seen.reduce((total, one) => total + one, 0))
  let next = 0
  seen.forEach((one, index) => {
    if (one) found[next++] = index
  })
  return found
}

function areSame(a: Uint32Array, b: Uint32Array): boolean {
  return a.length === b.length && a.every((number, i) => number === b[i])
}

function at(numbers: Uint32Array, index: number): number {
  return numbers[index] ?? 0
}
