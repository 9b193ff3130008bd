/** What must be at hand before computing: blocks to load, periods that can be answered. */

import { comparePeriods, makeSpan, periodEnds, periodType, type Period } from '../shared/period.ts'
import type { VintageId } from '../sources/source.ts'
import { CENSUS_YEARS, yearsBetween } from './change.ts'
import { heldBy, periodsOf, shapeOf, type Nearness } from './choice.ts'
import { indicatorsBehind } from './compute.ts'
import { itemsOfSeveralSources } from './contested-items.ts'
import { isDirect, seriesOf, weightOf, type DirectFormula } from './formula.ts'
import type { IndicatorId } from './indicator.ts'
import type { SeriesId } from './measure.ts'
import type { Place } from './place.ts'
import { indicatorOf, measureOf, type Registry } from './registry.ts'
import { remember, type Kept } from './remember.ts'
import { isUnheld, partsOfTotal } from './summed-parts.ts'

export type BlockKey = { readonly vintage: VintageId; readonly series: SeriesId }

/** Blocks that a figure of this indicator may draw on: the editions that answer and those that contradict. */
export function blocksBehind(registry: Registry, indicator: IndicatorId, period: Period): readonly BlockKey[] {
  return remember(blocksKept, registry, `${indicator} ${period}`, () => findBlocks(registry, indicator, period))
}

/** The blocks of the items that sum to its totals, for a total that its vintage leaves empty. */
export function partsBehind(registry: Registry, indicator: IndicatorId, period: Period): readonly BlockKey[] {
  return remember(partsKept, registry, `${indicator} ${period}`, () => {
    const periods = periodsBehind(registry, indicator, period)
    return blocksOf(registry, new Set(partsOf(registry, indicator, () => true)), periods)
  })
}

function findBlocks(registry: Registry, indicator: IndicatorId, period: Period): readonly BlockKey[] {
  const periods = periodsBehind(registry, indicator, period)
  const series = new Set(
    indicatorsBehind(registry, indicator).flatMap(({ formula }) =>
      isDirect(formula) ? [...allSeries(registry, formula), ...itemsAt(registry, formula, [...periods])] : []
    )
  )
  const isLacking = (one: SeriesId): boolean => [...periods].some((asked) => isUnheld(registry, one, asked))
  return blocksOf(registry, new Set([...series, ...partsOf(registry, indicator, isLacking)]), periods)
}

function periodsBehind(registry: Registry, indicator: IndicatorId, period: Period): ReadonlySet<Period> {
  const bases = indicatorsBehind(registry, indicator).flatMap(({ formula }) =>
    formula.kind === 'index' ? [formula.base] : []
  )
  return new Set([period, ...periodEnds(period), ...bases])
}

/** Items that sum to the totals that lack. */
function partsOf(
  registry: Registry,
  indicator: IndicatorId,
  isLacking: (series: SeriesId) => boolean
): readonly SeriesId[] {
  return indicatorsBehind(registry, indicator).flatMap(({ formula }) =>
    isDirect(formula)
      ? seriesOf(formula).flatMap((one) => (isLacking(one) ? (partsOfTotal(registry, one)?.series ?? []) : []))
      : []
  )
}

function blocksOf(
  registry: Registry,
  series: ReadonlySet<SeriesId>,
  periods: ReadonlySet<Period>
): readonly BlockKey[] {
  const held = [...series].flatMap((one) =>
    heldBy(registry, one).filter(
      (holding) => measureOf(registry, one).steady || holding.held.periods.some((period) => periods.has(period))
    )
  )
  return held.map((one) => ({ vintage: one.vintage.id, series: one.held.series }))
}

/**
 * Periods to ask an indicator at, ascending; spans for a change. Those it can answer there; else those whose
 * parts have values, so that the refusal offers something; else all that are known, so that it is said.
 */
export function periodsFor(registry: Registry, id: IndicatorId, place: Place): readonly Period[] {
  return remember(periodsKept, registry, `${id} ${shapeOf(registry, place)}`, () => findPeriods(registry, id, place))
}

function findPeriods(registry: Registry, id: IndicatorId, place: Place): readonly Period[] {
  const { formula } = indicatorOf(registry, id)
  if (!isDirect(formula)) {
    const points = periodsFor(registry, formula.of, place)
    return formula.kind === 'change' ? spansBetween(points, yearsApart(registry, formula.of)) : points
  }
  for (const nearness of ['answers', 'parts', 'members', 'elsewhere'] as const) {
    const common = commonPeriods(registry, formula, place, nearness)
    if (common.length > 0) return common
  }
  return []
}

/** Whether an indicator can be told there at some period: published, or added up from what is. */
export function isAnswered(registry: Registry, id: IndicatorId, place: Place): boolean {
  const { formula } = indicatorOf(registry, id)
  if (!isDirect(formula)) return isAnswered(registry, formula.of, place)
  return commonPeriods(registry, formula, place, 'answers').length > 0
}

function commonPeriods(
  registry: Registry,
  formula: DirectFormula,
  place: Place,
  nearness: Nearness
): readonly Period[] {
  const all = seriesOf(formula)
  const firm = all.filter((series) => !measureOf(registry, series).steady)
  const asked = firm.length > 0 ? firm : all
  const weighted = formula.kind === 'weighted-mean'
  const periodsIn = (one: SeriesId): readonly Period[] => periodsOf(registry, one, place, { nearness, weighted })
  const [first = [], ...others] = asked.map((one) => {
    const [some, ...more] = partsOfTotal(registry, one)?.series.map(periodsIn) ?? []
    const summed = some?.filter((period) => more.every((periods) => periods.includes(period))) ?? []
    return [...new Set([...periodsIn(one), ...summed])].toSorted(comparePeriods)
  })
  return first.filter((period) => others.every((periods) => periods.includes(period)))
}

/** Censuses compare from five years apart. */
function yearsApart(registry: Registry, id: IndicatorId): number {
  const series = indicatorsBehind(registry, id).flatMap(({ formula }) => (isDirect(formula) ? seriesOf(formula) : []))
  return series.some((one) => measureOf(registry, one).census) ? CENSUS_YEARS : 0
}

/** From each to the next that is far enough, and from each to the last. */
function spansBetween(points: readonly Period[], years: number): readonly Period[] {
  const ends = points.filter((point) => periodType(point) !== 'span')
  const last = ends.at(-1)
  const spans = ends.flatMap((start, i) => {
    const later = ends.slice(i + 1).filter((end) => yearsBetween(start, end) >= years)
    const [next] = later
    return next && last ? [makeSpan(start, next), makeSpan(start, last)] : []
  })
  return [...new Set(spans)].toSorted(comparePeriods)
}

function itemsAt(registry: Registry, formula: DirectFormula, periods: readonly Period[]): readonly SeriesId[] {
  return periods.flatMap((period) => itemsOfSeveralSources(registry, formula, period).map(({ series }) => series))
}

function allSeries(registry: Registry, formula: DirectFormula): readonly SeriesId[] {
  const series = seriesOf(formula)
  return [...series, ...series.flatMap((one) => weightOf({ registry }, formula, one) ?? [])]
}

/** As many answers as there are indicators, periods and kinds of places. */
const blocksKept: Kept<readonly BlockKey[]> = new WeakMap()
const partsKept: Kept<readonly BlockKey[]> = new WeakMap()
const periodsKept: Kept<readonly Period[]> = new WeakMap()
