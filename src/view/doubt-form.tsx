/** Reporting a doubt, and following it by its secret link: two pages for anyone, on a phone, without a script. */

import { LONGEST_DOUBT } from '../domain/indicators/doubt.ts'
import type { Figure } from '../domain/indicators/figure.ts'
import type { Text } from '../domain/shared/text.ts'
import { Act, Field, FormPage, word, type FormProps } from './access-form.tsx'
import { DoubtCard, DoubtedFigure, shownText, type DoubtView } from './doubt.tsx'
import { pathTo } from './paths.ts'
import { periodText } from './period-text.ts'
import { addressOf } from './value.tsx'

export type ReportProps = FormProps & {
  readonly figure: Figure
  readonly indicator: Text
  readonly action: string
  /** Working days. */
  readonly delay: number
  /** What was typed, when something is to be put right. */
  readonly given?: { readonly text: string; readonly email: string }
}

export function ReportPage({ frame, token, problem, figure, indicator, action, delay, given }: ReportProps) {
  const { language } = frame
  const say = (text: Text): string => word(text, language)
  return (
    <FormPage frame={frame} title={{ fr: 'Signaler un doute', en: 'Report a doubt' }} problem={problem}>
      <p class="asked">
        <a href={addressOf(figure, language)}>
          {indicator[language]}, {figure.perimeter.label[language]}, {periodText(figure.period, language)}
        </a>
        <strong>{shownText(figure, language)}</strong>
      </p>
      <form method="post" action={action} class="lines">
        <input type="hidden" name="token" value={token} />
        <p class="field">
          <label for="text">{say({ fr: 'Qu’est-ce qui vous paraît faux ?', en: 'What looks wrong to you?' })}</label>
          <span class="hint" id="text-hint">
            {say({
              fr: `Dites ce que vous savez et, si possible, d’où vous le tenez. Ne nommez personne : ce texte sera public. De 10 à ${LONGEST_DOUBT} caractères.`,
              en: `Say what you know and, if you can, where from. Name nobody: this text will be public. From 10 to ${LONGEST_DOUBT} characters.`
            })}
          </span>
          <textarea id="text" name="text" rows={6} required maxlength={LONGEST_DOUBT} aria-describedby="text-hint">
            {given?.text ?? ''}
          </textarea>
        </p>
        <Field
          id="email"
          type="email"
          inputmode="email"
          autocomplete="email"
          optional
          maxlength={254}
          label={say({ fr: 'Votre adresse électronique (facultatif)', en: 'Your e-mail address (optional)' })}
          hint={say({
            fr: 'Pour être prévenu de la réponse. Sans elle, un lien secret permet de suivre le doute.',
            en: 'To be told of the answer. Without it, a secret link lets you follow the doubt.'
          })}
          {...(given && { value: given.email })}
        />
        <p class="tick">
          <input id="consents" name="consents" type="checkbox" value="yes" />
          <label for="consents">
            {say({
              fr: 'J’accepte que mon adresse serve à m’écrire au sujet de ce doute, et à rien d’autre. Elle n’est jamais publiée ; je peux l’effacer à tout moment.',
              en: 'I agree that my address is used to write to me about this doubt, and for nothing else. It is never published; I can erase it at any time.'
            })}{' '}
            <a href={pathTo('privacy', language)}>{say({ fr: 'Données personnelles', en: 'Personal data' })}</a>
          </label>
        </p>
        <p class="unseen" aria-hidden="true">
          <label for="website">{say({ fr: 'Laissez ce champ vide', en: 'Leave this field empty' })}</label>
          <input id="website" name="website" type="text" tabindex={-1} autocomplete="off" />
        </p>
        <button class="button solid" type="submit">
          {say({ fr: 'Envoyer', en: 'Send' })}
        </button>
      </form>
      <h2>{say({ fr: 'Et ensuite', en: 'And then' })}</h2>
      <ol class="steps">
        {STEPS.map((text) => (
          <li>{say(text)}</li>
        ))}
        <li>
          {say({
            fr: `La réponse paraît au pied du chiffre sous ${delay} jours ouvrés, avec sa date, le nom de qui répond et son organisme.`,
            en: `The answer appears below the figure within ${delay} working days, with its date, the name of who answers and their organisation.`
          })}
        </li>
      </ol>
    </FormPage>
  )
}

export type FollowProps = FormProps & {
  readonly doubt: DoubtView
  /** Whole, to be kept. */
  readonly link: string
  /** Whether an address to write to is still there. */
  readonly hasAddress: boolean
}

export function FollowPage({ frame, token, doubt, link, hasAddress }: FollowProps) {
  const { language } = frame
  const say = (text: Text): string => word(text, language)
  const path = new URL(link).pathname
  return (
    <FormPage frame={frame} title={{ fr: 'Votre doute', en: 'Your doubt' }}>
      <p class="asked">
        <DoubtedFigure doubt={doubt} language={language} />
        <strong>{shownText(doubt.doubted, language)}</strong>
      </p>
      <div class="notice">
        <p>
          {say({
            fr: 'Gardez ce lien : il est le seul moyen de retrouver cette page, et n’est connu que de vous.',
            en: 'Keep this link: it is the only way back to this page, and nobody else knows it.'
          })}
        </p>
        <p class="mono">
          <a href={path}>{link}</a>
        </p>
      </div>
      <DoubtCard doubt={doubt} language={language} />
      {hasAddress && (
        <>
          <h2>{say({ fr: 'Votre adresse électronique', en: 'Your e-mail address' })}</h2>
          <p>
            {say({
              fr: 'Elle sert à vous écrire au sujet de ce doute. Effacée, elle l’est aussi du journal ; le doute demeure.',
              en: 'It is used to write to you about this doubt. Once erased, it is gone from the journal too; the doubt remains.'
            })}
          </p>
          <Act
            action={`${path}/forget`}
            token={token}
            label={say({ fr: 'Effacer mon adresse', en: 'Erase my address' })}
          />
        </>
      )}
    </FormPage>
  )
}

const STEPS: readonly Text[] = [
  {
    fr: 'Vous recevez un lien secret pour suivre votre doute, sans compte.',
    en: 'You receive a secret link to follow your doubt, without an account.'
  },
  {
    fr: 'Un agent relit : rien ne paraît avant. S’il écarte le signalement, il dit pourquoi.',
    en: 'An officer reads it: nothing appears before. Whoever sets the report aside says why.'
  }
]
