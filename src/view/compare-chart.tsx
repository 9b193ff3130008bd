/** Small multiples and a scatter: the first territory in brick, the others named at the end of their line. */

import type { Column, Scatter } from '../domain/indicators/beside.ts'
import type { Figure } from '../domain/indicators/figure.ts'
import { firstDay, type Period } from '../domain/shared/period.ts'
import type { Language } from '../domain/shared/text.ts'
import { formatNumber } from './number.ts'
import { periodText } from './period-text.ts'
import { unitOf } from './units.ts'
import { valueText } from './value.tsx'

/** Pixels of a small chart: labels stand beside it as HTML, and never shrink. */
const HEIGHT = 160
const LABEL = 15
const WIDTH = 1000

type Point = { readonly at: number; readonly value: number; readonly period: Period }

export function SmallChart({
  column,
  names,
  language
}: {
  readonly column: Column
  readonly names: readonly string[]
  readonly language: Language
}) {
  const lines = column.evolutions.map((figures, i) => ({ name: names[i] ?? '', mine: i === 0, runs: runsOf(figures) }))
  const points = lines.flatMap(({ runs }) => runs.flat())
  if (!isDrawn(column)) return null
  const [start, end] = [Math.min(...points.map(({ at }) => at)), Math.max(...points.map(({ at }) => at))]
  const [low, high] = [
    Math.min(0, ...points.map(({ value }) => value)),
    Math.max(0, ...points.map(({ value }) => value))
  ]
  const x = (at: number): number => Math.round((WIDTH * (at - start)) / (end - start))
  const y = (value: number): number => HEIGHT - (HEIGHT * (value - low)) / (high - low || 1)
  const [first, last] = [points.find(({ at }) => at === start), points.find(({ at }) => at === end)]
  const labels = spread(
    lines.flatMap(({ name, mine, runs }) => {
      const tip = runs.at(-1)?.at(-1)
      return tip ? [{ name, mine, value: tip.value, top: y(tip.value) }] : []
    }),
    HEIGHT
  )
  const marks = column.indicator.breaks.map((one) => yearOf(one.at)).filter((at) => at > start && at <= end)
  return (
    <div class="small-chart">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
        <line class="grid" x1="0" x2={WIDTH} y1={y(high)} y2={y(high)} />
        <line class="zero" x1="0" x2={WIDTH} y1={y(0)} y2={y(0)} />
        {marks.map((at) => (
          <line class="break" x1={x(at)} x2={x(at)} y1="0" y2={HEIGHT} />
        ))}
        {lines.toReversed().map(({ mine, runs }) => (
          <path
            class={mine ? 'series mine' : 'series'}
            d={runs
              .map((run) => run.map((p, i) => `${i === 0 ? 'M' : 'L'}${x(p.at)} ${y(p.value).toFixed(1)}`).join(''))
              .join('')}
          />
        ))}
      </svg>
      <span class="y" style={`top:${y(high).toFixed(0)}px`}>
        {valueText(column.indicator, high, language, { bare: true })}
      </span>
      <span class="y" style={`top:${y(0).toFixed(0)}px`}>
        0
      </span>
      {first && <span class="x first">{periodText(first.period, language)}</span>}
      {last && <span class="x last">{periodText(last.period, language)}</span>}
      {labels.map(({ name, mine, value, top }) => (
        <span class={mine ? 'end mine' : 'end'} style={`top:${top.toFixed(0)}px`}>
          {valueText(column.indicator, value, language, { bare: true })} {name}
        </span>
      ))}
    </div>
  )
}

/** Whether there is a line to draw: two periods at least. */
export function isDrawn({ evolutions }: Column): boolean {
  return evolutions.some((figures) => runsOf(figures).flat().length > 1)
}

/** A gap where a value is missing. */
function runsOf(figures: readonly Figure[]): readonly (readonly Point[])[] {
  const runs: Point[][] = [[]]
  for (const { cell, period } of figures) {
    if ('value' in cell) runs.at(-1)?.push({ at: yearOf(period), value: cell.value, period })
    else runs.push([])
  }
  return runs.filter((run) => run.length > 0)
}

