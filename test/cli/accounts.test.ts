import { mkdtempSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openAccounts } from '../../src/cli/accounts.ts'
import { parseConfig } from '../../src/config.ts'
import type { Db } from '../../src/store/database.ts'

describe('the secret of a home', () => {
  const options = (home: string) => ({
    db: {} as Db,
    config: parseConfig({ CHEVALEMENT_HOME: home }, ''),
    url: () => 'http://127.0.0.1:3000/',
    name: 'Observatoire',
    demonstration: false,
    log: () => undefined
  })

  it('is made once, by whoever comes first, and is for its owner alone', async () => {
    const home = mkdtempSync(join(tmpdir(), 'chevalement-secret-'))
    const made = await Promise.all([1, 2, 3].map(() => openAccounts(options(home))))
    const kept = readFileSync(join(home, 'secret'), 'utf8')
    expect(made.map(({ settings }) => settings.secret)).toEqual([kept, kept, kept])
    expect(kept).toHaveLength(64)
    expect(statSync(join(home, 'secret')).mode & 0o777).toBe(0o600)
    expect(readdirSync(home)).toEqual(['secret'])
  })

  it('is made anew when a power cut left it empty: nobody signs with nothing', async () => {
    const home = mkdtempSync(join(tmpdir(), 'chevalement-secret-'))
    writeFileSync(join(home, 'secret'), '')
    expect((await openAccounts(options(home))).settings.secret).toHaveLength(64)
  })
})
