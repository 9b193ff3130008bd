import { spawn } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ObservatoryError } from '../../src/domain/shared/errors.ts'
import { parsePeriod } from '../../src/domain/shared/period.ts'
import type { Mapping } from '../../src/domain/sources/mapping.ts'
import { isCommune } from '../../src/domain/territories/geography.ts'
import { ROOT } from '../../src/root.ts'
import { loadGeography } from '../../src/store/geography.ts'
import { openVintageFile, readBlock } from '../../src/store/vintage-read.ts'
import { vintagePath } from '../../src/store/vintages.ts'
import { applyPlan, cleanVintages, planFile, type Applied, type ImportRequest } from '../../src/usecases/import.ts'
import { recogniseSource } from '../../src/usecases/import-source.ts'
import { openRegistry } from '../../src/usecases/registry.ts'
import { temporary, temporaryFolder } from '../connectors/temporary.ts'
import { makeDatabase, type TestDatabase } from '../database.ts'
import { series } from '../make.ts'
import { buildProgram } from './programs.ts'
import { importContext, makeImportObservatory, populationMapping, POPULATION } from './import-observatory.ts'

const geography = loadGeography(ROOT)
const REQUEST = { source: 'communes', edition: '2026', period: parsePeriod('2018'), mapping: populationMapping() }

let database: TestDatabase
let home: string

beforeAll(async () => {
  database = await makeDatabase()
})
afterAll(() => database.close())

async function empty(): Promise<void> {
  home = temporaryFolder()
  await makeImportObservatory(database.db, POPULATION)
}

async function plan(content: string, request: ImportRequest = REQUEST, name = 'communes.csv') {
  return planFile(await importContext(database.db, home, geography), temporary(name, content), request)
}

async function publish(content: string, request: ImportRequest = REQUEST, keepRest = false): Promise<Applied> {
  return applyPlan(await importContext(database.db, home, geography), await plan(content, request), { keepRest })
}

async function refusal(work: Promise<unknown>): Promise<string> {
  const outcome = await work.then(
    () => 'accepted',
    (error: unknown) => error
  )
  if (typeof outcome === 'string') return outcome
  if (outcome instanceof ObservatoryError)
    return `${'reason' in outcome ? outcome.reason : outcome.code}: ${outcome.message}`
  throw outcome
}

/** What is kept of an observatory: the names of its vintages and of its files. */
async function kept(): Promise<{ readonly vintages: readonly string[]; readonly files: number }> {
  const { folder } = await openRegistry(database.db)
  const names = await Promise.resolve()
    .then(() => readdirSync(join(home, 'vintages')))
    .catch(() => [])
  return { vintages: folder.vintages.map(({ id }) => id), files: names.length }
}

describe('numbers as people write them', () => {
  it('are read, and the one with a letter is refused by its line, its column and its letter', async () => {
    await empty()
    const content = 'CODGEO;POP\n62498;1 344 203\n62119;31026\n62427;646,9\n62065;20 00O\n'
    const planned = await plan(content)
    if (planned.status !== 'planned') throw new Error(planned.status)
    expect([...planned.table.values]).toEqual([1344203, 31026, 646.9])
    expect(planned.plan.rows).toEqual({ read: 4, kept: 3, refused: 1 })
    expect(planned.plan.refused[0]).toMatchObject({
      place: { file: 'communes.csv', line: 5, column: 'POP' },
      found: '20 00O'
    })
    expect(planned.plan.refused[0]?.expected.fr).toContain('la lettre « O »')
  })

  it('publish nothing while a row is refused, unless the rest is wanted', async () => {
    await empty()
    const content = 'CODGEO;POP\n62498;31000\n62065;20 00O\n'
    expect(await refusal(publish(content))).toMatch(/^rows-refused: 1 ligne sur 2 est refusée/)
    expect(await kept()).toEqual({ vintages: [], files: 0 })
    expect(await publish(content, REQUEST, true)).toMatchObject({ status: 'published', vintage: { rows: 1 } })
  })
})

