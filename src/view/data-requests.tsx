/** One’s own data: asked for by anybody, followed, and answered by an administrator; what is removed in time. */

import type { Language, Text } from '../domain/shared/text.ts'
import { Act, Field, FormPage, word, type FormProps } from './access-form.tsx'
import { pathTo } from './paths.ts'
import { dayText } from './territory-members.tsx'

export type ShownRequest = {
  readonly id: string
  readonly kind: Text
  readonly received: string
  readonly confirmed: string | null
  readonly answered: string | null
  readonly outcome: string | null
  readonly email: string | null
  readonly message: string | null
}

export type MyDataProps = FormProps & {
  readonly kinds: readonly (readonly [string, Text])[]
  readonly isSignedIn: boolean
  readonly own: readonly ShownRequest[]
  /** What the person agrees to; absent for an account that is nobody’s of the register. */
  readonly consents?: readonly { readonly purpose: string; readonly since: string | undefined }[]
  /** What became of what was just sent. */
  readonly asked?: 'asked' | 'letter-sent' | 'by-hand'
  /** What was typed, when it was refused. */
  readonly given?: Readonly<Record<string, string>>
}

export function MyDataPage({
  frame,
  token,
  problem,
  kinds,
  isSignedIn,
  own,
  asked,
  consents,
  given = {}
}: MyDataProps) {
  const { language } = frame
  const say = (text: Text): string => word(text, language)
  const here = pathTo('myData', language)
  return (
    <FormPage frame={frame} title={{ fr: 'Mes données', en: 'My data' }} lead={LEAD} problem={problem}>
      {asked && (
        <p class="notice" role="status">
          {say(ASKED[asked])}
        </p>
      )}
      {isSignedIn && (
        <p class="gap">
          <a class="button" href={`${here}/file.json`}>
            {say({ fr: 'Télécharger tout ce qui est gardé sur moi', en: 'Download all that is held on me' })}
          </a>
        </p>
      )}
      <h2>{say({ fr: 'Demander', en: 'Ask' })}</h2>
      <form method="post" action={here} class="lines">
        <input type="hidden" name="token" value={token} />
        <p class="field">
          <label for="kind">{say({ fr: 'Je demande à', en: 'I ask to' })}</label>
          <select id="kind" name="kind">
            {kinds.map(([kind, text]) => (
              <option value={kind} selected={kind === given['kind']}>
                {say(text)}
              </option>
            ))}
          </select>
        </p>
        {!isSignedIn && (
          <Field
            id="email"
            type="email"
            inputmode="email"
            autocomplete="email"
            value={given['email'] ?? ''}
            label={say({ fr: 'Mon adresse électronique', en: 'My e-mail address' })}
            hint={say({
              fr: 'Un lien y est envoyé, pour prouver qu’elle est à vous.',
              en: 'A link is sent there, to prove that it is yours.'
            })}
          />
        )}
        <p class="field">
          <label for="message">{say({ fr: 'Précisions, si besoin', en: 'Details, if needed' })}</label>
          <textarea id="message" name="message" rows={4} maxlength={3000}>
            {given['message'] ?? ''}
          </textarea>
        </p>
        <button class="button solid">{say({ fr: 'Envoyer la demande', en: 'Send the request' })}</button>
      </form>
      {consents && (
        <>
          <h2>{say({ fr: 'Ce que j’accepte', en: 'What I agree to' })}</h2>
          <ul class="facts">
            {consents.map(({ purpose, since }) => (
              <li>
                {say(PURPOSE_TEXTS[purpose] ?? { fr: purpose, en: purpose })}{' '}
                <span class="tag">
                  {since === undefined
                    ? say({ fr: 'non', en: 'no' })
                    : `${say({ fr: 'oui, depuis le', en: 'yes, since' })} ${dayText(since, language)}`}
                </span>
                <Act
                  action={`${here}/consent`}
                  token={token}
                  hidden={{ purpose, give: since === undefined ? 'yes' : 'no' }}
                  label={
                    since === undefined
                      ? say({ fr: 'J’accepte', en: 'I agree' })
                      : say({ fr: 'Je retire mon accord', en: 'I withdraw it' })
                  }
                />
              </li>
            ))}
          </ul>
        </>
      )}
      {isSignedIn && (
        <>
          <h2>{say({ fr: 'Mes demandes', en: 'My requests' })}</h2>
          <RequestList requests={own} language={language} />
        </>
      )}
    </FormPage>
  )
}

function RequestList({
  requests,
  language,
  linkTo
}: {
  readonly requests: readonly ShownRequest[]
  readonly language: Language
  readonly linkTo?: (id: string) => string
}) {
  if (requests.length === 0) return <p class="note">{word({ fr: 'Aucune demande.', en: 'No request.' }, language)}</p>
  return (
    <ul class="facts">
      {requests.map((request) => (
        <li>
          {linkTo ? <a href={linkTo(request.id)}>{word(request.kind, language)}</a> : word(request.kind, language)},{' '}
          {dayText(request.received, language)}
          {linkTo && request.email && `, ${request.email}`} <span class="tag">{word(stateOf(request), language)}</span>
          {request.outcome && <span class="sub">{request.outcome}</span>}
        </li>
      ))}
    </ul>
  )
}

