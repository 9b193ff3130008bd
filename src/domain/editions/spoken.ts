/** A number as it is said aloud: rounded to what an ear keeps, with words that stay true of it. */

import { round } from '../indicators/rounding.ts'
import { wordNumber, type WordingKind } from './wording.ts'

export type Spoken = { readonly kind: WordingKind | 'exact'; readonly value: number; readonly decimals: number }

/** Smaller ones are said as they are: « 113 communes ». */
const ROUNDED_FROM = 1000

/** Digits that are said of a large number; of four digits, two: « plus de 6 100 ». */
const DIGITS_SAID = 3

/**
 * Counts and amounts from a thousand are rounded, « près de » where the number is just below, else « plus de »; rates
 * and what goes down keep the decimals of their indicator.
 *
 * @param decimals of the indicator: what has some is a rate, and is said with them
 */
export function spokenNumber(value: number, decimals: number): Spoken {
  const exact: Spoken = { kind: 'exact', value: round(value, decimals), decimals }
  if (decimals > 0 || exact.value < ROUNDED_FROM) return exact
  const digits = String(Math.trunc(exact.value)).length
  const step = 10 ** Math.max(2, digits - DIGITS_SAID)
  for (const kind of ['nearly', 'more'] as const) {
    const worded = wordNumber(value, { kind, step })
    if (worded.ok) return worded
  }
  return exact
}
