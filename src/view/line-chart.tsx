/** Lines in time on a page: named at their end, a gap where a value is missing, a mark where one is secret or the method changes. */

import type { Figure } from '../domain/indicators/figure.ts'
import type { SeriesBreak } from '../domain/indicators/indicator.ts'
import type { Period } from '../domain/shared/period.ts'
import type { Language } from '../domain/shared/text.ts'
import { colon } from './figure-links.ts'
import { plotLines, spread, tipOf, type Line, type LinePlot, type PlottedPoint } from './line-plot.ts'
import { ABSENCES } from './number.ts'
import { periodText } from './period-text.ts'
import { addressOf, valueText } from './value.tsx'

export type LineChartProps = {
  readonly lines: readonly Line[]
  readonly breaks: readonly SeriesBreak[]
  readonly title: string
  readonly language: Language
  /** `low`: for what moves little, with each value written at its point. `small`: one of several side by side. */
  readonly size?: 'low' | 'small'
}

/** Heights in pixels, as in the sheet: labels are moved apart by what they need of it. */
const HEIGHTS = { low: 128, small: 160, whole: 272 } as const
const STEPS = { low: 1, small: 3, whole: 4 } as const
/** A label of one line on a wide screen, of two on a phone. */
const [LABEL, TALL_LABEL] = [17, 31]
/** With more, a point is found in the table, or by its line's last one. */
const MOST_LINKED = 60
/** 24 px on a phone, as a share of the width. */
const FINGER = 0.2
/** Of a number of seven digits, likewise. */
const NUMBER = 0.36

export function LineChart({ lines, breaks, title, language, size }: LineChartProps) {
  const kind = size ?? 'whole'
  const plot = plotLines(lines, breaks, { steps: STEPS[kind], ...(size === 'small' && { dates: 3 }) })
  const [sample] = lines.flatMap(({ figures }) => figures)
  if (!plot || !sample) return null
  const text = (value: number): string => valueText(sample, value, language, { bare: true })
  return (
    <div class={size ? `line-chart ${size}` : 'line-chart'} role="group" aria-label={title}>
      <Curves plot={plot} />
      {plot.ticks.map(({ value, y }) => (
        <span class="y" style={`top:${percent(y)}`} aria-hidden="true">
          {valueText({ unit: sample.unit, decimals: plot.tickDecimals }, value, language, { bare: true })}
        </span>
      ))}
      {plot.dates.map(({ period, x }) => (
        <span class="x" style={`left:${percent(x)}`} aria-hidden="true">
          {dateText(period, plot, language)}
        </span>
      ))}
      {plot.breaks.map(({ mark, x }) => (
        <span class={x < 0.3 ? 'at after' : 'at'} style={`left:${percent(x)}`}>
          {mark.label[language]}
        </span>
      ))}
      {plot.withheld.map(({ x }) => (
        <span class="hidden" style={`left:${percent(x)}`}>
          {ABSENCES.Q[language]}
        </span>
      ))}
      {size === 'low' &&
        plot.lines.flatMap(({ runs }) =>
          withRoom(runs.flat()).map(({ point: { x, y, value }, onPhones }) => (
            <span
              class={onPhones ? 'over' : 'over large'}
              style={`left:${percent(x)};top:${percent(y)}`}
              aria-hidden="true"
            >
              {text(value)}
            </span>
          ))
        )}
      <Points plot={plot} language={language} />
      {endsOf(plot, HEIGHTS[kind]).map(({ line, value, y, tall }) => (
        <span class={`end${toneOf(line)}`} style={`--y:${percent(y)};--tall:${percent(tall)}`} aria-hidden="true">
          {line.label} {size !== 'low' && <b>{text(value)}</b>}
        </span>
      ))}
    </div>
  )
}

