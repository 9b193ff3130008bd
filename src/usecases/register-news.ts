/** Who is told of what happens in the register, within the transaction of what happens. */

import type { Author } from '../domain/journal/entry.ts'
import { nameOn, type Organisation } from '../domain/organisations/organisation.ts'
import type { Text } from '../domain/shared/text.ts'
import type { Db } from '../store/database.ts'
import { findTransactionTime } from '../store/notifications.ts'
import { notify } from './notifications.ts'

/** Those who speak for it, but not whoever changed it. */
export async function tellChanged(transaction: Db, organisation: Organisation, author: Author): Promise<void> {
  const now = await findTransactionTime(transaction)
  const name = nameOn(organisation, now.toISOString().slice(0, 10))
  const notice = {
    kind: 'organisation.changed',
    to: { organisation: organisation.id },
    label: { fr: name, en: name },
    path: `/organisations/${encodeURIComponent(organisation.id)}`
  } as const
  await notify(transaction, { ...notice, ...(author.startsWith('account:') && { by: author.slice(8) }) }, now)
}

/** Administrators, who answer: what is asked, never by whom. */
export async function tellAsked(transaction: Db, id: string | undefined, label: Text): Promise<void> {
  const path = id === undefined ? '/demandes' : `/demandes/${encodeURIComponent(id)}`
  const notice = { kind: 'data-request.received', to: { role: 'administrator' }, label, path } as const
  await notify(transaction, notice, await findTransactionTime(transaction))
}

/** Whoever asked while signed in; an answer by letter is the administrator's own. */
export async function tellAnswered(transaction: Db, account: string | null, label: Text): Promise<void> {
  if (account === null) return
  const notice = { kind: 'data-request.answered', to: { accounts: [account] }, label, path: '/mes-donnees' } as const
  await notify(transaction, notice, await findTransactionTime(transaction))
}
