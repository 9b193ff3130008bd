import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { afterEach, describe, expect, it } from 'vitest'
import { asOf, change, erasePersonal, findEntries } from '../../src/store/journal.ts'
import { exportLines, findChainFault, findHead, findStrays } from '../../src/store/journal-chain.ts'
import type { Db } from '../../src/store/database.ts'
import { makeDatabase, type TestDatabase } from '../database.ts'

const open: TestDatabase[] = []

afterEach(async () => {
  for (const database of open.splice(0)) await database.close()
})

async function database(): Promise<Db> {
  const made = await makeDatabase()
  open.push(made)
  return made.db
}

/** Writes a perimeter whose definition is `label`. */
function write(db: Db, id: string, label: string): Promise<unknown> {
  const definition = JSON.stringify({ label })
  return db
    .insertInto('perimeter')
    .values({ id, position: 0, definition })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ definition }))
    .execute()
}

const OFFICER = { actor: 'account:7', onBehalf: 'aula', reason: 'Signalé par la mairie' } as const

function entries(db: Db): Promise<Awaited<ReturnType<typeof findEntries>>> {
  return findEntries(db, { relations: ['perimeter', 'note', 'private.note'], limit: 1000 })
}

describe('the journal', () => {
  it('says who changed what, on whose behalf and why, before and after', async () => {
    const db = await database()
    await change(db, OFFICER, (t) => write(t, 'pma', 'Artois'))
    await change(db, { ...OFFICER, reason: 'Nom complet' }, (t) => write(t, 'pma', 'Pôle métropolitain'))
    expect(await entries(db)).toMatchObject([
      { id: 1, actor: 'account:7', onBehalf: 'aula', action: 'insert', before: null, after: { id: 'pma' } },
      {
        id: 2,
        reason: 'Nom complet',
        relation: 'perimeter',
        key: 'pma',
        action: 'update',
        before: { definition: { label: 'Artois' } },
        after: { definition: { label: 'Pôle métropolitain' } }
      }
    ])
  })

  it('records as the system’s what is written without a name', async () => {
    const db = await database()
    await write(db, 'pma', 'Artois')
    expect(await entries(db)).toMatchObject([{ actor: 'system', onBehalf: null, reason: null }])
  })

  it('holds nothing of a transaction that was given up, nor of a part of it', async () => {
    const db = await database()
    await expect(
      change(db, OFFICER, async (t) => {
        await write(t, 'pma', 'Artois')
        throw new Error('given up')
      })
    ).rejects.toThrow('given up')
    await change(db, OFFICER, async (t) => {
      await sql`savepoint part`.execute(t)
      await write(t, 'pma', 'Artois')
      await sql`rollback to savepoint part`.execute(t)
      await write(t, 'erbm', 'Engagement')
    })
    expect((await entries(db)).map(({ id, key }) => [id, key])).toEqual([[1, 'erbm']])
  })

  it('writes what a transaction has changed in the end: removed and put back as it was is no change', async () => {
    const db = await database()
    await write(db, 'pma', 'Artois')
    await change(db, OFFICER, async (t) => {
      await t.deleteFrom('perimeter').execute()
      await write(t, 'pma', 'Artois')
      await write(t, 'erbm', 'Engagement')
      await write(t, 'erbm', 'Engagement pour le renouveau')
    })
    expect(await entries(db)).toMatchObject([
      { key: 'pma', action: 'insert' },
      { key: 'erbm', action: 'insert', after: { definition: { label: 'Engagement pour le renouveau' } } }
    ])
    expect(await entries(db)).toHaveLength(2)
  })

  it('reads another identifier as one record gone and one come', async () => {
    const db = await database()
    await write(db, 'pma', 'Artois')
    await db.updateTable('perimeter').set({ id: 'artois' }).execute()
    expect((await entries(db)).map(({ key, action }) => [key, action])).toEqual([
      ['pma', 'insert'],
      ['pma', 'delete'],
      ['artois', 'insert']
    ])
  })

  it('keeps the order of commits when twenty write at once', async () => {
    const db = await database()
    await Promise.all(Array.from({ length: 20 }, (_, i) => change(db, OFFICER, (t) => write(t, `p${i}`, String(i)))))
    expect((await entries(db)).map(({ id }) => id)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1))
    expect(await findChainFault(db)).toBeUndefined()
  })

  it('tries again a change that PostgreSQL gave up because two waited for each other', async () => {
    const db = await database()
    for (const id of ['a', 'b']) await change(db, OFFICER, (t) => write(t, id, 'first'))
    const tries = { un: 0, deux: 0 }
    let met: (() => void) | undefined
    const both = new Promise<void>((resolve) => (met = resolve))
    let waiting = 0
    const cross = (label: 'un' | 'deux', ids: readonly string[]): Promise<void> =>
      change(db, OFFICER, async (t) => {
        tries[label] += 1
        for (const [i, id] of ids.entries()) {
          await t
            .updateTable('perimeter')
            .set({ definition: JSON.stringify({ label }) })
            .where('id', '=', id)
            .execute()
          if (i > 0 || tries[label] > 1) continue
          waiting += 1
          if (waiting === 2) met?.()
          await both
        }
      })
    await Promise.all([cross('un', ['a', 'b']), cross('deux', ['b', 'a'])])
    expect(tries.un + tries.deux).toBe(3)
    expect(await findChainFault(db)).toBeUndefined()
  })

  it('goes on forward when the clock is set back', async () => {
    const db = await database()
    await change(db, { ...OFFICER, at: '2030-01-01T00:00:00Z' }, (t) => write(t, 'pma', 'Artois'))
    await change(db, { ...OFFICER, at: '2029-01-01T00:00:00Z' }, (t) => write(t, 'pma', 'Gohelle'))
    const [first, second] = await entries(db)
    expect(first?.at).toBe('2030-01-01T00:00:00.000000Z')
    expect(second?.at).toBe('2030-01-01T00:00:00.000001Z')
  })

  it('can be neither altered, nor shortened, nor avoided by emptying a table', async () => {
    const db = await database()
    await write(db, 'pma', 'Artois')
    await expect(sql`update journal.entry set actor = 'nobody'`.execute(db)).rejects.toThrow(/not allowed/)
    await expect(sql`delete from journal.entry`.execute(db)).rejects.toThrow(/not allowed/)
    await expect(sql`truncate journal.entry cascade`.execute(db)).rejects.toThrow(/not allowed/)
    await expect(sql`truncate perimeter`.execute(db)).rejects.toThrow(/escape the journal/)
  })
})

