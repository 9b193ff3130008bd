/**
 * Territories like one: the nearest by a few indicators, each measured in robust deviations of its peers, so that
 * neither a unit nor one far-off territory decides.
 */

/** One value per indicator, in the same order for all; undefined where there is none. */
export type Profile<T> = { readonly of: T; readonly values: readonly (number | undefined)[] }

/** Middle and spread of an indicator over the peers: median, and 1.4826 × median absolute deviation. */
export type Spread = { readonly median: number; readonly deviation: number }

export type Similar<T> = {
  readonly of: T
  /** Root of the mean of the squared gaps, in deviations. */
  readonly distance: number
  /** Peer less target per indicator, in deviations; undefined where it was not used. */
  readonly gaps: readonly (number | undefined)[]
}

export type SimilarAnswer<T> = {
  /** Undefined for an indicator that does not serve: the target has no value, or most peers have the same. */
  readonly spreads: readonly (Spread | undefined)[]
  /** Nearest first. */
  readonly nearest: readonly Similar<T>[]
  /** Peers with values for all the indicators that serve. */
  readonly compared: number
  /** Peers measured on the indicators that they have. */
  readonly partial: number
  /** Peers with too few values to be measured at all. */
  readonly excluded: number
}

/** Makes the median absolute deviation of a normal distribution its standard deviation. */
const NORMAL = 1.4826
/** With fewer values, a middle says nothing. */
const FEWEST_PEERS = 5
/** Share of the indicators that serve which a peer must have. */
const LEAST_SHARED = 2 / 3

export function findSimilar<T>(
  target: Profile<unknown>,
  peers: readonly Profile<T>[],
  limit: number
): SimilarAnswer<T> {
  const spreads = target.values.map((own, i) =>
    own === undefined
      ? undefined
      : spreadOf(peers.flatMap(({ values }) => (values[i] === undefined ? [] : [values[i]])))
  )
  const serving = spreads.filter((spread) => spread !== undefined).length
  const measured = peers.map(({ of, values }) => {
    const gaps = spreads.map((spread, i) => {
      const [here, there] = [target.values[i], values[i]]
      return spread && here !== undefined && there !== undefined ? (there - here) / spread.deviation : undefined
    })
    const known = gaps.filter((gap) => gap !== undefined)
    return { of, gaps, known: known.length, distance: Math.sqrt(meanSquare(known)) }
  })
  const usable = measured.filter(({ known }) => known > 0 && known >= LEAST_SHARED * serving)
  const compared = usable.filter(({ known }) => known === serving).length
  return {
    spreads,
    nearest: usable
      .toSorted((a, b) => a.distance - b.distance)
      .slice(0, limit)
      .map(({ of, gaps, distance }) => ({ of, gaps, distance })),
    compared,
    partial: usable.length - compared,
    excluded: peers.length - usable.length
  }
}

/** Undefined where nothing can be told apart. */
export function spreadOf(values: readonly number[]): Spread | undefined {
  if (values.length < FEWEST_PEERS) return undefined
  const median = medianOf(values)
  const deviation = NORMAL * medianOf(values.map((value) => Math.abs(value - median)))
  // What is left by sums of decimals is no spread.
  return deviation > 1e-9 * Math.abs(median) ? { median, deviation } : undefined
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const half = Math.floor(sorted.length / 2)
  const [below = 0, above = 0] = [sorted[half - 1], sorted[half]]
  return sorted.length % 2 === 1 ? above : (below + above) / 2
}

function meanSquare(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value ** 2, 0) / values.length
}
