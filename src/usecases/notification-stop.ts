/** One click that stops letters, without signing in: what RFC 8058 asks for. */

import {
  cadenceOf,
  isNotificationKind,
  NOTIFICATION_KIND_NAMES,
  type Cadence,
  type Choices,
  type NotificationKind
} from '../domain/notifications/notification.ts'
import { NotFound } from '../domain/shared/errors.ts'
import { findAccount } from '../store/access.ts'
import { change } from '../store/journal.ts'
import { findSetting, saveSetting } from '../store/notifications.ts'
import type { Access } from './access.ts'
import { isSame, sign } from './access-seal.ts'

/** Letters at once of one kind, or every digest. */
export type Stopped = NotificationKind | 'digests'

const PURPOSE = 'stop letters'

/** For the address in a letter; it never dies, and does nothing but stop letters. */
export function stopWord(secret: string, account: string, stopped: Stopped): string {
  const text = Buffer.from(JSON.stringify([account, stopped])).toString('base64url')
  return `${text}.${sign(secret, PURPOSE, text)}`
}

export type StopLink = { readonly account: string; readonly stopped: Stopped }

/** @throws {NotFound} for a word that was not written here, or of an account that is closed */
export async function readStop({ db, settings }: Access, word: string): Promise<StopLink> {
  const [text = '', signature = ''] = word.split('.')
  if (!isSame(signature, sign(settings.secret, PURPOSE, text))) throw new NotFound(BAD_LINK)
  const [account, stopped] = JSON.parse(Buffer.from(text, 'base64url').toString()) as [string, string]
  const found = await findAccount(db, account)
  if (!found || found.closedAt || !isStopped(stopped)) throw new NotFound(BAD_LINK)
  return { account, stopped }
}

/** Again and again without harm: a mail server that asks twice changes nothing more. @throws {NotFound} */
export async function stop(access: Access, word: string, all: boolean): Promise<StopLink> {
  const link = await readStop(access, word)
  await change(access.db, { actor: `account:${link.account}` }, async (transaction) => {
    const { language, choices } = await findSetting(transaction, link.account)
    await saveSetting(transaction, link.account, { language, choices: without(choices, link.stopped, all) })
  })
  return link
}

function without(choices: Choices, stopped: Stopped, all: boolean): Choices {
  const isOver = (kind: NotificationKind): boolean =>
    all || kind === stopped || (stopped === 'digests' && DIGESTS.includes(cadenceOf(choices, kind)))
  const over = NOTIFICATION_KIND_NAMES.filter(isOver).map((kind): [NotificationKind, Cadence] => [kind, 'none'])
  return { ...choices, ...Object.fromEntries(over) }
}

const DIGESTS: readonly Cadence[] = ['daily', 'weekly']

function isStopped(text: string): text is Stopped {
  return text === 'digests' || isNotificationKind(text)
}

const BAD_LINK = {
  fr: 'Ce lien n’est pas entier, ou son compte est fermé : plus aucune lettre ne part vers un compte fermé. Recopiez l’adresse depuis la lettre.',
  en: 'This link is not whole, or its account is closed: no letter leaves for a closed account. Copy the address from the letter again.'
}
