/** For administrators: accounts, invitations, and the roles of one account. */

import { GRANTED_ROLES, ROLES, type GrantedRole } from '../domain/access/role.ts'
import type { Grant } from '../domain/access/actor.ts'
import type { Language, Text } from '../domain/shared/text.ts'
import { dayThere } from '../domain/shared/time-zone.ts'
import { Act, Field, FormPage, word, type FormProps } from './access-form.tsx'
import { grantText, SessionTable, type SessionLine } from './account.tsx'
import { AddressForm } from './address.tsx'
import { pathTo } from './paths.ts'
import { Proposals } from './record-form.tsx'
import { dayText } from './territory-members.tsx'

export type AccountLine = {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly grants: readonly Grant[]
  readonly isClosed: boolean
  readonly isDemonstration: boolean
  readonly hasFactor: boolean
}

export type InvitationLine = {
  readonly id: string
  readonly email: string | undefined
  readonly grant: Grant
  readonly expiresAt: Date
  readonly sending: 'not-sent' | 'queued' | 'sent' | 'failed'
}

export type GrantChoices = Readonly<
  Record<'organisations' | 'territories', readonly { readonly id: string; readonly name: string }[]>
>

/** What was asked, to be asked again once it is mended. */
export type AskedGrant = Readonly<Partial<Record<'email' | 'role' | 'organisation' | 'territory', string>>>

export type AccessProps = FormProps & {
  readonly choices: GrantChoices
  readonly asked?: AskedGrant
  readonly accounts: readonly AccountLine[]
  readonly invitations: readonly InvitationLine[]
  /** Of the invitation that was just made. */
  readonly sent?: { readonly status: 'queued' } | { readonly status: 'by-hand'; readonly link: string }
}

