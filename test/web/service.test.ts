import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { insertJob } from '../../src/store/queue.ts'
import { notify } from '../../src/usecases/notifications.ts'
import { stopWord } from '../../src/usecases/notification-stop.ts'
import { makeBrowser, makeRole, openWebOffice, type Browser, type WebOffice } from './office.ts'

let office: WebOffice
let admin: Browser

beforeAll(async () => {
  office = await openWebOffice()
  admin = (await makeRole(office, 'administrator')).browser
}, 60_000)

afterAll(() => office.database.close())

const NOTICE = { kind: 'doubt.received', label: { fr: 'Population de Lens', en: 'Population of Lens' } } as const

it('search engines are told the address of the portal, whatever host they name', async () => {
  const { origin } = new URL(office.access.settings.origin)
  const response = await office.app.request('http://evil.example/robots.txt', { headers: { host: 'evil.example' } })
  expect(await response.text()).toBe(`User-agent: *\nAllow: /\nSitemap: ${origin}/sitemap.xml\n`)
})

describe('notifications', () => {
  it('are counted in the head of each page, listed, opened, and read', async () => {
    const { browser, account } = await makeRole(office, 'study-officer')
    expect(await (await browser.get('/avis')).text()).toContain('Aucun avis.')
    const { db, now } = office.access
    await notify(db, { ...NOTICE, to: { accounts: [account] }, path: '/sources' }, now())
    await notify(db, { ...NOTICE, to: { accounts: [account] }, path: '/methode' }, now())
    const page = await (await browser.get('/avis')).text()
    expect(page).toContain('Avis (2)')
    expect(page).toContain('Un doute est signalé\u00a0: Population de Lens')
    const open = /\/avis\/[\w-]+\/open/.exec(page)?.[0] ?? ''
    expect((await browser.get(open)).headers.get('location')).toMatch(/^\/(sources|methode)$/)
    const english = await (await browser.get('/en/notifications')).text()
    expect(english).toContain('Notifications (1)')
    const other = /\/en\/notifications\/[\w-]+\/open/.exec(english.split('<li class="unread"')[1] ?? '')?.[0] ?? ''
    expect((await browser.get(other)).headers.get('location')).toMatch(/^\/en\/(sources|method)$/)
    await browser.post('/avis/read', {}, { from: '/avis' })
    expect(await (await browser.get('/avis')).text()).not.toContain('Avis (')
  })

  it('of somebody else are opened by nobody', async () => {
    const { account } = await makeRole(office, 'member')
    const { db, now } = office.access
    await notify(db, { ...NOTICE, to: { accounts: [account] }, path: '/sources' }, now())
    const { rows } = await sql<{ id: string }>`select id from notification where account = ${account}`.execute(db)
    expect((await admin.get(`/avis/${rows[0]?.id}/open`)).status).toBe(403)
  })

  it('leave as often as their reader chose', async () => {
    const { browser } = await makeRole(office, 'member')
    const chosen = { 'doubt.answered': 'weekly', language: 'en' }
    const saved = await browser.post('/avis/settings', chosen, { from: '/avis/settings' })
    expect(saved.headers.get('location')).toBe('/avis/settings?kept=1')
    const page = await (await browser.get('/avis/settings?kept=1')).text()
    expect(page).toContain('Vos choix sont gardés.')
    expect(page).toMatch(/name="doubt.answered">.*?<option value="weekly" selected/s)
    const refused = await browser.post('/avis/settings', { 'doubt.answered': 'hourly' }, { from: '/avis/settings' })
    expect(refused.status).toBe(422)
  })

  it('are stopped from a letter by a button, and by a mailbox that asks for no page and has no cookie', async () => {
    const { account } = await makeRole(office, 'member')
    const { db, settings, now } = office.access
    const path = `/avis/stop/${stopWord(settings.secret, account, 'doubt.received')}`
    const stranger = makeBrowser(office)
    const page = await (await stranger.get(path)).text()
    expect(page).toContain('Ne plus les recevoir')
    const asksTwice = { method: 'POST', body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) }
    for (let i = 0; i < 2; i += 1) {
      const answer = await office.app.request(`http://127.0.0.1:3000${path}`, asksTwice)
      expect(answer.status).toBe(200)
      expect(await answer.text()).toContain('ces lettres ne partiront plus')
    }
    await notify(db, { ...NOTICE, to: { accounts: [account] }, path: '/sources' }, now())
    const { rows } = await sql`select from job where account = ${account}`.execute(db)
    expect(rows).toEqual([])
  })

  it('are stopped by no word that was made up, nor by a body without end', async () => {
    expect((await makeBrowser(office).get('/avis/stop/abc.def')).status).toBe(404)
    const body = 'x'.repeat(100_000)
    const answer = await office.app.request('http://127.0.0.1:3000/avis/stop/abc.def', { method: 'POST', body })
    expect(answer.status).toBe(400)
  })
})

describe('the state of the service', () => {
  it('is told to monitors in words of a closed list, without a number', async () => {
    const answer = await office.app.request('http://127.0.0.1:3000/sante')
    expect(answer.status).toBe(200)
    expect(await answer.json()).toEqual({
      level: 'ok',
      checks: [
        { name: 'database', level: 'ok' },
        { name: 'letters', level: 'ok' },
        { name: 'disk', level: 'ok' }
      ]
    })
  })

  it('is told to administrators with what to do, and to nobody else', async () => {
    const page = await (await admin.get('/service')).text()
    expect(page).toContain('Place libre sur le disque')
    expect(page).toContain('GET /avis')
    const { browser } = await makeRole(office, 'study-officer')
    expect((await browser.get('/service')).status).toBe(403)
    expect(await (await browser.get('/avis')).text()).not.toContain('href="/service"')
  })

  it('turns before people complain: a letter that waits for hours', async () => {
    const { db } = office.access
    const long = new Date(office.access.now().getTime() - 5 * 3600_000)
    const payload = { words: 'unreadable' }
    await insertJob(db, { kind: 'letter', recipient: 'eve@exemple.fr', payload, createdAt: long, runAt: long })
    office.clock.ms += 31_000
    expect(await (await admin.get('/avis')).text()).toContain('Service\u00a0: grave')
    const answer = await office.app.request('http://127.0.0.1:3000/en/health')
    expect(answer.status).toBe(503)
    expect(await answer.text()).not.toContain('exemple')
  })

  it('lists what failed, retries it, or gives it up with a reason', async () => {
    const { db } = office.access
    await sql`delete from job where recipient is null`.execute(db)
    await sql`update job set attempts = 14, status = 'failed', error = 'no answer'`.execute(db)
    const page = await (await admin.get('/service/queue')).text()
    expect(page).toContain('no answer')
    const [, id] = /queue\/(\d+)\/retry/.exec(page) ?? []
    const retried = await admin.post(`/service/queue/${id}/retry`, {}, { from: '/service/queue' })
    expect(retried.headers.get('location')).toBe('/service/queue')
    await sql`update job set attempts = 1`.execute(db)
    const mute = await admin.post(`/service/queue/${id}/discard`, { reason: ' ' }, { from: '/service/queue' })
    expect(mute.status).toBe(422)
    await admin.post(`/service/queue/${id}/discard`, { reason: 'adresse fausse' }, { from: '/service/queue' })
    const after = await admin.post(`/service/queue/${id}/retry`, {}, { from: '/avis/settings' })
    expect(await after.text()).toContain('n’est plus là')
    expect(await (await admin.get('/service/queue')).text()).toContain('Rien n’attend.')
  })
})
