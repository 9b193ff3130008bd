/** What a connector makes of a producer's file: observations, and the rows it could not take. */

import type { ObservationTable } from '../indicators/table.ts'
import type { SeriesId } from '../indicators/measure.ts'
import type { Place } from '../shared/errors.ts'
import type { Text } from '../shared/text.ts'
import type { CogYear } from '../territories/territory.ts'

export type RefusedRow = {
  readonly place: Place
  readonly found: string
  readonly expected: Text
}

export type Reading = {
  readonly table: ObservationTable
  /** Line of the file behind each row of the table, so that a key given twice names both its lines. */
  readonly lines?: Uint32Array
  /** Rows of data read, kept or not. */
  readonly rows: number
  /** A refused row gives no observation at all. */
  readonly refused: readonly RefusedRow[]
  readonly cog: CogYear
  /** Sortable: `2022-01`. */
  readonly edition: string
  /** The column of the territory codes, where there is one: where an unknown code is looked for. */
  readonly codes?: string
  /** The producer's column behind each series. */
  readonly columns: ReadonlyMap<SeriesId, string>
  /** What is worth telling about this very file: rows left out on purpose, an inferred vintage… */
  readonly remarks: readonly Text[]
}
