/** A table beside what is published of the same source: what it adds, revises, leaves as it is, no longer holds. */

import type { Block } from '../indicators/block.ts'
import { OBSERVATION_STATUSES } from '../indicators/observation.ts'
import type { ObservationTable } from '../indicators/table.ts'
import type { Period } from '../shared/period.ts'
import type { TerritoryId } from '../territories/territory.ts'
import type { SeriesId } from '../indicators/measure.ts'
import type { Revision } from './changes.ts'

export type ObservationKey = {
  readonly series: SeriesId
  readonly territory: TerritoryId
  readonly period: Period
}

export type SeriesComparison = {
  readonly series: SeriesId
  readonly added: number
  readonly revised: number
  readonly unchanged: number
  readonly vanished: number
}

export type Comparison = {
  readonly series: readonly SeriesComparison[]
  /** The largest in proportion first; at most `listed`. */
  readonly revisions: readonly Revision[]
  /** At most `listed`. */
  readonly added: readonly ObservationKey[]
  readonly vanished: readonly ObservationKey[]
}

const MISSING = 1 + OBSERVATION_STATUSES.indexOf('O')

/**
 * Each series and period is compared with the latest block that holds them: periods that the table does not
 * cover have not vanished, their block goes on answering. An empty cell says nothing: it neither adds nor vanishes.
 *
 * @param published blocks of the source, latest edition first
 */
export function compare(table: ObservationTable, published: readonly Block[], listed: number): Comparison {
  const width = table.periodNames.length
  const counts = table.seriesNames.map((series) => ({ series, added: 0, revised: 0, unchanged: 0, vanished: 0 }))
  const slots = findSlots(table, published)
  /** Pairs of series and period that the table says anything of. */
  const covered = new Uint8Array(slots.length)
  const added: ObservationKey[] = []
  const revised: number[] = []
  const before: number[] = []

  for (let row = 0; row < table.length; row += 1) {
    const s = table.series[row] ?? 0
    const pair = s * width + (table.period[row] ?? 0)
    const slot = slots[pair]
    const count = counts[s]
    if (!count) continue
    covered[pair] = 1
    const status = table.statuses[row] ?? 0
    const at = slot ? slot.position(table.territory[row] ?? 0) : -1
    const old = at === -1 || !slot ? 0 : (slot.block.statuses[at] ?? 0)
    if (slot && at !== -1) slot.seen[at] = 1
    if (old === 0 || (old === MISSING && status !== MISSING)) {
      if (status === MISSING) continue
      count.added += 1
      if (added.length < listed) added.push(keyOf(table, row))
      continue
    }
    const value = slot?.block.values[at] ?? NaN
    if (old === status && Object.is(value, table.values[row] ?? NaN)) {
      count.unchanged += 1
      continue
    }
    count.revised += 1
    revised.push(row)
    before.push(value)
  }

  const vanished: ObservationKey[] = []
  for (const [index, slot] of slots.entries()) {
    const count = counts[Math.floor(index / width)]
    const period = table.periodNames[index % width]
    if (!slot || !count || period === undefined || covered[index] === 0) continue
    slot.block.territories.forEach((territory, t) => {
      const at = t * slot.block.periods.length + slot.period
      const status = slot.block.statuses[at] ?? 0
      if (status === 0 || status === MISSING || slot.seen[at] === 1) return
      count.vanished += 1
      if (vanished.length < listed) vanished.push({ series: count.series, territory, period })
    })
  }
  return { series: counts, revisions: largest(table, revised, before, listed), added, vanished }
}

/** Where a series and a period are published. */
type Slot = {
  readonly block: Block
  readonly period: number
  /** Of a territory of the table, in the block's columns; -1 when the block has none. */
  readonly position: (territory: number) => number
  /** Positions that the table holds as well. */
  readonly seen: Uint8Array
}

function findSlots(table: ObservationTable, published: readonly Block[]): readonly (Slot | undefined)[] {
  const ranks = new Map<readonly TerritoryId[], Int32Array>()
  const seen = new Map<Block, Uint8Array>()
  return table.seriesNames.flatMap((series) => {
    const blocks = published.filter((block) => block.series === series)
    return table.periodNames.map((name): Slot | undefined => {
      const block = blocks.find(({ periods }) => periods.includes(name))
      if (!block) return undefined
      const period = block.periods.indexOf(name)
      const rank = ranks.get(block.territories) ?? rankTerritories(table.territoryNames, block.territories)
      ranks.set(block.territories, rank)
      const marks = seen.get(block) ?? new Uint8Array(block.statuses.length)
      seen.set(block, marks)
      return {
        block,
        period,
        seen: marks,
        position(territory) {
          const at = rank[territory] ?? -1
          return at === -1 ? -1 : at * block.periods.length + period
        }
      }
    })
  })
}

function rankTerritories(names: readonly TerritoryId[], territories: readonly TerritoryId[]): Int32Array {
  const ranks = new Map(territories.map((territory, i) => [territory, i]))
  return Int32Array.from(names, (name) => ranks.get(name) ?? -1)
}

function largest(
  table: ObservationTable,
  rows: readonly number[],
  before: readonly number[],
  listed: number
): readonly Revision[] {
  const shares = Float64Array.from(rows, (row, i) => change(before[i] ?? NaN, table.values[row] ?? NaN))
  const least = shares.toSorted()[Math.max(0, shares.length - listed)] ?? 0
  return rows
    .flatMap((row, i) => ((shares[i] ?? 0) >= least ? [{ row, share: shares[i] ?? 0, before: before[i] ?? NaN }] : []))
    .sort((a, b) => b.share - a.share)
    .slice(0, listed)
    .map(({ row, before: old }) => ({
      ...keyOf(table, row),
      before: orNull(old),
      after: orNull(table.values[row] ?? NaN)
    }))
}

/** In proportion of the larger of the two; a value that appears or goes away comes first. */
function change(before: number, after: number): number {
  if (Number.isNaN(before) || Number.isNaN(after)) return Number.isNaN(before) && Number.isNaN(after) ? 0 : 2
  const largestOf = Math.max(Math.abs(before), Math.abs(after))
  return largestOf === 0 ? 0 : Math.abs(after - before) / largestOf
}

function orNull(value: number): number | null {
  return Number.isNaN(value) ? null : value
}

export function keyOf(table: ObservationTable, row: number): ObservationKey {
  const series = table.seriesNames[table.series[row] ?? 0]
  const territory = table.territoryNames[table.territory[row] ?? 0]
  const period = table.periodNames[table.period[row] ?? 0]
  if (series === undefined || territory === undefined || period === undefined) {
    throw new RangeError(`row ${row} of a table of ${table.length} has a name beyond its lists`)
  }
  return { series, territory, period }
}
