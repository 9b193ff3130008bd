/** What must be at hand before computing: blocks to load, periods that can be answered. */

import { comparePeriods, makeSpan, periodEnds, periodType, type Period } from '../shared/period.ts'
import type { VintageId } from '../sources/source.ts'
import { periodsOf } from './choice.ts'
import { indicatorsBehind } from './compute.ts'
import { isDirect, seriesOf, weightOf, type DirectFormula } from './formula.ts'
import type { IndicatorId } from './indicator.ts'
import type { SeriesId } from './measure.ts'
import type { Place } from './place.ts'
import { indicatorOf, measureOf, type Registry } from './registry.ts'

export type BlockKey = { readonly vintage: VintageId; readonly series: SeriesId }

/** Blocks that a figure of this indicator may draw on: the editions that answer and those that contradict. */
export function blocksBehind(registry: Registry, indicator: IndicatorId, period: Period): readonly BlockKey[] {
  const behind = indicatorsBehind(registry, indicator)
  const periods = new Set<Period>([period, ...periodEnds(period)])
  for (const { formula } of behind) if (formula.kind === 'index') periods.add(formula.base)
  const series = new Set(behind.flatMap(({ formula }) => (isDirect(formula) ? allSeries(registry, formula) : [])))
  return [...registry.vintages.values()].flatMap((vintage) =>
    vintage.series
      .filter((held) => series.has(held.series))
      .filter((held) => measureOf(registry, held.series).steady || held.periods.some((one) => periods.has(one)))
      .map((held) => ({ vintage: vintage.id, series: held.series }))
  )
}

/** Periods at which the indicator may have a value there (anywhere, without a place), ascending; spans for a change. */
export function periodsFor(registry: Registry, id: IndicatorId, place?: Place): readonly Period[] {
  const { formula } = indicatorOf(registry, id)
  if (!isDirect(formula)) {
    const points = periodsFor(registry, formula.of, place)
    return formula.kind === 'change' ? spansBetween(points) : points
  }
  const all = seriesOf(formula)
  const firm = all.filter((series) => !measureOf(registry, series).steady)
  const [first = [], ...others] = (firm.length > 0 ? firm : all).map((series) => periodsOf(registry, series, place))
  return first.filter((period) => others.every((periods) => periods.includes(period)))
}

/** From each to the next, and from each to the last. */
function spansBetween(points: readonly Period[]): readonly Period[] {
  const ends = points.filter((point) => periodType(point) !== 'span')
  const last = ends.at(-1)
  const spans = ends.slice(0, -1).flatMap((start, i) => {
    const next = ends[i + 1]
    return [next, last].flatMap((end) => (end ? [makeSpan(start, end)] : []))
  })
  return [...new Set(spans)].toSorted(comparePeriods)
}

function allSeries(registry: Registry, formula: DirectFormula): readonly SeriesId[] {
  const series = seriesOf(formula)
  return [...series, ...series.flatMap((one) => weightOf({ registry }, formula, one) ?? [])]
}
