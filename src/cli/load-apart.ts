/**
 * `loadFolder` as the bundle of the quick commands has it: by another process. The readers of a folder weigh more
 * than all that a figure needs, and an observatory is empty once.
 */

import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { ROOT } from '../root.ts'

/** What went wrong is told on the standard error; the caller then finds the observatory as empty as before. */
export async function loadFolder(_session: unknown, folder: string): Promise<void> {
  const english = process.argv.join(' ').includes('--lang en') ? ['--lang', 'en'] : []
  const child = spawn(process.execPath, [join(ROOT, 'bin/chevalement.js'), 'load', folder, ...english], {
    stdio: ['ignore', 'ignore', 'inherit']
  })
  await new Promise((resolve, reject) => child.once('close', resolve).once('error', reject))
}
