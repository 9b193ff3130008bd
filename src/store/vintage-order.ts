/** The canonical order of the rows of a vintage: whatever the order they came in, the file is the same. */

import { InvalidInput } from '../domain/shared/errors.ts'
import { comparePeriods, type Period } from '../domain/shared/period.ts'
import type { SeriesId } from '../domain/indicators/measure.ts'
import { OBSERVATION_STATUSES } from '../domain/indicators/observation.ts'
import type { ObservationTable } from '../domain/indicators/table.ts'
import type { TerritoryId } from '../domain/territories/territory.ts'

/** A table with its names sorted, and its rows by series, territory, period. */
export type OrderedTable = {
  readonly length: number
  readonly seriesNames: readonly SeriesId[]
  readonly territoryNames: readonly TerritoryId[]
  readonly periodNames: readonly Period[]
  /** Indices into the sorted names. */
  readonly series: Uint32Array
  readonly territory: Uint32Array
  readonly period: Uint32Array
  readonly values: Float64Array
  readonly statuses: Uint8Array
  readonly units?: Float64Array
  readonly largestShares?: Float64Array
}

/** @throws {InvalidInput} when two rows have the same key, or a value and its status do not agree */
export function orderTable(table: ObservationTable): OrderedTable {
  const seriesNames = table.seriesNames.toSorted(compareTexts)
  const territoryNames = table.territoryNames.toSorted(compareTexts)
  const periodNames = table.periodNames.toSorted(comparePeriods)
  const series = recoded(table.series, ranks(table.seriesNames, seriesNames))
  const territory = recoded(table.territory, ranks(table.territoryNames, territoryNames))
  const period = recoded(table.period, ranks(table.periodNames, periodNames))
  const ordered = {
    length: table.length,
    seriesNames,
    territoryNames,
    periodNames,
    ...inOrder(table, series, territory, period, [seriesNames.length, territoryNames.length, periodNames.length])
  }
  check(ordered)
  return ordered
}

type Columns = Omit<OrderedTable, 'length' | 'seriesNames' | 'territoryNames' | 'periodNames'>

function inOrder(
  table: ObservationTable,
  series: Uint32Array,
  territory: Uint32Array,
  period: Uint32Array,
  [seriesCount, territoryCount, periodCount]: readonly [number, number, number]
): Columns {
  let order: Uint32Array | undefined
  if (!isSorted(series, territory, period)) {
    order = sortStably(undefined, period, periodCount)
    order = sortStably(order, territory, territoryCount)
    order = sortStably(order, series, seriesCount)
  }
  return {
    series: placed(series, order),
    territory: placed(territory, order),
    period: placed(period, order),
    values: placed(table.values, order),
    statuses: placed(table.statuses, order),
    ...(table.units && { units: placed(table.units, order) }),
    ...(table.largestShares && { largestShares: placed(table.largestShares, order) })
  }
}

function isSorted(series: Uint32Array, territory: Uint32Array, period: Uint32Array): boolean {
  for (let i = 1; i < series.length; i++) {
    const step =
      at(series, i) - at(series, i - 1) || at(territory, i) - at(territory, i - 1) || at(period, i) - at(period, i - 1)
    if (step < 0) return false
  }
  return true
}

/** Counting sort of row numbers by one key, keeping the order of equal ones. */
function sortStably(order: Uint32Array | undefined, keys: Uint32Array, count: number): Uint32Array {
  const next = new Uint32Array(count + 1)
  for (const key of keys) next[key + 1] = at(next, key + 1) + 1
  for (let k = 0; k < count; k++) next[k + 1] = at(next, k + 1) + at(next, k)
  const sorted = new Uint32Array(keys.length)
  for (let i = 0; i < keys.length; i++) {
    const row = order ? at(order, i) : i
    const key = at(keys, row)
    sorted[at(next, key)] = row
    next[key] = at(next, key) + 1
  }
  return sorted
}

function placed<A extends Uint32Array | Float64Array | Uint8Array>(column: A, order: Uint32Array | undefined): A {
  if (!order) return column
  const target = column.slice() as A
  for (let i = 0; i < order.length; i++) target[i] = column[at(order, i)] ?? 0
  return target
}

function ranks<T>(names: readonly T[], sorted: readonly T[]): Uint32Array {
  const place = new Map(sorted.map((name, rank) => [name, rank]))
  return Uint32Array.from(names, (name) => place.get(name) ?? 0)
}

function recoded(column: Uint32Array, to: Uint32Array): Uint32Array {
  return column.map((index) => at(to, index))
}

function check(table: OrderedTable): void {
  const { series, territory, period, values, statuses } = table
  for (let i = 0; i < table.length; i++) {
    const status = OBSERVATION_STATUSES[(statuses[i] ?? 0) - 1]
    const value = values[i] ?? NaN
    const valued = status === 'A' || status === 'E' || status === 'P'
    if (status === undefined || valued !== Number.isFinite(value) || (!valued && !Number.isNaN(value))) {
      throw new InvalidInput({
        fr: `${keyText(table, i)} : valeur ${value} et statut « ${status ?? '?'} » : attendu un nombre pour A, E et P, aucun pour O, Q et M`,
        en: `${keyText(table, i)}: value ${value} and status "${status ?? '?'}": expected a number for A, E and P, none for O, Q and M`
      })
    }
    if (i > 0 && series[i] === series[i - 1] && territory[i] === territory[i - 1] && period[i] === period[i - 1]) {
      throw new InvalidInput({
        fr: `${keyText(table, i)} : deux lignes pour la même clé, attendu une seule`,
        en: `${keyText(table, i)}: two rows for one key, expected one`
      })
    }
  }
}

function keyText(
  { seriesNames, series, territoryNames, territory, periodNames, period }: OrderedTable,
  row: number
): string {
  return [seriesNames[at(series, row)], territoryNames[at(territory, row)], periodNames[at(period, row)]].join(' ')
}

/** By code unit: the order must not depend on the machine's language. */
function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function at(numbers: Uint32Array, index: number): number {
  return numbers[index] ?? 0
}
