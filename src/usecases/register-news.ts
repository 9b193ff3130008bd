/** Who is told of what happens in the register, within the transaction of what happens. */

import type { Author } from '../domain/journal/entry.ts'
import { nameOn, type Organisation } from '../domain/organisations/organisation.ts'
import type { Text } from '../domain/shared/text.ts'
import { dayThere } from '../domain/shared/time-zone.ts'
import type { Db } from '../store/database.ts'
import { findTimeZone, findTransactionTime } from '../store/notifications.ts'
import type { DataRequest } from '../store/organisations-personal.ts'
import type { Mail, PostLetter } from './letters.ts'
import { notify } from './notifications.ts'

/** Those who speak for it, but not whoever changed it. */
export async function tellChanged(transaction: Db, organisation: Organisation, author: Author): Promise<void> {
  const now = await findTransactionTime(transaction)
  const zone = await findTimeZone(transaction)
  const name = nameOn(organisation, dayThere(zone, now))
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

/** How to write to who has no account. */
export type Letters = {
  readonly send: PostLetter
  /** Name of the observatory. */
  readonly observatory: Text
}

/**
 * Whoever asked while signed in, in the portal; whoever proved an address, at that address.
 *
 * @param letters absent where no mail server is configured: the administrator then writes
 */
export async function tellAnswered(
  transaction: Db,
  { account, email, confirmed }: Pick<DataRequest, 'account' | 'email' | 'confirmed'>,
  told: { readonly label: Text; readonly outcome: Text },
  letters: Letters | undefined
): Promise<void> {
  if (account !== null) {
    const { label } = told
    const notice = { kind: 'data-request.answered', to: { accounts: [account] }, label, path: '/mes-donnees' } as const
    await notify(transaction, notice, await findTransactionTime(transaction))
  } else if (email !== null && confirmed !== null && letters) {
    await letters.send({ transaction, mail: answerMail(email, told, letters.observatory) })
  }
}

function answerMail(
  to: string,
  { label, outcome }: { readonly label: Text; readonly outcome: Text },
  observatory: Text
): Mail {
  return {
    to,
    language: 'both',
    subject: `${observatory.fr} : réponse à votre demande`,
    body: [
      'Bonjour,',
      `Vous aviez demandé à « ${observatory.fr} » : ${label.fr}.`,
      `Réponse : ${outcome.fr}.`,
      '---',
      `You had asked “${observatory.en}”: ${label.en}.`,
      `Answer: ${outcome.en}.`,
      ''
    ].join('\n\n')
  }
}
