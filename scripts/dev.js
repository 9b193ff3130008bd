/** `npm run dev`: serves the portal, and again after each save. A build that fails says why and waits for the next. */

import { spawn } from 'node:child_process'
import { watch } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Editors write a file in several steps. */
const SETTLED_AFTER_MS = 80

let server = start()
let waiting

for (const folder of ['src', 'reference']) {
  watch(join(root, folder), { recursive: true }, () => {
    clearTimeout(waiting)
    waiting = setTimeout(() => void restart(), SETTLED_AFTER_MS)
  })
}

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    clearTimeout(waiting)
    void stop(server).then(() => process.exit())
  })
}

async function restart() {
  const stopping = server
  server = undefined
  if (stopping) await stop(stopping)
  server ??= start()
}

function start() {
  const options = ['--enable-source-maps', join(root, 'bin/chevalement.js'), 'serve', ...process.argv.slice(2)]
  return spawn(process.execPath, options, { cwd: root, stdio: 'inherit' })
}

async function stop(child) {
  if (!child || child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await ended
}
