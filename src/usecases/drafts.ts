/** Drafts: a form that is being written is kept until it is sent, for whoever writes it and nobody else. */

import { createHash } from 'node:crypto'
import type { Actor } from '../domain/access/actor.ts'
import type { FormFields } from '../domain/shared/form.ts'
import { deleteDraft, findDraft, pruneDrafts, saveDraft, type Draft } from '../store/drafts.ts'
import { saveLateForm, takeLateForm } from '../store/late-forms.ts'
import type { Db } from '../store/database.ts'
import { change } from '../store/journal.ts'
import type { Access } from './access.ts'
import { isSame, sign } from './access-seal.ts'
import { signatureOf } from './signature.ts'

export type Drafting = {
  readonly db: Db
  readonly actor: Actor & { readonly kind: 'account' }
  /** Address of the form in French, without its question: the same draft in both languages. */
  readonly form: string
}

/** Of one account; the oldest give way. */
const MOST_DRAFTS = 50

export function keepDraft({ db, actor, form }: Drafting, fields: FormFields, now: Date): Promise<void> {
  return change(db, signatureOf(actor, {}), async (transaction) => {
    await saveDraft(transaction, actor.account, form, fields, now)
    await pruneDrafts(transaction, actor.account, MOST_DRAFTS)
  })
}

export function openDraft({ db, actor, form }: Drafting): Promise<Draft | undefined> {
  return change(db, signatureOf(actor, {}), (transaction) => findDraft(transaction, actor.account, form))
}

/** What was written is sent. */
export function forgetDraft({ db, actor, form }: Drafting): Promise<void> {
  return change(db, signatureOf(actor, {}), (transaction) => deleteDraft(transaction, actor.account, form))
}

/** Of one account; the oldest give way. */
const MOST_LATE = 10

/** Proves, in a page, whose form it is: what the session cannot say once it has ended. */
export function writerWord(secret: string, account: string): string {
  return `${account}.${sign(secret, 'writer', account)}`
}

/** Undefined when it was forged. */
function writerOf(secret: string, word: string): string | undefined {
  const at = word.lastIndexOf('.')
  const account = word.slice(0, Math.max(at, 0))
  return account !== '' && isSame(word, writerWord(secret, account)) ? account : undefined
}

/**
 * Keeps what was sent after its session had ended for the account that `writer` names, until it asks for it in the
 * browser that has `word`.
 *
 * @returns whether it was kept: not when the writer was forged
 */
export async function keepLateForm(
  { db, settings: { secret }, now }: Pick<Access, 'db' | 'settings' | 'now'>,
  { word, writer, form, fields }: Record<'word' | 'writer' | 'form', string> & { readonly fields: FormFields }
): Promise<boolean> {
  const account = writerOf(secret, writer)
  if (account === undefined) return false
  const late = { digest: digestOf(word, account, form), account, form, fields }
  await change(db, { actor: 'system' }, (transaction) =>
    saveLateForm(transaction, late, { most: MOST_LATE, now: now() })
  )
  return true
}

/** Makes a draft of what this account sent too late from the browser that has `word`, if it did. */
export function recoverLateForm({ db, actor, form }: Drafting, word: string, now: Date): Promise<void> {
  return change(db, signatureOf(actor, {}), async (transaction) => {
    const fields = await takeLateForm(transaction, digestOf(word, actor.account, form))
    if (fields) await saveDraft(transaction, actor.account, form, fields, now)
  })
}

function digestOf(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('hex')
}
