/** Another address for an account: the new one confirms, the present one is told and can stop it. */

import type { Actor } from '../domain/access/actor.ts'
import { parseEmail } from '../domain/access/identity.ts'
import { mustBeAllowed } from '../domain/access/refusal.ts'
import { NotFound, Refused } from '../domain/shared/errors.ts'
import type { Language, Text } from '../domain/shared/text.ts'
import { deleteSessions, findAccount, findAccountByEmail, setAccountEmail, type Account } from '../store/access.ts'
import { endAddressChange, findAddressChange, saveAddressChange } from '../store/access-address.ts'
import { spendRecoveries } from '../store/access-links.ts'
import { change } from '../store/journal.ts'
import { findSetting } from '../store/notifications.ts'
import { forgetRecipient } from '../store/queue.ts'
import type { Access, Client, Visitor } from './access.ts'
import { subjectOf } from './access-accounts.ts'
import { proveSelf } from './access-factors.ts'
import { authorOf, digestOf, makeWord } from './access-invitations.ts'
import { addressAskedMail, addressChangedMail, newAddressMail } from './access-mail.ts'

const DAY_MS = 24 * 3600 * 1000

export type AddressAsked = { readonly email: string; readonly observatory: Text }

/**
 * One's own, with the password again. Whether the address has an account already is not told.
 *
 * @throws {InvalidInput} when the address cannot be read
 * @throws {Refused} by the policy, 'password', 'no-mail'
 */
export async function askOwnAddress(
  access: Access,
  visitor: Visitor & { readonly kind: 'account' },
  asked: AddressAsked & { readonly password: string },
  client: Client
): Promise<void> {
  mustBeAllowed(visitor.actor, 'account.change-address', subjectOf(visitor.account))
  const email = parseEmail(asked.email)
  await proveSelf(access, visitor, asked.password, client)
  await ask(access, visitor.actor, visitor.account, { ...asked, email })
}

/** For somebody who lost their mailbox. @throws {InvalidInput} @throws {Refused} @throws {NotFound} */
export async function askAddressFor(access: Access, actor: Actor, id: string, asked: AddressAsked): Promise<void> {
  const account = await findAccount(access.db, id)
  if (!account) throw new NotFound({ fr: 'Ce compte n’existe pas.', en: 'This account does not exist.' })
  mustBeAllowed(actor, 'account.change-address', subjectOf(account))
  await ask(access, actor, account, { ...asked, email: parseEmail(asked.email) })
}

async function ask(
  access: Access,
  actor: Actor,
  account: Account,
  { email, observatory }: AddressAsked
): Promise<void> {
  const { db, now, send, settings } = access
  if (!send) throw new Refused('no-mail', NO_MAIL)
  const [word, stopWord] = [makeWord(), makeWord()]
  const expiresAt = new Date(now().getTime() + DAY_MS)
  await change(db, { actor: authorOf(actor) }, async (transaction) => {
    const { language } = await findSetting(transaction, account.id)
    const link = (rest: string): string => `${settings.origin.replace(/\/$/, '')}${PATHS[language]}/${rest}`
    const links = { digest: digestOf(word), stopDigest: digestOf(stopWord), expiresAt }
    await saveAddressChange(transaction, { account: account.id, email }, links)
    const asked = addressAskedMail(account.email, observatory, link(`stop/${stopWord}`), language)
    await send({ transaction, mail: asked, expiresAt })
    if (await findAccountByEmail(transaction, email)) return
    const mail = newAddressMail(email, observatory, link(word), language)
    await send({ transaction, mail, expiresAt })
  })
}

/** @throws {NotFound} for a link that is used, stopped, expired or unknown */
export async function checkAddressLink({ db, now }: Access, word: string, isStop: boolean): Promise<void> {
  const by = isStop ? { stopDigest: digestOf(word) } : { digest: digestOf(word) }
  if (!(await findAddressChange(db, by, now()))) throw new NotFound(DEAD_LINK)
}

/** @throws {NotFound} also when another account took the address meanwhile */
export async function confirmAddress(access: Access, word: string, observatory: Text): Promise<void> {
  const { db, now, send } = access
  const found = await findAddressChange(db, { digest: digestOf(word) }, now())
  const account = found && (await findAccount(db, found.account))
  if (!account || account.closedAt) throw new NotFound(DEAD_LINK)
  await change(db, { actor: `account:${account.id}` }, async (transaction) => {
    if (!(await endAddressChange(transaction, found))) throw new NotFound(DEAD_LINK)
    if (await findAccountByEmail(transaction, found.email)) throw new NotFound(DEAD_LINK)
    await forgetRecipient(transaction, account.email)
    await setAccountEmail(transaction, account.id, found.email)
    // Whoever reads the earlier mailbox, perhaps why it is left, opens nothing any more.
    await spendRecoveries(transaction, account.id, now())
    const { language } = await findSetting(transaction, account.id)
    for (const to of [account.email, found.email]) {
      await send?.({ transaction, mail: addressChangedMail(to, observatory, language) })
    }
  })
}

/** Whoever asked for it may be signed in: every session ends. @throws {NotFound} */
export async function stopAddress({ db, now }: Access, word: string): Promise<void> {
  const found = await findAddressChange(db, { stopDigest: digestOf(word) }, now())
  if (!found) throw new NotFound(DEAD_LINK)
  await change(db, { actor: `account:${found.account}` }, async (transaction) => {
    if (!(await endAddressChange(transaction, found))) throw new NotFound(DEAD_LINK)
    await forgetRecipient(transaction, found.email)
    await deleteSessions(transaction, found.account)
  })
}

const PATHS: Readonly<Record<Language, string>> = { fr: '/adresse', en: '/en/address' }

const NO_MAIL: Text = {
  fr: 'Aucun serveur de courriel n’est configuré : l’adresse ne peut être confirmée. Demandez à qui tient le serveur (SMTP_URL).',
  en: 'No mail server is configured: the address cannot be confirmed. Ask whoever runs the server (SMTP_URL).'
}
const DEAD_LINK: Text = {
  fr: 'Ce lien ne fonctionne pas, ou plus : il sert une fois, pendant un jour. Demandez de nouveau le changement depuis « Mon compte ».',
  en: 'This link does not work, or no longer: it serves once, for a day. Ask for the change again from “My account”.'
}
