/** Where everything of a chart in time stands, in shares of its width and height: the same on a page, in print, in a file. */

import type { Figure } from '../domain/indicators/figure.ts'
import type { SeriesBreak } from '../domain/indicators/indicator.ts'
import { firstDay, type Period } from '../domain/shared/period.ts'

export type Line = {
  readonly label: string
  readonly figures: readonly Figure[]
  /** In brick: the territory read. */
  readonly mine: boolean
  /** In the second colour: at most one. */
  readonly second?: boolean
}

/** From the left and from the top, in [0, 1]. */
export type Spot = { readonly x: number; readonly y: number }

export type PlottedPoint = Spot & {
  readonly figure: Figure
  readonly value: number
  /** Estimated or provisional: an open dot. */
  readonly open: boolean
}

export type PlottedLine = {
  readonly line: Line
  /** Parts between gaps and breaks, in time. */
  readonly runs: readonly (readonly PlottedPoint[])[]
}

export type LinePlot = {
  readonly lines: readonly PlottedLine[]
  readonly ticks: readonly { readonly value: number; readonly y: number }[]
  /** Digits after the point that the ticks need. */
  readonly tickDecimals: number
  readonly dates: readonly { readonly period: Period; readonly x: number }[]
  readonly breaks: readonly { readonly mark: SeriesBreak; readonly x: number }[]
  /** Periods whose value is secret: a mark on the axis. */
  readonly withheld: readonly { readonly figure: Figure; readonly x: number; readonly mine: boolean }[]
  /** More points than can be dated one by one. */
  readonly dense: boolean
}

export type PlotOptions = {
  /** Steps wanted between the lowest tick and the highest. */
  readonly steps?: number
  /** Dates wanted under the axis, at most. */
  readonly dates?: number
}

const MOST_DATED = 12
const [STEPS, DATES] = [4, 5]

/** Undefined with fewer than two points in time: there is no line to draw. The axis always holds zero. */
export function plotLines(
  lines: readonly Line[],
  breaks: readonly SeriesBreak[],
  { steps = STEPS, dates = DATES }: PlotOptions = {}
): LinePlot | undefined {
  const figures = lines.flatMap((line) => line.figures)
  const valued = figures.filter(({ cell }) => 'value' in cell)
  const instants = valued.map(({ period }) => yearOf(period))
  const [start, end] = [Math.min(...instants), Math.max(...instants)]
  if (!(end > start)) return undefined
  const ticks = ticksFor(
    valued.flatMap(({ cell }) => ('value' in cell ? [cell.value] : [])),
    steps
  )
  const [low, high] = [ticks[0] ?? 0, ticks.at(-1) ?? 1]
  const x = (period: Period): number => (yearOf(period) - start) / (end - start)
  const y = (value: number): number => 1 - (value - low) / (high - low || 1)
  const marks = breaks.map((mark) => ({ mark, x: x(mark.at) })).filter((one) => one.x > 0 && one.x <= 1)
  const within = figures.filter(({ period }) => x(period) >= 0 && x(period) <= 1)
  return {
    lines: lines.map((line) => ({ line, runs: runsOf(line, marks, x, y) })),
    ticks: ticks.map((value) => ({ value, y: y(value) })),
    tickDecimals: Math.max(0, ...ticks.map((tick) => String(tick).split('.')[1]?.length ?? 0)),
    dates: datesOf(within, x, dates),
    breaks: marks,
    withheld: lines.flatMap(({ figures: own, mine }) =>
      own.flatMap((figure) => {
        const at = x(figure.period)
        return figure.cell.status === 'Q' && at >= 0 && at <= 1 ? [{ figure, x: at, mine }] : []
      })
    ),
    dense: lines.some((line) => line.figures.length > MOST_DATED)
  }
}

/** The last point of a line: where its name stands. */
export function tipOf({ runs }: PlottedLine): PlottedPoint | undefined {
  return runs.at(-1)?.at(-1)
}

/** Labels moved apart around where they belong, as far as `room` each and no further than `foot`. */
export function spread<T extends { readonly y: number }>(labels: readonly T[], room: number, foot = 1): readonly T[] {
  const placed: T[] = []
  for (const label of labels.toSorted((a, b) => a.y - b.y)) {
    const above = placed.at(-1)?.y ?? -Infinity
    placed.push({ ...label, y: Math.max(label.y, above + room) })
  }
  let below = foot + room
  return placed
    .toReversed()
    .map((label) => {
      const y = Math.min(label.y, below - room)
      below = y
      return { ...label, y }
    })
    .toReversed()
}

/** The line stops at a gap and at a break, and starts again after it. */
function runsOf(
  { figures }: Line,
  breaks: readonly { readonly x: number }[],
  x: (period: Period) => number,
  y: (value: number) => number
): readonly (readonly PlottedPoint[])[] {
  const runs: PlottedPoint[][] = [[]]
  let before = -Infinity
  for (const figure of figures) {
    const { cell, period } = figure
    const here = x(period)
    if (!('value' in cell) || breaks.some((one) => one.x > before && one.x <= here)) runs.push([])
    if ('value' in cell) {
      runs.at(-1)?.push({ figure, value: cell.value, x: here, y: y(cell.value), open: cell.status !== 'A' })
    }
    before = here
  }
  return runs.filter((run) => run.length > 0)
}

/** Share of the width under which two dates would run over one another. */
const NEAR = 0.7

/** First, last, and a few between, evenly. */
function datesOf(figures: readonly Figure[], x: (period: Period) => number, wanted: number): LinePlot['dates'] {
  const known = [...new Set(figures.map(({ period }) => period))]
    .map((period) => ({ period, x: x(period) }))
    .toSorted((a, b) => a.x - b.x)
  const step = Math.max(1, Math.ceil((known.length - 1) / (wanted - 1)))
  const least = NEAR / (wanted - 1)
  const kept: { period: Period; x: number }[] = []
  for (const [i, one] of known.slice(0, -1).entries()) {
    if (i % step === 0 && 1 - one.x >= least && one.x - (kept.at(-1)?.x ?? -1) >= least) kept.push(one)
  }
  return [...kept, ...known.slice(-1)]
}

/** Round values that hold all the others, and zero. */
function ticksFor(values: readonly number[], wanted: number): readonly number[] {
  return roundSteps(Math.min(0, ...values), Math.max(0, ...values), wanted)
}

/** Round values from under the lowest to above the highest; zero is not added. */
export function roundSteps(low: number, high: number, wanted: number): readonly number[] {
  const rough = (high - low) / wanted || 1
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = ([1, 2, 2.5, 5, 10].find((one) => one * power >= rough) ?? 10) * power
  const ticks: number[] = []
  for (let i = Math.floor(low / step); i <= Math.ceil(high / step); i += 1) {
    ticks.push(Number((i * step).toPrecision(12)))
  }
  return ticks
}

function yearOf(period: Period): number {
  const [year = 0, month = 1] = firstDay(period).split('-').map(Number)
  return year + (month - 1) / 12
}
