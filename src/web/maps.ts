/** Shapes for the map of a perimeter: drawn once for all its pages, where drawing takes longer than finding it again. */

import type { PerimeterVersion } from '../domain/territories/perimeter.ts'
import { territoryOf } from '../domain/territories/territory.ts'
import { makeCache, type Cache } from '../usecases/cache.ts'
import { labelOf } from '../usecases/places.ts'
import { shapesOf } from '../view/map-shapes.ts'
import type { TerritoryMap } from '../view/territory-view.ts'
import type { Portal } from './portal.ts'

/** Pixels of the drawing; screens scale it. */
const WIDTH = 640
/** With more, each would be smaller than a dot. */
const MOST_DRAWN = 1000
/** Tens of thousands of communes come and go, and take a millisecond each: they would drive the others out. */
const FEWEST_KEPT = 20
const MOST_KEPT = 200

const kept = new WeakMap<Portal['observatory'], Cache<Promise<TerritoryMap | undefined>>>()

/** Undefined where outlines would be too small, or are not known. */
export async function shapesFor(portal: Portal, version: PerimeterVersion): Promise<TerritoryMap | undefined> {
  const { length } = version.communes
  if (length > MOST_DRAWN) return undefined
  if (length < FEWEST_KEPT) return draw(portal, version)
  const maps = kept.get(portal.observatory) ?? makeCache<Promise<TerritoryMap | undefined>>(MOST_KEPT)
  kept.set(portal.observatory, maps)
  return maps.get(version.version, () => {
    const made = draw(portal, version)
    made.catch(() => maps.forget(version.version))
    return made
  })
}

async function draw(
  { basemaps, observatory }: Portal,
  { communes, cog }: PerimeterVersion
): Promise<TerritoryMap | undefined> {
  const found = await basemaps(communes, cog)
  if (!found || found.communes.size === 0) return undefined
  const { topology, contours, changed } = found
  const shapes = shapesOf(topology, found, WIDTH)
  const [alone] = shapes.communes.values()
  const away = ({ x, y }: { readonly x: number; readonly y: number }): number =>
    alone ? Math.hypot(x - alone.x, y - alone.y) : 0
  const around = [...shapes.around.places]
    .toSorted(([, a], [, b]) => away(a) - away(b))
    .map(([code, place]) => ({
      ...place,
      name: labelOf(observatory.atlas.geography, territoryOf('COM', code), contours.cog)
    }))
  return { shapes, contours, changed, around }
}
