/** Letters on their way: put in the queue with the change that they tell of, their words encrypted while they wait. */

import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import type { Language } from '../domain/shared/text.ts'
import type { Db } from '../store/database.ts'
import { insertJob } from '../store/queue.ts'

export type Mail = {
  readonly to: string
  readonly subject: string
  /** Plain text; paragraphs apart by an empty line, a link alone on its line. */
  readonly body: string
  /** `both`: French, then English after a line of three dashes. */
  readonly language: Language | 'both'
  /** Where one click stops letters like this one; absent for those that somebody has just asked for. */
  readonly stop?: string
}

export type Posting = {
  readonly transaction: Db
  readonly mail: Mail
  /** After which the link in it is dead, and the letter of no use. */
  readonly expiresAt?: Date
  /** Of which it is told whether its letter left. */
  readonly invitation?: string
}

/** Within the transaction of the change: no change without its letter, no letter without its change. */
export type PostLetter = (posting: Posting) => Promise<void>

/** @param secret links that open something are unreadable in a copy of the database alone */
export function makePost(secret: string, now: () => Date): PostLetter {
  return async ({ transaction, mail, expiresAt, invitation }) => {
    const at = now()
    await insertJob(transaction, {
      kind: 'letter',
      recipient: mail.to.toLowerCase(),
      payload: { words: encrypt(JSON.stringify(mail), secret), ...(invitation !== undefined && { invitation }) },
      createdAt: at,
      runAt: at,
      ...(expiresAt && { expiresAt })
    })
  }
}

/** @throws {Error} when the secret is not the one it was written with */
export function readWaiting(payload: unknown, secret: string): Mail & { readonly invitation: string | undefined } {
  const { words, invitation } = payload as { readonly words: string; readonly invitation?: string }
  const mail = JSON.parse(decrypt(words, secret)) as Mail
  return { ...mail, invitation }
}

/** AES-256-GCM: initial vector, tag, text, in base64. */
function encrypt(text: string, secret: string): string {
  const vector = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret), vector)
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([vector, cipher.getAuthTag(), sealed]).toString('base64')
}

function decrypt(words: string, secret: string): string {
  const bytes = Buffer.from(words, 'base64')
  const decipher = createDecipheriv('aes-256-gcm', keyOf(secret), bytes.subarray(0, 12))
  decipher.setAuthTag(bytes.subarray(12, 28))
  try {
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
  } catch (cause) {
    throw new Error('the words of this letter were encrypted with another secret: discard it, and send it again', {
      cause
    })
  }
}

function keyOf(secret: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, '', 'letters that wait', 32))
}
