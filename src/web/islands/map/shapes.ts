/** Areas of a map, read from the portal's small TopoJSON into paths. */

import { feature, mesh } from 'topojson-client'
import type { GeometryObject } from 'topojson-specification'
import type { AreaWords, MapTopology } from '../../../view/map-topology.ts'
import { centreOf, type Ring } from '../../../view/ring-centre.ts'
import type { Frame, Point } from './view.ts'

export type Area = Point & {
  readonly id: string
  readonly name: string
  readonly group: string | undefined
  readonly path: string
}

export type Shapes = {
  readonly frame: Frame
  readonly areas: readonly Area[]
  readonly land: string
  readonly inner: string
  readonly edge: string
  readonly subject: string
  /** The line around the areas that a test says are in. */
  readonly around: (isIn: (id: string) => boolean) => string
}

/** @throws {Error} when the portal does not answer */
export async function loadJson<T>(address: string): Promise<T> {
  const response = await fetch(address, { headers: { Accept: 'application/json' } })
  if (!response.ok) throw new Error(`${address}: ${response.status}`)
  return (await response.json()) as T
}

export function readShapes(topology: MapTopology): Shapes {
  const { areas, land, inner, edge, subject } = topology.objects
  return {
    frame: topology.frame,
    areas: areas.geometries.map((geometry) => {
      const lines = linesOf(topology, geometry)
      const [x, y] = centreOf(lines)
      const { name, group }: AreaWords = geometry.properties ?? { name: '' }
      return { id: String(geometry.id), name, group, path: pathOf(lines, 'Z'), x, y }
    }),
    land: pathOf(linesOf(topology, land), 'Z'),
    inner: pathOf(linesOf(topology, inner), ''),
    edge: pathOf(linesOf(topology, edge), ''),
    subject: pathOf(linesOf(topology, subject), ''),
    around: (isIn) => {
      const inside = (one: GeometryObject): boolean => isIn(String(one.id))
      const lines = mesh(topology, areas, (a, b) => (a === b ? inside(a) : inside(a) !== inside(b))).coordinates
      return pathOf(lines, '')
    }
  }
}

function linesOf(topology: MapTopology, geometry: GeometryObject): readonly Ring[] {
  const found = feature(topology, geometry)
  if (!('geometry' in found)) return []
  const { geometry: shape } = found
  switch (shape.type) {
    case 'Polygon':
    case 'MultiLineString':
      return shape.coordinates
    case 'MultiPolygon':
      return shape.coordinates.flat()
    default:
      return []
  }
}

function pathOf(lines: readonly Ring[], end: string): string {
  return lines.map((line) => `M${line.map(([x, y]) => `${x},${y}`).join('L')}${end}`).join('')
}
