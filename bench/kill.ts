/**
 * `npm run bench -- --kill`: a hundred people read and write while the process of the portal is killed, ten times, then
 * PostgreSQL, ten times. A supervisor starts the portal again; the portal starts PostgreSQL again. At the end every
 * write that was answered must be in the journal, and its chain whole. Writes its part of `docs/performance.md`.
 */

import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import { openDatabase } from '../src/store/database.ts'
import { findChainFault } from '../src/store/journal-chain.ts'
import { settled, waitForAddress } from './cold.ts'
import { makeCrowd, walk } from './crowd.ts'
import { findingLine, writeSection, type Finding } from './report.ts'
import { milliseconds, summarise } from './timing.ts'

const { values: options } = parseArgs({
  options: {
    kill: { type: 'boolean' },
    count: { type: 'string', default: '100' },
    times: { type: 'string', default: '10' },
    look: { type: 'boolean', default: false },
    home: { type: 'string', default: 'out/bench/kill-home' }
  }
})
const KILL = 11
/** Writes answered between two kills, at least. */
const BETWEEN = 25
const [count, times] = [Number(options.count), Number(options.times)]
const findings: Finding[] = []
const port = await freePort()
const address = `http://127.0.0.1:${port}/`

let isOver = false
let child: ChildProcess | undefined
await keepServing()
await settled(pidOf())
const people = await makeCrowd(options.home, address, count)
let isStopped = false
let answered = 0
const walking = Promise.all(
  people.map((person) => walk(person, address, { until: () => isStopped, pause: 500, told: () => (answered += 1) }))
)
await setTimeout(3000)
const portal = await killEach('the process of the portal', pidOf)
const server = await killEach('PostgreSQL', serverPid)
isStopped = true
const walks = await walking
isOver = true
await stopServing()

const { db, close } = await openDatabase({ database: 'embedded', home: options.home })
const acknowledged = walks.flatMap((one) => one.acknowledged)
const { rows } = await sql<{ name: string }>`
  select after -> 'names' -> 0 ->> 'name' as name from journal.entry
  where relation = 'organisation' and after -> 'names' is not null order by id`.execute(db)
const journalled = new Set(rows.map(({ name }) => name))
const lost = acknowledged.filter(({ name }) => !journalled.has(name))
const { rows: present } = await sql<{ id: string; name: string }>`
  select id, names -> 0 ->> 'name' as name from organisation where id like 'bench-%'`.execute(db)
const names = new Map(present.map(({ id, name }) => [id, name]))
// What was answered last is what is there, or something sent after it whose answer was cut off.
const behind = walks.filter((one) => {
  const last = one.acknowledged.at(-1)
  return last !== undefined && isOlder(rows, names.get(last.organisation), last.name)
})
const fault = await findChainFault(db)
await close()
if (!options.look) await rm(options.home, { recursive: true, force: true })

tell(
  `Writes answered during ${2 * times} kills under ${count} people; of them lost`,
  `${acknowledged.length}; ${lost.length + behind.length}`,
  '0',
  lost.length + behind.length === 0
)
tell('The chain of the journal', fault === undefined ? 'whole' : JSON.stringify(fault), 'whole', fault === undefined)
tell(`The portal killed, ${times} times: until it answers again`, spread(portal), 'by itself', portal.length === times)
tell(
  `PostgreSQL killed, ${times} times: until a page that needs it answers again`,
  spread(server),
  'by itself',
  server.length === times
)
if (!options.look) {
  const date = new Date().toISOString().slice(0, 10)
  const note =
    'SIGKILL at a random moment, each time after 25 more writes were answered at least, on a machine that others use: times are those of a loaded one. A requester whose answer was cut off asks again; only what was answered by a redirection to the saved page counts as answered.'
  await writeSection('docs/performance.md', 'Killed under load', findings, [note], {
    command: 'npm run bench -- --kill',
    date
  })
}
if (lost.length + behind.length > 0 || fault !== undefined) process.exitCode = 1

/** What systemd does with `Restart=always`. */
async function keepServing(): Promise<void> {
  const env = { ...process.env, CHEVALEMENT_HOME: options.home, PORT: String(port) }
  const started = spawn(process.execPath, ['bin/chevalement.js', 'serve'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit']
  })
  started.once('exit', () => {
    if (!isOver) void setTimeout(100).then(keepServing)
  })
  child = started
  await waitForAddress(started)
}

/** Milliseconds until a page that asks the registry is answered, each time. */
async function killEach(what: string, pid: () => number | Promise<number>): Promise<number[]> {
  const found: number[] = []
  for (let i = 0; i < times; i += 1) {
    // In the middle of the load: some are answered, others on their way.
    const from = answered
    while (answered < from + BETWEEN) await setTimeout(10)
    await setTimeout(Math.random() * 500)
    process.kill(await pid(), 'SIGKILL')
    const start = performance.now()
    // The dead answer nobody: what still answers is what was on its way.
    await setTimeout(20)
    while (!(await isAnswering())) await setTimeout(20)
    found.push(performance.now() - start)
    console.log(`  ${what} killed (${i + 1}), answers after ${milliseconds(found.at(-1) ?? NaN)}`)
  }
  return found
}

async function isAnswering(): Promise<boolean> {
  const answer = await fetch(`${address}annuaire`, { signal: AbortSignal.timeout(30_000) }).catch(() => undefined)
  await answer?.arrayBuffer().catch(() => undefined)
  return answer?.status === 200
}

async function serverPid(): Promise<number> {
  return Number((await readFile(join(options.home, 'postgres/data/postmaster.pid'), 'utf8')).split('\n')[0])
}

async function stopServing(): Promise<void> {
  if (!child) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  await ended
}

function pidOf(): number {
  return child?.pid ?? 0
}

/** In the order of the journal. */
function isOlder(entries: readonly { readonly name: string }[], one: string | undefined, other: string): boolean {
  const place = (name: string | undefined): number => entries.findIndex((entry) => entry.name === name)
  return place(one) < place(other)
}

function spread(found: readonly number[]): string {
  return `${milliseconds(summarise(found).median)}, at most ${milliseconds(Math.max(...found))}`
}

function tell(what: string, ours: string, promised: string, kept: boolean): void {
  const finding = { target: KILL, what, ours, peer: '', ratio: '', promised, kept }
  findings.push(finding)
  console.log(findingLine(finding))
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const found = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  return typeof found === 'object' && found !== null ? found.port : 0
}
