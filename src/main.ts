/** The only place where everything meets: the process's arguments, environment and streams. */

import { run } from './cli/run.ts'

process.exitCode = await run(process.argv.slice(2), process.env, {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text)
})
