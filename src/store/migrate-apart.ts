/**
 * `migrate.ts` as the bundle of the quick commands has it: by another process, which has all of Kysely, and a command
 * that changes nothing else.
 */

import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { ROOT } from '../root.ts'

/** What went wrong is told on the standard error, and by whatever the tables are then asked. */
export async function applyMigrations(): Promise<void> {
  const child = spawn(process.execPath, [join(ROOT, 'bin/chevalement.js'), 'retention'], {
    stdio: ['ignore', 'ignore', 'inherit']
  })
  await new Promise((resolve, reject) => child.once('close', resolve).once('error', reject))
}
