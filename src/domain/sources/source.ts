/** Where values come from: a producer's data set, its licence, its rules, and the vintages received of it. */

import type { Period } from '../shared/period.ts'
import type { Text } from '../shared/text.ts'
import type { CogYear } from '../territories/territory.ts'
import type { DisclosureRule } from '../indicators/disclosure.ts'
import type { SeriesId } from '../indicators/measure.ts'

declare const sourceId: unique symbol
declare const vintageId: unique symbol

export type SourceId = string & { readonly [sourceId]: true }

/** `<source>@<edition>`, such as `insee-comparateur@2022-01`. */
export type VintageId = string & { readonly [vintageId]: true }

export type Source = {
  readonly id: SourceId
  readonly label: Text
  readonly producer: Text
  readonly licence: Text
  readonly url?: string
  /** How it is made, and what to know before using it. */
  readonly notice: Text
  /** The connector that reads its files; `table` for the generic one. */
  readonly connector: string
  /** Where two producers answer for one measure and period, the lowest number answers. */
  readonly priority: number
  /** Producer's calendar, for freshness: how many months an edition lasts. Absent: not regular. */
  readonly everyMonths?: number
  /** How long after the end of what it bears on an edition usually appears: 24 for a census of January published two years later. */
  readonly lagMonths?: number
  /** Absent: nothing in it is protected by us; what the producer withheld stays withheld all the same. */
  readonly disclosure?: DisclosureRule
}

/**
 * One delivery of a source, immutable: written once as Parquet, addressed by its content.
 * A correction is a new vintage.
 */
export type Vintage = {
  readonly id: VintageId
  readonly source: SourceId
  /** Sortable: `2022-01`; the latest edition answers. */
  readonly edition: string
  /** The producer's file, as received. */
  readonly file: { readonly name: string; readonly bytes: number; readonly sha256: string }
  /** Commune codes belong to the COG of this year. */
  readonly cog: CogYear
  readonly series: readonly VintageSeries[]
  /** Number of observations. */
  readonly rows: number
  /** SHA-256 of the Parquet file, its address. */
  readonly content: string
  /** What the reader must know of this delivery: what is missing, a population one year older… */
  readonly notice?: Text
  /** Days are enough: `YYYY-MM-DD`. */
  readonly receivedOn: string
}

/** What a vintage holds of one series. */
export type VintageSeries = {
  readonly series: SeriesId
  readonly periods: readonly Period[]
  /** The column of the producer's file, for the lineage: `P18_POP`. */
  readonly column: string
  /** Levels present: `COM`, `EPCI`… */
  readonly levels: readonly string[]
}
