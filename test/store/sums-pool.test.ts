import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Sums } from '../../src/domain/indicators/add-up.ts'
import type { Block } from '../../src/domain/indicators/block.ts'
import { aggregate } from '../../src/domain/indicators/cube.ts'
import type { SeriesId } from '../../src/domain/indicators/measure.ts'
import { OBSERVATION_STATUSES } from '../../src/domain/indicators/observation.ts'
import { perimeterRows } from '../../src/domain/indicators/perimeter-rows.ts'
import { parsePeriod } from '../../src/domain/shared/period.ts'
import type { VintageId } from '../../src/domain/sources/source.ts'
import { territoryOf, type TerritoryId } from '../../src/domain/territories/territory.ts'
import { ROOT } from '../../src/root.ts'
import { makeSumsPool, type SumsPool } from '../../src/store/sums-pool.ts'

let folder = ''
let worker = new URL('file:///')
const pools: SumsPool[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chevalement-sums-'))
  const outfile = join(folder, 'sums-worker.mjs')
  await build({
    absWorkingDir: ROOT,
    entryPoints: ['src/store/sums-worker.ts'],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20'
  })
  worker = pathToFileURL(outfile)
}, 60_000)

afterAll(async () => {
  await Promise.all(pools.map((pool) => pool.close()))
  await rm(folder, { recursive: true, force: true })
})

/** Workers are worth any work, however small. */
function makePool(url = worker, threads = 3): SumsPool {
  const pool = makeSumsPool({ worker: url, threads, leastCells: 0 })
  pools.push(pool)
  return pool
}

/** A worker that is not ours, in place of one that meets its end. */
async function workerThat(code: string): Promise<URL> {
  const path = join(folder, `${pools.length}.mjs`)
  await writeFile(path, code)
  return pathToFileURL(path)
}

describe('everything added up at once', () => {
  it('is bit for bit what each block gives by itself, the first time and again', { timeout: 60_000 }, async () => {
    const pool = makePool()
    await fc.assert(
      fc.asyncProperty(arbitraryCase(), async ({ blocks, members }) => {
        const [first] = blocks
        const perimeters = perimeterRows(first?.territories ?? [], members)
        const found = [await pool.sumAll(blocks, perimeters), await pool.sumAll(blocks, perimeters)]
        const expected = blocks.map((block) => aggregate({ ...block }, perimeters))
        for (const sums of found) expect(sums.map(bits)).toEqual(expected.map(bits))
        for (const sums of found) pool.giveBack(sums)
        expect((await pool.sumAll(blocks, perimeters)).map(bits)).toEqual(expected.map(bits))
      }),
      { numRuns: 60 }
    )
  })

  it('writes over answers that were given back, and over no others', { timeout: 60_000 }, async () => {
    const pool = makePool()
    const { blocks, perimeters } = makeCase()
    const kept = await pool.sumAll(blocks, perimeters)
    const before = kept.map(bits)
    const given = await pool.sumAll(blocks, perimeters)
    pool.giveBack(given)
    const again = await pool.sumAll(blocks, perimeters)
    expect(again[0]?.sums.buffer).toBe(given[0]?.sums.buffer)
    expect((await pool.sumAll(blocks, perimeters))[0]?.sums.buffer).not.toBe(given[0]?.sums.buffer)
    expect(kept.map(bits)).toEqual(before)
  })

  it('serves several who ask at the same time', { timeout: 60_000 }, async () => {
    const pool = makePool()
    const { blocks, perimeters } = makeCase()
    const all = await Promise.all([1, 2, 3].map(() => pool.sumAll(blocks, perimeters)))
    const expected = blocks.map((block) => bits(aggregate(block, perimeters)))
    for (const sums of all) expect(sums.map(bits)).toEqual(expected)
  })

  it('gives answers in memory that threads share', { timeout: 60_000 }, async () => {
    const { blocks, perimeters } = makeCase()
    const [sums] = await makePool().sumAll(blocks, perimeters)
    expect(sums?.sums.buffer).toBeInstanceOf(SharedArrayBuffer)
    expect(sums?.withheld.buffer).toBeInstanceOf(SharedArrayBuffer)
  })

  it('starts no worker for little work, for one block, nor on one core', async () => {
    const { blocks, perimeters } = makeCase()
    const nowhere = pathToFileURL(join(folder, 'nowhere.mjs'))
    const expected = blocks.map((block) => bits(aggregate(block, perimeters)))
    expect((await makeSumsPool({ worker: nowhere }).sumAll(blocks, perimeters)).map(bits)).toEqual(expected)
    expect((await makePool(nowhere, 1).sumAll(blocks, perimeters)).map(bits)).toEqual(expected)
    expect((await makePool(nowhere).sumAll(blocks.slice(0, 1), perimeters)).map(bits)).toEqual(expected.slice(0, 1))
  })

  it('uses as many threads as there are cores, and no more than eight', () => {
    const { threads } = makeSumsPool({ worker })
    expect(threads).toBeGreaterThanOrEqual(1)
    expect(threads).toBeLessThanOrEqual(8)
  })
})

