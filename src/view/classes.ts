/** Five classes of round thresholds, for maps of rates: a reader finds the number again. */

/** Four ascending thresholds; a value on a threshold belongs to the class above it. */
export type Thresholds = readonly number[]

const CLASSES = 5
/** The middle eight tenths shape the classes: one odd commune must not empty four of them. */
const [LOW, HIGH] = [0.1, 0.9]

/** Equal round steps; or, where a few values are far above the rest, steps that grow as 1, 2, 5, 10. */
export function roundThresholds(values: readonly number[]): Thresholds {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? 0
  const [low, middle, high] = [at(LOW), at(0.5), at(HIGH)]
  if (high <= low) return []
  const isSkewed = low > 0 && high - middle > 3 * (middle - low)
  return isSkewed ? growing(low, high) : equal(low, high)
}

/** From 0, the class of the lowest values, to 4. */
export function classOf(value: number, thresholds: Thresholds): number {
  return thresholds.filter((threshold) => value >= threshold).length
}

function equal(low: number, high: number): Thresholds {
  const step = niceStep((high - low) / (CLASSES - 1))
  const middle = Math.round((low + high) / 2 / step) * step
  const first = middle - 1.5 * step
  const start = Math.round(first / step) * step
  return Array.from({ length: CLASSES - 1 }, (_, i) => tidy(start + i * step))
}

function growing(low: number, high: number): Thresholds {
  const power = 10 ** Math.floor(Math.log10(low))
  const ladder = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000].map((step) => tidy(step * power))
  const start = Math.max(
    0,
    ladder.findIndex((step) => step > low)
  )
  const found = ladder.slice(start, start + CLASSES - 1)
  return (found.at(-1) ?? 0) < high / 20 ? ladder.slice(start + 2, start + 2 + CLASSES - 1) : found
}

/** The nearest of 1, 2, 2.5, 4, 5, 10 times a power of ten. */
function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough))
  const candidates = [1, 2, 2.5, 4, 5, 10].map((one) => one * power)
  return candidates.reduce((best, one) => (Math.abs(one - rough) < Math.abs(best - rough) ? one : best))
}

/** 0.1 + 0.2 is 0.3 for a reader. */
function tidy(value: number): number {
  return Number(value.toPrecision(10))
}
