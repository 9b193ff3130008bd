/** What somebody decided of a claim or of a conflict, and the form by which one decides. */

import type { Language, Text } from '../domain/shared/text.ts'
import { word } from './access-form.tsx'
import { typeset } from './messages.ts'
import { dayText } from './territory-members.tsx'

type Signed = { readonly reason: string; readonly by: string; readonly on: string }

export function DecisionNote<T extends Signed, K extends string>({
  decision,
  words,
  chosen,
  language
}: {
  readonly decision: { readonly status: 'open' } | { readonly status: 'closed' | 'reopened'; readonly decided: T }
  readonly words: Readonly<Record<K, Text>>
  readonly chosen: (one: T) => K
  readonly language: Language
}) {
  if (decision.status === 'open') return null
  const { decided, status } = decision
  return (
    <div class={`notice gap${status === 'reopened' ? ' care' : ''}`}>
      <p>
        <strong>{word(words[chosen(decided)], language)}.</strong> {typeset(decided.reason, language)}
      </p>
      <p class="note">
        {decided.by}, {dayText(decided.on, language)}
      </p>
      {status === 'reopened' && (
        <p>
          {word(
            {
              fr: 'Une valeur a changé depuis : la décision est à reprendre.',
              en: 'A value has changed since: the decision is to be taken again.'
            },
            language
          )}
        </p>
      )}
    </div>
  )
}

/** What the form of a decision holds unseen: absent for whoever may not decide. */
export type Signing = {
  readonly token: string
  /** What was decided when the form was shown. */
  readonly seen: string
}

/** What was chosen and typed, when something is to be put right. */
export type GivenDecision = { readonly choice: string; readonly reason: string }

export function DecisionForm({
  action,
  signing: { token, seen },
  legend,
  name,
  choices,
  isDecided = false,
  language,
  problem,
  given
}: {
  readonly action: string
  readonly signing: Signing
  readonly legend: Text
  readonly name: string
  readonly choices: readonly (readonly [value: string, label: Text])[]
  /** There is something to take back. */
  readonly isDecided?: boolean
  readonly language: Language
  readonly problem?: Text
  readonly given?: GivenDecision
}) {
  return (
    <form method="post" action={action} class="lines gap">
      {problem && (
        <p class="notice grave" role="alert">
          {word(problem, language)}
        </p>
      )}
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="seen" value={seen} />
      <fieldset class="choices">
        <legend>{word(legend, language)}</legend>
        {[...choices, ...(isDecided ? [TAKE_BACK] : [])].map(([value, label]) => (
          <p class="tick">
            <input
              id={`${name}-${value}`}
              name={name}
              type="radio"
              value={value}
              checked={value === given?.choice}
              required
            />
            <label for={`${name}-${value}`}>{word(label, language)}</label>
          </p>
        ))}
      </fieldset>
      <p class="field">
        <label for="reason">{word({ fr: 'Pourquoi', en: 'Why' }, language)}</label>
        <span class="hint" id="reason-hint">
          {word(
            {
              fr: 'Montré à tous, avec votre nom et la date. Rouvert si une valeur change.',
              en: 'Shown to all, with your name and the date. Open again if a value changes.'
            },
            language
          )}
        </span>
        <textarea id="reason" name="reason" rows={4} required maxlength={2000} aria-describedby="reason-hint">
          {given?.reason ?? ''}
        </textarea>
      </p>
      <p>
        <button class="button solid" type="submit">
          {word({ fr: 'Signer', en: 'Sign' }, language)}
        </button>
      </p>
    </form>
  )
}

/** As `claim-changes.ts` reads it. */
const TAKE_BACK: readonly [value: string, label: Text] = [
  'take-back',
  { fr: 'Revenir sur ce qui a été décidé', en: 'Take back what was decided' }
]
