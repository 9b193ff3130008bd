/** The workshop: a perimeter put together by hand, with its communes, its map and its figures. */

import type { Figure } from '../domain/indicators/figure.ts'
import type { Indicator } from '../domain/indicators/indicator.ts'
import type { Theme } from '../domain/indicators/settings.ts'
import type { Language, Text } from '../domain/shared/text.ts'
import type { Remark } from '../domain/territories/pasted.ts'
import type { Perimeter, PerimeterId } from '../domain/territories/perimeter.ts'
import { compareHref } from './compare-links.ts'
import { word, type Word } from './compare-text.ts'
import { Page, Section, Trail, type Frame } from './layout.tsx'
import { ExploreButton } from './explore-button.tsx'
import { mapWord } from './map-words.ts'
import { say, typeset } from './messages.ts'
import { formatNumber } from './number.ts'
import { pathTo, QUERY } from './paths.ts'
import { periodText } from './period-text.ts'
import { Value } from './value.tsx'
import { WorkshopMap, type ClickMap } from './workshop-map.tsx'

export type WorkshopView = {
  readonly id: PerimeterId
  readonly members: readonly { readonly commune: string; readonly name: string }[]
  readonly population?: Figure
  readonly area?: Figure
  readonly density?: Figure
  readonly themes: readonly {
    readonly theme: Theme
    readonly lines: readonly { readonly indicator: Indicator; readonly figure: Figure }[]
  }[]
  readonly shared: readonly {
    readonly perimeter: Perimeter
    readonly shared: number
    readonly onlyHere: number
    readonly onlyThere: number
  }[]
}

export type WorkshopProps = {
  readonly frame: Frame
  readonly listed: readonly Perimeter[]
  readonly years: readonly number[]
  readonly page?: WorkshopView
  readonly map?: ClickMap
  readonly review: readonly (Remark & {
    readonly proposals: readonly { readonly id: PerimeterId; readonly label: Text; readonly detail: Text }[]
  })[]
  /** Lines not understood beyond those reviewed. */
  readonly others: number
  readonly trouble?: Text
}

type Part = { readonly page: WorkshopView; readonly language: Language }

const MOST_SHOWN = 120
/** Their codes stand in the page. */
const MOST_EXPLORED = 1000

export function WorkshopPage({ frame, listed, years, page, map, review, others, trouble }: WorkshopProps) {
  const { language } = frame
  const id = page?.id
  const explored = page && page.members.length <= MOST_EXPLORED ? page.members : []
  return (
    <Page frame={frame} title={word('workshop', language)} description={word('workshopLead', language)}>
      <Trail links={[[pathTo('home', language), say('home', language)]]} here={word('workshop', language)} />
      <div class="title">
        <div>
          <h1>{word('workshop', language)}</h1>
          <p class="under">{word('workshopLead', language)}</p>
        </div>
        {id !== undefined && (
          <div class="actions">
            <a class="button small" href={compareHref(language, { territories: [id], indicators: [] })}>
              {word('compareIt', language)}
            </a>
            <a class="button small" href={pathTo('territories', language, id)}>
              {word('itsPage', language)}
            </a>
            <a class="button small" href={`${pathTo('workshop', language)}.csv?${named('perimeter', id, language)}`}>
              CSV
            </a>
            <a class="button small" href={pathTo('workshop', language)}>
              {word('startAgain', language)}
            </a>
          </div>
        )}
      </div>
      {trouble && (
        <p class="notice care gap" role="status">
          {typeset(trouble[language], language)}
        </p>
      )}
      {page ? <Identity page={page} language={language} /> : <p class="notice gap">{word('nowEmpty', language)}</p>}
      {review.length > 0 && <Review review={review} others={others} id={id} language={language} />}
      <Tools id={id} listed={listed} years={years} language={language} />
      {(map || page) && (
        <Section
          id="map"
          title={word('onTheMap', language)}
          notes={map ? [word('onTheMapNote', language), word('mapReach', language)] : []}
        >
          <div
            class="explorer"
            data-shapes={shapesHref(id, language)}
            data-action={pathTo('workshop', language)}
            data-field={QUERY.perimeter[language]}
            data-add={QUERY.add[language]}
            data-remove={QUERY.remove[language]}
            data-perimeter={id}
            data-members={explored.map(({ commune }) => commune).join(' ')}
            data-loading={mapWord('loading', language)}
            data-failed={mapWord('failed', language)}
          >
            {(explored.length > 0 || !page) && (
              <ExploreButton script={frame.assets.islands['explore']} kind="workshop" language={language} />
            )}
            {map ? (
              <div class="map">
                <WorkshopMap
                  map={map}
                  hrefs={{ add: changeHref(id, 'add', '', language), remove: changeHref(id, 'remove', '', language) }}
                  language={language}
                />
              </div>
            ) : (
              <p class="notice">
                {word(explored.length > 0 ? 'tooManyLinks' : 'tooLarge', language)}{' '}
                {id !== undefined && (
                  <>
                    <a href={pathTo('territories', language, id)}>{word('itsPage', language)}</a>,{' '}
                    <a href={`${pathTo('workshop', language)}.csv?${named('perimeter', id, language)}`}>CSV</a>.
                  </>
                )}
              </p>
            )}
          </div>
        </Section>
      )}
      {page && (
        <>
          <Figures page={page} language={language} />
          <Shared page={page} language={language} />
          <Members page={page} language={language} />
        </>
      )}
    </Page>
  )
}

