/** A freeze that stops when the frozen value is written and nothing is committed, says so, and waits to be killed. */

import { openDatabase } from '../../../src/store/database.ts'
import type { Access } from '../../../src/usecases/access.ts'
import { deskOf, freezerOf } from '../freezing-office.ts'
import { workAll } from '../workshop-of-letters.ts'

const [url = ''] = process.argv.slice(2)
const database = await openDatabase({ database: url, home: '' })
const access: Access = {
  db: database.db,
  settings: { secret: 'a secret of tests, long enough for all', origin: 'http://127.0.0.1:3000', name: 'Essai' },
  now: () => new Date(),
  send: undefined,
  provider: undefined,
  demonstration: false,
  behindProxy: false,
  log: (line) => process.stderr.write(`${line}\n`)
}
const desk = deskOf({ access })
await workAll(freezerOf({ access }, { ...desk, access: { ...desk.access, now } }))

// The hour is asked for the work that follows, in the same transaction.
function now(): Date {
  process.stdout.write('kept\n')
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
  return new Date()
}
