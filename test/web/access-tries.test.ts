import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { insertAccount, setPasswordHash } from '../../src/store/access.ts'
import { hashPassword } from '../../src/usecases/access-password.ts'
import { makeApp } from '../../src/web/app.tsx'
import { PASSWORD, wordOf } from '../usecases/access-office.ts'
import {
  codeNow,
  HOLLOW,
  makeBrowser,
  makeRole,
  openWebOffice,
  tokenOf,
  type Browser,
  type WebOffice
} from './office.ts'

const HOUR_MS = 3600 * 1000
const DAY_MS = 24 * HOUR_MS

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

async function makePerson(): Promise<{ readonly email: string }> {
  const id = randomUUID()
  const email = `${id}@exemple.fr`
  const { db } = office.access
  await insertAccount(db, { id, email, name: 'Personne', demonstration: false })
  await setPasswordHash(db, id, await hashPassword(PASSWORD, []))
  return { email }
}

async function tokenFrom(browser: Browser): Promise<string> {
  return tokenOf(await (await browser.get('/connexion')).text())
}

describe('a thousand tries', () => {
  it('wait, whichever process is asked, and in digests that say neither who nor what', async () => {
    const { email } = await makePerson()
    const guesser = stranger()
    for (let i = 0; i < 6; i += 1)
      await guesser.post('/connexion', { email, password: 'guess' }, { token: await tokenFrom(guesser) })
    const restarted = {
      ...office,
      app: makeApp({ portal: () => HOLLOW, log: () => undefined, access: () => ({ ...office.access }) })
    }
    const again = makeBrowser(restarted, `203.0.113.${peers}`)
    const answer = await again.post('/connexion', { email, password: PASSWORD })
    expect(await answer.text()).toContain('Trop d’essais')
    const { rows } = await sql<{ digest: string }>`select digest from attempt`.execute(office.access.db)
    expect(rows.every(({ digest }) => /^[\w-]{43}$/.test(digest))).toBe(true)
  })

  it('of one password on many accounts wait too', async () => {
    const sprayer = stranger()
    const token = await tokenFrom(sprayer)
    const answers: string[] = []
    for (let i = 0; i < 44; i += 1) {
      const response = await sprayer.post('/connexion', { email: `n${i}@exemple.fr`, password: 'guess' }, { token })
      answers.push(await response.text())
    }
    expect(answers.slice(0, 40).filter((text) => text.includes('Trop d’essais'))).toEqual([])
    expect(answers.at(-1)).toContain('Trop d’essais')
  }, 60_000)

  it('from the very address of the owner do not hold a browser that signed in before', async () => {
    const { email } = await makePerson()
    const owner = stranger()
    await owner.post('/connexion', { email, password: PASSWORD })
    await owner.post('/connexion/out', {}, { from: '/compte' })
    const guesser = makeBrowser(office, `203.0.113.${peers}`)
    const token = await tokenFrom(guesser)
    for (let i = 0; i < 6; i += 1) await guesser.post('/connexion', { email, password: 'guess' }, { token })
    expect(await (await guesser.post('/connexion', { email, password: PASSWORD }, { token })).text()).toContain(
      'Trop d’essais'
    )
    expect((await owner.post('/connexion', { email, password: PASSWORD })).status).toBe(303)
    const { email: other } = await makePerson()
    expect(
      await (await owner.post('/connexion', { email: other, password: 'guess' }, { from: '/oubli' })).text()
    ).not.toContain('Trop')
  })

  it('of the password of an open session wait as well', async () => {
    const { email } = await makePerson()
    const thief = stranger()
    await thief.post('/connexion', { email, password: PASSWORD })
    const token = tokenOf(await (await thief.get('/compte')).text())
    const texts: string[] = []
    for (let i = 0; i < 6; i += 1) {
      texts.push(await (await thief.post('/compte/codes', { password: 'guess' }, { token })).text())
    }
    expect(texts.at(-1)).toContain('Trop d’essais')
  })

  it('leave a bounded table', async () => {
    const { db } = office.access
    await sql`insert into attempt select 'old' || n, 1, now() - interval '1 hour' from generate_series(1, 500) n`.execute(
      db
    )
    await sql`insert into attempt select 'new' || n, 1, now() + n * interval '1 ms' from generate_series(1, 21000) n`.execute(
      db
    )
    const sprayer = stranger()
    const token = await tokenFrom(sprayer)
    for (let i = 0; i < 101; i += 1) await sprayer.post('/oubli', { email: `n${i}@exemple.fr` }, { token })
    const count = async () =>
      (await sql<{ n: number }>`select count(*)::integer as n from attempt`.execute(db)).rows[0]?.n
    await expect.poll(count, { timeout: 30_000 }).toBeLessThan(20_300)
    await sql`delete from attempt where digest like 'new%'`.execute(db)
  }, 60_000)
})

describe('a clock set back', () => {
  it('revives no session that has ended, and prolongs none', async () => {
    const { browser } = await makeRole(office, 'member')
    office.clock.ms += 8 * DAY_MS
    expect((await browser.get('/compte')).status).toBe(303)
    office.clock.ms -= 8 * DAY_MS
    expect((await browser.get('/compte')).status).toBe(303)
    const { browser: other } = await makeRole(office, 'member')
    office.clock.ms -= 2 * DAY_MS
    expect((await other.get('/compte')).status).toBe(303)
    office.clock.ms += 2 * DAY_MS
  })

  it('revives no recovery', async () => {
    const { email } = await makePerson()
    office.sent.length = 0
    await stranger().post('/oubli', { email }, { from: '/oubli' })
    await expect.poll(() => office.sent.length, { timeout: 20_000 }).toBe(1)
    const link = `/oubli/${wordOf(office.sent[0]?.body ?? '')}`
    office.clock.ms -= 2 * HOUR_MS
    expect((await stranger().get(link)).status).toBe(404)
    office.clock.ms += 2 * HOUR_MS
    expect((await stranger().get(link)).status).toBe(200)
  })

  it('takes no code again', async () => {
    const { email } = await makePerson()
    const owner = stranger()
    await owner.post('/connexion', { email, password: PASSWORD })
    const page = await (await owner.post('/compte/codes', { password: PASSWORD }, { from: '/compte/codes' })).text()
    const key = /class="key">([A-Z2-7]+)</.exec(page)?.[1] ?? ''
    await owner.post('/compte/codes/confirm', { code: codeNow(key) }, { token: tokenOf(page) })
    const code = codeNow(key)
    const enter = async () => {
      const phone = stranger()
      await phone.post('/connexion', { email, password: PASSWORD })
      return (await phone.post('/connexion/code', { code }, { from: '/connexion/code' })).status
    }
    await enter()
    office.clock.ms -= HOUR_MS / 2
    expect(await enter()).toBe(422)
    office.clock.ms += HOUR_MS / 2
  })

  it('makes nobody wait for ever', async () => {
    const { email } = await makePerson()
    const guesser = stranger()
    const token = await tokenFrom(guesser)
    for (let i = 0; i < 6; i += 1) await guesser.post('/connexion', { email, password: 'guess' }, { token })
    office.clock.ms -= HOUR_MS / 2
    expect((await guesser.post('/connexion', { email, password: PASSWORD })).status).toBe(303)
    office.clock.ms += HOUR_MS / 2
  })
})
