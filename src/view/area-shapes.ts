/** Shapes of a classed map: one path per class, whatever areas make it; borders, edges and the territory read over it. */

import { mesh } from 'topojson-client'
import type { GeometryObject } from 'topojson-specification'
import { lines, merged, pointAt, ringsOf, type At, type MapFrame } from './map-shapes.ts'
import { cut, indexOf, joined, outlinesIn, outlinesOf } from './outline-index.ts'
import type { Outlined } from './projection.ts'
import { centreOf } from './ring-centre.ts'

export type AreaShapes = {
  readonly frame: MapFrame
  /** The land that the frame shows. */
  readonly land: string
  /** By class. */
  readonly fills: readonly { readonly name: string; readonly path: string }[]
  /** Between areas, each drawn once. */
  readonly borders: string
  /** Between groups of areas. */
  readonly inner: string
  /** Around all areas. */
  readonly edge: string
  /** Around the territory read. */
  readonly outline: string
  readonly centres: ReadonlyMap<string, { readonly x: number; readonly y: number }>
}

export type AreaPlan = {
  /** Outlines of each area. */
  readonly areas: ReadonlyMap<string, ReadonlySet<string>>
  readonly classes: ReadonlyMap<string, string>
  /** Outlines of the territory read; empty for none. */
  readonly subject: ReadonlySet<string>
  /** The group of each outline. */
  readonly groups: ReadonlyMap<string, string>
}

/** Room around the areas, in proportion of their larger side. */
export const ROOM = 0.04

/** @param width of the drawing, in pixels; what is smaller than a pixel is not drawn */
export function areaShapes(
  topology: Outlined,
  { areas, classes, subject, groups }: AreaPlan,
  width: number
): AreaShapes {
  const index = indexOf(topology)
  const areaBehind = new Map([...areas].flatMap(([area, codes]) => [...codes].map((code) => [code, area] as const)))
  const areaOf = (geometry: GeometryObject): string | undefined => areaBehind.get(String(geometry.id))
  const isInside = (geometry: GeometryObject): boolean => areaBehind.has(String(geometry.id))
  const isRead = (geometry: GeometryObject): boolean => subject.has(String(geometry.id))
  const groupOf = (geometry: GeometryObject): string | undefined => groups.get(String(geometry.id))
  const box = joined(outlinesOf(index, areaBehind.keys()).map((one) => one.box))
  const room = ROOM * Math.max(box.x1 - box.x0, box.y1 - box.y0)
  const scale = width / (box.x1 - box.x0 + 2 * room)
  const height = Math.round((box.y1 - box.y0 + 2 * room) * scale)
  const at: At = ([x = 0, y = 0]) => [Math.round((x - box.x0 + room) * scale), Math.round((y - box.y0 + room) * scale)]
  const flat = cut(index, outlinesIn(index, box, room))
  const near = flat.objects.communes
  const inside = near.geometries.filter(isInside).map((geometry) => ({ geometry, rings: ringsOf(flat, geometry) }))
  const between = (keep: (a: GeometryObject, b: GeometryObject) => boolean): string =>
    lines(mesh(flat, near, keep).coordinates, at)
  const byClass = new Map<string, GeometryObject[]>()
  const byArea = new Map<string, (typeof inside)[number]['rings']>()
  for (const { geometry, rings } of inside) {
    const area = areaOf(geometry) ?? ''
    const name = classes.get(area) ?? ''
    byClass.set(name, [...(byClass.get(name) ?? []), geometry])
    byArea.set(area, [...(byArea.get(area) ?? []), ...rings])
  }
  return {
    frame: { width, height },
    land: merged(flat, near.geometries, at),
    fills: [...byClass].toSorted().map(([name, geometries]) => ({ name, path: merged(flat, geometries, at) })),
    borders: between((a, b) => a !== b && isInside(a) && isInside(b) && areaOf(a) !== areaOf(b)),
    inner: between((a, b) => a !== b && isInside(a) && isInside(b) && groupOf(a) !== groupOf(b)),
    edge: between((a, b) => (a === b ? isInside(a) : isInside(a) !== isInside(b))),
    outline: subject.size === 0 ? '' : between((a, b) => (a === b ? isRead(a) : isRead(a) !== isRead(b))),
    centres: new Map([...byArea].map(([area, rings]) => [area, pointAt(centreOf(rings), at)]))
  }
}
