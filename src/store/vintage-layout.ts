/**
 * How a vintage stands in its Parquet file. Rows are sorted by series, territory, period; row groups are cut
 * between series, so that one series is read alone. Beside what any reader of Parquet understands, the footer
 * holds an index, by which a series is put in place without reading its territories and periods again.
 */

import { InvalidInput } from '../domain/shared/errors.ts'
import type { Period } from '../domain/shared/period.ts'
import type { SeriesId } from '../domain/indicators/measure.ts'
import type { VintageId } from '../domain/sources/source.ts'
import type { CogYear } from '../domain/territories/territory.ts'

/** The name of the index among the texts of the footer. */
export const INDEX_KEY = 'chevalement'

/** Raised when files of an earlier version could not be read by the same code. */
export const FORMAT = 1

export const COLUMNS = ['series', 'territory', 'period', 'value', 'status', 'cog', 'units', 'largest_share'] as const

export type ColumnName = (typeof COLUMNS)[number]

export type VintageIndex = {
  readonly format: typeof FORMAT
  readonly vintage: VintageId
  readonly cog: CogYear
  readonly rows: number
  /** Sorted, as the rows are. */
  readonly series: readonly SeriesEntry[]
}

export type SeriesEntry = {
  readonly series: SeriesId
  /** Row group, and the place in it. */
  readonly group: number
  readonly start: number
  readonly rows: number
  /** In their order. */
  readonly periods: readonly Period[]
  /** Series of the same number have the same territories. */
  readonly territories: number
  /** There is a row for each territory at each period. */
  readonly dense: boolean
}

/** @throws {InvalidInput} when the text is no index, or one of a later version */
export function parseIndex(text: string | undefined, file: string): VintageIndex {
  const found: unknown = text === undefined ? undefined : JSON.parse(text)
  const format = typeof found === 'object' && found !== null && 'format' in found ? found.format : undefined
  if (format !== FORMAT) {
    throw new InvalidInput(
      {
        fr: `version « ${String(format)} » de fichier de millésime : attendu ${FORMAT}`,
        en: `version "${String(format)}" of vintage file: expected ${FORMAT}`
      },
      { file }
    )
  }
  return found as VintageIndex
}
