/** What is published about a territory: a measure, or a rule that combines measures. Data, not code. */

import type { Period, PeriodType } from '../shared/period.ts'
import type { Text } from '../shared/text.ts'
import type { PerimeterId } from '../territories/perimeter.ts'
import type { SeriesId } from './measure.ts'

declare const indicatorId: unique symbol
export type IndicatorId = string & { readonly [indicatorId]: true }

/** A signed sum of series, such as births less deaths. */
export type Terms = readonly { readonly series: SeriesId; readonly sign: 1 | -1 }[]

export type Formula =
  /** A sum over the members; or, for a measure that does not add up, the value as published. */
  | { readonly kind: 'level'; readonly terms: Terms }
  /** 100 × sum ÷ sum, in percent. */
  | { readonly kind: 'share'; readonly numerator: Terms; readonly denominator: Terms }
  /** `per` × sum ÷ sum; `per` is 1 for a mean size, 1000 for births per thousand. */
  | {
      readonly kind: 'ratio' | 'per-capita' | 'density'
      readonly numerator: Terms
      readonly denominator: Terms
      readonly per: number
    }
  /** A published rate weighted by its own denominator; estimated unless the territory is the published one. */
  | { readonly kind: 'weighted-mean'; readonly value: SeriesId; readonly weight: SeriesId }
  /** From the start to the end of a span: difference (in the unit, points for percent), percent, or mean yearly percent. */
  | { readonly kind: 'change'; readonly of: IndicatorId; readonly as: 'difference' | 'percent' | 'yearly-percent' }
  /** 100 at the base period. */
  | { readonly kind: 'index'; readonly of: IndicatorId; readonly base: Period }
  /** Place among territories of the same level in the same region, 1 for the highest. */
  | { readonly kind: 'rank'; readonly of: IndicatorId; readonly level: 'EPCI' | 'ZE2020' | 'DEP' | 'COM' }

/** A change of method: values on both sides do not compare as they stand. */
export type SeriesBreak = {
  /** First period under the new method. */
  readonly at: Period
  readonly label: Text
  readonly note: Text
  readonly source?: string
}

/** A break that is warned of no more: kept, with the reason, so that nobody takes a warning away unseen. */
export type LiftedBreak = SeriesBreak & { readonly lifted: Text }

export type Indicator = {
  readonly id: IndicatorId
  readonly theme: string
  readonly label: Text
  /** What it counts, in plain words. */
  readonly definition: Text
  readonly formula: Formula
  /** A key of the units' catalogue: `percent`, `eur`, `inhabitants`, `inhabitants-per-km2`, `points`… */
  readonly unit: string
  /** Digits after the decimal mark when shown; negative rounds to tens, hundreds. The value itself is never rounded. */
  readonly decimals: number
  /** Which way is good, when that is beyond dispute. */
  readonly direction: 'up' | 'down' | 'none'
  readonly periodType: PeriodType
  /** Who or what is in its field: « ménages fiscaux, hors … ». */
  readonly field?: Text
  readonly notes: readonly Text[]
  readonly breaks: readonly SeriesBreak[]
  /** Absent: none was lifted. */
  readonly liftedBreaks?: readonly LiftedBreak[]
  /** Perimeters it is compared with by default, most local first. */
  readonly comparisons: readonly PerimeterId[]
  /** Share of members (by number) that may be missing for the sum still to be *estimated*; 0: none. In [0, 0.2]. */
  readonly tolerance: number
  /** Periods at which a change of definition forbids use; reserved to the method notes. */
  readonly keywords: readonly string[]
}