export function AccessPage({ frame, token, problem, accounts, invitations, sent, choices, asked = {} }: AccessProps) {
  const { language } = frame
  const say = (text: Text): string => word(text, language)
  const here = pathTo('access', language)
  return (
    <FormPage frame={frame} title={{ fr: 'Comptes et invitations', en: 'Accounts and invitations' }} problem={problem}>
      {sent && (
        <p class="notice" role="status">
          {say(SENT[sent.status])} {sent.status === 'by-hand' && <code class="key">{sent.link}</code>}
        </p>
      )}
      <p class="buttons">
        <a class="button small" href={pathTo('people', language)}>
          {say({ fr: 'Personnes', en: 'People' })}
        </a>
        <a class="button small" href={pathTo('requests', language)}>
          {say({ fr: 'Demandes sur les données', en: 'Requests about data' })}
        </a>
        <a class="button small" href={pathTo('retention', language)}>
          {say({ fr: 'Conservation', en: 'Retention' })}
        </a>
        <a class="button small" href={pathTo('register', language)}>
          {say({ fr: 'Journal du registre', en: 'Journal of the register' })}
        </a>
      </p>
      <h2>{say({ fr: 'Inviter', en: 'Invite' })}</h2>
      <form method="post" action={`${here}/invitations`} class="lines">
        <input type="hidden" name="token" value={token} />
        <Field
          id="email"
          label={say({ fr: 'Adresse électronique', en: 'E-mail address' })}
          type="email"
          inputmode="email"
          value={asked.email ?? ''}
        />
        <GrantFields language={language} choices={choices} asked={asked} />
        <button class="button solid" type="submit">
          {say({ fr: 'Envoyer l’invitation', en: 'Send the invitation' })}
        </button>
      </form>
      <h2>{say({ fr: 'Invitations ouvertes', en: 'Open invitations' })}</h2>
      <ul class="facts">
        {invitations.map(({ id, email, grant, expiresAt, sending }) => (
          <li>
            {email} · {grantText(grant, language)} · {say({ fr: 'jusqu’au', en: 'until' })}{' '}
            {dayText(dayThere(frame.zone, expiresAt), language)} · {say(SENDING[sending])}{' '}
            <span class="buttons">
              <Act
                action={`${here}/invitations/${id}/again`}
                token={token}
                label={say({ fr: 'Renvoyer', en: 'Send again' })}
              />
              <Act
                action={`${here}/invitations/${id}/end`}
                token={token}
                label={say({ fr: 'Retirer', en: 'Withdraw' })}
              />
            </span>
          </li>
        ))}
        {invitations.length === 0 && <li>{say({ fr: 'Aucune.', en: 'None.' })}</li>}
      </ul>
      <h2>{say({ fr: 'Comptes', en: 'Accounts' })}</h2>
      <div class="scroll" tabindex={0} role="region" aria-label={say({ fr: 'Comptes', en: 'Accounts' })}>
        <table class="table">
          <thead>
            <tr>
              <th scope="col">{say({ fr: 'Nom', en: 'Name' })}</th>
              <th scope="col">{say({ fr: 'Adresse', en: 'Address' })}</th>
              <th scope="col">{say({ fr: 'Rôles', en: 'Roles' })}</th>
              <th scope="col">{say({ fr: 'État', en: 'State' })}</th>
            </tr>
          </thead>
          <tbody>
            {accounts.map((account) => (
              <tr>
                <th scope="row">
                  <a href={`${here}/accounts/${encodeURIComponent(account.id)}`}>
                    <bdi>{account.name}</bdi>
                  </a>
                </th>
                <td>{account.email}</td>
                <td>{account.grants.map((grant) => grantText(grant, language)).join(', ')}</td>
                <td>{stateOf(account, language)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </FormPage>
  )
}

export type AccountSheetProps = FormProps & {
  readonly account: Omit<AccountLine, 'grants'> & { readonly grants: readonly (Grant & { readonly id: string })[] }
  readonly sessions: readonly SessionLine[]
  readonly choices: GrantChoices
  readonly asked?: AskedGrant
}

export function AccountSheetPage(props: AccountSheetProps) {
  const { frame, token, problem, account, sessions, choices, asked = {} } = props
  const { language } = frame
  const say = (text: Text): string => word(text, language)
  const here = `${pathTo('access', language)}/accounts/${encodeURIComponent(account.id)}`
  return (
    <FormPage frame={frame} title={ACCOUNT} name={account.name} problem={problem}>
      <p>
        {account.email} · {stateOf(account, language)}
      </p>
      <h2>{say({ fr: 'Rôles', en: 'Roles' })}</h2>
      <ul class="facts">
        {account.grants.map((grant) => (
          <li>
            {grantText(grant, language)}{' '}
            <Act
              action={`${here}/roles/${grant.id}/end`}
              token={token}
              label={say({ fr: 'Retirer', en: 'Withdraw' })}
            />
          </li>
        ))}
        {account.grants.length === 0 && <li>{say({ fr: 'Aucun.', en: 'None.' })}</li>}
      </ul>
      {!account.isClosed && (
        <>
          <form method="post" action={`${here}/roles`} class="lines">
            <input type="hidden" name="token" value={token} />
            <GrantFields language={language} choices={choices} asked={asked} />
            <button class="button" type="submit">
              {say({ fr: 'Donner ce rôle', en: 'Grant this role' })}
            </button>
          </form>
          <AddressForm action={`${here}/address`} token={token} language={language} asksPassword={false} />
          <h2>{say({ fr: 'Sessions ouvertes', en: 'Open sessions' })}</h2>
          <SessionTable frame={frame} sessions={sessions} token={token} />
          <h2>{say({ fr: 'Perte ou départ', en: 'Loss or departure' })}</h2>
          <p class="note">
            {say({
              fr: 'Fermer un compte ferme ses sessions et retire ses rôles sur-le-champ ; ce qu’il a fait reste, à son nom.',
              en: 'Closing an account ends its sessions and roles at once; what it did stays, under its name.'
            })}
          </p>
          <div class="buttons">
            <Act
              action={`${here}/factors`}
              token={token}
              label={say({ fr: 'Ôter le second facteur', en: 'Remove the second factor' })}
            />
            <Act
              action={`${here}/close`}
              token={token}
              label={say({ fr: 'Fermer le compte', en: 'Close the account' })}
            />
          </div>
        </>
      )}
    </FormPage>
  )
}

function GrantFields({
  language,
  choices,
  asked
}: {
  readonly language: Language
  readonly choices: GrantChoices
  readonly asked: AskedGrant
}) {
  const say = (text: Text): string => word(text, language)
  return (
    <>
      <p class="field">
        <label for="role">{say({ fr: 'Rôle', en: 'Role' })}</label>
        <select id="role" name="role">
          {GRANTED_ROLES.toReversed().map((role: GrantedRole) => (
            <option value={role} selected={role === asked.role}>
              {ROLES[role].label[language]}
            </option>
          ))}
        </select>
      </p>
      <Field
        id="organisation"
        label={say({
          fr: 'Pour le compte de',
          en: 'On behalf of'
        })}
        hint={say({
          fr: 'Un organisme du registre : tapez un mot de son nom et choisissez, ou donnez son identifiant.',
          en: 'An organisation of the register: type a word of its name and choose, or give its identifier.'
        })}
        list="grant-organisations"
        value={asked.organisation ?? ''}
        optional
      />
      <Proposals id="grant-organisations" values={choices.organisations} />
      <Field
        id="territory"
        label={say({
          fr: 'Limité à',
          en: 'Limited to'
        })}
        hint={say({
          fr: 'Un périmètre, ou le code d’une commune. Vide : partout.',
          en: 'A perimeter, or the code of a commune. Empty: everywhere.'
        })}
        list="grant-territories"
        value={asked.territory ?? ''}
        optional
      />
      <Proposals id="grant-territories" values={choices.territories} />
    </>
  )
}

function stateOf({ isClosed, isDemonstration, hasFactor }: Omit<AccountLine, 'grants'>, language: Language): string {
  if (isClosed) return word({ fr: 'fermé', en: 'closed' }, language)
  if (isDemonstration) return word({ fr: 'démonstration', en: 'demonstration' }, language)
  return word(
    hasFactor
      ? { fr: 'avec second facteur', en: 'with a second factor' }
      : { fr: 'sans second facteur', en: 'without a second factor' },
    language
  )
}

const SENT: Readonly<Record<'queued' | 'by-hand', Text>> = {
  queued: {
    fr: 'L’invitation part. Si le serveur de courriel ne répond pas, elle sera réessayée pendant trois jours.',
    en: 'The invitation is on its way. If the mail server does not answer, it is tried again for three days.'
  },
  'by-hand': {
    fr: 'Aucun serveur de courriel n’est configuré. Passez ce lien à la personne, et à elle seule ; il ne sera plus montré :',
    en: 'No mail server is configured. Give this link to the person, and to nobody else; it will not be shown again:'
  }
}

const SENDING: Readonly<Record<InvitationLine['sending'], Text>> = {
  'not-sent': { fr: 'à remettre à la main', en: 'to be given by hand' },
  queued: { fr: 'en chemin', en: 'on its way' },
  sent: { fr: 'envoyée', en: 'sent' },
  failed: { fr: 'envoi manqué', en: 'sending failed' }
}
const ACCOUNT: Text = { fr: 'Un compte', en: 'An account' }
