/** How long pages take to draw, by route: counted in bounded memory, without anything of who asked. */

/** Upper bounds in milliseconds, each a quarter longer than the one before: 1 ms to some 90 s. */
const BOUNDS = Array.from({ length: 52 }, (_, i) => 1.25 ** i)

/** Older pages weigh half each time a route has been drawn so often. */
const FADES_AT = 2000

export type Histogram = { readonly counts: readonly number[]; readonly total: number }

export const NO_TIMES: Histogram = { counts: BOUNDS.map(() => 0), total: 0 }

export function addTime({ counts, total }: Histogram, ms: number): Histogram {
  const found = BOUNDS.findIndex((bound) => ms <= bound)
  const at = found < 0 ? BOUNDS.length - 1 : found
  const next = counts.map((count, i) => (i === at ? count + 1 : count))
  if (total + 1 < FADES_AT) return { counts: next, total: total + 1 }
  const faded = next.map((count) => Math.floor(count / 2))
  return { counts: faded, total: faded.reduce((sum, count) => sum + count, 0) }
}

/** Milliseconds under which that share of pages was drawn, at most a quarter too long; undefined before any was. */
export function quantile({ counts, total }: Histogram, share: number): number | undefined {
  if (total === 0) return undefined
  let seen = 0
  const at = counts.findIndex((count) => (seen += count) >= share * total)
  return Math.round(BOUNDS[at] ?? 0)
}

export type RouteTime = { readonly route: string; readonly pages: number; readonly p50: number; readonly p95: number }

/** The slowest first. */
export function slowest(times: ReadonlyMap<string, Histogram>, limit: number): readonly RouteTime[] {
  return [...times]
    .map(([route, histogram]) => ({
      route,
      pages: histogram.total,
      p50: quantile(histogram, 0.5) ?? 0,
      p95: quantile(histogram, 0.95) ?? 0
    }))
    .sort((one, other) => other.p95 - one.p95 || one.route.localeCompare(other.route))
    .slice(0, limit)
}
