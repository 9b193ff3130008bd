/** From one area of a map to the next, the way an arrow points. */

import type { Point } from './view.ts'

export type Direction = 'left' | 'right' | 'up' | 'down'

/** Undefined at the edge of the map. */
export type Walk = (from: number, direction: Direction) => number | undefined

const STEPS = { left: [-1, 0], right: [1, 0], up: [0, -1], down: [0, 1] } as const
const DIRECTIONS = ['left', 'right', 'up', 'down'] as const

/** What lies aside counts this much more than what lies ahead. */
const ASIDE = 2

/** To the nearest place ahead; and no place is left out, so that arrows alone reach all of them. */
export function walkOver(places: readonly Point[]): Walk {
  const next = places.map(
    (_, from) => new Map(DIRECTIONS.map((direction) => [direction, nearestAhead(places, from, direction)]))
  )
  const reached = new Set(places.length > 0 ? [0] : [])
  spread()
  for (const place of places.keys()) {
    if (reached.has(place)) continue
    stepIn(place)
    spread()
  }
  return (from, direction) => next[from]?.get(direction)

  function spread(): void {
    // A set that grows while it is read gives what was added, too.
    for (const from of reached) for (const to of next[from]?.values() ?? []) if (to !== undefined) reached.add(to)
  }

  /** A place that no arrow leads to comes between its nearest neighbour and where that neighbour's arrow led. */
  function stepIn(place: number): void {
    const { x = 0, y = 0 } = places[place] ?? {}
    const far = (from: number): number => Math.hypot(x - (places[from]?.x ?? 0), y - (places[from]?.y ?? 0))
    const [near = 0] = [...reached].toSorted((a, b) => far(a) - far(b))
    const [dx, dy] = [x - (places[near]?.x ?? 0), y - (places[near]?.y ?? 0)]
    const direction: Direction = Math.abs(dx) >= Math.abs(dy) ? (dx < 0 ? 'left' : 'right') : dy < 0 ? 'up' : 'down'
    next[place]?.set(direction, next[near]?.get(direction))
    next[near]?.set(direction, place)
    reached.add(place)
  }
}

/** In the half of the map that the arrow points to, straight ahead first. */
function nearestAhead(places: readonly Point[], from: number, direction: Direction): number | undefined {
  const here = places[from]
  if (!here) return undefined
  const [sx, sy] = STEPS[direction]
  let best: { readonly place: number; readonly far: number } | undefined
  places.forEach(({ x, y }, place) => {
    const [dx, dy] = [x - here.x, y - here.y]
    const ahead = dx * sx + dy * sy
    const aside = Math.abs(dx * sy) + Math.abs(dy * sx)
    if (place === from || ahead <= 0 || aside > ahead * 2) return
    const far = Math.hypot(ahead, ASIDE * aside)
    if (!best || far < best.far) best = { place, far }
  })
  return best?.place
}
