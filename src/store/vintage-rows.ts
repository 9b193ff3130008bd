/** What an import and the removal of orphans ask of the registry, one at a time. */

import { sql } from 'kysely'
import type { Db } from './database.ts'

/** Waits for the other imports; freed when the transaction ends, or when its process is killed. */
export async function lockVintages(transaction: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('chevalement vintages'))`.execute(transaction)
}

export async function hasVintage(db: Db, id: string): Promise<boolean> {
  const row = await db.selectFrom('vintage').select('id').where('id', '=', id).executeTakeFirst()
  return row !== undefined
}

/** Addresses of the files that have a row. */
export async function findContents(db: Db): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('vintage')
    .select(sql<string>`manifest->>'content'`.as('content'))
    .execute()
  return new Set(rows.map(({ content }) => content))
}
