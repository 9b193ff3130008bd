/**
 * `npm run bench`: each speed that is promised, beside its peer, in one run.
 *
 * `--small` checks that everything runs, on a small set; `--only 1,3` runs some targets; `--measures N` makes
 * the national set smaller. Only a whole run writes `docs/performance.md`.
 */

import { mkdir, rm } from 'node:fs/promises'
import { cpus, loadavg, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api'
import type { Block } from '../src/domain/indicators/block.ts'
import { openVintageFile, readBlocks } from '../src/store/vintage-read.ts'
import { benchCommand, benchPieces, figureAddress, serve, settled } from './cold.ts'
import { loadMembers, megabytes, writeLong, writeVintages, writeWide } from './files.ts'
import { benchGrowth } from './growth.ts'
import { benchHttp } from './http.ts'
import { benchImport } from './import.ts'
import { makeNational, NATIONAL, SMALL } from './national.ts'
import { findingLine, performancePage, writeWhole, type Finding } from './report.ts'
import { benchEverything, benchNewPerimeter, benchOneMeasure, checkSums } from './sums.ts'

const { values: options } = parseArgs({
  options: {
    small: { type: 'boolean', default: false },
    only: { type: 'string', default: '1,2,3,4,5,7' },
    measures: { type: 'string' }
  }
})
const wanted = new Set(options.only.split(',').map(Number))
const base = options.small ? SMALL : NATIONAL
const scale = { ...base, measures: Number(options.measures ?? base.measures) }
const folder = 'out/bench'
const findings: Finding[] = []
const notes: string[] = []
const [startLoad = 0] = loadavg()

await mkdir(folder, { recursive: true })
const national = makeNational(scale)
const vintages = await writeVintages(national, folder)
note(
  `The synthetic national set, from a seed: ${scale.communes.toLocaleString('en')} communes × ${scale.measures} measures × ${scale.years} years, ${national.perimeters.length} perimeters of which ${scale.overlapping} overlap the others; 1 % of the communes withheld, 1 % of the cells missing or estimated, every fourth measure provisional in its last year. ${vintages.length} vintages, ${(await megabytes(vintages)).toFixed(0)} MB.`
)
if (wanted.has(1) || wanted.has(3)) await benchSums(await openDuckdb())
if (wanted.has(5)) tell(await benchImport(await openDuckdb(), folder, options.small ? 1 : 5))
if (wanted.has(7)) tell(await benchGrowth(scale, folder))
if (wanted.has(2)) tell(await benchPieces(vintages[0] ?? '', options.small ? 1 : 9))
if ((wanted.has(2) || wanted.has(4)) && !options.small) await benchServed(`${folder}/home`)
if (options.only.split(',').length > 5 && !options.small && options.measures === undefined) await writePage()

async function benchSums(db: DuckDBConnection): Promise<void> {
  const start = performance.now()
  const blocks: Block[] = []
  for (const path of vintages) for await (const block of readBlocks(await openVintageFile(path))) blocks.push(block)
  note(
    `Ours holds the blocks in memory: all ${blocks.length} were read from the vintages in ${since(start)}. Where a block departs from the usual status of its year is found once, at its first sum, a turn that is not counted. DuckDB reads its file, which the system keeps in memory.`
  )
  await loadMembers(db, national)
  let compared = 0
  for (const block of blocks.slice(0, 3)) compared += await checkSums(db, national, block, vintages)
  note(
    `${compared.toLocaleString('en')} sums with their counts were compared with what DuckDB finds in the same vintages: all equal.`
  )
  const [block] = blocks
  if (wanted.has(3) && block) tell(await benchNewPerimeter(national, block))
  if (!wanted.has(1)) return
  const name = `${folder}/${scale.communes}-${scale.measures}-${scale.years}`
  const layouts = { vintages, long: `${name}-long.parquet`, wide: `${name}-wide.parquet` }
  await writeLong(db, vintages, layouts.long)
  await writeWide(db, blocks, layouts.wide)
  note(
    `DuckDB's own files of the same values, zstd: long ${(await megabytes([layouts.long])).toFixed(0)} MB (with statuses), wide ${(await megabytes([layouts.wide])).toFixed(0)} MB (values alone).`
  )
  tell(await benchOneMeasure(db, national, blocks, layouts))
  tell(await benchEverything(db, national, blocks, layouts))
}

/** The targets that need the command and its server, on the example observatory. */
async function benchServed(home: string): Promise<void> {
  const serving = await serve(home)
  if (!serving) {
    note('The server did not start: targets 2 and 4 were not measured.')
    return
  }
  try {
    await settled(serving.child.pid)
    if (wanted.has(2)) tell(await benchCommand(home))
    if (wanted.has(4)) tell(await benchHttp(serving.address + (await figureAddress(home)), folder))
  } finally {
    await serving.stop()
    await rm(home, { recursive: true, force: true })
  }
}

async function openDuckdb(): Promise<DuckDBConnection> {
  return (await DuckDBInstance.create(':memory:', { threads: String(cpus().length) })).connect()
}

async function writePage(): Promise<void> {
  note(
    'Times of target 1 are the best of several runs taken in turn, ours and the peer alike; the others are medians. ' +
      `Others used the machine as well: before, its load was ${startLoad.toFixed(1)}, after, ${(loadavg()[0] ?? 0).toFixed(1)}, for ${cpus().length} cores.`
  )
  const run = {
    date: new Date().toISOString().slice(0, 10),
    machine: `${cpus().length} shared cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`,
    command: 'npm run bench'
  }
  const path = 'docs/performance.md'
  await writeWhole(path, performancePage(findings, notes, run), [
    'The journal',
    'Pages',
    'People',
    'Killed under load',
    'Editions'
  ])
}

function tell(found: readonly Finding[]): void {
  findings.push(...found)
  for (const finding of found) console.log(findingLine(finding))
}

function note(text: string): void {
  notes.push(text)
  console.log(text)
}

function since(start: number): string {
  return `${((performance.now() - start) / 1000).toFixed(1)} s`
}
