/** What somebody has begun to write and not sent: one draft for each form, theirs alone. */

import type { FormFields } from '../domain/shared/form.ts'
import type { Db } from './database.ts'

export type Draft = { readonly fields: FormFields; readonly savedAt: Date }

export async function saveDraft(db: Db, account: string, form: string, fields: FormFields, now: Date): Promise<void> {
  const written = { fields: JSON.stringify(fields), saved_at: now }
  await db
    .insertInto('draft')
    .values({ account, form, ...written })
    .onConflict((conflict) => conflict.columns(['account', 'form']).doUpdateSet(written))
    .execute()
}

export async function findDraft(db: Db, account: string, form: string): Promise<Draft | undefined> {
  const row = await db
    .selectFrom('draft')
    .select(['fields', 'saved_at'])
    .where('account', '=', account)
    .where('form', '=', form)
    .executeTakeFirst()
  return row && { fields: row.fields as FormFields, savedAt: row.saved_at }
}

export async function deleteDraft(db: Db, account: string, form: string): Promise<void> {
  await db.deleteFrom('draft').where('account', '=', account).where('form', '=', form).execute()
}

/** Of an account, beyond the latest `most`. */
export async function pruneDrafts(db: Db, account: string, most: number): Promise<void> {
  const kept = db
    .selectFrom('draft')
    .select('form')
    .where('account', '=', account)
    .orderBy('saved_at', 'desc')
    .limit(most)
  await db.deleteFrom('draft').where('account', '=', account).where('form', 'not in', kept).execute()
}

/** Of an account, the latest saved first. */
export async function listDrafts(
  db: Db,
  account: string
): Promise<readonly { readonly form: string; readonly savedAt: Date }[]> {
  const rows = await db
    .selectFrom('draft')
    .select(['form', 'saved_at'])
    .where('account', '=', account)
    .orderBy('saved_at', 'desc')
    .execute()
  return rows.map(({ form, saved_at: savedAt }) => ({ form, savedAt }))
}
