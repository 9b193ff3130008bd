/** Shapes of a map as SVG paths: communes, the outline of a set of them, their neighbours. */

import { feature, merge, mesh } from 'topojson-client'
import type { GeometryObject } from 'topojson-specification'
import { cut, indexOf, joined, outlinesIn, outlinesOf } from './outline-index.ts'
import type { Outlined } from './projection.ts'
import { centreOf, type Ring } from './ring-centre.ts'

export type MapFrame = { readonly width: number; readonly height: number }

export type MapShapes = {
  readonly frame: MapFrame
  /** The land that the frame shows, the set included: one shape, whatever communes make it. */
  readonly land: string
  /** The ground of the set. */
  readonly ground: string
  /** Borders between communes of the set, each drawn once. */
  readonly borders: string
  /** One path per commune of the set, by its code. */
  readonly communes: ReadonlyMap<string, CommuneShape>
  /** Borders between groups of communes of the set, such as intermunicipal authorities. */
  readonly inner: string
  /** The edge of the set. */
  readonly outline: string
  /** Around a commune alone, those that surround it: their borders, and where each is. Empty for larger sets. */
  readonly around: {
    readonly borders: string
    readonly places: ReadonlyMap<string, { readonly x: number; readonly y: number }>
  }
}

export type CommuneShape = { readonly path: string; readonly x: number; readonly y: number }

export type At = (point: readonly number[]) => readonly [number, number]

/** Room around the set, in proportion of its larger side. */
const ROOM = 0.06
/** A commune alone is found by its neighbours. */
const ROOM_ALONE = 0.6

/** @param width of the drawing, in pixels; what is smaller than a pixel is not drawn */
export function shapesOf(
  topology: Outlined,
  {
    communes: wanted,
    groups
  }: { readonly communes: ReadonlySet<string>; readonly groups: ReadonlyMap<string, string> },
  width: number
): MapShapes {
  const index = indexOf(topology)
  const inside = (geometry: GeometryObject | undefined): boolean => !!geometry && wanted.has(String(geometry.id))
  const groupOf = (geometry: GeometryObject): string | undefined => groups.get(String(geometry.id))
  const box = joined(outlinesOf(index, wanted).map((one) => one.box))
  const isAlone = wanted.size === 1
  const room = (isAlone ? ROOM_ALONE : ROOM) * Math.max(box.x1 - box.x0, box.y1 - box.y0)
  const scale = width / (box.x1 - box.x0 + 2 * room)
  const height = Math.round((box.y1 - box.y0 + 2 * room) * scale)
  const at: At = ([x = 0, y = 0]) => [Math.round((x - box.x0 + room) * scale), Math.round((y - box.y0 + room) * scale)]
  const whole = cut(index, outlinesIn(index, box, room))
  const flat = { ...whole, arcs: whole.arcs.map((arc) => thinned(arc, grainOf(wanted.size) / scale)) }
  const near = flat.objects.communes
  const set = near.geometries.filter(inside)
  const rings = new Map(set.map((geometry) => [String(geometry.id), ringsOf(flat, geometry)] as const))
  const between = (keep: (a: GeometryObject, b: GeometryObject) => boolean): string =>
    lines(mesh(flat, near, keep).coordinates, at)
  return {
    frame: { width, height },
    land: merged(flat, near.geometries, at),
    ground: merged(flat, set, at),
    borders: wanted.size > MANY ? '' : between((a, b) => a !== b && inside(a) && inside(b)),
    communes: new Map(
      [...rings].map(([code, found]) => [
        code,
        { path: found.map((ring) => pathOf(ring, at, true)).join(''), ...pointAt(centreOf(found), at) }
      ])
    ),
    inner: between((a, b) => a !== b && inside(a) && inside(b) && groupOf(a) !== groupOf(b)),
    outline: between((a, b) => (a === b ? inside(a) : inside(a) !== inside(b))),
    around: isAlone
      ? {
          borders: between((a, b) => a !== b && !inside(a) && !inside(b)),
          places: new Map(
            near.geometries
              .filter((geometry) => !inside(geometry))
              .map((geometry) => [String(geometry.id), pointAt(centreOf(ringsOf(flat, geometry)), at)])
          )
        }
      : { borders: '', places: new Map() }
  }
}

/** Communes whose borders are drawn in full. */
const FEW = 150

/** Communes beyond which their borders would only darken the map: those between groups of them are drawn. */
const MANY = 400

/** Pixels between the points of a border: many communes are small ones, and each is drawn with fewer points. */
function grainOf(communes: number): number {
  return communes <= FEW ? 0 : 4
}

/** The ends of an arc, where borders meet, and points between them no nearer than `least` to one another. */
function thinned(arc: Outlined['arcs'][number], least: number): Outlined['arcs'][number] {
  let last = arc[0] ?? []
  return arc.filter((point, i) => {
    const isFar = Math.hypot((point[0] ?? 0) - (last[0] ?? 0), (point[1] ?? 0) - (last[1] ?? 0)) >= least
    if (i > 0 && i < arc.length - 1 && !isFar) return false
    last = point
    return true
  })
}

export function ringsOf(flat: Outlined, geometry: GeometryObject): Ring[] {
  // Simplifying leaves no shape to the smallest communes.
  if (geometry.type !== 'Polygon' && geometry.type !== 'MultiPolygon') return []
  const found = feature(flat, geometry)
  if (!('geometry' in found)) return []
  const { geometry: shape } = found
  if (shape.type === 'Polygon') return shape.coordinates
  if (shape.type === 'MultiPolygon') return shape.coordinates.flat()
  return []
}

/** One shape of many, without the borders between them. */
export function merged(flat: Outlined, geometries: readonly GeometryObject[], at: At): string {
  const areas = geometries.filter((one) => one.type === 'Polygon' || one.type === 'MultiPolygon')
  return merge(flat, areas)
    .coordinates.flat()
    .map((ring) => pathOf(ring, at, true))
    .join('')
}

/** Steps between whole pixels: points that fall on the same pixel are one, and so are steps straight on. */
function pathOf(ring: Ring, at: At, closed: boolean): string {
  const [first, ...others] = ring
  if (!first) return ''
  let [lastX, lastY] = at(first)
  const start = `M${lastX} ${lastY}`
  const steps: [number, number][] = []
  for (const point of others) {
    const [x, y] = at(point)
    const [dx, dy] = [x - lastX, y - lastY]
    if (dx === 0 && dy === 0) continue
    ;[lastX, lastY] = [x, y]
    const before = steps.at(-1)
    if (before && before[0] * dy === before[1] * dx && before[0] * dx + before[1] * dy > 0) {
      before[0] += dx
      before[1] += dy
    } else steps.push([dx, dy])
  }
  if (steps.length === 0) return ''
  return `${start}l${steps.flat().join(' ').replaceAll(' -', '-')}${closed ? 'z' : ''}`
}

export function lines(found: readonly (readonly number[][])[], at: At): string {
  return found.map((line) => pathOf(line, at, false)).join('')
}

export function pointAt(point: readonly number[], at: At): { readonly x: number; readonly y: number } {
  const [x, y] = at(point)
  return { x, y }
}
