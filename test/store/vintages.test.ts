import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SeriesId } from '../../src/domain/indicators/measure.ts'
import { OBSERVATION_STATUSES, type Observation } from '../../src/domain/indicators/observation.ts'
import { makeTableBuilder, type ObservationTable } from '../../src/domain/indicators/table.ts'
import { InvalidInput, NotFound } from '../../src/domain/shared/errors.ts'
import { parsePeriod } from '../../src/domain/shared/period.ts'
import type { VintageId } from '../../src/domain/sources/source.ts'
import { territoryOf } from '../../src/domain/territories/territory.ts'
import { notesOf } from '../../src/store/vintage-notes.ts'
import { openVintageFile, readBlock, readTable } from '../../src/store/vintage-read.ts'
import { removeOrphans, verifyVintageFile, vintagePath, writeVintageFile } from '../../src/store/vintages.ts'

const meta = { vintage: 'insee-test@2024' as VintageId, cog: 2024 }

let home = ''
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'chevalement vintages '))
})
afterAll(() => rm(home, { recursive: true }))

describe('a vintage file', () => {
  it('gives back every row, whatever its status', async () => {
    const rows = [
      observe('population', '62001', '2018', 771),
      observe('population', '62001', '2013', -12.25, 'E'),
      observe('population', '62002', '2018', 0, 'P'),
      observe('population', '62003', '2018', null, 'O'),
      observe('income', '62001', '2018', null, 'Q'),
      observe('income', '62002', '2018', null, 'M')
    ]
    const vintage = await write(rows)
    expect(observationsOf(await readTable(vintage))).toEqual(sorted(rows))
    expect(vintage.index).toMatchObject({ ...meta, rows: 6 })
    const block = await readBlock(vintage, 'population' as SeriesId)
    expect(block).toMatchObject({ ...meta, series: 'population', periods: ['2013', '2018'] })
    expect(block.territories).toEqual(['COM-62001', 'COM-62002', 'COM-62003'])
    expect([...block.values]).toEqual([-12.25, 771, NaN, 0, NaN, NaN])
    expect([...block.statuses]).toEqual([2, 1, 0, 3, 0, 4])
  })

  it('keeps the units and the largest share where the source gives them', async () => {
    const rows = [
      { ...observe('establishments', '62001', '2018', 10), units: 10, largestShare: 0.25 },
      { ...observe('establishments', '62002', '2018', null, 'Q'), units: 2 },
      observe('establishments', '62003', '2018', 4)
    ]
    const vintage = await write(rows)
    expect(observationsOf(await readTable(vintage))).toEqual(rows)
    const block = await readBlock(vintage, 'establishments' as SeriesId)
    expect([...(block.units ?? [])]).toEqual([10, 2, NaN])
    expect([...(block.largestShares ?? [])]).toEqual([0.25, NaN, NaN])
  })

  it('survives any rows, and is the same file whatever their order', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryRows(), async ({ rows, shuffled }) => {
        const a = await writeVintageFile(home, tableOf(rows), meta)
        const b = await writeVintageFile(home, tableOf(shuffled), meta)
        expect(b).toEqual(a)
        const vintage = await openVintageFile(vintagePath(home, a.content))
        expect(observationsOf(await readTable(vintage))).toEqual(sorted(rows))
      }),
      { numRuns: 40 }
    )
  })

  it('holds series too long for one row group, and shares the list of territories between them', async () => {
    const rows = ['a', 'b', 'c'].flatMap((series) =>
      Array.from({ length: 9000 }, (_, i) => observe(series, String(10_000 + i), '2018', series === 'c' ? i * 1.1 : i))
    )
    const vintage = await write(rows)
    expect(vintage.groups).toHaveLength(3)
    const [a, c] = [await readBlock(vintage, 'a' as SeriesId), await readBlock(vintage, 'c' as SeriesId)]
    expect(a.territories).toBe(c.territories)
    expect(c.values[8999]).toBe(8999 * 1.1)
    expect(a.values.buffer).toBeInstanceOf(SharedArrayBuffer)
  })

  it('is read by DuckDB as it is by us', async () => {
    const rows = [
      ...Array.from({ length: 400 }, (_, i) =>
        observe('births', String(62_000 + (i % 200)), i < 200 ? '2013/2018' : '2018', i)
      ),
      observe('births', '62999', '2018', null, 'Q'),
      { ...observe('establishments:naf=GZ', '62001', '2012-Q4', 3.5, 'P'), units: 3, largestShare: 0.9 }
    ]
    const { path } = await write(rows)
    const db = await (await DuckDBInstance.create(':memory:')).connect()
    const found = await db.runAndReadAll(`select * from '${path}'`)
    expect(found.getRowObjects()).toEqual(
      sorted(rows).map(({ largestShare = null, units = null, ...row }) => ({
        ...row,
        cog: 2024,
        units,
        largest_share: largestShare
      }))
    )
    const one = await db.runAndReadAll(`select sum(value) from '${path}' where series = 'births' and period = '2018'`)
    expect(one.getRows()).toEqual([[Array.from({ length: 200 }, (_, i) => 200 + i).reduce((a, b) => a + b)]])
  })

  it('refuses two rows of one key, and a value that its status denies', async () => {
    const twice = [observe('births', '62001', '2018', 1), observe('births', '62001', '2018', 2)]
    await expect(write(twice)).rejects.toThrow(/births COM-62001 2018 : deux lignes/)
    await expect(write([observe('births', '62001', '2018', 1, 'Q')])).rejects.toThrow(InvalidInput)
    await expect(write([observe('births', '62001', '2018', null, 'A')])).rejects.toThrow(InvalidInput)
    await expect(write([observe('births', '62001', '2018', Infinity)])).rejects.toThrow(InvalidInput)
    expect((await readdir(join(home, 'vintages'))).filter((name) => !name.endsWith('.parquet'))).toEqual([])
  })

  it('says which series it does not hold', async () => {
    const vintage = await write([observe('births', '62001', '2018', 1)])
    await expect(readBlock(vintage, 'deaths' as SeriesId)).rejects.toThrow(NotFound)
    await expect(readBlock(vintage, 'deaths' as SeriesId)).rejects.toThrow(/insee-test@2024.*« deaths »/)
  })

  it('may be empty', async () => {
    const vintage = await write([])
    expect((await readTable(vintage)).length).toBe(0)
  })
})

