/** One series in time: rates and counts on honest axes, a gap where a value is missing, a mark where the method changes. */

import type { Figure } from '../domain/indicators/figure.ts'
import { firstDay, type Period } from '../domain/shared/period.ts'
import type { Language } from '../domain/shared/text.ts'
import type { SeriesBreak } from '../domain/indicators/indicator.ts'
import { periodText } from './period-text.ts'
import { valueText } from './value.tsx'

export type Line = {
  readonly label: string
  readonly figures: readonly Figure[]
  /** In brick: the territory read. */
  readonly mine: boolean
  /** In the second colour: at most one. */
  readonly second?: boolean
}

export type LineChartProps = {
  readonly lines: readonly Line[]
  readonly breaks: readonly SeriesBreak[]
  readonly title: string
  readonly language: Language
  /** For what moves little: less height, and each value written at its point. */
  readonly low?: boolean
}

type Point = { readonly at: number; readonly value: number | undefined; readonly period: Period }

const WIDTH = 1000
const HEIGHT = 1000
/** With more points, the year alone stands under the axis. */
const MOST_DATED = 12
const [TICKS, FEW_TICKS] = [4, 1]

export function LineChart({ lines, breaks, title, language, low: isLow = false }: LineChartProps) {
  const drawn = lines.map((line) => ({ ...line, points: line.figures.map(pointOf) }))
  const all = drawn.flatMap(({ points }) => points).filter(({ value }) => value !== undefined)
  const [sample] = lines.flatMap(({ figures }) => figures)
  if (all.length < 2 || !sample) return null
  const [start, end] = [Math.min(...all.map(({ at }) => at)), Math.max(...all.map(({ at }) => at))]
  const ticks = ticksFor(
    all.flatMap(({ value }) => (value === undefined ? [] : [value])),
    isLow ? FEW_TICKS : TICKS
  )
  const [low = 0, high = 1] = [ticks[0], ticks.at(-1)]
  const x = (at: number): number => (WIDTH * (at - start)) / (end - start || 1)
  const y = (value: number): number => HEIGHT - (HEIGHT * (value - low)) / (high - low || 1)
  const isDense = drawn.some(({ points }) => points.length > MOST_DATED)
  const marks = breaks.map((one) => ({ ...one, x: x(yearOf(one.at)) })).filter((one) => one.x >= 0 && one.x <= WIDTH)
  return (
    <div class={isLow ? 'line-chart low' : 'line-chart'} role="img" aria-label={title}>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
        {ticks.map((tick) => (
          <line class={tick === 0 ? 'zero' : 'grid'} x1="0" x2={WIDTH} y1={y(tick)} y2={y(tick)} />
        ))}
        {marks.map((mark) => (
          <line class="break" x1={mark.x} x2={mark.x} y1="0" y2={HEIGHT} />
        ))}
        {drawn.map(({ points, ...line }) => (
          <path class={`series${toneOf(line)}`} d={pathOf(points, marks, start, x, y)} />
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
          {isDense ? period.slice(0, 4) : periodText(period, language)}
        </span>
      ))}
      {spread(
        drawn.flatMap(({ points, ...line }) => {
          const last = points.findLast(({ value }) => value !== undefined)
          return last?.value === undefined ? [] : [{ ...line, value: last.value, top: y(last.value) }]
        })
      ).map(({ value, top, ...line }) => (
        <span class={`end${toneOf(line)}`} style={`top:${percent(top)}`}>
          {line.label} {!isLow && valueText(sample, value, language, { bare: true })}
        </span>
      ))}
      {isLow &&
        drawn.flatMap(({ points }) =>
          points.map(
            ({ at, value }) =>
              value !== undefined && (
                <span class="over" style={`left:${percent(x(at))};top:${percent(y(value))}`}>
                  {valueText(sample, value, language, { bare: true })}
                </span>
              )
          )
        )}
      {marks.map((mark) => (
        <span class="at" style={`left:${percent(mark.x)}`}>
          {mark.label[language]}
        </span>
      ))}
    </div>
  )
}

function toneOf({ mine, second = false }: Pick<Line, 'mine' | 'second'>): string {
  return mine ? ' mine' : second ? ' beside' : ''
}

/** Room that a label takes, in thousandths of the height. */
const LABEL = 62

/** Labels of lines that end close to one another, moved apart around where they belong. */
function spread<T extends { readonly top: number }>(labels: readonly T[]): readonly T[] {
  const sorted = labels.toSorted((a, b) => a.top - b.top)
  const tops: number[] = []
  for (const { top } of sorted) tops.push(Math.max(top, (tops.at(-1) ?? -Infinity) + LABEL))
  const over = Math.max(0, (tops.at(-1) ?? 0) - HEIGHT)
  // What runs over the foot pushes the others up, as far as they touch.
  for (let i = tops.length - 1, foot = Infinity; i >= 0 && over > 0; i -= 1) {
    const top = Math.min(tops[i] ?? 0, foot, HEIGHT)
    tops[i] = top
    foot = top - LABEL
  }
  return sorted.map((label, i) => ({ ...label, top: tops[i] ?? label.top }))
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

/** Of the width of the chart. */
const MIN_GAP = 0.14

/** First, last, and at most three years between. */
function edgePeriods(points: readonly Point[]): readonly Point[] {
  const sorted = [...new Map(points.map((point) => [point.period, point])).values()].toSorted((a, b) => a.at - b.at)
  const step = Math.max(1, Math.ceil((sorted.length - 1) / 4))
  const [first, last] = [sorted[0], sorted.at(-1)]
  // Written at their dates, two that are close would run over one another.
  const near = MIN_GAP * ((last?.at ?? 0) - (first?.at ?? 0))
  const before = sorted.filter((one, i) => i % step === 0 && (last?.at ?? 0) - one.at > near)
  return before.concat(sorted.slice(-1))
}

/** Round values that hold all the others, from zero: three to six of them. */
function ticksFor(values: readonly number[], wanted: number): readonly number[] {
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)]
  const rough = (high - low) / wanted || 1
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
