/** One’s own account: second factor, passkeys, password, open sessions. */

import { browserName } from '../domain/access/browser.ts'
import { ROLES } from '../domain/access/role.ts'
import type { Grant } from '../domain/access/actor.ts'
import type { Language, Text } from '../domain/shared/text.ts'
import { dayThere } from '../domain/shared/time-zone.ts'
import { Act, Field, FormPage, word, type FormProps } from './access-form.tsx'
import { AddressForm } from './address.tsx'
import { hourText } from './edition-hour.ts'
import type { Frame } from './layout.tsx'
import { pathTo } from './paths.ts'
import { NewPassword } from './sign-in.tsx'
import { dayText } from './territory-members.tsx'

export type SessionLine = {
  readonly id: string
  readonly isThis: boolean
  readonly createdAt: Date
  readonly address: string | undefined
  readonly agent: string | undefined
  readonly twoFactors: boolean
}

export type AccountProps = FormProps & {
  readonly name: string
  readonly email: string
  readonly grants: readonly Grant[]
  readonly hasCodes: boolean
  readonly hasPassword: boolean
  readonly passkeys: readonly { readonly id: string; readonly name: string; readonly createdAt: Date }[]
  readonly sessions: readonly SessionLine[]
  readonly provider?: string
  readonly mayAdminister: boolean
}

export function AccountPage(props: AccountProps) {
  const { frame, token, problem, name, email, grants, hasCodes, hasPassword, passkeys, sessions, provider } = props
  const { language } = frame
  const say = (text: Text): string => word(text, language)
  const here = pathTo('account', language)
  return (
    <FormPage frame={frame} title={{ fr: 'Mon compte', en: 'My account' }} problem={problem}>
      <p>
        <bdi>{name}</bdi> · {email}
      </p>
      <GrantList grants={grants} language={language} />
      <div class="buttons">
        {props.mayAdminister && (
          <a class="button small" href={pathTo('access', language)}>
            {say({ fr: 'Comptes et invitations', en: 'Accounts and invitations' })}
          </a>
        )}
        <a class="button small" href={pathTo('myData', language)}>
          {say({ fr: 'Mes données', en: 'My data' })}
        </a>
        <Act
          action={`${pathTo('signIn', language)}/out`}
          token={token}
          label={say({ fr: 'Se déconnecter', en: 'Sign out' })}
        />
      </div>
      <h2>{say({ fr: 'Second facteur', en: 'Second factor' })}</h2>
      {hasCodes ? (
        <p>{say({ fr: 'Les codes à usage unique sont en place.', en: 'One-time codes are set up.' })}</p>
      ) : (
        <p>
          <a href={`${here}/codes`}>
            {say({ fr: 'Mettre en place des codes à usage unique', en: 'Set up one-time codes' })}
          </a>
        </p>
      )}
      <ul class="facts">
        {passkeys.map(({ id, name: key, createdAt }) => (
          <li>
            {say({ fr: 'Clé d’accès', en: 'Passkey' })} <bdi>{key}</bdi>,{' '}
            {dayText(dayThere(frame.zone, createdAt), language)}{' '}
            <Act
              action={`${here}/passkeys/${encodeURIComponent(id)}/end`}
              token={token}
              label={say({ fr: 'Ôter', en: 'Remove' })}
            />
          </li>
        ))}
      </ul>
      <MakePasskey language={language} token={token} />
      {provider !== undefined && (
        <Act
          action={`${pathTo('signIn', language)}/provider`}
          token={token}
          label={say({ fr: `Relier une identité ${provider}`, en: `Link an identity of ${provider}` })}
          hidden={{ to: here }}
        />
      )}
      {hasPassword && (
        <>
          <h2>{say({ fr: 'Changer le mot de passe', en: 'Change the password' })}</h2>
          <form method="post" action={`${here}/password`} class="lines">
            <input type="hidden" name="token" value={token} />
            <Field
              id="present"
              label={say({ fr: 'Mot de passe actuel', en: 'Present password' })}
              type="password"
              autocomplete="current-password"
            />
            <NewPassword language={language} isAnother />
            <button class="button" type="submit">
              {say({ fr: 'Changer', en: 'Change' })}
            </button>
          </form>
        </>
      )}
      <AddressForm action={`${here}/address`} token={token} language={language} asksPassword={hasPassword} />
      <h2>{say({ fr: 'Sessions ouvertes', en: 'Open sessions' })}</h2>
      <SessionTable frame={frame} sessions={sessions} token={token} />
      {frame.assets.islands['passkeys'] !== undefined && (
        <script type="module" src={frame.assets.islands['passkeys']} />
      )}
    </FormPage>
  )
}

/** Shows itself where the browser has passkeys. */
function MakePasskey({ language, token }: { readonly language: Language; readonly token: string }) {
  const here = pathTo('account', language)
  return (
    <p
      hidden
      data-passkey="make"
      data-token={token}
      data-to={here}
      data-options={`${here}/passkeys/options`}
      data-answer={`${here}/passkeys`}
    >
      <button class="button small" type="button">
        {word({ fr: 'Ajouter une clé d’accès', en: 'Add a passkey' }, language)}
      </button>
      <span role="status" class="hint"></span>
    </p>
  )
}

