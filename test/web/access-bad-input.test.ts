import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findChainFault } from '../../src/store/journal-chain.ts'
import { insertAccount, setPasswordHash } from '../../src/store/access.ts'
import { insertPasskey } from '../../src/store/access-passkeys.ts'
import { hashPassword } from '../../src/usecases/access-password.ts'
import { makePost } from '../../src/usecases/letters.ts'
import { PASSWORD, wordOf } from '../usecases/access-office.ts'
import { makeBrowser, makeRole, openWebOffice, tokenOf, type Browser, type WebOffice } from './office.ts'

const HOUR_MS = 3600 * 1000
const DAY_MS = 24 * HOUR_MS
const MEGABYTE = 'x'.repeat(1_000_000)

let office: WebOffice
let peers = 0

beforeAll(async () => {
  office = await openWebOffice()
}, 60_000)

afterAll(() => office.database.close())

/** From an address that nobody tried anything from. */
function stranger(): Browser {
  peers += 1
  return makeBrowser(office, `203.0.113.${peers}`)
}

async function makePerson(given = office): Promise<{ readonly id: string; readonly email: string }> {
  const id = randomUUID()
  const email = `${id}@exemple.fr`
  const { db } = given.access
  await insertAccount(db, { id, email, name: 'Personne', demonstration: false })
  await setPasswordHash(db, id, await hashPassword(PASSWORD, []))
  return { id, email }
}

async function invited(admin: Browser): Promise<string> {
  await admin.post('/acces/invitations', { email: `${randomUUID()}@exemple.fr`, role: 'member' }, { from: '/acces' })
  return `/invitation/${wordOf(office.sent.at(-1)?.body ?? '')}`
}

async function heading(response: Response): Promise<string> {
  return (await response.text()).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
}

describe('forged identifiers', () => {
  it('of another’s session, passkey, role and account are refused, and change nothing', async () => {
    const { browser: mallory } = await makeRole(office, 'member')
    const { account } = await makeRole(office, 'producer')
    const { db, now } = office.access
    const key = { name: 'key', publicKey: new Uint8Array(), counter: 0, transports: [], createdAt: now() }
    await insertPasskey(db, { id: randomUUID(), account, ...key })
    const before = await everythingOf(account)
    const [session, grant, passkey] = [before.sessions[0], before.grants[0], before.passkeys[0]]
    for (const path of [
      `/compte/sessions/${session}/end`,
      `/compte/passkeys/${passkey}/end`,
      `/acces/accounts/${account}/roles`,
      `/acces/accounts/${account}/roles/${grant}/end`,
      `/acces/accounts/${account}/factors`,
      `/acces/accounts/${account}/close`
    ]) {
      const response = await mallory.post(path, { role: 'administrator' }, { from: '/compte' })
      expect([path, response.status]).toEqual([path, 403])
    }
    expect((await mallory.get(`/acces/accounts/${account}`)).status).toBe(403)
    expect(await everythingOf(account)).toEqual(before)
  })

  it('say the same whether the record exists or not', async () => {
    const { browser } = await makeRole(office, 'member')
    const { account } = await makeRole(office, 'member')
    const answers = await Promise.all(
      [account, randomUUID()].map(async (id) => {
        const response = await browser.post(`/acces/accounts/${id}/close`, {}, { from: '/compte' })
        return [response.status, (await heading(response)).replaceAll(id, '')]
      })
    )
    expect(answers[0]).toEqual(answers[1])
  })

  async function everythingOf(account: string) {
    const { db } = office.access
    const ids = async (table: 'account_session' | 'role_grant' | 'passkey') =>
      (await db.selectFrom(table).select('id').where('account', '=', account).execute()).map(({ id }) => id)
    return { sessions: await ids('account_session'), grants: await ids('role_grant'), passkeys: await ids('passkey') }
  }
})

