/** The drawing of an indicator's map, made once for the page, its files and its frame. */

import { outlinesBehind } from '../usecases/indicator-areas.ts'
import type { IndicatorMapFacts, IndicatorPage } from '../usecases/indicator-page.ts'
import { areaShapes } from '../view/area-shapes.ts'
import { className } from '../view/indicator-classes.ts'
import type { Drawn } from '../view/indicator-view.ts'
import type { Portal } from './portal.ts'

/** Pixels of the drawing; screens scale it. */
const WIDTH = 760

const drawings = new WeakMap<IndicatorMapFacts, Promise<Drawn | undefined>>()

/** Undefined where there is no map, or no outline of it is known. */
export function drawingFor(portal: Portal, { map, subject }: IndicatorPage): Promise<Drawn | undefined> {
  if (!map) return Promise.resolve(undefined)
  const known = drawings.get(map) ?? draw(portal, map, subject)
  drawings.set(map, known)
  return known
}

async function draw(
  { observatory, basemaps }: Portal,
  map: IndicatorMapFacts,
  subject: IndicatorPage['subject']
): Promise<Drawn | undefined> {
  const base = await basemaps(
    map.areas.flatMap(({ communes }) => communes),
    map.cog
  )
  if (!base || base.communes.size === 0) return undefined
  const { topology, contours, groups } = base
  const years = { from: map.cog, to: contours.cog }
  const read = outlinesBehind(observatory, [{ perimeter: subject.id, communes: map.subject }], years)
  const shapes = areaShapes(
    topology,
    {
      areas: outlinesBehind(observatory, map.areas, years),
      classes: new Map(map.areas.map(({ perimeter, figure }) => [perimeter, className(map.classes, figure)])),
      subject: read.get(subject.id) ?? new Set(),
      groups: map.level === 'COM' ? groups : new Map()
    },
    WIDTH
  )
  return { shapes, contours }
}
