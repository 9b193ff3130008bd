/** Ranking, distribution and evolution of an indicator as files of their own: what the page shows, on one sheet. */

import type { Figure } from '../domain/indicators/figure.ts'
import { ChartSheet, widthOf, type Press } from './chart-sheet.tsx'
import { evolutionSentence, LEVEL_WORDS, standingSentence } from './indicator-text.ts'
import type { IndicatorView } from './indicator-view.ts'
import { LineDrawing } from './line-drawing.tsx'
import { plotLines } from './line-plot.ts'
import { typeset } from './messages.ts'
import { atPeriod, periodText } from './period-text.ts'
import { plotStrip } from './strip-plot.ts'
import { unitOf } from './units.ts'
import { absenceWord, valueText } from './value.tsx'

type DrawingProps = { readonly page: IndicatorView; readonly press: Press }

const WIDTH = 760
/** Under it names stand over bars: a telephone. */
const NARROW = 500
const BAR = 11
const [LINES_HEIGHT, STRIP_FOOT, DOT] = [340, 60, 9]

/** Null where the page has no ranking. */
export function RankingDrawing({ page, press }: DrawingProps) {
  const { standing, indicator, isCount } = page
  const { language } = press
  const lines = (standing?.lines ?? []).filter(({ role }) => !isCount || role !== 'reference')
  const values = lines.flatMap(({ figure: { cell } }) => ('value' in cell ? [cell.value] : []))
  if (!standing || values.length === 0) return null
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)]
  const text = (figure: Figure): string =>
    'value' in figure.cell
      ? valueText(figure, figure.cell.value, language, { bare: true, signed: indicator.formula.kind === 'change' })
      : absenceWord(figure, language)
  const { width = WIDTH } = press
  const isNarrow = width < NARROW
  const [row, base] = isNarrow ? [40, 16] : [26, 18]
  const names = Math.max(...lines.map(({ perimeter }) => widthOf(perimeter.label[language]))) + 34
  const numbers = Math.max(...lines.map(({ figure }) => widthOf(text(figure)))) + 12
  const start = isNarrow ? 34 : names + numbers + 12
  const room = width - start
  const x = (value: number): number => start + (room * (value - low)) / (high - low || 1)
  const peers = LEVEL_WORDS[standing.level].many[language]
  return (
    <ChartSheet
      press={press}
      title={standingSentence(page, language) ?? indicator.label[language]}
      subtitle={measured(page, press)}
      notes={[
        typeset(
          {
            fr: `Rang parmi les ${peers} (${standing.within.fr}) ; les territoires sans rang servent de repères. Les barres partent de zéro.`,
            en: `Place among the ${peers} (${standing.within.en}); territories without a place are landmarks. Bars start at zero.`
          }[language],
          language
        )
      ]}
      vintages={page.vintages}
      width={width}
      height={lines.length * row}
    >
      {lines.map(({ perimeter, figure, role, rank }, i) => (
        <g transform={`translate(0 ${i * row})`}>
          <path class="grid" d={`M0 ${row}H${width}`} />
          <text class={role === 'subject' ? 'small mine' : 'small'} x="22" y={base} text-anchor="end">
            {rank ?? ''}
          </text>
          <text class={role === 'subject' ? 'small mine' : 'small'} x="34" y={base}>
            {perimeter.label[language]}
          </text>
          <text
            class={role === 'subject' ? 'small mine' : 'small'}
            x={isNarrow ? width : names + numbers}
            y={base}
            text-anchor="end"
          >
            {text(figure)}
          </text>
          {'value' in figure.cell && (
            <rect
              class={`bar ${role === 'subject' ? 'mine' : role}`}
              x={x(Math.min(0, figure.cell.value)).toFixed(1)}
              y={isNarrow ? 24 : (row - BAR) / 2}
              width={Math.abs(x(figure.cell.value) - x(0)).toFixed(1)}
              height={BAR}
            />
          )}
        </g>
      ))}
      <path class="zero" d={`M${x(0).toFixed(1)} 0V${lines.length * row}`} />
    </ChartSheet>
  )
}