describe('a file of 150 communes of another year', () => {
  it('lists the codes not found with what they became, and the year that knows them all', async () => {
    await empty()
    // Communes of the Calvados in 2015: many of these have merged since.
    const old = Array.from({ length: 700 }, (_, i) => `14${String(i + 1).padStart(3, '0')}`)
      .filter((code) => isCommune(geography, code, 2015))
      .slice(0, 150)
    const gone = old.filter((code) => !isCommune(geography, code, 2026))
    expect([old.length, gone.length > 10]).toEqual([150, true])
    const planned = await plan(`CODGEO;POP\n${old.map((code) => `${code};100`).join('\n')}\n`)
    if (planned.status !== 'planned') throw new Error(planned.status)
    expect(planned.plan.unknown.map(({ code }) => code)).toEqual(gone)
    expect(planned.plan.unknown.filter(({ proposals }) => proposals.length === 0)).toEqual([])
    expect(planned.plan.unknown[0]?.place).toMatchObject({ file: 'communes.csv', column: 'CODGEO' })
    expect(planned.plan.rows).toEqual({ read: 150, kept: 150 - gone.length, refused: gone.length })
    expect(planned.plan.betterCog).toMatchObject({ found: 150, of: 150 })
    const right = await plan(`CODGEO;POP\n${old.map((code) => `${code};100`).join('\n')}\n`, {
      ...REQUEST,
      cog: planned.plan.betterCog?.cog ?? 0
    })
    expect(right).toMatchObject({ plan: { unknown: [], rows: { read: 150, kept: 150, refused: 0 } } })
  })
})

describe('publishing', () => {
  const first = 'CODGEO;POP\n62498;31000\n62119;25000\n62065;6000\n'

  it('writes one vintage, with its series, its changes and what is withheld', async () => {
    await empty()
    const hidden = [
      { series: series('population'), period: parsePeriod('2018'), where: 'COM-62065', confidentiality: 'A' }
    ] as never
    const context = await importContext(database.db, home, geography, hidden)
    const applied = await applyPlan(context, await plan(first))
    expect(applied).toMatchObject({ status: 'published', withheld: 1 })
    const { registry, folder } = await openRegistry(database.db)
    expect(folder.vintages).toMatchObject([
      {
        id: 'communes@2026',
        cog: 2026,
        rows: 3,
        receivedOn: '2026-11-22',
        file: { name: 'communes.csv', bytes: first.length },
        series: [{ series: 'population', column: 'POP', periods: ['2018'], levels: ['COM'] }],
        changes: { read: 3, refused: 0, added: 3, revised: 0, vanished: 0 }
      }
    ])
    expect([...registry.withheld]).toEqual([['communes@2026|population|2018|COM-62065', 'A']])
    const file = await openVintageFile(vintagePath(home, folder.vintages[0]?.content ?? ''))
    expect([...(await readBlock(file, series('population'))).values]).toEqual([6000, 25000, 31000])
  })

  it('of the same file again changes nothing and says so', async () => {
    expect(await publish(first)).toEqual({ status: 'unchanged', vintage: 'communes@2026' })
    expect(await kept()).toEqual({ vintages: ['communes@2026'], files: 1 })
  })

  it('of the same file with an option that differs is refused, saying what to add; with it, it is planned', async () => {
    expect(await refusal(publish(first, { ...REQUEST, cog: 2024 }))).toMatch(
      /^already-otherwise: .*--cog 2024 n’est pas appliqué.*--edition 2026\.1/
    )
    expect(await plan(first, { ...REQUEST, cog: 2024, edition: '2026.1' })).toMatchObject({
      ...{ status: 'planned', plan: { vintage: 'communes@2026.1', cog: 2024 } }
    })
    expect(await refusal(plan(first, { source: 'communes', edition: '2026.1' }))).toMatch(/^same-file: .*communes@2026/)
  })

  it('of the same file by another mapping is refused, saying what differs and what to do', async () => {
    const renamed = populationMapping({
      values: { layout: 'wide', columns: [{ column: 'POP', series: series('jobs') }] }
    })
    expect(await refusal(publish(first, { ...REQUEST, mapping: renamed }))).toMatch(
      /^already-otherwise: .*communes@2026.*séries en plus : jobs ; séries en moins : population.*--edition 2026\.1/
    )
    const fewer = populationMapping({ where: [{ column: 'CODGEO', is: ['62498', '62119'] }] })
    expect(await refusal(publish(first, { ...REQUEST, mapping: fewer }))).toMatch(
      /\(valeurs en plus : 0, autres : 0, en moins : 1\)/
    )
    expect(await refusal(publish(first, { ...REQUEST, mapping: populationMapping({ cog: 2024 }) }))).toContain(
      'COG 2024 au lieu de 2026'
    )
    const corrected = { ...REQUEST, mapping: fewer, edition: '2026.1' }
    expect(await plan(first, corrected)).toMatchObject({ status: 'planned', plan: { vintage: 'communes@2026.1' } })
    expect(await kept()).toEqual({ vintages: ['communes@2026'], files: 1 })
  })

  it('without an edition can be planned, and not applied', async () => {
    const content = 'CODGEO;POP\n62498;31111\n'
    const { edition: _edition, ...unnamed } = REQUEST
    const planned = await plan(content, unnamed)
    expect(planned).toMatchObject({ status: 'planned', plan: { edition: '', observations: { revised: 1 } } })
    expect(planned).not.toHaveProperty('plan.vintage')
    expect(await refusal(publish(content, unnamed))).toMatch(/^edition-unknown: .*rien n’est publié.*--edition/)
    const told = { ...unnamed, mapping: populationMapping({ edition: '2026.9' }) }
    expect(await plan(content, told)).toMatchObject({ plan: { vintage: 'communes@2026.9' } })
  })

  it('of another file under the same edition is refused: a vintage is never edited', async () => {
    expect(await refusal(publish(first.replace('31000', '31415')))).toMatch(/^edition-exists: .*--edition 2026\.1/)
    expect(await kept()).toEqual({ vintages: ['communes@2026'], files: 1 })
  })

  it('of a new edition says what it revises, and the former one stays', async () => {
    const again = await publish('CODGEO;POP\n62498;31415\n62119;25000\n62427;26000\n', {
      ...REQUEST,
      edition: '2026.1'
    })
    expect(again).toMatchObject({ plan: { observations: { added: 1, revised: 1, unchanged: 1, vanished: 1 } } })
    expect((await kept()).vintages).toEqual(['communes@2026', 'communes@2026.1'])
  })

  it('compares with what answers: the latest edition, not the one before it', async () => {
    const third = await plan('CODGEO;POP\n62498;31000\n62119;25000\n', { ...REQUEST, edition: '2026.2' })
    expect(third).toMatchObject({ plan: { observations: { added: 0, revised: 1, unchanged: 1, vanished: 1 } } })
  })

  it('keeps the mapping that was given for next year, without this year’s period and edition', async () => {
    const { folder } = await openRegistry(database.db)
    expect(folder.mappings).toMatchObject([{ source: 'communes', mapping: populationMapping() }])
    const next = await plan('CODGEO;POP\n62498;32000\n', {
      source: 'communes',
      edition: '2027',
      period: parsePeriod('2019')
    })
    expect(next).toMatchObject({ plan: { vintage: 'communes@2027', observations: { added: 1 } } })
  })

  it('by two at once publishes one', async () => {
    await empty()
    const context = await importContext(database.db, home, geography)
    const planned = await plan(first)
    const outcomes = await Promise.all([refusal(applyPlan(context, planned)), refusal(applyPlan(context, planned))])
    expect(outcomes.map((outcome) => outcome.split(':')[0]).sort()).toEqual(['accepted', 'edition-exists'])
    expect(await kept()).toEqual({ vintages: ['communes@2026'], files: 1 })
  })
})

