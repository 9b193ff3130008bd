/** Accounts as administrators see them: roles given and withdrawn, accounts closed, lost factors reset. */

import type { Actor } from '../domain/access/actor.ts'
import { mustBeAllowed } from '../domain/access/refusal.ts'
import type { Subject } from '../domain/access/policy.ts'
import { NotFound, Refused } from '../domain/shared/errors.ts'
import type { Text } from '../domain/shared/text.ts'
import {
  closeAccount,
  deleteFactors,
  deleteSession,
  deleteSessions,
  endGrant,
  findAccount,
  findGrant,
  findSessionOwner,
  insertGrant,
  listAccounts,
  listSessions,
  lockAdministrators,
  type Account,
  type OpenSession
} from '../store/access.ts'
import { withdrawInvitationsOf } from '../store/access-links.ts'
import type { Db } from '../store/database.ts'
import { change } from '../store/journal.ts'
import type { Access } from './access.ts'
import { authorOf, parseGrant, type InvitationRequest } from './access-invitations.ts'
import { mustStillBeAllowed } from './access-still.ts'

export async function allAccounts({ db }: Access, actor: Actor): Promise<readonly Account[]> {
  mustBeAllowed(actor, 'account.list', {})
  return listAccounts(db)
}

export type AccountSheet = { readonly account: Account; readonly sessions: readonly OpenSession[] }

/** @throws {NotFound} also when it exists and is not for the actor to see */
export async function accountSheet({ db, now }: Access, actor: Actor, id: string): Promise<AccountSheet> {
  const account = await accountOf(db, id)
  mustBeAllowed(actor, 'account.read', subjectOf(account))
  return { account, sessions: await listSessions(db, id, now()) }
}

/** @throws {Refused} by the policy, or 'held' when the account has that very role already */
export async function grantRole(
  access: Access,
  actor: Actor,
  id: string,
  asked: Omit<InvitationRequest, 'email'>
): Promise<void> {
  const grant = await parseGrant(access.db, asked)
  await change(access.db, { actor: authorOf(actor) }, async (transaction) => {
    await lockAdministrators(transaction)
    await mustStillBeAllowed(transaction, actor, 'role.grant', subjectOf(await accountOf(transaction, id)))
    const outcome = await insertGrant(transaction, id, grant, access.now())
    if (outcome === 'held') throw new Refused('held', HELD)
  })
}

/** @throws {Refused} by the policy, or 'last-administrator' */
export async function withdrawRole(access: Access, actor: Actor, grantId: string): Promise<void> {
  await change(access.db, { actor: authorOf(actor) }, async (transaction) => {
    const administrators = await lockAdministrators(transaction)
    const grant = await findGrant(transaction, grantId)
    if (!grant) throw new NotFound(NO_ROLE)
    const subject = subjectOf(await accountOf(transaction, grant.account))
    await mustStillBeAllowed(transaction, actor, 'role.withdraw', subject)
    await endGrant(transaction, grantId, access.now())
    if (grant.role === 'administrator') await withdrawInvitationsOf(transaction, grant.account, access.now())
    if (administrators.length > 0 && (await lockAdministrators(transaction)).length === 0) {
      throw new Refused('last-administrator', LAST_ADMINISTRATOR)
    }
  })
}

/** At once: sessions end with it. @throws {Refused} by the policy, or 'last-administrator' */
export async function close(access: Access, actor: Actor, id: string): Promise<void> {
  await change(access.db, { actor: authorOf(actor) }, async (transaction) => {
    const administrators = await lockAdministrators(transaction)
    const account = await accountOf(transaction, id)
    await mustStillBeAllowed(transaction, actor, 'account.close', subjectOf(account))
    if (administrators.includes(id) && administrators.length === 1) {
      throw new Refused('last-administrator', LAST_ADMINISTRATOR)
    }
    await closeAccount(transaction, id, access.now())
    await withdrawInvitationsOf(transaction, id, access.now())
  })
}

/** For whoever lost telephone and codes: signs in by password, then sets a factor up again. */
export async function resetFactors(access: Access, actor: Actor, id: string): Promise<void> {
  await change(access.db, { actor: authorOf(actor) }, async (transaction) => {
    await lockAdministrators(transaction)
    const subject = subjectOf(await accountOf(transaction, id))
    await mustStillBeAllowed(transaction, actor, 'account.reset-factors', subject)
    await deleteFactors(transaction, id)
    await deleteSessions(transaction, id)
  })
}

/** One’s own, or any for an administrator. */
export async function endSession({ db }: Access, actor: Actor, id: string): Promise<void> {
  const owner = await findSessionOwner(db, id)
  if (owner === undefined) throw new NotFound(NO_SESSION)
  mustBeAllowed(actor, 'session.end', { owner })
  await deleteSession(db, id)
}

/** What the policy asks of an account. */
export function subjectOf({ id, closedAt }: Pick<Account, 'id' | 'closedAt'>): Subject {
  return { owner: id, state: closedAt ? 'closed' : 'active' }
}

/** Asked by the guard of a route; what is not there is nobody's. */
export async function subjectOfAccount({ db }: Access, id: string): Promise<Subject> {
  const account = await findAccount(db, id)
  return account ? subjectOf(account) : {}
}

export async function subjectOfGrant({ db }: Access, id: string): Promise<Subject> {
  const grant = await findGrant(db, id)
  return grant ? { owner: grant.account } : {}
}

export async function sessionSubject({ db }: Access, id: string): Promise<Subject> {
  const owner = await findSessionOwner(db, id)
  return owner === undefined ? {} : { owner }
}

async function accountOf(db: Db, id: string): Promise<Account> {
  const account = await findAccount(db, id)
  if (!account) throw new NotFound(NO_ACCOUNT)
  return account
}

const NO_ACCOUNT: Text = { fr: 'Ce compte n’existe pas.', en: 'This account does not exist.' }
const NO_ROLE: Text = { fr: 'Ce rôle n’est pas tenu, ou plus.', en: 'This role is not held, or no longer.' }
const NO_SESSION: Text = { fr: 'Cette session est fermée.', en: 'This session has ended.' }
const HELD: Text = { fr: 'Ce compte tient déjà ce rôle.', en: 'This account holds this role already.' }
const LAST_ADMINISTRATOR: Text = {
  fr: 'C’est le dernier administrateur : donnez d’abord ce rôle à un autre compte.',
  en: 'This is the last administrator: give the role to another account first.'
}
