import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase, type Database, type Db } from '../../src/store/database.ts'
import { change } from '../../src/store/journal.ts'
import { findChainFault } from '../../src/store/journal-chain.ts'
import { makeDatabase, type TestDatabase } from '../database.ts'
import { makeRelay, terminate, type Relay } from './interrupted.ts'

const PATIENCE = { timeout: 60_000, interval: 20 }
const AWAY = { reason: 'database-unavailable', text: { fr: expect.stringContaining('Réessayez') as string } }

let own: TestDatabase

beforeEach(async () => {
  own = await makeDatabase()
}, 120_000)

afterEach(() => own.close())

async function measures(db: Db): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`select id from measure order by id`.execute(db)
  return rows.map(({ id }) => id)
}

function write(db: Db, id: string): Promise<string> {
  return change(db, { actor: 'command' }, async (transaction) => {
    await transaction.insertInto('measure').values({ id, position: 1, definition: '{}' }).execute()
    return id
  })
}

/** As many connections as the pool holds, all at rest. */
async function fill(db: Db): Promise<void> {
  await Promise.all(Array.from({ length: 10 }, () => sql`select pg_sleep(0.02)`.execute(db)))
}

describe('a server of one’s own that ends connections', () => {
  it('at rest: whoever reads or writes next sees nothing of it, and nothing is written twice', async () => {
    const { db, url } = own
    for (const round of [1, 2, 3]) {
      await fill(db)
      expect(await terminate(url)).toBeGreaterThan(5)
      const asked = Array.from({ length: 30 }, (_, i) =>
        i % 3 === 0 ? write(db, `m-${round}-${i}`) : sql`select 1`.execute(db).then(() => 'read')
      )
      expect((await Promise.all(asked)).filter((answer) => answer === 'read').length).toBe(20)
      expect((await measures(db)).length).toBe(round * 10)
    }
    expect(await findChainFault(db)).toBeUndefined()
  }, 120_000)

  it('while one reads: it is read again, once, on another', async () => {
    const { db, url } = own
    const read = sql<{ one: number }>`select 1 as one, pg_sleep(1) /* read */`.execute(db)
    await expect.poll(() => terminate(url, '/* read */'), PATIENCE).toBe(1)
    expect((await read).rows).toMatchObject([{ one: 1 }])
  }, 120_000)

  it('while one reads, and again: says to try again', async () => {
    const { db, url } = own
    const read = sql`select pg_sleep(60) /* twice */`.execute(db).then(
      () => 'read',
      (error: unknown) => error
    )
    for (const _ of [1, 2]) await expect.poll(() => terminate(url, '/* twice */'), PATIENCE).toBe(1)
    expect(await read).toMatchObject(AWAY)
    expect(await measures(db)).toEqual([])
  }, 120_000)

  it('while one writes: it is not done again, it is said, and the next is written', async () => {
    const { db, url } = own
    const alone = sql`insert into measure (id, position, definition)
      select 'alone', 1, '{}' from pg_sleep(60) /* alone */`
      .execute(db)
      .catch((error: unknown) => error)
    await expect.poll(() => terminate(url, '/* alone */'), PATIENCE).toBe(1)
    expect(await alone).toMatchObject(AWAY)
    const within = change(db, { actor: 'command' }, async (transaction) => {
      await transaction.insertInto('measure').values({ id: 'half', position: 1, definition: '{}' }).execute()
      await sql`select pg_sleep(60) /* within */`.execute(transaction)
    }).catch((error: unknown) => error)
    await expect.poll(() => terminate(url, '/* within */'), PATIENCE).toBe(1)
    expect(await within).toMatchObject(AWAY)
    expect(await write(db, 'next')).toBe('next')
    expect(await measures(db)).toEqual(['next'])
  }, 120_000)

  it('that cancels a query says to try again', async () => {
    const { db } = own
    const cancelled = change(db, { actor: 'command' }, async (transaction) => {
      await sql`set local statement_timeout = 50`.execute(transaction)
      await sql`select pg_sleep(60)`.execute(transaction)
    })
    await expect(cancelled).rejects.toMatchObject(AWAY)
  })
})

describe('a server of one’s own that goes away', () => {
  let relay: Relay
  let away: Database

  beforeEach(async () => {
    relay = await makeRelay(own.url)
    away = await openDatabase({ database: relay.url, home: '' })
  }, 120_000)

  afterEach(async () => {
    await away.close()
    await relay.close()
  })

  it('for a moment: whoever asks meanwhile waits, reads and writes', async () => {
    const { db } = away
    await fill(db)
    await relay.cut()
    const asked = [write(db, 'waited'), measures(db), write(db, 'waited too')]
    await relay.mend()
    await Promise.all(asked)
    expect(await measures(db)).toEqual(['waited', 'waited too'])
  }, 120_000)

  it('for longer: says to try again, and answers by itself once it is back', async () => {
    const { db } = away
    await fill(db)
    await relay.cut()
    await expect(measures(db)).rejects.toMatchObject(AWAY)
    await expect(write(db, 'lost')).rejects.toMatchObject(AWAY)
    await relay.mend()
    expect(await write(db, 'after')).toBe('after')
    expect(await measures(db)).toEqual(['after'])
  }, 120_000)

  it('before it is ever reached is told with its address', async () => {
    await relay.cut()
    await expect(openDatabase({ database: relay.url, home: '' })).rejects.toMatchObject({
      reason: 'database-unavailable',
      text: { fr: expect.stringContaining('ne peut être joint') as string }
    })
  }, 120_000)
})
