import { sql } from 'kysely'
import { afterEach, describe, expect, it } from 'vitest'
import { openDatabase } from '../../src/store/database.ts'
import { MIGRATIONS } from '../../src/store/migrations/all.ts'
import { makeDatabase, type TestDatabase } from '../database.ts'

const open: TestDatabase[] = []

afterEach(async () => {
  for (const database of open.splice(0)) await database.close()
})

async function database(): Promise<TestDatabase> {
  const made = await makeDatabase()
  open.push(made)
  return made
}

describe('openDatabase', () => {
  it('brings the tables of the registry, with a comment on what is not said by its name', async () => {
    const { db } = await database()
    const { rows } = await sql<{ comment: string }>`
      select col_description('withheld'::regclass, attnum) as comment
      from pg_attribute where attrelid = 'withheld'::regclass and attname = 'confidentiality'`.execute(db)
    expect(rows[0]?.comment).toContain('too few units')
  })

  it('keeps a definition as plain data', async () => {
    const { db } = await database()
    const definition = JSON.stringify({ label: { fr: 'Pôle métropolitain de l’Artois', en: 'PMA' } })
    await db.insertInto('perimeter').values({ id: 'pma', position: 0, definition }).execute()
    const row = await db.selectFrom('perimeter').select('definition').executeTakeFirstOrThrow()
    expect(row.definition).toEqual(JSON.parse(definition))
  })

  it('reads on another connection, and never ends the process, when the server closes one in use', async () => {
    const { db } = await database()
    const cut = db.connection().execute(async (one) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(one)
      const pid = rows[0]?.pid ?? 0
      await sql`select pg_terminate_backend(${pid})`.execute(db)
      for (let alive = true; alive;) {
        const found = await sql`select from pg_stat_activity where pid = ${pid}`.execute(db)
        alive = found.rows.length > 0
      }
      return sql`select 1`.execute(one)
    })
    expect((await cut).rows).toEqual([{ '?column?': 1 }])
    expect((await sql`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }])
  })

  it('orders texts in French where that is asked for', async () => {
    const { db } = await database()
    const { rows } = await sql<{ name: string }>`
      select name from (values ('Zuydcoote'), ('Éleu-dit-Leauwette'), ('Douai')) as commune (name)
      order by name collate "fr-x-icu"`.execute(db)
    expect(rows.map(({ name }) => name)).toEqual(['Douai', 'Éleu-dit-Leauwette', 'Zuydcoote'])
  })

  it('lets a vintage arrive before its source in one transaction, and none without it', async () => {
    const { db } = await database()
    const vintage = { id: 'a@2022', source: 'a', edition: '2022', cog: 2022, manifest: '{}' }
    const insert = (withSource: boolean): Promise<void> =>
      db.transaction().execute(async (t) => {
        await t.insertInto('vintage').values(vintage).execute()
        if (withSource) await t.insertInto('source').values({ id: 'a', position: 0, definition: '{}' }).execute()
      })
    await expect(insert(false)).rejects.toThrow(/foreign key/)
    await insert(true)
    expect(await db.selectFrom('vintage').select('id').execute()).toEqual([{ id: 'a@2022' }])
  })

  it('migrates once when two commands open an empty database together', async () => {
    const { db, url } = await database()
    await sql`drop schema public, journal, history, private, rights cascade`.execute(db)
    await sql`create schema public`.execute(db)
    const both = await Promise.all([1, 2].map(() => openDatabase({ database: url, home: '' })))
    const { rows } = await sql`select name from kysely_migration`.execute(db)
    await Promise.all(both.map(({ close }) => close()))
    expect(rows).toHaveLength(Object.keys(MIGRATIONS).length)
  })

  it('refuses a registry that a later release has written', async () => {
    const { db, url } = await database()
    await sql`insert into kysely_migration (name, timestamp) values ('9999-later', '2030')`.execute(db)
    await expect(openDatabase({ database: url, home: '' })).rejects.toMatchObject({
      code: 'refused',
      reason: 'newer-database'
    })
  })

  it('says which server cannot be reached, without its password', async () => {
    const attempt = openDatabase({ database: 'postgres://me:secret@127.0.0.1:1/registry', home: '' })
    await expect(attempt).rejects.toMatchObject({ reason: 'database-unavailable' })
    await expect(attempt).rejects.toThrow('postgres://me:***@127.0.0.1:1/registry')
    await expect(attempt).rejects.not.toThrow('secret')
  })
})
