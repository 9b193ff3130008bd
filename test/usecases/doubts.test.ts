import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from 'kysely'
import { ANONYMOUS } from '../../src/domain/access/actor.ts'
import { Refused } from '../../src/domain/shared/errors.ts'
import { listNotifications } from '../../src/store/notifications.ts'
import { findDoubtByDigest, listDoubts } from '../../src/store/doubts.ts'
import { digestOf } from '../../src/usecases/access-invitations.ts'
import {
  acceptDoubt,
  answerDoubt,
  assignDoubt,
  officersFor,
  refuseDoubt,
  reviewDoubts
} from '../../src/usecases/doubt-answers.ts'
import { applyRetention, planRetention } from '../../src/usecases/organisations-personal.ts'
import {
  followDoubt,
  forgetReporter,
  hasReporter,
  makeDoubtReader,
  reportDoubt,
  type Report
} from '../../src/usecases/doubts.ts'
import { ASKED, contextOf, holder, openDoubtOffice, TODAY, type DoubtOffice } from './doubt-office.ts'

const TEXT = 'Ma rue compte à elle seule dix logements vides.'
const PLAIN: Report = { text: TEXT, email: '', consents: false, trap: '', language: 'fr' }

let place: DoubtOffice
let peers = 0

beforeAll(async () => {
  place = await openDoubtOffice()
}, 120_000)

afterAll(() => place.office.database.close())

/** From an address of its own each time: nobody is held back by another test. */
function someone(address = `192.0.2.${(peers += 1)}`) {
  return { actor: ANONYMOUS, client: { address, agent: 'test' } }
}

async function report(given: Partial<Report> = {}, from: Parameters<typeof reportDoubt>[3] = someone()) {
  const word = await reportDoubt(place.context, ASKED, { ...PLAIN, ...given }, from)
  const found = await findDoubtByDigest(place.context.access.db, digestOf(word))
  return { word, id: found?.doubt.id ?? '', found }
}

describe('a doubt that anyone reports', () => {
  it('is kept with what was read, due in the delay of the folder, and shown to nobody yet', async () => {
    const { found, id } = await report()
    expect(found?.doubt).toMatchObject({
      status: 'received',
      text: TEXT,
      receivedOn: TODAY,
      dueOn: '2026-12-07',
      shown: { cell: { status: 'A', value: 7 } },
      producers: ['insee']
    })
    const reader = makeDoubtReader(place.context.access.db)
    expect((await reader.list({ limit: 100 })).map(({ doubt }) => doubt.id)).not.toContain(id)
  })

  it('is followed by its word alone, which the database does not hold', async () => {
    const { word, id } = await report()
    expect((await followDoubt(place.context.access, word)).doubt.id).toBe(id)
    await expect(followDoubt(place.context.access, `${word}x`)).rejects.toThrow('ne suit aucun doute')
    const { rows } = await sql`select from doubt where digest = ${word} or id = ${word}`.execute(
      place.context.access.db
    )
    expect(rows).toEqual([])
  })

  it('of a program that fills in what is not seen, is thanked for and not kept', async () => {
    const { found } = await report({ trap: 'https://example.org' })
    expect(found).toBeUndefined()
  })

  it('says what is wrong with the text, the address, the consent, the figure', async () => {
    await expect(report({ text: 'faux' })).rejects.toThrow('4 caractères')
    await expect(report({ email: 'a@b' })).rejects.toThrow('attendu une seule adresse')
    await expect(report({ email: 'ada@exemple.fr' })).rejects.toThrow('Cochez la case')
    await expect(
      reportDoubt(place.context, { ...ASKED, indicator: 'none' as never }, PLAIN, someone())
    ).rejects.toThrow('none')
  })

  it('five times an hour from one network is enough, counted in the database under a salted digest', async () => {
    const from = someone('2001:db8:1:2::1')
    for (let i = 0; i < 5; i += 1) await report({}, from)
    const neighbour = someone('2001:db8:1:2:ffff::9')
    const refusal = await report({}, neighbour).catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(Refused)
    expect(refusal).toMatchObject({ reason: 'too-many' })
    expect((await report({}, someone('2001:db8:1:3::1'))).found).toBeDefined()
    const { rows } = await sql<{ digest: string }>`select digest from doubt_attempt`.execute(place.context.access.db)
    expect(rows.length).toBeGreaterThan(5)
    expect(rows.some(({ digest }) => digest.includes('2001'))).toBe(false)
    place.office.clock.ms += 3_700_000
    expect((await report({}, from)).found).toBeDefined()
  })
})

