/** The only place where everything meets: the process's arguments, environment and streams. */

import { run } from './cli/run.ts'

// The reader of a pipe may leave early: `chevalement search lens | head -1`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

// Not awaited: the quick commands run from CommonJS, which has no such word at its top.
void run(process.argv.slice(2), process.env, {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text)
}).then((code) => {
  process.exitCode = code
  // Once all is said: a process that has nothing left to do would first tidy its memory.
  process.stdout.write('', () => process.exit())
})
