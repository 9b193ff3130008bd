/** What an observatory keeps of a producer's file: the series that it declares. */

import type { Measure, MeasureId, SeriesId } from '../indicators/measure.ts'
import { isDeclared } from './plan.ts'
import type { Reading } from './reading.ts'
import { selectRows } from './selection.ts'

/**
 * The reading without the series that no measure declares, and a remark that names them.
 *
 * A producer's file holds more than an observatory publishes (29 columns of incomes, say): what it does not
 * declare, it does not want. A mapping, written by hand for one observatory, is not treated so.
 */
export function keepDeclared(reading: Reading, measures: ReadonlyMap<MeasureId, Measure>): Reading {
  const { table, lines } = reading
  const isKept = table.seriesNames.map((series) => isDeclared(series, measures))
  if (!isKept.includes(false)) return reading
  const left = table.seriesNames.filter((_, i) => !isKept[i])
  const keep = (row: number): boolean => isKept[table.series[row] ?? 0] === true
  return {
    ...reading,
    table: withoutNames(selectRows(table, keep), isKept),
    ...(lines && { lines: lines.filter((_, row) => keep(row)) }),
    columns: new Map([...reading.columns].filter(([series]) => isDeclared(series, measures))),
    remarks: [...reading.remarks, leftOut(left)]
  }
}

const NAMED = 8

function leftOut(series: readonly SeriesId[]) {
  const names = series.slice(0, NAMED).join(', ')
  const more = series.length - NAMED
  return {
    fr: `${series.length} séries que l’observatoire ne déclare pas, laissées de côté : ${names}${more > 0 ? ` et ${more} autres` : ''}`,
    en: `${series.length} series that the observatory does not declare, left out: ${names}${more > 0 ? ` and ${more} more` : ''}`
  }
}

/** Series are named again from 0, so that no name stays without a row. */
function withoutNames(table: Reading['table'], isKept: readonly boolean[]): Reading['table'] {
  const seriesNames = table.seriesNames.filter((_, i) => isKept[i])
  let next = 0
  const renamed = isKept.map((kept) => (kept ? next++ : -1))
  return { ...table, seriesNames, series: table.series.map((one) => renamed[one] ?? 0) }
}
