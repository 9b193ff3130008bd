/** The second factor of one’s own account, and one’s own password. */

import { mustBeAllowed } from '../domain/access/refusal.ts'
import { InvalidInput, Refused } from '../domain/shared/errors.ts'
import type { Text } from '../domain/shared/text.ts'
import { deleteSessions, setPasswordHash } from '../store/access.ts'
import { change } from '../store/journal.ts'
import { headersOf, openLibrary, type Access, type Client, type SignIn, type Visitor } from './access.ts'
import { subjectOf } from './access-accounts.ts'
import { takeAttempt, waitText } from './access-attempts.ts'
import { hashPassword } from './access-password.ts'

type SignedIn = Visitor & { readonly kind: 'account' }

export type CodesToSetUp = {
  /** For an application: `otpauth://…`. */
  readonly uri: string
  /** For when the telephone is lost: each serves once. */
  readonly spare: readonly string[]
}

/**
 * Whoever has a factor already must have used it: a stolen password sets up no other.
 *
 * @throws {Refused} by the policy, 'second-factor' when one is set up and was not used, or 'password'
 */
export async function setUpCodes(
  access: Access,
  visitor: SignedIn,
  password: string,
  cookie: string,
  client: Client
): Promise<CodesToSetUp> {
  mayChangeFactors(visitor)
  if (visitor.account.hasPassword) await guessPassword(access, visitor, client)
  return change(access.db, { actor: `account:${visitor.account.id}` }, async (transaction) => {
    const library = await openLibrary(access, transaction)
    const answer = await library.api.enableTwoFactor({
      body: { ...(password !== '' && { password: password.slice(0, 200).normalize('NFKC') }) },
      headers: headersOf(client, cookie),
      asResponse: true
    })
    const body: unknown = await answer.json()
    if (!answer.ok || !isSetUp(body)) throw new Refused('password', answer.ok ? ALREADY : WRONG_PASSWORD)
    return { uri: body.totpURI, spare: body.backupCodes }
  })
}

/** The first code that the application shows proves that it works; the session then counts as having two factors. */
export async function confirmCodes(
  access: Access,
  visitor: SignedIn,
  code: string,
  cookie: string,
  client: Client
): Promise<SignIn> {
  mayChangeFactors(visitor)
  return change(access.db, { actor: `account:${visitor.account.id}` }, async (transaction) => {
    const library = await openLibrary(access, transaction)
    const answer = await library.api.verifyTOTP({
      body: { code: code.replace(/\s/g, '').slice(0, 12) },
      headers: headersOf(client, cookie),
      asResponse: true
    })
    if (!answer.ok) return { status: 'refused' }
    return { status: 'signed-in', cookies: answer.headers.getSetCookie() }
  })
}

/**
 * Ends every other session.
 *
 * @throws {Refused} 'password' when the present one is wrong
 * @throws {InvalidInput} when the new one is not taken
 */
export async function changePassword(
  access: Access,
  visitor: SignedIn,
  present: string,
  next: string,
  client: Client
): Promise<void> {
  const { account, session, actor } = visitor
  mustBeAllowed(actor, 'account.edit', subjectOf(account))
  await guessPassword(access, visitor, client)
  if (!(await isPassword(access, account.id, present))) throw new Refused('password', WRONG_PASSWORD)
  if (present === next) throw new InvalidInput(SAME)
  const hash = await hashPassword(next, [account.email, account.name])
  await change(access.db, { actor: `account:${account.id}` }, async (transaction) => {
    await setPasswordHash(transaction, account.id, hash)
    await deleteSessions(transaction, account.id, session.id)
  })
}

/**
 * Before what could take the account away.
 *
 * @throws {Refused} 'second-factor' when one is set up and was not used, or 'password'
 */
export async function proveSelf(access: Access, visitor: SignedIn, password: string, client: Client): Promise<void> {
  mayChangeFactors(visitor)
  if (!visitor.account.hasPassword) return
  await guessPassword(access, visitor, client)
  if (!(await isPassword(access, visitor.account.id, password))) throw new Refused('password', WRONG_PASSWORD)
}

/** @throws {Refused} 'second-factor' */
export function mayChangeFactors({ account, actor }: SignedIn): void {
  mustBeAllowed(actor, 'account.edit', subjectOf(account))
  const hasFactor = account.hasCodes || account.passkeys > 0
  if (hasFactor && !actor.usedSecondFactor) throw new Refused('second-factor', USE_IT_FIRST)
}

/** A session left open, or stolen, tries no more passwords than a stranger. @throws {Refused} 'password' */
async function guessPassword(access: Access, { account }: SignedIn, client: Client): Promise<void> {
  const seconds = await takeAttempt(access, { what: 'password', client, account: account.id })
  if (seconds > 0) throw new Refused('password', waitText(seconds))
}

async function isPassword({ db }: Access, account: string, password: string): Promise<boolean> {
  const row = await db
    .selectFrom('credential')
    .select('password')
    .where('account', '=', account)
    .where('provider', '=', 'credential')
    .executeTakeFirst()
  if (!row?.password || password.length > 200) return false
  const { verifyPassword } = await import('../store/access-hash.ts')
  return verifyPassword({ hash: row.password, password: password.normalize('NFKC') })
}

function isSetUp(body: unknown): body is { readonly totpURI: string; readonly backupCodes: readonly string[] } {
  return typeof body === 'object' && body !== null && 'totpURI' in body && 'backupCodes' in body
}

const WRONG_PASSWORD: Text = {
  fr: 'Le mot de passe actuel n’est pas celui-là. Rien n’a changé.',
  en: 'This is not the present password. Nothing has changed.'
}
const ALREADY: Text = {
  fr: 'Un second facteur est déjà en place.',
  en: 'A second factor is set up already.'
}
const USE_IT_FIRST: Text = {
  fr: 'Ce compte a déjà un second facteur : servez-vous-en d’abord, puis changez-le.',
  en: 'This account has a second factor already: use it first, then change it.'
}
const SAME: Text = { fr: 'Le nouveau mot de passe est l’ancien.', en: 'The new password is the old one.' }
