/** What an import and the removal of orphans ask of the registry, one at a time. */

import { sql } from 'kysely'
import { Refused } from '../domain/shared/errors.ts'
import type { Db } from './database.ts'

/** Longer than any import or load holds it once it writes. */
const PATIENCE_MS = 30_000

/**
 * Waits for the other imports; freed when the transaction ends, or when its process is killed.
 *
 * @throws {Refused} `busy` when another holds it for longer than `patience`, in milliseconds
 */
export async function lockVintages(transaction: Db, patience = PATIENCE_MS): Promise<void> {
  await sql`select set_config('lock_timeout', ${String(patience)}, true)`.execute(transaction)
  try {
    await sql`select pg_advisory_xact_lock(hashtext('chevalement vintages'))`.execute(transaction)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === LOCK_NOT_AVAILABLE)) throw error
    throw new Refused(
      'busy',
      {
        fr: `Un import ou un chargement est en cours depuis plus de ${patience / 1000} s : rien n’a changé. Attendez qu’il finisse, ou arrêtez-le, puis recommencez`,
        en: `An import or a load has been under way for more than ${patience / 1000} s: nothing has changed. Wait for it to end, or stop it, then try again`
      },
      { cause: error }
    )
  }
}

/** False at once when another holds it. */
export async function tryLockVintages(transaction: Db): Promise<boolean> {
  const { rows } = await sql<{ locked: boolean }>`
    select pg_try_advisory_xact_lock(hashtext('chevalement vintages')) as locked`.execute(transaction)
  return rows[0]?.locked === true
}

const LOCK_NOT_AVAILABLE = '55P03'

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
