/** What two figures of one indicator say together: a change in time, a difference between territories. */

import type { Period } from '../shared/period.ts'
import type { Cell } from './cell.ts'
import type { Caution, FigureReason } from './figure.ts'
import type { SeriesBreak } from './indicator.ts'

/** From one figure to a later one of the same indicator and perimeter. */
export type FigureChange = {
  readonly from: Period
  readonly to: Period
  /** In `unit`: points where the figures are in percent. */
  readonly difference: Cell
  readonly unit: string
  /** Of the start; not applicable to figures in percent, which change by points, and from zero. */
  readonly percent: Cell
  /** Mean percent per year, compounded; same exceptions. */
  readonly yearlyPercent: Cell
  readonly decimals: number
  readonly reason?: FigureReason
  readonly cautions: readonly Caution[]
  readonly breaks: readonly SeriesBreak[]
}

/** Why two figures are not compared. */
export type ComparisonReason = 'other-definition' | 'other-period' | 'no-value' | 'withheld'

/** The first less the second. */
export type Comparison =
  | { readonly ok: true; readonly difference: Cell; readonly unit: string; readonly decimals: number }
  | { readonly ok: false; readonly reason: ComparisonReason }
