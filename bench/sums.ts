/** Targets 1 and 3: sums over all perimeters, on one thread and on all, beside DuckDB on the same values and a loop in C. */

import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cpus } from 'node:os'
import type { DuckDBConnection } from '@duckdb/node-api'
import type { Block } from '../src/domain/indicators/block.ts'
import { aggregate } from '../src/domain/indicators/cube.ts'
import { perimeterRows, type PerimeterRows } from '../src/domain/indicators/perimeter-rows.ts'
import { makeSumsPool } from '../src/store/sums-pool.ts'
import { makeRandom, seriesName, type National } from './national.ts'
import type { Finding } from './report.ts'
import { milliseconds, time, timeTogether, type Times } from './timing.ts'

export type Layouts = { readonly vintages: readonly string[]; readonly long: string; readonly wide: string }

const COUNTS = `sum(value) as sum, count(*) filter (status = 'Q') as withheld, count(*) filter (status = 'O') as missing,
  count(*) filter (status = 'M') as na, count(*) filter (status in ('E', 'P')) as estimated`

/** One measure, all years, all perimeters. */
export async function benchOneMeasure(
  db: DuckDBConnection,
  national: National,
  blocks: readonly Block[],
  layouts: Layouts
): Promise<Finding[]> {
  const rows = perimeterRows(national.territories, national.perimeters)
  // The first turn of each of the five is a warm-up: what departs from the usual is found then.
  const measure = (i: number): number => ((i % 5) * 7) % blocks.length
  const series = (i: number): string => seriesName(measure(i))
  const times = await timeTogether(
    {
      ours: (i) => aggregate(blockAt(blocks, measure(i)), rows),
      same: (i) =>
        db.run(`select perimeter, period, ${COUNTS} from read_parquet([${quoted(layouts.vintages)}])
          join members using (territory) where series = '${series(i)}' group by all`),
      long: (i) =>
        db.run(`select perimeter, period, ${COUNTS} from '${layouts.long}'
          join members using (row) where series = '${series(i)}' group by all`),
      wide: (i) =>
        db.run(
          `select perimeter, period, sum("${series(i)}") from '${layouts.wide}' join members using (row) group by all`
        )
    },
    15,
    5
  )
  const peers = `DuckDB on ${cpus().length} threads`
  return [
    ratio(
      'One measure, all years, all perimeters (Q1), one thread',
      times.ours,
      times.same,
      `${peers}, the same Parquet`,
      25
    ),
    ratio('Q1, one thread', times.ours, times.long, `${peers}, its own long Parquet, whole numbers as keys`, 25),
    ratio('Q1, one thread', times.ours, times.wide, `${peers}, wide Parquet, bare sums`)
  ]
}

/** Every measure, all years, all perimeters. */
export async function benchEverything(
  db: DuckDBConnection,
  national: National,
  blocks: readonly Block[],
  layouts: Layouts
): Promise<Finding[]> {
  const rows = perimeterRows(national.territories, national.perimeters)
  const alone = (): void => {
    for (const block of blocks) aggregate(block, rows)
  }
  const pool = makeSumsPool({ worker: new URL('./sums-worker.js', import.meta.url) })
  try {
    const ours = async (): Promise<void> => pool.giveBack(await pool.sumAll(blocks, rows))
    const long = await timeTogether(
      {
        ours,
        peer: () =>
          db.run(
            `select series, perimeter, period, ${COUNTS} from '${layouts.long}' join members using (row) group by all`
          )
      },
      4
    )
    const sums = blocks.map((_, i) => `sum("${seriesName(i)}")`).join()
    const wide = await timeTogether(
      {
        ours,
        alone,
        peer: () =>
          db.run(`select perimeter, period, ${sums} from '${layouts.wide}' join members using (row) group by all`)
      },
      12,
      2
    )
    const c = await timeInC(blocks, rows)
    const threads = `${pool.threads} threads`
    const peers = `DuckDB on ${cpus().length} threads`
    return [
      ratio(
        `Every measure, all years, all perimeters (Q2), ${threads}`,
        long.ours,
        long.peer,
        `${peers}, its own long Parquet`,
        15
      ),
      ratio(`Q2, ${threads}`, wide.ours, wide.peer, `${peers}, wide Parquet, bare sums`, 4),
      ratio('Q2, one thread', wide.alone, wide.peer, `${peers}, wide Parquet, bare sums`),
      ...(c ? [slower('Q2, one thread', wide.alone, c, 'a loop in C, -O3, bare sums, one thread', 3)] : [])
    ]
  } finally {
    await pool.close()
  }
}

