import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { may, type Subject } from '../../src/domain/access/policy.ts'
import type { Doubt } from '../../src/domain/indicators/doubt.ts'
import { parseIndicatorId } from '../../src/domain/indicators/request.ts'
import { parsePeriod } from '../../src/domain/shared/period.ts'
import { parsePerimeterId } from '../../src/domain/territories/resolve.ts'
import { insertDoubt } from '../../src/store/doubts.ts'
import { ROLES, isGrantedRole, type Role } from '../../src/domain/access/role.ts'
import { insertInvitation } from '../../src/store/access-links.ts'
import { insertPasskey } from '../../src/store/access-passkeys.ts'
import { insertNotification } from '../../src/store/notifications.ts'
import { findVisitor, openSession } from '../../src/usecases/access.ts'
import { insertOrganisation } from '../../src/store/organisations.ts'
import { routeTable, type RouteRow } from '../../src/web/guard.ts'
import { twinOf } from '../../src/view/paths.ts'
import { makeOrganisation } from '../domain/organisations/make.ts'
import { HERE } from '../usecases/access-office.ts'
import { makeBrowser, makeRole, openWebOffice, type Browser, type WebOffice } from './office.ts'

type Stored = {
  readonly account: string
  readonly session: string
  readonly grant: string
  readonly passkey: string
  readonly invitation: string
  readonly notification: string
  readonly doubt: string
}

describe('every route', () => {
  let office: WebOffice
  let routes: readonly RouteRow[]

  beforeAll(async () => {
    office = await openWebOffice()
    routes = routeTable(office.app)
    await makeRegister(office)
  })

  afterAll(() => office.database.close())

  it('declares its action, the same in both languages', () => {
    expect(routes.length).toBeGreaterThan(60)
    expect(routes.filter(({ action }) => action === undefined)).toEqual([])
    const actions = new Map(routes.map(({ method, path, action }) => [`${method} ${path}`, action]))
    const unlike = routes.filter(({ method, path, action }) => {
      const twin = actions.get(`${method} ${twinOf(path)}`)
      return twin !== undefined && twin !== action
    })
    expect(unlike).toEqual([])
  })

  it('that declares nothing is refused, whoever asks', async () => {
    const bare = await openWebOffice()
    bare.app.get('/oubliee', (c) => c.text('secret'))
    const { browser } = await makeRole(bare, 'administrator')
    const response = await browser.get('/oubliee')
    expect(response.status).toBe(403)
    expect(await response.text()).not.toContain('secret')
    await bare.database.close()
  })

  it.each(Object.keys(ROLES).map((role) => [role]))(
    'answers as the policy says to one’s own and to others’ records: %s',
    async (name) => {
      const role = name as Role
      const wrong: string[] = []
      let visitor = await ask(role)
      for (const route of routes.filter(({ path }) => !path.startsWith('/en'))) {
        for (const whose of ['own', 'foreign'] as const) {
          if (whose === 'foreign' && !/^\/(compte|acces|avis)\/.*:/.test(route.path)) continue
          const { browser, actor, stored } = visitor
          const record = whose === 'own' ? stored : await makeStored((await makeRole(office, 'resident')).account)
          const subject = subjectOf(route, record, stored)
          const expected = route.action !== undefined && may(actor, route.action, subject).allowed
          const path = pathOf(route.path, record)
          const from = role === 'reader' ? '/connexion' : '/compte'
          const response = route.method === 'GET' ? await browser.get(path) : await browser.post(path, {}, { from })
          const to = response.headers.get('location') ?? ''
          const isLet = response.status !== 403 && !/^\/(connexion\?|compte\/codes)/.test(to)
          if (isLet !== expected) wrong.push(`${route.method} ${route.path} ${whose}: ${response.status} ${to}`)
          // What was let through may have signed out, or closed the account.
          if (route.method === 'POST' && isLet) visitor = await ask(role)
        }
      }
      expect(wrong).toEqual([])
    },
    120_000
  )

  async function ask(role: Role) {
    if (!isGrantedRole(role)) {
      const browser: Browser = makeBrowser(office)
      return { browser, actor: { kind: 'anonymous' } as const, stored: await nobodys() }
    }
    const { browser, account } = await makeRole(office, role)
    const cookie = decodeURIComponent([...browser.cookies.values()].join())
    const { actor } = await findVisitor(office.access, cookie, false)
    return { browser, actor, stored: await makeStored(account) }
  }

  /** Nothing is a reader’s own; what is public is there all the same. */
  async function nobodys(): Promise<Stored> {
    const doubt = randomUUID()
    await insertDoubt(office.access.db, { ...OPEN_DOUBT, id: doubt }, doubt)
    return { ...NOTHING, doubt }
  }

  async function makeStored(account: string): Promise<Stored> {
    const { db, now } = office.access
    await openSession(office.access, { account, twoFactors: true }, HERE)
    const [session] = await db
      .selectFrom('account_session')
      .select('id')
      .where('account', '=', account)
      .orderBy('created_at', 'desc')
      .execute()
    const [grant] = await db.selectFrom('role_grant').select('id').where('account', '=', account).execute()
    const [passkey, invitation, doubt] = [randomUUID(), randomUUID(), randomUUID()]
    const notification = randomUUID()
    await insertNotification(db, account, {
      id: notification,
      kind: 'doubt.received',
      label: { fr: 'Un chiffre', en: 'A figure' },
      path: '/sources',
      createdAt: now()
    })
    await insertDoubt(db, { ...OPEN_DOUBT, id: doubt }, doubt)
    await insertPasskey(db, {
      id: passkey,
      account,
      name: 'key',
      publicKey: new Uint8Array(),
      counter: 0,
      transports: [],
      createdAt: now()
    })
    await insertInvitation(db, invitation, {
      id: invitation,
      email: `${invitation}@exemple.fr`,
      name: undefined,
      grant: { role: 'member' },
      createdAt: now(),
      expiresAt: new Date(now().getTime() + 1000)
    })
    return { account, session: session?.id ?? '', grant: grant?.id ?? '', passkey, invitation, notification, doubt }
  }
})

