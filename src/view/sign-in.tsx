/** The doors: signing in, a second factor, an invitation, a lost password. */

import { ROLES, type GrantedRole } from '../domain/access/role.ts'
import type { Text } from '../domain/shared/text.ts'
import { Field, FormPage, word, type FormProps } from './access-form.tsx'
import { pathTo } from './paths.ts'

export type SignInProps = FormProps & {
  readonly email?: string
  /** Where to go once signed in: a path of this site. */
  readonly to: string
  /** Where whoever says nothing of it arrives, or `to`. */
  readonly arrival: string
  /** The name of the identity provider. */
  readonly provider?: string
  /** One-click accounts; empty: none. */
  readonly demonstration: readonly GrantedRole[]
}

export function SignInPage({ frame, token, problem, email, to, arrival, provider, demonstration }: SignInProps) {
  const { language } = frame
  const say = (text: Text): string => word(text, language)
  const here = pathTo('signIn', language)
  return (
    <FormPage frame={frame} title={{ fr: 'Se connecter', en: 'Sign in' }} problem={problem}>
      <form method="post" action={here} class="lines">
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="to" value={to} />
        <Field
          id="email"
          label={say(EMAIL)}
          type="email"
          inputmode="email"
          autocomplete="username webauthn"
          {...(email !== undefined && { value: email })}
        />
        <Field id="password" label={say(PASSWORD)} type="password" autocomplete="current-password" />
        <button class="button solid" type="submit">
          {say({ fr: 'Se connecter', en: 'Sign in' })}
        </button>
      </form>
      <p class="gap">
        <a href={pathTo('recovery', language)}>
          {say({ fr: 'Mot de passe oublié, ou trop d’essais', en: 'Password lost, or too many tries' })}
        </a>
      </p>
      {provider !== undefined && (
        <form method="post" action={`${here}/provider`} class="gap">
          <input type="hidden" name="token" value={token} />
          <input type="hidden" name="to" value={to} />
          <button class="button" type="submit">
            {say({ fr: `S’identifier avec ${provider}`, en: `Identify with ${provider}` })}
          </button>
        </form>
      )}
      <p
        class="gap"
        hidden
        data-passkey="use"
        data-token={token}
        data-to={arrival}
        data-options={`${here}/passkey/options`}
        data-answer={`${here}/passkey`}
      >
        <button class="button" type="button">
          {say({ fr: 'Se servir d’une clé d’accès', en: 'Use a passkey' })}
        </button>
        <span role="status" class="hint"></span>
      </p>
      <p class="note gap">
        {say({
          fr: 'Un compte s’ouvre par invitation. Lire ne demande pas de compte.',
          en: 'Accounts are opened by invitation. Reading needs no account.'
        })}
      </p>
      {demonstration.length > 0 && (
        <section class="demonstration">
          <h2>{say({ fr: 'Comptes de démonstration', en: 'Demonstration accounts' })}</h2>
          <p class="notice care">
            {say({
              fr: 'Démonstration sur votre machine : un clic, un rôle, sans mot de passe. Ces comptes n’existent pas ailleurs.',
              en: 'Demonstration on your machine: one click, one role, no password. These accounts exist nowhere else.'
            })}
          </p>
          <form method="post" action={`${here}/demonstration`} class="buttons">
            <input type="hidden" name="token" value={token} />
            {demonstration.map((role) => (
              <button class="button small" type="submit" name="role" value={role}>
                {ROLES[role].label[language]}
              </button>
            ))}
          </form>
        </section>
      )}
      {frame.assets.islands['passkeys'] !== undefined && (
        <script type="module" src={frame.assets.islands['passkeys']} />
      )}
    </FormPage>
  )
}

export function CodePage({ frame, token, problem, action }: FormProps & { readonly action: string }) {
  const { language } = frame
  return (
    <FormPage
      frame={frame}
      title={{ fr: 'Second facteur', en: 'Second factor' }}
      lead={{
        fr: 'Entrez le code à six chiffres de votre application, ou un de vos codes de secours.',
        en: 'Enter the six-digit code of your application, or one of your spare codes.'
      }}
      problem={problem}
    >
      <form method="post" action={action} class="lines">
        <input type="hidden" name="token" value={token} />
        <Field
          id="code"
          label={word({ fr: 'Code', en: 'Code' }, language)}
          autocomplete="one-time-code"
          maxlength={32}
        />
        <button class="button solid" type="submit">
          {word({ fr: 'Continuer', en: 'Continue' }, language)}
        </button>
      </form>
    </FormPage>
  )
}

