/** An office where doubts are answered, over a fictional observatory whose one figure may be changed. */

import { randomUUID } from 'node:crypto'
import type { Grant } from '../../src/domain/access/actor.ts'
import { insertAccount, insertGrant } from '../../src/store/access.ts'
import type { DoubtContext } from '../../src/usecases/doubts.ts'
import { openOffice, type Office } from './access-office.ts'
import { contextOf } from './town.ts'

export { ASKED, contextOf, TODAY } from './town.ts'

export type DoubtOffice = { readonly office: Office; readonly context: DoubtContext }

export async function openDoubtOffice(): Promise<DoubtOffice> {
  const office = await openOffice()
  return { office, context: contextOf(office, 7) }
}

/** An account with one role, signed in with two factors. */
export async function holder({ access }: Office, grant: Grant) {
  const account = `${grant.role}-${randomUUID()}`
  const { db, now } = access
  await insertAccount(db, {
    id: account,
    email: `${account}@exemple.fr`,
    name: `${grant.role} Exemple`,
    demonstration: false
  })
  await insertGrant(db, account, grant, now())
  return { kind: 'account', account, grants: [grant], usedSecondFactor: true } as const
}
