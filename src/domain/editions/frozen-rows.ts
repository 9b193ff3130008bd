/** The rows behind the figures of an edition: each once, beside the others of its vintage, however many figures count it. */

import type { Cell } from '../indicators/cell.ts'
import type { VintageId } from '../sources/source.ts'

export type FrozenTable = {
  readonly vintage: VintageId
  /** What each cell of a row is: a series at a period, `population@2018`. */
  readonly columns: readonly string[]
  readonly rows: readonly FrozenRow[]
}

/** A territory in the codes of the vintage, and what is said of it, as it may be shown. */
export type FrozenRow = {
  readonly territory: string
  readonly name: string
  /** The perimeters of figures that count it, with the year of their composition: `pma@2026`. */
  readonly perimeters: readonly string[]
  /** By column; undefined where no figure asks for it. */
  readonly cells: readonly (Cell | undefined)[]
}

/** How a column of a table of rows is named. */
export function rowColumn({ series, period }: { readonly series: string; readonly period: string }): string {
  return `${series}@${period}`
}

/** How a perimeter is named in a row. */
export function countedIn({
  perimeter,
  geography
}: {
  readonly perimeter: { readonly id: string }
  readonly geography: string
}): string {
  return `${perimeter.id}@${geography.slice(0, 4)}`
}
