/** Drafts: a form that is being written is kept until it is sent, for whoever writes it and nobody else. */

import type { Actor } from '../domain/access/actor.ts'
import type { FormFields } from '../domain/shared/form.ts'
import { deleteDraft, findDraft, pruneDrafts, saveDraft, type Draft } from '../store/drafts.ts'
import type { Db } from '../store/database.ts'
import { change } from '../store/journal.ts'
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
