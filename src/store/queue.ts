/** Work that waits, in PostgreSQL: put in with the change that asks for it, taken by one worker at a time. */

import { sql } from 'kysely'
import { isJobKind, nextTry, type JobKind, type NextTry } from '../domain/service/job.ts'
import { ObservatoryError } from '../domain/shared/errors.ts'
import type { Db } from './database.ts'

export type NewJob = {
  readonly kind: JobKind
  readonly payload: object
  readonly createdAt: Date
  readonly runAt: Date
  /** Of which one waits at a time: another is not put in. */
  readonly key?: string
  readonly account?: string
  /** Address of a letter to somebody who need not have an account. */
  readonly recipient?: string
  readonly expiresAt?: Date
}

export type Job = {
  readonly id: string
  readonly kind: JobKind
  readonly account: string | undefined
  readonly recipient: string | undefined
  readonly payload: unknown
  readonly attempts: number
  readonly createdAt: Date
  readonly runAt: Date
  readonly expiresAt: Date | undefined
  /** Why the last try failed. */
  readonly error: string | undefined
  readonly status: 'waiting' | 'failed'
}

/** In the transaction of the change: both, or neither. */
export async function insertJob(db: Db, job: NewJob): Promise<void> {
  const { kind, payload, createdAt, runAt, key = null, account = null, recipient = null, expiresAt = null } = job
  await sql`
    insert into job (kind, key, account, recipient, payload, created_at, run_at, expires_at)
    values (${kind}, ${key}, ${account}, ${recipient}, ${JSON.stringify(payload)}, ${createdAt}, ${runAt}, ${expiresAt})
    on conflict (key) do nothing`.execute(db)
}

export type Outcome =
  | { readonly status: 'idle' | 'done' }
  | {
      readonly status: 'failed'
      readonly job: Job
      readonly fault: Error
      /** Waits for an administrator. */
      readonly isGivenUp: boolean
    }

/**
 * Does the job that has waited longest. It is gone when `work` returns, in the same transaction as what `work` writes;
 * when it throws nothing has changed but the count of tries, and it is tried again unless a rule says no. A worker that is killed lets go of it at once.
 *
 * @param work does what cannot be undone last: what precedes it is undone when it fails
 * @returns false when nothing is due
 */
export async function workOnce(
  db: Db,
  now: Date,
  work: (transaction: Db, job: Job) => Promise<void>
): Promise<Outcome> {
  let taken: Job | undefined
  try {
    return await db.transaction().execute(async (transaction) => {
      const { rows } = await sql<Row>`
        select ${FIELDS} from job where status = 'waiting' and run_at <= ${now}
        order by run_at, id limit 1 for update skip locked`.execute(transaction)
      taken = rows.flatMap(parseJob)[0]
      if (!taken) return { status: 'idle' }
      await sql`delete from job where id = ${taken.id}`.execute(transaction)
      await work(transaction, taken)
      return { status: 'done' }
    })
  } catch (error) {
    if (!taken) throw error
    const fault = error instanceof Error ? error : new Error(String(error))
    return { status: 'failed', job: taken, fault, isGivenUp: await noteFailure(db, taken, now, fault) }
  }
}

/** @returns whether it is given up */
async function noteFailure(db: Db, { id, attempts, expiresAt }: Job, now: Date, fault: Error): Promise<boolean> {
  const next: NextTry = fault instanceof ObservatoryError ? { status: 'failed' } : nextTry(attempts + 1, now, expiresAt)
  const runAt = next.status === 'waiting' ? next.runAt : now
  // An answer of a mail server often repeats the address: it stays in its own column.
  const error = fault.message.replace(/[^\s<>"]+@[^\s<>"]+/g, '…@…').slice(0, 500)
  await sql`
    update job set attempts = ${attempts + 1}, status = ${next.status}, run_at = ${runAt}, error = ${error}
    where id = ${id} and attempts = ${attempts}`.execute(db)
  return next.status === 'failed'
}

export type QueueState = {
  readonly waiting: number
  readonly failed: number
  /** When the oldest that is due should have been done; undefined when nothing is. */
  readonly lateSince: Date | undefined
}

export async function findQueueState(db: Db, now: Date): Promise<QueueState> {
  const { rows } = await sql<{ waiting: number; failed: number; late: Date | null }>`
    select count(*) filter (where status = 'waiting')::integer as waiting,
      count(*) filter (where status = 'failed')::integer as failed,
      min(case when attempts > 0 then created_at else run_at end)
        filter (where status = 'waiting' and (attempts > 0 or run_at <= ${now})) as late
    from job`.execute(db)
  const [row] = rows
  return { waiting: row?.waiting ?? 0, failed: row?.failed ?? 0, lateSince: row?.late ?? undefined }
}

/** The one of that key, which waits or has failed; undefined when it is done, or was never asked. */
export async function findJobAttempts(db: Db, key: string): Promise<number | undefined> {
  const { rows } = await sql<{ attempts: number }>`select attempts from job where key = ${key}`.execute(db)
  return rows[0]?.attempts
}

/** At once, with all its tries before it; one that is being tried is left alone. */
export async function restartJob(
  db: Db,
  key: string,
  { runAt, expiresAt }: Pick<NewJob, 'runAt' | 'expiresAt'>
): Promise<void> {
  await sql`
    update job set status = 'waiting', attempts = 0, error = null, run_at = ${runAt}, expires_at = ${expiresAt ?? null}
    where id in (select id from job where key = ${key} and attempts > 0 for update skip locked)`.execute(db)
}

/** Failed first, then what is due soonest. */
export async function listJobs(db: Db, limit: number): Promise<readonly Job[]> {
  const { rows } = await sql<Row>`
    select ${FIELDS} from job order by status, run_at, id limit ${limit}`.execute(db)
  return rows.flatMap(parseJob)
}

/** Whether it was there, and failed or between two tries. */
export async function retryJob(db: Db, id: string, now: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update job set status = 'waiting', run_at = ${now}, attempts = 0
    where id = ${id}::bigint and attempts > 0`.execute(db)
  return (numAffectedRows ?? 0n) > 0n
}

/** Whether it was there; its address and its words are gone, its kind and the reason stay. */
export async function discardJob(db: Db, id: string, reason: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    with gone as (delete from job where id = ${id}::bigint returning id, kind, created_at)
    insert into discarded_job (id, kind, created_at, reason) select id, kind, created_at, ${reason} from gone`.execute(
    db
  )
  return (numAffectedRows ?? 0n) > 0n
}

/** What waits for an address: letters that somebody who is erased shall not get any more. */
export async function forgetRecipient(db: Db, email: string): Promise<void> {
  await sql`delete from job where recipient = lower(${email})`.execute(db)
}

const FIELDS = sql`id::text, kind, account, recipient, payload, attempts, created_at, run_at, expires_at, error, status`

type Row = {
  readonly id: string
  readonly kind: string
  readonly account: string | null
  readonly recipient: string | null
  readonly payload: unknown
  readonly attempts: number
  readonly created_at: Date
  readonly run_at: Date
  readonly expires_at: Date | null
  readonly error: string | null
  readonly status: Job['status']
}

/** Work of a kind that a later release has put in waits for that release. */
function parseJob(row: Row): Job[] {
  const { id, kind, payload, attempts, status } = row
  if (!isJobKind(kind)) return []
  return [
    {
      id,
      kind,
      payload,
      attempts,
      status,
      account: row.account ?? undefined,
      recipient: row.recipient ?? undefined,
      createdAt: row.created_at,
      runAt: row.run_at,
      expiresAt: row.expires_at ?? undefined,
      error: row.error ?? undefined
    }
  ]
}
