import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeDoubtReader } from '../../src/usecases/doubts.ts'
import { startServer, type RunningServer } from '../../src/web/server.ts'
import { openOffice, type Office } from '../usecases/access-office.ts'
import { openPortal } from '../web/example-portal.ts'
import { clipped, hasBrowser, openBrowser, PATIENCE, tooWide, violations } from './visit.ts'

let office: Office
let server: RunningServer
let origin: string

beforeAll(async () => {
  if (!hasBrowser) return
  const settings = { secret: 's'.repeat(40), name: 'Observatoire', origin: '' }
  const [portal, opened] = await Promise.all([openPortal(), openOffice({ settings, demonstration: true })])
  office = opened
  const whole = { ...portal, doubts: makeDoubtReader(office.database.db) }
  server = await startServer(
    { host: '127.0.0.1', port: 0 },
    { portal: () => whole, log: () => {}, access: () => office.access }
  )
  origin = server.url.replace(/\/$/, '')
  settings.origin = origin
}, 300_000)

afterAll(async () => {
  await server?.close()
  await office?.database.close()
})

it.skipIf(!hasBrowser)(
  'a visitor doubts a figure on a phone, without a script; an officer publishes it and answers; all read the answer',
  async () => {
    const phone = { javaScriptEnabled: false, viewport: { width: 360, height: 800 } }
    const browser = await openBrowser()
    const visitor = await (await browser.newContext(phone)).newPage()
    visitor.setDefaultTimeout(PATIENCE)
    await visitor.goto(`${origin}/communes/62498`)
    await visitor.click('.inhabitants .figure')
    await visitor.click('text=Signaler un doute')
    await visitor.fill('#text', 'La mairie compte deux cents habitants de plus.')
    await visitor.click('main button.solid')
    const link = visitor.url()
    expect(new URL(link).pathname).toMatch(/^\/doutes\/suivi\//)
    expect(await visitor.textContent('main')).toContain('En cours de relecture')

    const officer = await (await browser.newContext(phone)).newPage()
    officer.setDefaultTimeout(PATIENCE)
    await officer.goto(`${origin}/connexion`)
    await officer.click('button[value=study-officer]')
    expect(new URL(officer.url()).pathname).toBe('/espace')
    await officer.click('.waits a')
    const desk = officer.url()
    await officer.click('form[action$="/accept"] button')
    await officer.check('#explained')
    await officer.fill('#text', 'Le recensement compte à la commune de résidence.')
    await officer.click('form[action$="/answer"] button')
    expect(await officer.textContent('main')).toContain('Chiffre expliqué')

    await visitor.goto(link)
    expect(await visitor.textContent('main')).toContain('Le recensement compte à la commune de résidence.')
    await visitor.click('.asked a')
    expect(await visitor.textContent('#questions')).toMatch(
      /Chiffre expliqué.*Le recensement compte.*Pôle métropolitain/s
    )
    const figure = visitor.url()

    const scripted = await browser.newContext({ bypassCSP: true, viewport: { width: 360, height: 800 } })
    await scripted.addCookies(await officer.context().cookies())
    const page = await scripted.newPage()
    page.setDefaultTimeout(PATIENCE)
    const form = `${origin}/signaler/population/62498/2018`
    for (const address of [form, link, desk, figure, `${origin}/espace?q=lens`, `${origin}/doutes`]) {
      await page.goto(address)
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        const what = colorScheme === 'light' ? 'all' : 'contrast'
        expect([address, await violations(page, what), await tooWide(page), await clipped(page)]).toEqual([
          address,
          [],
          [],
          []
        ])
      }
      await page.setViewportSize({ width: 320, height: 640 })
      expect([address, await tooWide(page)]).toEqual([address, []])
      await page.setViewportSize({ width: 360, height: 800 })
    }
    for (const one of [visitor, officer, page]) await one.context().close()
  },
  600_000
)
