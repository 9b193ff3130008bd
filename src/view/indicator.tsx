/** One indicator everywhere: definition and method first, then map, territories, time. */

import type { Cell } from '../domain/indicators/cell.ts'
import type { Figure } from '../domain/indicators/figure.ts'
import type { Indicator } from '../domain/indicators/indicator.ts'
import type { Contours, Theme } from '../domain/indicators/settings.ts'
import { periodType, type Period } from '../domain/shared/period.ts'
import type { Language, Text } from '../domain/shared/text.ts'
import type { Source } from '../domain/sources/source.ts'
import type { Perimeter } from '../domain/territories/perimeter.ts'
import { CountMap } from './count-map.tsx'
import { colon } from './figure-links.ts'
import { Page, Section, Trail, type Frame } from './layout.tsx'
import { LineChart } from './line-chart.tsx'
import type { MapShapes } from './map-shapes.ts'
import { say, typeset } from './messages.ts'
import { formatNumber } from './number.ts'
import { pathTo, QUERY } from './paths.ts'
import { atPeriod, periodText } from './period-text.ts'
import { RateMap } from './rate-map.tsx'
import { unitOf } from './units.ts'
import { Value } from './value.tsx'

export type IndicatorView = {
  readonly indicator: Indicator
  readonly theme?: Theme
  readonly period?: Period
  readonly periods: readonly Period[]
  readonly figures: readonly { readonly perimeter: Perimeter; readonly figure: Figure }[]
  readonly fraction?: { readonly above: readonly Text[]; readonly below: readonly Text[] }
  readonly sources: readonly Source[]
  readonly lines: readonly { readonly perimeter: Perimeter; readonly figures: readonly Figure[] }[]
  readonly study?: {
    readonly perimeter: Perimeter
    readonly communes: readonly {
      readonly code: string
      readonly name: string
      readonly cell: Cell
      readonly weight: number
    }[]
  }
}

export type IndicatorProps = {
  readonly frame: Frame
  readonly page: IndicatorView
  readonly map?: { readonly shapes: MapShapes; readonly contours: Contours }
  /** Perimeters small enough for a map. */
  readonly listed: readonly Perimeter[]
}

export function IndicatorPage({ frame, page, map, listed }: IndicatorProps) {
  const { language } = frame
  const { indicator } = page
  const name = indicator.label[language]
  const part = { page, language }
  return (
    <Page
      frame={frame}
      title={name}
      current="indicators"
      description={typeset(indicator.definition[language], language)}
    >
      <Trail
        links={[
          [pathTo('home', language), say('home', language)],
          [pathTo('indicators', language), say('indicators', language)]
        ]}
        here={name}
      />
      <Head {...part} />
      {map && <Located {...part} map={map} listed={listed} />}
      <Everywhere {...part} />
      <InTime {...part} />
    </Page>
  )
}

type Part = { readonly page: IndicatorView; readonly language: Language }

function Head({ page, language }: Part) {
  const { indicator, fraction, period, sources, theme } = page
  return (
    <div class="day">
      <div>
        <h1 class="name">{indicator.label[language]}</h1>
        <p class="standfirst">{typeset(indicator.definition[language], language)}</p>
        {fraction && <Fraction indicator={indicator} fraction={fraction} language={language} />}
        {indicator.notes.map((note) => (
          <p class="note reading gap">{typeset(note[language], language)}</p>
        ))}
      </div>
      <dl class="sheet">
        {theme && <Line term={say('theme', language)}>{theme.label[language]}</Line>}
        <Line term={say('unit', language)}>{unitOf(indicator.unit).label[language]}</Line>
        {period && <Line term={say('period', language)}>{periodText(period, language)}</Line>}
        {indicator.field && <Line term={say('field', language)}>{typeset(indicator.field[language], language)}</Line>}
        {sources.length > 0 && (
          <Line term={say('source', language)}>
            {sources.map(({ id, producer, label }, i) => (
              <>
                {i > 0 && ' ; '}
                <a href={`${pathTo('sources', language)}#${id}`}>
                  {producer[language]}, {label[language]}
                </a>
              </>
            ))}
          </Line>
        )}
      </dl>
    </div>
  )
}