function named(name: keyof typeof QUERY, value: string, language: Language): string {
  return `${QUERY[name][language]}=${encodeURIComponent(value)}`
}

function shapesHref(id: string | undefined, language: Language): string {
  const end = { fr: 'formes.json', en: 'shapes.json' }[language]
  return `${pathTo('workshop', language)}/${end}${id === undefined ? '' : `?${named('perimeter', id, language)}`}`
}

/** A page that sends on to the perimeter so changed. */
function changeHref(id: string | undefined, change: 'add' | 'remove', term: string, language: Language): string {
  const state = id === undefined ? '' : `${named('perimeter', id, language)}&`
  return `${pathTo('workshop', language)}?${state}${named(change, term, language)}`
}

function Identity({ page, language }: Part) {
  const { members, population, area, density } = page
  return (
    <dl class="identity">
      <div>
        <dt>{say(members.length === 1 ? 'commune' : 'communes', language)}</dt>
        <dd>{formatNumber(members.length, { language, decimals: 0 })}</dd>
      </div>
      {[
        [
          population,
          `${say('inhabitants', language)}${population ? `, ${periodText(population.period, language)}` : ''}`
        ] as const,
        [area, say('area', language)] as const,
        [density, say('density', language)] as const
      ].map(
        ([figure, label]) =>
          figure && (
            <div>
              <dt>{label}</dt>
              <dd>
                <Value figure={figure} language={language} bare={figure !== area} />
              </dd>
            </div>
          )
      )}
    </dl>
  )
}

const REMARKS: Readonly<Record<Remark['kind'], Word>> = {
  followed: 'followedLine',
  part: 'partLine',
  gone: 'goneLine',
  homonyms: 'homonyms',
  unknown: 'unknownLine'
}

function Review({
  review,
  others,
  id,
  language
}: Pick<WorkshopProps, 'review' | 'others'> & { readonly id: string | undefined; readonly language: Language }) {
  return (
    <Section title={word('toReview', language)} notes={[word('readIt', language)]}>
      <ul class="hits">
        {review.map(({ line, kind, name, communes, proposals }) => (
          <li>
            <strong>{line}</strong>
            {name && ` ${name}`} <span class="note">{word(REMARKS[kind], language)}</span>{' '}
            {[
              ...communes.map((one) => ({ term: one.commune, text: `${one.name} (${one.department})` })),
              ...proposals.map((one) => ({ term: one.id, text: `${one.label[language]}, ${one.detail[language]}` }))
            ].map(({ term, text }, i) => (
              <>
                {i > 0 && ', '}
                {kind === 'followed' ? text : <a href={changeHref(id, 'add', term, language)}>{text}</a>}
              </>
            ))}
          </li>
        ))}
      </ul>
      {others > 0 && (
        <p class="note gap">
          {formatNumber(others, { language, decimals: 0 })} {word('othersToReview', language)}
        </p>
      )}
    </Section>
  )
}

