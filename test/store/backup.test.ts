import { execFile } from 'node:child_process'
import { chmod } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { sql } from 'kysely'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openDatabase, type Db } from '../../src/store/database.ts'
import { findChainFault, findHead, findStrays } from '../../src/store/journal-chain.ts'
import { change } from '../../src/store/journal.ts'
import { saveContact } from '../../src/store/organisations-personal.ts'
import { findRegister, replaceRegister } from '../../src/store/organisations.ts'
import { makeDatabase } from '../database.ts'
import { makeOrganisation, makePerson } from '../domain/organisations/make.ts'
import { temporaryFolder } from '../folder/spoil.ts'

const run = promisify(execFile)

const pma = makeOrganisation('pma')
const REGISTER = { organisations: [pma], lists: [], people: [makePerson('ada', [{ organisation: pma.id }])] }

async function write(db: Db): Promise<void> {
  await change(db, { actor: 'command', reason: 'load' }, async (t) => {
    await replaceRegister(t, REGISTER)
    await saveContact(t, 'ada', { email: 'ada@example.org', phone: null })
  })
}

/** What a backup is worth: the public, the private, and the proof. */
async function whole(db: Db): Promise<unknown> {
  const contacts = await change(db, { actor: 'system' }, (t) => t.selectFrom('private.contact').selectAll().execute())
  return {
    register: await findRegister(db),
    contacts,
    head: await findHead(db),
    fault: await findChainFault(db),
    strays: await findStrays(db)
  }
}

/** Whether the tools of this machine can read a server of that version. */
async function hasTools(db: Db): Promise<boolean> {
  const { rows } = await sql<{ version: string }>`show server_version_num`.execute(db)
  const server = Math.floor(Number(Object.values(rows[0] ?? {})[0]) / 10_000)
  try {
    const { stdout } = await run('pg_dump', ['--version'])
    return Number(/ (\d+)/.exec(stdout)?.[1]) >= server
  } catch {
    return false
  }
}

describe('a backup, as docs/operate/backup.md tells', () => {
  it('of the embedded server is a copy of its folder, made while nothing runs', { timeout: 120_000 }, async () => {
    const home = await temporaryFolder()
    const first = await openDatabase({ database: 'embedded', home })
    await write(first.db)
    const before = await whole(first.db)
    await first.close()
    const copied = await temporaryFolder()
    // The account of the server may enter where it is restored.
    await chmod(copied, 0o755)
    await run('cp', ['--archive', '--dereference', join(home, 'postgres'), join(copied, 'postgres')])
    const second = await openDatabase({ database: 'embedded', home: copied })
    onTestFinished(second.close)
    expect(await whole(second.db)).toEqual(before)
  })

  it('of a server of one’s own is what pg_dump writes: journal, private data and rights included', async (context) => {
    const { db, url, close } = await makeDatabase()
    onTestFinished(close)
    if (!(await hasTools(db))) context.skip('no pg_dump as recent as the server')
    const empty = await makeDatabase()
    onTestFinished(empty.close)
    await write(db)
    const file = join(await temporaryFolder(), 'registry.dump')
    await run('pg_dump', ['--format=custom', `--file=${file}`, url])
    await run('pg_restore', ['--clean', '--if-exists', '--no-owner', `--dbname=${empty.url}`, file])
    const restored = await openDatabase({ database: empty.url, home: '', asApplication: true })
    onTestFinished(restored.close)
    expect(await whole(restored.db)).toEqual(await whole(db))
  })
})
