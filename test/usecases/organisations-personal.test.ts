import { sql } from 'kysely'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Doubt } from '../../src/domain/indicators/doubt.ts'
import { parseIndicatorId } from '../../src/domain/indicators/request.ts'
import { lastDue } from '../../src/domain/organisations/retention.ts'
import { Refused } from '../../src/domain/shared/errors.ts'
import { parsePeriod } from '../../src/domain/shared/period.ts'
import { parsePerimeterId } from '../../src/domain/territories/resolve.ts'
import { insertInvitation } from '../../src/store/access-links.ts'
import { insertDoubt, insertReporter } from '../../src/store/doubts.ts'
import { findChainFault, findStrays } from '../../src/store/journal-chain.ts'
import { change } from '../../src/store/journal.ts'
import { insertConsent, insertRequest, saveContact, withdrawConsent } from '../../src/store/organisations-personal.ts'
import { findRegister, replaceRegister } from '../../src/store/organisations.ts'
import { makeService } from '../../src/usecases/service.ts'
import {
  answerRequest,
  applyRetention,
  askAboutData,
  planRetention,
  type PersonalContext
} from '../../src/usecases/organisations-personal.ts'
import { makeDatabase } from '../database.ts'
import { makeOrganisation, makePerson } from '../domain/organisations/make.ts'

const pma = makeOrganisation('pma')

async function makeContext(): Promise<PersonalContext> {
  const { db, close } = await makeDatabase()
  onTestFinished(close)
  const people = [
    makePerson('ada', [{ organisation: pma.id, from: '2015-01-01', to: '2020-06-30' }], 'Ada Exemple'),
    makePerson('bob', [{ organisation: pma.id, from: '2020-07-01' }], 'Bob Exemple')
  ]
  const authorship = { actor: 'account:1' } as const
  await change(db, { ...authorship, at: '2019-01-01T00:00:00Z' }, async (t) => {
    await replaceRegister(t, { organisations: [pma], lists: [], people })
    await t.insertInto('person').values({ id: 'eve', name: 'Eve Exemple', example: true }).execute()
    for (const id of ['ada', 'bob', 'eve']) {
      await saveContact(t, id, { email: `${id}@example.org`, phone: null })
      await insertConsent(t, id, 'newsletter', '2019-01-01')
    }
  })
  return { db, authorship, today: '2026-11-22' }
}

function makeDoubt(id: string): Doubt {
  return {
    id,
    about: {
      indicator: parseIndicatorId('vacancy-rate'),
      perimeter: parsePerimeterId('62498'),
      period: parsePeriod('2022')
    },
    address: '/chiffres/vacancy-rate/62498/2022',
    shown: { cell: { status: 'A', value: 7 }, unit: 'percent', decimals: 1 },
    text: 'Ma rue compte dix logements vides.',
    receivedOn: '2026-11-02',
    dueOn: '2026-11-23',
    producers: [],
    answers: [],
    status: 'received'
  }
}

async function everything({ db }: PersonalContext): Promise<string> {
  const { rows } = await sql<{ text: string }>`
    select string_agg(one::text, ' ') as text from (
      select to_jsonb(p) as one from journal.personal as p union all select to_jsonb(e) from journal.entry as e
      union all select to_jsonb(c) from private.contact as c union all select to_jsonb(p) from person as p
      union all select to_jsonb(h) from history.person as h union all select to_jsonb(h) from history.contact as h
    ) as held`.execute(db)
  return rows[0]?.text ?? ''
}

/** A doubt reported, and an invitation sent, to somebody that neither the register nor an account knows. */
async function leaveTraces({ db }: PersonalContext, email: string): Promise<void> {
  await change(db, { actor: 'system' }, async (t) => {
    await insertDoubt(t, makeDoubt(email), email)
    await insertReporter(t, email, { email, language: 'fr' }, '2026-11-02')
    const [createdAt, expiresAt] = [new Date('2026-11-02T00:00:00Z'), new Date('2027-11-09T00:00:00Z')]
    const grant = { role: 'member' } as const
    await insertInvitation(t, email, { id: email, email, name: undefined, grant, createdAt, expiresAt })
  })
}

async function askFrom({ db, today }: PersonalContext, email: string, kind: 'export' | 'erasure'): Promise<string> {
  const id = `${kind} ${email}`
  const nobody = { person: null, account: null, message: null }
  await change(db, { actor: 'system' }, (t) =>
    insertRequest(t, { ...nobody, id, kind, email, received: today, confirmed: today })
  )
  return id
}

