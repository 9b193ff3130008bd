/** What every connector is: a producer's file in, observations and refused rows out. It saves nothing. */

import type { ObservationTable } from '../domain/indicators/table.ts'
import type { SeriesId } from '../domain/indicators/measure.ts'
import type { Place } from '../domain/shared/errors.ts'
import type { Period } from '../domain/shared/period.ts'
import type { Text } from '../domain/shared/text.ts'
import type { CogYear } from '../domain/territories/territory.ts'
import type { Geography } from '../domain/territories/geography.ts'

/** What the person says on the command line or in the form; each beats what the file suggests. */
export type ReadOptions = {
  readonly geography: Geography
  readonly period?: Period
  readonly cog?: CogYear
  readonly edition?: string
}

export type RefusedRow = {
  readonly place: Place
  readonly found: string
  readonly expected: Text
}

export type Reading = {
  readonly table: ObservationTable
  /** Rows of data read, kept or not. */
  readonly rows: number
  readonly refused: readonly RefusedRow[]
  readonly cog: CogYear
  /** Sortable: `2022-01`. */
  readonly edition: string
  /** The producer's column behind each series. */
  readonly columns: ReadonlyMap<SeriesId, string>
  /** What is worth telling about this very file: rows left out on purpose, an inferred vintage… */
  readonly remarks: readonly Text[]
}

export type Connector = {
  /** Named in `Source.connector`: `insee-comparateur`. */
  readonly id: string
  readonly label: Text
  /** The source its files belong to when the person names none. */
  readonly source: string
  /** Whether a file looks like one of its own, by its name and header; decides nothing when `--source` is given. */
  readonly recognises: (file: { readonly name: string; readonly header: readonly string[] }) => boolean
  /** @throws {InvalidInput} when the file as a whole cannot be read: wrong columns, truncated, empty */
  readonly read: (path: string, options: ReadOptions) => Promise<Reading>
}
