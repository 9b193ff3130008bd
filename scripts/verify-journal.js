// Verifies an exported journal with nothing but Node: node scripts/verify-journal.js journal.jsonl [known-hash]
// Exit code: 0 whole, 1 altered or cut off, 2 nothing could be read.
// Each line is {"hash", "text"}: the hash is SHA-256 of the 32 bytes of the hash before it, then of the text.
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'

const [file, known] = process.argv.slice(2)
if (!file) stop('usage: node scripts/verify-journal.js FILE [HASH]', 2)
const stream = createReadStream(file).on('error', ({ code }) =>
  stop(`${file} cannot be read (${code}): expected a file that "chevalement journal --export" wrote`, 2)
)

let last = Buffer.alloc(32)
let count = 0
let seen = known === undefined
for await (const line of createInterface({ input: stream, crlfDelay: Infinity })) {
  count += 1
  const { hash, text } = read(line) ?? fail(`line ${count} cannot be read: it was altered, or cut off`)
  const { id = count } = read(text) ?? {}
  if (id !== count) fail(`line ${count}: expected entry ${count}, found ${id}`)
  last = createHash('sha256').update(last).update(String(text), 'utf8').digest()
  if (last.toString('hex') !== hash) fail(`entry ${count} was altered, or the one before together with its hash`)
  if (known !== undefined && hash.startsWith(known)) seen = true
}
if (count === 0) stop(`${file} holds no entry: expected a file that "chevalement journal --export" wrote`, 2)
if (!seen) fail(`no entry has the known hash ${known}: what came before it was written again, or cut off`)
console.log(`${count} entries, chain whole, last hash ${last.toString('hex')}`)

function read(json) {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

function fail(reason) {
  stop(reason, 1)
}

function stop(reason, code) {
  console.error(reason)
  process.exit(code)
}
