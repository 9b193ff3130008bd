import { Migrator, sql } from 'kysely'
import { afterEach, expect, it } from 'vitest'
import type { Db } from '../../src/store/database.ts'
import { asOf, change, findFirstInstant } from '../../src/store/journal.ts'
import { findChainFault, findHead, findStrays } from '../../src/store/journal-chain.ts'
import { applyMigrations } from '../../src/store/migrate.ts'
import { MIGRATIONS } from '../../src/store/migrations/all.ts'
import { makeDatabase, type TestDatabase } from '../database.ts'

const open: TestDatabase[] = []

afterEach(async () => {
  for (const database of open.splice(0)) await database.close()
})

/** As the release left it that knew no later migration. */
async function databaseAsOf(migration: string): Promise<Db> {
  const made = await makeDatabase()
  open.push(made)
  const { db } = made
  await sql`drop schema public, journal, history, private, rights cascade`.execute(db)
  await sql`create schema public`.execute(db)
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve({ ...MIGRATIONS }) } })
  const { error } = await migrator.migrateTo(migration)
  if (error) throw error
  return db
}

const WRITTEN = [
  `insert into organisation (id, kind, names) values ('aula', 'agency', '[]')`,
  `insert into asset (path, sha256, bytes) values ('editions/2022/photographs/a.jpg', '00', '\\x00')`,
  `insert into commitment_set (id, position, title, name, presented, origin, document)
    values ('s', 0, '{}', '{}', '2012', '{}', 'd')`,
  `insert into proposition (id, commitment_set, number, titles, aim, expected)
    values ('p1', 's', 1, '[]', '{}', '{}')`,
  `insert into commitment_action (id, proposition, number, title, state)
    values ('p1-1', 'p1', 1, 'Une action', 'open')`,
  `insert into edition (id) values ('2022')`
]

it('a registry that an earlier release wrote is brought up to date with its journal whole, and goes on', async () => {
  const db = await databaseAsOf('0015-edition-warnings')
  await db.transaction().execute(async (t) => {
    for (const statement of WRITTEN) await sql.raw(statement).execute(t)
  })
  const instant = await findFirstInstant(db)
  const { entries, hash } = await findHead(db)
  expect(entries).toBe(WRITTEN.length)

  await applyMigrations(db)
  expect({ fault: await findChainFault(db), strays: await findStrays(db) }).toEqual({ fault: undefined, strays: [] })
  const { rows } = await sql`select hash from journal.entry where hash = decode(${hash}, 'hex')`.execute(db)
  expect(rows).toHaveLength(1)

  await change(db, { actor: 'command', reason: 'after' }, async (t) => {
    await sql`update organisation set note = '{"fr": "Après", "en": "After"}'`.execute(t)
    await sql`update asset set bytes = '\\x01', sha256 = '01'`.execute(t)
    await sql`update commitment_action set aim = '{"fr": "But"}'`.execute(t)
  })
  expect({ fault: await findChainFault(db), strays: await findStrays(db) }).toEqual({ fault: undefined, strays: [] })
  const then = await sql<{ note: unknown }>`select note from ${asOf('organisation', instant)} as one`.execute(db)
  expect(then.rows).toEqual([{ note: null }])
}, 120_000)