describe('forms that are not ours', () => {
  it('are refused by every route that changes something, JSON included, with a good token from another site', async () => {
    const { browser } = await makeRole(office, 'administrator')
    const token = tokenOf(await (await browser.get('/compte')).text())
    for (const path of ['/compte/password', '/compte/passkeys/options', '/acces/invitations', '/connexion/out']) {
      for (const headers of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'same-site' }]) {
        const json = { 'x-form-token': token, ...headers }
        expect((await browser.post(path, {}, { token, headers: json })).status).toBe(403)
      }
    }
    expect((await browser.get('/compte')).status).toBe(200)
  })

  it('are refused when they are replayed after the session has ended', async () => {
    const { browser } = await makeRole(office, 'member')
    const token = tokenOf(await (await browser.get('/compte')).text())
    const cookies = new Map(browser.cookies)
    await browser.post('/connexion/out', {}, { token })
    for (const [name, value] of cookies) browser.cookies.set(name, value)
    expect((await browser.post('/compte/password', { present: 'x', next: 'y' }, { token })).status).toBe(403)
  })

  it('are refused when they cannot be read: halved, of another kind, with the character that no text holds', async () => {
    const { browser } = await makeRole(office, 'administrator')
    const token = tokenOf(await (await browser.get('/acces')).text())
    const headers = { 'x-form-token': token }
    const halved = { ...headers, 'content-type': 'multipart/form-data' }
    expect((await browser.post('/acces/invitations', {}, { headers: halved, token })).status).toBe(400)
    const fields = { email: 'a@exemple.fr', role: 'member', organisation: 'pma\0', territory: '\0' }
    expect((await browser.post('/acces/invitations', fields, { token })).status).toBe(400)
    const { passkey } = await challenge(browser)
    expect((await browser.post('/compte/passkeys', {}, { headers: passkey, token })).status).toBe(400)
    expect(office.logged).toEqual([])
  })

  it('carry addresses that no register holds, and lead to a page that says so', async () => {
    const { browser } = await makeRole(office, 'administrator')
    for (const path of ['/acces/accounts/%00', '/annuaire?texte=%00', '/organisations/a%00b', '/invitation/%00']) {
      const response = await browser.get(path)
      expect([path, response.status]).toEqual([path, 400])
    }
    for (const path of [`/acces/accounts/${'a'.repeat(8000)}`, `/invitation/${'a'.repeat(8000)}`]) {
      expect((await browser.get(path)).status).toBeLessThan(500)
    }
  })

  it('a challenge that served does not serve again', async () => {
    const { browser } = await makeRole(office, 'member')
    const { passkey, kept } = await challenge(browser)
    await browser.post('/compte/passkeys', {}, { headers: passkey, token: 'x' })
    browser.cookies.set('chevalement.passkey', kept)
    const before = await sql`select from spent`.execute(office.access.db)
    await browser.post('/compte/passkeys', {}, { headers: passkey, token: 'x' })
    expect(await sql`select from spent`.execute(office.access.db)).toEqual(before)
  })

  async function challenge(browser: Browser) {
    const token = tokenOf(await (await browser.get('/compte')).text())
    const passkey = { 'x-form-token': token }
    await browser.post('/compte/passkeys/options', {}, { headers: passkey, token })
    return { passkey, kept: browser.cookies.get('chevalement.passkey') ?? '' }
  }
})

describe('links', () => {
  it('that are used, withdrawn, expired or invented get one answer', async () => {
    const { browser: admin } = await makeRole(office, 'administrator')
    const [used, withdrawn, expired] = [await invited(admin), await invited(admin), await invited(admin)]
    await stranger().post(used, { name: 'Une', next: PASSWORD }, { from: used })
    const { id } = await office.access.db
      .selectFrom('invitation')
      .select('id')
      .where('email', '=', office.sent.at(-2)?.to ?? '')
      .executeTakeFirstOrThrow()
    await admin.post(`/acces/invitations/${id}/end`, {}, { from: '/acces' })
    const answers = [
      await stranger().get(used),
      await stranger().get(withdrawn),
      await stranger().get('/invitation/inventee')
    ]
    office.clock.ms += 8 * DAY_MS
    answers.push(await stranger().get(expired))
    const posted = await stranger().post(expired, { name: 'Deux', next: PASSWORD }, { from: '/connexion' })
    office.clock.ms -= 8 * DAY_MS
    expect(posted.status).toBe(404)
    expect(new Set(await Promise.all(answers.map(async (one) => `${one.status} ${await heading(one)}`))).size).toBe(1)
  })

  it('serve one of two who click at the same moment', async () => {
    const { browser: admin } = await makeRole(office, 'administrator')
    const link = await invited(admin)
    const [one, two] = [stranger(), stranger()]
    const tokens = [tokenOf(await (await one.get(link)).text()), tokenOf(await (await two.get(link)).text())]
    const answers = await Promise.all([
      one.post(link, { name: 'Une', next: PASSWORD }, { token: tokens[0] ?? '' }),
      two.post(link, { name: 'Deux', next: PASSWORD }, { token: tokens[1] ?? '' })
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 404])
  })

  it('of a recovery flood no mailbox, and each that was sent works', async () => {
    const { id, email } = await makePerson()
    office.sent.length = 0
    for (let i = 0; i < 8; i += 1) await stranger().post('/oubli', { email }, { from: '/oubli' })
    await expect.poll(() => countRecoveries(id), { timeout: 30_000 }).toBe(8)
    await expect.poll(() => office.sent.length, { timeout: 30_000 }).toBe(5)
    const link = `/oubli/${wordOf(office.sent[0]?.body ?? '')}`
    expect((await stranger().post(link, { next: 'neuf berlines dans la cour' }, { from: link })).status).toBe(303)
    expect((await stranger().get(`/oubli/${wordOf(office.sent[4]?.body ?? '')}`)).status).toBe(404)
  })

  it('are asked for at the same cost with and without an account', async () => {
    const { email } = await makePerson()
    const before = await countRecoveries()
    await stranger().post('/oubli', { email }, { from: '/oubli' })
    await stranger().post('/oubli', { email: 'personne@exemple.fr' }, { from: '/oubli' })
    await expect.poll(() => countRecoveries(), { timeout: 30_000 }).toBe(before + 2)
  })

  async function countRecoveries(account?: string): Promise<number> {
    const { rows } = await sql<{ n: number }>`
      select count(*)::integer as n from recovery where ${account ?? null}::text is null or account = ${account ?? null}`.execute(
      office.access.db
    )
    return rows[0]?.n ?? 0
  }
})