function stateOf({ answered, confirmed }: ShownRequest): Text {
  if (answered !== null) return { fr: 'répondue', en: 'answered' }
  return confirmed === null
    ? { fr: 'adresse à prouver', en: 'address to be proved' }
    : { fr: 'à traiter', en: 'to be dealt with' }
}

export type RequestsProps = FormProps & { readonly requests: readonly ShownRequest[] }

export function RequestsPage({ frame, requests }: RequestsProps) {
  const { language } = frame
  const waiting = requests.filter(({ answered }) => answered === null)
  return (
    <FormPage
      frame={frame}
      title={{ fr: 'Demandes sur les données personnelles', en: 'Requests about personal data' }}
      lead={{ fr: 'Une réponse est due sous un mois.', en: 'An answer is due within a month.' }}
    >
      <h2>{word({ fr: 'À traiter', en: 'To be dealt with' }, language)}</h2>
      <RequestList requests={waiting} language={language} linkTo={(id) => pathTo('requests', language, id)} />
      <h2>{word({ fr: 'Répondues', en: 'Answered' }, language)}</h2>
      <RequestList
        requests={requests.filter(({ answered }) => answered !== null)}
        language={language}
        linkTo={(id) => pathTo('requests', language, id)}
      />
      <p class="gap">
        <a href={pathTo('retention', language)}>{word(RETENTION_TITLE, language)}</a>
      </p>
    </FormPage>
  )
}

export type RequestProps = FormProps & {
  readonly request: ShownRequest
  readonly about: { readonly person: string | null; readonly account: string | null }
  /** What was left under that address without an account. */
  readonly kept: { readonly doubts: number; readonly invitations: number }
  readonly isErasure: boolean
}

export function RequestPage({ frame, token, problem, request, about, kept, isErasure }: RequestProps) {
  const { language } = frame
  const say = (text: Text): string => word(text, language)
  const here = pathTo('requests', language, request.id)
  const { person, account } = about
  const { doubts, invitations } = kept
  const isKnown = person !== null || account !== null || doubts + invitations > 0
  return (
    <FormPage frame={frame} title={request.kind} problem={problem}>
      <p class="note">
        {dayText(request.received, language)}, {request.email ?? '–'} <span class="tag">{say(stateOf(request))}</span>
      </p>
      {request.message && <blockquote class="gap reading">{request.message}</blockquote>}
      {request.outcome && <p class="notice gap">{request.outcome}</p>}
      <h2>{say({ fr: 'Qui', en: 'Who' })}</h2>
      <ul class="facts">
        {person && (
          <li>
            <a href={`${pathTo('people', language, person)}/edit`}>{person}</a>
          </li>
        )}
        {account && (
          <li>
            <a href={`${pathTo('access', language)}/accounts/${encodeURIComponent(account)}`}>
              {say({ fr: 'son compte', en: 'their account' })}
            </a>
          </li>
        )}
        {doubts > 0 && <li>{say({ fr: `doutes signalés : ${doubts}`, en: `doubts reported: ${doubts}` })}</li>}
        {invitations > 0 && (
          <li>
            {say({
              fr: `invitations à cette adresse : ${invitations}`,
              en: `invitations to this address: ${invitations}`
            })}
          </li>
        )}
        {!isKnown && (
          <li>{say({ fr: 'Rien n’est gardé sous cette adresse.', en: 'Nothing is held under this address.' })}</li>
        )}
      </ul>
      {request.answered === null && (
        <>
          {request.confirmed === null && (
            <>
              <h2>{say({ fr: 'Prouver qui demande', en: 'Prove who asks' })}</h2>
              <form method="post" action={here} class="lines">
                <input type="hidden" name="token" value={token} />
                <input type="hidden" name="what" value="confirm" />
                <Field
                  id="how"
                  label={say({ fr: 'Comment vous l’avez vérifié', en: 'How you checked it' })}
                  hint={say({ fr: 'Gardé dans le journal.', en: 'Kept in the journal.' })}
                />
                <button class="button">{say({ fr: 'J’ai vérifié', en: 'I checked' })}</button>
              </form>
            </>
          )}
          {request.confirmed !== null && isKnown && (
            <>
              <h2>{say({ fr: 'Répondre', en: 'Answer' })}</h2>
              <div class="buttons">
                <a class="button" href={`${here}/file.json`}>
                  {say({ fr: 'Ce qui est gardé (fichier)', en: 'What is held (file)' })}
                </a>
                <Act
                  action={here}
                  token={token}
                  hidden={{ what: 'answer' }}
                  label={say(
                    isErasure
                      ? { fr: 'Effacer, sans retour', en: 'Erase, for good' }
                      : { fr: 'Fait : clore la demande', en: 'Done: close the request' }
                  )}
                />
              </div>
            </>
          )}
          <h2>{say({ fr: 'Clore sans suite', en: 'Close without action' })}</h2>
          <form method="post" action={here} class="lines">
            <input type="hidden" name="token" value={token} />
            <input type="hidden" name="what" value="close" />
            <Field
              id="outcome"
              label={say({ fr: 'Pourquoi', en: 'Why' })}
              hint={say({ fr: 'Envoyé tel quel à qui demande.', en: 'Sent as it is to whoever asks.' })}
            />
            <button class="button">{say({ fr: 'Clore', en: 'Close' })}</button>
          </form>
        </>
      )}
      <p class="gap">
        <a href={pathTo('requests', language)}>{say({ fr: 'Toutes les demandes', en: 'All requests' })}</a>
      </p>
    </FormPage>
  )
}

