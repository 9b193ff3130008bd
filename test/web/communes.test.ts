import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeApp } from '../../src/web/app.tsx'
import type { Portal } from '../../src/web/portal.ts'
import { openOffice } from '../usecases/access-office.ts'
import { hasExample } from '../example-observatory.ts'
import { openPortal } from './example-portal.ts'
import { makeRole, type WebOffice } from './office.ts'
import { plain } from './plain.ts'

describe.skipIf(!hasExample)('the page of a commune', () => {
  let portal: Portal
  let office: WebOffice
  let today = '2026-11-22'

  beforeAll(async () => {
    const [found, opened] = await Promise.all([openPortal(), openOffice()])
    portal = found
    const app = makeApp({
      portal: () => ({ ...portal, today }),
      log: (line) => opened.logged.push(line),
      access: () => opened.access
    })
    office = { ...opened, app }
  }, 120_000)

  afterAll(() => office.database.close())

  async function page(
    path: string
  ): Promise<{ readonly status: number; readonly html: string; readonly text: string }> {
    const response = await makeApp({ portal: () => portal, log: () => undefined }).request(path)
    const html = await response.text()
    return { status: response.status, html, text: plain(html) }
  }

  it('tells its inhabitants with the edition they were read in, each number opening its figure', async () => {
    const { status, html, text } = await page('/communes/62498')
    expect(status).toBe(200)
    expect(text).toMatch(/32 920 habitants en 2023 Insee , Populations de référence , édition 2023/)
    const numbers = [...html.matchAll(/<a class="figure" href="([^"]*)"/g)].map(([, href]) => href)
    expect(numbers.length).toBeGreaterThan(5)
    expect(numbers.every((href) => href?.startsWith('/chiffres/'))).toBe(true)
  })

  it('tells what it belongs to on the day, and what it does not', async () => {
    const { text } = await page('/communes/62498')
    for (const name of [
      'CA de Lens-Liévin',
      'Zone d’emploi de Lens',
      'Pôle métropolitain de l’Artois',
      'Autour du Louvre-Lens'
    ]) {
      expect(text).toContain(name)
    }
    expect(text).toContain('Au 22 novembre 2026')
    expect((await page('/communes/62471')).text).toMatch(/Hors de PMA/)
  })

  it('of a commune that was merged tells its old name, and its old code leads to it', async () => {
    expect((await page('/communes/62471')).text).toMatch(/Nouveau nom : Inghem devient Bellinghem/)
    const old = await makeApp({ portal: () => portal, log: () => undefined }).request('/communes/62431')
    expect([old.status, old.headers.get('location')]).toEqual([301, '/communes/62471'])
    const english = await makeApp({ portal: () => portal, log: () => undefined }).request('/en/communes/62431')
    expect(english.headers.get('location')).toBe('/en/communes/62471')
  })

  it('says whom to write to, and honestly that a town hall is not in the register', async () => {
    expect((await page('/communes/62528')).text).toMatch(/Contacts .*Ville de Loos-en-Gohelle/)
    const { text } = await page('/communes/62498')
    expect(text).toContain('La mairie n’est pas encore au registre')
    expect(text).toMatch(/Communauté d’agglomération de Lens-Liévin .*communauté d’agglomération/)
  })

  it('tells what has changed since the day that is asked, or in a year', async () => {
    expect((await page('/communes/62498')).text).toContain('Depuis un an, le 22 novembre 2025')
    const { text } = await page('/communes/62471?depuis=2016-01-01')
    expect(text).toMatch(/Depuis le 1er janvier 2016.*Fusion : Herbelles/)
    expect((await page('/en/communes/62471?since=2016-01-01')).text).toContain('Since 1 January 2016')
  })

  it('refuses a day that is none or to come, and a code that no commune had', async () => {
    expect((await page('/communes/62498?depuis=2026-02-31')).status).toBe(400)
    expect((await page('/communes/62498?depuis=2999-01-01')).status).toBe(400)
    expect((await page('/communes/62999')).status).toBe(404)
    expect((await page('/communes/lens')).status).toBe(400)
  })

  it('weighs less than 40 kB on a phone, and needs no script', async () => {
    const { html } = await page('/communes/62498')
    expect(gzipSync(html).length).toBeLessThan(40_000)
  })

  it('remembers the last day that somebody signed in read it', async () => {
    const { browser } = await makeRole(office, 'elected-official', { territory: '62498' })
    const read = async (): Promise<string> => plain(await (await browser.get('/communes/62498')).text())
    expect(await read()).toContain('Votre première visite')
    expect(await read()).toContain('Votre première visite')
    today = '2026-11-25'
    expect(await read()).toContain('Depuis votre dernière visite, le 22 novembre 2026')
    // Read twice in a day, it still tells of the visit before.
    expect(await read()).toContain('Depuis votre dernière visite, le 22 novembre 2026')
    today = '2026-12-01'
    expect(await read()).toContain('le 25 novembre 2026')
    const { browser: other } = await makeRole(office, 'member')
    expect(plain(await (await other.get('/communes/62498')).text())).toContain('Votre première visite')
  })
})
