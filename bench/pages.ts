/**
 * `npm run bench -- --pages`: what the page of a territory weighs, when it paints on a slow phone, and how long the
 * server takes, beside the same page drawn by a client. Writes its part of `docs/performance.md`.
 */

import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { get, type IncomingMessage } from 'node:http'
import { cpus, loadavg } from 'node:os'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { chromium, type Browser } from 'playwright-core'
import { loadGeography } from '../src/store/geography.ts'
import { processorTime, serve, settled } from './cold.ts'
import { servePeer } from './client-peer.ts'
import { findingLine, writeSection, type Finding } from './report.ts'
import { milliseconds, summarise } from './timing.ts'

/** As large as a page of this kind gets: a union of eight authorities, with its map. */
const PAGE = '/territoires/pma'
const RUNS = 5
const COMMUNES = 200
/** Of the two departments of the basin, whose readers come first. */
const NEAR_COMMUNES = 100
const NEAR = ['59', '62']

/** A slow phone: the processor four times slower, 1.6 Mb/s, 150 ms there and back. */
const PHONE = {
  latency: 150,
  downloadThroughput: 1_600_000 / 8,
  uploadThroughput: 750_000 / 8,
  offline: false
}
const SLOWER = 4

/** Number of the target in the list of promises. */
const PAGES = 8

type Part = 'document' | 'style' | 'script' | 'data' | 'font' | 'other'
type Loaded = { readonly part: Part; readonly path: string; readonly body: Buffer; readonly own: boolean }

const PARTS = ['document', 'script', 'font'] as const
const TYPES: Partial<Record<Part, string>> = { style: 'text/css; charset=utf-8', font: 'font/woff2' }

const home = 'out/bench/pages-home'
const [startLoad = 0] = loadavg()
const serving = await serve(home)
if (!serving) throw new Error('the server did not start')
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking']
})
const findings: Finding[] = []
const notes: string[] = []
try {
  const origin = serving.address.replace(/\/$/, '')
  await benchServer(origin)
  await benchPaint(browser, origin)
  const [before = 0, after = 0] = [startLoad, loadavg()[0]]
  notes.push(
    `Others used the machine as well: its load was ${before.toFixed(1)} before, ${after.toFixed(1)} after, for ${cpus().length} cores. Weights hold; times are those of this machine, this busy.`
  )
  await writeSection('docs/performance.md', 'Pages', findings, notes, {
    command: 'npm run bench -- --pages',
    date: new Date().toISOString().slice(0, 10)
  })
} finally {
  await browser.close()
  await serving.stop()
  await rm(home, { recursive: true, force: true })
}

/** Pages that nobody has asked for: the perimeters of the observatory, then communes of all France. */
async function benchServer(origin: string): Promise<void> {
  const listed = [
    ...(await (await fetch(`${origin}/territoires`)).text()).matchAll(/href="(\/territoires\/[a-z0-9-]+)"/g)
  ]
  const perimeters = [...new Set(listed.map(([, path = '']) => path))]
  const start = performance.now()
  const cold = summarise(await askEach([origin + PAGE]))
  await settled(serving?.child.pid)
  const ready = performance.now() - start
  const first = summarise(await askEach(perimeters.filter((path) => path !== PAGE).map((path) => origin + path)))
  const { tables, latest } = loadGeography('.')
  const all = [...tables.codes()].filter((code) => !code.startsWith('97'))
  const communes = sample(all, COMMUNES + 40).map((code) => `${origin}/territoires/${code}`)
  // Those of the first perimeter are drawn ahead.
  const drawn = await (await fetch(origin + PAGE)).text()
  const local = all.filter(
    (code) =>
      NEAR.includes(code.slice(0, 2)) && !drawn.includes(`/${code}"`) && !communes.some((path) => path.endsWith(code))
  )
  await askEach(communes.slice(0, 40))
  const before = await processorTime(serving?.child.pid)
  const found = await askEach(communes.slice(40))
  const each = ((await processorTime(serving?.child.pid)) - before) / found.length
  const kept = summarise(await askEach(communes.slice(40)))
  const near = await askEach(sample(local, NEAR_COMMUNES).map((code) => `${origin}/territoires/${code}`))
  for (const [where, times] of [
    [`France (COG ${latest})`, found],
    [`the departments ${NEAR.join(' and ')}`, near]
  ] as const) {
    const { median } = summarise(times)
    const p95 = [...times].sort((a, b) => a - b)[Math.floor(0.95 * times.length)] ?? NaN
    tell({
      what: `A commune nobody has asked for, ${times.length} of ${where}, whole answer`,
      ours: `${milliseconds(median)}, p95 ${milliseconds(p95)}`,
      promised: '< 20 ms',
      kept: median < 20
    })
  }
  tell({
    what: 'Processor time of the server for each of the former, with what other threads do beside: collecting, compiling, compressing',
    ours: milliseconds(each)
  })
  tell({ what: 'The same, asked again', ours: `${milliseconds(kept.median)}, p99 ${milliseconds(kept.p99)}` })
  tell({
    what: `The ${first.runs} other perimeters of the list, asked for the first time once the server is ready`,
    ours: `${milliseconds(first.median)}, p99 ${milliseconds(first.p99)}`,
    promised: '< 20 ms',
    kept: first.median < 20
  })
  tell({
    what: 'The first page of a server that has just started, asked at once; then until all that pages share is ready',
    ours: `${milliseconds(cold.median)}; ${(ready / 1000).toFixed(1)} s`
  })
}

