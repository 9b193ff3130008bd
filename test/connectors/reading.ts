/** What tests ask of a reading: one value, a total, a status; and the geography that connectors need. */

import { resolve } from 'node:path'
import { OBSERVATION_STATUSES } from '../../src/domain/indicators/observation.ts'
import type { ObservationTable } from '../../src/domain/indicators/table.ts'
import type { Reading } from '../../src/domain/sources/reading.ts'
import type { Geography } from '../../src/domain/territories/geography.ts'
import { loadGeography } from '../../src/store/geography.ts'

let loaded: Geography | undefined

/** The shipped one, read once. */
export function geography(): Geography {
  loaded ??= loadGeography(resolve(import.meta.dirname, '../..'))
  return loaded
}

/** `320` for a value, `Q` for a status without one, undefined for no row. */
export function valueOf({ table }: Reading, series: string, territory: string, period: string) {
  const row = rowsOf(table, series, period).find(
    (one) => table.territoryNames[table.territory[one] ?? -1] === territory
  )
  if (row === undefined) return undefined
  const value = table.values[row] ?? NaN
  return Number.isNaN(value) ? statusOf(table, row) : value
}

export function statusAt({ table }: Reading, series: string, territory: string, period: string) {
  const row = rowsOf(table, series, period).find(
    (one) => table.territoryNames[table.territory[one] ?? -1] === territory
  )
  return row === undefined ? undefined : statusOf(table, row)
}

/** The sum of what has a value, over these territories or all. */
export function totalOf({ table }: Reading, series: string, period: string, over?: ReadonlySet<string>): number {
  return rowsOf(table, series, period)
    .filter((row) => !over || over.has(table.territoryNames[table.territory[row] ?? -1] ?? ''))
    .map((row) => table.values[row] ?? NaN)
    .filter((value) => !Number.isNaN(value))
    .reduce((sum, value) => sum + value, 0)
}

export function countOf({ table }: Reading, series: string, period: string): number {
  return rowsOf(table, series, period).length
}

/** `file:line:column found`, in the order of the file. */
export function refusals({ refused }: Reading): readonly string[] {
  return refused.map(({ place, found }) => `${place.file ?? ''}:${place.line ?? ''}:${place.column ?? ''} ${found}`)
}

function rowsOf(table: ObservationTable, series: string, period: string): readonly number[] {
  const s = table.seriesNames.findIndex((name) => name === series)
  const p = table.periodNames.findIndex((name) => name === period)
  const found: number[] = []
  for (let row = 0; row < table.length; row += 1) {
    if (table.series[row] === s && table.period[row] === p) found.push(row)
  }
  return found
}

function statusOf(table: ObservationTable, row: number) {
  return OBSERVATION_STATUSES[(table.statuses[row] ?? 0) - 1]
}
