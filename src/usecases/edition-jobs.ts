/** Work on editions that waits in the queue: issues frozen, their files made, their figures asked again. */

import type { Db } from '../store/database.ts'
import { findJobAttempts, insertJob, restartJob } from '../store/queue.ts'

/** In the transaction that freezes it, or whenever its files are missing: asked once at a time. */
export async function askForFiles(db: Db, digest: string, now: Date): Promise<void> {
  const job = { kind: 'edition-files', key: filesKey(digest), payload: { digest } } as const
  await insertJob(db, { ...job, createdAt: now, runAt: now })
}

/** `failed`: it is tried again, and administrators see it; undefined: it is done, or was never asked. */
export async function findFilesJob(db: Db, digest: string): Promise<'waiting' | 'failed' | undefined> {
  const attempts = await findJobAttempts(db, filesKey(digest))
  return attempts === undefined ? undefined : attempts > 0 ? 'failed' : 'waiting'
}

function filesKey(digest: string): string {
  return `edition-files ${digest}`
}

/** Soon after a fault of ours it is no more what somebody waits for: it is given up, and they are told. */
const FREEZING_TRIED_MS = 10 * 60_000

/** In the transaction that keeps what was asked. One that has failed begins again, unless it is being tried. */
export async function askForFreezing(db: Db, edition: string, now: Date): Promise<void> {
  const key = freezingKey(edition)
  const due = { runAt: now, expiresAt: new Date(now.getTime() + FREEZING_TRIED_MS) }
  if ((await findJobAttempts(db, key)) !== undefined) return restartJob(db, key, due)
  await insertJob(db, { kind: 'edition-freeze', key, payload: { edition }, createdAt: now, ...due })
}

export function freezingKey(edition: string): string {
  return `edition-freeze ${edition}`
}

/** Whenever the observatory is another than before: an import, a load, a start. One review waits at a time. */
export async function askForReview(db: Db, now: Date): Promise<void> {
  const job = { kind: 'edition-review', key: 'edition-review', payload: {} } as const
  await insertJob(db, { ...job, createdAt: now, runAt: now })
}