describe('the address of who reported', () => {
  it('stands apart, behind a wall that opens to the program alone, and in the journal as a digest', async () => {
    const { id } = await report({ email: 'Ada@Exemple.fr', consents: true })
    const { db } = place.context.access
    const read = (actor: string) =>
      db.transaction().execute(async (transaction) => {
        await sql`set local role chevalement_app`.execute(transaction)
        await sql`select set_config('chevalement.actor', ${actor}, true)`.execute(transaction)
        const { rows } = await sql<{ email: string }>`
          select email from private.doubt_reporter where doubt = ${id}`.execute(transaction)
        return rows
      })
    const officer = await holder(place.office, { role: 'administrator' })
    expect(await read('system')).toEqual([{ email: 'ada@exemple.fr' }])
    expect(await read(`account:${officer.account}`)).toEqual([])
    const { rows } = await sql`select from journal.entry
      where coalesce(after::text, '') || coalesce(before::text, '') ilike '%ada@exemple%'`.execute(db)
    expect(rows).toEqual([])
  })

  it('is erased by who gave it, and what the journal held of it is destroyed', async () => {
    const { word, id } = await report({ email: 'ada@exemple.fr', consents: true })
    const { db } = place.context.access
    const held = async () =>
      (
        await sql`select from journal.personal p join journal.entry e on e.id = p.entry
          where e.relation = 'private.doubt_reporter' and e.key = ${id}`.execute(db)
      ).rows.length
    expect(await held()).toBe(1)
    await forgetReporter(place.context.access, word)
    expect(await held()).toBe(0)
    expect((await followDoubt(place.context.access, word)).doubt.id).toBe(id)
  })
})

it('addresses are removed six months after the answer, by the job of retention', async () => {
  const { word, id } = await report({ email: 'ada@exemple.fr', consents: true })
  const officer = await holder(place.office, { role: 'study-officer' })
  await refuseDoubt(place.context, officer, await accepted(id, officer), 'unclear')
  const { db } = place.context.access
  const retain = (today: string) => applyRetention({ db, authorship: { actor: 'command' }, today })
  const year = new Date().getUTCFullYear()
  expect((await retain(`${year}-12-01`)).due.map(({ key }) => key)).not.toContain(id)
  expect((await retain(`${year + 1}-12-01`)).due).toContainEqual(
    expect.objectContaining({ kind: 'doubt-address', key: id })
  )
  expect(await hasReporter(place.context.access, id)).toBe(false)
  expect((await followDoubt(place.context.access, word)).doubt.status).toBe('refused')
})

it('are removed for an administrator too, who may not read them, and under the name of who asked', async () => {
  const { id } = await report({ email: 'ada@exemple.fr', consents: true })
  const officer = await holder(place.office, { role: 'administrator' })
  await refuseDoubt(place.context, officer, id, 'unclear')
  const { db } = place.context.access
  const authorship = { actor: `account:${officer.account}`, usedSecondFactor: true } as const
  const today = `${new Date().getUTCFullYear() + 1}-12-01`
  const { planned, removed } = await db.transaction().execute(async (transaction) => {
    await sql`set local role chevalement_app`.execute(transaction)
    const context = { db: transaction, authorship, today }
    return { planned: await planRetention(context), removed: await applyRetention(context) }
  })
  expect(planned.due).toContainEqual(expect.objectContaining({ kind: 'doubt-address', key: id }))
  expect(removed).toEqual(planned)
  expect(await hasReporter(place.context.access, id)).toBe(false)
  const { rows } = await sql`select actor from journal.entry
    where relation = 'private.doubt_reporter' and key = ${id} and action = 'delete'`.execute(db)
  expect(rows).toEqual([{ actor: authorship.actor }])
})

async function accepted(id: string, officer: Awaited<ReturnType<typeof holder>>): Promise<string> {
  await acceptDoubt(place.context, officer, id)
  return id
}

