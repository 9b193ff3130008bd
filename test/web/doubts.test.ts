import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeApp } from '../../src/web/app.tsx'
import { makeDoubtReader } from '../../src/usecases/doubts.ts'
import { openOffice } from '../usecases/access-office.ts'
import { hasExample } from '../example-observatory.ts'
import { openPortal } from './example-portal.ts'
import { makeBrowser, makeRole, tokenOf, type WebOffice } from './office.ts'

const FIGURE = '/chiffres/population/62498/2018'
const FORM = '/signaler/population/62498/2018'
const TEXT = 'La mairie compte deux cents habitants de plus.'

describe.skipIf(!hasExample)('a doubt about a figure', () => {
  let office: WebOffice

  beforeAll(async () => {
    const [portal, opened] = await Promise.all([openPortal(), openOffice()])
    const whole = { ...portal, doubts: makeDoubtReader(opened.database.db) }
    const app = makeApp({
      portal: () => whole,
      log: (line) => opened.logged.push(line),
      access: () => opened.access
    })
    office = { ...opened, app }
  }, 120_000)

  afterAll(() => office.database.close())

  /** Sent by a browser of its own; the page that follows it. */
  async function report(fields: Readonly<Record<string, string>> = {}) {
    const browser = makeBrowser(office, `192.0.2.${(peers += 1)}`)
    const sent = await browser.post(FORM, { text: TEXT, ...fields }, { from: FORM })
    const link = sent.headers.get('location') ?? ''
    const { rows } = await office.database.db
      .selectFrom('doubt')
      .select('id')
      .orderBy('received_on')
      .execute()
      .then((found) => ({ rows: found }))
    return { browser, sent, link, ids: rows.map(({ id }) => id) }
  }
  let peers = 0

  async function reported() {
    const before = await report()
    const known = new Set(before.ids.slice())
    const { link, browser, ids } = await report()
    const id = ids.find((one) => !known.has(one)) ?? ''
    return { link, browser, id }
  }

  it('begins at the figure: its page leads to a form that carries its name and value', async () => {
    const page = plain(await (await makeBrowser(office).get(FIGURE)).text(), { links: true })
    expect(page).toContain('href="/signaler/population/62498/2018')
    const form = plain(await (await makeBrowser(office).get(FORM)).text())
    expect(form).toMatch(/Population municipale?,? Lens, 2018|Population, Lens, 2018/)
    expect(form).toContain('sous 15 jours ouvrés')
  })

  it('is not offered where nobody can sign in, hence nobody answers', async () => {
    const portal = await openPortal()
    const page = await makeApp({ portal: () => portal, log: () => undefined }).request(FIGURE)
    expect(await page.text()).not.toContain('/signaler/')
  }, 120_000)

  it('gives its author a secret link, and the public nothing before it is let through', async () => {
    const { sent, link, browser } = await report()
    expect(sent.status).toBe(303)
    expect(link).toMatch(/^\/doutes\/suivi\/[\w-]{43}$/)
    const followed = await browser.get(link)
    expect(followed.headers.get('cache-control')).toContain('no-store')
    expect(followed.headers.get('x-robots-tag')).toBe('noindex')
    expect(plain(await followed.text())).toMatch(/Gardez ce lien.*En cours de relecture.*deux cents habitants/)
    for (const path of [FIGURE, '/doutes']) {
      expect(await (await makeBrowser(office).get(path)).text()).not.toContain('deux cents habitants')
    }
  })

  it('says what is wrong and keeps what was typed', async () => {
    const { sent } = await report({ text: 'Trop peu', email: 'ada@exemple' })
    expect(sent.status).toBe(422)
    const page = await sent.text()
    expect(plain(page)).toContain('8 caractères : attendu de 10 à 2000')
    expect(page).toContain('>Trop peu</textarea>')
    expect(page).toContain('value="ada@exemple"')
  })

  it('is refused without the token of the form, and from another site', async () => {
    const browser = makeBrowser(office)
    const token = tokenOf(await (await browser.get(FORM)).text())
    const forged = await browser.post(FORM, { text: TEXT }, { token: 'x' })
    const foreign = await browser.post(FORM, { text: TEXT }, { token, headers: { origin: 'https://example.org' } })
    expect([forged.status, foreign.status]).toEqual([403, 403])
  })

  it('of a program that fills in the hidden field goes nowhere', async () => {
    const { ids } = await report()
    const { sent, ids: after } = await report({ website: 'https://example.org' })
    expect(sent.headers.get('location')).toBe('/doutes')
    expect(after).toHaveLength(ids.length)
  })

  it('never shows words of a reader as markup, nor a name that turns the page round', async () => {
    const { link, browser } = await report({ text: '<script>alert(1)</script> \u202e et voilà' })
    const page = await (await browser.get(link)).text()
    expect(page).not.toContain('<script>alert')
    expect(page).not.toContain('\u202e')
  })

  it('that is not public is read by officers alone', async () => {
    const { id } = await reported()
    const statuses: Record<string, number> = {}
    for (const role of ['study-officer', 'administrator', 'producer', 'member', 'elected-official'] as const) {
      const { browser } = await makeRole(office, role)
      statuses[role] = (await browser.get(`/doutes/${id}`)).status
    }
    statuses['reader'] = (await makeBrowser(office).get(`/doutes/${id}`)).status
    expect(statuses).toEqual({
      'study-officer': 200,
      administrator: 200,
      producer: 403,
      member: 403,
      'elected-official': 403,
      reader: 403
    })
  })

  it('is let through, answered under a name, and stands at the figure for everyone, at once', async () => {
    const { id, link } = await reported()
    const { browser: officer } = await makeRole(office, 'study-officer', { organisation: 'aula' })
    const here = `/doutes/${id}`
    expect(plain(await (await officer.get(here)).text())).toContain('Publier ce doute au pied du chiffre')
    expect((await officer.post(`${here}/accept`, {}, { from: here })).status).toBe(303)
    const reader = makeBrowser(office)
    expect(plain(await (await reader.get(FIGURE)).text())).toMatch(/Attend une réponse La mairie compte/)

    const early = await officer.post(
      `${here}/answer`,
      { text: 'Nous avons corrigé.', outcome: 'corrected' },
      { from: here }
    )
    expect(early.status).toBe(422)
    expect(plain(await early.text())).toContain('Le chiffre publié est encore celui qui a été mis en doute')

    const text = 'Le recensement compte à la commune de résidence.'
    expect((await officer.post(`${here}/answer`, { text, outcome: 'explained' }, { from: here })).status).toBe(303)
    const page = plain(await (await makeBrowser(office).get(FIGURE)).text())
    expect(page).toMatch(
      /Chiffre expliqué Le recensement compte à la commune de résidence\. 22 novembre 2026, study-officer ,/
    )
    expect(page).toContain('Agence d’urbanisme de l’Artois')
    const list = await (await makeBrowser(office).get('/doutes')).text()
    expect(plain(list)).toContain('Le recensement compte')
    expect(list).toContain(`href="${here}"`)
    expect(plain(await (await makeBrowser(office).get(link)).text())).toContain('Le recensement compte')
    expect(plain(await (await makeBrowser(office).get(`/en/doubts/${id}`)).text())).toContain('Figure explained')
  })

  it('is set aside with a reason, which its author reads', async () => {
    const { id, link } = await reported()
    const { browser: officer } = await makeRole(office, 'study-officer')
    const here = `/doutes/${id}`
    const without = await officer.post(`${here}/refuse`, { reason: '' }, { from: here })
    expect(without.status).toBe(422)
    await officer.post(`${here}/refuse`, { reason: 'duplicate' }, { from: here })
    expect(plain(await (await makeBrowser(office).get(link)).text())).toContain('le même doute est déjà signalé')
    expect((await makeBrowser(office).get(here)).status).toBe(403)
  })

  it('lets its author erase their address', async () => {
    const { link, browser } = await report({ email: 'ada@exemple.fr', consents: 'yes' })
    expect(await (await browser.get(link)).text()).toContain('Effacer mon adresse')
    expect((await browser.post(`${link}/forget`, {}, { from: link })).status).toBe(303)
    expect(await (await browser.get(link)).text()).not.toContain('Effacer mon adresse')
  })

  it('holds a flood back, and says when to come again', async () => {
    const browser = makeBrowser(office, '198.51.100.7')
    const statuses: number[] = []
    for (let i = 0; i < 6; i += 1) statuses.push((await browser.post(FORM, { text: TEXT }, { from: FORM })).status)
    expect(statuses).toEqual([303, 303, 303, 303, 303, 422])
  })

  it('about no figure is not found', async () => {
    expect((await makeBrowser(office).get('/signaler/nothing/62498/2018')).status).toBe(404)
    expect((await makeBrowser(office).get('/doutes/nobody')).status).toBe(404)
    expect((await makeBrowser(office).get('/doutes/suivi/nobody')).status).toBe(404)
  })
})

/** As a reader sees it: no tags, one kind of space. */
function plain(html: string, { links = false } = {}): string {
  return (links ? html : html.replace(/<[^>]+>/g, ' ')).replaceAll('&#39;', '’').replace(/[\s\u00a0\u202f]+/g, ' ')
}
