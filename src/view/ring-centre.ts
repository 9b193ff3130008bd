/** Where a name or a circle stands in a shape. */

export type Ring = readonly (readonly number[])[]

/** Of the largest ring, by the shoelace formula. */
export function centreOf(rings: readonly Ring[]): readonly [number, number] {
  let best = { area: 0, x: 0, y: 0 }
  for (const ring of rings) {
    let [area, x, y] = [0, 0, 0]
    ring.forEach(([x1 = 0, y1 = 0], i) => {
      const [x0 = x1, y0 = y1] = ring[i - 1] ?? []
      const cross = x0 * y1 - x1 * y0
      area += cross
      x += (x0 + x1) * cross
      y += (y0 + y1) * cross
    })
    if (Math.abs(area) > Math.abs(best.area)) best = { area, x: x / (3 * area), y: y / (3 * area) }
  }
  return [best.x, best.y]
}
