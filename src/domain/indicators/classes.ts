/** The classes of a map: at most five, between round thresholds, each with its lower bound; and why they were cut there. */

import { round } from './rounding.ts'

export const MOST_CLASSES = 5

/** Why the thresholds are where they are: each has a sentence beside the map. */
export type ClassRule =
  /** Nothing to classify. */
  | { readonly kind: 'none' }
  /** Every value is the same. */
  | { readonly kind: 'equal' }
  /** Fewer values than classes: each has its own. */
  | { readonly kind: 'values' }
  /** Steps of one round width. */
  | { readonly kind: 'steps'; readonly width: number }
  /** About as many territories in each, at thresholds rounded. */
  | { readonly kind: 'quantiles' }
  /** On both sides of a middle that means something, with a class about it. */
  | { readonly kind: 'around'; readonly middle: number }

export type Classes = {
  readonly rule: ClassRule
  /** Ascending. The first class lies below the first threshold, the last from the last on. */
  readonly thresholds: readonly number[]
  /** Values are classed as they are shown: 15.96 shown « 16,0 » is with 16. */
  readonly decimals: number
}

/** A class may hold this share of the territories before equal steps are given up: a map of one colour says nothing. */
const MOST_IN_CLASS = 0.45
const LEAST_IN_CLASS = 0.03

const ROUND = [1, 2, 2.5, 4, 5] as const

/**
 * Equal steps where they spread the territories well; otherwise rounded quantiles.
 *
 * @param middle of a quantity that has one, such as 0 for a change: classes then stand around it
 */
export function makeClasses(values: readonly number[], decimals: number, middle?: number): Classes {
  const sorted = values.map((value) => round(value, decimals)).toSorted((a, b) => a - b)
  const distinct = [...new Set(sorted)]
  const [first] = distinct
  if (first === undefined) return { rule: { kind: 'none' }, thresholds: [], decimals }
  if (distinct.length === 1) return { rule: { kind: 'equal' }, thresholds: [], decimals }
  if (distinct.length < MOST_CLASSES) return { rule: { kind: 'values' }, thresholds: distinct.slice(1), decimals }
  const last = sorted.at(-1) ?? first
  if (middle !== undefined && first < middle && last > middle) return around(sorted, decimals, middle)
  return equalSteps(sorted, decimals) ?? quantiles(sorted, decimals)
}

/** From 0, the lowest, to the number of thresholds. */
export function classOf({ thresholds, decimals }: Classes, value: number): number {
  const shown = round(value, decimals)
  return thresholds.filter((threshold) => shown >= threshold).length
}

/** Of all round widths and starts, the one that spreads the territories most evenly. */
function equalSteps(sorted: readonly number[], decimals: number): Classes | undefined {
  const [low, high] = [sorted[0] ?? 0, sorted.at(-1) ?? 0]
  let best: { readonly thresholds: readonly number[]; readonly width: number; readonly evenness: number } | undefined
  for (const width of roundWidths((high - low) / 20, high - low, decimals)) {
    for (let start = Math.ceil(low / width); start * width <= high; start += 1) {
      const thresholds = [0, 1, 2, 3].map((i) => clean((start + i) * width))
      const shares = sharesOf(sorted, thresholds)
      if (shares.some((share) => share < LEAST_IN_CLASS || share > MOST_IN_CLASS)) continue
      const evenness = entropy(shares)
      if (!best || evenness > best.evenness + 1e-9) best = { thresholds, width, evenness }
    }
  }
  return best && { rule: { kind: 'steps', width: best.width }, thresholds: best.thresholds, decimals }
}

/** Quintiles at round numbers. A lowest value that a class or more of the territories share, such as 0, has its own. */
function quantiles(sorted: readonly number[], decimals: number): Classes {
  const rest = sorted.filter((value) => value !== sorted[0])
  const tied = MOST_CLASSES * (sorted.length - rest.length) > sorted.length
  const cuts = tied
    ? [rest[0] ?? 0, ...roundCuts(rest, MOST_CLASSES - 1, decimals)]
    : roundCuts(sorted, MOST_CLASSES, decimals)
  const thresholds = [...new Set(cuts)].toSorted((a, b) => a - b).filter((one) => one > (sorted[0] ?? 0))
  return { rule: { kind: 'quantiles' }, thresholds, decimals }
}

/** Between classes of about the same number, each at the roundest number between its neighbours. */
function roundCuts(sorted: readonly number[], classes: number, decimals: number): readonly number[] {
  const at = (place: number): number => sorted[Math.min(sorted.length - 1, Math.max(0, Math.floor(place)))] ?? 0
  const room = sorted.length / 14
  return Array.from({ length: classes - 1 }, (_, i) => {
    const place = ((i + 1) * sorted.length) / classes
    return roundest(at(place - room), at(place + room), at(place), decimals)
  })
}

/** The same thresholds on both sides: about a third of the territories in the class of the middle. */
function around(sorted: readonly number[], decimals: number, middle: number): Classes {
  const sizes = sorted.map((value) => Math.abs(value - middle)).toSorted((a, b) => a - b)
  const at = (share: number): number => sizes[Math.floor(share * (sizes.length - 1))] ?? 0
  const unit = 10 ** -decimals
  const near = Math.max(roundest(at(0.15), at(0.35), at(0.25), decimals), unit)
  const far = Math.max(roundest(at(0.6), at(0.8), at(0.7), decimals), clean(2 * near))
  return {
    rule: { kind: 'around', middle },
    thresholds: [-far, -near, near, far].map((step) => clean(middle + step)),
    decimals
  }
}

function roundWidths(least: number, most: number, decimals: number): readonly number[] {
  const widths: number[] = []
  const lowest = Math.max(Math.floor(Math.log10(least)), -decimals)
  for (let power = lowest; 10 ** power <= most; power += 1) {
    for (const one of ROUND) {
      const width = clean(one * 10 ** power)
      if (width >= least && width <= most && round(width, decimals) === width) widths.push(width)
    }
  }
  return widths
}

/** The number with the fewest digits between two, nearest to `wanted` among those. */
function roundest(low: number, high: number, wanted: number, decimals: number): number {
  const size = Math.max(Math.abs(low), Math.abs(high), 10 ** -decimals)
  for (let power = Math.ceil(Math.log10(size)); power >= -decimals; power -= 1) {
    for (const step of [5 * 10 ** power, 2 * 10 ** power, 10 ** power]) {
      const candidate = clean(Math.round(wanted / step) * step)
      if (candidate >= low && candidate <= high && round(candidate, decimals) === candidate) return candidate
    }
  }
  return round(wanted, decimals)
}

function sharesOf(sorted: readonly number[], thresholds: readonly number[]): readonly number[] {
  const below = thresholds.map((threshold) => sorted.filter((value) => value < threshold).length)
  return [...below, sorted.length].map((count, i) => (count - (below[i - 1] ?? 0)) / sorted.length)
}

function entropy(shares: readonly number[]): number {
  return -shares.reduce((sum, share) => sum + (share > 0 ? share * Math.log(share) : 0), 0)
}

/** Twelve digits: 3 × 0.1 is 0.3. */
function clean(value: number): number {
  return Number(value.toPrecision(12))
}