function Tools({
  id,
  listed,
  years,
  language
}: Pick<WorkshopProps, 'listed' | 'years'> & { readonly id: string | undefined; readonly language: Language }) {
  const buttons = (
    <>
      <button class="button" type="submit" name="sign" value="+">
        {word('add', language)}
      </button>
      {id !== undefined && (
        <button class="button" type="submit" name="sign" value="~">
          {word('remove', language)}
        </button>
      )}
    </>
  )
  const state = id !== undefined && <input type="hidden" name={QUERY.perimeter[language]} value={id} />
  return (
    <Section title={word('paste', language)} notes={[word('pasteHelp', language)]}>
      <div class="two">
        <form method="post" action={pathTo('workshop', language)}>
          {state}
          <p class="field">
            <label for="text">{word('paste', language)}</label>
            <textarea id="text" name="text" rows={6} required />
          </p>
          <div class="row gap">
            <p class="field">
              <label for="year">{word('codesOf', language)}</label>
              <select id="year" name={QUERY.year[language]}>
                <option value="">–</option>
                {years.map((year) => (
                  <option value={year}>{year}</option>
                ))}
              </select>
            </p>
            {buttons}
          </div>
        </form>
        <form method="post" action={pathTo('workshop', language)}>
          {state}
          <p class="field">
            <label for="whole">{word('wholeTerritory', language)}</label>
            <select id="whole" name="text">
              {listed.map(({ id: one, label }) => (
                <option value={one}>{label[language]}</option>
              ))}
            </select>
          </p>
          <div class="row gap">{buttons}</div>
        </form>
      </div>
    </Section>
  )
}

function Figures({ page, language }: Part) {
  return (
    <Section id="figures" title={word('figures', language)} notes={[word('figuresNote', language)]}>
      <div class="counts">
        {page.themes.map(({ theme, lines }) => (
          <div class="block">
            <h3>{theme.label[language]}</h3>
            <dl>
              {lines.map(({ indicator, figure }) => (
                <div>
                  <dt>
                    {indicator.label[language]} <span class="note">{periodText(figure.period, language)}</span>
                  </dt>
                  <dd>
                    <Value figure={figure} language={language} signed={indicator.formula.kind === 'change'} />
                  </dd>
                </div>
              ))}
            </dl>
          </div>
        ))}
      </div>
    </Section>
  )
}

function Shared({ page, language }: Part) {
  if (page.shared.length === 0) return null
  const count = (value: number): string => formatNumber(value, { language, decimals: 0 })
  return (
    <Section title={word('shares', language)}>
      <div class="scroll" tabindex={0} role="region" aria-label={word('shares', language)}>
        <table class="table">
          <caption class="unseen">{word('shares', language)}</caption>
          <thead>
            <tr>
              <th scope="col">{say('perimeter', language)}</th>
              {(['inBoth', 'onlyHere', 'onlyThere'] as const).map((name) => (
                <th scope="col" class="n">
                  {say(name, language)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody class="scan">
            {page.shared.map(({ perimeter, shared, onlyHere, onlyThere }) => (
              <tr>
                <th scope="row">
                  <a href={pathTo('territories', language, perimeter.id)}>{perimeter.label[language]}</a>
                </th>
                <td class="n">{count(shared)}</td>
                <td class="n">{count(onlyHere)}</td>
                <td class="n">{count(onlyThere)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  )
}

function Members({ page, language }: Part) {
  const { members, id } = page
  return (
    <Section id="members" title={word('members', language)}>
      <ul class="member-list">
        {members.slice(0, MOST_SHOWN).map(({ commune, name }) => (
          <li>
            {name}{' '}
            <a
              class="drop"
              href={changeHref(id, 'remove', commune, language)}
              aria-label={`${word('remove', language)} ${name}`}
            >
              ×
            </a>
          </li>
        ))}
      </ul>
      {members.length > MOST_SHOWN && (
        <p class="note gap">
          {formatNumber(members.length - MOST_SHOWN, { language, decimals: 0 })} {word('moreMembers', language)}
        </p>
      )}
    </Section>
  )
}
