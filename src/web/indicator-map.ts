/** The drawing of an indicator's map, made once for the page, its files and its frame. */

import type { Figure } from '../domain/indicators/figure.ts'
import { parsePerimeterId } from '../domain/territories/resolve.ts'
import { outlinesBehind } from '../usecases/indicator-areas.ts'
import type { IndicatorMapFacts, MapGround } from '../usecases/indicator-map.ts'
import type { IndicatorPage } from '../usecases/indicator-page.ts'
import { areaShapes } from '../view/area-shapes.ts'
import { className } from '../view/indicator-classes.ts'
import type { Drawn } from '../view/indicator-view.ts'
import type { Portal } from './portal.ts'

/** Pixels of the drawing; screens scale it. Of two side by side, half the screen: what is finer is not drawn twice. */
export const MAP_WIDTH = 760
export const PAIR_WIDTH = 480

/** The territory read, among the outlines asked together. */
const READ = parsePerimeterId('read')

const drawings = new WeakMap<IndicatorMapFacts, Map<number, Promise<Drawn | undefined>>>()

/** Undefined where there is no map, or no outline of it is known. */
export function drawingFor(
  portal: Pick<Portal, 'observatory' | 'basemaps'>,
  { map, isCount }: Pick<IndicatorPage, 'map' | 'isCount'>,
  width = MAP_WIDTH
): Promise<Drawn | undefined> {
  if (!map) return Promise.resolve(undefined)
  const widths = drawings.get(map) ?? new Map<number, Promise<Drawn | undefined>>()
  drawings.set(map, widths)
  const known = widths.get(width) ?? draw(portal, map, isCount, width)
  widths.set(width, known)
  return known
}

async function draw(
  portal: Pick<Portal, 'observatory' | 'basemaps'>,
  map: IndicatorMapFacts,
  isCount: boolean,
  width: number
): Promise<Drawn | undefined> {
  const ground = await outlinesFor(portal, map)
  if (!ground) return undefined
  const { topology, contours, ...plan } = ground
  // Under circles the ground is plain, but for what has no circle because it has no value.
  const classOf = (figure: Figure): string => (isCount && 'value' in figure.cell ? '' : className(map.classes, figure))
  const classes = new Map(map.areas.map(({ perimeter, figure }) => [perimeter, classOf(figure)]))
  return { shapes: areaShapes(topology, { ...plan, classes }, width), contours }
}

/** The outlines that a map is drawn from, as a page and as what is explored; undefined when none is known. */
export async function outlinesFor(
  { observatory, basemaps }: Pick<Portal, 'observatory' | 'basemaps'>,
  { areas, subject, cog, level }: MapGround
) {
  const base = await basemaps(
    areas.flatMap(({ communes }) => communes),
    cog
  )
  if (!base || base.communes.size === 0) return undefined
  const { topology, contours, groups } = base
  const years = { from: cog, to: contours.cog }
  const read = outlinesBehind(observatory, [{ perimeter: READ, communes: subject }], years)
  return {
    topology,
    contours,
    areas: outlinesBehind(observatory, areas, years),
    subject: read.get(READ) ?? new Set<string>(),
    groups: level === 'COM' ? groups : new Map<string, string>()
  }
}