describe('those who answer', () => {
  it('let a doubt through or not, with a reason; who may not is refused', async () => {
    const officer = await holder(place.office, { role: 'study-officer' })
    const member = await holder(place.office, { role: 'member' })
    const { id } = await report()
    await expect(acceptDoubt(place.context, member, id)).rejects.toMatchObject({ reason: 'role' })
    await expect(refuseDoubt(place.context, officer, id, 'because')).rejects.toThrow('motif')
    await refuseDoubt(place.context, officer, id, 'abusive')
    await expect(refuseDoubt(place.context, officer, id, 'abusive')).rejects.toMatchObject({ reason: 'not-now' })
    await acceptDoubt(place.context, officer, id)
    const reader = makeDoubtReader(place.context.access.db)
    expect((await reader.list({ about: ASKED, limit: 100 })).map(({ doubt }) => doubt.id)).toContain(id)
  })

  it('answer under their name and for their organisation, once', async () => {
    const officer = await holder(place.office, { role: 'study-officer', organisation: 'aula' })
    const { id } = await report()
    await acceptDoubt(place.context, officer, id)
    await answerDoubt(place.context, officer, id, { text: 'La définition exclut ces logements.', outcome: 'stands' })
    const [stored] = (await listDoubts(place.context.access.db, { statuses: ['answered'], limit: 100 })).filter(
      ({ doubt }) => doubt.id === id
    )
    expect(stored?.doubt.answers).toMatchObject([{ on: TODAY, organisation: 'aula', outcome: 'stands' }])
    expect(stored?.names.get(officer.account)).toBe('study-officer Exemple')
    await expect(
      answerDoubt(place.context, officer, id, { text: 'Une seconde réponse.', outcome: 'stands' })
    ).rejects.toMatchObject({ reason: 'state' })
  })

  it('do not tell as corrected what is not', async () => {
    const officer = await holder(place.office, { role: 'study-officer' })
    const { id } = await report()
    await acceptDoubt(place.context, officer, id)
    const answer = (value: number, outcome: string) =>
      answerDoubt(contextOf(place.office, value), officer, id, { text: 'Une coquille du fichier.', outcome })
    await expect(answer(7, 'corrected')).rejects.toMatchObject({ reason: 'not-corrected' })
    await expect(answer(9, 'stands')).rejects.toMatchObject({ reason: 'has-changed' })
    await answer(9, 'corrected')
  })

  it('are the producers of the data first, and not those of other data', async () => {
    const insee = await holder(place.office, { role: 'producer', organisation: 'insee' })
    const urssaf = await holder(place.office, { role: 'producer', organisation: 'urssaf' })
    const { id, found } = await report()
    expect(found?.doubt.officer).toBe(insee.account)
    const officer = await holder(place.office, { role: 'study-officer' })
    await acceptDoubt(place.context, officer, id)
    const given = { text: 'Le fichier dit bien sept.', outcome: 'explained' }
    await expect(answerDoubt(place.context, urssaf, id, given)).rejects.toMatchObject({ reason: 'other-organisation' })
    await answerDoubt(place.context, insee, id, given)
    const able = found ? await officersFor(place.context.access.db, place.context, found.doubt) : []
    expect(able.map((one) => one.id)).toEqual(expect.arrayContaining([insee.account, officer.account]))
    expect(able.map((one) => one.id)).not.toContain(urssaf.account)
  })

  it('are chosen by officers, among those who may', async () => {
    const officer = await holder(place.office, { role: 'study-officer' })
    const member = await holder(place.office, { role: 'member' })
    const { id, word } = await report()
    await assignDoubt(place.context, officer, id, officer.account)
    expect((await followDoubt(place.context.access, word)).doubt.officer).toBe(officer.account)
    await expect(assignDoubt(place.context, officer, id, member.account)).rejects.toMatchObject({
      reason: 'cannot-answer'
    })
    await expect(assignDoubt(place.context, member, id, member.account)).rejects.toMatchObject({ reason: 'role' })
  })
})

describe('a value that changes after its answer', () => {
  it('opens the doubt again, with a new delay, and keeps the answer', async () => {
    const officer = await holder(place.office, { role: 'study-officer' })
    const { id, word } = await report()
    await acceptDoubt(place.context, officer, id)
    await answerDoubt(place.context, officer, id, { text: 'Le fichier dit bien sept.', outcome: 'stands' })
    const state = async () => (await followDoubt(place.context.access, word)).doubt
    await reviewDoubts(contextOf(place.office, 7, '2026-12-01'))
    expect((await state()).status).toBe('answered')
    await reviewDoubts(contextOf(place.office, 8, '2026-12-01'))
    expect(await state()).toMatchObject({ status: 'open', dueOn: '2026-12-15', answers: [{ outcome: 'stands' }] })
    await answerDoubt(contextOf(place.office, 8), officer, id, {
      text: 'La révision de l’Insee.',
      outcome: 'corrected'
    })
    expect((await state()).answers.map(({ outcome }) => outcome)).toEqual(['stands', 'corrected'])
  })

  it('finds somebody for a doubt whose officer has left', async () => {
    const officer = await holder(place.office, { role: 'producer', organisation: 'insee' })
    const { id, word } = await report()
    const { db, now } = place.context.access
    const boss = await holder(place.office, { role: 'study-officer' })
    await assignDoubt(place.context, boss, id, officer.account)
    await db.updateTable('account').set({ closed_at: now() }).where('id', '=', officer.account).execute()
    await reviewDoubts(place.context)
    expect((await followDoubt(place.context.access, word)).doubt.officer).not.toBe(officer.account)
  })
})

