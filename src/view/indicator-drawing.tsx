/** The map of an indicator as a file of its own: title, legend and source in the drawing, colours in it. */

import type { Language } from '../domain/shared/text.ts'
import { legendRows } from './indicator-classes.ts'
import { discKey } from './indicator-discs.tsx'
import { mapNames, MapLayers } from './indicator-map.tsx'
import { LEVEL_WORDS, mapSentence } from './indicator-text.ts'
import type { Drawn, IndicatorView } from './indicator-view.ts'
import { say } from './messages.ts'
import { formatNumber } from './number.ts'
import { atPeriod } from './period-text.ts'
import { unitOf } from './units.ts'

/** The tokens of the sheet, by name: `seq-1`. */
export type Palette = ReadonlyMap<string, string>

const [MARGIN, HEAD, ROW] = [24, 84, 22]
const FACE = 'Atkinson Hyperlegible Next'

export function IndicatorDrawing({
  page,
  drawn,
  palette,
  language,
  observatory
}: {
  readonly page: IndicatorView
  readonly drawn: Drawn
  readonly palette: Palette
  readonly language: Language
  readonly observatory: string
}) {
  const { map, indicator, period, vintages } = page
  if (!map || !period) return null
  const { frame } = drawn.shapes
  const rows = page.isCount ? [] : legendRows(map.classes, map.areas, indicator.unit, language)
  const most = Math.max(...rows.map((row) => row.areas), 1)
  const top = HEAD + frame.height + 28
  const height = top + rows.length * ROW + 56
  const width = frame.width + 2 * MARGIN
  const name = indicator.label[language]
  const title = mapSentence(page, indicator.unit, language) || name
  const sources = [
    ...new Set(
      vintages.map(
        ({ source, vintage }) => `${source.producer[language]}, ${source.label[language]}, ${vintage.edition}`
      )
    )
  ]
  return (
    <svg xmlns="http://www.w3.org/2000/svg" viewBox={`0 0 ${width} ${height}`} width={width} height={height}>
      <title>{`${title}. ${name}`}</title>
      <style>{styleOf(palette)}</style>
      <rect class="sheet" width={width} height={height} />
      <text class="title" x={MARGIN} y={40}>
        {title}
      </text>
      <text class="small" x={MARGIN} y={62}>
        {name}, {unitOf(indicator.unit).label[language]}, {atPeriod(period, language)}. {map.label[language]}
      </text>
      <svg x={MARGIN} y={HEAD} width={frame.width} height={frame.height} viewBox={`0 0 ${frame.width} ${frame.height}`}>
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
        <g transform={`translate(${MARGIN} ${top + i * ROW})`}>
          <rect class={`key ${row.name}`} width="24" height="14" />
          <text class="small" x="34" y="12">
            {row.label}
          </text>
          <text class="small" x="240" y="12" text-anchor="end">
            {formatNumber(row.areas, { language, decimals: 0 })}
          </text>
          <rect class="bars" x="252" y="2" width={((260 * row.areas) / most).toFixed(1)} height="10" />
          {i === 0 && (
            <text class="small" x="240" y="-10" text-anchor="end">
              {LEVEL_WORDS[map.level].many[language]}
            </text>
          )}
        </g>
      ))}
      <text class="small" x={MARGIN} y={height - 32}>
        {sources.join(' ; ')}
      </text>
      <text class="small" x={MARGIN} y={height - 14}>
        {observatory}. {say('contours', language)} {drawn.contours.attribution[language]}.
      </text>
    </svg>
  )
}

function styleOf(palette: Palette): string {
  const of = (name: string): string => palette.get(name) ?? '#000000'
  const ramp = [1, 2, 3, 4, 5].flatMap((i) => [`.c${i}{fill:${of(`seq-${i}`)}}`, `.d${i}{fill:${of(`div-${i}`)}}`])
  return [
    `text{font:600 13px "${FACE} SemiBold","${FACE}",sans-serif;fill:${of('ink')};paint-order:stroke;stroke:${of('paper')};stroke-width:3px;stroke-linejoin:round}`,
    `.small{font:400 13px "${FACE}",sans-serif;fill:${of('ink-2')};stroke:none}.title{font-size:19px;stroke:none}`,
    `.disc-label{font:400 13px "${FACE}",sans-serif;fill:${of('ink-2')}}`,
    `.sheet,.ground{fill:${of('paper')}}.land,.c0{fill:${of('land')}}`,
    `.borders{fill:none;stroke:${of('land-edge')};stroke-width:.5}.mesh{fill:none;stroke:${of('mesh')};stroke-width:.5}.mesh.wide{stroke-width:1.6}`,
    `.inner,.edge{fill:none;stroke:${of('ink-2')};stroke-width:.8}.halo{fill:none;stroke:${of('paper')};stroke-width:5}`,
    `.outline{fill:none;stroke:${of('brick')};stroke-width:2.25}.hatch{stroke:${of('hatch')};stroke-width:1.5}.withheld{fill:url(#hatch)}`,
    `.disc{fill:${of('brick')};fill-opacity:.22;stroke:${of('brick')}}.disc.less{fill:none}.disc-key{fill:none;stroke:${of('ink-2')}}`,
    `.key{stroke:${of('edge')}}.bars{fill:${of('ink-2')}}`,
    ...ramp
  ].join('')
}
