import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  areaHa,
  centreOf,
  chooseCommunes,
  isInside,
  sharedHa,
  type Area,
  type Position
} from '../../../src/domain/territories/geometry.ts'
import { commune } from './make.ts'

/** A rectangle near the equator, where a hundredth of a degree is 1.112 km. */
function box(west: number, south: number, east: number, north: number): Area {
  const ring: readonly Position[] = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south]
  ]
  return [[ring]]
}

const SQUARE = box(0, 0, 0.01, 0.01)
const HA = 111.195 * 1.11195

describe('areas', () => {
  it('are in hectares on the ground', () => {
    expect(areaHa(SQUARE)).toBeCloseTo(HA, 1)
    expect(areaHa(box(3, 60, 3.01, 60.01))).toBeCloseTo(HA / 2, 0)
  })

  it('leave holes out', () => {
    const [outer = []] = SQUARE[0] ?? []
    const [hole = []] = box(0.002, 0.002, 0.007, 0.007)[0] ?? []
    const holed: Area = [[outer, hole]]
    expect(areaHa(holed)).toBeCloseTo(HA * 0.75, 1)
    expect(isInside([0.005, 0.005], holed)).toBe(false)
    expect(isInside([0.001, 0.001], holed)).toBe(true)
  })
})

describe('sharedHa', () => {
  it('is the common ground', () => {
    expect(sharedHa(SQUARE, box(0.005, 0.005, 0.02, 0.02))).toBeCloseTo(HA / 4, 1)
    expect(sharedHa(SQUARE, box(0.002, -1, 0.004, 1))).toBeCloseTo(HA / 5, 1)
  })

  it('is nothing for neighbours that only touch, or that are apart', () => {
    expect(sharedHa(SQUARE, box(0.01, 0, 0.02, 0.01))).toBe(0)
    expect(sharedHa(SQUARE, box(1, 1, 2, 2))).toBe(0)
  })

  it('is exact where borders cross at a slant', () => {
    const diamond: Area = [
      [
        [
          [0, 0],
          [0.005, 0.005],
          [0, 0.01],
          [-0.005, 0.005],
          [0, 0]
        ]
      ]
    ]
    expect(sharedHa(SQUARE, diamond)).toBeCloseTo(HA / 4, 1)
  })

  const coordinate = fc.integer({ min: 0, max: 20 }).map((n) => n / 1000)
  const triangle = fc
    .array(fc.tuple(coordinate, coordinate), { minLength: 3, maxLength: 3 })
    .map(([a = [0, 0], b = [0, 0], c = [0, 0]]): Area => [[[a, b, c, a]]])

  it('shares out a triangle between the two sides of any cut', () => {
    fc.assert(
      fc.property(triangle, coordinate, (area, x) => {
        const west = sharedHa(area, box(-1, -1, x, 1))
        const east = sharedHa(area, box(x, -1, 1, 1))
        expect(west + east).toBeCloseTo(areaHa(area), 4)
      })
    )
  })

  it('does not depend on which area comes first', () => {
    fc.assert(
      fc.property(triangle, triangle, (a, b) => {
        expect(sharedHa(a, b)).toBeCloseTo(sharedHa(b, a), 6)
        expect(sharedHa(a, b)).toBeLessThanOrEqual(Math.min(areaHa(a), areaHa(b)) + 1e-6)
      })
    )
  })
})

describe('centreOf', () => {
  it('lies inside, even where the centre of gravity does not', () => {
    const horseshoe: Area = [
      [
        [
          [0, 0],
          [0.01, 0],
          [0.01, 0.001],
          [0.001, 0.001],
          [0.001, 0.009],
          [0.01, 0.009],
          [0.01, 0.01],
          [0, 0.01],
          [0, 0]
        ]
      ]
    ]
    expect(isInside(centreOf(horseshoe), horseshoe)).toBe(true)
    expect(centreOf(SQUARE).map((x) => x.toFixed(4))).toEqual(['0.0050', '0.0050'])
  })
})

describe('chooseCommunes', () => {
  const contours = [
    { commune: commune(1), area: box(0, 0, 0.01, 0.01) },
    { commune: commune(2), area: box(0.01, 0, 0.02, 0.01) },
    { commune: commune(3), area: box(0.02, 0, 0.03, 0.01) },
    { commune: commune(4), area: box(0.5, 0, 0.6, 0.01) }
  ]
  const geometry = box(-0.001, -0.001, 0.0121, 0.011)
  const chosen = (rule: Parameters<typeof chooseCommunes>[2]) =>
    chooseCommunes(contours, geometry, rule)
      .filter((choice) => choice.chosen)
      .map((choice) => choice.commune)

  it('takes communes whose centre is inside', () => {
    expect(chosen({ rule: 'inside' })).toEqual([commune(1)])
  })

  it('takes communes that share ground, from a least area on', () => {
    expect(chosen({ rule: 'touches' })).toEqual([1, 2].map(commune))
    expect(chosen({ rule: 'touches', minShareHa: 30 })).toEqual([commune(1)])
  })

  it('says how clear each choice is, and leaves out what is nowhere near', () => {
    const shares = chooseCommunes(contours, geometry, { rule: 'touches' })
    expect(
      shares.map(({ commune: code, sharedHa: shared, areaHa: area }) => [code, (shared / area).toFixed(2)])
    ).toEqual([
      [commune(1), '1.00'],
      [commune(2), '0.21']
    ])
  })
})
