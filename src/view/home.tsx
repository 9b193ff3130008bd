/** The home page, and the list of territories. */

import type { Figure } from '../domain/indicators/figure.ts'
import type { Indicator } from '../domain/indicators/indicator.ts'
import type { Language, Text } from '../domain/shared/text.ts'
import type { Perimeter } from '../domain/territories/perimeter.ts'
import { CountMap, type Count } from './count-map.tsx'
import { colon, communesText } from './figure-links.ts'
import { Page, SearchForm, Section, Trail, type Frame } from './layout.tsx'
import type { MapShapes } from './map-shapes.ts'
import { say, typeset } from './messages.ts'
import { formatNumber } from './number.ts'
import { pathTo } from './paths.ts'
import { periodText } from './period-text.ts'
import { unitOf } from './units.ts'
import { isShort, Value } from './value.tsx'

type PerimeterLine = {
  readonly perimeter: Perimeter
  readonly communes: number
  readonly population?: Figure
  readonly density?: Figure
}

export type HomeProps = {
  readonly frame: Frame
  readonly description: Text
  readonly front?: {
    readonly perimeter: Perimeter
    readonly glance: readonly { readonly indicator: Indicator; readonly figure: Figure; readonly national?: Figure }[]
    readonly twins?: {
      readonly sides: readonly {
        readonly perimeter: Perimeter
        readonly communes: number
        readonly population: Figure
      }[]
      readonly shared: number
    }
  }
  readonly lines: readonly PerimeterLine[]
  readonly map?: { readonly shapes: MapShapes; readonly counts: readonly Count[] }
}

export function HomePage({ frame, description, front, lines, map }: HomeProps) {
  const { language } = frame
  const title = frame.observatory[language]
  return (
    <Page frame={frame} title={title} description={description[language]}>
      <div class="hero">
        <div>
          <h1>{title}</h1>
          <p class="standfirst">{typeset(description[language], language)}</p>
          <SearchForm language={language} />
          <p class="note gap">
            {say('forExample', language)}{' '}
            {EXAMPLES[language].map((one, i) => (
              <>
                {i > 0 && ', '}
                <a href={`${pathTo('search', language)}?q=${encodeURIComponent(one)}`}>{one}</a>
              </>
            ))}
          </p>
        </div>
        {map && front && (
          <figure class="map">
            <CountMap
              shapes={map.shapes}
              counts={map.counts}
              unit={language === 'fr' ? 'hab.' : 'inh.'}
              title={`${say('map', language)}, ${front.perimeter.label[language]}`}
              language={language}
            />
            <figcaption class="note gap">
              <a href={pathTo('territories', language, front.perimeter.id)}>{front.perimeter.label[language]}</a>.{' '}
              {say('mapNote', language)}
            </figcaption>
          </figure>
        )}
      </div>
      {front && <Glance front={front} language={language} />}
      <Section title={say('allTerritories', language)} notes={[say('rankingNote', language)]}>
        <PerimeterTable frame={frame} lines={lines} />
      </Section>
    </Page>
  )
}

/** A name, a theme, a number read in a newspaper. */
const EXAMPLES = { fr: ['Lens', '62300', 'logements vacants', '644 971'], en: ['Lens', '62300', 'vacant', '644,971'] }

function Glance({ front, language }: { readonly front: NonNullable<HomeProps['front']>; readonly language: Language }) {
  const { perimeter, glance, twins } = front
  const national = glance.find((one) => one.national)?.national?.perimeter.label[language]
  return (
    <Section
      title={say('basin', language)}
      notes={[
        <a href={pathTo('territories', language, perimeter.id)}>{perimeter.label[language]}</a>,
        ...(national ? [`${say('nationalValue', language)}${national}.`] : [])
      ]}
    >
      <dl class="keys">
        {glance.map(({ indicator, figure, national: other }) => (
          <div>
            <dt>{indicator.label[language]}</dt>
            <dd class="v">
              <Value figure={figure} language={language} bare />{' '}
              {other && 'value' in other.cell && isRate(indicator) && (
                <small>
                  (<Value figure={other} language={language} bare />)
                </small>
              )}
            </dd>
            <dd class="note">
              {!isShort(figure.unit) && `${unitOf(figure.unit).label[language]}, `}
              {periodText(figure.period, language)}
            </dd>
          </div>
        ))}
      </dl>
      {twins && twins.sides.length > 1 && (
        <p class="notice care wide-gap">
          <strong>{say('twoTotals', language)}</strong>{' '}
          {twins.sides.map(({ perimeter: one, communes, population }, i) => (
            <>
              {i > 0 && (language === 'fr' ? '\u202f; ' : '; ')}
              <a href={pathTo('territories', language, one.id)}>{one.label[language]}</a>
              {colon(language)}
              {communesText(communes, language)}, <Value figure={population} language={language} />
            </>
          ))}
          . {formatNumber(twins.shared, { language, decimals: 0 })} {say('inBothCommunes', language)}
        </p>
      )}
    </Section>
  )
}

function isRate({ formula }: Indicator): boolean {
  return formula.kind !== 'level'
}

export function TerritoriesPage({ frame, lines }: { readonly frame: Frame; readonly lines: readonly PerimeterLine[] }) {
  const { language } = frame
  return (
    <Page frame={frame} title={say('territories', language)} current="territories">
      <Trail links={[[pathTo('home', language), say('home', language)]]} here={say('territories', language)} />
      <div class="title">
        <h1>{say('allTerritories', language)}</h1>
      </div>
      <div class="wide-gap reading">
        <SearchForm language={language} />
      </div>
      <div class="wide-gap">
        <PerimeterTable frame={frame} lines={lines} />
      </div>
    </Page>
  )
}

function PerimeterTable({ frame, lines }: { readonly frame: Frame; readonly lines: readonly PerimeterLine[] }) {
  const { language } = frame
  return (
    <table class="table">
      <caption class="unseen">{say('allTerritories', language)}</caption>
      <thead>
        <tr>
          <th scope="col">{say('territory', language)}</th>
          <th scope="col" class="n">
            {say('communes', language)}
          </th>
          <th scope="col" class="n">
            {say('inhabitants', language)}
          </th>
          <th scope="col" class="n large">
            {say('density', language)}
          </th>
        </tr>
      </thead>
      <tbody class="scan">
        {lines.map(({ perimeter, communes, population, density }) => (
          <tr>
            <th scope="row">
              <a href={pathTo('territories', language, perimeter.id)}>{perimeter.label[language]}</a>
            </th>
            <td class="n">{formatNumber(communes, { language, decimals: 0 })}</td>
            <td class="n">{population && <Value figure={population} language={language} bare />}</td>
            <td class="n large">{density && <Value figure={{ ...density, unit: 'number' }} language={language} />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
