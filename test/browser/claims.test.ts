import { afterAll, beforeAll, expect, it } from 'vitest'
import { change } from '../../src/store/journal.ts'
import { replaceClaimRegister } from '../../src/store/documents.ts'
import { makeClaimReader } from '../../src/usecases/claims.ts'
import { startServer, type RunningServer } from '../../src/web/server.ts'
import { openPortal } from '../web/example-portal.ts'
import { makeRole, openWebOffice, type WebOffice } from '../web/office.ts'
import { clipped, hasBrowser, openBrowser, PATIENCE, tooWide, violations } from './visit.ts'

let office: WebOffice
let server: RunningServer
let origin = ''

beforeAll(async () => {
  if (!hasBrowser) return
  const portal = await openPortal()
  const settings = { secret: 's'.repeat(40), name: 'Observatoire', origin: '' }
  office = await openWebOffice({ settings })
  const register = await portal.claims.register()
  await change(office.access.db, { actor: 'command' }, (db) => replaceClaimRegister(db, register))
  const own = { ...portal, claims: makeClaimReader(office.access.db) }
  server = await startServer(
    { host: '127.0.0.1', port: 0 },
    { portal: () => own, log: () => undefined, access: () => office.access }
  )
  origin = server.url.replace(/\/$/, '')
  settings.origin = origin
}, 300_000)

afterAll(async () => {
  if (!hasBrowser) return
  await server.close()
  await office.database.close()
})

it.skipIf(!hasBrowser)(
  'the forms of an officer hold on a telephone, by night, and break no rule of accessibility',
  async () => {
    const { browser } = await makeRole(office, 'study-officer')
    const view = { width: 360, height: 800 }
    const context = await (
      await openBrowser()
    ).newContext({ viewport: view, colorScheme: 'dark', reducedMotion: 'reduce', bypassCSP: true })
    await context.addCookies([...browser.cookies].map(([name, value]) => ({ name, value, url: origin })))
    const page = await context.newPage()
    page.setDefaultTimeout(PATIENCE)
    for (const path of [
      '/affirmations/livret-34',
      '/contradictions/two-values--gazette-03--livret-01',
      '/affirmations/importer'
    ]) {
      await page.goto(`${origin}${path}`)
      await page.evaluate(() => document.querySelectorAll('details').forEach((one) => (one.open = true)))
      expect(await violations(page), path).toEqual([])
      expect(await tooWide(page), path).toEqual([])
      expect(await clipped(page), path).toEqual([])
    }
    await context.close()
  },
  300_000
)
