/** Invitations: the only way to an account, and the first of them printed in the terminal. */

import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { Actor, Grant } from '../domain/access/actor.ts'
import { parseEmail, parsePersonName } from '../domain/access/identity.ts'
import type { Subject } from '../domain/access/policy.ts'
import { mustBeAllowed } from '../domain/access/refusal.ts'
import { isGrantedRole, ROLES } from '../domain/access/role.ts'
import { InvalidInput, NotFound, Refused } from '../domain/shared/errors.ts'
import type { Text } from '../domain/shared/text.ts'
import {
  findAccountByEmail,
  findUnknown,
  hasAdministrator,
  insertAccount,
  insertGrant,
  lockAdministrators,
  reopenAccount,
  setPasswordHash
} from '../store/access.ts'
import {
  findInvitation,
  insertInvitation,
  listOpenInvitations,
  renewInvitation,
  setSending,
  useInvitation,
  withdrawFirstInvitations,
  withdrawInvitation,
  type Invitation
} from '../store/access-links.ts'
import type { Db } from '../store/database.ts'
import { change } from '../store/journal.ts'
import { notify } from './notifications.ts'
import { openSession, type Access, type Client, type Cookies } from './access.ts'
import { invitationMail } from './access-mail.ts'
import { hashPassword } from './access-password.ts'
import { mustStillBeAllowed } from './access-still.ts'

const WEEK_MS = 7 * 24 * 3600 * 1000
const DAY_MS = 24 * 3600 * 1000

/** What the administrator sees of an invitation that was made: the link itself only where no mail can carry it. */
export type Sent = { readonly status: 'queued' } | { readonly status: 'by-hand'; readonly link: string }

export type InvitationRequest = {
  readonly email: string
  readonly role: string
  readonly organisation: string
  readonly territory: string
}

/**
 * @throws {Refused} by the policy, or 'has-account'
 * @throws {InvalidInput} when the address or the role cannot be read
 */
export async function invite(access: Access, actor: Actor, asked: InvitationRequest, observatory: Text): Promise<Sent> {
  const { db, now } = access
  mustBeAllowed(actor, 'invitation.send', {})
  const email = parseEmail(asked.email)
  const grant = await parseGrant(db, asked)
  const existing = await findAccountByEmail(db, email)
  if (existing && !existing.closedAt) throw new Refused('has-account', HAS_ACCOUNT)
  const id = randomUUID()
  const word = makeWord()
  return change(db, { actor: authorOf(actor) }, async (transaction) => {
    await lockAdministrators(transaction)
    await mustStillBeAllowed(transaction, actor, 'invitation.send', {})
    await insertInvitation(transaction, digestOf(word), {
      id,
      email,
      name: undefined,
      grant,
      createdAt: now(),
      expiresAt: new Date(now().getTime() + WEEK_MS),
      ...(actor.kind === 'account' && { invitedBy: actor.account })
    })
    return post(access, transaction, { id, email, grant }, word, observatory)
  })
}

/** A new link; the earlier one stops working. */
export async function inviteAgain(access: Access, actor: Actor, id: string, observatory: Text): Promise<Sent> {
  const { db, now } = access
  mustBeAllowed(actor, 'invitation.send', {})
  const invitation = await findInvitation(db, { id })
  if (!invitation?.email || invitation.status !== 'open') throw new NotFound(NO_INVITATION)
  const { email, grant } = invitation
  const word = makeWord()
  return change(db, { actor: authorOf(actor) }, async (transaction) => {
    await lockAdministrators(transaction)
    await mustStillBeAllowed(transaction, actor, 'invitation.send', {})
    await renewInvitation(transaction, id, digestOf(word), new Date(now().getTime() + WEEK_MS))
    return post(access, transaction, { id, email, grant }, word, observatory)
  })
}

