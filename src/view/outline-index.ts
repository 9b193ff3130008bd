/** Outlines made ready to be drawn in parts: projected, found by id, with the box of each, once per topology. */

import type { GeometryObject } from 'topojson-specification'
import { project, type Outlined } from './projection.ts'

export type Box = { readonly x0: number; readonly y0: number; readonly x1: number; readonly y1: number }

/** The outline of one commune; a box of no area, at infinity, where simplifying left no shape. */
export type Outline = { readonly geometry: GeometryObject; readonly box: Box; readonly order: number }

export type OutlineIndex = {
  /** In plane coordinates. */
  readonly flat: Outlined
  readonly byId: ReadonlyMap<string, Outline>
  /** In the order of the topology. */
  readonly all: readonly Outline[]
  /** Their boxes, four numbers each: all of France is gone through for each map. */
  readonly boxes: Float64Array
}

const indexes = new WeakMap<Outlined, OutlineIndex>()

export function indexOf(topology: Outlined): OutlineIndex {
  const known = indexes.get(topology)
  if (known) return known
  const flat = project(topology)
  const arcs = flat.arcs.map((arc) => boxAround(arc))
  const all = flat.objects.communes.geometries.map((geometry, order) => ({
    geometry,
    box: joined(arcsOf(geometry).map((arc) => arcs[forwards(arc)] ?? NOWHERE)),
    order
  }))
  const boxes = Float64Array.from(all.flatMap(({ box: { x0, y0, x1, y1 } }) => [x0, y0, x1, y1]))
  const made = { flat, all, boxes, byId: new Map(all.map((one) => [String(one.geometry.id), one] as const)) }
  indexes.set(topology, made)
  return made
}

/** Those of the ids that have an outline, in the order of the topology. */
export function outlinesOf({ byId }: OutlineIndex, ids: Iterable<string>): readonly Outline[] {
  return [...ids].flatMap((id) => byId.get(id) ?? []).toSorted((a, b) => a.order - b.order)
}

/** Those that a frame shows: the box, and room around it. */
export function outlinesIn({ all, boxes }: OutlineIndex, { x0, y0, x1, y1 }: Box, room: number): readonly Outline[] {
  const [left, top, right, bottom] = [x0 - room, y0 - room, x1 + room, y1 + room]
  const at = (i: number): number => boxes[i] ?? NaN
  return all.filter((_, i) => {
    const b = 4 * i
    return at(b) <= right && at(b + 1) <= bottom && at(b + 2) >= left && at(b + 3) >= top
  })
}

/**
 * A topology of these alone: what is then drawn of it costs what it shows, not what France holds. Arcs keep their
 * order, so that every line starts where it would in the whole.
 */
export function cut({ flat }: OutlineIndex, outlines: readonly Outline[]): Outlined {
  const used = [...new Set(outlines.flatMap(({ geometry }) => arcsOf(geometry).map(forwards)))].sort((a, b) => a - b)
  const numbers = new Map(used.map((arc, i) => [arc, i] as const))
  const renumber = (arc: number): number => (arc < 0 ? ~(numbers.get(~arc) ?? 0) : (numbers.get(arc) ?? 0))
  const geometries = outlines.map(({ geometry }): GeometryObject => {
    if (geometry.type === 'Polygon') return { ...geometry, arcs: geometry.arcs.map((ring) => ring.map(renumber)) }
    if (geometry.type !== 'MultiPolygon') return geometry
    return { ...geometry, arcs: geometry.arcs.map((polygon) => polygon.map((ring) => ring.map(renumber))) }
  })
  return {
    type: 'Topology',
    objects: { communes: { type: 'GeometryCollection', geometries } },
    arcs: used.map((arc) => flat.arcs[arc] ?? [])
  }
}

const NOWHERE: Box = { x0: Infinity, y0: Infinity, x1: -Infinity, y1: -Infinity }

/** The box that holds them all. */
export function joined(boxes: readonly Box[]): Box {
  let { x0, y0, x1, y1 } = NOWHERE
  for (const box of boxes) {
    x0 = Math.min(x0, box.x0)
    y0 = Math.min(y0, box.y0)
    x1 = Math.max(x1, box.x1)
    y1 = Math.max(y1, box.y1)
  }
  return { x0, y0, x1, y1 }
}

function boxAround(points: readonly (readonly number[])[]): Box {
  return joined(points.map(([x = 0, y = 0]) => ({ x0: x, y0: y, x1: x, y1: y })))
}

/** Numbers of the arcs of a shape; those that run backwards are the complement. */
function arcsOf(geometry: GeometryObject): readonly number[] {
  if (geometry.type === 'Polygon') return geometry.arcs.flat()
  return geometry.type === 'MultiPolygon' ? geometry.arcs.flat(2) : []
}

function forwards(arc: number): number {
  return arc < 0 ? ~arc : arc
}
