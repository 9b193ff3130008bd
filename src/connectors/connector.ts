/** What every connector is: a producer's file in, observations and refused rows out. It saves nothing. */

import type { Period } from '../domain/shared/period.ts'
import type { Text } from '../domain/shared/text.ts'
import type { Mapping } from '../domain/sources/mapping.ts'
import type { Reading } from '../domain/sources/reading.ts'
import type { CogYear } from '../domain/territories/territory.ts'
import type { Geography } from '../domain/territories/geography.ts'

/** What the person says on the command line or in the form; each beats what the file suggests. */
export type ReadOptions = {
  readonly geography: Geography
  readonly period?: Period
  readonly cog?: CogYear
  readonly edition?: string
  /** Of the generic table connector, which needs one; the others know their producer's columns. */
  readonly mapping?: Mapping
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
