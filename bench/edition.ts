/**
 * `npm run bench -- --edition`: how long the shipped issue takes, a page for each of 336 communes beside a static site
 * generator, and the PDF beside what a browser prints. Writes its part of `docs/performance.md`.
 */

import { execFile } from 'node:child_process'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { cpus, loadavg } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { chromium } from 'playwright-core'
import type { ArchivedEdition } from '../src/domain/editions/archive.ts'
import type { FrozenEdition } from '../src/domain/editions/frozen.ts'
import { writeSite } from '../src/cli/site-files.ts'
import { renderSite, type Look, type Pages } from '../src/edition/site.tsx'
import { renderTypst } from '../src/edition/typst.ts'
import { typesetPdf } from '../src/jobs/typeset.ts'
import { plainFaces } from '../src/web/drawings.ts'
import { findingLine, writeSection, type Finding } from './report.ts'
import { milliseconds } from './timing.ts'

type Taken = { readonly wall: number; readonly processor: number }

const run = promisify(execFile)
const ROUNDS = 3
/** Number of the target in the list of promises. */
const EDITIONS = 12
const folder = resolve('out/bench/edition')
const home = join(folder, 'home')
const [startLoad = 0] = loadavg()

await rm(folder, { recursive: true, force: true })
await mkdir(folder, { recursive: true })
await command(['load', 'examples/bassin-minier'])
const findings: Finding[] = []
try {
  findings.push(...(await benchIssue()), ...(await benchPages()), ...(await benchPdf()))
  for (const finding of findings) console.log(findingLine(finding))
  await writeSection('docs/performance.md', 'Editions', findings, notes(), {
    command: 'npm run bench -- --edition',
    date: new Date().toISOString().slice(0, 10)
  })
} finally {
  await rm(folder, { recursive: true, force: true })
}

/** The whole command, its start included. */
async function benchIssue(): Promise<readonly Finding[]> {
  const taken = await best(() => command(['edition', '2022', '--out', join(folder, 'issue')]), 2)
  return [
    {
      target: EDITIONS,
      what: 'The shipped issue built whole by the command: figures asked, charts and maps drawn, site, PDF, data',
      ours: `${milliseconds(taken.wall)}, of processor ${milliseconds(taken.processor)}`,
      peer: '',
      ratio: '',
      promised: '< 10 s on 2 cores',
      kept: taken.wall < 10_000
    }
  ]
}

/** From the frozen value to the files, beside the same files laid out by Eleventy. */
async function benchPages(): Promise<readonly Finding[]> {
  const whole = await command(['edition', 'communes', '--out', join(folder, 'communes')])
  const { frozen, look } = await readBuilt('communes')
  const pages = renderSite(frozen, look)
  const count = [...pages.keys()].filter((path) => path.endsWith('.html')).length
  await preparePeer(pages)
  const [ours, peers]: [Taken[], Taken[]] = [[], []]
  for (let round = 0; round < ROUNDS; round++) {
    ours.push(await taking(() => writeSite(join(folder, 'ours'), renderSite(fresh(frozen), look))))
    const { stdout } = await run(process.execPath, ['bench/eleventy-peer.js', join(folder, 'in'), join(folder, 'out')])
    peers.push(JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Taken)
  }
  const [mine, peer] = [least(ours), least(peers)]
  const rate = (taken: number): number => Math.round((count * 1000) / taken)
  return [
    {
      target: EDITIONS,
      what: `Pages a second, ${count} pages of ${frozen.edition.chapters.length} communes, from the frozen value to the files written`,
      ours: `${rate(mine.wall)}; ${rate(mine.processor)} by processor time`,
      peer: `Eleventy, the same pages with their words ready: ${rate(peer.wall)}; ${rate(peer.processor)}`,
      ratio: `${(peer.wall / mine.wall).toFixed(1)}× (${(peer.processor / mine.processor).toFixed(1)}× by processor time)`,
      promised: '≥ 200 pages/s',
      kept: rate(mine.wall) >= 200
    },
    {
      target: EDITIONS,
      what: 'The same by the command: its start, every figure asked, every chart drawn, the data and their rows as well',
      ours: `${milliseconds(whole.wall)}, of processor ${milliseconds(whole.processor)}: ${rate(whole.processor)} pages a second`,
      peer: '',
      ratio: '',
      promised: ''
    }
  ]
}

