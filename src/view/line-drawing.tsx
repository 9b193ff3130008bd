/** The lines of a chart in time, with their axes and names, in pixels: for a drawing to take away. */

import type { Language } from '../domain/shared/text.ts'
import { widthOf } from './chart-sheet.tsx'
import { dateText, toneOf } from './line-chart.tsx'
import { spread, tipOf, type LinePlot, type PlottedPoint } from './line-plot.ts'
import { ABSENCES } from './number.ts'
import { valueText } from './value.tsx'

export type LineDrawingProps = {
  readonly plot: LinePlot
  readonly unit: string
  readonly decimals: number
  /** Of all of it: axis on the left, names on the right, dates under. */
  readonly width: number
  readonly height: number
  readonly language: Language
}

const [LABEL, DATES, HEAD] = [17, 24, 20]
/** Under it there is room for lines or for the numbers at their ends. */
const NARROW = 500

export function LineDrawing({ plot, unit, decimals, width, height, language }: LineDrawingProps) {
  const tickText = (value: number): string =>
    valueText({ unit, decimals: plot.tickDecimals }, value, language, { bare: true })
  const ends = plot.lines.flatMap((one) => {
    const tip = tipOf(one)
    return tip
      ? [
          {
            line: one.line,
            tip,
            y: tip.y,
            text:
              width < NARROW && !one.line.mine
                ? one.line.label
                : `${one.line.label} ${valueText({ unit, decimals }, tip.value, language, { bare: true })}`
          }
        ]
      : []
  })
  const left = Math.max(...plot.ticks.map(({ value }) => widthOf(tickText(value)))) + 8
  const right = Math.max(0, ...ends.map(({ text }) => widthOf(text))) + 16
  const [across, down] = [width - left - right, height - DATES - HEAD]
  const x = (share: number): string => (across * share).toFixed(1)
  const y = (share: number): string => (down * share).toFixed(1)
  const dot = ({ x: sx, y: sy, open }: PlottedPoint, mine: boolean) => (
    <circle class={`dot${mine ? '' : ' other'}${open ? ' open' : ''}`} cx={x(sx)} cy={y(sy)} r={mine ? 4 : 3} />
  )
  return (
    <g transform={`translate(${left.toFixed(1)} ${HEAD})`}>
      {plot.ticks.map(({ value, y: sy }) => (
        <>
          <path class={value === 0 ? 'zero' : 'grid'} d={`M0 ${y(sy)}H${across.toFixed(1)}`} />
          <text class="small" x="-8" y={Number(y(sy)) + 4} text-anchor="end">
            {tickText(value)}
          </text>
        </>
      ))}
      {plot.dates.map(({ period, x: sx }) => (
        <text class="small" x={x(sx)} y={down + 18} text-anchor={sx === 0 ? 'start' : 'middle'}>
          {dateText(period, plot, language)}
        </text>
      ))}
      {plot.breaks.map(({ mark, x: sx }) => (
        <>
          <path class="break" d={`M${x(sx)} 0V${down}`} />
          <text class="small" x={Number(x(sx)) + (sx < 0.3 ? 6 : -6)} y="-6" text-anchor={sx < 0.3 ? 'start' : 'end'}>
            {mark.label[language]}
          </text>
        </>
      ))}
      {plot.lines
        .toSorted((a, b) => Number(a.line.mine) - Number(b.line.mine))
        .map(({ line, runs }) => (
          <>
            <path
              class={`series${toneOf(line)}`}
              d={runs
                .map((run) => run.map((one, i) => `${i === 0 ? 'M' : 'L'}${x(one.x)} ${y(one.y)}`).join(''))
                .join('')}
            />
            {runs
              .flatMap((run) => (plot.dense && run.length > 1 ? run.filter(({ open }) => open) : run))
              .map((one) => dot(one, line.mine))}
          </>
        ))}
      {plot.withheld.map(({ x: sx }) => (
        <text class="small" x={x(sx)} y={down - 5} text-anchor="middle">
          {ABSENCES.Q[language]}
        </text>
      ))}
      {spread(ends, LABEL / down).map(({ line, tip, y: sy, text }) => (
        <>
          {Math.abs(sy - tip.y) * down > LABEL / 2 && (
            <path
              class="leader"
              d={`M${(across * tip.x + 5).toFixed(1)} ${y(tip.y)}L${(across + 9).toFixed(1)} ${y(sy)}`}
            />
          )}
          <text class={`small${toneOf(line)}`} x={across + 12} y={Number(y(sy)) + 4}>
            {text}
          </text>
        </>
      ))}
    </g>
  )
}
