/** The place of one among its peers, 1 for the highest; equals share a place, those without a value have none. */

import type { Cell } from './cell.ts'

export type Ranking = {
  readonly rank: number
  /** Those that have a value, the one asked included. */
  readonly peers: number
  /** Others that share the place. */
  readonly tied: number
}

export function rankAmong(value: number, cells: readonly Cell[]): Ranking {
  const values = cells.flatMap((cell) => ('value' in cell ? [cell.value] : []))
  return {
    rank: 1 + values.filter((other) => other > value).length,
    peers: values.length,
    tied: values.filter((other) => other === value).length - 1
  }
}
