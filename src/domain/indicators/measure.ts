/** What is counted or measured, before any ratio is made of it. */

import { InvalidInput } from '../shared/errors.ts'
import type { Text } from '../shared/text.ts'

declare const measureId: unique symbol
declare const seriesId: unique symbol

export type MeasureId = string & { readonly [measureId]: true }

/**
 * A measure, whole or one item of its breakdown: `establishments`, `establishments:naf=GZ`.
 * Several dimensions are joined by `;` in alphabetical order: `population:age=15-64;sex=F`.
 */
export type SeriesId = string & { readonly [seriesId]: true }

export type Measure = {
  readonly id: MeasureId
  readonly label: Text
  /** `habitants`, `km2`, `eur`, `percent`…: a key of the units' catalogue. */
  readonly unit: string
  /** Counts and amounts add up over territories; medians and rates do not. */
  readonly additive: boolean
  /** A census estimate: counts under 200 carry a caution, vintages less than five years apart do not compare. */
  readonly census: boolean
  /** The measure whose value would weigh this one in a mean (a rate's own denominator). Absent: no mean is honest. */
  readonly weight?: MeasureId
  /** Made from a complete list (museums, lodgings): a territory without a row has none of it. Absent: it is missing. */
  readonly listed?: boolean
  /** Hardly moves with time (an area): the nearest period known answers for any other. */
  readonly steady?: boolean
  /** Which items sum to the whole. A breakdown listed here is exhaustive: parts add up to the total. */
  readonly breakdowns: readonly Breakdown[]
}

export type Breakdown = {
  /** `naf`, `age`, `museum`. */
  readonly dimension: string
  readonly items: readonly {
    readonly code: string
    readonly label: Text
    /** Included in this item, not beside it. */ readonly within?: string
  }[]
  /** True when the items (those without `within`) sum to the whole. */
  readonly exhaustive: boolean
}

const SERIES = /^[a-z][a-z0-9-]*(:[a-z0-9-]+=[^:;=\s]+(;[a-z0-9-]+=[^:;=\s]+)*)?$/

/** @throws {InvalidInput} unless `text` is a measure, or a measure and its items: `establishments:naf=GZ` */
export function parseSeriesId(text: string): SeriesId {
  if (!SERIES.test(text)) {
    throw new InvalidInput({
      fr: `« ${text} » n’est pas une série : attendu une mesure et ses modalités, comme population ou establishments:naf=GZ`,
      en: `"${text}" is not a series: expected a measure and its items, such as population or establishments:naf=GZ`
    })
  }
  return text as SeriesId
}
