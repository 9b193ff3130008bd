/** A map to be explored: its areas as a small TopoJSON in the pixels of the static drawing, which it lies over exactly. */

import { mergeArcs, meshArcs } from 'topojson-client'
import type { GeometryObject, MultiLineString, MultiPolygon, Polygon, Topology } from 'topojson-specification'
import { ROOM, type AreaPlan } from './area-shapes.ts'
import type { MapFrame } from './map-shapes.ts'
import { indexOf, joined, outlinesIn, outlinesOf } from './outline-index.ts'
import type { Outlined } from './projection.ts'

export type TopologyPlan = Omit<AreaPlan, 'classes'> & {
  /** What is said of each area. */
  readonly names: ReadonlyMap<string, AreaWords>
}

export type AreaWords = { readonly name: string; readonly group?: string }

/** Arcs count in eighths of a pixel: enough for a map that is enlarged as many times. */
export type MapTopology = Topology<{
  areas: { type: 'GeometryCollection'; geometries: (Polygon<AreaWords> | MultiPolygon<AreaWords>)[] }
  land: MultiPolygon
  inner: MultiLineString
  edge: MultiLineString
  subject: MultiLineString
}> & { readonly frame: MapFrame }

/** What a perimeter is put together on: the name of each group, by its id. */
export type WorkshopTopology = MapTopology & { readonly groups: Readonly<Record<string, string>> }

const GRID = 8

export function mapTopology(
  topology: Outlined,
  { areas, names, subject, groups }: TopologyPlan,
  width: number
): MapTopology {
  const index = indexOf(topology)
  const { flat } = index
  const areaBehind = new Map([...areas].flatMap(([area, codes]) => [...codes].map((code) => [code, area] as const)))
  const areaOf = (geometry: GeometryObject): string | undefined => areaBehind.get(String(geometry.id))
  const isRead = (geometry: GeometryObject): boolean => subject.has(String(geometry.id))
  const groupOf = (geometry: GeometryObject): string | undefined => groups.get(String(geometry.id))
  const box = joined(outlinesOf(index, areaBehind.keys()).map((one) => one.box))
  const room = ROOM * Math.max(box.x1 - box.x0, box.y1 - box.y0)
  const scale = width / (box.x1 - box.x0 + 2 * room)
  const near = outlinesIn(index, box, room).map(({ geometry }) => geometry)
  const around = { type: 'GeometryCollection' as const, geometries: near }
  const between = (keep: (a: GeometryObject, b: GeometryObject) => boolean): MultiLineString =>
    meshArcs(flat, around, keep)
  const drawn = [...areas].flatMap(([id, codes]) => {
    const shapes = shapesAmong([...codes].flatMap((code) => index.byId.get(code)?.geometry ?? []))
    const [only] = shapes
    if (!only) return []
    const { type, arcs } = shapes.length === 1 ? only : mergeArcs(flat, shapes)
    return [
      { type, arcs, id, properties: names.get(id) ?? { name: id } } as Polygon<AreaWords> | MultiPolygon<AreaWords>
    ]
  })
  const objects = {
    areas: { type: 'GeometryCollection' as const, geometries: drawn },
    land: mergeArcs(flat, shapesAmong(near)),
    inner: between((a, b) => a !== b && !!areaOf(a) && !!areaOf(b) && groupOf(a) !== groupOf(b)),
    edge: between((a, b) => (a === b ? !!areaOf(a) : !areaOf(a) !== !areaOf(b))),
    subject: subject.size === 0 ? NOTHING : between((a, b) => (a === b ? isRead(a) : isRead(a) !== isRead(b)))
  }
  const at = ([x = 0, y = 0]: readonly number[]): readonly [number, number] => [
    Math.round((x - box.x0 + room) * scale * GRID),
    Math.round((y - box.y0 + room) * scale * GRID)
  ]
  return {
    type: 'Topology',
    frame: { width, height: Math.round((box.y1 - box.y0 + 2 * room) * scale) },
    transform: { scale: [1 / GRID, 1 / GRID], translate: [0, 0] },
    ...onlyUsed(objects, flat.arcs, at)
  }
}

const NOTHING: MultiLineString = { type: 'MultiLineString', arcs: [] }

function shapesAmong(geometries: readonly GeometryObject[]): (Polygon | MultiPolygon)[] {
  // Simplifying leaves no shape to the smallest communes.
  return geometries.filter((one) => one.type === 'Polygon' || one.type === 'MultiPolygon')
}

/** Arcs that something is drawn with, numbered anew, as steps from point to point. */
function onlyUsed<T extends MapTopology['objects']>(
  objects: T,
  arcs: Outlined['arcs'],
  at: (point: readonly number[]) => readonly [number, number]
): { readonly objects: T; readonly arcs: number[][][] } {
  const numbers = new Map<number, number>()
  const kept: number[][][] = []
  const renumber = (arc: number): number => {
    const own = arc < 0 ? ~arc : arc
    let number = numbers.get(own)
    if (number === undefined) {
      number = kept.length
      numbers.set(own, number)
      kept.push(steps(arcs[own] ?? [], at))
    }
    return arc < 0 ? ~number : number
  }
  const deep = (value: unknown): unknown =>
    typeof value === 'number' ? renumber(value) : Array.isArray(value) ? value.map(deep) : value
  const again = JSON.parse(JSON.stringify(objects), (key, value: unknown) =>
    key === 'arcs' ? deep(value) : value
  ) as T
  return { objects: again, arcs: kept }
}

function steps(
  points: readonly (readonly number[])[],
  at: (point: readonly number[]) => readonly [number, number]
): number[][] {
  const found: number[][] = []
  let [x, y] = [0, 0]
  points.forEach((point, i) => {
    const [nextX, nextY] = at(point)
    // The last point stays: where arcs meet, they meet in the same place.
    if (i > 0 && i < points.length - 1 && nextX === x && nextY === y) return
    found.push([nextX - x, nextY - y])
    ;[x, y] = [nextX, nextY]
  })
  return found
}