/** Asked by the guard of a route. */
export async function subjectOfInvitation({ db }: Access, id: string): Promise<Subject> {
  const invitation = await findInvitation(db, { id })
  if (!invitation) return {}
  return { state: invitation.status === 'open' ? 'open' : 'used' }
}

export async function withdraw(access: Access, actor: Actor, id: string): Promise<void> {
  const invitation = await findInvitation(access.db, { id })
  if (!invitation) throw new NotFound(NO_INVITATION)
  mustBeAllowed(actor, 'invitation.withdraw', await subjectOfInvitation(access, id))
  await change(access.db, { actor: authorOf(actor) }, (transaction) =>
    withdrawInvitation(transaction, id, access.now())
  )
}

export async function openInvitations({ db }: Access, actor: Actor): Promise<readonly Invitation[]> {
  mustBeAllowed(actor, 'invitation.send', {})
  return listOpenInvitations(db)
}

/** @throws {NotFound} for a link that is used, withdrawn, expired or unknown: one sentence for all */
export async function findByLink({ db, now }: Access, word: string): Promise<Invitation> {
  const invitation = await findInvitation(db, { digest: digestOf(word) })
  if (!invitation || invitation.status !== 'open' || !isWithin(invitation.expiresAt, now())) {
    throw new NotFound(DEAD_LINK)
  }
  return invitation
}

/** Not over, nor made in a time to come: a clock that is set back gives no link a longer life. */
function isWithin(expiresAt: Date, now: Date): boolean {
  const left = expiresAt.getTime() - now.getTime()
  return left > 0 && left <= WEEK_MS + DAY_MS
}

export type Acceptance = {
  readonly name: string
  /** Heeded at the first start alone: an invitation knows its address. */
  readonly email: string
  readonly password: string
}

/**
 * Makes the account, gives it the role, signs it in.
 *
 * @throws {NotFound} when the link does not work, or no longer
 * @throws {InvalidInput} when the name, the address or the password is not taken: the link still works
 */
export async function accept(access: Access, word: string, given: Acceptance, client: Client): Promise<Cookies> {
  const invitation = await findByLink(access, word)
  const email = invitation.email ?? parseEmail(given.email)
  const name = parsePersonName(given.name)
  const hash = await hashPassword(given.password, [email, name])
  const account = await accountFor(access.db, email)
  return change(access.db, { actor: `account:${account}` }, async (transaction) => {
    const now = access.now()
    if (!(await useInvitation(transaction, invitation.id, now))) throw new NotFound(DEAD_LINK)
    await openAccount(transaction, { id: account, email, name })
    await setPasswordHash(transaction, account, hash)
    await insertGrant(transaction, account, invitation.grant, now)
    await tellInviter(transaction, invitation, now)
    return openSession(access, { account, twoFactors: false }, client, transaction)
  })
}

/** The one that was closed, for somebody who comes back; else a new one. */
export async function accountFor(db: Db, email: string): Promise<string> {
  return (await findAccountByEmail(db, email))?.id ?? randomUUID()
}

/** @throws {Refused} 'has-account' when the address has one that is open */
export async function openAccount(
  transaction: Db,
  { id, email, name }: { readonly id: string; readonly email: string; readonly name: string }
): Promise<void> {
  const existing = await findAccountByEmail(transaction, email)
  if (!existing) return insertAccount(transaction, { id, email, name, demonstration: false })
  if (existing.id !== id || !existing.closedAt) throw new Refused('has-account', HAS_ACCOUNT)
  await reopenAccount(transaction, id, name)
}

/** Names nobody: the list of accounts does. */
export async function tellInviter(transaction: Db, { grant, invitedBy }: Invitation, now: Date): Promise<void> {
  if (invitedBy === undefined) return
  const to = { accounts: [invitedBy] }
  await notify(transaction, { kind: 'invitation.accepted', to, label: ROLES[grant.role].label, path: '/acces' }, now)
}