describe('a damaged vintage file', () => {
  it('is named, wherever it was cut', async () => {
    const { path } = await write(manyRows())
    const whole = await readFile(path)
    const copy = join(home, 'cut.parquet')
    for (const length of [0, 3, 11, 12, 100, whole.length >> 1, whole.length - 1]) {
      await writeFile(copy, whole.subarray(0, length))
      await expect(openVintageFile(copy)).rejects.toThrow(InvalidInput)
      await expect(openVintageFile(copy)).rejects.toThrow(copy)
    }
  })

  it('is named when a byte of its values has changed', async () => {
    const vintage = await write(manyRows())
    const bytes = await readFile(vintage.path)
    const values = vintage.groups[0]?.get('value')
    const middle = (values?.offset ?? 0) + ((values?.length ?? 0) >> 1)
    bytes[middle] = (bytes[middle] ?? 0) ^ 0xff
    const copy = join(home, 'changed.parquet')
    await writeFile(copy, bytes)
    const changed = await openVintageFile(copy)
    await expect(readBlock(changed, 'births' as SeriesId)).rejects.toThrow(InvalidInput)
    await expect(readBlock(changed, 'births' as SeriesId)).rejects.toThrow(copy)
  })

  it('is found out by its address', async () => {
    const { content } = await writeVintageFile(home, tableOf(manyRows()), meta)
    await expect(verifyVintageFile(home, content)).resolves.toBeUndefined()
    const path = vintagePath(home, content)
    await writeFile(path, (await readFile(path)).subarray(0, -1))
    await expect(verifyVintageFile(home, content)).rejects.toThrow(InvalidInput)
    await rm(path)
    await expect(verifyVintageFile(home, content)).rejects.toThrow(NotFound)
    await expect(openVintageFile(path)).rejects.toThrow(NotFound)
  })
})

describe('the notes of a vintage', () => {
  it('give the same block as the file, when they are there, absent or spoilt', async () => {
    const own = join(home, 'noted')
    const many = Array.from({ length: 1200 }, (_, i) => String(60_000 + i))
    const rows = many.flatMap((code) => ['2013', '2018'].map((period) => observe('births', code, period, Number(code))))
    const { content } = await writeVintageFile(own, tableOf(rows), meta)
    const read = async (): Promise<unknown> => {
      const vintage = await openVintageFile(vintagePath(own, content), notesOf(own, content))
      return [vintage.index, vintage.groups, await readBlock(vintage, 'births' as SeriesId)]
    }
    const first = await read()
    const notes = (await readdir(join(own, 'notes'))).toSorted()
    expect(notes).toEqual([`${content}.0`, `${content}.json`])
    expect(await read()).toEqual(first)
    for (const name of notes) await writeFile(join(own, 'notes', name), 'spoilt')
    expect(await read()).toEqual(first)
    await removeOrphans(own, new Set())
    expect(await readdir(join(own, 'notes'))).toEqual([])
  })

  it('are done without where the home cannot be written to', async () => {
    const { content } = await writeVintageFile(home, tableOf([observe('births', '62001', '2018', 1)]), meta)
    const vintage = await openVintageFile(vintagePath(home, content), notesOf('/dev/null', content))
    expect([...(await readBlock(vintage, 'births' as SeriesId)).values]).toEqual([1])
  })
})

