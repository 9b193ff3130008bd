import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { GrantedRole } from '../../src/domain/access/role.ts'
import { inOrderOfHaste, type Waiting } from '../../src/domain/access/waiting.ts'
import { makeDoubtReader } from '../../src/usecases/doubts.ts'
import { makeApp } from '../../src/web/app.tsx'
import { openOffice } from '../usecases/access-office.ts'
import { hasExample } from '../example-observatory.ts'
import { openPortal } from './example-portal.ts'
import { makeBrowser, makeRole, type WebOffice } from './office.ts'
import { plain } from './plain.ts'

const FORM = '/signaler/population/62498/2018'

it('what is late comes first, then what is due soonest, then what has no delay', () => {
  const one = (title: string, given: Partial<Waiting>): Waiting => ({
    kind: 'draft',
    title: { fr: title, en: title },
    path: '/',
    since: '2026-11-01',
    isLate: false,
    ...given
  })
  const sorted = inOrderOfHaste([
    one('draft', {}),
    one('soon', { due: '2026-12-01' }),
    one('late', { due: '2026-11-02', isLate: true }),
    one('sooner', { due: '2026-11-25' })
  ])
  expect(sorted.map(({ title }) => title.fr)).toEqual(['late', 'sooner', 'soon', 'draft'])
})

describe.skipIf(!hasExample)('the workspace', () => {
  let office: WebOffice

  beforeAll(async () => {
    const [portal, opened] = await Promise.all([openPortal(), openOffice({ demonstration: true })])
    const whole = { ...portal, doubts: makeDoubtReader(opened.database.db) }
    const app = makeApp({
      portal: () => whole,
      log: (line) => opened.logged.push(line),
      access: () => opened.access
    })
    office = { ...opened, app }
    const reader = makeBrowser(office, '192.0.2.77')
    await reader.post(FORM, { text: 'Le chiffre de la sous-préfecture diffère.' }, { from: FORM })
  }, 120_000)

  afterAll(() => office.database.close())

  async function seen(role: GrantedRole, where = {}, path = '/espace'): Promise<string> {
    const { browser } = await makeRole(office, role, where)
    return plain(await (await browser.get(path)).text())
  }

  it('asks a reader to sign in, and leads back', async () => {
    const response = await makeBrowser(office).get('/espace')
    expect([response.status, response.headers.get('location')]).toEqual([303, '/connexion?vers=%2Fespace'])
  })

  it('is in the header of who is signed in, and of nobody else', async () => {
    const { browser } = await makeRole(office, 'member')
    expect(await (await browser.get('/glossaire')).text()).toContain('href="/espace"')
    expect(await (await makeBrowser(office).get('/glossaire')).text()).not.toContain('href="/espace"')
  })

  it('shows officers the doubt to read, and members that nothing waits', async () => {
    expect(await seen('study-officer')).toMatch(/Doute à relire Population municipale, Lens, 2018/)
    expect(await seen('administrator')).toMatch(/Doute à relire/)
    for (const role of ['member', 'elected-official', 'resident', 'producer'] as const) {
      expect([role, await seen(role)]).toEqual([role, expect.stringContaining('Rien ne vous attend.')])
    }
  })

  it('shows administrators invitations that nobody has answered', async () => {
    const { browser } = await makeRole(office, 'administrator')
    const asked = { email: 'nouvelle@exemple.fr', role: 'member', organisation: '', territory: '' }
    await browser.post('/acces/invitations', asked, { from: '/acces' })
    expect(plain(await (await browser.get('/espace')).text())).toMatch(/Invitation sans réponse nouvelle@exemple.fr/)
    expect(await seen('study-officer')).not.toContain('nouvelle@exemple.fr')
  })

  it('shows one’s own organisation, and changes that one may read', async () => {
    const text = await seen('member', { organisation: 'insee' })
    expect(text).toMatch(/Mon organisme Sa fiche Insee/)
    expect(text).toContain('De ce qui vous concerne')
    expect(await seen('study-officer')).toContain('Dans tout le registre')
    expect(await seen('resident')).toContain('ne suit ni organisme ni territoire')
    expect(await seen('expert')).not.toContain('Rien en trente jours')
  })

  it('searches everything, and gives each what it may see', async () => {
    const query = '/espace?q=sous-prefecture'
    const officer = await seen('study-officer', {}, query)
    expect(officer).toMatch(/Organismes Sous-préfecture de Lens/)
    expect(officer).toMatch(/Doutes Le chiffre de la sous-préfecture diffère/)
    const member = await seen('member', {}, query)
    expect(member).toMatch(/Organismes Sous-préfecture de Lens/)
    expect(member).not.toContain('Le chiffre de la sous-préfecture')
    expect(await seen('member', {}, '/espace?q=Sylvain%20Robert')).toMatch(/Personnes Sylvain Robert/)
    expect(await seen('administrator', {}, '/espace?q=exemple.fr')).toMatch(/Comptes /)
    expect(await seen('study-officer', {}, '/espace?q=exemple.fr')).not.toMatch(/Comptes /)
    expect(await seen('member', {}, '/espace?q=zzzzzz')).toContain('Rien ne répond à ces mots')
    expect(await seen('member', {}, '/en/workspace?q=lens')).toMatch(/Results .*Territories, indicators, themes Lens/)
  })

  it('takes an elected official to their commune after signing in, everyone else to their workspace', async () => {
    const arrival = async (role: GrantedRole, where = {}): Promise<string | null> =>
      (await (await makeRole(office, role, where)).browser.get('/espace/arrival')).headers.get('location')
    expect(await arrival('elected-official', { territory: '62498' })).toBe('/communes/62498')
    expect(await arrival('elected-official', { territory: 'call' })).toBe('/espace')
    expect(await arrival('elected-official')).toBe('/espace')
    expect(await arrival('member', { territory: '62498' })).toBe('/espace')
  })

  it('gives the one-click accounts something of their own', async () => {
    const landing = async (role: GrantedRole): Promise<string> => {
      const browser = makeBrowser(office)
      const entered = await browser.post('/connexion/demonstration', { role })
      const arrived = await browser.get(entered.headers.get('location') ?? '')
      return plain(await (await browser.get(arrived.headers.get('location') ?? '')).text())
    }
    expect(await landing('elected-official')).toMatch(/Commune 62\d{3}/)
    expect(await landing('producer')).toMatch(/Mon organisme Sa fiche Insee/)
    expect(await landing('study-officer')).toMatch(/Pôle métropolitain de l’Artois/)
  })
})