describe('the chain', () => {
  async function forged(statement: string): Promise<Db> {
    const db = await database()
    for (const label of ['un', 'deux', 'trois', 'quatre']) await change(db, OFFICER, (t) => write(t, 'pma', label))
    expect(await findChainFault(db)).toBeUndefined()
    // Only the owner of the tables can do this.
    await sql`alter table journal.entry disable trigger all`.execute(db)
    await sql.raw(statement).execute(db)
    return db
  }

  it('names the entry of which one byte was altered', async () => {
    const db = await forged(`update journal.entry set reason = 'Signale par la mairie' where id = 3`)
    expect(await findChainFault(db)).toEqual({ kind: 'altered', entry: 3 })
  })

  it('names the next one when the hash was made again', async () => {
    const db = await forged(
      `update journal.entry as entry set actor = 'account:8', hash = sha256(
         (select hash from journal.entry where id = 1) || convert_to(journal.canonical(
           (select made from journal.entry as made where id = 2)), 'UTF8')) where id = 2`
    )
    const fault = await findChainFault(db)
    expect(fault?.kind).toBe('altered')
    expect([2, 3]).toContain(fault?.entry)
  })

  it('sees an entry taken out, in the middle or at the end', async () => {
    expect(await findChainFault(await forged('delete from journal.entry where id = 2'))).toEqual({
      kind: 'missing',
      entry: 3
    })
    expect(await findChainFault(await forged('delete from journal.entry where id = 4'))).toEqual({
      kind: 'cut',
      entry: 3,
      expected: 4
    })
  })

  it('finds a record that was written with the triggers off', async () => {
    const db = await database()
    await write(db, 'pma', 'Artois')
    await write(db, 'erbm', 'Engagement')
    expect(await findStrays(db)).toEqual([])
    await sql`alter table perimeter disable trigger all`.execute(db)
    await write(db, 'pma', 'Gohelle')
    expect(await findStrays(db)).toEqual([{ relation: 'perimeter', key: 'pma' }])
  })

  it('leaves aside what PostgreSQL computes: a column added to a table that holds something would look like a forgery', async () => {
    const db = await database()
    const { rows } = await sql<{ relation: string; name: string }>`
      select relation, attname as name from journal.attachment
        join pg_attribute on attrelid = relation::regclass and attgenerated <> ''
      where attname <> all (aside)`.execute(db)
    expect(rows).toEqual([])
  })

  it('is proved from an export by whoever can compute SHA-256', async () => {
    const db = await database()
    for (const label of ['un', 'deux « é »', 'trois']) await change(db, OFFICER, (t) => write(t, 'pma', label))
    let hash = Buffer.alloc(32)
    for await (const line of exportLines(db)) {
      const { text, hash: said } = JSON.parse(line) as { text: string; hash: string }
      hash = createHash('sha256').update(hash).update(text).digest()
      expect(hash.toString('hex')).toBe(said)
    }
    expect(await findHead(db)).toEqual({ entries: 3, hash: hash.toString('hex') })
  })
})