/** Null with too few peers to see a shape. */
export function DistributionDrawing({ page, press }: DrawingProps) {
  const { standing, figure, subject, indicator } = page
  const { language } = press
  const own = figure && 'value' in figure.cell ? figure.cell.value : undefined
  const plot = standing && plotStrip(standing.peers, own)
  if (!standing || !plot) return null
  const { width = WIDTH } = press
  const height = 64 + DOT * Math.max(6, ...plot.dots.map(({ level }) => level + 1))
  const x = (value: number): number => 8 + (width - 16) * plot.place(value)
  const text = (value: number): string => valueText(indicator, value, language, { bare: true })
  const references = standing.lines.flatMap(({ role, perimeter, figure: { cell } }) =>
    role === 'reference' && 'value' in cell && cell.value >= plot.low && cell.value <= plot.high
      ? [{ name: `${perimeter.short[language]} ${text(cell.value)}`, x: x(cell.value) }]
      : []
  )
  const anchor = (at: number): 'start' | 'end' => (at > width / 2 ? 'end' : 'start')
  const beside = (at: number): number => (at > width / 2 ? at - 6 : at + 6)
  return (
    <ChartSheet
      press={press}
      title={standingSentence(page, language) ?? indicator.label[language]}
      subtitle={measured(page, press)}
      notes={[
        typeset(
          {
            fr: `Un point par ${LEVEL_WORDS[standing.level].one.fr} (${standing.within.fr}) ; l’axe va de la plus petite valeur à la plus grande, il ne part pas de zéro.`,
            en: `One dot per ${LEVEL_WORDS[standing.level].one.en} (${standing.within.en}); the axis runs from the lowest value to the highest, not from zero.`
          }[language],
          language
        )
      ]}
      vintages={page.vintages}
      width={width}
      height={height + STRIP_FOOT}
    >
      {references.map(({ name, x: at }, i) => (
        <>
          <path class={i === 0 ? 'axis' : 'break'} d={`M${at.toFixed(1)} 40V${height}`} />
          <text class="small" x={beside(at)} y={height + 40 + (i % 2) * 16} text-anchor={anchor(at)}>
            {name}
          </text>
          <path class="leader" d={`M${at.toFixed(1)} ${height}V${height + 40 + (i % 2) * 16}`} />
        </>
      ))}
      <path class="axis" d={`M0 ${height}H${width}`} />
      {plot.dots.map(({ x: share, level }) => (
        <circle
          class="dot other"
          cx={(8 + (width - 16) * share).toFixed(1)}
          cy={height - DOT * (level + 1)}
          r={DOT / 2 - 0.5}
        />
      ))}
      {own !== undefined && (
        <>
          <path class="stem" d={`M${x(own).toFixed(1)} 12V${height}`} />
          <circle class="dot" cx={x(own).toFixed(1)} cy={height - DOT} r="6" />
          <text class="small mine" x={beside(x(own))} y="20" text-anchor={anchor(x(own))}>
            {subject.short[language]} {text(own)}
          </text>
        </>
      )}
      <text class="small" x="0" y={height + 18}>
        {text(plot.low)}
      </text>
      <text class="small" x={width} y={height + 18} text-anchor="end">
        {text(plot.high)}
      </text>
    </ChartSheet>
  )
}

/** Null with one period only. */
export function EvolutionDrawing({
  page,
  press
}: {
  readonly page: Pick<IndicatorView, 'indicator' | 'evolution' | 'subject' | 'vintages'>
  readonly press: Press
}) {
  const { indicator, evolution, subject } = page
  const { language } = press
  const { width = WIDTH } = press
  const second = evolution.lines.find(({ perimeter }) => perimeter.id !== subject.id)
  const plot = plotLines(
    evolution.lines.map((line) => ({
      label: line.perimeter.short[language],
      figures: line.figures,
      mine: line.perimeter.id === subject.id,
      second: line === second
    })),
    indicator.breaks,
    width < NARROW ? { dates: 3 } : {}
  )
  if (!plot) return null
  const label = indicator.label[language]
  return (
    <ChartSheet
      press={press}
      title={evolutionSentence(subject.label[language], evolution.change?.change, language) ?? label}
      subtitle={`${label}, ${unitOf(indicator.unit).label[language]}`}
      notes={indicator.breaks.map(
        (one) =>
          `${one.label[language]}, ${periodText(one.at, language)}. ${typeset(one.note[language], language)} ${one.source ?? ''}`
      )}
      vintages={page.vintages}
      width={width}
      height={LINES_HEIGHT}
    >
      <LineDrawing
        plot={plot}
        unit={indicator.unit}
        decimals={indicator.decimals}
        width={width}
        height={LINES_HEIGHT}
        language={language}
      />
    </ChartSheet>
  )
}

function measured({ indicator, period }: IndicatorView, { language }: Press): string {
  const unit = unitOf(indicator.unit).label[language]
  return `${indicator.label[language]}, ${unit}${period ? `, ${atPeriod(period, language)}` : ''}`
}
