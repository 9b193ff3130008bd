/** One-click accounts, one for each role: on a demonstration, on one’s own machine, and nowhere else. */

import type { Grant } from '../domain/access/actor.ts'
import { ROLES, type GrantedRole } from '../domain/access/role.ts'
import { Refused } from '../domain/shared/errors.ts'
import type { Text } from '../domain/shared/text.ts'
import { findAccountByEmail, insertAccount, insertGrant } from '../store/access.ts'
import { change } from '../store/journal.ts'
import { openSession, type Access, type Client, type Cookies } from './access.ts'

/** What a request shows of how it came. */
export type Way = {
  /** Address of the socket; undefined when there is none to be seen. */
  readonly peer: string | undefined
  /** The name that the browser asked for, with its port. */
  readonly host: string
  /** Whether any header says that another server passed it on. */
  readonly isForwarded: boolean
}

/** Every condition, asked again at each request: a page of another site that names this machine fails the host. */
export function isDemonstration(
  { demonstration }: Pick<Access, 'demonstration'>,
  { peer, host, isForwarded }: Way
): boolean {
  return demonstration && !isForwarded && isLoopback(peer) && LOOPBACK_NAMES.test(host)
}

export function isLoopback(address: string | undefined): boolean {
  return address !== undefined && /^(127(\.\d{1,3}){3}|::1|::ffff:127(\.\d{1,3}){3}|localhost)$/.test(address)
}

const LOOPBACK_NAMES = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i

/** @throws {Refused} 'no-demonstration' */
export async function enterDemonstration(
  access: Access,
  role: GrantedRole,
  way: Way,
  client: Client,
  /** For whom and where the role is held, when the account is made. */
  held: Omit<Grant, 'role'> = {}
): Promise<Cookies> {
  if (!isDemonstration(access, way)) throw new Refused('no-demonstration', NO_DEMONSTRATION)
  const email = `${role}@demonstration.invalid`
  return change(access.db, { actor: 'system' }, async (transaction) => {
    const known = await findAccountByEmail(transaction, email)
    const account = known?.id ?? `demonstration-${role}`
    if (!known) {
      const name = `${ROLES[role].label.fr} (démonstration)`
      await insertAccount(transaction, { id: account, email, name, demonstration: true })
      await insertGrant(transaction, account, { role, ...held }, access.now())
    }
    return openSession(access, { account, twoFactors: true }, client, transaction)
  })
}

const NO_DEMONSTRATION: Text = {
  fr: 'Ce portail n’est pas une démonstration sur votre propre machine : les comptes en un clic n’y existent pas.',
  en: 'This portal is not a demonstration on your own machine: it has no one-click accounts.'
}
