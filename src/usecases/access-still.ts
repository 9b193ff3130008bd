/** Rights asked again inside the transaction: those of the beginning of a request may have been withdrawn meanwhile. */

import type { Action } from '../domain/access/action.ts'
import type { Actor } from '../domain/access/actor.ts'
import type { Subject } from '../domain/access/policy.ts'
import { mustBeAllowed } from '../domain/access/refusal.ts'
import { findAccount } from '../store/access.ts'
import type { Db } from '../store/database.ts'

/** @throws {Refused} by the policy, with the roles that the account holds now */
export async function mustStillBeAllowed(db: Db, actor: Actor, action: Action, subject: Subject): Promise<void> {
  if (actor.kind === 'anonymous') return mustBeAllowed(actor, action, subject)
  const account = await findAccount(db, actor.account)
  mustBeAllowed({ ...actor, grants: account && !account.closedAt ? account.grants : [] }, action, subject)
}