it('an invitation for an organisation that is not there is refused, and asked again as it was written', async () => {
  const { browser } = await makeRole(office, 'administrator')
  const asked = { email: 'zoe@exemple.fr', role: 'editor', organisation: 'nulle-part', territory: '' }
  const answer = await browser.post('/acces/invitations', asked, { from: '/acces' })
  const page = await answer.text()
  expect(answer.status).toBe(422)
  expect(page).toContain('value="zoe@exemple.fr"')
  expect(page).toContain('value="nulle-part"')
  expect(page).toMatch(/<option value="editor" selected/)
})

describe('names and words', () => {
  it.each([
    ['a line of a header', 'A\r\nSet-Cookie: a=b'],
    ['a line end of Unicode', 'A\u2028B'],
    ['the character that no text holds', 'A\0B'],
    ['an override of direction', 'A\u202Egpj.exe'],
    ['nothing', '   '],
    ['more than a name', 'x'.repeat(400)]
  ])('of %s are refused, and the link still works', async (_, name) => {
    const { browser: admin } = await makeRole(office, 'administrator')
    const link = await invited(admin)
    const answer = await stranger().post(link, { name, next: PASSWORD }, { from: link })
    expect([400, 422]).toContain(answer.status)
    expect(answer.headers.get('set-cookie') ?? '').not.toContain('a=b')
    expect((await stranger().post(link, { name: 'Zoé', next: PASSWORD }, { from: link })).status).toBe(303)
  })

  it('of any script are kept whole, and stand apart from what is around them', async () => {
    const { browser: admin } = await makeRole(office, 'administrator')
    for (const name of ['مريم العلي', '👩🏽‍🚒 Zoé', 'ד״ר לוי', '<b>Bob</b>']) {
      const link = await invited(admin)
      const person = stranger()
      await person.post(link, { name, next: PASSWORD }, { from: link })
      const shown = name.replaceAll('<', '&lt;').replaceAll('>', '&gt;')
      const list = await (await admin.get('/acces')).text()
      expect(list).toContain(`<bdi>${shown}</bdi>`)
      expect(await (await person.get('/compte')).text()).toContain(`<bdi>${shown}</bdi>`)
      const id = new RegExp(`accounts/([^"]+)"><bdi>${shown.replace(/[()]/g, '.')}`, 'u').exec(list)?.[1] ?? ''
      expect(await (await admin.get(`/acces/accounts/${id}`)).text()).toContain(`<bdi>${shown}</bdi>`)
    }
  })

  it('of a megabyte are refused before they are read: password, name, code, address', async () => {
    const { browser } = await makeRole(office, 'administrator')
    for (const [path, fields, from] of [
      ['/connexion', { email: 'a@exemple.fr', password: MEGABYTE }, '/oubli'],
      ['/connexion', { email: MEGABYTE, password: 'x' }, '/oubli'],
      ['/connexion/code', { code: MEGABYTE }, '/oubli'],
      ['/oubli', { email: MEGABYTE }, '/oubli'],
      ['/compte/password', { present: PASSWORD, next: MEGABYTE }, '/compte'],
      ['/acces/invitations', { email: MEGABYTE, role: MEGABYTE }, '/acces']
    ] as const) {
      const asked = from === '/oubli' ? stranger() : browser
      const response = await asked.post(path, fields, { from })
      expect([path, response.status]).toEqual([path, 400])
      expect(await response.text()).toContain('Rien n’a changé')
    }
  })

  it('of fifty thousand characters are refused in words', async () => {
    const long = 'x'.repeat(50_000)
    const { email } = await makePerson()
    expect((await stranger().post('/connexion', { email, password: long })).status).toBe(422)
    expect((await stranger().post('/connexion', { email: long, password: 'x' })).status).toBe(400)
    const { browser: admin } = await makeRole(office, 'administrator')
    const link = await invited(admin)
    const answer = await stranger().post(link, { name: 'Léa', next: long }, { from: link })
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('trop long')
  })
})