describe('the past', () => {
  async function labelAt(db: Db, instant: string | undefined): Promise<readonly string[]> {
    const { rows } = await sql<{ label: string }>`
      select definition->>'label' as label from ${asOf('perimeter', instant)} as perimeter order by id`.execute(db)
    return rows.map(({ label }) => label)
  }

  it('gives any table as it was at an instant, and as it is', async () => {
    const db = await database()
    await change(db, { ...OFFICER, at: '2023-01-01T00:00:00Z' }, (t) => write(t, 'pma', 'Artois'))
    await change(db, { ...OFFICER, at: '2024-01-01T00:00:00Z' }, (t) => write(t, 'pma', 'Pôle métropolitain'))
    await change(db, { ...OFFICER, at: '2025-01-01T00:00:00Z' }, (t) => t.deleteFrom('perimeter').execute())
    expect(await labelAt(db, '2022-12-31T23:59:59Z')).toEqual([])
    expect(await labelAt(db, '2023-01-01T00:00:00Z')).toEqual(['Artois'])
    expect(await labelAt(db, '2024-06-01T00:00:00Z')).toEqual(['Pôle métropolitain'])
    expect(await labelAt(db, '2025-06-01T00:00:00Z')).toEqual([])
    expect(await labelAt(db, undefined)).toEqual([])
  })

  it('starts with what the table held when it was attached', async () => {
    const db = await database()
    await sql`create table note (id text primary key, words text)`.execute(db)
    await sql`insert into note values ('a', 'before')`.execute(db)
    await sql`select journal.attach('note')`.execute(db)
    expect(await entries(db)).toMatchObject([{ relation: 'note', key: 'a', action: 'insert', actor: 'system' }])
    await sql`alter table note add column more text`.execute(db)
    await sql`select journal.attach('note')`.execute(db)
    await sql`update note set more = 'after'`.execute(db)
    expect(await entries(db)).toMatchObject([{ action: 'insert' }, { action: 'update', after: { more: 'after' } }])
    expect(await findStrays(db)).toEqual([])
  })
})

describe('personal values', () => {
  async function notes(db: Db): Promise<void> {
    await sql`select 1`.execute(db)
    await sql`create table private.note (id text primary key, email text, password text, topic text)`.execute(db)
    await sql`select journal.attach('private.note', personal => '{email}', secret => '{password}')`.execute(db)
    await sql`insert into private.note values ('a', 'ada@example.org', 'scrypt:1', 'terrils')`.execute(db)
  }

  it('stand in an entry as digests that nobody can guess, and are found beside it', async () => {
    const db = await database()
    await notes(db)
    const [entry] = await entries(db)
    expect(entry?.after).toEqual({
      id: 'a',
      email: { sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
      password: { sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
      topic: 'terrils'
    })
    const { rows } = await sql<{ field: string; proved: boolean }>`
      select field, encode(sha256(salt || convert_to(value::text, 'UTF8')), 'hex') = after->field->>'sha256' as proved
      from journal.personal join journal.entry on id = entry`.execute(db)
    expect(rows).toEqual([{ field: 'email', proved: true }])
  })

  it('are destroyed for good, and the chain stays whole', async () => {
    const db = await database()
    await notes(db)
    await sql`update private.note set email = 'lovelace@example.org', password = 'scrypt:2'`.execute(db)
    await db.transaction().execute(async (t) => {
      await sql`delete from private.note`.execute(t)
      expect(await erasePersonal(t, 'private.note', 'a')).toBe(3)
    })
    const { rows } = await sql<{ text: string }>`
      select coalesce(string_agg(one::text, ' '), '') as text from (
        select to_jsonb(p) as one from journal.personal as p union all
        select to_jsonb(e) from journal.entry as e union all
        select to_jsonb(h) from history.note as h union all
        select to_jsonb(q) from journal.pending as q) as all_rows`.execute(db)
    expect(rows[0]?.text).not.toMatch(/example\.org|scrypt/)
    expect(rows[0]?.text).toContain('terrils')
    expect(await findChainFault(db)).toBeUndefined()
    expect(await findStrays(db)).toEqual([])
  })
})
