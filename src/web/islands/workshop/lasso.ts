/** Which places lie within what a finger drew, or between two corners. */

import type { Point } from '../map/view.ts'

/** By the number of sides crossed on the way out: even is outside. */
export function placesWithin(places: readonly Point[], line: readonly Point[]): readonly number[] {
  return indexesWhere(places, ({ x, y }) => {
    let isIn = false
    line.forEach((a, i) => {
      const b = line.at(i - 1) ?? a
      if (a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) isIn = !isIn
    })
    return isIn
  })
}

/** The corners included. */
export function placesBetween(places: readonly Point[], a: Point, b: Point): readonly number[] {
  const between = (value: number, one: number, other: number): boolean =>
    value >= Math.min(one, other) && value <= Math.max(one, other)
  return indexesWhere(places, ({ x, y }) => between(x, a.x, b.x) && between(y, a.y, b.y))
}

function indexesWhere(places: readonly Point[], keep: (place: Point) => boolean): readonly number[] {
  return places.flatMap((place, i) => (keep(place) ? [i] : []))
}
