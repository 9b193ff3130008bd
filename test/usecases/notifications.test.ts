import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sql } from 'kysely'
import { closeAccount, insertAccount, insertGrant } from '../../src/store/access.ts'
import { listJobs } from '../../src/store/queue.ts'
import { chooseSetting, notify, openNotification, ownNotifications } from '../../src/usecases/notifications.ts'
import { countUnread } from '../../src/store/notifications.ts'
import { openOffice, type Office } from './access-office.ts'

const NOTICE = { kind: 'doubt.received', label: { fr: 'Population', en: 'Population' }, path: '/chiffres/p' } as const

let office: Office

beforeAll(async () => {
  office = await openOffice()
})

afterAll(() => office.database.close())

beforeEach(async () => {
  const { db } = office.database
  await sql`delete from job`.execute(db)
  await sql`delete from notification`.execute(db)
})

async function person(id: string, role: 'study-officer' | 'producer' = 'study-officer'): Promise<void> {
  const { db } = office.database
  await insertAccount(db, { id, email: `${id}@exemple.fr`, name: id, demonstration: id.startsWith('demo') })
  await insertGrant(db, id, { role }, office.access.now())
}

describe('whoever is told', () => {
  beforeAll(async () => {
    await person('ada')
    await person('bob')
    await person('demo')
    await person('pia', 'producer')
    await person('zoe')
    await closeAccount(office.database.db, 'zoe', office.access.now())
  })

  it('holds the role, has an account that is open, and did not do it', async () => {
    const { db, now } = office.access
    await db.transaction().execute((tx) => notify(tx, { ...NOTICE, to: { role: 'study-officer' }, by: 'bob' }, now()))
    expect(await countUnread(db, 'ada')).toBe(1)
    expect(await countUnread(db, 'demo')).toBe(1)
    for (const id of ['bob', 'pia', 'zoe']) expect(await countUnread(db, id)).toBe(0)
    // A demonstration has no mailbox.
    expect((await listJobs(db, 10)).map(({ kind, account }) => [kind, account])).toEqual([['notice', 'ada']])
  })

  it('is told of nothing that was undone', async () => {
    const { db, now } = office.access
    const undone = db.transaction().execute(async (tx) => {
      await notify(tx, { ...NOTICE, to: { accounts: ['ada'] } }, now())
      throw new Error('no')
    })
    await expect(undone).rejects.toThrow('no')
    expect(await countUnread(db, 'ada')).toBe(0)
    expect(await listJobs(db, 10)).toEqual([])
  })

  it('gets one digest for all that happens before it, and no letter at all when none is wanted', async () => {
    const { db, now } = office.access
    await chooseSetting(office.access, 'ada', { language: 'en', cadences: { 'doubt.received': 'weekly' } })
    await chooseSetting(office.access, 'bob', { language: 'fr', cadences: { 'doubt.received': 'none' } })
    for (let i = 0; i < 3; i += 1) await notify(db, { ...NOTICE, to: { accounts: ['ada', 'bob'] } }, now())
    expect((await listJobs(db, 10)).map(({ kind, account }) => [kind, account])).toEqual([['digest', 'ada']])
    expect(await ownNotifications(office.access, 'bob')).toHaveLength(3)
  })

  it('gets it at six in the morning where the observatory is', async () => {
    const { db } = office.access
    await chooseSetting(office.access, 'ada', { language: 'en', cadences: { 'doubt.received': 'daily' } })
    const leaves = async (): Promise<string | undefined> => {
      await sql`delete from job`.execute(db)
      await notify(db, { ...NOTICE, to: { accounts: ['ada'] } }, new Date('2026-07-14T12:00:00Z'))
      return (await listJobs(db, 10))[0]?.runAt.toISOString()
    }
    expect(await leaves()).toBe('2026-07-15T04:00:00.000Z')
    await sql`insert into observatory (id, definition) values ('observatory', '{"timeZone": "America/Cayenne"}')`.execute(
      db
    )
    expect(await leaves()).toBe('2026-07-15T09:00:00.000Z')
    await sql`delete from observatory`.execute(db)
  })

  it('opens what is theirs, and nothing of others', async () => {
    const { db, now } = office.access
    await notify(db, { ...NOTICE, to: { accounts: ['ada'] } }, now())
    const [one] = await ownNotifications(office.access, 'ada')
    const actor = (account: string) => ({ kind: 'account', account, grants: [], usedSecondFactor: true }) as const
    await expect(openNotification(office.access, actor('bob'), one?.id ?? '')).rejects.toThrow()
    expect(await openNotification(office.access, actor('ada'), one?.id ?? '')).toBe('/chiffres/p')
    expect(await countUnread(db, 'ada')).toBe(0)
  })

  it('leaves in the journal what they chose, and nothing of what they were told', async () => {
    const { db, now } = office.access
    await chooseSetting(office.access, 'ada', { language: 'fr', cadences: { 'doubt.received': 'daily' } })
    await notify(db, { ...NOTICE, to: { accounts: ['ada'] } }, now())
    const { rows } = await sql<{ relation: string; actor: string }>`
      select distinct relation, actor from journal.entry
      where relation in ('notification_setting', 'notification', 'job') and key = 'ada'`.execute(db)
    expect(rows).toEqual([{ relation: 'notification_setting', actor: 'account:ada' }])
  })

  it('cannot choose what is in no list', async () => {
    const chosen = chooseSetting(office.access, 'ada', { language: 'fr', cadences: { 'doubt.received': 'hourly' } })
    await expect(chosen).rejects.toThrow('hourly')
  })
})
