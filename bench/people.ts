/**
 * `npm run bench -- --people`: a hundred people signed in at once, who read and write for a minute, on loopback, the
 * example observatory and its embedded PostgreSQL. Writes its part of `docs/performance.md`.
 */

import { rm } from 'node:fs/promises'
import { cpus, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { processorTime, serve, settled } from './cold.ts'
import { makeCrowd, walk, type Walk } from './crowd.ts'
import { findingLine, writeSection, type Finding } from './report.ts'
import { milliseconds, summarise } from './timing.ts'

const { values: options } = parseArgs({
  options: {
    people: { type: 'boolean' },
    count: { type: 'string', default: '100' },
    seconds: { type: 'string', default: '60' },
    /** Milliseconds between two pages of one person. */
    pause: { type: 'string', default: '1000' },
    /** Tells what was found, and writes nothing. */
    look: { type: 'boolean', default: false },
    home: { type: 'string', default: 'out/bench/people-home' }
  }
})
const PEOPLE = 10
const LIMIT_MS = 300
const [count, seconds, pause] = [options.count, options.seconds, options.pause].map(Number) as [number, number, number]
const findings: Finding[] = []
const notes: string[] = []

const serving = await serve(options.home)
if (!serving) throw new Error('the server did not start')
try {
  const { address, child } = serving
  await settled(child.pid)
  const people = await makeCrowd(options.home, address, count)
  await measure(Math.min(10, seconds), () => undefined)
  const before = await processorTime(child.pid)
  const [load = 0] = loadavg()
  console.log(`measuring for ${seconds} s`)
  await measure(seconds, (walks, elapsed) => tellWalks(walks, elapsed))
  console.log('measured')
  const busy = ((await processorTime(child.pid)) - before) / (seconds * 1000)
  notes.push(
    `Everything on one machine of ${cpus().length} cores, the hundred browsers and PostgreSQL included; the process of the portal used ${(busy * 100).toFixed(0)} % of a core. Load before: ${load.toFixed(1)}.`
  )

  async function measure(length: number, done: (walks: readonly Walk[], elapsed: number) => void): Promise<void> {
    const start = performance.now()
    const until = (): boolean => performance.now() - start > length * 1000
    const walks = await Promise.all(people.map((person) => walk(person, address, { until, pause })))
    done(walks, (performance.now() - start) / 1000)
  }
} finally {
  await serving.stop()
  if (!options.look) await rm(options.home, { recursive: true, force: true })
}
for (const text of notes) console.log(text)
if (!options.look) {
  const date = new Date().toISOString().slice(0, 10)
  await writeSection('docs/performance.md', 'People', findings, notes, { command: 'npm run bench -- --people', date })
}

function tellWalks(walks: readonly Walk[], elapsed: number): void {
  const reads = walks.flatMap((one) => one.reads)
  const writes = walks.flatMap((one) => one.writes)
  const all = [...reads, ...writes]
  const faults = new Map<string, number>()
  for (const one of walks) for (const [fault, n] of one.faults) faults.set(fault, (faults.get(fault) ?? 0) + n)
  for (const [fault, n] of faults) console.log(`  ${n} × ${fault}`)
  const failed = [...faults.values()].reduce((sum, n) => sum + n, 0)
  tell(
    `${count} people signed in, ${seconds} s: 95 of 100 answers within`,
    p95(all),
    p95(all) < LIMIT_MS && failed === 0
  )
  tell('Of those, pages read', p95(reads))
  tell('Of those, forms sent, each journalled and on the disk', p95(writes))
  const share = (100 * writes.length) / all.length
  findings.push({
    target: PEOPLE,
    what: 'Answers a second; of them writing; errors',
    ours: `${(all.length / elapsed).toFixed(0)}; ${share.toFixed(0)} %; ${failed}`,
    peer: '',
    ratio: '',
    promised: '30 %; 0',
    kept: failed === 0
  })
  console.log(findingLine(findings.at(-1) as Finding))
  const pausing =
    pause > 0
      ? `A person looks at a page for ${pause / 1000} s on average before the next.`
      : 'Nobody looks at a page: the next is asked for at once.'
  notes.push(
    `${pausing} ${Math.round(share)} % of the requests write: the form of one's own organisation, kept as a draft while it is typed, then sent; one's choice of letters.`
  )
}

function tell(what: string, time: number, kept?: boolean): void {
  const promised = kept === undefined ? '' : `< ${LIMIT_MS} ms, no error`
  const finding = {
    target: PEOPLE,
    what,
    ours: milliseconds(time),
    peer: '',
    ratio: '',
    promised,
    ...(kept !== undefined && { kept })
  }
  findings.push(finding)
  console.log(findingLine(finding))
}

function p95(times: readonly number[]): number {
  const sorted = times.toSorted((a, b) => a - b)
  return sorted[Math.floor(0.95 * sorted.length)] ?? summarise(sorted).p99
}