describe('those who are concerned', () => {
  const told = async (account: string) =>
    (await listNotifications(place.context.access.db, account, 100)).map(({ kind, path }) => `${kind} ${path}`)

  it('are told: study officers of a report, its officer once it is let through, its author of the answer', async () => {
    const officer = await holder(place.office, { role: 'study-officer' })
    const other = await holder(place.office, { role: 'study-officer' })
    const author = await holder(place.office, { role: 'elected-official' })
    const { id } = await report({}, { ...someone(), actor: author })
    const path = `/doutes/${id}`
    expect(await told(officer.account)).toContain(`doubt.received ${path}`)
    await assignDoubt(place.context, officer, id, other.account)
    await acceptDoubt(place.context, officer, id)
    expect((await told(other.account)).filter((one) => one === `doubt.received ${path}`)).toHaveLength(3)
    await answerDoubt(place.context, other, id, { text: 'Le fichier dit bien sept.', outcome: 'stands' })
    expect(await told(author.account)).toEqual([`doubt.answered ${path}`])
    expect(await told(other.account)).not.toContain(`doubt.answered ${path}`)
  })

  it('without an account are written to, in their language, at the address that they gave', async () => {
    const officer = await holder(place.office, { role: 'study-officer' })
    const { id } = await report({ email: 'ada@example.org', consents: true, language: 'en' })
    const before = place.office.sent.length
    await acceptDoubt(place.context, officer, id)
    expect(place.office.sent.length).toBe(before)
    await answerDoubt(place.context, officer, id, { text: 'Le fichier dit bien sept.', outcome: 'stands' })
    expect(place.office.sent.at(-1)).toMatchObject({ to: 'ada@example.org', language: 'en' })
    expect(place.office.sent.at(-1)?.body).toContain(`/en/doubts/${id}`)
  })

  it('are told once that a doubt is late, and once again when it is late again', async () => {
    const officer = await holder(place.office, { role: 'study-officer' })
    const { id } = await report()
    await assignDoubt(place.context, officer, id, officer.account)
    const late = async () => (await told(officer.account)).filter((one) => one === `doubt.late /doutes/${id}`).length
    await reviewDoubts(contextOf(place.office, 7, '2026-12-07'))
    expect(await late()).toBe(0)
    for (const day of ['2026-12-08', '2026-12-09']) await reviewDoubts(contextOf(place.office, 7, day))
    expect(await late()).toBe(1)
    await acceptDoubt(place.context, officer, id)
    await answerDoubt(place.context, officer, id, { text: 'Le fichier dit bien sept.', outcome: 'stands' })
    await reviewDoubts(contextOf(place.office, 8, '2026-12-10'))
    await reviewDoubts(contextOf(place.office, 8, '2027-01-10'))
    expect(await late()).toBe(2)
  })
})

it('the journal holds each step, and digests of what was written', async () => {
  const officer = await holder(place.office, { role: 'study-officer' })
  const { id } = await report({ text: 'Un texte que le journal ne garde pas.' })
  await acceptDoubt(place.context, officer, id)
  const { rows } = await sql<{ actor: string; action: string; after: Record<string, unknown> }>`
    select actor, action, after from journal.entry where relation = 'doubt' and key = ${id} order by id`.execute(
    place.context.access.db
  )
  expect(rows).toMatchObject([
    { actor: 'system', action: 'insert', after: { status: 'received' } },
    { actor: `account:${officer.account}`, action: 'update', after: { status: 'open' } }
  ])
  expect(JSON.stringify(rows)).not.toContain('ne garde pas')
})

it('pages kept under the stamp are drawn again once a doubt has changed', async () => {
  let ms = 0
  const reader = makeDoubtReader(place.context.access.db, () => ms)
  reader.stamp()
  await expect.poll(() => reader.stamp()).not.toBe('.0')
  const before = reader.stamp()
  reader.forget()
  expect(reader.stamp()).not.toBe(before)
  await report()
  ms += 2000
  const stamp = reader.stamp()
  await expect.poll(() => reader.stamp()).not.toBe(stamp)
})