describe('a worker that dies', () => {
  const { blocks, perimeters } = makeCase()

  it('is a fault for whoever asked, when it cannot start', { timeout: 60_000 }, async () => {
    const nowhere = pathToFileURL(join(folder, 'nowhere.mjs'))
    await expect(makePool(nowhere).sumAll(blocks, perimeters)).rejects.toThrow(/a worker that adds up failed/)
  })

  it('is a fault, when it throws at work', { timeout: 60_000 }, async () => {
    const throwing = await workerThat(
      `import { parentPort } from 'node:worker_threads'\nparentPort.on('message', () => { throw new Error('bad') })`
    )
    await expect(makePool(throwing).sumAll(blocks, perimeters)).rejects.toThrow(/a worker that adds up failed/)
  })

  it('is a fault, when it is killed at work; others take its place the next time', { timeout: 60_000 }, async () => {
    const dying = await workerThat(
      `import { existsSync, writeFileSync } from 'node:fs'
       import { parentPort } from 'node:worker_threads'
       const dead = ${JSON.stringify(join(folder, 'dead'))}
       if (existsSync(dead)) await import(${JSON.stringify(worker.href)})
       else parentPort.on('message', () => { writeFileSync(dead, ''); process.exit(9) })`
    )
    const pool = makePool(dying, 2)
    await expect(pool.sumAll(blocks, perimeters)).rejects.toThrow(/has ended, exit code 9/)
    const expected = blocks.map((block) => bits(aggregate(block, perimeters)))
    expect((await pool.sumAll(blocks, perimeters)).map(bits)).toEqual(expected)
  })
})

describe('closing', () => {
  const { blocks, perimeters } = makeCase()

  it('ends the workers, at work or not, and those who wait for them', { timeout: 60_000 }, async () => {
    const silent = await workerThat(
      `import { parentPort } from 'node:worker_threads'\nparentPort.on('message', () => {})`
    )
    const pool = makePool(silent)
    const waiting = expect(pool.sumAll(blocks, perimeters)).rejects.toThrow(/has ended/)
    await pool.close()
    await waiting
    await expect(pool.sumAll(blocks, perimeters)).rejects.toThrow(/closed/)
  })

  it('has nothing to do when nothing was asked, or twice', async () => {
    const pool = makePool()
    await pool.close()
    await pool.close()
  })
})

/** NaN, and zeros of either sign, are told apart. */
function bits({ periods, ...columns }: Sums): Record<string, unknown> {
  const bytes = Object.entries(columns).map(([name, { buffer, byteOffset, byteLength }]) => [
    name,
    Buffer.from(new Uint8Array(buffer, byteOffset, byteLength)).toString('hex')
  ])
  return { periods, ...(Object.fromEntries(bytes) as Record<string, string>) }
}

function makeCase(): { readonly blocks: readonly Block[]; readonly perimeters: ReturnType<typeof perimeterRows> } {
  const [{ blocks, members }] = fc.sample(arbitraryCase(), { numRuns: 1, seed: 7 }) as [Case]
  const territories = blocks[0]?.territories ?? []
  const all = [...blocks, ...blocks, ...blocks].map((block) => ({ ...block }))
  return { blocks: all, perimeters: perimeterRows(territories, [...members, territories]) }
}

type Case = { readonly blocks: readonly Block[]; readonly members: readonly (readonly TerritoryId[])[] }

/** Blocks of one list of territories, each with its own periods, shared or not; perimeters that overlap. */
function arbitraryCase(): fc.Arbitrary<Case> {
  return fc.integer({ min: 1, max: 20 }).chain((height) => {
    const territories = Array.from({ length: height }, (_, i) => territoryOf('COM', String(62_001 + i)))
    const member = fc.integer({ min: 0, max: height }).map((i) => territories[i] ?? territoryOf('COM', '99999'))
    return fc.record({
      blocks: fc.array(arbitraryBlock(territories), { minLength: 2, maxLength: 9 }),
      members: fc.array(fc.array(member, { maxLength: 30 }), { maxLength: 6 })
    })
  })
}

function arbitraryBlock(territories: readonly TerritoryId[]): fc.Arbitrary<Block> {
  return fc.record({ width: fc.integer({ min: 0, max: 17 }), isShared: fc.boolean() }).chain(({ width, isShared }) => {
    const size = territories.length * width
    const cell = fc.tuple(
      fc.integer({ min: 0, max: OBSERVATION_STATUSES.length }),
      fc.oneof(fc.integer({ min: -1000, max: 1_000_000 }), fc.double({ min: -1e6, max: 1e9, noNaN: true }))
    )
    return fc.array(cell, { minLength: size, maxLength: size }).map((cells) => {
      const values = new Float64Array(isShared ? new SharedArrayBuffer(size * 8) : new ArrayBuffer(size * 8))
      const statuses = new Uint8Array(isShared ? new SharedArrayBuffer(size) : new ArrayBuffer(size))
      cells.forEach(([code, value], i) => {
        const status = OBSERVATION_STATUSES[code - 1]
        statuses[i] = code
        values[i] = status === 'A' || status === 'E' || status === 'P' ? value : NaN
      })
      return {
        vintage: 'test@2024' as VintageId,
        series: 'population' as SeriesId,
        cog: 2024,
        territories,
        periods: Array.from({ length: width }, (_, p) => parsePeriod(String(2010 + p))),
        values,
        statuses
      }
    })
  })
}
