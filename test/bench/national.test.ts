import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadMembers, writeLong, writeVintages, writeWide } from '../../bench/files.ts'
import { makeBlock, makeNational, SMALL } from '../../bench/national.ts'
import { checkSums } from '../../bench/sums.ts'
import type { Block } from '../../src/domain/indicators/block.ts'
import { openVintageFile, readBlocks } from '../../src/store/vintage-read.ts'

describe('the set that speed is measured on', () => {
  const national = makeNational(SMALL)
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'chevalement-bench-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  it('is the same for everybody, and has every kind of cell', () => {
    const block = makeBlock(national, 0)
    expect(block.statuses).toEqual(makeBlock(makeNational(SMALL), 0).statuses)
    expect(new Set(block.statuses)).toEqual(new Set([0, 1, 2, 3, 4, 5]))
    expect(new Set(national.perimeters.flat()).size).toBe(SMALL.communes)
  })

  it('comes back from its vintages, with the sums and the counts that DuckDB finds in them', async () => {
    const db = await (await DuckDBInstance.create(':memory:')).connect()
    await loadMembers(db, national)
    const vintages = await writeVintages(national, folder)
    expect(await writeVintages(national, folder)).toEqual(vintages)
    const blocks: Block[] = []
    for (const path of vintages) for await (const block of readBlocks(await openVintageFile(path))) blocks.push(block)
    expect(blocks).toHaveLength(SMALL.measures)
    for (const [i, block] of blocks.entries()) {
      const drawn = makeBlock(national, i)
      expect([...block.values]).toEqual([...drawn.values])
      expect([...block.statuses]).toEqual([...drawn.statuses])
      expect(await checkSums(db, national, block, vintages)).toBe(national.perimeters.length * SMALL.years)
    }
    await writeLong(db, vintages, join(folder, 'long.parquet'))
    await writeWide(db, blocks, join(folder, 'wide.parquet'))
    const [long, wide] = await Promise.all(
      [
        `select sum(value) from '${folder}/long.parquet' where series = 'measure-003'`,
        `select sum("measure-003") from '${folder}/wide.parquet'`
      ].map(async (sql) => (await db.runAndReadAll(sql)).getRows()[0]?.[0])
    )
    expect(Number(long)).toBeCloseTo(Number(wide), 6)
  })
})
