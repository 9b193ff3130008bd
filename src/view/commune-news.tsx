/** What changed for a commune since a day, and how to ask for another. */

import type { Language, Text } from '../domain/shared/text.ts'
import type { Period } from '../domain/shared/period.ts'
import { dayThere } from '../domain/shared/time-zone.ts'
import type { Source, Vintage } from '../domain/sources/source.ts'
import type { TerritoryEvent } from '../domain/territories/history.ts'
import type { Perimeter } from '../domain/territories/perimeter.ts'
import { word } from './access-form.tsx'
import type { ShownChange } from './journal.tsx'
import { Section } from './layout.tsx'
import { typeset } from './messages.ts'
import { ABSENCES, formatNumber, formatValue } from './number.ts'
import { AsWritten } from './passage.tsx'
import { pathTo, QUERY } from './paths.ts'
import { periodText } from './period-text.ts'
import { eventText } from './territory-events.ts'
import { dayText } from './territory-members.tsx'

export type NewsView = {
  readonly since: string
  readonly delivered: readonly { readonly source: Source; readonly vintages: readonly Vintage[] }[]
  readonly revisions: readonly {
    readonly label: Text
    readonly unit: string
    readonly period: Period
    readonly before: number | null
    readonly after: number | null
    readonly source: Source
  }[]
  readonly joined: readonly Perimeter[]
  readonly left: readonly Perimeter[]
  readonly events: readonly TerritoryEvent[]
  readonly changes: readonly ShownChange[]
}

/** More are on the page of freshness. */
const MOST_SOURCES = 5

type NewsProps = {
  readonly news: NewsView
  readonly code: string
  readonly language: Language
  readonly zone: string
  readonly today: string
  readonly reason: 'visit' | 'first' | 'asked' | 'usual'
}

export function CommuneNewsSection({ news, code, language, zone, today, reason }: NewsProps) {
  const { since, delivered, revisions, joined, left, events, changes } = news
  const say = (text: Text): string => word(text, language)
  const nothing = [delivered, revisions, joined, left, events, changes].every((all) => all.length === 0)
  return (
    <Section
      id="news"
      title={say({ fr: 'Ce qui a changé', en: 'What has changed' })}
      notes={[`${say(REASONS[reason])} ${dayText(since, language)}.`, <Since {...{ since, code, language, today }} />]}
    >
      {nothing && <p class="quiet">{say({ fr: 'Rien depuis ce jour.', en: 'Nothing since that day.' })}</p>}
      <ul class="news">
        {joined.map(({ id, label }) => (
          <li>
            <span class="tag good">{say({ fr: 'Entrée', en: 'Joins' })}</span>
            <a href={pathTo('territories', language, id)}>{label[language]}</a>
          </li>
        ))}
        {left.map(({ id, label }) => (
          <li>
            <span class="tag care">{say({ fr: 'Sortie', en: 'Leaves' })}</span>
            <a href={pathTo('territories', language, id)}>{label[language]}</a>
          </li>
        ))}
        {events.map((event) => (
          <li>
            <span class="tag">{say({ fr: 'Territoire', en: 'Territory' })}</span>
            <span>
              {typeset(eventText(event, language), language)}
              <span class="sub">{dayText(event.date, language)}</span>
            </span>
          </li>
        ))}
        {revisions.map(({ label, unit, period, before, after, source }) => (
          <li>
            <span class="tag care">{say({ fr: 'Révisé', en: 'Revised' })}</span>
            <span>
              {label[language]}, {periodText(period, language)}
              <span class="sub">
                {number(before, unit, language)} → {number(after, unit, language)}, {source.producer[language]}
              </span>
            </span>
          </li>
        ))}
        {delivered.slice(0, MOST_SOURCES).map(({ source, vintages }) => (
          <li>
            <span class="tag good">{say({ fr: 'Données', en: 'Data' })}</span>
            <span>
              <a href={pathTo('sources', language, source.id)}>{source.label[language]}</a>
              <span class="sub">
                <AsWritten text={source.producer[language]} language={language} />,{' '}
                {say(vintages.length > 1 ? { fr: 'éditions', en: 'editions' } : { fr: 'édition', en: 'edition' })}{' '}
                {vintages.map(({ edition }) => edition).join(', ')},{' '}
                {dayText(vintages[0]?.receivedOn ?? since, language)}
              </span>
            </span>
          </li>
        ))}
        {changes.map(({ at, title, fields }) => (
          <li>
            <span class="tag">{say({ fr: 'Registre', en: 'Register' })}</span>
            <span>
              {typeset(title[language], language)}
              {fields.map((field) => (
                <span class="sub">{typeset(field[language], language)}</span>
              ))}
              <span class="sub">{dayText(dayThere(zone, new Date(at)), language)}</span>
            </span>
          </li>
        ))}
      </ul>
      {delivered.length > MOST_SOURCES && (
        <p class="note">
          {say({ fr: 'Et', en: 'And' })} {formatNumber(delivered.length - MOST_SOURCES, { language, decimals: 0 })}{' '}
          <a href={pathTo('freshness', language)}>{say({ fr: 'autres sources', en: 'other sources' })}</a>.
        </p>
      )}
    </Section>
  )
}

function Since({
  since,
  code,
  language,
  today
}: Pick<NewsProps, 'code' | 'language' | 'today'> & { readonly since: string }) {
  return (
    <form class="since" action={`${pathTo('communes', language, code)}#news`}>
      <label for="since">{word({ fr: 'Depuis un autre jour', en: 'Since another day' }, language)}</label>
      <input id="since" name={QUERY.since[language]} type="date" value={since} max={today} required />
      <button class="button small">{word({ fr: 'Montrer', en: 'Show' }, language)}</button>
    </form>
  )
}

function number(value: number | null, unit: string, language: Language): string {
  return value === null ? ABSENCES.O[language] : formatValue(value, unit, { language, decimals: 1 })
}

const REASONS: Readonly<Record<NewsProps['reason'], Text>> = {
  visit: { fr: 'Depuis votre dernière visite, le', en: 'Since your last visit, on' },
  first: {
    fr: 'Votre première visite : voici ce qui a changé depuis le',
    en: 'Your first visit: this is what has changed since'
  },
  asked: { fr: 'Depuis le', en: 'Since' },
  usual: { fr: 'Depuis un an, le', en: 'In a year, since' }
}