function GrantList({ grants, language }: { readonly grants: readonly Grant[]; readonly language: Language }) {
  if (grants.length === 0) return <p>{word({ fr: 'Aucun rôle.', en: 'No role.' }, language)}</p>
  return (
    <ul class="facts">
      {grants.map((grant) => (
        <li>{grantText(grant, language)}</li>
      ))}
    </ul>
  )
}

export function grantText({ role, organisation, territory }: Grant, language: Language): string {
  return [ROLES[role].label[language], organisation, territory].filter((part) => part !== undefined).join(' · ')
}

export function SessionTable({
  frame: { language, zone },
  sessions,
  token
}: {
  readonly frame: Frame
  readonly sessions: readonly SessionLine[]
  readonly token: string
}) {
  const say = (text: Text): string => word(text, language)
  return (
    <ul class="facts sessions">
      {sessions.map(({ id, isThis, createdAt, address, agent, twoFactors }) => (
        <li>
          {hourText(createdAt, zone, language)} · {address ?? '–'} · <bdi>{browserName(agent ?? '') || '–'}</bdi>
          {twoFactors && ` · ${say({ fr: 'deux facteurs', en: 'two factors' })}`}{' '}
          {isThis ? (
            <strong>{say({ fr: 'celle-ci', en: 'this one' })}</strong>
          ) : (
            <Act
              action={`${pathTo('account', language)}/sessions/${encodeURIComponent(id)}/end`}
              token={token}
              label={say({ fr: 'Fermer', en: 'End' })}
            />
          )}
        </li>
      ))}
    </ul>
  )
}

export type CodesProps = FormProps & {
  readonly status: 'ask-password' | 'ask-code' | 'use-first'
  /** The square code, as SVG, with the key that it holds and the spare codes: shown once. */
  readonly shown?: {
    readonly path: string
    readonly size: number
    readonly key: string
    readonly spare: readonly string[]
  }
  readonly isNeeded: boolean
}

export function CodesPage({ frame, token, problem, status, shown, isNeeded }: CodesProps) {
  const { language } = frame
  const say = (text: Text): string => word(text, language)
  const here = `${pathTo('account', language)}/codes`
  return (
    <FormPage
      frame={frame}
      title={{ fr: 'Second facteur', en: 'Second factor' }}
      {...(isNeeded && { lead: NEEDED })}
      problem={problem}
    >
      {status === 'ask-password' && (
        <form method="post" action={here} class="lines">
          <input type="hidden" name="token" value={token} />
          <Field
            id="password"
            label={say({ fr: 'Mot de passe actuel', en: 'Present password' })}
            hint={say({ fr: 'À laisser vide si le compte n’en a pas.', en: 'Leave empty if the account has none.' })}
            type="password"
            autocomplete="current-password"
            optional
          />
          <button class="button solid" type="submit">
            {say({ fr: 'Mettre en place des codes', en: 'Set up codes' })}
          </button>
        </form>
      )}
      {status === 'ask-password' && <MakePasskey language={language} token={token} />}
      {shown && (
        <>
          <p>
            {say({
              fr: 'Lisez ce carré avec une application de codes à usage unique, ou recopiez-y la clé.',
              en: 'Scan this square with an application of one-time codes, or type the key into it.'
            })}
          </p>
          <svg
            class="square"
            viewBox={`0 0 ${shown.size} ${shown.size}`}
            role="img"
            aria-label={say({ fr: 'Carré à lire', en: 'Square to scan' })}
          >
            <path fill="#fff" d={`M0 0h${shown.size}v${shown.size}H0z`} />
            <path fill="#000" d={shown.path} />
          </svg>
          <p>
            {say({ fr: 'Clé :', en: 'Key:' })} <code class="key">{shown.key}</code>
          </p>
          <p>
            {say({
              fr: 'Codes de secours, pour un téléphone perdu : gardez-les ailleurs. Chacun sert une fois, et ils ne seront plus montrés.',
              en: 'Spare codes, for a lost telephone: keep them elsewhere. Each serves once, and they will not be shown again.'
            })}
          </p>
          <ul class="facts spare">
            {shown.spare.map((code) => (
              <li>
                <code>{code}</code>
              </li>
            ))}
          </ul>
        </>
      )}
      {status !== 'ask-password' && (
        <form method="post" action={`${here}/${status === 'ask-code' ? 'confirm' : 'use'}`} class="lines">
          <input type="hidden" name="token" value={token} />
          <Field
            id="code"
            label={say({ fr: 'Code que l’application montre', en: 'Code that the application shows' })}
            autocomplete="one-time-code"
            maxlength={32}
          />
          <button class="button solid" type="submit">
            {say({ fr: 'Continuer', en: 'Continue' })}
          </button>
        </form>
      )}
      <Act
        action={`${pathTo('signIn', language)}/out`}
        token={token}
        label={say({ fr: 'Se déconnecter', en: 'Sign out' })}
      />
      {frame.assets.islands['passkeys'] !== undefined && (
        <script type="module" src={frame.assets.islands['passkeys']} />
      )}
    </FormPage>
  )
}

const NEEDED: Text = {
  fr: 'Votre rôle valide ou administre : il demande un second facteur avant toute autre page.',
  en: 'Your role validates or administers: it needs a second factor before any other page.'
}
