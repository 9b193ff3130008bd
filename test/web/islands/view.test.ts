import { describe, expect, it } from 'vitest'
import { walkOver, type Direction } from '../../../src/web/islands/map/neighbour.ts'
import { moveBy, showing, WHOLE, zoomAt } from '../../../src/web/islands/map/view.ts'

const FRAME = { width: 800, height: 400 }

describe('the part of a map that is seen', () => {
  it('is enlarged around a point, which stays in its place', () => {
    const at = { x: 200, y: 100 }
    const view = zoomAt(WHOLE, 2, at, FRAME)
    expect(view).toEqual({ k: 2, x: -200, y: -100 })
    expect(view.k * 200 + view.x).toBe(200)
  })

  it('never leaves the frame empty, and is never smaller than the whole', () => {
    expect(zoomAt(WHOLE, 0.5, { x: 0, y: 0 }, FRAME)).toEqual(WHOLE)
    expect(moveBy(WHOLE, 50, -50, FRAME)).toEqual(WHOLE)
    expect(moveBy({ k: 2, x: -100, y: -100 }, 500, -500, FRAME)).toEqual({ k: 2, x: 0, y: -400 })
  })

  it('moves no more than it must to show an area', () => {
    const near = { k: 4, x: 0, y: 0 }
    expect(showing(near, { x: 100, y: 50 }, FRAME)).toBe(near)
    const moved = showing(near, { x: 300, y: 50 }, FRAME)
    expect(moved.k * 300 + moved.x).toBeCloseTo(0.88 * 800)
    expect(moved.y).toBe(0)
  })
})

describe('from one area to the next', () => {
  const GRID = Array.from({ length: 25 }, (_, i) => ({ x: (i % 5) * 10, y: Math.floor(i / 5) * 10 }))

  it('goes straight ahead, and stays at the edge', () => {
    const walk = walkOver(GRID)
    expect(walk(12, 'right')).toBe(13)
    expect(walk(12, 'up')).toBe(7)
    expect(walk(4, 'right')).toBeUndefined()
  })

  it('reaches every area of a scattered map with arrows alone', () => {
    // A fixed scatter: the same on every run.
    const places = Array.from({ length: 400 }, (_, i) => ({ x: (i * 137.508) % 760, y: (i * i * 17.3) % 430 }))
    const walk = walkOver(places)
    const reached = new Set([0])
    for (const from of reached) {
      for (const direction of ['left', 'right', 'up', 'down'] as readonly Direction[]) {
        const next = walk(from, direction)
        if (next !== undefined) reached.add(next)
      }
    }
    expect(reached.size).toBe(400)
  })
})