/** A perimeter that nobody saw before, drawn each time. */
export async function benchNewPerimeter(national: National, block: Block, size = 300): Promise<Finding[]> {
  const random = makeRandom(7)
  const draw = (): (typeof national.territories)[number][] =>
    national.territories.filter(() => random() < size / national.territories.length)
  const drawn = Array.from({ length: 600 }, draw)
  const times = await time(
    (i) => aggregate(block, perimeterRows(national.territories, [drawn[i % 600] ?? []])),
    500,
    100
  )
  return [
    {
      target: 3,
      what: `A new perimeter of about ${size} communes × ${national.periods.length} years, nothing computed in advance`,
      ours: `${milliseconds(times.median)}, p99 ${milliseconds(times.p99)}`,
      peer: '',
      ratio: '',
      promised: '< 1 ms',
      kept: times.median < 1
    }
  ]
}

/** Compares every sum and count of one measure with what DuckDB finds in the same file; the number of cells compared. */
export async function checkSums(
  db: DuckDBConnection,
  national: National,
  block: Block,
  vintages: readonly string[]
): Promise<number> {
  const sums = aggregate(block, perimeterRows(national.territories, national.perimeters))
  const found = await db.runAndReadAll(`select perimeter, period, ${COUNTS}, count(*) as rows
    from read_parquet([${quoted(vintages)}]) join members using (territory) where series = '${block.series}' group by all`)
  for (const row of found.getRows()) {
    const [perimeter = 0, period = 0, ...peer] = row.map(Number)
    const cell = perimeter * sums.periods.length + sums.periods.findIndex((p) => Number(p) === period)
    const lacking = (sums.expected[perimeter] ?? 0) - (peer[5] ?? 0)
    const expected = [peer[0] ?? 0, peer[1], (peer[2] ?? 0) + lacking, peer[3], peer[4]]
    const ours = [sums.sums, sums.withheld, sums.missing, sums.notApplicable, sums.estimated].map(
      (column) => column[cell] ?? NaN
    )
    if (!ours.every((value, i) => Math.abs(value - (expected[i] ?? NaN)) <= 1e-9 * Math.abs(value))) {
      throw new Error(
        `${block.series}, perimeter ${perimeter}, ${period}: ${ours.join()} where DuckDB finds ${expected.join()}`
      )
    }
  }
  return found.currentRowCount
}

/** Undefined without a compiler. */
async function timeInC(blocks: readonly Block[], rows: PerimeterRows): Promise<number | undefined> {
  const program = 'out/bench/peer'
  const built = spawnSync('cc', [
    '-O3',
    '-march=native',
    '-ffast-math',
    '-fno-finite-math-only',
    '-o',
    program,
    'bench/peer.c'
  ])
  if (built.status !== 0) return undefined
  const child = spawn(program, [], { stdio: ['pipe', 'pipe', 'inherit'] })
  const width = blocks[0]?.periods.length ?? 0
  const head = Uint32Array.of(rows.territories.length, width, blocks.length, rows.length)
  for (const part of [head, rows.offsets, rows.members, ...blocks.map(({ values }) => values)]) {
    const bytes = Buffer.from(new Uint8Array(part.buffer, part.byteOffset, part.byteLength))
    if (!child.stdin.write(bytes)) await once(child.stdin, 'drain')
  }
  child.stdin.end()
  let output = ''
  for await (const text of child.stdout.setEncoding('utf8')) output += String(text)
  const times = output
    .trim()
    .split('\n')
    .map((line) => Number(line.split(' ')[0]))
  return Math.min(...times)
}

function ratio(what: string, ours: Times, peer: Times, name: string, promised?: number): Finding {
  const times = peer.min / ours.min
  return {
    target: 1,
    what,
    ours: milliseconds(ours.min),
    peer: `${name}: ${milliseconds(peer.min)}`,
    ratio: `${times.toFixed(times < 10 ? 1 : 0)}× faster`,
    promised: promised === undefined ? '' : `≥ ${promised}×`,
    ...(promised !== undefined && { kept: times >= promised })
  }
}

function slower(what: string, ours: Times, peer: number, name: string, promised: number): Finding {
  const times = ours.min / peer
  return {
    target: 1,
    what,
    ours: milliseconds(ours.min),
    peer: `${name}: ${milliseconds(peer)}`,
    ratio: `${times.toFixed(1)}× its time`,
    promised: `≤ ${promised}×`,
    kept: times <= promised
  }
}

function quoted(paths: readonly string[]): string {
  return paths.map((path) => `'${path}'`).join()
}

function blockAt(blocks: readonly Block[], i: number): Block {
  const block = blocks[i]
  if (!block) throw new Error(`no block ${i}`)
  return block
}
