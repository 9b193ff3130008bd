/** Words for a rounded number, chosen so that what they say is true of the figure. */

import { round } from '../indicators/rounding.ts'

/** `more`: « plus de »; `nearly`: « près de »; `less`: « moins de »; `about`: « environ ». */
export const WORDING_KINDS = ['more', 'nearly', 'less', 'about'] as const

export type WordingKind = (typeof WORDING_KINDS)[number]

/** @property step what is rounded to: 100 for « plus de 6 100 »; above zero */
export type Wording = { readonly kind: WordingKind; readonly step: number }

/** A number to write after the words, or why the words would be false. */
export type Worded =
  | { readonly ok: true; readonly kind: WordingKind | 'exact'; readonly value: number; readonly decimals: number }
  | { readonly ok: false; readonly reason: 'too-far-to-be-near' }

/** « près de » says that the number is just below: no farther than a quarter of the step. */
const NEAR = 1 / 4

/**
 * The multiple of the step that the words are true with, on the side of zero for « plus de » and away from it for
 * « moins de » and « près de ». A number that is a multiple of the step is given without words, being exact.
 *
 * « plus de 6 100 », step 100, holds from above 6 100 to below 6 200, and for no other value.
 */
export function wordNumber(value: number, { kind, step }: Wording): Worded {
  const decimals = decimalsOf(step)
  const size = Math.abs(value)
  const steps = round(size / step, EXACT)
  const [below, above] = [Math.floor(steps), Math.ceil(steps)]
  const said = (count: number): number => Math.sign(value) * round(count * step, decimals)
  if (below === above) return { ok: true, kind: 'exact', value: said(below), decimals }
  switch (kind) {
    case 'more':
      return { ok: true, kind, value: said(below), decimals }
    case 'less':
      return { ok: true, kind, value: said(above), decimals }
    case 'nearly':
      return above - steps > NEAR
        ? { ok: false, reason: 'too-far-to-be-near' }
        : { ok: true, kind, value: said(above), decimals }
    case 'about':
      return { ok: true, kind, value: said(Math.round(steps)), decimals }
  }
}

/** Digits that tell a multiple of the step from what binary fractions make of it. */
const EXACT = 9

/** 0 for 100; 1 for 0.5. */
function decimalsOf(step: number): number {
  return (/\.(\d+)$/.exec(String(step))?.[1] ?? '').length
}