describe('administrators', () => {
  it('who demote each other at the same moment leave one; the last can neither leave nor be demoted', async () => {
    const alone = await openWebOffice()
    const [ada, eve] = [await makeRole(alone, 'administrator'), await makeRole(alone, 'administrator')]
    const grantOf = async (account: string) =>
      (
        await alone.access.db
          .selectFrom('role_grant')
          .select('id')
          .where('account', '=', account)
          .executeTakeFirstOrThrow()
      ).id
    const [adas, eves] = [await grantOf(ada.account), await grantOf(eve.account)]
    const answers = await Promise.all([
      ada.browser.post(`/acces/accounts/${eve.account}/roles/${eves}/end`, {}, { from: '/compte' }),
      eve.browser.post(`/acces/accounts/${ada.account}/roles/${adas}/end`, {}, { from: '/compte' })
    ])
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1)
    const left = answers[0].status === 303 ? ada : eve
    const close = await left.browser.post(`/acces/accounts/${left.account}/close`, {}, { from: '/compte' })
    expect(close.status).toBe(422)
    expect(await close.text()).toContain('dernier administrateur')
    expect((await left.browser.get('/acces')).status).toBe(200)
    expect(await findChainFault(alone.access.db)).toBeUndefined()
    await alone.database.close()
  })

  it('who are demoted take with them the invitations that they sent', async () => {
    const alone = await openWebOffice()
    const [ada, eve] = [await makeRole(alone, 'administrator'), await makeRole(alone, 'administrator')]
    await eve.browser.post(
      '/acces/invitations',
      { email: 'eve2@exemple.fr', role: 'administrator' },
      { from: '/acces' }
    )
    const link = `/invitation/${wordOf(alone.sent.at(-1)?.body ?? '')}`
    expect((await makeBrowser(alone).get(link)).status).toBe(200)
    await ada.browser.post(`/acces/accounts/${eve.account}/close`, {}, { from: '/acces' })
    expect((await makeBrowser(alone).get(link)).status).toBe(404)
    await alone.database.close()
  })
})

describe('a mail server that is down', () => {
  it('loses no invitation, and says nothing of who has an account', async () => {
    // Letters wait, and nothing takes them.
    const down = await openWebOffice({ send: makePost('a secret', () => new Date()) })
    const { browser: admin } = await makeRole(down, 'administrator')
    const answer = await admin.post('/acces/invitations', { email: 'a@exemple.fr', role: 'member' }, { from: '/acces' })
    expect(answer.status).toBeLessThan(500)
    expect(await (await admin.get('/acces')).text()).toContain('a@exemple.fr')
    const { email } = await makePerson(down)
    const texts: string[] = []
    for (const asked of [email, 'personne@exemple.fr']) {
      const response = await makeBrowser(down).post('/oubli', { email: asked }, { from: '/oubli' })
      texts.push(`${response.status} ${await heading(response)}`)
    }
    expect(texts[0]).toBe(texts[1])
    await down.database.close()
  })
})

describe('what leads elsewhere', () => {
  it.each([
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '///evil.example'
  ])('by %s leads nowhere', async (to) => {
    const { email } = await makePerson()
    const response = await stranger().post('/connexion', { email, password: PASSWORD, to })
    const location = new URL(response.headers.get('location') ?? '', 'http://127.0.0.1:3000/')
    expect(location.host).toBe('127.0.0.1:3000')
  })

  it('is no page that was shown to somebody signed in: neither browser nor worker keeps one, nor one with a token', async () => {
    const { browser } = await makeRole(office, 'member')
    for (const path of ['/compte', '/glossaire', '/annuaire', '/nulle-part', '/acces']) {
      expect([path, (await browser.get(path)).headers.get('cache-control')]).toEqual([path, 'private, no-store'])
    }
    const nobody = stranger()
    for (const path of ['/connexion', '/oubli']) {
      expect((await nobody.get(path)).headers.get('cache-control')).toBe('private, no-store')
      expect((await nobody.get(path)).headers.get('cache-control')).toBe('private, no-store')
    }
  })

  it('is no earlier session: signing in ends the one that the browser had', async () => {
    const { browser, account } = await makeRole(office, 'member')
    const { email } = await makePerson()
    await browser.post('/connexion', { email, password: PASSWORD }, { from: '/compte' })
    const left = await office.access.db
      .selectFrom('account_session')
      .select('id')
      .where('account', '=', account)
      .execute()
    expect(left).toEqual([])
  })
})