function yearOf(period: Period): number {
  const [year = 0, month = 1] = firstDay(period).split('-').map(Number)
  return year + (month - 1) / 12
}

/** Labels that would run over one another are pushed down, and all of them up when they pass the foot. */
function spread<T extends { readonly top: number }>(labels: readonly T[], foot: number): readonly T[] {
  const placed: T[] = []
  for (const label of labels.toSorted((a, b) => a.top - b.top)) {
    const above = placed.at(-1)?.top ?? -Infinity
    placed.push({ ...label, top: Math.max(label.top, above + LABEL) })
  }
  const over = Math.max(0, (placed.at(-1)?.top ?? 0) - foot)
  let below = Infinity
  return placed
    .toReversed()
    .map((label) => {
      const top = over > 0 ? Math.min(label.top, foot, below - LABEL) : label.top
      below = top
      return { ...label, top }
    })
    .toReversed()
}

// ---- scatter

const SIZE = { width: 640, height: 420 }

export function ScatterChart({ scatter, language }: { readonly scatter: Scatter; readonly language: Language }) {
  const drawn = [...scatter.peers, ...scatter.chosen].flatMap(({ x, y }) =>
    'value' in x.cell && 'value' in y.cell ? [{ x: x.cell.value, y: y.cell.value }] : []
  )
  const [left, right] = bounds(drawn.map(({ x }) => x))
  const [foot, top] = bounds(drawn.map(({ y }) => y))
  const { width, height } = SIZE
  const px = (value: number): number => Math.round((width * (value - left)) / (right - left))
  const py = (value: number): number => Math.round(height - (height * (value - foot)) / (top - foot))
  const named = spread(
    scatter.chosen.flatMap(({ territory, x, y }, i) =>
      'value' in x.cell && 'value' in y.cell
        ? [
            {
              name: territory.short[language],
              mine: i === 0,
              left: px(x.cell.value),
              dot: py(y.cell.value),
              top: py(y.cell.value)
            }
          ]
        : []
    ),
    height
  )
  const label = `${scatter.x.label[language]}, ${scatter.y.label[language]}`
  return (
    <div class="scatter">
      <p class="note">
        ↑ {scatter.y.label[language]} ({unitOf(scatter.y.unit).label[language]})
      </p>
      <div class="plot">
        <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
          <path class="axis" d={`M0 0V${height}H${width}`} />
          {scatter.peers.map(
            ({ territory, x, y }) =>
              'value' in x.cell &&
              'value' in y.cell && (
                <circle class="peer" cx={px(x.cell.value)} cy={py(y.cell.value)} r="4">
                  <title>{territory.label[language]}</title>
                </circle>
              )
          )}
          {named.map(({ left: cx, dot, mine }) => (
            <circle class={mine ? 'mine' : 'chosen'} cx={cx} cy={dot} r="6.5" />
          ))}
          {named.map(({ name, left: cx, top: at, mine }) => (
            <text
              class={mine ? 'mine' : undefined}
              x={cx > width * 0.6 ? cx - 11 : cx + 11}
              y={at + 5}
              text-anchor={cx > width * 0.6 ? 'end' : 'start'}
            >
              {name}
            </text>
          ))}
        </svg>
        <span class="y" style="top:0">
          {axisText(top, scatter.y.decimals, language)}
        </span>
        <span class="y" style="top:100%">
          {axisText(foot, scatter.y.decimals, language)}
        </span>
        <span class="x first">{axisText(left, scatter.x.decimals, language)}</span>
        <span class="x last">{axisText(right, scatter.x.decimals, language)}</span>
      </div>
      <p class="note across">
        {scatter.x.label[language]} ({unitOf(scatter.x.unit).label[language]}) →
      </p>
    </div>
  )
}

/** Dots do not need zero; a little room keeps them off the edge. */
function bounds(values: readonly number[]): readonly [number, number] {
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const room = (high - low) * 0.05 || 1
  return [low >= 0 ? Math.max(0, low - room) : low - room, high + room]
}

function axisText(value: number, decimals: number, language: Language): string {
  return formatNumber(value, { language, decimals: Math.max(0, Math.min(decimals, 1)) })
}