async function askEach(addresses: readonly string[]): Promise<readonly number[]> {
  const times: number[] = []
  for (const address of addresses) {
    const start = performance.now()
    if ((await receive(address)) === 200) times.push(performance.now() - start)
  }
  return times
}

/** The status, once the last byte is there: unpacking them is the work of the reader. */
async function receive(address: string): Promise<number | undefined> {
  const asked = get(address, { agent: false, headers: { 'accept-encoding': 'br' } })
  const [answer] = (await once(asked, 'response')) as [IncomingMessage]
  answer.resume()
  await once(answer, 'end')
  return answer.statusCode
}

/** The same ones each time. */
function sample(all: readonly string[], count: number): readonly string[] {
  let seed = 7
  const chosen = Array.from({ length: count }, () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    return all[Math.floor((seed / 2_147_483_648) * all.length)] ?? ''
  })
  // Asked twice, a page is no longer new.
  return [...new Set(chosen)]
}

async function benchPaint(with_: Browser, origin: string): Promise<void> {
  const reading = await with_.newPage()
  const ours = await loadedBy(with_, origin + PAGE)
  await reading.goto(origin + PAGE)
  const linked = ours.filter(({ part }) => part === 'style' || part === 'font')
  const files = new Map(linked.map(({ path, part, body }) => [path, { type: TYPES[part] ?? '', bytes: body }] as const))
  const peer = await servePeer(reading, files)
  try {
    const theirs = await loadedBy(with_, peer.address)
    tellWeights(ours, theirs)
    const paints = { ours: [] as Paint[], peer: [] as Paint[] }
    for (let run = 0; run < RUNS; run++) {
      paints.ours.push(await paintOf(with_, origin + PAGE))
      paints.peer.push(await paintOf(with_, peer.address))
    }
    for (const [name, key, promised] of [
      ['First paint with content', 'first', undefined],
      ['Largest paint', 'largest', 1500]
    ] as const) {
      const [mine, other] = [paints.ours, paints.peer].map((all) => summarise(all.map((one) => one[key])).median)
      tell({
        what: `${name} of ${PAGE} on a slow phone, nothing in its cache`,
        ours: milliseconds(mine ?? NaN),
        peer: `drawn by a client: ${milliseconds(other ?? NaN)}`,
        ratio: `${((other ?? NaN) / (mine ?? NaN)).toFixed(1)}× sooner`,
        ...(promised && { promised: `< ${promised / 1000} s`, kept: (mine ?? NaN) < promised })
      })
    }
    notes.push(
      `A slow phone: Chromium ${with_.version()}, processor slowed ${SLOWER} times, 1.6 Mb/s, 150 ms there and back for each request, 360 × 640 pixels; medians of ${RUNS} visits each, in turn, each with an empty cache.`,
      'The peer: the same words, tables, map, sheet and faces, as JSON asked for at once by a script, rendered by React, its charts drawn by Observable Plot from the points of ours; built by esbuild, minified, everything in Brotli as far as it goes, files from memory.',
      'Server times are from the request to the last byte, one reader, on the machine that also does the rest. “Asked again” is the page kept in memory. Warm, once the server is ready: the blocks of all indicators shown, the figures of the listed perimeters and of the comparators, outlines, maps of the listed perimeters, files. Cold, for a territory nobody has asked for: its own figures, those of its peers, its map, the page itself.'
    )
  } finally {
    peer.close()
    await reading.close()
  }
}

