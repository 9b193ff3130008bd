/** One series in time: rates and counts on honest axes, a gap where a value is missing, a mark where the method changes. */

import type { Figure } from '../domain/indicators/figure.ts'
import { firstDay, type Period } from '../domain/shared/period.ts'
import type { Language } from '../domain/shared/text.ts'
import type { SeriesBreak } from '../domain/indicators/indicator.ts'
import { periodText } from './period-text.ts'
import { valueText } from './value.tsx'

export type Line = { readonly label: string; readonly figures: readonly Figure[]; readonly mine: boolean }

export type LineChartProps = {
  readonly lines: readonly Line[]
  readonly breaks: readonly SeriesBreak[]
  readonly title: string
  readonly language: Language
}

type Point = { readonly at: number; readonly value: number | undefined; readonly period: Period }

const WIDTH = 1000
const HEIGHT = 1000

export function LineChart({ lines, breaks, title, language }: LineChartProps) {
  const drawn = lines.map((line) => ({ ...line, points: line.figures.map(pointOf) }))
  const all = drawn.flatMap(({ points }) => points).filter(({ value }) => value !== undefined)
  const [sample] = lines.flatMap(({ figures }) => figures)
  if (all.length < 2 || !sample) return null
  const [start, end] = [Math.min(...all.map(({ at }) => at)), Math.max(...all.map(({ at }) => at))]
  const ticks = ticksFor(all.flatMap(({ value }) => (value === undefined ? [] : [value])))
  const [low = 0, high = 1] = [ticks[0], ticks.at(-1)]
  const x = (at: number): number => (WIDTH * (at - start)) / (end - start || 1)
  const y = (value: number): number => HEIGHT - (HEIGHT * (value - low)) / (high - low || 1)
  const marks = breaks.map((one) => ({ ...one, x: x(yearOf(one.at)) })).filter((one) => one.x >= 0 && one.x <= WIDTH)
  return (
    <div class="line-chart" role="img" aria-label={title}>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
        {ticks.map((tick) => (
          <line class={tick === 0 ? 'zero' : 'grid'} x1="0" x2={WIDTH} y1={y(tick)} y2={y(tick)} />
        ))}
        {marks.map((mark) => (
          <line class="break" x1={mark.x} x2={mark.x} y1="0" y2={HEIGHT} />
        ))}
        {drawn.map(({ points, mine }) => (
          <path class={mine ? 'series mine' : 'series'} d={pathOf(points, marks, start, x, y)} />
        ))}
        {drawn.flatMap(({ points, mine }) =>
          points.length <= 12
            ? points.flatMap(({ at, value }) =>
                value === undefined ? [] : [<path class={mine ? 'dot' : 'dot other'} d={`M${x(at)} ${y(value)}h0`} />]
              )
            : []
        )}
      </svg>
      {ticks.map((tick) => (
        <span class="y" style={`top:${percent(y(tick))}`}>
          {valueText({ unit: sample.unit, decimals: tickDecimals(ticks) }, tick, language, { bare: true })}
        </span>
      ))}
      {edgePeriods(drawn.flatMap(({ points }) => points)).map(({ at, period }) => (
        <span class="x" style={`left:${percent(x(at))}`}>
          {periodText(period, language)}
        </span>
      ))}
      {drawn.map(({ label, points, mine }) => {
        const last = points.findLast(({ value }) => value !== undefined)
        return (
          last?.value !== undefined && (
            <span class={mine ? 'end mine' : 'end'} style={`top:${percent(y(last.value))}`}>
              {label} {valueText(sample, last.value, language, { bare: true })}
            </span>
          )
        )
      })}
      {marks.map((mark) => (
        <span class="at" style={`left:${percent(mark.x)}`}>
          {mark.label[language]}
        </span>
      ))}
    </div>
  )
}

function pointOf({ period, cell }: Figure): Point {
  return { at: yearOf(period), value: 'value' in cell ? cell.value : undefined, period }
}

function yearOf(period: Period): number {
  const [year = 0, month = 1] = firstDay(period).split('-').map(Number)
  return year + (month - 1) / 12
}

/** The line stops at a gap and at a break, and starts again after it. */
function pathOf(
  points: readonly Point[],
  breaks: readonly { readonly x: number }[],
  start: number,
  x: (at: number) => number,
  y: (value: number) => number
): string {
  let path = ''
  let pen = false
  let before = x(start)
  for (const { at, value } of points) {
    const here = x(at)
    const crosses = breaks.some((one) => one.x > before && one.x <= here)
    if (value === undefined) pen = false
    else {
      path += `${pen && !crosses ? 'L' : 'M'}${here.toFixed(1)} ${y(value).toFixed(1)}`
      pen = true
    }
    before = here
  }
  return path
}

/** First, last, and at most three years between. */
function edgePeriods(points: readonly Point[]): readonly Point[] {
  const sorted = [...new Map(points.map((point) => [point.period, point])).values()].toSorted((a, b) => a.at - b.at)
  const step = Math.max(1, Math.ceil((sorted.length - 1) / 4))
  return sorted.filter((_, i) => i % step === 0 && i + step / 2 < sorted.length - 1).concat(sorted.slice(-1))
}

/** Round values that hold all the others, from zero: three to six of them. */
function ticksFor(values: readonly number[]): readonly number[] {
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)]
  const rough = (high - low) / 4 || 1
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = ([1, 2, 2.5, 5, 10].find((one) => one * power >= rough) ?? 10) * power
  const ticks: number[] = []
  for (let i = Math.floor(low / step); i <= Math.ceil(high / step); i += 1)
    ticks.push(Number((i * step).toPrecision(12)))
  return ticks
}

function tickDecimals(ticks: readonly number[]): number {
  return Math.max(0, ...ticks.map((tick) => String(tick).split('.')[1]?.length ?? 0))
}

function percent(position: number): string {
  return `${(position / 10).toFixed(1)}%`
}
