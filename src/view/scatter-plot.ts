/** Where the dots of two indicators stand, in shares of the width and the height: the same on a page and in a file. */

import type { Pair, Scatter } from '../domain/indicators/beside.ts'
import { roundSteps, type Spot } from './line-plot.ts'

export type ScatterDot = Spot & { readonly pair: Pair; readonly role: 'peer' | 'chosen' | 'mine' }

/** Where the name of a chosen territory stands: beside its dot, on a side that has room. */
export type ScatterName = Spot & { readonly pair: Pair; readonly mine: boolean; readonly before: boolean }

/** In shares of the chart. */
type Box = { readonly left: number; readonly right: number; readonly y: number }

export type ScatterPlot = {
  /** Peers first, so that what was chosen lies over them. */
  readonly dots: readonly ScatterDot[]
  readonly names: readonly ScatterName[]
  readonly across: readonly { readonly value: number; readonly x: number }[]
  readonly up: readonly { readonly value: number; readonly y: number }[]
  /** Neither axis hides where zero is: said when one starts elsewhere. */
  readonly fromZero: boolean
}

const STEPS = 4
/** Room of a name: its height, the width of a letter, the way from its dot. */
const [TALL, LETTER, AWAY] = [0.055, 0.014, 0.018]

/** Undefined with fewer than three dots. */
export function plotScatter({ peers, chosen }: Scatter): ScatterPlot | undefined {
  const pairs = [
    ...peers.map((pair) => ({ pair, role: 'peer' as const })),
    ...chosen.toReversed().map((pair) => ({ pair, role: pair === chosen[0] ? ('mine' as const) : ('chosen' as const) }))
  ]
  const known = pairs.flatMap(({ pair, role }) =>
    'value' in pair.x.cell && 'value' in pair.y.cell ? [{ pair, role, a: pair.x.cell.value, b: pair.y.cell.value }] : []
  )
  if (known.length < 3) return undefined
  const across = stepsOf(known.map(({ a }) => a))
  const up = stepsOf(known.map(({ b }) => b))
  const x = placeOn(across)
  const y = placeOn(up)
  const dots = known.map(({ pair, role, a, b }) => ({ pair, role, x: x(a), y: 1 - y(b) }))
  return {
    dots,
    names: placeNames(dots.filter(({ role }) => role !== 'peer').toReversed()),
    across: across.map((value) => ({ value, x: x(value) })),
    up: up.map((value) => ({ value, y: 1 - y(value) })),
    fromZero: across.includes(0) && up.includes(0)
  }
}

/** The first of six places that meets no name and no chosen dot; else the first. */
function placeNames(dots: readonly ScatterDot[]): readonly ScatterName[] {
  const taken: Box[] = dots.map(({ x, y }) => ({ left: x - AWAY, right: x + AWAY, y }))
  return dots.map(({ pair, role, x, y }, i) => {
    const width = LETTER * Math.max(...Object.values(pair.territory.short).map((name) => name.length))
    const places = [y, y - TALL, y + TALL].flatMap((top) =>
      (x > 0.6 ? [true, false] : [false, true]).map((before) => ({
        before,
        y: top,
        box: { left: before ? x - AWAY - width : x + AWAY, right: before ? x - AWAY : x + AWAY + width, y: top }
      }))
    )
    const own = taken[i]
    const free = ({ box }: { readonly box: Box }): boolean =>
      box.left >= 0 && box.right <= 1.05 && !taken.some((one) => one !== own && meet(one, box))
    const place = places.find(free) ?? places[0]
    if (place) taken.push(place.box)
    return { pair, mine: role === 'mine', before: place?.before ?? false, x, y: place?.y ?? y }
  })
}

function meet(one: Box, other: Box): boolean {
  return one.left < other.right && other.left < one.right && Math.abs(one.y - other.y) < TALL
}

function stepsOf(values: readonly number[]): readonly number[] {
  return roundSteps(Math.min(...values), Math.max(...values), STEPS)
}

function placeOn(steps: readonly number[]): (value: number) => number {
  const [low, high] = [steps[0] ?? 0, steps.at(-1) ?? 1]
  return (value) => (value - low) / (high - low || 1)
}

/** Digits that the steps of an axis need. */
export function digitsOf(values: readonly number[]): number {
  return Math.max(0, ...values.map((value) => String(value).split('.')[1]?.length ?? 0))
}
