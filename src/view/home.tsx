/** The home page, and the list of territories. */

import type { Figure } from '../domain/indicators/figure.ts'
import type { Indicator } from '../domain/indicators/indicator.ts'
import type { Text } from '../domain/shared/text.ts'
import type { Perimeter } from '../domain/territories/perimeter.ts'
import { CountMap, type Count } from './count-map.tsx'
import { Page, SearchForm, Section, Trail, type Frame } from './layout.tsx'
import type { MapShapes } from './map-shapes.ts'
import { say, typeset } from './messages.ts'
import { formatNumber } from './number.ts'
import { pathTo } from './paths.ts'
import { periodText } from './period-text.ts'
import { unitOf } from './units.ts'
import { Value } from './value.tsx'

type PerimeterLine = {
  readonly perimeter: Perimeter
  readonly communes: number
  readonly population?: Figure
  readonly density?: Figure
}

export type HomeProps = {
  readonly frame: Frame
  readonly description: Text
  readonly first?: Perimeter
  readonly glance: readonly { readonly indicator: Indicator; readonly figure: Figure; readonly national?: Figure }[]
  readonly lines: readonly PerimeterLine[]
  readonly map?: { readonly shapes: MapShapes; readonly counts: readonly Count[] }
}

export function HomePage({ frame, description, first, glance, lines, map }: HomeProps) {
  const { language } = frame
  const title = frame.observatory[language]
  const national = glance.find((one) => one.national)?.national?.perimeter.label[language]
  return (
    <Page frame={frame} title={title} description={description[language]}>
      <div class="hero">
        <div>
          <h1>{title}</h1>
          <p class="standfirst">{typeset(description[language], language)}</p>
          <SearchForm language={language} />
        </div>
        {map && first && (
          <a class="map" href={pathTo('territories', language, first.id)}>
            <CountMap
              shapes={map.shapes}
              counts={map.counts}
              unit={language === 'fr' ? 'hab.' : 'inh.'}
              title={`${say('map', language)}, ${first.label[language]}`}
              language={language}
            />
          </a>
        )}
      </div>
      {first && (
        <Section
          title={say('basin', language)}
          notes={[
            <a href={pathTo('territories', language, first.id)}>{first.label[language]}</a>,
            national ? `${say('nationalValue', language)}${national}.` : ''
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
                  {unitOf(figure.unit).form === 'word' && `${unitOf(figure.unit).many[language]}, `}
                  {periodText(figure.period, language)}
                </dd>
              </div>
            ))}
          </dl>
        </Section>
      )}
      <Section title={say('allTerritories', language)} notes={[say('rankingNote', language)]}>
        <PerimeterTable frame={frame} lines={lines} />
      </Section>
    </Page>
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
