/** Figures of a queue that are answered at once: each with its own answer, one word of why, and who has looked. */

import { isOwnWord } from '../domain/editions/verdict.ts'
import type { FormFields } from '../domain/shared/form.ts'
import type { Language, Text } from '../domain/shared/text.ts'
import { word } from './access-form.tsx'
import { Asked, type ShownAsked } from './edition-queue-figure.tsx'
import { formatNumber } from './number.ts'

export type ShownGroup = {
  readonly id: string
  readonly title: string
  /** Those that the filter lets through; drawn where the group is read. */
  readonly count: number
  readonly figures: readonly ShownAsked[]
  readonly asked: number
  readonly answered: number
}

/** What was sent and could not be kept: fields of the group, answers by the key of the figure. */
export type GivenGroup = {
  readonly group: string
  readonly fields: FormFields
  readonly answers: ReadonlyMap<string, string>
}

export type GroupProps = {
  readonly group: ShownGroup
  readonly rank: number
  readonly language: Language
  /** Of the issue. */
  readonly written: Language
  readonly edition: string
  /** Undefined for whoever only reads. */
  readonly form: { readonly token: string; readonly action: string; readonly isReporting: boolean } | undefined
  readonly given: GivenGroup | undefined
}

export function GroupOfFigures({ group, rank, language, written, edition, form, given }: GroupProps) {
  const { id, title, figures, asked, answered } = group
  const own = given?.group === id ? given : undefined
  const isReporting = form?.isReporting === true
  const open = form && figures.filter(({ standing }) => !(isReporting && isOwnWord(standing)))
  const all = figures.map((one, i) => (
    <Asked
      {...{ asked: one, language, written, edition, isReporting }}
      id={`figure-${rank}-${i + 1}`}
      rank={form ? i : undefined}
      chosen={own?.answers.get(one.key)}
    />
  ))
  return (
    <section class="wide-gap" id={groupAnchor(rank)}>
      <h2>{title}</h2>
      <p class="note">
        {word(progressText({ asked, answered }), language)} {word(ANSWERED, language)}
      </p>
      {form && open && open.length > 0 ? (
        <form method="post" action={form.action}>
          <input type="hidden" name="token" value={form.token} />
          <input type="hidden" name="group" value={id} />
          {all}
          <Decide {...{ title, figures: open, rank, language, isReporting }} fields={own?.fields ?? {}} />
        </form>
      ) : (
        all
      )}
    </section>
  )
}

function Decide({
  title,
  figures,
  rank,
  language,
  fields,
  isReporting
}: Pick<GroupProps, 'rank' | 'language'> &
  Pick<ShownGroup, 'title' | 'figures'> & { readonly fields: FormFields; readonly isReporting: boolean }) {
  const waiting = figures.filter(({ standing }) => standing.status === 'waiting').length
  const name = (text: string): string => `${text}-${rank}`
  return (
    <fieldset class="lines notice gap">
      <legend class="unseen">{title}</legend>
      <p>
        <label>
          <input type="checkbox" name="looked" value="yes" checked={fields['looked'] === 'yes'} />{' '}
          {word(LOOKED, language)}
        </label>
      </p>
      <p class="field">
        <label for={name('comment')}>{word(WHY, language)}</label>
        <textarea id={name('comment')} name="comment" rows={2} maxlength={2000} aria-describedby={name('hint')}>
          {`\n${fields['comment'] ?? ''}`}
        </textarea>
        <span class="hint" id={name('hint')}>
          {word(WHY_HINT, language)}
        </span>
      </p>
      {isReporting && (
        <p class="field">
          <label for={name('origin')}>{word(ORIGIN, language)}</label>
          <input id={name('origin')} name="origin" value={fields['origin'] ?? ''} maxlength={500} />
        </p>
      )}
      <p class="buttons">
        <button class="button solid" type="submit">
          {word(waiting > 0 ? VALIDATE : SAVE, language)}
          <span class="unseen"> {title}</span>
        </button>
        {waiting < figures.length && (
          <button class="button" type="submit" name="decide" value="withdraw">
            {word(WITHDRAW, language)}
            <span class="unseen"> {title}</span>
          </button>
        )}
      </p>
    </fieldset>
  )
}

function groupAnchor(rank: number): string {
  return `group-${rank}`
}

/** « 34 sur 118 » */
export function progressText({ asked, answered }: Pick<ShownGroup, 'asked' | 'answered'>): Text {
  const whole = (value: number, language: Language): string => formatNumber(value, { language, decimals: 0 })
  return {
    fr: `${whole(answered, 'fr')} sur ${whole(asked, 'fr')}`,
    en: `${whole(answered, 'en')} of ${whole(asked, 'en')}`
  }
}

const ANSWERED: Text = { fr: 'ont une réponse', en: 'have an answer' }
const LOOKED: Text = {
  fr: 'J’ai vu chacun des chiffres de ce groupe que je valide',
  en: 'I have seen each figure of this group that I validate'
}
const WHY: Text = { fr: 'Pourquoi vous refusez ceux que vous refusez', en: 'Why you refuse those that you refuse' }
const WHY_HINT: Text = {
  fr: 'Le même mot vaut pour tous ; pour une autre raison, laissez un chiffre à plus tard et revenez-y.',
  en: 'The same words stand for all; for another reason, leave a figure for later and come back to it.'
}
const ORIGIN: Text = {
  fr: 'Comment la réponse de l’organisme vous est parvenue (lettre, courriel, date)',
  en: 'How the answer of the organisation reached you (letter, e-mail, date)'
}
const VALIDATE: Text = { fr: 'Valider ceux que j’ai vus', en: 'Validate those that I have seen' }
const SAVE: Text = { fr: 'Garder ces changements', en: 'Keep these changes' }
const WITHDRAW: Text = { fr: 'Retirer toutes les réponses montrées ici', en: 'Take back all the answers shown here' }
