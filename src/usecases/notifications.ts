/** Telling people what concerns them: in the product at once, by e-mail as often as each chose. */

import { randomUUID } from 'node:crypto'
import type { Actor } from '../domain/access/actor.ts'
import type { Subject } from '../domain/access/policy.ts'
import { mustBeAllowed } from '../domain/access/refusal.ts'
import {
  CADENCES,
  cadenceOf,
  nextDigest,
  NOTIFICATION_KIND_NAMES,
  type Choices,
  type Notification,
  type NotificationKind
} from '../domain/notifications/notification.ts'
import { InvalidInput, NotFound } from '../domain/shared/errors.ts'
import type { Text } from '../domain/shared/text.ts'
import type { Db } from '../store/database.ts'
import { change } from '../store/journal.ts'
import {
  countUnread,
  findNotification,
  findRecipients,
  findSetting,
  findTimeZone,
  hasUntold,
  insertNotification,
  listNotifications,
  markRead,
  saveSetting,
  type Audience,
  type Recipient,
  type Setting
} from '../store/notifications.ts'
import { insertJob } from '../store/queue.ts'
import type { Access } from './access.ts'

export type Notice = {
  readonly kind: NotificationKind
  readonly to: Audience
  /** The account that did it, which needs not be told. */
  readonly by?: string
  /** A public name of what it happened to: the figure, the organisation. Never a person’s, nor what somebody wrote. */
  readonly label: Text
  /** The French address of the page to open. */
  readonly path: string
}

/** Within the transaction of the change: whoever is to know of it does, and of nothing that was undone. */
export async function notify(transaction: Db, { kind, to, by, label, path }: Notice, now: Date): Promise<void> {
  const recipients = await findRecipients(transaction, to)
  for (const recipient of recipients) {
    if (recipient.account === by) continue
    const notification = { id: randomUUID(), kind, label, path, createdAt: now }
    await insertNotification(transaction, recipient.account, notification)
    if (!recipient.isDemonstration) await askForLetter(transaction, recipient, notification, now)
  }
}

async function askForLetter(
  transaction: Db,
  { account, choices }: Recipient,
  { id, kind }: Pick<Notification, 'id' | 'kind'>,
  now: Date
): Promise<void> {
  const cadence = cadenceOf(choices, kind)
  if (cadence === 'none') return
  if (cadence === 'at-once') {
    await insertJob(transaction, { kind: 'notice', account, payload: { notification: id }, createdAt: now, runAt: now })
    return
  }
  await askForDigest(transaction, account, cadence, now)
}

/** One that waits already tells of this too; one that has nothing to tell is no letter. */
async function askForDigest(transaction: Db, account: string, cadence: 'daily' | 'weekly', now: Date): Promise<void> {
  await insertJob(transaction, {
    kind: 'digest',
    key: `digest ${cadence} ${account}`,
    account,
    payload: { cadence },
    createdAt: now,
    runAt: nextDigest(cadence, now, await findTimeZone(transaction))
  })
}

/** Shown at once; older ones are removed in time. */
const MOST_SHOWN = 200

export async function ownNotifications({ db }: Access, account: string): Promise<readonly Notification[]> {
  return listNotifications(db, account, MOST_SHOWN)
}

/** Asked by the guard of a route; what is not there is nobody's. */
export async function subjectOfNotification({ db }: Access, id: string): Promise<Subject> {
  const found = await findNotification(db, id)
  return found ? { owner: found.account } : {}
}

/** @returns the address of what it tells of @throws {NotFound} */
export async function openNotification({ db, now }: Access, actor: Actor, id: string): Promise<string> {
  const found = await findNotification(db, id)
  if (!found)
    throw new NotFound({ fr: 'Cet avis n’existe pas, ou plus.', en: 'This notification is not there, or no longer.' })
  mustBeAllowed(actor, 'notification.set', { owner: found.account })
  await markRead(db, found.account, id, now())
  return found.path
}

export async function countOwnUnread({ db }: Access, account: string): Promise<number> {
  return countUnread(db, account)
}

export async function markAllRead({ db, now }: Access, account: string): Promise<void> {
  await markRead(db, account, undefined, now())
}

export async function ownSetting({ db }: Access, account: string): Promise<Setting> {
  return findSetting(db, account)
}

/** @throws {InvalidInput} for a kind or a cadence that is not in the lists */
export async function chooseSetting(
  { db, now }: Access,
  account: string,
  given: { readonly language: string; readonly cadences: Readonly<Record<string, string>> }
): Promise<void> {
  const choices = parseChoices(given.cadences)
  await change(db, { actor: `account:${account}` }, async (transaction) => {
    await saveSetting(transaction, account, { language: given.language === 'en' ? 'en' : 'fr', choices })
    if (!(await hasUntold(transaction, account))) return
    // What waited for a digest that is no longer wanted goes with the next one that is.
    for (const cadence of ['daily', 'weekly'] as const) await askForDigest(transaction, account, cadence, now())
  })
}

function parseChoices(given: Readonly<Record<string, string>>): Choices {
  return Object.fromEntries(
    NOTIFICATION_KIND_NAMES.flatMap((kind) => {
      const chosen = given[kind]
      if (chosen === undefined) return []
      const cadence = CADENCES.find((one) => one === chosen)
      if (cadence) return [[kind, cadence]]
      throw new InvalidInput({
        fr: `« ${chosen.slice(0, 40)} » n’est pas une fréquence : choisissez dans la liste`,
        en: `"${chosen.slice(0, 40)}" is not a frequency: choose in the list`
      })
    })
  )
}
