/** Failures counted in the registry, under digests: two processes count together, and a restart forgets nothing. */

import { sql } from 'kysely'
import type { Failures } from '../domain/access/delay.ts'
import type { Db } from './database.ts'

/** Rows that a flood may leave; the oldest go first. */
const MOST_ATTEMPTS = 20_000

/** What `decide` returns is kept; undefined keeps what was there. Those who try the same at once wait for each other. */
export async function countAttempt(
  db: Db,
  digest: string,
  now: Date,
  decide: (before: Failures | undefined) => Failures | undefined
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    // Losing the last moments in a crash gives nobody a guess worth having: no write to disk is waited for.
    await sql`set local synchronous_commit = off`.execute(transaction)
    await sql`insert into attempt values (${digest}, 0, ${now}) on conflict do nothing`.execute(transaction)
    const { failures, last } = await transaction
      .selectFrom('attempt')
      .select(['failures', 'last'])
      .where('digest', '=', digest)
      .forUpdate()
      .executeTakeFirstOrThrow()
    const after = decide(failures === 0 ? undefined : { count: failures, last: last.getTime() })
    if (!after) return
    await transaction
      .updateTable('attempt')
      .set({ failures: after.count, last: new Date(after.last) })
      .where('digest', '=', digest)
      .execute()
  })
}

export async function deleteAttempt(db: Db, digest: string): Promise<void> {
  await db.deleteFrom('attempt').where('digest', '=', digest).execute()
}

/** One failure less. */
export async function refundAttempt(db: Db, digest: string): Promise<void> {
  await sql`update attempt set failures = greatest(failures - 1, 0) where digest = ${digest}`.execute(db)
}

/** Whether it had not served yet: of two who use it at once, one. */
export async function insertSpent(db: Db, digest: string, now: Date): Promise<boolean> {
  const { rows } = await sql`
    insert into spent values (${digest}, ${now}) on conflict do nothing returning digest`.execute(db)
  return rows.length > 0
}

/** What is older is forgotten; of what is left, the latest. */
export async function pruneAttempts(
  db: Db,
  { attempts, spent }: { readonly attempts: Date; readonly spent: Date }
): Promise<void> {
  await db.deleteFrom('attempt').where('last', '<', attempts).execute()
  await db.deleteFrom('spent').where('at', '<', spent).execute()
  await sql`
    delete from attempt where digest in
      (select digest from attempt order by last desc offset ${MOST_ATTEMPTS} for update skip locked)`.execute(db)
}
