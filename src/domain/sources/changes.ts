/** What publishing a vintage changed: the summary of its plan, kept with it, from which the data changelog is written. */

import type { SeriesId } from '../indicators/measure.ts'
import type { Period } from '../shared/period.ts'
import type { TerritoryId } from '../territories/territory.ts'

export type VintageChanges = {
  /** Rows of the producer's file. */
  readonly read: number
  readonly refused: number
  /** Observations compared with the edition before it; all are added when there was none. */
  readonly added: number
  readonly revised: number
  readonly vanished: number
  /** Codes that no commune or territory of that year has. */
  readonly unknown: readonly string[]
  /** The largest revisions in proportion, at most `MOST_REVISIONS`. */
  readonly revisions: readonly Revision[]
}

export type Revision = {
  readonly series: SeriesId
  readonly territory: TerritoryId
  readonly period: Period
  /** Null: no value. */
  readonly before: number | null
  readonly after: number | null
}

export const MOST_REVISIONS = 20
