/** Where peers stand on one axis: those of a close value on one another, as the eye counts them. */

import type { Figure } from '../domain/indicators/figure.ts'

export type StripDot = {
  readonly figure: Figure
  /** In [0, 1] along the axis. */
  readonly x: number
  /** 0 on the axis, then one by one above. */
  readonly level: number
}

export type StripPlot = {
  readonly low: number
  readonly high: number
  readonly dots: readonly StripDot[]
  readonly place: (value: number) => number
}

/** Columns on the axis, at most. */
const COLUMNS = 83
const FEWEST = 5

/** Undefined with too few peers to see a shape, or all of them equal. `own`: the value read, which may lie outside. */
export function plotStrip(peers: readonly Figure[], own: number | undefined): StripPlot | undefined {
  const known = peers.flatMap((figure) => ('value' in figure.cell ? [{ figure, value: figure.cell.value }] : []))
  const values = [...known.map(({ value }) => value), ...(own === undefined ? [] : [own])]
  const [low, high] = [Math.min(...values), Math.max(...values)]
  if (known.length < FEWEST || low === high) return undefined
  const place = (value: number): number => (value - low) / (high - low)
  const levels = new Map<number, number>()
  const dots = known
    .toSorted((a, b) => a.value - b.value)
    .map(({ figure, value }) => {
      const column = Math.round(place(value) * COLUMNS)
      const level = levels.get(column) ?? 0
      levels.set(column, level + 1)
      return { figure, x: column / COLUMNS, level }
    })
  return { low, high, dots, place }
}