function Line({ term, children }: { readonly term: string; readonly children?: unknown }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Fraction({
  indicator: { formula },
  fraction,
  language
}: {
  readonly indicator: Indicator
  readonly fraction: NonNullable<IndicatorView['fraction']>
  readonly language: Language
}) {
  const factor = formula.kind === 'share' ? 100 : 'per' in formula ? formula.per : 1
  const words = (texts: readonly Text[]): string => texts.map((text) => text[language]).join(', ')
  return (
    <p class="formula gap">
      <span class="fraction">
        <span>{words(fraction.above)}</span>
        <span>{words(fraction.below)}</span>
      </span>
      {factor !== 1 && <span>× {formatNumber(factor, { language, decimals: 0 })}</span>}
    </p>
  )
}

/** Counts are circles; what does not depend on size is classes of colour. Never the reverse. */
function isCount({ formula, unit }: Indicator): boolean {
  return formula.kind === 'level' && unitOf(unit).form === 'word'
}

function Located({
  page,
  language,
  map: { shapes, contours },
  listed
}: Part & { readonly map: NonNullable<IndicatorProps['map']>; readonly listed: readonly Perimeter[] }) {
  const { indicator, study, period } = page
  if (!study || !period) return null
  const name = indicator.label[language]
  const place = study.perimeter.label[language]
  const title = `${name}, ${place}, ${periodText(period, language)}`
  const { unit, decimals } = indicator
  const counts = study.communes.flatMap(({ code, name: commune, cell }) =>
    'value' in cell && cell.value > 0 ? [{ code, name: commune, value: cell.value }] : []
  )
  return (
    <Section
      id="map"
      title={say('mapTitle', language)}
      notes={[
        <a href={pathTo('territories', language, study.perimeter.id)}>{place}</a>,
        say(isCount(indicator) ? 'mapCounts' : 'mapClasses', language)
      ]}
    >
      <form class="row" action="#map">
        <p class="field">
          <label for="on">{say('perimeter', language)}</label>
          <select id="on" name={QUERY.on[language]}>
            {listed.map(({ id, label }) => (
              <option value={id} selected={id === study.perimeter.id}>
                {label[language]}
              </option>
            ))}
          </select>
        </p>
        <Periods page={page} language={language} />
        <button class="button" type="submit">
          {say('change', language)}
        </button>
      </form>
      {study.communes.length === 0 ? (
        <p class="notice gap">{say('noCommuneValue', language)}</p>
      ) : (
        <figure class="map gap">
          <figcaption>
            <p class="finding">
              {name} {say('byCommune', language)}
            </p>
            <p class="note">
              {unitOf(unit).label[language]}, {atPeriod(period, language)}
            </p>
          </figcaption>
          {isCount(indicator) ? (
            <CountMap shapes={shapes} counts={counts} unit="" title={title} language={language} />
          ) : (
            <RateMap
              shapes={shapes}
              rates={study.communes}
              unit={unit}
              decimals={decimals}
              title={title}
              language={language}
            />
          )}
          <p class="note gap">
            {say('contours', language)} {contours.attribution[language]}.
          </p>
        </figure>
      )}
    </Section>
  )
}

/** The same question at another period. */
function Periods({ page, language }: Part) {
  const { periods, period } = page
  if (periods.length < 2) return null
  return (
    <p class="field">
      <label for="period">{say('period', language)}</label>
      <select id="period" name={QUERY.period[language]}>
        {periods.map((one) => (
          <option value={one} selected={one === period}>
            {periodText(one, language)}
          </option>
        ))}
      </select>
    </p>
  )
}

function Everywhere({ page, language }: Part) {
  const { indicator, figures, period } = page
  const signed = indicator.formula.kind === 'change'
  const values = figures.flatMap(({ figure }) => ('value' in figure.cell ? [figure.cell.value] : []))
  const most = Math.max(...values.map(Math.abs), 0)
  const valueOf = ({ figure: { cell } }: (typeof figures)[number]): number => ('value' in cell ? cell.value : -Infinity)
  const sorted = isCount(indicator) ? figures : figures.toSorted((a, b) => valueOf(b) - valueOf(a))
  return (
    <Section
      id="territories"
      title={say('ranking', language)}
      notes={[...(period ? [periodText(period, language)] : []), say('rankingNote', language)]}
    >
      {!page.study && (
        <form class="row">
          <Periods page={page} language={language} />
          {page.periods.length > 1 && (
            <button class="button" type="submit">
              {say('change', language)}
            </button>
          )}
        </form>
      )}
      <table class="table">
        <caption class="unseen">{indicator.label[language]}</caption>
        <thead>
          <tr>
            <th scope="col">{say('territory', language)}</th>
            <th scope="col" class="n">
              {unitOf(indicator.unit).label[language]}
            </th>
            <th scope="col" class="large gauge">
              <span class="unseen">{say('position', language)}</span>
            </th>
          </tr>
        </thead>
        <tbody class="scan">
          {sorted.map(({ perimeter, figure }) => (
            <tr>
              <th scope="row">
                <a href={pathTo('territories', language, perimeter.id)}>{perimeter.label[language]}</a>
              </th>
              <td class="n">
                <Value figure={figure} language={language} bare signed={signed} />
              </td>
              <td class="large gauge">
                {!isCount(indicator) && 'value' in figure.cell && most > 0 && (
                  <span class="bar" style={`width:${((100 * Math.abs(figure.cell.value)) / most).toFixed(1)}%`}></span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  )
}

function InTime({ page, language }: Part) {
  const { indicator, lines } = page
  if (lines.length === 0) return null
  const [first, last] = [lines[0]?.figures[0]?.period, lines[0]?.figures.at(-1)?.period]
  const title = `${indicator.label[language]}${
    first && last && periodType(first) !== 'span' ? `, ${first.slice(0, 4)}-${last.slice(0, 4)}` : ''
  }`
  return (
    <Section
      id="evolution"
      title={say('evolution', language)}
      notes={indicator.breaks.map((one) => (
        <>
          <strong>
            {typeset(one.label[language], language)}
            {colon(language)}
          </strong>
          {typeset(one.note[language], language)} {one.source}
        </>
      ))}
    >
      <figure>
        <figcaption>
          <p class="finding">{title}</p>
          <p class="note">{unitOf(indicator.unit).label[language]}</p>
        </figcaption>
        <LineChart
          title={title}
          language={language}
          breaks={indicator.breaks}
          lines={lines.map(({ perimeter, figures }, i) => ({
            label: perimeter.short[language],
            figures,
            mine: i === 0
          }))}
        />
      </figure>
    </Section>
  )
}