/** From the same frozen value: typeset, and printed by a browser that is open already. */
async function benchPdf(): Promise<readonly Finding[]> {
  const { frozen, look, photographs } = await readBuilt('issue')
  const fonts = await plainFaces()
  const site = join(folder, 'printed')
  const beside = new Map([...photographs].map(([name, bytes]) => [`photographies/${name}`, bytes]))
  await writeSite(site, asOnePage(frozen, renderSite(frozen, look, beside)))
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking']
  })
  const [ours, peers]: [number[], number[]] = [[], []]
  let [size, printed] = [0, 0]
  try {
    for (let round = 0; round < ROUNDS; round++) {
      const mine = await taking(async () => (size = (await typesetPdf(renderTypst(frozen, photographs), fonts)).length))
      ours.push(mine.wall)
      const page = await browser.newPage()
      const peer = await taking(async () => {
        await page.goto(`file://${site}/all.html`)
        printed = (await page.pdf({ format: 'A4', tagged: true, outline: true })).length
      })
      peers.push(peer.wall)
      await page.close()
    }
  } finally {
    await browser.close()
  }
  const [mine, peer] = [Math.min(...ours), Math.min(...peers)]
  return [
    {
      target: EDITIONS,
      what: 'The PDF of the shipped issue, from the frozen value: PDF/UA-1, notes, running heads, table of contents',
      ours: `${milliseconds(mine)}, ${Math.round(size / 1000)} kB`,
      peer: `Chromium, open already, prints the same text and drawings, tagged: ${milliseconds(peer)}, ${Math.round(printed / 1000)} kB`,
      ratio: mine <= peer ? `${(peer / mine).toFixed(1)}× faster` : `${(mine / peer).toFixed(1)}× its time`,
      promised: ''
    }
  ]
}

/** What the command wrote, as it read it from the registry. */
async function readBuilt(name: string): Promise<{
  readonly frozen: FrozenEdition
  readonly look: Look
  readonly photographs: ReadonlyMap<string, Uint8Array>
}> {
  const at = join(folder, name)
  const { frozen, photographs } = JSON.parse(await readFile(join(at, 'archive.json'), 'utf8')) as ArchivedEdition
  const shots = Object.keys(photographs).map(
    async (file) => [file, new Uint8Array(await readFile(join(at, 'photographies', file)))] as const
  )
  const faces = (await readdir(at)).filter((file) => file.endsWith('.woff2'))
  const read = faces.map(async (file) => [file, new Uint8Array(await readFile(join(at, file)))] as const)
  return {
    frozen,
    photographs: new Map(await Promise.all(shots)),
    look: {
      sheet: await readFile(join(at, 'style.css'), 'utf8'),
      faces: new Map(await Promise.all(read)),
      palettes: { light: {}, dark: {} }
    }
  }
}

