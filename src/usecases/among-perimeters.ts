/** How a territory lies among the listed perimeters: their members are resolved once a day asked, not once a page. */

import type { Perimeter } from '../domain/territories/perimeter.ts'
import { resolveIfAny } from '../domain/territories/resolve.ts'
import type { CommuneCode } from '../domain/territories/territory.ts'
import { makeCache, type Cache } from './cache.ts'
import type { Observatory } from './observatory.ts'

/** A listed perimeter that exists that day, and the communes it has in common with those asked: at least one. */
export type Neighbour = {
  readonly perimeter: Perimeter
  readonly members: number
  readonly shared: readonly CommuneCode[]
}

type Listing = {
  readonly sizes: ReadonlyMap<Perimeter, number>
  readonly holders: ReadonlyMap<CommuneCode, readonly Perimeter[]>
}

/** A page is read on one day of a year; the others are asked rarely. */
const DAYS_KEPT = 12

const listings = new WeakMap<Observatory, Cache<Listing>>()

/**
 * In the order of the registry.
 *
 * @param communes in the codes of the year of that day
 * @param day `YYYY-MM-DD`
 */
export function neighboursOf(
  observatory: Observatory,
  communes: readonly CommuneCode[],
  day: string
): readonly Neighbour[] {
  const cache = listings.get(observatory) ?? makeCache<Listing>(DAYS_KEPT)
  listings.set(observatory, cache)
  const { sizes, holders } = cache.get(day, () => listOn(observatory, day))
  const shared = new Map<Perimeter, CommuneCode[]>()
  for (const commune of communes) {
    for (const perimeter of holders.get(commune) ?? []) {
      const known = shared.get(perimeter)
      if (known) known.push(commune)
      else shared.set(perimeter, [commune])
    }
  }
  return [...sizes].flatMap(([perimeter, members]) => {
    const found = shared.get(perimeter)
    return found ? [{ perimeter, members, shared: found }] : []
  })
}

function listOn({ atlas, registry }: Observatory, day: string): Listing {
  const sizes = new Map<Perimeter, number>()
  const holders = new Map<CommuneCode, Perimeter[]>()
  for (const perimeter of registry.perimeters.values()) {
    const version = resolveIfAny(atlas, perimeter.id, day)
    if (!version) continue
    sizes.set(perimeter, version.communes.length)
    for (const commune of version.communes) {
      const known = holders.get(commune)
      if (known) known.push(perimeter)
      else holders.set(commune, [perimeter])
    }
  }
  return { sizes, holders }
}