/**
 * The link that makes the first administrator, or undefined once there is one. Each start prints another and the
 * earlier ones stop working; it lasts a day.
 */
export async function firstLink({
  db,
  settings,
  now
}: Pick<Access, 'db' | 'settings' | 'now'>): Promise<string | undefined> {
  if (await hasAdministrator(db)) return undefined
  const word = makeWord()
  await change(db, { actor: 'system' }, async (transaction) => {
    await withdrawFirstInvitations(transaction, now())
    await insertInvitation(transaction, digestOf(word), {
      id: randomUUID(),
      email: undefined,
      name: undefined,
      grant: { role: 'administrator' },
      createdAt: now(),
      expiresAt: new Date(now().getTime() + DAY_MS)
    })
  })
  return linkTo(settings.origin, word)
}

async function post(
  access: Access,
  transaction: Db,
  { id, email, grant }: Pick<Invitation, 'id' | 'grant'> & { readonly email: string },
  word: string,
  observatory: Text
): Promise<Sent> {
  const link = linkTo(access.settings.origin, word)
  if (!access.send) return { status: 'by-hand', link }
  const mail = invitationMail(email, observatory, grant, link)
  const expiresAt = new Date(access.now().getTime() + WEEK_MS)
  await access.send({ transaction, mail, expiresAt, invitation: id })
  await setSending(transaction, id, 'queued')
  return { status: 'queued' }
}

/** @throws {InvalidInput} when the role is not given to anyone, or the organisation or territory is not in the registry */
export async function parseGrant(
  db: Db,
  { role, organisation, territory }: Omit<InvitationRequest, 'email'>
): Promise<Grant> {
  if (!isGrantedRole(role)) {
    throw new InvalidInput({
      fr: 'Le rôle n’est pas de ceux qui se donnent : choisissez-le dans la liste',
      en: 'The role is not one that is given: choose it in the list'
    })
  }
  const [forWhom, where] = [organisation, territory].map((text) => text.trim().slice(0, 100))
  const grant: Grant = { role, ...(forWhom && { organisation: forWhom }), ...(where && { territory: where }) }
  const unknown = await findUnknown(db, grant)
  if (unknown) throw new InvalidInput(UNKNOWN[unknown])
  return grant
}

/** How the journal names whoever acts. */
export function authorOf(actor: Actor): 'system' | `account:${string}` {
  return actor.kind === 'account' ? `account:${actor.account}` : 'system'
}

/** 256 bits: nobody guesses it. */
export function makeWord(): string {
  return randomBytes(32).toString('base64url')
}

export function digestOf(word: string): string {
  return createHash('sha256').update(word).digest('hex')
}

function linkTo(origin: string, word: string): string {
  return `${origin.replace(/\/$/, '')}/invitation/${word}`
}

const UNKNOWN: Readonly<Record<'organisation' | 'territory', Text>> = {
  organisation: {
    fr: 'Cet organisme n’est pas dans le registre : attendu son identifiant',
    en: 'This organisation is not in the register: expected its identifier'
  },
  territory: {
    fr: 'Ce territoire n’existe pas : attendu l’identifiant d’un périmètre, ou le code d’une commune',
    en: 'This territory does not exist: expected the identifier of a perimeter, or the code of a commune'
  }
}
const DEAD_LINK: Text = {
  fr: 'Ce lien ne fonctionne pas, ou plus : il sert une fois, pendant un temps. Demandez-en un autre à qui vous l’a envoyé.',
  en: 'This link does not work, or no longer: it serves once, for a time. Ask whoever sent it for another.'
}
const NO_INVITATION: Text = {
  fr: 'Cette invitation n’existe pas, ou plus.',
  en: 'This invitation does not exist, or no longer.'
}
const HAS_ACCOUNT: Text = {
  fr: 'Cette adresse a déjà un compte : donnez-lui un rôle dans la liste des comptes.',
  en: 'This address has an account already: grant it a role in the list of accounts.'
}
