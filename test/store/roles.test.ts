import pg from 'pg'
import { afterAll, describe, expect, it } from 'vitest'
import { openDatabase, type Db } from '../../src/store/database.ts'
import { change, erasePersonal, findEntries } from '../../src/store/journal.ts'
import { findChainFault, findStrays } from '../../src/store/journal-chain.ts'
import { findRegister, replaceRegister } from '../../src/store/organisations.ts'
import { makeDatabase } from '../database.ts'
import { makeOrganisation, makePerson } from '../domain/organisations/make.ts'

const pma = makeOrganisation('pma')
const REGISTER = { organisations: [pma], lists: [], people: [makePerson('ada', [{ organisation: pma.id }])] }

const open: (() => Promise<void>)[] = []

afterAll(async () => {
  for (const close of open) await close()
})

let made: ReturnType<typeof connect> | undefined

/** As the application connects, to one database for all that is refused. */
function asApplication(): ReturnType<typeof connect> {
  return (made ??= connect())
}

async function connect(): Promise<{ readonly url: string; readonly owner: string; readonly db: Db }> {
  const { url: owner, close: drop } = await makeDatabase()
  const url = owner.replace(/\/\/[^@]*@/, '//chevalement_app@')
  const { db, close } = await openDatabase({ database: url, home: '' })
  open.push(close, drop)
  return { url, owner, db }
}

describe('the account of the application', () => {
  it('does its work: the register is written, read, known as of a day, erased and proved', async () => {
    const { db } = await connect()
    await change(db, { actor: 'command', reason: 'load' }, (t) => replaceRegister(t, REGISTER))
    expect(await findRegister(db)).toEqual(REGISTER)
    expect(await findRegister(db, '2999-01-01')).toEqual(REGISTER)
    expect(await erasePersonal(db, 'person', 'ada')).toBe(1)
    expect(await findEntries(db, { relations: ['organisation'], limit: 10 })).toHaveLength(1)
    expect(await findChainFault(db)).toBeUndefined()
    expect(await findStrays(db)).toEqual([])
  })

  it.each([
    ['change the journal', `update journal.entry set actor = 'nobody'`],
    ['take an entry out', 'delete from journal.entry'],
    ['empty the journal', 'truncate journal.entry cascade'],
    ['write an entry of its own', `insert into journal.personal values (1, 'after', 'x', '\\x00', '1')`],
    ['move the head', 'update journal.head set entries = 7'],
    ['rewrite the past', `delete from history.organisation`],
    ['alter a table', 'alter table organisation add column x text'],
    ['stop a trigger', 'alter table organisation disable trigger all'],
    ['stop all triggers of its session', `set session_replication_role = 'replica'`],
    [
      'replace a function of the journal',
      `create or replace function journal.refuse() returns trigger language sql as ''`
    ],
    ['seal by itself', `insert into journal.closing default values`],
    ['make a table', 'create table public.mine (id int)'],
    ['empty a table', 'truncate organisation'],
    ['drop a table', 'drop table mandate'],
    ['say what is migrated', `delete from kysely_migration`],
    ['attach and detach', `select journal.attach('organisation')`]
  ])('may not %s', async (_what, statement) => {
    const { url } = await asApplication()
    const client = new pg.Client(url)
    await client.connect()
    try {
      await expect(client.query(statement)).rejects.toMatchObject({ code: '42501' })
    } finally {
      await client.end()
    }
  })

  it('cannot choose the hour of what it writes', async () => {
    const { db } = await connect()
    await change(db, { actor: 'command', at: '2001-01-01T00:00:00Z' }, (t) => replaceRegister(t, REGISTER))
    const [entry] = await findEntries(db, { relations: ['organisation'], limit: 1 })
    expect(entry?.at.slice(0, 2)).toBe('20')
    expect(entry?.at.slice(0, 4)).not.toBe('2001')
  })

  it('is told when the tables are to be updated by somebody else', async () => {
    const { owner, url } = await connect()
    const client = new pg.Client(owner)
    await client.connect()
    await client.query(`delete from kysely_migration where name > '0005'`)
    await client.end()
    await expect(openDatabase({ database: url, home: '' })).rejects.toMatchObject({ reason: 'not-owner' })
  })
})