describe('a request from an address alone', () => {
  it('gives the doubts and the invitations that it left', async () => {
    const context = await makeContext()
    await leaveTraces(context, 'lea@example.org')
    await leaveTraces(context, 'max@example.org')
    const { file } = await answerRequest(context, await askFrom(context, 'lea@example.org', 'export'))
    expect(file).toMatchObject({
      doubts: [{ email: 'lea@example.org', text: 'Ma rue compte dix logements vides.' }],
      invitations: [{ email: 'lea@example.org', role: 'member' }]
    })
    expect(JSON.stringify(file)).not.toContain('max@')
  })

  it('of erasure destroys them, ends the invitation, and leaves the doubt without whoever reported it', async () => {
    const context = await makeContext()
    const { db } = context
    await leaveTraces(context, 'lea@example.org')
    await leaveTraces(context, 'max@example.org')
    const { outcome } = await answerRequest(context, await askFrom(context, 'lea@example.org', 'erasure'))
    expect(outcome.en).toMatch(/^[1-9]\d* private values destroyed$/)
    const left = await change(db, { actor: 'system' }, async (t) => [
      ...(await t.selectFrom('private.doubt_reporter').select('email').execute()),
      ...(await t.selectFrom('invitation').select(['email', 'withdrawn_at']).orderBy('email').execute())
    ])
    expect(left).toMatchObject([
      { email: 'max@example.org' },
      { email: 'max@example.org', withdrawn_at: null },
      { email: null, withdrawn_at: expect.any(Date) as Date }
    ])
    const { rows } = await sql<{ value: string }>`select value::text as value
      from journal.personal join journal.entry on entry.id = personal.entry
      where relation <> 'private.request'`.execute(db)
    expect(rows.map(({ value }) => value)).toContain('"max@example.org"')
    expect(rows.map(({ value }) => value)).not.toContain('"lea@example.org"')
    expect(await findChainFault(db)).toBeUndefined()
    expect(await findStrays(db)).toEqual([])
  })

  it('that left nothing is told so', async () => {
    const context = await makeContext()
    await expect(answerRequest(context, await askFrom(context, 'zoe@example.org', 'erasure'))).rejects.toThrow('Aucune')
  })
})

describe('a request about one’s own data', () => {
  it('of access gives all that is held, the journal included', async () => {
    const context = await makeContext()
    const { file } = await answerRequest(context, await askAboutData(context, 'eve', 'export'))
    expect(file).toMatchObject({
      person: { id: 'eve', name: 'Eve Exemple' },
      contact: { email: 'eve@example.org' },
      consents: [{ purpose: 'newsletter' }],
      personal: [{ value: 'Eve Exemple' }, { value: 'eve@example.org' }]
    })
  })

  it('of erasure leaves no trace of the values, and the chain whole', async () => {
    const context = await makeContext()
    const { outcome } = await answerRequest(context, await askAboutData(context, 'eve', 'erasure'))
    expect(outcome.en).toBe('2 private values destroyed')
    expect(await everything(context)).not.toMatch(/eve@|Eve Exemple/)
    expect(await everything(context)).toContain('ada@example.org')
    expect(await findChainFault(context.db)).toBeUndefined()
    expect(await findStrays(context.db)).toEqual([])
  })

  it('of erasure keeps public offices, and says so', async () => {
    const context = await makeContext()
    const { outcome } = await answerRequest(context, await askAboutData(context, 'bob', 'erasure'))
    expect(outcome.en).toBe('1 private values destroyed; public offices remain')
    expect(await everything(context)).not.toContain('bob@')
    expect((await findRegister(context.db)).people.map(({ name }) => name)).toContain('Bob Exemple')
  })

  it('is answered once, about somebody, and not while the person can sign in', async () => {
    const context = await makeContext()
    const id = await askAboutData(context, 'bob', 'access')
    await answerRequest(context, id)
    await expect(answerRequest(context, id)).rejects.toMatchObject({ reason: 'answered' })
    await expect(askAboutData(context, 'nobody', 'access')).rejects.toThrow(/nobody/)
    await sql`insert into account (id, email, name, person) values ('7', 'eve@example.org', 'Eve', 'eve')`.execute(
      context.db
    )
    const erasure = await askAboutData(context, 'eve', 'erasure')
    await expect(answerRequest(context, erasure)).rejects.toBeInstanceOf(Refused)
    await expect(answerRequest(context, erasure)).rejects.toMatchObject({ reason: 'account-open' })
  })
})

describe('retention', () => {
  it('counts months to the day, and to the end of a shorter month', () => {
    expect(lastDue('contact', '2026-11-22')).toBe('2024-11-22')
    expect(lastDue('contact', '2026-02-28')).toBe('2024-02-28')
    expect(lastDue('consent', '2023-03-31')).toBe('2020-03-31')
    expect(lastDue('request', '2024-02-29')).toBe('2019-02-28')
  })

  it('removes what is of no use any more, reports it, and leaves the rest', async () => {
    const context = await makeContext()
    await withdrawConsent(context.db, 'bob', 'newsletter', '2020-01-01')
    const planned = await planRetention(context)
    expect(planned.due.map(({ kind, key }) => `${kind} ${key}`)).toEqual([
      'consent ["bob", "newsletter", "2019-01-01"]',
      'contact ada',
      'contact eve'
    ])
    expect(await everything(context)).toContain('ada@example.org')
    expect(await applyRetention(context)).toEqual(planned)
    expect(planned.lines[1]?.en).toMatch(/^ada: e-mail and telephone.*kept 24 months/)
    expect(await everything(context)).not.toMatch(/ada@|eve@/)
    expect(await everything(context)).toContain('bob@example.org')
    expect((await planRetention(context)).due).toEqual([])
  })

  it('is applied by the portal once a day, which says line by line what it removed', async () => {
    const { db, today } = await makeContext()
    const said: string[] = []
    let at = new Date(`${today}T00:00:00Z`)
    const service = makeService({ db, home: 'docs', now: () => at, log: (line) => void said.push(line) })
    await service.tend()
    expect(said).toEqual([])
    at = new Date(`${today}T12:00:00Z`)
    await service.tend()
    expect(said.map((line) => line.split(' :')[0])).toEqual(['retention: ada', 'retention: eve'])
    await service.tend()
    expect(said).toHaveLength(2)
    const { rows } = await sql<{
      actor: string
    }>`select distinct actor from journal.entry where reason = 'retention'`.execute(db)
    expect(rows).toEqual([{ actor: 'system' }])
  })
})