const OPEN_DOUBT: Doubt = {
  id: 'none',
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
  producers: ['insee'],
  answers: [],
  status: 'open'
}

const NOTHING: Stored = {
  account: 'none',
  session: 'none',
  grant: 'none',
  passkey: 'none',
  invitation: 'none',
  notification: 'none',
  doubt: 'none'
}

/** One record of each kind of the register, nobody’s own; whatever is sent about them here is refused as unreadable. */
const REGISTER: readonly (readonly [RegExp, { readonly id: string; readonly subject: Subject }])[] = [
  [/^\/organisations\/:id/, { id: 'stored', subject: { organisations: ['stored'], state: 'active' } }],
  [/^\/personnes\/:id/, { id: 'stored', subject: { owner: 'stored', state: 'active' } }],
  [/^\/demandes\/:id/, { id: 'stored', subject: { owner: 'stored', state: 'open' } }],
  [/^\/editions\/nouvelle/, { id: '', subject: { state: 'draft' } }],
  // The state is asked when a chapter is saved: what was written is given back with the refusal.
  [/^\/editions\/:id\/rediger\/:chapter$/, { id: 'stored', subject: { state: 'draft' } }],
  // The state is asked when a step is taken: whoever comes second is told so on the page.
  [/^\/editions\/:id\/submit$/, { id: 'stored', subject: { state: 'draft' } }],
  [/^\/editions\/:id\/(?:approve|reopen)$/, { id: 'stored', subject: { state: 'checking' } }],
  [/^\/editions\/:id\/freeze$/, { id: 'stored', subject: { state: 'approved' } }],
  [/^\/editions\/:id\/publish$/, { id: 'stored', subject: { state: 'frozen' } }],
  [/^\/editions\/:id\/withdraw$/, { id: 'stored', subject: { state: 'published' } }],
  // A list of everybody’s is nobody’s own.
  [/^\/demandes$/, { id: '', subject: {} }]
]

async function makeRegister({ access: { db } }: WebOffice): Promise<void> {
  await insertOrganisation(db, makeOrganisation('stored'))
  await db.insertInto('person').values({ id: 'stored', name: 'Stored', example: true }).execute()
  await db
    .insertInto('private.request')
    .values({ id: 'stored', person: 'stored', kind: 'access', received_on: '2026-11-01' })
    .execute()
}

/** What is stored there, as the test knows it: the guard must find the same. */
function subjectOf({ path }: RouteRow, record: Stored, own: Stored): Subject {
  if (path.startsWith('/acces/invitations/')) return { state: 'open' }
  if (path.startsWith('/doutes')) return { state: 'open', organisations: ['insee'] }
  const inRegister = REGISTER.find(([pattern]) => pattern.test(path))
  if (inRegister) return inRegister[1].subject
  if (path.includes(':')) return { owner: record.account, state: 'active' }
  return { owner: own.account, state: 'active' }
}

function pathOf(path: string, record: Stored): string {
  if (path.startsWith('/avis/:id')) return path.replace(':id', record.notification)
  if (path.startsWith('/doutes/:id')) return path.replace(':id', record.doubt)
  const inRegister = REGISTER.find(([pattern]) => pattern.test(path))
  if (inRegister) return path.replace(':id', inRegister[1].id)
  const kind = /^\/(?:compte|acces)\/(\w+)s\/:id/.exec(path)?.[1]
  const id = {
    account: record.account,
    session: record.session,
    passkey: record.passkey,
    invitation: record.invitation
  }
  return path
    .replace(':grant', record.grant)
    .replace(':id', kind !== undefined && kind in id ? id[kind as keyof typeof id] : 'nothing-there')
    .replace(/:\w+(\{[^}]*\})?/g, 'nothing-there')
}