/** Each page as its title, its place and the parts of its content; the generator adds head, navigation and foot. */
async function preparePeer(pages: Pages): Promise<void> {
  const html = [...pages].flatMap(([path, page]) => (path.endsWith('.html') ? [[path, String(page)] as const] : []))
  const [, first = ''] = html[0] ?? []
  const [head = '', tail = ''] = first.split(/<main[\s\S]*<\/main>/)
  const all = html.map(([path, page]) => {
    const main = /<main[^>]*>([\s\S]*)<\/main>/.exec(page)?.[1] ?? ''
    const title = /<title>([^<]*)/.exec(page)?.[1] ?? ''
    return { path, title, parts: main.split(/(?=<section|<figure|<h2|<p |<li)/) }
  })
  const layout = `${head.replace(/<title>[^<]*/, '<title>{{ one.title | safe }}')}<main id="content" tabindex="-1">{% for part in one.parts %}{{ part | safe }}{% endfor %}</main>${tail}`
  const input = join(folder, 'in')
  const files = new Map<string, string>([
    ['in/_data/pages.json', JSON.stringify(all)],
    [
      'in/page.njk',
      `---\npagination:\n  data: pages\n  size: 1\n  alias: one\npermalink: "{{ one.path }}"\n---\n${layout}`
    ],
    [
      'in/eleventy.config.js',
      'export default function (config) { config.setUseGitIgnore(false); config.addPassthroughCopy({ "out/bench/edition/in/beside": "/" }) }\n'
    ]
  ])
  await writeSite(folder, files)
  await writeSite(join(input, 'beside'), new Map([...pages].filter(([path]) => !path.endsWith('.html'))))
  await writeFile(join(input, '.eleventyignore'), 'beside\n')
}

/** All chapters in a page, to be printed. */
function asOnePage({ edition }: FrozenEdition, pages: Pages): Pages {
  const index = String(pages.get('index.html'))
  const mains = [...edition.chapters.map(({ id }) => `${id}.html`), 'chiffres.html', 'sources.html'].map(
    (path) => /<main[^>]*>([\s\S]*)<\/main>/.exec(String(pages.get(path)))?.[1] ?? ''
  )
  const whole = index.replace('</main>', `${mains.join('')}</main>`).replaceAll('loading="lazy"', '')
  return new Map([...pages, ['all.html', whole]])
}

/** The command in a process of its own; the shell tells what it took of the processor. */
async function command(words: readonly string[]): Promise<Taken> {
  const start = performance.now()
  const said = await run(
    '/bin/sh',
    ['-c', '"$@" >/dev/null && times', 'sh', process.execPath, 'bin/chevalement.js', ...words],
    {
      env: { ...process.env, CHEVALEMENT_HOME: home }
    }
  )
  const wall = performance.now() - start
  const [, children = ''] = said.stdout.trim().split('\n')
  const times = [...children.matchAll(/(\d+)m([\d.]+)s/g)].map(([, m, sec]) => Number(m) * 60 + Number(sec))
  return { wall, processor: times.reduce((sum, one) => sum + one, 0) * 1000 }
}

async function taking(work: () => Promise<unknown>): Promise<Taken> {
  const [start, before] = [performance.now(), process.cpuUsage()]
  await work()
  const { user, system } = process.cpuUsage(before)
  return { wall: performance.now() - start, processor: (user + system) / 1000 }
}

async function best(work: () => Promise<Taken>, rounds: number): Promise<Taken> {
  const found: Taken[] = []
  for (let round = 0; round < rounds; round++) found.push(await work())
  return least(found)
}

/** The least of each: whatever disturbs the machine only adds. */
function least(all: readonly Taken[]): Taken {
  return {
    wall: Math.min(...all.map(({ wall }) => wall)),
    processor: Math.min(...all.map(({ processor }) => processor))
  }
}

/** As it comes from the registry: nothing is remembered of it. */
function fresh(frozen: FrozenEdition): FrozenEdition {
  return { ...frozen }
}

function notes(): readonly string[] {
  return [
    'A page of a commune holds its key figures, a chart, its place on a map, comparisons, and where each figure comes from. Eleventy (Nunjucks, one template) is given the content already in words and in HTML, cut in parts: it lays out head, navigation and foot, and writes; ours finds the words of every figure besides. Both write the same pages and the same files beside them, one process each, on one thread.',
    'The PDF is counted from the frozen value. Chromium opens one page with all chapters, and makes no PDF/UA, no notes at the foot, no running heads; its start is not counted.',
    `Best of ${ROUNDS}, in turn. Others used the machine as well: its load was ${startLoad.toFixed(1)} before, ${(loadavg()[0] ?? 0).toFixed(1)} after, for ${cpus().length} cores.`
  ]
}
