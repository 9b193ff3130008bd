/** The map of an indicator: colours for rates, circles for counts, never the reverse; its legend is a histogram. */

import type { Language } from '../domain/shared/text.ts'
import { Captioned } from './captioned.tsx'
import type { AreaShapes } from './area-shapes.ts'
import { absentRows, inhabitantsOf, legendRows, ruleText } from './indicator-classes.ts'
import { LEVEL_WORDS, mapSentence } from './indicator-text.ts'
import type { Drawn, IndicatorPart, IndicatorView, MapView } from './indicator-view.ts'
import { DiscKey, discKey, discsOf } from './indicator-discs.tsx'
import { MapCanvas } from './map-canvas.tsx'
import { placeNames, type Named } from './map-names.ts'
import { say, typeset } from './messages.ts'
import { formatNumber } from './number.ts'
import { atPeriod } from './period-text.ts'
import { unitOf } from './units.ts'

/** Of two maps over the same territories, the second takes its lines and its hatching from the first. */
export type PairPlace = 'first' | 'second'

const SHARED = ['land', 'borders', 'inner', 'edge', 'outline'] as const

/** With its title, its key and where its outlines come from. */
export function IndicatorFigure({
  page,
  language,
  drawn,
  pair
}: IndicatorPart & { readonly drawn: Drawn; readonly pair?: PairPlace | undefined }) {
  const { map, indicator, period } = page
  if (!map || !period) return null
  const name = indicator.label[language]
  const title = mapSentence(page, indicator.unit, language) || name
  const unit = page.isCount ? '' : `, ${unitOf(indicator.unit).label[language]}`
  const detail = `${name}${unit}, ${atPeriod(period, language)}`
  const { width, height } = drawn.shapes.frame
  return (
    <Captioned
      id={`map-caption-${indicator.id}`}
      kind="map"
      caption={
        <>
          <p class="finding">{title}</p>
          <p class="note">{detail}</p>
        </>
      }
    >
      <div class={height > width ? 'gap tall' : 'gap'}>
        <MapCanvas
          frame={drawn.shapes.frame}
          title={`${title}. ${name}`}
          names={mapNames(map, drawn.shapes)}
          marks={page.isCount ? discKey(map, drawn.shapes.frame, language) : []}
        >
          <MapLayers page={page} map={map} shapes={drawn.shapes} pair={pair} />
        </MapCanvas>
      </div>
      {page.isCount ? (
        <Uncircled map={map} unit={indicator.unit} language={language} />
      ) : (
        <Legend map={map} unit={indicator.unit} language={language} />
      )}
      <p class="note gap">
        {!page.isCount && `${say('lowerIncluded', language)} `}
        {say('contours', language)} {drawn.contours.attribution[language]}.
      </p>
    </Captioned>
  )
}

/** What stands in the margin: what is drawn, and why it is classed so. */
export function mapNotes({ page, language }: IndicatorPart): readonly string[] {
  const { map, indicator, subject, isCount } = page
  if (!map) return []
  const count = formatNumber(map.areas.length, { language, decimals: 0 })
  return [
    `${map.label[language]}${typeset(' :', language)} ${count} ${LEVEL_WORDS[map.level].many[language]}.`,
    isCount ? say('mapCounts', language) : ruleText(map.classes, indicator.unit, language),
    ...(map.subject.length > 0
      ? [
          typeset({ fr: 'Contour brique : ', en: 'Brick outline: ' }[language], language) +
            `${subject.label[language]}.`
        ]
      : [])
  ]
}

/** The same layers on the page and in the files to take away. */
export function MapLayers({
  page,
  map,
  shapes,
  pair
}: {
  readonly page: IndicatorView
  readonly map: MapView
  readonly shapes: AreaShapes
  readonly pair?: PairPlace | undefined
}) {
  const discs = page.isCount ? discsOf(map, shapes) : []
  const layer = (name: (typeof SHARED)[number], className: string) =>
    shapes[name] !== '' &&
    (pair ? <use class={className} href={`#map-${name}`} /> : <path class={className} d={shapes[name]} />)
  return (
    <>
      {pair !== 'second' && (
        <defs>
          <pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <path class="hatch" d="M0 0V5" />
          </pattern>
          {pair && SHARED.map((name) => <path id={`map-${name}`} d={shapes[name]} />)}
        </defs>
      )}
      {layer('land', 'land')}
      {shapes.fills.map(({ name, path }) => (
        <path class={name === '' ? 'ground' : `area ${name}`} d={path} />
      ))}
      {layer('borders', page.isCount ? 'borders' : 'mesh')}
      {layer('inner', page.isCount ? 'inner' : 'mesh wide')}
      {layer('edge', 'edge')}
      {layer('outline', 'halo')}
      {layer('outline', 'outline')}
      {discs.map(({ x, y, r, value, mine }) => (
        <circle class={`${value < 0 ? 'disc less' : 'disc'}${mine ? ' mine' : ''}`} cx={x} cy={y} r={r.toFixed(1)} />
      ))}
      {discs.length > 0 && <DiscKey map={map} frame={shapes.frame} />}
    </>
  )
}

/** Names that find room: communes by population; the names of authorities are too long for a map. */
export function mapNames({ areas, level }: MapView, { centres, frame }: AreaShapes): readonly Named[] {
  if (level === 'EPCI') return []
  const known = areas
    .toSorted((a, b) => inhabitantsOf(b) - inhabitantsOf(a))
    .flatMap(({ perimeter, name }) => {
      const centre = centres.get(perimeter)
      return centre ? [{ name, ...centre }] : []
    })
  return placeNames(known, frame)
}

type KeyProps = { readonly map: MapView; readonly unit: string; readonly language: Language }

/** The key of circles stands in the map; what has none is told under it. */
function Uncircled({ map, unit, language }: KeyProps) {
  const rows = absentRows(map.classes, map.areas, unit, language)
  if (rows.length === 0) return null
  return (
    <p class="note gap">
      {rows.map((row) => (
        <>
          <span class={`swatch ${row.name}`}></span>
          {row.label}
          {typeset(' :', language)} {formatNumber(row.areas, { language, decimals: 0 })}{' '}
        </>
      ))}
    </p>
  )
}

export function Legend({ map, unit, language }: KeyProps) {
  const rows = legendRows(map.classes, map.areas, unit, language)
  const [areas, people] = [
    Math.max(...rows.map((row) => row.areas), 1),
    Math.max(...rows.map((row) => row.inhabitants), 1)
  ]
  const number = (value: number): string => formatNumber(value, { language, decimals: 0 })
  const width = (share: number): string => `width:${(100 * share).toFixed(1)}%`
  const level = LEVEL_WORDS[map.level].many[language]
  return (
    <table class="legend double">
      <caption class="unseen">{say('legend', language)}</caption>
      <thead>
        <tr>
          <th scope="col">{say('class', language)}</th>
          <th scope="col" class="n" colspan={2}>
            <span>{level}</span>
          </th>
          {people > 1 && (
            <th scope="col" class="n" colspan={2}>
              <span>{say('inhabitants', language)}</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr data-class={row.name}>
            <th scope="row">
              <span class={`swatch ${row.name}`}></span>
              {row.label}
            </th>
            <td class="n">{number(row.areas)}</td>
            <td class="count">{row.areas > 0 && <span class="bar" style={width(row.areas / areas)}></span>}</td>
            {people > 1 && (
              <>
                <td class="n">{number(row.inhabitants)}</td>
                <td class="count">
                  {row.inhabitants > 0 && <span class="bar" style={width(row.inhabitants / people)}></span>}
                </td>
              </>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