/** After a link of a letter: one click proves the address, so that a robot that reads letters proves nothing. */
export function ConfirmPage({ frame, token, action }: FormProps & { readonly action: string }) {
  const { language } = frame
  return (
    <FormPage frame={frame} title={{ fr: 'Confirmer ma demande', en: 'Confirm my request' }} lead={CONFIRM_LEAD}>
      <form method="post" action={action} class="lines">
        <input type="hidden" name="token" value={token} />
        <button class="button solid">{word({ fr: 'C’est bien moi', en: 'It is me' }, language)}</button>
      </form>
    </FormPage>
  )
}

export type RetentionProps = FormProps & {
  readonly lines: readonly Text[]
  /** Of what was just removed. */
  readonly removed?: readonly Text[]
}

export function RetentionPage({ frame, token, lines, removed }: RetentionProps) {
  const { language } = frame
  const list = (all: readonly Text[]) => (
    <ul class="facts">
      {all.map((line) => (
        <li>{word(line, language)}</li>
      ))}
    </ul>
  )
  return (
    <FormPage frame={frame} title={RETENTION_TITLE} lead={RETENTION_LEAD}>
      {removed && (
        <>
          <p class="notice" role="status">
            {word({ fr: `Retiré : ${removed.length}.`, en: `Removed: ${removed.length}.` }, language)}
          </p>
          {list(removed)}
        </>
      )}
      <h2>{word({ fr: 'À retirer', en: 'To be removed' }, language)}</h2>
      {lines.length === 0 ? (
        <p class="note">{word({ fr: 'Rien n’est trop ancien.', en: 'Nothing is too old.' }, language)}</p>
      ) : (
        <>
          {list(lines)}
          <Act
            action={pathTo('retention', language)}
            token={token}
            label={word({ fr: 'Retirer tout cela', en: 'Remove all of this' }, language)}
          />
        </>
      )}
    </FormPage>
  )
}

const LEAD: Text = {
  fr: 'Chacun peut savoir ce que l’observatoire garde de lui, le recevoir, le faire corriger ou effacer. Les fonctions publiques restent publiques.',
  en: 'Everyone may know what the observatory holds on them, receive it, have it corrected or erased. Public offices stay public.'
}
const ASKED: Readonly<Record<NonNullable<MyDataProps['asked']>, Text>> = {
  asked: {
    fr: 'Votre demande est enregistrée. Réponse sous un mois.',
    en: 'Your request is recorded. An answer within a month.'
  },
  'letter-sent': {
    fr: 'Une lettre vient d’être envoyée à cette adresse : son lien, bon une semaine, fait partir la demande.',
    en: 'A letter was just sent to this address: its link, good for a week, sets the request going.'
  },
  'by-hand': {
    fr: 'Votre demande est enregistrée. Ce site n’envoie pas de lettres : on vous joindra à cette adresse pour vérifier que c’est vous.',
    en: 'Your request is recorded. This site sends no letters: you will be reached at this address to check that it is you.'
  }
}
const PURPOSE_TEXTS: Readonly<Record<string, Text>> = {
  newsletter: { fr: 'recevoir la lettre de l’observatoire', en: 'receive the letter of the observatory' },
  events: { fr: 'être invité à ses rencontres', en: 'be invited to its meetings' },
  directory: {
    fr: 'paraître dans l’annuaire à côté de mon organisme',
    en: 'appear in the directory beside my organisation'
  }
}
const CONFIRM_LEAD: Text = {
  fr: 'Ce clic prouve que l’adresse est la vôtre ; la demande est alors traitée.',
  en: 'This click proves that the address is yours; the request is then dealt with.'
}
const RETENTION_TITLE: Text = { fr: 'Durées de conservation', en: 'Retention' }
const RETENTION_LEAD: Text = {
  fr: 'Ce qui est privé et ne sert plus se retire, et le retrait s’écrit. Le portail le fait chaque jour ; ce bouton, à l’instant.',
  en: 'What is private and of no use any more is removed, and the removal is written. The portal does it each day; this button, at once.'
}
