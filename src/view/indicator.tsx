/** One indicator everywhere: definition and method first, then map, ranking, time, and what to take away. */

import type { Child } from 'hono/jsx'
import type { Indicator } from '../domain/indicators/indicator.ts'
import { periodType } from '../domain/shared/period.ts'
import type { Language } from '../domain/shared/text.ts'
import { IndicatorEvolution } from './indicator-evolution.tsx'
import { viewAddress } from './indicator-links.ts'
import { BesideSelect, Explorer, type BesideChoice, type DrawnView } from './indicator-explore.tsx'
import { mapNotes } from './indicator-map.tsx'
import { Ranking } from './indicator-ranking.tsx'
import { TakeAway } from './indicator-take.tsx'
import type { Drawn, IndicatorPart, IndicatorView, SignedLabel } from './indicator-view.ts'
import { Page, Section, Trail, type Frame } from './layout.tsx'
import { say, typeset } from './messages.ts'
import { formatNumber, MINUS } from './number.ts'
import { pathTo, QUERY } from './paths.ts'
import { periodText } from './period-text.ts'
import { unitOf } from './units.ts'

export type IndicatorProps = {
  readonly frame: Frame
  readonly page: IndicatorView
  readonly drawn?: Drawn
  /** A second map beside the first. */
  readonly beside?: DrawnView
  /** Indicators that a second map may show. */
  readonly choices: readonly BesideChoice[]
  /** Scheme and host, for what is pasted elsewhere. */
  readonly origin: string
}

export function IndicatorPage({ frame, page, drawn, beside, choices, origin }: IndicatorProps) {
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
      <Choices {...part} beside={beside?.page} choices={choices} />
      {drawn && page.map && (
        <Section id="map" title={say('mapTitle', language)} notes={mapNotes(part)}>
          <Explorer
            first={{ page, drawn }}
            {...(beside && { second: beside })}
            script={frame.assets.islands['explore']}
            language={language}
          />
          <p class="note gap">
            <a href={viewAddress(page, language).replace('?', '/table?')}>{say('tableOf', language)}</a>
          </p>
        </Section>
      )}
      <Ranking {...part} />
      <IndicatorEvolution {...part} />
      <TakeAway {...part} origin={origin} observatory={frame.observatory[language]} />
    </Page>
  )
}

function Head({ page, language }: IndicatorPart) {
  const { indicator, theme, fraction } = page
  return (
    <div class="day">
      <div>
        <h1 class="name">{indicator.label[language]}</h1>
        {theme && <p class="note theme">{theme.label[language]}</p>}
        <p class="standfirst">{typeset(indicator.definition[language], language)}</p>
        {fraction && <Fraction indicator={indicator} fraction={fraction} language={language} />}
        {indicator.notes.map((note) => (
          <p class="note reading gap">{typeset(note[language], language)}</p>
        ))}
      </div>
      <Sheet page={page} language={language} />
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
  const words = (labels: readonly SignedLabel[]): string =>
    labels
      .map(
        ({ sign, label }, i) =>
          `${i === 0 ? (sign < 0 ? MINUS : '') : sign < 0 ? ` ${MINUS} ` : ' + '}${label[language]}`
      )
      .join('')
  return (
    <p class="formula gap">
      <span class="fraction">
        <span>{words(fraction.numerator)}</span>
        <span>{words(fraction.denominator)}</span>
      </span>
      {factor !== 1 && <span class="keep">× {formatNumber(factor, { language, decimals: 0 })}</span>}
    </p>
  )
}

const WAYS = { up: 'goodUp', down: 'goodDown', none: 'goodNone' } as const

const PERIOD_KINDS = {
  year: { fr: 'année', en: 'year' },
  quarter: { fr: 'trimestre', en: 'quarter' },
  month: { fr: 'mois', en: 'month' },
  day: { fr: 'jour', en: 'day' },
  span: { fr: 'entre deux périodes', en: 'between two periods' }
} as const

function Sheet({ page, language }: IndicatorPart) {
  const { indicator, period, vintages, isProtected, map } = page
  const geography = map?.areas[0]?.figure.geography ?? page.figure?.geography
  return (
    <dl class="sheet">
      <Line term={say('unit', language)}>{unitOf(indicator.unit).label[language]}</Line>
      {period && (
        <Line term={say('period', language)}>
          {periodText(period, language)} ({PERIOD_KINDS[periodType(period)][language]})
        </Line>
      )}
      {geography && <Line term={say('geographyWord', language)}>{geography.slice(0, 4)}</Line>}
      {indicator.field && <Line term={say('field', language)}>{typeset(indicator.field[language], language)}</Line>}
      {vintages.length > 0 && (
        <Line term={say('source', language)}>
          {vintages.map(({ source, vintage }, i) => (
            <>
              {i > 0 && <br />}
              <a href={`${pathTo('sources', language)}#${source.id}`}>
                {source.producer[language]}, {source.label[language]}
              </a>
              , {say('editionOf', language)} {vintage.edition}
            </>
          ))}
        </Line>
      )}
      <Line term={say('secrecy', language)}>{say(isProtected ? 'secrecyRule' : 'secrecyNone', language)}</Line>
      <Line term={say('goodWay', language)}>{say(WAYS[indicator.direction], language)}</Line>
    </dl>
  )
}

function Line({ term, children }: { readonly term: string; readonly children?: Child }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** The same page on another territory, another map, another period: all of it in the address. */
function Choices({
  page,
  beside,
  choices: others,
  language
}: IndicatorPart & { readonly beside: IndicatorView | undefined; readonly choices: readonly BesideChoice[] }) {
  const { choices, subject, map, periods, period } = page
  const isListed = choices.subjects.some(({ id }) => id === subject.id)
  const subjects = isListed ? choices.subjects : [subject, ...choices.subjects]
  return (
    <form class="row wide-gap">
      <Select
        id="territory"
        label={say('readTerritory', language)}
        name={QUERY.territory[language]}
        options={subjects.map(({ id, label }) => ({ value: id, text: label[language], selected: id === subject.id }))}
      />
      {map && (
        <Select
          id="coverage"
          label={say('mapOf', language)}
          name={QUERY.map[language]}
          options={choices.coverages.map(({ coverage, label }) => ({
            value: coverage,
            text: label[language],
            selected: coverage === map.coverage
          }))}
        />
      )}
      {periods.length > 1 && (
        <Select
          id="period"
          label={say('period', language)}
          name={QUERY.period[language]}
          options={periods.toReversed().map((one) => ({
            value: one.replace('/', '--'),
            text: periodText(one, language),
            selected: one === period
          }))}
        />
      )}
      {map && <BesideSelect page={page} beside={beside} choices={others} language={language} />}
      <button class="button" type="submit">
        {say('change', language)}
      </button>
    </form>
  )
}

function Select({
  id,
  label,
  name,
  options
}: {
  readonly id: string
  readonly label: string
  readonly name: string
  readonly options: readonly { readonly value: string; readonly text: string; readonly selected: boolean }[]
}) {
  return (
    <p class="field">
      <label for={id}>{label}</label>
      <select id={id} name={name}>
        {options.map(({ value, text, selected }) => (
          <option value={value} selected={selected}>
            {text}
          </option>
        ))}
      </select>
    </p>
  )
}