describe('after a crash', () => {
  it('files that the registry does not know are removed, and those it knows stay', async () => {
    const own = join(home, 'crash')
    const kept = await writeVintageFile(own, tableOf([observe('births', '62001', '2018', 1)]), meta)
    const left = await writeVintageFile(own, tableOf([observe('births', '62001', '2018', 2)]), meta)
    await writeFile(join(own, 'vintages', `${await endedProcess()}-half.unfinished`), 'PAR1')
    await writeFile(join(own, 'vintages', `${process.ppid}-writing.unfinished`), 'PAR1')
    await writeFile(join(own, 'vintages', `${process.pid}-before-restart.unfinished`), 'PAR1')
    await writeFile(join(own, 'vintages', 'README'), 'not ours to remove')
    const removed = await removeOrphans(own, new Set([kept.content]))
    expect(removed).toHaveLength(3)
    expect(removed).toContain(`${left.content}.parquet`)
    expect((await readdir(join(own, 'vintages'))).toSorted()).toEqual(
      [`${kept.content}.parquet`, `${process.ppid}-writing.unfinished`, 'README'].toSorted()
    )
  })

  it('a home without vintages is clean', async () => {
    expect(await removeOrphans(join(home, 'nothing here'), new Set())).toEqual([])
  })
})

async function write(rows: readonly Observation[]): ReturnType<typeof openVintageFile> {
  const { content } = await writeVintageFile(home, tableOf(rows), meta)
  return openVintageFile(vintagePath(home, content))
}

function observe(
  series: string,
  commune: string,
  period: string,
  value: number | null,
  status: Observation['status'] = value === null ? 'O' : 'A'
): Observation {
  return {
    series: series as SeriesId,
    territory: territoryOf('COM', commune),
    period: parsePeriod(period),
    value,
    status
  }
}

function manyRows(): Observation[] {
  return Array.from({ length: 5000 }, (_, i) => observe('births', String(10_000 + i), '2018', Math.sin(i)))
}

function tableOf(rows: readonly Observation[]): ObservationTable {
  const builder = makeTableBuilder(4)
  for (const row of rows) builder.add(row)
  return builder.build()
}

function observationsOf(table: ObservationTable): Observation[] {
  return Array.from({ length: table.length }, (_, i) => {
    const [value, units, largestShare] = [table.values[i], table.units?.[i], table.largestShares?.[i]].map(
      (x = NaN) => x
    )
    return {
      series: table.seriesNames[table.series[i] ?? 0] as SeriesId,
      territory: table.territoryNames[table.territory[i] ?? 0] as Observation['territory'],
      period: table.periodNames[table.period[i] ?? 0] as Observation['period'],
      value: Number.isNaN(value) ? null : (value ?? null),
      status: OBSERVATION_STATUSES[(table.statuses[i] ?? 0) - 1] ?? 'O',
      ...(units !== undefined && !Number.isNaN(units) && { units }),
      ...(largestShare !== undefined && !Number.isNaN(largestShare) && { largestShare })
    }
  })
}

/** By series, territory and period; the periods of these tests are in the order of their texts. */
function sorted(rows: readonly Observation[]): Observation[] {
  const key = (row: Observation): string => [row.series, row.territory, row.period].join(' ')
  return rows.toSorted((a, b) => (key(a) < key(b) ? -1 : 1))
}

function arbitraryRows(): fc.Arbitrary<{ rows: Observation[]; shuffled: Observation[] }> {
  const share = fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: undefined })
  const row = fc
    .record({
      series: fc.constantFrom('births', 'deaths', 'population:age=15-64', 'établissements'),
      commune: fc.integer({ min: 1001, max: 1030 }),
      period: fc.constantFrom('2012', '2013', '2013-Q1', '2014-05', '2015/2016'),
      status: fc.constantFrom(...OBSERVATION_STATUSES),
      value: fc.double({ noNaN: true, noDefaultInfinity: true }),
      units: fc.option(fc.nat(), { nil: undefined }),
      share
    })
    .map(({ series, commune, period, status, value, units, share: largestShare }) => ({
      ...observe(series, `0${commune}`, period, ['A', 'E', 'P'].includes(status) ? value : null, status),
      ...(units !== undefined && { units }),
      ...(largestShare !== undefined && { largestShare })
    }))
  return fc
    .uniqueArray(row, { maxLength: 200, selector: (o) => [o.series, o.territory, o.period].join() })
    .chain((rows) => fc.shuffledSubarray(rows, { minLength: rows.length }).map((shuffled) => ({ rows, shuffled })))
}

/** The id of a process that is no more. */
async function endedProcess(): Promise<number> {
  const child = spawn(process.execPath, ['--version'])
  await once(child, 'exit')
  return child.pid ?? 0
}
