/** The page of a territory: what it is, its figures beside others', where it lies, what it is made of. */

import type { Figure } from '../domain/indicators/figure.ts'
import type { Language, Text } from '../domain/shared/text.ts'
import type { Perimeter } from '../domain/territories/perimeter.ts'
import { Jumps, Page, PrintButton, Trail, type Frame } from './layout.tsx'
import { say, typeset } from './messages.ts'
import { formatNumber } from './number.ts'
import { pathTo, QUERY } from './paths.ts'
import { periodText } from './period-text.ts'
import { Counts, Evolution } from './territory-counts.tsx'
import { Compared } from './territory-key.tsx'
import { Place } from './territory-peers.tsx'
import { Belonging, dayText, Located, Members } from './territory-members.tsx'
import { balanceSentence, gapSentence, populationSentence } from './territory-text.ts'
import type { Part, TerritoryMap, TerritoryView } from './territory-view.ts'
import { Value } from './value.tsx'

export type TerritoryProps = {
  readonly frame: Frame
  readonly page: TerritoryView
  readonly map?: TerritoryMap
  /** All that one may compare with. */
  readonly listed: readonly Perimeter[]
}

export function TerritoryPage({ frame, page, map, listed }: TerritoryProps) {
  const { language } = frame
  const { answer } = page
  const { perimeter } = answer
  const name = perimeter.label[language]
  const rest = { page, language }
  return (
    <Page frame={frame} title={name} description={descriptionOf(page, language)} current="territories">
      <Trail
        links={[
          [pathTo('home', language), say('home', language)],
          [pathTo('territories', language), say('territories', language)]
        ]}
        here={name}
      />
      <div class="title">
        <div>
          <h1>{name}</h1>
          <p class="under">
            {natureOf(page, language)} {say('geographyAt', language)} {dayText(answer.day, language)}.
          </p>
        </div>
        <div class="actions">
          {COMMUNE.test(perimeter.id) && (
            <a class="button small" href={pathTo('communes', language, perimeter.id)}>
              {language === 'fr' ? 'Pour la mairie' : 'For the mayor'}
            </a>
          )}
          <a
            class="button small"
            href={`${pathTo('compare', language)}?${QUERY.territories[language]}=${perimeter.id}`}
          >
            {COMPARE[language]}
          </a>
          <a class="button small" href={`${pathTo('territories', language, perimeter.id)}.csv`}>
            {say('download', language)} (CSV)
          </a>
          <PrintButton language={language} />
        </div>
      </div>
      <Identity {...rest} />
      <Standfirst {...rest} />
      {perimeter.note && <p class="reading gap">{typeset(perimeter.note[language], language)}</p>}
      <Jumps links={partsOf(page, map, language)} language={language} />
      <Compared {...rest} listed={listed} />
      <Place {...rest} />
      <Counts {...rest} />
      <Evolution {...rest} />
      {map && <Located {...rest} map={map} />}
      <Belonging {...rest} />
      <Members {...rest} />
    </Page>
  )
}

/** A commune answers under its own code, and has a page of its own for who governs it. */
const COMMUNE = /^(?:\d\d|2[AB])\d{3}$/

function Identity({ page, language }: Part) {
  const { version, population, area } = page.answer
  const count = version.communes.length
  return (
    <dl class="identity">
      {count === 1 ? (
        <div>
          <dt>{CODE[language]}</dt>
          <dd>{version.communes[0]}</dd>
        </div>
      ) : (
        <div>
          <dt>{say('communes', language)}</dt>
          <dd>{formatNumber(count, { language, decimals: 0 })}</dd>
        </div>
      )}
      {population && (
        <div>
          <dt>
            {say('inhabitants', language)}, {periodText(population.period, language)}
          </dt>
          <dd>
            <Value figure={population} language={language} bare />
          </dd>
        </div>
      )}
      {area && (
        <div>
          <dt>{say('area', language)}</dt>
          <dd>
            <Value figure={area} language={language} />
          </dd>
        </div>
      )}
      {page.density && (
        <div>
          <dt>
            {say('density', language)}, {periodText(page.density.period, language)}
          </dt>
          <dd>
            <DensityValue figure={page.density} language={language} />
          </dd>
        </div>
      )}
    </dl>
  )
}

/** « Pôle métropolitain : union de trois intercommunalités. »; a commune is one, whether or not its file says so. */
function natureOf({ answer: { nature, version } }: TerritoryView, language: Language): string {
  if (nature) return `${typeset(nature[language], language)}.`
  return version.communes.length === 1 ? 'Commune.' : ''
}

/** The parts that this page has, in their order. */
function partsOf(
  page: TerritoryView,
  map: TerritoryMap | undefined,
  language: Language
): readonly (readonly [string, string])[] {
  const parts: readonly (readonly [id: string, is: boolean, message: Parameters<typeof say>[0]])[] = [
    ['key', page.themes.some(({ compared }) => compared.length > 0), 'keyFigures'],
    ['place', page.placing !== undefined, 'place'],
    ['counts', page.themes.some(({ counts }) => counts.length > 0), 'counts'],
    ['evolution', page.evolution.filter(({ cell }) => 'value' in cell).length > 1, 'evolution'],
    ['map', map !== undefined, 'map'],
    ['belonging', true, 'belonging'],
    ['members', page.communes.length > 1, 'members']
  ]
  return parts.flatMap(([id, is, message]) => (is ? [[id, say(message, language)] as const] : []))
}

const CODE: Text = { fr: 'code Insee', en: 'INSEE code' }
const COMPARE: Text = { fr: 'Comparer', en: 'Compare' }

/** Its unit is in the label beside it. */
function DensityValue({ figure, language }: { readonly figure: Figure; readonly language: Language }) {
  return <Value figure={{ ...figure, unit: 'number' }} language={language} />
}

function Standfirst({ page, language }: Part) {
  const sentences = sentencesOf(page, language)
  return sentences.length === 0 ? null : <p class="standfirst">{sentences.join(' ')}</p>
}

/** For a list of results elsewhere: what it is, and the first things that its figures say. */
function descriptionOf(page: TerritoryView, language: Language): string {
  const { perimeter, version, nature } = page.answer
  const count = version.communes.length
  const what =
    nature?.[language] ??
    `${formatNumber(count, { language, decimals: 0 })} ${say(count > 1 ? 'communes' : 'commune', language)}`
  return [`${perimeter.label[language]}. ${what}.`, ...sentencesOf(page, language)].join(' ')
}

function sentencesOf(page: TerritoryView, language: Language): readonly string[] {
  const find = (id: string): Figure | undefined => figuresOf(page).find(({ indicator }) => indicator === id)
  const change = find('population-change-rate') ?? find('population-change')
  const balance = find('natural-balance')
  const unemployment = page.themes
    .flatMap(({ compared }) => compared)
    .find(({ mine }) => mine.indicator === 'unemployment-census')
  const [region] = unemployment?.others ?? []
  return [
    change && change.unit === 'percent' && populationSentence(change, language),
    balance && balanceSentence(balance, language),
    unemployment &&
      region &&
      gapSentence(
        unemployment.mine,
        region,
        {
          fr: 'Le taux de chômage au sens du recensement',
          en: 'The unemployment rate, as the census counts it,'
        },
        language
      )
  ].filter((one): one is string => typeof one === 'string')
}

function figuresOf({ themes }: TerritoryView): readonly Figure[] {
  return themes.flatMap(({ compared, counts }) => [
    ...compared.map(({ mine }) => mine),
    ...counts.map(({ figure }) => figure)
  ])
}
