import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { insertAccount, insertGrant } from '../../src/store/access.ts'
import { insertOrganisation } from '../../src/store/organisations.ts'
import { insertJob } from '../../src/store/queue.ts'
import { saveContact } from '../../src/store/organisations-personal.ts'
import { change } from '../../src/store/journal.ts'
import { makePost } from '../../src/usecases/letters.ts'
import { ownNotifications } from '../../src/usecases/notifications.ts'
import { editOrganisation } from '../../src/usecases/organisation-changes.ts'
import { answerRequest, askAboutData } from '../../src/usecases/organisations-personal.ts'
import { askByForm, ownRequests } from '../../src/usecases/organisations-requests.ts'
import { makeOrganisation } from '../domain/organisations/make.ts'
import { administrator, HERE, newcomer, OBSERVATORY, openOffice, type Office } from './access-office.ts'

let office: Office
let ada: Awaited<ReturnType<typeof administrator>>

beforeAll(async () => {
  office = await openOffice()
  ada = await administrator(office)
}, 60_000)

afterAll(() => office.database.close())

describe('what happens in the register', () => {
  it('is told to those who speak for the organisation, and not to whoever changed it', async () => {
    const { db, now } = office.access
    const pma = makeOrganisation('pma')
    await change(db, { actor: 'command' }, (transaction) => insertOrganisation(transaction, pma))
    for (const id of ['rep', 'writer']) {
      await insertAccount(db, { id, email: `${id}@exemple.fr`, name: id, demonstration: false })
      await insertGrant(db, id, { role: 'member', organisation: 'pma' }, now())
    }
    const context = { db, authorship: { actor: 'account:writer' }, perimeters: new Set<string>() } as const
    await editOrganisation(context, { value: { ...pma, aliases: ['Pôle'] }, version: 1 })
    const [told] = await ownNotifications(office.access, 'rep')
    expect(told).toMatchObject({ kind: 'organisation.changed', path: '/organisations/pma' })
    expect(await ownNotifications(office.access, 'writer')).toEqual([])
  })

  it('is asked of administrators, who learn what and not who; the answer is told to whoever asked', async () => {
    const { db } = office.access
    const bob = await newcomer(office, ada.actor, 'bob@exemple.fr')
    const today = '2026-11-22'
    const from = { client: HERE, language: 'fr', observatory: OBSERVATORY, today } as const
    await askByForm(office.access, bob, { kind: 'access', message: 'secret' }, from)
    const [told] = await ownNotifications(office.access, ada.account.id)
    expect(told).toMatchObject({ kind: 'data-request.received', label: { fr: 'savoir ce qui est gardé sur moi' } })
    expect(JSON.stringify(told)).not.toContain('bob')
    const [request] = await ownRequests(db, bob.actor)
    const authorship = { actor: `account:${ada.account.id}`, twoFactors: true } as const
    await answerRequest({ db, authorship, today }, request?.id ?? '')
    expect((await ownNotifications(office.access, bob.account.id))[0]).toMatchObject({ kind: 'data-request.answered' })
  })
})

describe('somebody who is erased', () => {
  it('gets no letter that waited for their address', async () => {
    const { db, now, settings } = office.access
    const post = makePost(settings.secret, now)
    const mail = { to: 'Zoe@exemple.fr', language: 'fr', subject: 'A', body: 'B' } as const
    const today = '2026-11-22'
    const context = { db, authorship: { actor: 'command' }, today } as const
    await change(db, { actor: 'command' }, async (transaction) => {
      await sql`insert into person (id, name, example) values ('zoe', 'Zoé', true)`.execute(transaction)
      await saveContact(transaction, 'zoe', { email: 'zoe@exemple.fr', phone: null })
      await post({ transaction, mail })
      await insertJob(transaction, { kind: 'letter', recipient: 'x@y.fr', payload: {}, createdAt: now(), runAt: now() })
    })
    await answerRequest(context, await askAboutData(context, 'zoe', 'erasure'))
    const { rows } = await sql<{ recipient: string }>`select recipient from job where kind = 'letter'`.execute(db)
    expect(rows).toEqual([{ recipient: 'x@y.fr' }])
  })
})
