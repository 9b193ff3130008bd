/**
 * How an unknown table reads as observations: which columns hold the territory, the period and the values.
 * Proposed from the content, corrected by a person, kept for next year.
 */

import type { SeriesId } from '../indicators/measure.ts'
import type { Period } from '../shared/period.ts'
import type { CogYear, Level, TerritoryId } from '../territories/territory.ts'

export type Mapping = {
  /** Of a zip. */
  readonly member?: string
  /** Of a workbook. */
  readonly sheet?: string
  /** Where the content misleads; found by itself otherwise. */
  readonly encoding?: 'utf-8' | 'windows-1252' | 'utf-16le' | 'utf-16be'
  readonly separator?: string
  /** Lines of the column names, both ends included; data follow. Several lines are joined by ` / `. */
  readonly header: { readonly from: number; readonly to: number }
  /** The decimal mark, where the other one groups thousands: `1,234.5` needs `.`, `1.234,5` needs `,`. */
  readonly decimal?: '.' | ','
  /** Marks of absence of this producer, over the common ones: missing, withheld (secret), or not applicable. */
  readonly marks: Readonly<Record<string, 'missing' | 'withheld' | 'not-applicable'>>
  /** Codes of rows that are no territory, such as `Ensemble`: passed over. */
  readonly skip: readonly string[]
  /** Only the rows whose column holds one of these. */
  readonly where: readonly { readonly column: string; readonly is: readonly string[] }[]
  readonly territory: TerritoryMapping
  /** Absent: each column says its own, or the person does (`--period`). */
  readonly period?: Period | { readonly column: string }
  readonly values: ValueMapping
  readonly cog?: CogYear
  readonly edition?: string
}

export type TerritoryMapping =
  /** Several columns are put end to end: department and commune. */
  | {
      readonly columns: readonly string[]
      readonly level: Level | { readonly column: string; readonly names: Readonly<Record<string, Level>> }
    }
  /** The whole file is about one territory. */
  | { readonly id: TerritoryId }

export type ValueMapping =
  /** One column a series. */
  | { readonly layout: 'wide'; readonly columns: readonly ValueColumn[] }
  /** One row a value: a column names the series. */
  | {
      readonly layout: 'long'
      readonly name: string
      readonly series: Readonly<Record<string, SeriesId>>
      readonly value: string
    }
  /** One series, one column a period: every column whose name reads as a period. */
  | { readonly layout: 'periods'; readonly series: SeriesId }

export type ValueColumn = {
  readonly column: string
  readonly series: SeriesId
  readonly period?: Period
  /** Columns of the statistical units behind the value, and of the share of the largest, for secrecy. */
  readonly units?: string
  readonly largestShare?: string
}
