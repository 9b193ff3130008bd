/** What was sent after a session had ended, until whoever wrote it signs in again. */

import type { FormFields } from '../domain/shared/form.ts'
import type { Db } from './database.ts'

export type LateForm = {
  /** Of the word that only the browser has, the account and the form. */
  readonly digest: string
  readonly account: string
  readonly form: string
  readonly fields: FormFields
}

/** Of an account that may still sign in; the oldest beyond `most` give way. */
export async function saveLateForm(db: Db, late: LateForm, { most, now }: { most: number; now: Date }): Promise<void> {
  const { digest, account, form } = late
  const isOpen = await db
    .selectFrom('account')
    .select('id')
    .where('id', '=', account)
    .where('closed_at', 'is', null)
    .executeTakeFirst()
  if (!isOpen) return
  const written = { fields: JSON.stringify(late.fields), sent_at: now }
  await db
    .insertInto('late_form')
    .values({ digest, account, form, ...written })
    .onConflict((conflict) => conflict.column('digest').doUpdateSet(written))
    .execute()
  const kept = db
    .selectFrom('late_form')
    .select('digest')
    .where('account', '=', account)
    .orderBy('sent_at', 'desc')
    .limit(most)
  await db.deleteFrom('late_form').where('account', '=', account).where('digest', 'not in', kept).execute()
}

/** Once. */
export async function takeLateForm(db: Db, digest: string): Promise<FormFields | undefined> {
  const row = await db.deleteFrom('late_form').where('digest', '=', digest).returning('fields').executeTakeFirst()
  return row?.fields as FormFields | undefined
}
