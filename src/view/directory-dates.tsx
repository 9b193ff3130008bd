/** The day that a page of the register is about: chosen, said, left. */

import type { Language } from '../domain/shared/text.ts'
import { tell } from './directory-messages.ts'
import { typeset } from './messages.ts'
import { QUERY } from './paths.ts'
import { dayText } from './territory-members.tsx'

export type ShownWhen = {
  readonly when: { readonly day: string; readonly known: 'now' | 'then' }
  readonly today: string
  /** Nothing was known then: the day the register began. */
  readonly before?: string
}

/** Fields of a form: the day, and what it rests on. */
export function DayFields({
  shown: { when, today },
  language
}: {
  readonly shown: ShownWhen
  readonly language: Language
}) {
  return (
    <>
      <div class="field">
        <label for="day">{tell('date', language)}</label>
        <input
          id="day"
          name={QUERY.day[language]}
          type="date"
          value={when.day}
          max={when.known === 'then' ? today : undefined}
        />
      </div>
      <div class="field">
        <label for="known">{tell('knowledge', language)}</label>
        <select id="known" name={QUERY.known[language]}>
          <option value="">{tell('knownNow', language)}</option>
          <option value={KNOWN_THEN[language]} selected={when.known === 'then'}>
            {tell('knownThen', language)}
          </option>
        </select>
      </div>
    </>
  )
}

/** What stands for `then` in an address. */
export const KNOWN_THEN = { fr: 'alors', en: 'then' } as const satisfies Record<Language, string>

/** Says that the page is not about today, and how to come back. */
export function DayNotice({
  shown: { when, today, before },
  language,
  address
}: {
  readonly shown: ShownWhen
  readonly language: Language
  readonly address: string
}) {
  if (when.day === today && when.known === 'now') return null
  const day = dayText(when.day, language)
  const known = tell(when.known === 'then' ? 'knownThen' : 'knownNow', language)
  return (
    <p class="notice gap" role="status">
      <strong>
        {tell('date', language)} {day}
      </strong>
      , {known}. {before && `${typeset(beginsText(dayText(before, language))[language], language)} `}
      {before && (
        <a href={`${address}?${QUERY.day[language]}=${when.day}`}>
          {day}, {tell('knownNow', language)}
        </a>
      )}{' '}
      <a href={address}>{tell('backToday', language)}</a>
    </p>
  )
}

/** Carried from page to page: a reader stays on the day that was chosen. */
export function dayQuery({ when, today }: ShownWhen, language: Language): string {
  if (when.known === 'then') return `?${QUERY.asOf[language]}=${when.day}`
  return when.day === today ? '' : `?${QUERY.day[language]}=${when.day}`
}

function beginsText(day: string): Readonly<Record<Language, string>> {
  return {
    fr: `Le registre commence le ${day} : il ne savait rien avant.`,
    en: `The register begins on ${day}: it knew nothing before.`
  }
}
