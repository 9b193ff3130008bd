import { mesh, merge } from 'topojson-client'
import type { GeometryObject } from 'topojson-specification'
import { describe, expect, it } from 'vitest'
import { cut, indexOf, outlinesIn, outlinesOf } from '../../src/view/outline-index.ts'
import type { Outlined } from '../../src/view/projection.ts'

/** Four communes in a row, from west to east; the last has lost its shape. */
const row: Outlined = {
  type: 'Topology',
  arcs: [
    [
      [2, 50],
      [1, 50],
      [1, 51],
      [2, 51]
    ],
    [
      [2, 51],
      [2, 50]
    ],
    [
      [2, 51],
      [3, 51]
    ],
    [
      [3, 51],
      [3, 50]
    ],
    [
      [3, 50],
      [2, 50]
    ],
    [
      [3, 51],
      [4, 51],
      [4, 50],
      [3, 50]
    ]
  ],
  objects: {
    communes: {
      type: 'GeometryCollection',
      geometries: [
        { type: 'Polygon', id: 'a', arcs: [[0, 1]] },
        { type: 'Polygon', id: 'b', arcs: [[2, 3, 4, ~1]] },
        { type: 'MultiPolygon', id: 'c', arcs: [[[5, ~3]]] },
        { type: null, id: 'd' }
      ]
    }
  }
}

function ids(geometries: readonly GeometryObject[]): readonly unknown[] {
  return geometries.map(({ id }) => id)
}

describe('outlines found once', () => {
  it('are the same index for the same topology', () => {
    expect(indexOf(row)).toBe(indexOf(row))
  })

  it('are found by their ids, in the order of the topology, whatever the order asked', () => {
    const index = indexOf(row)
    expect(ids(outlinesOf(index, ['c', 'unknown', 'a']).map(({ geometry }) => geometry))).toEqual(['a', 'c'])
  })

  it('are those that a frame shows, its neighbours included; never one without a shape', () => {
    const index = indexOf(row)
    const box = index.byId.get('a')?.box ?? { x0: 0, y0: 0, x1: 0, y1: 0 }
    const shown = (room: number): unknown => ids(outlinesIn(index, box, room).map(({ geometry }) => geometry))
    expect(shown(0)).toEqual(['a', 'b'])
    expect(shown(1000)).toEqual(['a', 'b', 'c'])
  })
})

describe('a topology cut out of another', () => {
  it('draws the same lines and the same land, from the arcs of its own shapes alone', () => {
    const index = indexOf(row)
    const part = cut(index, outlinesOf(index, ['b', 'c']))
    expect(part.arcs).toHaveLength(5)
    const between = (a: GeometryObject, b: GeometryObject): boolean => a !== b
    const both = index.flat.objects.communes.geometries.filter(({ id }) => id === 'b' || id === 'c')
    const whole = { type: 'GeometryCollection' as const, geometries: both }
    expect(mesh(part, part.objects.communes, between)).toEqual(mesh(index.flat, whole, between))
    const areas = (all: readonly GeometryObject[]): Parameters<typeof merge>[1] =>
      all.flatMap((one) => (one.type === 'Polygon' || one.type === 'MultiPolygon' ? [one] : []))
    expect(merge(part, areas(part.objects.communes.geometries))).toEqual(merge(index.flat, areas(both)))
  })
})
