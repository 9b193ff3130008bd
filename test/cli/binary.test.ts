import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { describe, expect, it, onTestFinished } from 'vitest'
import { ROOT } from '../../src/root.ts'
import type { Db } from '../../src/store/database.ts'
import { makeDatabase } from '../database.ts'
import { FIRST_RELEASE, temporaryFolder } from '../folder/spoil.ts'

const BINARY = join(ROOT, 'bin/chevalement.js')

type Shell = (...words: string[]) => { readonly code: number | null; readonly out: string; readonly err: string }

/** @param prepare what an earlier release left in the database */
async function makeShell(prepare = (_: Db): Promise<unknown> => Promise.resolve()): Promise<Shell> {
  const { db, url, close } = await makeDatabase()
  onTestFinished(close)
  await prepare(db)
  const home = await temporaryFolder()
  const env = { ...process.env, DATABASE_URL: url, CHEVALEMENT_HOME: home, CHEVALEMENT_FOLDER: FIRST_RELEASE }
  return (...words) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [BINARY, ...words], { env, encoding: 'utf8' })
    return { code: status, out: stdout, err: stderr }
  }
}

describe('the command as scripts run it', { timeout: 120_000 }, () => {
  it('ends with 0 done, 1 refused, 2 wrong usage, and answers on the right stream', async () => {
    const shell = await makeShell()
    const done = shell('figure', 'population', '--on', 'trio', '--at', '2021', '--json')
    expect(done.code).toBe(0)
    expect(JSON.parse(done.out)).toMatchObject({ value: 63211 })
    const refused = shell('figure', 'population', '--on', 'nowhere', '--at', '2021', '--json')
    expect(refused).toMatchObject({ code: 1, out: '' })
    expect(JSON.parse(refused.err)).toMatchObject({ error: { code: 'not-found' } })
    const wrong = shell('figure')
    expect(wrong).toMatchObject({ code: 2, out: '' })
    expect(wrong.err).toContain('--on')
    expect(shell('--help').code).toBe(0)
  })

  it('answers one figure from a bundle without all of Kysely, and calls the whole program to bring the tables up to date', async () => {
    const shell = await makeShell((db) => sql`update rights.stamp set digest = 'earlier'`.execute(db))
    const asked = ['figure', 'population', '--on', 'trio', '--at', '2021', '--json'] as const
    expect(JSON.parse(shell(...asked).out)).toMatchObject({ value: 63211 })
    expect(shell(...asked)).toMatchObject({ code: 0, err: '' })
    const { build } = (await import(join(ROOT, 'bin/build.js'))) as { build: () => Promise<string> }
    expect(readFileSync(join(await build(), 'quick.js'), 'utf8')).not.toContain('migrateToLatest')
  })
})
