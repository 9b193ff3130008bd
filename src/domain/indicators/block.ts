/** One series of one vintage, in columns: what the cube is made of. Never leaves domain, store and use cases. */

import type { Period } from '../shared/period.ts'
import type { VintageId } from '../sources/source.ts'
import type { CogYear, TerritoryId } from '../territories/territory.ts'
import type { SeriesId } from './measure.ts'

export type Block = {
  readonly vintage: VintageId
  readonly series: SeriesId
  /** The COG year of the commune codes. */
  readonly cog: CogYear
  /** Sorted; blocks of one vintage with the same territories share the same array. */
  readonly territories: readonly TerritoryId[]
  /** Sorted. */
  readonly periods: readonly Period[]
  /** Territory by territory: `values[t * periods.length + p]`; NaN where there is no value. */
  readonly values: Float64Array
  /** Same shape. 0: the vintage has no row; otherwise 1 + index in `OBSERVATION_STATUSES`. */
  readonly statuses: Uint8Array
  /** Same shape; present only where the source gives them. */
  readonly units?: Float64Array
  readonly largestShares?: Float64Array
}

/** What adding a block over members gives, at one period. Counts of members sum to the number of members asked. */
export type Sum = {
  /** Sum of the values that are present; 0 when none is. */
  readonly sum: number
  /** Members with a value (A, E, P). */
  readonly present: number
  /** Of those, how many are estimated or provisional. */
  readonly estimated: number
  /** Members with no row, or status O. */
  readonly missing: number
  /** Members withheld by the producer. */
  readonly withheld: number
  readonly notApplicable: number
}
