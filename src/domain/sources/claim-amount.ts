/** What a stated number admits: its own rounding and the word before it. « Plus de 6 100 » goes from 6 100 to 6 199. */

import { amountOf, type Claim, type Qualifier } from './claim.ts'

/** Both ends included. */
export type Interval = { readonly from: number; readonly to: number }

/** The step of the last digit that says something: 100 for 580 700, 1 for 150, 0,1 for 646,9. */
export function stepOf(value: number): number {
  if (!Number.isInteger(value)) return 10 ** -(String(value).split('.')[1]?.length ?? 0)
  const zeros = Math.abs(value) >= 1000 ? (/0*$/.exec(String(Math.abs(value)))?.[0].length ?? 0) : 0
  return 10 ** zeros
}

/** Values that would be written so; undefined where the claim holds no number and no order of magnitude. */
export function intervalOf(claim: Pick<Claim, 'reading' | 'qualifier'>): Interval | undefined {
  const amount = amountOf(claim)
  if (!amount) return WORDS[claim.qualifier]
  const { value, max } = amount
  if (max !== undefined) return { from: value - stepOf(value) / 2, to: max + stepOf(max) / 2 }
  const step = stepOf(value)
  // « près de 8 000 » says less than « près de 148 500 »: a lone digit may hide a tenth.
  const isLone = step >= 1000 && Math.abs(value) / step < 10
  const large = isLone ? Math.abs(value) / 10 : step
  switch (claim.qualifier) {
    case 'about':
      return { from: value - large, to: value + large }
    case 'nearly':
    case 'just-under':
      return { from: value - large, to: value }
    case 'less-than':
    case 'up-to':
      return { from: Math.min(0, value), to: value }
    case 'more-than':
      return { from: value, to: value + Math.max(step, 1) }
    case 'at-least':
      return { from: value, to: Infinity }
    default:
      return { from: value - step / 2, to: value + step / 2 }
  }
}

/** Half a step up counts as written: 26,45 is 26,5 and 10,5 is 11. */
export function admits(claim: Pick<Claim, 'reading' | 'qualifier'>, value: number): boolean {
  const interval = intervalOf(claim)
  return interval !== undefined && value >= interval.from - NOISE && value <= interval.to + NOISE
}

/** Two numbers rounded to the same digit that are not the same meet at an end: they do not overlap. */
export function overlaps(a: Interval, b: Interval): boolean {
  return a.from < b.to - NOISE && b.from < a.to - NOISE
}

/** Of doubles that were added and divided. */
const NOISE = 1e-9

const WORDS: Partial<Record<Qualifier, Interval>> = {
  'several-tens': { from: 20, to: 100 },
  'several-hundreds': { from: 200, to: 1000 },
  'several-thousands': { from: 2000, to: 100_000 }
}
