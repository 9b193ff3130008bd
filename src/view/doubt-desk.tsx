/** The page of one doubt: public once let through; for officers, with what they may do about it. */

import { canStep, LONGEST_DOUBT, OUTCOMES, REFUSALS } from '../domain/indicators/doubt.ts'
import type { Text } from '../domain/shared/text.ts'
import { Act, FormPage, word, type FormProps } from './access-form.tsx'
import { DoubtCard, DoubtedFigure, shownText, type DoubtView } from './doubt.tsx'
import { pathTo } from './paths.ts'

export type DoubtPageProps = FormProps & {
  readonly doubt: DoubtView
  /** What the one who reads may do to it. */
  readonly may: { readonly moderate: boolean; readonly answer: boolean; readonly assign: boolean }
  /** Accounts that may answer; empty for those who do not choose. */
  readonly officers: readonly { readonly id: string; readonly name: string }[]
  /** What was typed, when something is to be put right. */
  readonly given?: { readonly text: string; readonly outcome: string }
}

export function DoubtPage(props: DoubtPageProps) {
  const { frame, token, problem, doubt, may, officers } = props
  const { language } = frame
  const say = (text: Text): string => word(text, language)
  const here = pathTo('doubts', language, doubt.id)
  const mayAccept = may.moderate && canStep(doubt, 'accept')
  const mayRefuse = may.moderate && canStep(doubt, 'refuse')
  return (
    <FormPage frame={frame} title={{ fr: 'Doute sur un chiffre', en: 'Doubt about a figure' }} problem={problem}>
      <p class="asked">
        <DoubtedFigure doubt={doubt} language={language} />
        <strong>{shownText(doubt.doubted, language)}</strong>
      </p>
      {doubt.now && (
        <p class="note">
          {say({ fr: 'Publié aujourd’hui :', en: 'Published today:' })} {shownText(doubt.now, language)}
        </p>
      )}
      <DoubtCard doubt={doubt} language={language} />
      {(mayAccept || mayRefuse) && (
        <section>
          <h2>{say({ fr: 'Relecture', en: 'Moderation' })}</h2>
          {mayAccept && (
            <Act
              action={`${here}/accept`}
              token={token}
              label={say({ fr: 'Publier ce doute au pied du chiffre', en: 'Publish this doubt below the figure' })}
            />
          )}
          {mayRefuse && (
            <form method="post" action={`${here}/refuse`} class="row wide-gap">
              <input type="hidden" name="token" value={token} />
              <p class="field">
                <label for="reason">
                  {say({ fr: 'Ou l’écarter, parce qu’il', en: 'Or set it aside, because it' })}
                </label>
                <select id="reason" name="reason" required>
                  <option value="">{say({ fr: 'Choisir le motif…', en: 'Choose the reason…' })}</option>
                  {Object.entries(REFUSALS).map(([id, text]) => (
                    <option value={id}>{say(text)}</option>
                  ))}
                </select>
              </p>
              <button class="button" type="submit">
                {say({ fr: 'Écarter', en: 'Set aside' })}
              </button>
            </form>
          )}
        </section>
      )}
      {may.answer && canStep(doubt, 'answer') && <AnswerForm {...props} />}
      {may.assign && (
        <section>
          <h2>{say({ fr: 'Qui répond', en: 'Who answers' })}</h2>
          {officers.length === 0 ? (
            <p>
              {say({
                fr: 'Aucun compte ne peut répondre : invitez un chargé d’études, ou un producteur pour l’organisme de ces données.',
                en: 'No account may answer: invite a study officer, or a producer for the organisation of these data.'
              })}{' '}
              <a href={pathTo('access', language)}>
                {say({ fr: 'Comptes et invitations', en: 'Accounts and invitations' })}
              </a>
            </p>
          ) : (
            <form method="post" action={`${here}/assign`} class="row">
              <input type="hidden" name="token" value={token} />
              <p class="field">
                <label for="officer">{say({ fr: 'Confier à', en: 'Give to' })}</label>
                <select id="officer" name="officer">
                  {officers.map(({ id, name }) => (
                    <option value={id} selected={name === doubt.officer}>
                      {name}
                    </option>
                  ))}
                </select>
              </p>
              <button class="button" type="submit">
                {say({ fr: 'Confier', en: 'Give' })}
              </button>
            </form>
          )}
        </section>
      )}
      <p class="wide-gap">
        <a href={pathTo('doubts', language)}>{say({ fr: 'Tous les doutes', en: 'All doubts' })}</a>
      </p>
    </FormPage>
  )
}

function AnswerForm({ frame, token, doubt, given }: DoubtPageProps) {
  const { language } = frame
  const say = (text: Text): string => word(text, language)
  return (
    <section>
      <h2>{say({ fr: 'Répondre', en: 'Answer' })}</h2>
      <p class="note">
        {say({
          fr: 'La réponse paraît aussitôt au pied du chiffre, sous votre nom et celui de votre organisme.',
          en: 'The answer appears at once below the figure, under your name and that of your organisation.'
        })}
      </p>
      <form method="post" action={`${pathTo('doubts', language, doubt.id)}/answer`} class="lines">
        <input type="hidden" name="token" value={token} />
        <fieldset class="choices">
          <legend>{say({ fr: 'Ce qu’il advient du chiffre', en: 'What becomes of the figure' })}</legend>
          {Object.entries(OUTCOMES).map(([id, text]) => (
            <p class="tick">
              <input id={id} name="outcome" type="radio" value={id} required checked={given?.outcome === id} />
              <label for={id}>{say(text)}</label>
            </p>
          ))}
        </fieldset>
        <p class="field">
          <label for="text">{say({ fr: 'Réponse', en: 'Answer' })}</label>
          <textarea id="text" name="text" rows={6} required maxlength={LONGEST_DOUBT}>
            {given?.text ?? ''}
          </textarea>
        </p>
        <button class="button solid" type="submit">
          {say({ fr: 'Publier la réponse', en: 'Publish the answer' })}
        </button>
      </form>
    </section>
  )
}
