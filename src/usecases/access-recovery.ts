/** A new password for whoever lost theirs, by a link sent to the address of the account, and to nobody else. */

import { parseEmail } from '../domain/access/identity.ts'
import { NotFound } from '../domain/shared/errors.ts'
import type { Language, Text } from '../domain/shared/text.ts'
import { deleteSessions, findAccount, findAccountByEmail, setPasswordHash } from '../store/access.ts'
import { findRecovery, insertRecovery, RECOVERY_MS, useRecoveries } from '../store/access-links.ts'
import { change } from '../store/journal.ts'
import type { Access, Client } from './access.ts'
import { takeAttempt } from './access-attempts.ts'
import { digestOf, makeWord } from './access-invitations.ts'
import { recoveryMail } from './access-mail.ts'
import { hashPassword } from './access-password.ts'

/** Letters to one account whose links still work: who asks again has one already, and nobody floods a mailbox. */
const MOST_LETTERS = 5

/**
 * Answers before anything is looked up, and does the same work whether there is an account or not: nobody learns, from
 * the answer or from its time, who has one. What follows is the promise, which never rejects.
 *
 * @throws {InvalidInput} when the address cannot be read
 */
export function askRecovery(
  access: Access,
  text: string,
  language: Language,
  observatory: Text,
  client: Client
): { readonly done: Promise<void> } {
  const email = parseEmail(text)
  return {
    done: post(access, email, client, { language, observatory }).catch((error: unknown) => {
      access.log(`recovery: ${error instanceof Error ? error.message : String(error)}`)
    })
  }
}

async function post(
  access: Access,
  email: string,
  client: Client,
  { language, observatory }: { readonly language: Language; readonly observatory: Text }
): Promise<void> {
  if ((await takeAttempt(access, { what: 'recovery', client, account: email })) > 0) return
  const found = await findAccountByEmail(access.db, email)
  const account = found && !found.closedAt && !found.demonstration ? found : undefined
  const word = makeWord()
  const now = access.now()
  const until = new Date(now.getTime() + RECOVERY_MS)
  const { origin } = access.settings
  const link = `${origin.replace(/\/$/, '')}${PATHS[language]}/${word}`
  await access.db.transaction().execute(async (transaction) => {
    const open = await insertRecovery(transaction, digestOf(word), { email, account: account?.id }, { now, until })
    if (!account || open > MOST_LETTERS) return
    if (!access.send) throw new Error('a recovery was asked for, and no mail server is configured (SMTP_URL)')
    const mail = recoveryMail(account.email, observatory, link, language)
    await access.send({ transaction, mail, expiresAt: until })
  })
}

const PATHS = { fr: '/oubli', en: '/en/recovery' } as const

/** @throws {NotFound} for a link that is used, expired or unknown */
export async function checkRecovery({ db, now }: Access, word: string): Promise<void> {
  if ((await findRecovery(db, digestOf(word), now())) === undefined) throw new NotFound(DEAD_LINK)
}

/**
 * Sets the password and ends every session. The second factor stays: the link proves the mailbox alone.
 *
 * @throws {NotFound} when the link does not work, or no longer
 * @throws {InvalidInput} when the password is not taken: the link still works
 */
export async function recover(access: Access, word: string, password: string): Promise<void> {
  const digest = digestOf(word)
  const id = await findRecovery(access.db, digest, access.now())
  const account = id === undefined ? undefined : await findAccount(access.db, id)
  if (!account || account.closedAt) throw new NotFound(DEAD_LINK)
  const hash = await hashPassword(password, [account.email, account.name])
  await change(access.db, { actor: `account:${account.id}` }, async (transaction) => {
    if (!(await useRecoveries(transaction, digest, access.now()))) throw new NotFound(DEAD_LINK)
    await setPasswordHash(transaction, account.id, hash)
    await deleteSessions(transaction, account.id)
  })
}

const DEAD_LINK: Text = {
  fr: 'Ce lien ne fonctionne pas, ou plus : il sert une fois, pendant une heure. Demandez-en un autre.',
  en: 'This link does not work, or no longer: it serves once, for an hour. Ask for another.'
}