async function loadedBy(with_: Browser, address: string): Promise<readonly Loaded[]> {
  const context = await with_.newContext({ viewport: { width: 360, height: 640 }, serviceWorkers: 'block' })
  const page = await context.newPage()
  const loaded: Promise<Loaded>[] = []
  page.on('response', (response) => {
    const url = new URL(response.url())
    if (!url.protocol.startsWith('http')) return
    const kind = response.request().resourceType()
    const part = kind === 'stylesheet' ? 'style' : kind === 'fetch' ? 'data' : PARTS.find((one) => one === kind)
    const own = url.origin === new URL(address).origin
    loaded.push(response.body().then((body) => ({ part: part ?? 'other', path: url.pathname, body, own })))
  })
  await page.goto(address, { waitUntil: 'networkidle' })
  const found = await Promise.all(loaded)
  await context.close()
  return found
}

function tellWeights(ours: readonly Loaded[], theirs: readonly Loaded[]): void {
  for (const [name, squeeze] of [
    ['gzip', gzipSync],
    ['Brotli', brotliCompressSync]
  ] as const) {
    const weigh = (all: readonly Loaded[], part?: Part): number =>
      all
        .filter((one) => (part ? one.part === part : one.part !== 'font'))
        .reduce((total, { body }) => total + squeeze(body).length, 0)
    const parts = (all: readonly Loaded[]): string =>
      (['document', 'style', 'script', 'data', 'other'] as const)
        .filter((part) => weigh(all, part) > 0)
        .map((part) => `${part} ${kilobytes(weigh(all, part))}`)
        .join(', ')
    const [mine, other] = [weigh(ours), weigh(theirs)]
    tell({
      what: `Weight of ${PAGE} without faces, ${name}`,
      ours: `${kilobytes(mine)} (${parts(ours)})`,
      peer: `drawn by a client: ${kilobytes(other)} (${parts(theirs)})`,
      ratio: `${(other / mine).toFixed(1)}× lighter`,
      ...(name === 'gzip' && { promised: '< 40 kB', kept: mine < 40_000 })
    })
  }
  const faces = ours.filter(({ part }) => part === 'font').reduce((total, { body }) => total + body.length, 0)
  tell({ what: 'Faces, both', ours: kilobytes(faces), promised: '≤ 90 kB', kept: faces <= 90_000 })
  const foreign = ours.filter(({ own }) => !own).length
  tell({ what: 'Requests to others', ours: String(foreign), promised: '0', kept: foreign === 0 })
}

type Paint = { readonly first: number; readonly largest: number }

async function paintOf(with_: Browser, address: string): Promise<Paint> {
  const context = await with_.newContext({ viewport: { width: 360, height: 640 }, serviceWorkers: 'block' })
  try {
    const page = await context.newPage()
    const session = await context.newCDPSession(page)
    await session.send('Network.enable')
    await session.send('Network.emulateNetworkConditions', PHONE)
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
    await page.goto(address, { waitUntil: 'networkidle', timeout: 60_000 })
    return await page.evaluate(
      () =>
        new Promise<Paint>((resolve) => {
          const first = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN
          new PerformanceObserver((list) => {
            resolve({ first, largest: list.getEntries().at(-1)?.startTime ?? NaN })
          }).observe({ type: 'largest-contentful-paint', buffered: true })
        })
    )
  } finally {
    await context.close()
  }
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`
}

function tell(found: Pick<Finding, 'what' | 'ours'> & Partial<Finding>): void {
  const finding = { target: PAGES, peer: '', ratio: '', promised: '', ...found }
  findings.push(finding)
  console.log(findingLine(finding))
}
