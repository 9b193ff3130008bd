/** Work on editions that waits in the queue: their files made, their figures asked again. */

import type { Db } from '../store/database.ts'
import { findJobAttempts, insertJob } from '../store/queue.ts'

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

/** Whenever the observatory is another than before: an import, a load, a start. One review waits at a time. */
export async function askForReview(db: Db, now: Date): Promise<void> {
  const job = { kind: 'edition-review', key: 'edition-review', payload: {} } as const
  await insertJob(db, { ...job, createdAt: now, runAt: now })
}
