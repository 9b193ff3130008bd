/** Part of a table, and what a table holds of each series. */

import type { ObservationTable } from '../indicators/table.ts'
import type { SeriesId } from '../indicators/measure.ts'
import { comparePeriods, type Period } from '../shared/period.ts'
import { LEVELS, levelOf } from '../territories/territory.ts'
import type { VintageSeries } from './source.ts'

/** The rows that `keep` says; names that no row has any more stay in the lists. */
export function selectRows(table: ObservationTable, keep: (row: number) => boolean): ObservationTable {
  const kept = new Uint32Array(table.length)
  let length = 0
  for (let row = 0; row < table.length; row += 1) {
    if (!keep(row)) continue
    kept[length] = row
    length += 1
  }
  const rows = kept.subarray(0, length)
  const take = <A extends Uint32Array | Float64Array | Uint8Array>(source: A, target: A): A => {
    for (let i = 0; i < length; i += 1) target[i] = source[rows[i] ?? 0] ?? 0
    return target
  }
  return {
    ...table,
    length,
    series: take(table.series, new Uint32Array(length)),
    territory: take(table.territory, new Uint32Array(length)),
    period: take(table.period, new Uint32Array(length)),
    values: take(table.values, new Float64Array(length)),
    statuses: take(table.statuses, new Uint8Array(length)),
    ...(table.units && { units: take(table.units, new Float64Array(length)) }),
    ...(table.largestShares && { largestShares: take(table.largestShares, new Float64Array(length)) })
  }
}

const LEVEL_NAMES = Object.keys(LEVELS)

/** Series that have at least one row, with their periods and levels, sorted. */
export function seriesOf(table: ObservationTable, columns: ReadonlyMap<SeriesId, string>): readonly VintageSeries[] {
  const width = table.periodNames.length
  const levels = Uint8Array.from(table.territoryNames, (territory) => LEVEL_NAMES.indexOf(levelOf(territory)))
  const hasPeriod = new Uint8Array(table.seriesNames.length * width)
  const hasLevel = new Uint8Array(table.seriesNames.length * LEVEL_NAMES.length)
  for (let row = 0; row < table.length; row += 1) {
    const series = table.series[row] ?? 0
    hasPeriod[series * width + (table.period[row] ?? 0)] = 1
    hasLevel[series * LEVEL_NAMES.length + (levels[table.territory[row] ?? 0] ?? 0)] = 1
  }
  return table.seriesNames
    .map((series, s): VintageSeries => {
      const periods: Period[] = table.periodNames.filter((_, p) => hasPeriod[s * width + p] === 1)
      const found = LEVEL_NAMES.filter((_, l) => hasLevel[s * LEVEL_NAMES.length + l] === 1)
      return { series, column: columns.get(series) ?? series, periods: periods.sort(comparePeriods), levels: found }
    })
    .filter(({ periods }) => periods.length > 0)
    .sort((a, b) => (a.series < b.series ? -1 : 1))
}
