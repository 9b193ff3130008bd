/** A figure sought in words while writing: what, where, when; its value is shown before it is put in the text. */

import type { FormFields } from '../domain/shared/form.ts'
import type { Language, Text } from '../domain/shared/text.ts'
import { word } from './access-form.tsx'

export type ShownFigure = {
  /** « Population, Pôle métropolitain de l’Artois, 2018 ». */
  readonly title: string
  readonly value: string
  /** `{of=population on=pma at=2018}` */
  readonly words: string
  readonly isPeriodAsked: boolean
}

export function FindFigure({
  language,
  fields,
  found
}: {
  readonly language: Language
  readonly fields: FormFields
  readonly found: readonly ShownFigure[] | undefined
}) {
  const tx = (text: Text): string => word(text, language)
  return (
    <div class="find">
      <div class="row">
        {FIELDS.map(({ name, label, hint }) => (
          <p class="field">
            <label for={`find-${name}`}>{tx(label)}</label>
            <input
              id={`find-${name}`}
              name={`find.${name}`}
              value={fields[`find.${name}`] ?? ''}
              placeholder={tx(hint)}
              autocomplete="off"
              maxlength={200}
            />
          </p>
        ))}
        <button class="button" name="more" value="find">
          {tx({ fr: 'Chercher', en: 'Find' })}
        </button>
      </div>
      {found && <FoundFigures language={language} found={found} />}
    </div>
  )
}

export function FoundFigures({
  language,
  found
}: {
  readonly language: Language
  readonly found: readonly ShownFigure[]
}) {
  const tx = (text: Text): string => word(text, language)
  if (found.length === 0) {
    return (
      <p class="note gap">
        {tx({
          fr: 'Aucun chiffre : essayez un autre mot pour l’indicateur (« chômage », « logements »), ou un territoire voisin.',
          en: 'No figure: try another word for the indicator (“unemployment”, “dwellings”), or a nearby territory.'
        })}
      </p>
    )
  }
  return (
    <ul class="found">
      {found.map(({ title, value, words, isPeriodAsked }) => (
        <li>
          <p>
            <strong>{value}</strong> <span>{title}</span>
            {!isPeriodAsked && (
              <span class="quiet">
                {' '}
                {tx({
                  fr: '(la période demandée n’est pas connue : la dernière)',
                  en: '(the period asked is not known: the latest)'
                })}
              </span>
            )}
          </p>
          <p class="mendings">
            <button class="button small" name="more" value={`put:figure${words}`} data-put={`:figure${words}`}>
              {tx({ fr: 'Insérer', en: 'Insert' })}
              <span class="unseen"> {title}</span>
            </button>
            <code>:figure{words}</code>
          </p>
        </li>
      ))}
    </ul>
  )
}

const FIELDS = [
  {
    name: 'what',
    label: { fr: 'Quoi', en: 'What' },
    hint: { fr: 'population, chômage…', en: 'population, unemployment…' }
  },
  { name: 'where', label: { fr: 'Où', en: 'Where' }, hint: { fr: 'Lens-Liévin, PMA…', en: 'Lens-Liévin, PMA…' } },
  { name: 'when', label: { fr: 'Quand', en: 'When' }, hint: { fr: 'vide : le dernier', en: 'empty: the latest' } }
] as const
