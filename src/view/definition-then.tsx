/** A definition as it was known on a day: each field, and what it has become. */

import type { Text } from '../domain/shared/text.ts'
import { word } from './access-form.tsx'
import { tell } from './directory-messages.ts'
import { ChangeList, type ShownChange } from './journal.tsx'
import { Section, type Frame } from './layout.tsx'
import { pathTo, QUERY, type Root } from './paths.ts'
import { dayText } from './territory-members.tsx'
import { TitledPage } from './titled-page.tsx'

export type DefinitionThenProps = {
  readonly frame: Frame
  readonly root: Root
  readonly id: string
  readonly name: Text
  readonly day: string
  readonly today: string
  readonly fields: readonly {
    readonly label: Text
    readonly then: Text
    readonly now: Text
    readonly differs: boolean
  }[]
  readonly changes: readonly ShownChange[]
}

export function DefinitionThenPage({ frame, root, id, name, day, today, fields, changes }: DefinitionThenProps) {
  const { language } = frame
  const title = name[language]
  const here = pathTo(root, language, id)
  const when = dayText(day, language)
  return (
    <TitledPage frame={frame} title={`${title}, ${when}`} heading={title} trail={[[here, title]]} here={when}>
      <p class="notice gap" role="status">
        <strong>{word({ fr: `Définition connue le ${when}`, en: `Definition known on ${when}` }, language)}</strong>
        {', '}
        {word(
          {
            fr: 'avec ses mots d’alors. Les chiffres, eux, se lisent sur la page d’aujourd’hui, avec leurs millésimes.',
            en: 'in its words of then. Figures are read on the page of today, with their vintages.'
          },
          language
        )}{' '}
        <a href={here}>{tell('backToday', language)}</a>
      </p>
      <form class="row wide-gap" action={here}>
        <div class="field">
          <label for="day">{tell('date', language)}</label>
          <input id="day" name={QUERY.asOf[language]} type="date" value={day} max={today} />
        </div>
        <button class="button">{tell('show', language)}</button>
      </form>
      <Section id="then" title={word({ fr: 'Ce qui était écrit', en: 'What was written' }, language)}>
        <dl class="sheet">
          {fields.map(({ label, then, now, differs }) => (
            <div>
              <dt>{word(label, language)}</dt>
              <dd>
                {word(then, language)}
                {differs && (
                  <span class="sub">
                    <span class="tag care">{word({ fr: 'changé depuis', en: 'changed since' }, language)}</span>{' '}
                    {word({ fr: `aujourd’hui : ${now.fr}`, en: `today: ${now.en}` }, language)}
                  </span>
                )}
              </dd>
            </div>
          ))}
        </dl>
      </Section>
      <Section id="changes" title={word({ fr: 'Ce qui a changé depuis', en: 'What changed since' }, language)}>
        {changes.length === 0 ? (
          <p class="note">{word({ fr: 'Rien.', en: 'Nothing.' }, language)}</p>
        ) : (
          <ChangeList changes={changes} frame={frame} />
        )}
      </Section>
    </TitledPage>
  )
}
