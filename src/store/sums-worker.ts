/** A thread of `sums-pool.ts`: adds up until nothing is left. */

import { parentPort } from 'node:worker_threads'
import { addNext, type Found, type JobDone, type SumsJob } from './sums-job.ts'

parentPort?.on('message', (job: SumsJob) => {
  const found: Found = []
  while (addNext(job, found));
  parentPort?.postMessage({ id: job.id, found } satisfies JobDone)
})
