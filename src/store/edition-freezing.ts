/** Freezes that were asked for, in PostgreSQL: kept until they are done, with why they could not be. */

import { sql } from 'kysely'
import type { Text } from '../domain/shared/text.ts'
import type { Db } from './database.ts'
import type { Job } from './queue.ts'

export type AskedFreezing = {
  readonly account: string
  readonly usedSecondFactor: boolean
  readonly askedAt: Date
  /** Undefined while it waits. */
  readonly why: Text | undefined
}

type FreezingJob = Pick<Job, 'status' | 'attempts' | 'runAt'>

export async function findFreezing(db: Db, edition: string): Promise<AskedFreezing | undefined> {
  const row = await db
    .selectFrom('edition_freezing')
    .select(['account', 'two_factors', 'asked_at', 'why'])
    .where('edition', '=', edition)
    .executeTakeFirst()
  if (!row) return undefined
  const { account, two_factors: usedSecondFactor, asked_at: askedAt, why } = row
  return { account, usedSecondFactor, askedAt, why: why ?? undefined }
}

/** The same, with the job of that key that will do it, as they are at one instant. */
export async function findFreezingState(
  db: Db,
  edition: string,
  key: string
): Promise<(Pick<AskedFreezing, 'why'> & { readonly job: FreezingJob | undefined }) | undefined> {
  const { rows } = await sql<{
    why: Text | null
    status: FreezingJob['status'] | null
    attempts: number
    run_at: Date
  }>`
    select why, job.status, attempts, run_at from edition_freezing left join job on job.key = ${key}
    where edition = ${edition}`.execute(db)
  const [row] = rows
  if (!row) return undefined
  const { why, status, attempts, run_at: runAt } = row
  return { why: why ?? undefined, job: status ? { status, attempts, runAt } : undefined }
}

/** In the place of what was asked before. */
export async function saveFreezing(
  db: Db,
  edition: string,
  { account, usedSecondFactor, askedAt, why }: AskedFreezing
): Promise<void> {
  const said = {
    account,
    two_factors: usedSecondFactor,
    asked_at: askedAt,
    why: why ? JSON.stringify(why) : null,
    begun: 0
  }
  await db
    .insertInto('edition_freezing')
    .values({ edition, ...said })
    .onConflict((conflict) => conflict.column('edition').doUpdateSet(said))
    .execute()
}

/** Outside the transaction that does it, so that it outlives the process. @returns the tries begun, this one included */
export async function beginFreezing(db: Db, edition: string): Promise<number> {
  const row = await db
    .updateTable('edition_freezing')
    .set(({ eb }) => ({ begun: eb('begun', '+', 1) }))
    .where('edition', '=', edition)
    .returning('begun')
    .executeTakeFirst()
  return row?.begun ?? 0
}

/** The try came to an end, whatever it was. */
export async function endFreezing(db: Db, edition: string): Promise<void> {
  await db.updateTable('edition_freezing').set({ begun: 0 }).where('edition', '=', edition).execute()
}

export async function deleteFreezing(db: Db, edition: string): Promise<void> {
  await db.deleteFrom('edition_freezing').where('edition', '=', edition).execute()
}
