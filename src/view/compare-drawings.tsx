/** The charts of a comparison as files of their own: small multiples on one sheet, two indicators on another. */

import type { SideBySide } from '../domain/indicators/beside.ts'
import type { Source, Vintage } from '../domain/sources/source.ts'
import { ChartSheet, wrap, type Press } from './chart-sheet.tsx'
import { word } from './compare-text.ts'
import { colon } from './figure-links.ts'
import { LineDrawing } from './line-drawing.tsx'
import { plotLines } from './line-plot.ts'
import { periodText } from './period-text.ts'
import { digitsOf, plotScatter } from './scatter-plot.ts'
import { unitOf } from './units.ts'
import { valueText } from './value.tsx'

export type CompareDrawingProps = {
  readonly page: SideBySide
  readonly press: Press
  readonly vintages: readonly { readonly vintage: Vintage; readonly source: Source }[]
}

const WIDTH = 960
const [GAP, MULTIPLE, NAME] = [32, 230, 44]

/** Null where no indicator is known at two periods. */
export function MultiplesDrawing({ page, press, vintages }: CompareDrawingProps) {
  const { language } = press
  const drawn = page.columns.flatMap((column) => {
    const lines = column.evolutions.map((figures, i) => ({
      label: page.territories[i]?.short[language] ?? '',
      figures,
      mine: i === 0
    }))
    const plot = plotLines(lines, column.indicator.breaks, { steps: 3, dates: 3 })
    return plot ? [{ plot, indicator: column.indicator }] : []
  })
  if (drawn.length === 0) return null
  const width = (WIDTH - GAP) / 2
  return (
    <ChartSheet
      press={press}
      title={page.territories.map(({ label }) => label[language]).join(', ')}
      subtitle={word('overTime', language)}
      notes={[word('overTimeNote', language)]}
      vintages={vintages}
      width={WIDTH}
      height={Math.ceil(drawn.length / 2) * (MULTIPLE + NAME)}
    >
      {drawn.map(({ plot, indicator }, i) => (
        <g transform={`translate(${(i % 2) * (width + GAP)} ${Math.floor(i / 2) * (MULTIPLE + NAME)})`}>
          {wrap(indicator.label[language], width)
            .slice(0, 2)
            .map((line, row) => (
              <text y={12 + 15 * row}>{line}</text>
            ))}
          <text class="small" x={width} y="12" text-anchor="end">
            {unitOf(indicator.unit).label[language]}
          </text>
          <g transform={`translate(0 ${NAME - 18})`}>
            <LineDrawing
              plot={plot}
              unit={indicator.unit}
              decimals={indicator.decimals}
              width={width}
              height={MULTIPLE - 10}
              language={language}
            />
          </g>
        </g>
      ))}
    </ChartSheet>
  )
}

const [LEFT, PLOT] = [64, { width: 640, height: 440 }]

/** Null where fewer than three territories have both values. */
export function ScatterDrawing({ page, press, vintages }: CompareDrawingProps) {
  const { language } = press
  const { scatter } = page
  const plot = scatter && plotScatter(scatter)
  if (!scatter || !plot) return null
  const x = (share: number): number => Math.round(PLOT.width * share)
  const y = (share: number): number => Math.round(PLOT.height * share)
  const axis = (unit: string, values: readonly { readonly value: number }[], value: number): string =>
    valueText({ unit, decimals: digitsOf(values.map((one) => one.value)) }, value, language, { bare: true })
  const [sample] = scatter.chosen
  const named = (name: 'x' | 'y'): string =>
    `${scatter[name].label[language]} (${unitOf(scatter[name].unit).label[language]}${sample ? `, ${periodText(sample[name].period, language)}` : ''})`
  return (
    <ChartSheet
      press={press}
      title={`${scatter.x.label[language]}, ${scatter.y.label[language]}`}
      subtitle={`${word(scatter.kind === 'epci' ? 'epciOf' : 'communesOf', language)} ${scatter.among.label[language]}`}
      notes={[
        word('notCause', language),
        word('ecological', language),
        ...(plot.fromZero ? [] : [word('notFromZero', language)])
      ]}
      vintages={vintages}
      width={WIDTH - 160}
      height={PLOT.height + 76}
    >
      <text class="small" x="0" y="12">
        {word('up', language)}
        {colon(language)}
        {named('y')}
      </text>
      <g transform={`translate(${LEFT} 28)`}>
        {plot.up.map(({ value, y: at }) => (
          <>
            <path class="grid" d={`M0 ${y(at)}H${PLOT.width}`} />
            <text class="small" x="-8" y={y(at) + 4} text-anchor="end">
              {axis(scatter.y.unit, plot.up, value)}
            </text>
          </>
        ))}
        {plot.across.map(({ value, x: at }) => (
          <>
            <path class="grid" d={`M${x(at)} 0V${PLOT.height}`} />
            <text class="small" x={x(at)} y={PLOT.height + 18} text-anchor="middle">
              {axis(scatter.x.unit, plot.across, value)}
            </text>
          </>
        ))}
        <path class="axis" d={`M0 0V${PLOT.height}H${PLOT.width}`} />
        {plot.dots.map(({ x: across, y: down, role }) => (
          <circle
            class={role === 'mine' ? 'dot' : `dot ${role === 'chosen' ? 'chosen' : 'other'}`}
            cx={x(across)}
            cy={y(down)}
            r={role === 'peer' ? 3.5 : 6}
          />
        ))}
        {plot.names.map(({ pair, mine, before, x: across, y: down }) => (
          <text
            class={mine ? 'mine' : undefined}
            x={x(across) + (before ? -10 : 10)}
            y={y(down) + 4}
            text-anchor={before ? 'end' : 'start'}
          >
            {pair.territory.short[language]}
          </text>
        ))}
        <text class="small" x={PLOT.width} y={PLOT.height + 40} text-anchor="end">
          {word('across', language)}
          {colon(language)}
          {named('x')}
        </text>
      </g>
    </ChartSheet>
  )
}
