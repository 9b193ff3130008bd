import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { Refused } from '../../src/domain/shared/errors.ts'
import { makeMailer } from '../../src/jobs/mail.ts'
import { insertAccount } from '../../src/store/access.ts'
import { listOpenInvitations } from '../../src/store/access-links.ts'
import { findQueueState, listJobs } from '../../src/store/queue.ts'
import { invite } from '../../src/usecases/access-invitations.ts'
import { makePost, type Mail } from '../../src/usecases/letters.ts'
import { chooseSetting, notify, openNotification, ownNotifications } from '../../src/usecases/notifications.ts'
import { readStop, stop } from '../../src/usecases/notification-stop.ts'
import { discard, retry, workNext } from '../../src/usecases/queue.ts'
import { decode, makeMailServer } from '../jobs/smtp.ts'
import { administrator, OBSERVATORY, openOffice, type Office } from './access-office.ts'
import { keepIn, makeWorkshop, workAll } from './workshop-of-letters.ts'

const DAY_MS = 24 * 3600 * 1000
const NOTICE = { kind: 'doubt.answered', label: { fr: 'Éloïse', en: 'Eloise' }, path: '/chiffres/p' } as const

let office: Office
let ada: Awaited<ReturnType<typeof administrator>>

beforeAll(async () => {
  office = await openOffice()
  Object.assign(office.access, { send: makePost(office.access.settings.secret, office.access.now) })
  ada = await administrator(office)
  await insertAccount(office.access.db, { id: 'bob', email: 'bob@exemple.fr', name: 'Bob', demonstration: false })
}, 60_000)

afterAll(() => office.database.close())

beforeEach(async () => {
  for (const table of ['job', 'notification', 'notification_setting', 'invitation']) {
    await sql`delete from ${sql.table(table)}`.execute(office.access.db)
  }
})

const ASKED = { role: 'member', organisation: '', territory: '' }

