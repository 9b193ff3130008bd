import { execFile } from 'node:child_process'
import { closeSync, openSync, statSync, writeSync } from 'node:fs'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { territoriesAt } from '../../src/domain/territories/geography.ts'
import { codeOf } from '../../src/domain/territories/territory.ts'
import { ROOT } from '../../src/root.ts'
import { loadGeography } from '../../src/store/geography.ts'
import { temporary, temporaryFolder } from '../connectors/temporary.ts'
import { makeDatabase, type TestDatabase } from '../database.ts'
import { makeImportObservatory, POPULATION } from './import-observatory.ts'
import { buildProgram } from './programs.ts'

/** 200 with `CHEVALEMENT_TEST_MEGABYTES=200`, which takes a minute. */
const MEGABYTES = Number(process.env['CHEVALEMENT_TEST_MEGABYTES'] ?? 40)

let database: TestDatabase

beforeAll(async () => {
  database = await makeDatabase()
})
afterAll(() => database.close())

/** One row a value: all communes, year after year, measure after measure. */
function writeLongTable(megabytes: number): string {
  const codes = territoriesAt(loadGeography(ROOT), 'COM', 2026).map(codeOf)
  const path = temporary('long.csv', 'CODGEO;LIBGEO;ANNEE;VAR;VAL\n')
  const file = openSync(path, 'a')
  for (let round = 0; statSync(path).size < megabytes * 1e6; round += 1) {
    const variable = ['POP', 'EMP', 'DENS'][Math.floor(round / 60)] ?? ''
    const tail = `${1960 + (round % 60)};${variable}`
    writeSync(
      file,
      codes.map((code, i) => `${code};Commune numéro ${i} ;${tail};${(i * 7 + round) % 99991}\n`).join('')
    )
  }
  closeSync(file)
  return path
}

describe('a large file', () => {
  it('is published in bounded memory: under 512 MB for 200 MB', { timeout: 300_000 }, async () => {
    await makeImportObservatory(database.db, POPULATION)
    const path = writeLongTable(MEGABYTES)
    const program = await buildProgram('import-weighed')
    const { stdout } = await promisify(execFile)(process.execPath, [
      program,
      database.url,
      temporaryFolder(),
      ROOT,
      path
    ])
    const { rows, megabytes } = JSON.parse(stdout) as { readonly rows: number; readonly megabytes: number }
    expect(rows).toBeGreaterThan(MEGABYTES * 18_000)
    // What is left when nothing is read, and what each megabyte read may add to it.
    expect(megabytes).toBeLessThan(200 + 1.56 * MEGABYTES)
  })
})
