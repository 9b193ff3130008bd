/** Shapes for the map of a perimeter, drawn once for all its pages. */

import type { PerimeterVersion } from '../domain/territories/perimeter.ts'
import { shapesOf } from '../view/map-shapes.ts'
import type { TerritoryMap } from '../view/territory-view.ts'
import type { Portal } from './portal.ts'

/** Pixels of the drawing; screens scale it. */
const WIDTH = 640
/** With more, each would be smaller than a dot. */
const MOST_DRAWN = 1000
/** Perimeters that are read often; communes come and go. */
const MOST_KEPT = 100

const kept = new WeakMap<Portal['observatory'], Map<string, TerritoryMap>>()

/** Undefined where outlines would be too small, or are not known. */
export async function shapesFor(
  { observatory, basemaps }: Portal,
  { communes, cog, version }: PerimeterVersion
): Promise<TerritoryMap | undefined> {
  if (communes.length > MOST_DRAWN) return undefined
  const maps = kept.get(observatory) ?? new Map<string, TerritoryMap>()
  kept.set(observatory, maps)
  const known = maps.get(version)
  if (known) return known
  const found = await basemaps(communes, cog)
  if (!found || found.communes.size === 0) return undefined
  const { topology, contours, changed } = found
  const made = { shapes: shapesOf(topology, found, WIDTH), contours, changed }
  maps.set(version, made)
  for (const oldest of maps.keys()) {
    if (maps.size <= MOST_KEPT) break
    maps.delete(oldest)
  }
  return made
}