function Curves({ plot }: { readonly plot: LinePlot }) {
  const toBack = plot.lines.toSorted((a, b) => Number(a.line.mine) - Number(b.line.mine))
  return (
    <svg viewBox="0 0 1000 1000" preserveAspectRatio="none" aria-hidden="true">
      {plot.ticks.map(({ value, y }) => (
        <path class={value === 0 ? 'zero' : 'grid'} d={`M0 ${at(y)}H1000`} />
      ))}
      {plot.breaks.map(({ x }) => (
        <path class="break" d={`M${at(x)} 0V1000`} />
      ))}
      {toBack.map(({ line, runs }) => (
        <path class={`series${toneOf(line)}`} d={pathOf(runs)} />
      ))}
      {toBack.flatMap(({ line, runs }) =>
        runs
          .flatMap((run) => (plot.dense && run.length > 1 ? run.filter((point) => point.open) : run))
          .flatMap(({ x, y, open }) => [
            <path class={`dot${line.mine ? '' : ' other'}`} d={`M${at(x)} ${at(y)}h0`} />,
            open && <path class={`dot open${line.mine ? '' : ' other'}`} d={`M${at(x)} ${at(y)}h0`} />
          ])
      )}
    </svg>
  )
}

/** Each opens its figure; the keyboard travels those of the territory read that stand apart, and the table has them all. */
function Points({ plot, language }: { readonly plot: LinePlot; readonly language: Language }) {
  const count = plot.lines.flatMap(({ runs }) => runs.flat()).length
  return (
    <>
      {plot.lines
        .toSorted((a, b) => Number(a.line.mine) - Number(b.line.mine))
        .flatMap((one) => {
          const points = one.runs.flat()
          const reached = new Set(one.line.mine ? standingApart(points, plot.dense) : [])
          return (count <= MOST_LINKED || one.line.mine ? points : points.slice(-1)).map((point) => (
            <a
              class={`point${point.x > 0.5 ? ' back' : ''}`}
              href={addressOf(point.figure, language)}
              style={`left:${percent(point.x)};top:${percent(point.y)}`}
              tabindex={reached.has(point) ? undefined : -1}
            >
              <span>{pointText(point, one.line.label, language)}</span>
            </a>
          ))
        })}
    </>
  )
}

/** From the last back: room for a finger between two, on the narrowest screen. Of a crowd, the last alone. */
function standingApart(points: readonly PlottedPoint[], dense: boolean): readonly PlottedPoint[] {
  const kept: PlottedPoint[] = []
  for (const point of points.toReversed()) {
    const next = kept.at(-1)
    if (!next || (!dense && next.x - point.x >= FINGER)) kept.push(point)
  }
  return kept
}

/** Numbers over the points of a line: a phone has room for those that stand apart, from the last back. */
function withRoom(
  points: readonly PlottedPoint[]
): readonly { readonly point: PlottedPoint; readonly onPhones: boolean }[] {
  let next = Infinity
  const found = points.toReversed().map((point) => {
    const onPhones = next - point.x >= NUMBER
    if (onPhones) next = point.x
    return { point, onPhones }
  })
  return found.toReversed()
}

function pointText({ figure, value }: PlottedPoint, name: string, language: Language): string {
  const when = periodText(figure.period, language)
  const said = name === '' ? when : `${name}, ${when}`
  return `${said}${colon(language)}${valueText(figure, value, language)}`
}

/** In a crowd of points the year alone. */
export function dateText(period: Period, { dense }: LinePlot, language: Language): string {
  return dense ? period.slice(0, 4) : periodText(period, language)
}

/** Names at the ends of lines, each with its place in one line of text and in two. */
function endsOf(
  plot: LinePlot,
  height: number
): readonly { readonly line: Line; readonly value: number; readonly y: number; readonly tall: number }[] {
  const tips = plot.lines.flatMap((one) => {
    const tip = tipOf(one)
    return tip ? [{ line: one.line, value: tip.value, y: tip.y }] : []
  })
  const tall = spread(tips, TALL_LABEL / height, 1.02)
  return spread(tips, LABEL / height).map((one, i) => ({ ...one, tall: tall[i]?.y ?? one.y }))
}

export function toneOf({ mine, second = false }: Pick<Line, 'mine' | 'second'>): string {
  return mine ? ' mine' : second ? ' beside' : ''
}

function pathOf(runs: readonly (readonly PlottedPoint[])[]): string {
  return runs.flatMap((run) => run.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${at(x)} ${at(y)}`)).join('')
}

function at(share: number): string {
  return (1000 * share).toFixed(1)
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)}%`
}

/** Whether there is a line to draw: two periods at least with a value. */
export function hasLine(series: readonly (readonly Figure[])[]): boolean {
  return series.some((figures) => figures.filter(({ cell }) => 'value' in cell).length > 1)
}
