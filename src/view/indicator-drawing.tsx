/** The map of an indicator as a file of its own: title, legend and source in the drawing, colours in it. */

import { ChartSheet, type Press } from './chart-sheet.tsx'
import { absentRows, legendRows, ruleText } from './indicator-classes.ts'
import { discKey } from './indicator-discs.tsx'
import { mapNames, MapLayers } from './indicator-map.tsx'
import { LEVEL_WORDS, mapSentence } from './indicator-text.ts'
import type { Drawn, IndicatorView } from './indicator-view.ts'
import { say } from './messages.ts'
import { formatNumber } from './number.ts'
import { atPeriod } from './period-text.ts'
import { unitOf } from './units.ts'

const ROW = 22

export function IndicatorDrawing({
  page,
  drawn,
  press
}: {
  readonly page: IndicatorView
  readonly drawn: Drawn
  readonly press: Press
}) {
  const { language } = press
  const { map, indicator, period, vintages } = page
  if (!map || !period) return null
  const { frame } = drawn.shapes
  const rows = (page.isCount ? absentRows : legendRows)(map.classes, map.areas, indicator.unit, language)
  const most = Math.max(...rows.map((row) => row.areas), 1)
  const name = indicator.label[language]
  const { width } = frame
  const bars = Math.min(260, width - 252)
  return (
    <ChartSheet
      press={press}
      title={mapSentence(page, indicator.unit, language) || name}
      subtitle={`${name}, ${unitOf(indicator.unit).label[language]}, ${atPeriod(period, language)}. ${map.label[language]}`}
      notes={[
        ...(page.isCount ? [] : [ruleText(map.classes, indicator.unit, language)]),
        `${say('contours', language)} ${drawn.contours.attribution[language]}.`
      ]}
      vintages={vintages}
      width={width}
      height={frame.height + (rows.length > 0 ? 28 + rows.length * ROW : 0)}
    >
      <svg width={width} height={frame.height} viewBox={`0 0 ${width} ${frame.height}`}>
        <MapLayers page={page} map={map} shapes={drawn.shapes} />
        {mapNames(map, drawn.shapes).map(({ x, y, name: place }) => (
          <text x={x} y={y + 4} text-anchor="middle">
            {place}
          </text>
        ))}
        {page.isCount &&
          discKey(map, frame, language).map(({ x, y, name: mark }) => (
            <text class="disc-label" x={x} y={y + 4}>
              {mark}
            </text>
          ))}
      </svg>
      {rows.map((row, i) => (
        <g transform={`translate(0 ${frame.height + 28 + i * ROW})`}>
          <rect class={`key ${row.name}`} width="24" height="14" />
          <text class="small" x="34" y="12">
            {row.label}
          </text>
          <text class="small" x="240" y="12" text-anchor="end">
            {formatNumber(row.areas, { language, decimals: 0 })}
          </text>
          <rect class="bars" x="252" y="2" width={((bars * row.areas) / most).toFixed(1)} height="10" />
          {i === 0 && (
            <text class="small" x="240" y="-10" text-anchor="end">
              {LEVEL_WORDS[map.level].many[language]}
            </text>
          )}
        </g>
      ))}
    </ChartSheet>
  )
}
