/** The home page, and the list of territories. */

import type { Figure } from '../domain/indicators/figure.ts'
import type { Indicator } from '../domain/indicators/indicator.ts'
import type { Language, Text } from '../domain/shared/text.ts'
import type { Perimeter } from '../domain/territories/perimeter.ts'
import { Captioned } from './captioned.tsx'
import { CountMap, Uncounted, type Count } from './count-map.tsx'
import { Account, type AccountProps } from './home-account.tsx'
import { News, type MissingLine, type NewsLine } from './home-news.tsx'
import { colon, communesText } from './figure-links.ts'
import { Page, SearchForm, Section, Trail, type Frame } from './layout.tsx'
import type { MapShapes } from './map-shapes.ts'
import { say, typeset } from './messages.ts'
import { formatNumber } from './number.ts'
import { pathTo } from './paths.ts'
import { atPeriod, periodText } from './period-text.ts'
import { Unfilled } from './unfilled.tsx'
import { unitOf } from './units.ts'
import { isShort, Value } from './value.tsx'

type PerimeterLine = {
  readonly perimeter: Perimeter
  readonly communes: number
  readonly population?: Figure
  readonly density?: Figure
  readonly change?: Figure
  readonly unemployment?: Figure
}

type Beside = { readonly figure: Figure; readonly national?: Figure }

export type HomeProps = {
  readonly frame: Frame
  readonly description: Text
  readonly home: {
    readonly front?: {
      readonly perimeter: Perimeter
      readonly glance: readonly (Beside & { readonly indicator: Indicator; readonly change?: Beside })[]
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
    readonly news: readonly NewsLine[]
    readonly missing: readonly MissingLine[]
  }
  readonly account: Omit<AccountProps, 'language'>
  readonly map?: { readonly shapes: MapShapes; readonly counts: readonly Count[] }
}

export function HomePage({ frame, description, home, account, map }: HomeProps) {
  const { language } = frame
  const { front, lines, news, missing } = home
  const examples = examplesOf(front, map?.counts ?? [], language)
  const title = frame.observatory[language]
  const mapTitle = front
    ? `${say('map', language)}, ${front.perimeter.label[language]}. ${say('mapNote', language)}`
    : ''
  return (
    <Page frame={frame} title={title} description={description[language]}>
      <div class="hero">
        <div>
          <h1>{title}</h1>
          <p class="standfirst">{typeset(description[language], language)}</p>
          <SearchForm language={language} />
          {examples.length > 0 && (
            <p class="note gap">
              {say('forExample', language)}{' '}
              {examples.map((one, i) => (
                <>
                  {i > 0 && ', '}
                  <a class="keep" href={`${pathTo('search', language)}?q=${encodeURIComponent(one)}`}>
                    {one}
                  </a>
                </>
              ))}
            </p>
          )}
        </div>
        {map && front && (
          <Captioned
            id="map-caption"
            kind="map"
            tone="note gap"
            below
            caption={
              <>
                {say('map', language)},{' '}
                <a href={pathTo('territories', language, front.perimeter.id)}>{front.perimeter.label[language]}</a>.{' '}
                {say('mapNote', language)} <Uncounted counts={map.counts} language={language} />
              </>
            }
          >
            <CountMap
              shapes={map.shapes}
              counts={map.counts}
              unit={language === 'fr' ? 'hab.' : 'inh.'}
              title={mapTitle}
              language={language}
            />
          </Captioned>
        )}
      </div>
      {front && <Glance front={front} language={language} />}
      <Account {...account} language={language} />
      <Section title={say('allTerritories', language)} notes={[say('rankingNote', language)]}>
        {lines.length === 0 ? (
          <Unfilled part="perimeters" language={language} />
        ) : (
          <PerimeterTable frame={frame} lines={lines} />
        )}
      </Section>
      <News news={news} missing={missing} language={language} />
    </Page>
  )
}

/** A name, a theme, a number, all found here: an observatory without figures has none to offer. */
function examplesOf(
  front: HomeProps['home']['front'],
  [largest]: readonly Count[],
  language: Language
): readonly string[] {
  if (!front) return []
  const counted = valueOf(front.glance[0]?.figure)
  const rate = front.glance.findLast(({ indicator }) => isRate(indicator))
  return [
    largest?.name ?? front.perimeter.label[language],
    ...(rate ? [rate.indicator.label[language]] : []),
    ...(counted === undefined ? [] : [formatNumber(counted, { language, decimals: 0 })])
  ]
}

function Glance({
  front,
  language
}: {
  readonly front: NonNullable<HomeProps['home']['front']>
  readonly language: Language
}) {
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
        {glance.map(({ indicator, figure, national: other, change }) => (
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
            {change && (
              <dd class="note">
                <Value figure={change.figure} language={language} signed /> {atPeriod(change.figure.period, language)}
                {change.national && 'value' in change.national.cell && (
                  <>
                    {' '}
                    (<Value figure={change.national} language={language} signed />)
                  </>
                )}
              </dd>
            )}
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
      {lines.length === 0 ? (
        <Unfilled part="perimeters" language={language} />
      ) : (
        <div class="wide-gap">
          <PerimeterTable frame={frame} lines={lines} />
        </div>
      )}
    </Page>
  )
}

function PerimeterTable({ frame, lines }: { readonly frame: Frame; readonly lines: readonly PerimeterLine[] }) {
  const { language } = frame
  const most = Math.max(...lines.map(({ unemployment }) => valueOf(unemployment) ?? 0))
  const heads = [
    headOf(say('inhabitants', language), lines, ({ population }) => population),
    headOf(say('changeShort', language), lines, ({ change }) => change),
    headOf(say('unemploymentShort', language), lines, ({ unemployment }) => unemployment)
  ]
  return (
    <table class="table territories">
      <caption class="unseen">{say('allTerritories', language)}</caption>
      <thead>
        <tr>
          <th scope="col">{say('territory', language)}</th>
          <th scope="col" class="n large">
            {say('communes', language)}
          </th>
          {heads.map((head, i) => (
            <th scope="col" class={i === 1 ? 'n large' : 'n'}>
              {head}
            </th>
          ))}
          <th scope="col" class="large bars">
            <span class="unseen">{say('asBars', language)}</span>
          </th>
        </tr>
      </thead>
      <tbody class="scan">
        {lines.map(({ perimeter, communes, population, change, unemployment }) => {
          const rate = valueOf(unemployment)
          return (
            <tr>
              <th scope="row">
                <a href={pathTo('territories', language, perimeter.id)}>{perimeter.label[language]}</a>
              </th>
              <td class="n large">{formatNumber(communes, { language, decimals: 0 })}</td>
              <td class="n">{population && <Value figure={population} language={language} bare />}</td>
              <td class="n large">{change && <Value figure={change} language={language} signed />}</td>
              <td class="n">{unemployment && <Value figure={unemployment} language={language} />}</td>
              <td class="large bars">
                {rate !== undefined && most > 0 && (
                  <span class="bar" style={`width:${((100 * rate) / most).toFixed(1)}%`}></span>
                )}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

/** « Habitants 2023 »: with the period when it is the same for all. */
function headOf(
  word: string,
  lines: readonly PerimeterLine[],
  figureOf: (line: PerimeterLine) => Figure | undefined
): string {
  const periods = new Set(lines.flatMap((line) => figureOf(line)?.period ?? []))
  const [only] = periods
  return only && periods.size === 1 ? `${word} ${only.replace('/', '-')}` : word
}

function valueOf(figure: Figure | undefined): number | undefined {
  return figure && 'value' in figure.cell ? figure.cell.value : undefined
}
