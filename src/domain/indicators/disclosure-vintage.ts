/** The questions of disclosure control that a whole vintage asks: one per measure and period, over its breakdowns. */

import type { Period } from '../shared/period.ts'
import type { PerimeterId } from '../territories/perimeter.ts'
import { levelOf, territoryOf, type CommuneCode, type TerritoryId } from '../territories/territory.ts'
import type { Confidentiality } from './cell.ts'
import { decideWithheld, type DisclosureQuestion, type DisclosureRule, type ProtectedSeries } from './disclosure.ts'
import { primaryReason } from './disclosure-primary.ts'
import type { Measure, SeriesId } from './measure.ts'
import type { ObservationTable } from './table.ts'

export type WithheldCell = {
  readonly series: SeriesId
  readonly period: Period
  /** A perimeter of the closed list, or a territory by itself. */
  readonly place: PerimeterId | TerritoryId
  readonly confidentiality: Confidentiality
}

export type ClosedList = readonly {
  readonly id: PerimeterId
  /** In the codes of the vintage. */
  readonly communes: readonly CommuneCode[]
}[]

type Rows = Map<Period, Map<SeriesId, Map<TerritoryId, number>>>

/**
 * What a vintage must not publish. A source that gives no statistical units has applied its rule itself:
 * nothing is left to decide, and what it withheld has no value to leak.
 *
 * @param membersOf communes of a territory larger than a commune, in the codes of the vintage
 */
export function withheldOfVintage(
  table: ObservationTable,
  measures: readonly Measure[],
  closedList: ClosedList,
  rule: DisclosureRule,
  membersOf: (territory: TerritoryId) => readonly CommuneCode[]
): readonly WithheldCell[] {
  if (!table.units) return []
  return measures.flatMap((measure) => {
    const rows = rowsOf(table, measure)
    return [...rows].flatMap(([period, bySeries]) => {
      const cells = measure.additive
        ? decideFamily(table, measure, bySeries, closedList, rule, membersOf)
        : primaryCells(table, bySeries, rule)
      return cells.map((cell) => ({ ...cell, period }))
    })
  })
}

type PeriodCell = Omit<WithheldCell, 'period'>

/** A median or a rate is in no sum: each value answers for itself. */
function primaryCells(
  table: ObservationTable,
  bySeries: ReadonlyMap<SeriesId, ReadonlyMap<TerritoryId, number>>,
  rule: DisclosureRule
): PeriodCell[] {
  return [...bySeries].flatMap(([series, rows]) =>
    [...rows].flatMap(([place, row]) => {
      const why = primaryReason(table.units?.[row] ?? NaN, table.largestShares?.[row] ?? NaN, rule)
      return why ? [{ series, place, confidentiality: why }] : []
    })
  )
}

function decideFamily(
  table: ObservationTable,
  measure: Measure,
  bySeries: ReadonlyMap<SeriesId, ReadonlyMap<TerritoryId, number>>,
  closedList: ClosedList,
  rule: DisclosureRule,
  membersOf: (territory: TerritoryId) => readonly CommuneCode[]
): PeriodCell[] {
  const all = new Set([...bySeries.values()].flatMap((rows) => [...rows.keys()]))
  const territories = [...all].filter((territory) => levelOf(territory) === 'COM').toSorted()
  const larger = [...all].filter((territory) => levelOf(territory) !== 'COM').toSorted()
  const at = new Map(territories.map((territory, i) => [territory, i]))
  const indices = (communes: readonly CommuneCode[]): number[] =>
    communes.flatMap((commune) => at.get(territoryOf('COM', commune)) ?? [])
  const names = [...bySeries.keys()].toSorted()
  const question: DisclosureQuestion = {
    rule,
    territories,
    family: names.map((series) => seriesOf(table, series, bySeries.get(series), territories)),
    ties: tiesOf(measure, names),
    perimeters: [
      ...closedList.map(({ id, communes }) => ({ id, members: indices(communes) })),
      // The producer's own sums over larger territories are published like any other, after ours.
      ...larger.map((territory) => ({ id: placeOf(territory), members: indices(membersOf(territory)) }))
    ]
  }
  const { territories: cells, perimeters } = decideWithheld(question)
  return [
    ...cells.map(({ series, territory, why }) => ({ series, place: territory, confidentiality: why })),
    ...perimeters.map(({ series, perimeter, why }) => ({ series, place: perimeter, confidentiality: why }))
  ]
}

/** The exhaustive breakdowns of a measure whose whole and items are all in the vintage. */
function tiesOf(measure: Measure, names: readonly SeriesId[]): DisclosureQuestion['ties'] {
  const whole = names.findIndex((series) => series === String(measure.id))
  return measure.breakdowns.flatMap(({ dimension, items, exhaustive }) => {
    const found = items
      .filter(({ within }) => within === undefined)
      .map(({ code }) => names.findIndex((series) => series === `${measure.id}:${dimension}=${code}`))
    return exhaustive && whole >= 0 && found.every((index) => index >= 0) ? [{ whole, items: found }] : []
  })
}

function seriesOf(
  table: ObservationTable,
  series: SeriesId,
  rows: ReadonlyMap<TerritoryId, number> | undefined,
  territories: readonly TerritoryId[]
): ProtectedSeries {
  const column = (values: Float64Array | undefined): Float64Array =>
    Float64Array.from(territories, (territory) => values?.[rows?.get(territory) ?? -1] ?? NaN)
  return {
    series,
    values: column(table.values),
    units: column(table.units),
    largestShares: column(table.largestShares)
  }
}

function rowsOf(table: ObservationTable, measure: Measure): Rows {
  const rows: Rows = new Map()
  const belongs = table.seriesNames.map(
    (series) => series === String(measure.id) || series.startsWith(`${measure.id}:`)
  )
  for (let row = 0; row < table.length; row += 1) {
    const seriesIndex = table.series[row] ?? -1
    if (!belongs[seriesIndex]) continue
    const series = table.seriesNames[seriesIndex]
    const period = table.periodNames[table.period[row] ?? -1]
    const territory = table.territoryNames[table.territory[row] ?? -1]
    if (series === undefined || period === undefined || territory === undefined) continue
    const bySeries = rows.get(period) ?? new Map<SeriesId, Map<TerritoryId, number>>()
    rows.set(period, bySeries)
    const byTerritory = bySeries.get(series) ?? new Map<TerritoryId, number>()
    bySeries.set(series, byTerritory)
    byTerritory.set(territory, row)
  }
  return rows
}

function placeOf(territory: TerritoryId): PerimeterId {
  return territory as string as PerimeterId
}
