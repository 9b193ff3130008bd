import { describe, expect, it } from 'vitest'
import { placesBetween, placesWithin } from '../../../src/web/islands/workshop/lasso.ts'
import { fitting } from '../../../src/web/islands/map/view.ts'

const PLACES = [
  { x: 1, y: 1 },
  { x: 5, y: 5 },
  { x: 9, y: 2 },
  { x: 5, y: 9 }
]

describe('what a lasso takes', () => {
  it('is what lies within the line, however it turns', () => {
    const square = [
      { x: 0, y: 0 },
      { x: 6, y: 0 },
      { x: 6, y: 6 },
      { x: 0, y: 6 }
    ]
    expect(placesWithin(PLACES, square)).toEqual([0, 1])
    expect(placesWithin(PLACES, square.toReversed())).toEqual([0, 1])
  })

  it('leaves out what lies in a bay of the line', () => {
    const bay = [
      { x: 0, y: 0 },
      { x: 10, y: 0 },
      { x: 10, y: 10 },
      { x: 5, y: 4 },
      { x: 0, y: 10 }
    ]
    expect(placesWithin(PLACES, bay)).toEqual([0, 2])
  })

  it('is nothing for a point', () => {
    expect(placesWithin(PLACES, [{ x: 5, y: 5 }])).toEqual([])
    expect(placesWithin(PLACES, [])).toEqual([])
  })

  it('goes from corner to corner on the keyboard, in any order', () => {
    expect(placesBetween(PLACES, { x: 9, y: 2 }, { x: 5, y: 5 })).toEqual([1, 2])
    expect(placesBetween(PLACES, { x: 5, y: 5 }, { x: 9, y: 2 })).toEqual([1, 2])
  })
})

describe('a map that opens on a perimeter', () => {
  const FRAME = { width: 100, height: 50 }

  it('shows all of it, in the middle', () => {
    const { k, x, y } = fitting(
      [
        { x: 40, y: 20 },
        { x: 60, y: 30 }
      ],
      FRAME
    )
    expect(k).toBeGreaterThan(2)
    expect([k * 50 + x, k * 25 + y]).toEqual([50, 25])
  })

  it('shows everything for nothing', () => {
    expect(fitting([], FRAME)).toEqual({ k: 1, x: 0, y: 0 })
  })
})
