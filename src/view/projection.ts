/** Lambert-93, in which French maps are drawn, and outlines projected once. */

import { geoConicConformal } from 'd3-geo'
import type { GeometryCollection, Topology } from 'topojson-specification'

export type Outlined = Topology<{ communes: GeometryCollection }>

/** One unit is about one kilometre; y grows southwards, as screens do. */
const lambert93 = geoConicConformal().parallels([44, 49]).rotate([-3, 0]).scale(6371).translate([0, 0])

const projected = new WeakMap<Outlined, Outlined>()

/** The same topology with plane coordinates: arcs are projected once, whatever is drawn of them. */
export function project(topology: Outlined): Outlined {
  const known = projected.get(topology)
  if (known) return known
  const made: Outlined = {
    type: 'Topology',
    objects: topology.objects,
    arcs: topology.arcs.map((arc) => absolute(arc, topology.transform).map(([x, y]) => [...plane(x, y)]))
  }
  projected.set(topology, made)
  return made
}

function plane(longitude: number, latitude: number): readonly [number, number] {
  return lambert93([longitude, latitude]) ?? [0, 0]
}

/** Quantised arcs are steps from point to point. */
function absolute(
  arc: Outlined['arcs'][number],
  transform: Outlined['transform']
): readonly (readonly [number, number])[] {
  if (!transform) return arc.map(([x = 0, y = 0]) => [x, y] as const)
  const [kx, ky] = transform.scale
  const [dx, dy] = transform.translate
  let [x, y] = [0, 0]
  return arc.map(([stepX = 0, stepY = 0]) => {
    x += stepX
    y += stepY
    return [x * kx + dx, y * ky + dy] as const
  })
}