export function RecoveryPage({ frame, token, problem, isSent }: FormProps & { readonly isSent: boolean }) {
  const { language } = frame
  if (isSent) {
    return (
      <FormPage
        frame={frame}
        title={{ fr: 'Courriel demandé', en: 'E-mail asked for' }}
        lead={{
          fr: 'Si cette adresse a un compte, un lien lui est envoyé. Il sert une fois, pendant une heure. Rien ne vient ? Voyez les indésirables, puis un administrateur.',
          en: 'If this address has an account, a link is sent to it. It works once, for one hour. Nothing comes? Look among unwanted mail, then ask an administrator.'
        }}
      />
    )
  }
  return (
    <FormPage
      frame={frame}
      title={{ fr: 'Nouveau mot de passe', en: 'New password' }}
      lead={{
        fr: 'Donnez l’adresse de votre compte : un lien vous est envoyé, que vous ayez oublié le mot de passe ou que trop d’essais vous fassent attendre.',
        en: 'Give the address of your account: a link is sent to you, whether you lost the password or too many tries make you wait.'
      }}
      problem={problem}
    >
      <form method="post" action={pathTo('recovery', language)} class="lines">
        <input type="hidden" name="token" value={token} />
        <Field id="email" label={word(EMAIL, language)} type="email" inputmode="email" autocomplete="username" />
        <button class="button solid" type="submit">
          {word({ fr: 'Envoyer le lien', en: 'Send the link' }, language)}
        </button>
      </form>
    </FormPage>
  )
}

export function NewPasswordPage({ frame, token, problem, action }: FormProps & { readonly action: string }) {
  const { language } = frame
  return (
    <FormPage frame={frame} title={{ fr: 'Nouveau mot de passe', en: 'New password' }} problem={problem}>
      <form method="post" action={action} class="lines">
        <input type="hidden" name="token" value={token} />
        <NewPassword language={language} />
        <button class="button solid" type="submit">
          {word({ fr: 'Garder ce mot de passe', en: 'Keep this password' }, language)}
        </button>
      </form>
    </FormPage>
  )
}

export type InvitationProps = FormProps & {
  readonly action: string
  /** Undefined at the first start: the person gives theirs. */
  readonly email: string | undefined
  readonly role: GrantedRole
  readonly given?: { readonly name: string; readonly email: string }
  readonly provider?: string
}

export function InvitationPage({ frame, token, problem, action, email, role, given, provider }: InvitationProps) {
  const { language } = frame
  const say = (text: Text): string => word(text, language)
  const label = ROLES[role].label
  return (
    <FormPage
      frame={frame}
      title={{ fr: 'Ouvrir votre compte', en: 'Open your account' }}
      lead={{ fr: `Rôle : ${label.fr}.`, en: `Role: ${label.en}.` }}
      problem={problem}
    >
      <form method="post" action={action} class="lines">
        <input type="hidden" name="token" value={token} />
        {email === undefined ? (
          <Field
            id="email"
            label={say(EMAIL)}
            type="email"
            inputmode="email"
            autocomplete="username"
            {...(given && { value: given.email })}
          />
        ) : (
          <p>
            {say(EMAIL)} <strong>{email}</strong>
          </p>
        )}
        <Field
          id="name"
          label={say({ fr: 'Nom, comme les autres le verront', en: 'Name, as others will see it' })}
          autocomplete="name"
          {...(given && { value: given.name })}
        />
        <NewPassword language={language} />
        <button class="button solid" type="submit">
          {say({ fr: 'Ouvrir le compte', en: 'Open the account' })}
        </button>
      </form>
      {provider !== undefined && (
        <form method="post" action={`${action}/provider`} class="gap">
          <input type="hidden" name="token" value={token} />
          <button class="button" type="submit">
            {say({ fr: `Ou s’identifier avec ${provider}`, en: `Or identify with ${provider}` })}
          </button>
        </form>
      )}
    </FormPage>
  )
}

/** Leads to the identity provider by itself; the link is for browsers that do not follow. */
export function DeparturePage({
  frame,
  url,
  name
}: Pick<FormProps, 'frame'> & { readonly url: string; readonly name: string }) {
  return (
    <FormPage frame={frame} title={{ fr: `Vers ${name}`, en: `On to ${name}` }}>
      <p class="gap">
        <a class="button solid" href={url}>
          {word({ fr: 'Continuer', en: 'Continue' }, frame.language)}
        </a>
      </p>
    </FormPage>
  )
}

export function NewPassword({
  language,
  isAnother = false
}: {
  readonly language: 'fr' | 'en'
  /** Beside the present one. */
  readonly isAnother?: boolean
}) {
  return (
    <Field
      id="next"
      label={word(isAnother ? ANOTHER : { fr: 'Mot de passe', en: 'Password' }, language)}
      type="password"
      autocomplete="new-password"
      hint={word(
        {
          fr: 'Au moins 12 caractères ; une phrase convient. Les mots de passe courants sont refusés.',
          en: 'At least 12 characters; a sentence will do. Common passwords are refused.'
        },
        language
      )}
    />
  )
}

const ANOTHER = { fr: 'Nouveau mot de passe', en: 'New password' }

const EMAIL: Text = { fr: 'Adresse électronique', en: 'E-mail address' }
const PASSWORD: Text = { fr: 'Mot de passe', en: 'Password' }