describe('a letter', () => {
  it('waits while the mail server is down, leaves once it is up, and once only', async () => {
    const server = makeMailServer()
    await server.start()
    await server.stop()
    await invite(office.access, ada.actor, { ...ASKED, email: 'eve@exemple.fr' }, OBSERVATORY)
    const workshop = makeWorkshop(office, makeMailer({ url: server.url(), from: 'x@exemple.fr' }))
    expect(await workAll(workshop)).toEqual(['failed'])
    expect((await findQueueState(office.access.db, office.access.now())).lateSince).toBeDefined()
    expect((await listOpenInvitations(office.access.db))[0]?.sending).toBe('queued')

    await server.start()
    // Not before its hour.
    expect(await workAll(workshop)).toEqual([])
    office.clock.ms += 61_000
    expect(await workAll(workshop)).toEqual(['done'])
    expect(await workAll(workshop)).toEqual([])
    await server.stop()
    expect(server.letters.map(({ to }) => to)).toEqual([['eve@exemple.fr']])
    expect(decode(server.letters[0]?.text ?? '')).toContain('/invitation/')
    expect((await listOpenInvitations(office.access.db))[0]?.sending).toBe('sent')
    expect(await listJobs(office.access.db, 10)).toEqual([])
  })

  it('is given up after three days, is told so, and leaves when an administrator retries', async () => {
    await invite(office.access, ada.actor, { ...ASKED, email: 'eve@exemple.fr' }, OBSERVATORY)
    const down = makeWorkshop(office, () => Promise.reject(new Error('421 eve@exemple.fr: try later')))
    for (let i = 0; i < 20; i += 1) {
      await workAll(down)
      office.clock.ms += DAY_MS / 4
      office.clock.ms += DAY_MS
    }
    const [job] = await listJobs(office.access.db, 10)
    expect(job).toMatchObject({ status: 'failed', recipient: 'eve@exemple.fr', error: '421 …@… try later' })
    expect((await listOpenInvitations(office.access.db))[0]?.sending).toBe('failed')

    const mails: Mail[] = []
    await retry(office.access, ada.actor, job?.id ?? '')
    expect(await workAll(makeWorkshop(office, keepIn(mails)))).toEqual(['done'])
    expect(mails).toHaveLength(1)
    await expect(retry(office.access, ada.actor, job?.id ?? '')).rejects.toThrow('n’est plus là')
  })

  it('that is refused for good is not tried again', async () => {
    await invite(office.access, ada.actor, { ...ASKED, email: 'eve@exemple.fr' }, OBSERVATORY)
    const refusing = makeWorkshop(office, () => Promise.reject(new Refused('mail-refused', { fr: 'non', en: 'no' })))
    expect(await workAll(refusing)).toEqual(['failed'])
    expect((await listJobs(office.access.db, 10))[0]).toMatchObject({ status: 'failed', attempts: 1 })
  })

  it('keeps its words from whoever has the database alone', async () => {
    await invite(office.access, ada.actor, { ...ASKED, email: 'eve@exemple.fr' }, OBSERVATORY)
    const [job] = await listJobs(office.access.db, 10)
    expect(JSON.stringify(job?.payload)).not.toContain('invitation/')
    const other = { ...makeWorkshop(office, keepIn([])), settings: { ...office.access.settings, secret: 'another' } }
    expect(await workAll(other)).toEqual(['failed'])
    expect((await listJobs(office.access.db, 10))[0]?.error).toContain('another secret')
  })

  it('is taken by one of two workers', async () => {
    for (const name of ['eve', 'fred']) {
      await invite(office.access, ada.actor, { ...ASKED, email: `${name}@exemple.fr` }, OBSERVATORY)
    }
    const mails: Mail[] = []
    const workshop = makeWorkshop(office, keepIn(mails))
    await Promise.all([workNext(workshop), workNext(workshop), workNext(workshop)])
    expect(mails.map(({ to }) => to).sort()).toEqual(['eve@exemple.fr', 'fred@exemple.fr'])
  })

  it('is let go of at once by a worker that is killed while it hands the letter over', async () => {
    const { db } = office.access
    await invite(office.access, ada.actor, { ...ASKED, email: 'eve@exemple.fr' }, OBSERVATORY)
    let release = (): void => {}
    let begun = (): void => {}
    const handed = new Promise<void>((resolve) => (begun = resolve))
    const killed = workNext(
      makeWorkshop(office, () => {
        begun()
        return new Promise<void>((resolve) => (release = resolve))
      })
    )
    await handed
    const mails: Mail[] = []
    const other = makeWorkshop(office, keepIn(mails))
    expect(await workAll(other)).toEqual([])
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and state = 'idle in transaction'`.execute(db)
    await expect.poll(() => workNext(other), { timeout: 30_000 }).toBe('done')
    release()
    expect(await killed).toBe('failed')
    expect(mails.map(({ to }) => to)).toEqual(['eve@exemple.fr'])
    expect(await listJobs(db, 10)).toEqual([])
  })

  it('that is discarded leaves its reason, and neither address nor words', async () => {
    await invite(office.access, ada.actor, { ...ASKED, email: 'eve@exemple.fr' }, OBSERVATORY)
    const [job] = await listJobs(office.access.db, 10)
    await expect(discard(office.access, ada.actor, job?.id ?? '', '  ')).rejects.toThrow('pourquoi')
    await discard(office.access, ada.actor, job?.id ?? '', 'wrong address')
    const { rows } = await sql<{ after: object; reason: string }>`
      select after, reason from journal.entry where relation = 'discarded_job'`.execute(office.access.db)
    expect(rows).toMatchObject([{ reason: 'wrong address', after: { kind: 'letter' } }])
    expect(JSON.stringify(rows)).not.toContain('eve')
    const { rows: left } = await sql`select from journal.entry where relation = 'job'`.execute(office.access.db)
    expect(left).toEqual([])
  })
})

describe('a notification', () => {
  it('leaves at once, once, and not when it was read before', async () => {
    const { db, now } = office.access
    const mails: Mail[] = []
    const workshop = makeWorkshop(office, keepIn(mails))
    await notify(db, { ...NOTICE, to: { accounts: ['bob'] } }, now())
    await notify(db, { ...NOTICE, to: { accounts: ['bob'] } }, now())
    const [first] = await ownNotifications(office.access, 'bob')
    const actor = { kind: 'account', account: 'bob', grants: [], usedSecondFactor: true } as const
    await openNotification(office.access, actor, first?.id ?? '')
    await workAll(workshop)
    expect(mails.map(({ to, subject }) => [to, subject])).toEqual([
      ['bob@exemple.fr', 'Observatoire : Un doute a sa réponse']
    ])
    expect(mails[0]?.body).toContain('http://127.0.0.1:3000/chiffres/p')
  })

  it('waits for the digest, which tells all, once, in the language chosen', async () => {
    const { db, now } = office.access
    await chooseSetting(office.access, 'bob', { language: 'en', cadences: { 'doubt.answered': 'daily' } })
    for (let i = 0; i < 3; i += 1) await notify(db, { ...NOTICE, to: { accounts: ['bob'] } }, now())
    const mails: Mail[] = []
    const workshop = makeWorkshop(office, keepIn(mails))
    expect(await workAll(workshop)).toEqual([])
    office.clock.ms += DAY_MS
    expect(await workAll(workshop)).toEqual(['done'])
    expect(mails).toHaveLength(1)
    expect(mails[0]).toMatchObject({ subject: 'Observatory: 3 notifications', language: 'en' })
    office.clock.ms += DAY_MS
    await workAll(workshop)
    expect(mails).toHaveLength(1)
  })

  it('that waited for a Monday goes with the next morning, once that is what its reader wants', async () => {
    const { db, now } = office.access
    const mails: Mail[] = []
    const choose = (cadence: string) =>
      chooseSetting(office.access, 'bob', { language: 'fr', cadences: { 'doubt.answered': cadence } })
    await choose('weekly')
    await notify(db, { ...NOTICE, to: { accounts: ['bob'] } }, now())
    await choose('daily')
    office.clock.ms += DAY_MS
    await workAll(makeWorkshop(office, keepIn(mails)))
    office.clock.ms += 7 * DAY_MS
    await workAll(makeWorkshop(office, keepIn(mails)))
    expect(mails.map(({ subject }) => subject)).toEqual(['Observatoire : un avis'])
  })

  it('is stopped by one click, for its kind alone or for all, and the rest stays as it was', async () => {
    const { db, now } = office.access
    const mails: Mail[] = []
    await notify(db, { ...NOTICE, to: { accounts: ['bob'] } }, now())
    await workAll(makeWorkshop(office, keepIn(mails)))
    const word = mails[0]?.stop?.split('/').at(-1) ?? ''
    expect(await readStop(office.access, word)).toEqual({ account: 'bob', stopped: 'doubt.answered' })
    await expect(readStop(office.access, `${word}x`)).rejects.toThrow('entier')
    await expect(readStop(office.access, 'x.y')).rejects.toThrow('entier')
    await stop(office.access, word, false)
    await stop(office.access, word, false)
    await notify(db, { ...NOTICE, to: { accounts: ['bob'] } }, now())
    await notify(db, { ...NOTICE, kind: 'doubt.late', to: { accounts: ['bob'] } }, now())
    await workAll(makeWorkshop(office, keepIn(mails)))
    expect(mails.map(({ subject }) => subject.split(' : ')[1])).toEqual([
      'Un doute a sa réponse',
      'Un doute attend au-delà du délai'
    ])
    await stop(office.access, word, true)
    await notify(db, { ...NOTICE, kind: 'organisation.changed', to: { accounts: ['bob'] } }, now())
    expect(await listJobs(db, 10)).toEqual([])
  })

  it('is told in the product alone where there is no mail server', async () => {
    const { db, now } = office.access
    await notify(db, { ...NOTICE, to: { accounts: ['bob'] } }, now())
    expect(await workAll(makeWorkshop(office, undefined))).toEqual(['done'])
    expect(await ownNotifications(office.access, 'bob')).toHaveLength(1)
  })
})