describe('what is refused before anything is written', () => {
  const wide = (column: string, name: string): Mapping =>
    populationMapping({ values: { layout: 'wide', columns: [{ column, series: series(name) }] } })

  it.each<[string, string, ImportRequest, RegExp]>([
    [
      'a measure that nobody declared',
      'CODGEO;POP\n62498;1\n',
      { ...REQUEST, mapping: wide('POP', 'happiness') },
      /^undeclared-series: .*happiness.*measures\.yaml/
    ],
    [
      'a column that is not there',
      'CODGEO;POP\n62498;1\n',
      { ...REQUEST, mapping: wide('P18_POP', 'population') },
      /^invalid-input: communes\.csv:1:P18_POP : colonne absente/
    ],
    [
      'no period at all',
      'CODGEO;POP\n62498;1\n',
      { source: 'communes', edition: '2026', mapping: populationMapping() },
      /^invalid-input: .*--period/
    ],
    [
      'no edition',
      'CODGEO;POP\n62498;1\n',
      { source: 'communes', period: parsePeriod('2018'), mapping: populationMapping() },
      /^edition-unknown: .*--edition/
    ],
    [
      'an edition that is no name',
      'CODGEO;POP\n62498;1\n',
      { ...REQUEST, edition: 'été 2026' },
      /^invalid-input: .*édition/
    ],
    [
      'a source that nobody declared',
      'CODGEO;POP\n62498;1\n',
      { ...REQUEST, source: 'comunes' },
      /^not-found: .*peut-être « communes »/
    ],
    ['a file that no source recognises', 'a;b\n1;2\n', {}, /^unknown-source: .*--source/],
    [
      'a table without a mapping',
      'CODGEO;POP\n62498;1\n',
      { source: 'communes', edition: '1' },
      /^invalid-input: .*--mapping/
    ],
    ['a file with no row', 'CODGEO;POP\n', REQUEST, /^nothing-to-publish: .*Lignes lues : 0/]
  ])('%s', async (_, content, request, message) => {
    await empty()
    expect(await refusal(publish(content, request))).toMatch(message)
    expect(await kept()).toEqual({ vintages: [], files: 0 })
  })

  it('a zip cut short is said to be so, before anything is said of its source', async () => {
    await empty()
    const whole = readFileSync(join(ROOT, 'test/connectors/files/base_cc_comparateur_ed2022-01_csv.zip'))
    for (const bytes of [Math.floor(whole.length / 2), whole.length - 10]) {
      const path = temporary('inconnu.zip', whole.subarray(0, bytes))
      const known = { connectors: [], registry: (await openRegistry(database.db)).registry }
      expect(await refusal(recogniseSource(known, path))).toMatch(/^invalid-input: inconnu\.zip : zip tronqué/)
    }
  })

  it('a key given twice, naming both lines', async () => {
    await empty()
    const content = 'CODGEO;POP\n62498;1\n62119;2\n62498;3\n'
    expect(await refusal(publish(content))).toMatch(/^rows-refused/)
    const planned = await plan(content)
    if (planned.status !== 'planned') throw new Error(planned.status)
    expect(planned.plan.refused.map(({ place }) => place)).toEqual([
      { file: 'communes.csv', line: 2, column: 'POP' },
      { file: 'communes.csv', line: 4, column: 'POP' }
    ])
    expect(planned.plan.refused[1]?.expected.fr).toContain('ligne 2')
  })
})

describe('a disk that takes no more', () => {
  it('publishes nothing, leaves no part of a file, and says what to do', { timeout: 60_000 }, async () => {
    await empty()
    const path = temporary('communes.csv', 'CODGEO;POP\n62498;31000\n')
    // The system refuses to write one byte of a file, as a full disk does.
    const words = [process.execPath, await buildProgram('import-killed'), database.url, home, ROOT, path]
    const child = spawn('/bin/sh', ['-c', 'ulimit -f 0; exec "$@"', 'sh', ...words], {
      stdio: ['ignore', 'ignore', 'pipe']
    })
    const errors: string[] = []
    child.stderr.on('data', (data: Buffer) => errors.push(data.toString()))
    expect(await new Promise((resolve) => child.once('close', resolve))).toBe(1)
    expect(errors.join('')).toContain('est plein (EFBIG) : rien n’a changé')
    expect(errors.join('')).toContain("reason: 'disk-full'")
    expect(await kept()).toEqual({ vintages: [], files: 0 })
  })

  it('is told from a folder where nobody may write', async () => {
    await empty()
    writeFileSync(join(home, 'vintages'), 'a file where the folder should be')
    const refused = await refusal(publish('CODGEO;POP\n62498;31000\n'))
    expect(refused).toContain('not-writable: ')
    expect(refused).toContain('CHEVALEMENT_HOME')
    expect((await openRegistry(database.db)).folder.vintages).toEqual([])
  })
})

describe('an import that is killed between its file and its row', () => {
  it('leaves no vintage, and the next start is clean', { timeout: 60_000 }, async () => {
    await empty()
    const path = temporary('communes.csv', 'CODGEO;POP\n62498;31000\n')
    const child = spawn(process.execPath, [await buildProgram('import-killed'), database.url, home, ROOT, path], {
      stdio: ['ignore', 'pipe', 'pipe']
    })
    const errors: string[] = []
    child.stderr.on('data', (data: Buffer) => errors.push(data.toString()))
    await new Promise<void>((resolve, reject) => {
      child.stdout.once('data', () => resolve())
      child.once('exit', () => reject(new Error(errors.join(''))))
    })
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await ended
    expect(await kept()).toEqual({ vintages: [], files: 1 })
    // PostgreSQL takes a moment to see that its client is gone.
    await expect.poll(() => cleanVintages(database.db, home), { timeout: 30_000 }).toHaveLength(1)
    expect(await kept()).toEqual({ vintages: [], files: 0 })
    const context = await importContext(database.db, home, geography)
    expect(await applyPlan(context, await planFile(context, path, REQUEST))).toMatchObject({ status: 'published' })
    expect(await cleanVintages(database.db, home)).toEqual([])
  })
})
