import { afterAll, beforeAll, expect, it } from 'vitest'
import { insertAccount, insertGrant } from '../../src/store/access.ts'
import { insertJob } from '../../src/store/queue.ts'
import { openSession } from '../../src/usecases/access.ts'
import { findAppearance } from '../../src/usecases/appearance.ts'
import type { Mail } from '../../src/usecases/letters.ts'
import { notify } from '../../src/usecases/notifications.ts'
import { makeService } from '../../src/usecases/service.ts'
import { loadAssets } from '../../src/web/assets.ts'
import { startServer, type RunningServer } from '../../src/web/server.ts'
import { HERE, openOffice, sessionOf, type Office } from '../usecases/access-office.ts'
import { keepIn, makeWorkshop, workAll } from '../usecases/workshop-of-letters.ts'
import { HOLLOW } from '../web/office.ts'
import { hasBrowser, openBrowser, PATIENCE, tooWide, violations } from './visit.ts'

let office: Office
let server: RunningServer

beforeAll(async () => {
  if (!hasBrowser) return
  const settings = { secret: 's'.repeat(40), name: 'Observatoire', origin: '' }
  office = await openOffice({ settings })
  const assets = await loadAssets(await findAppearance([], () => Promise.reject(new Error('no file'))))
  const { db, now } = office.access
  server = await startServer(
    { host: '127.0.0.1', port: 0 },
    {
      portal: () => ({ ...HOLLOW, assets }),
      log: () => {},
      access: () => office.access,
      service: makeService({ db, home: 'docs', now, log: () => undefined })
    }
  )
  settings.origin = server.url.replace(/\/$/, '')
}, 60_000)

afterAll(async () => {
  await server?.close()
  await office?.database.close()
})

it.skipIf(!hasBrowser)(
  'an administrator without a script sees the count, reads, chooses, stops letters, and sees what waits',
  async () => {
    const { db, now, settings } = office.access
    await insertAccount(db, { id: 'ada', email: 'ada@exemple.fr', name: 'Ada', demonstration: false })
    await insertGrant(db, 'ada', { role: 'administrator' }, now())
    const label = { fr: 'Logements vacants, Lens', en: 'Vacant dwellings, Lens' }
    await notify(db, { kind: 'doubt.received', to: { accounts: ['ada'] }, label, path: '/avis/settings' }, now())
    const mails: Mail[] = []
    await workAll(makeWorkshop(office, keepIn(mails)))
    await insertJob(db, { kind: 'letter', recipient: 'b@exemple.fr', payload: {}, createdAt: now(), runAt: now() })
    await workAll(makeWorkshop(office, () => Promise.resolve()))

    const cookie = sessionOf(await openSession(office.access, { account: 'ada', twoFactors: true }, HERE)) ?? ''
    const context = await (
      await openBrowser()
    ).newContext({ javaScriptEnabled: false, viewport: { width: 1440, height: 900 } })
    await context.addCookies([
      { name: 'chevalement.session_token', value: encodeURIComponent(cookie), url: settings.origin }
    ])
    const page = await context.newPage()
    page.setDefaultTimeout(PATIENCE)
    await page.goto(`${settings.origin}/avis`)
    expect(await page.textContent('.tools')).toContain('Avis (1)')
    await page.click('.notices a')
    expect(new URL(page.url()).pathname).toBe('/avis/settings')
    expect(await page.textContent('.tools')).not.toContain('Avis (')
    await page.selectOption('select[name="doubt.answered"]', 'weekly')
    await page.click('main button.solid')
    expect(await page.textContent('[role=status]')).toContain('gardés')
    expect(await page.inputValue('select[name="doubt.answered"]')).toBe('weekly')

    // From the letter, by somebody who is not signed in.
    const stranger = await (
      await openBrowser()
    ).newContext({ javaScriptEnabled: false, viewport: { width: 360, height: 800 } })
    const stopped = await stranger.newPage()
    stopped.setDefaultTimeout(PATIENCE)
    await stopped.goto(mails[0]?.stop ?? '')
    await stopped.click('main button.solid')
    expect(await stopped.textContent('[role=status]')).toContain('ne partiront plus')
    await page.goto(`${settings.origin}/avis/settings`)
    expect(await page.inputValue('select[name="doubt.received"]')).toBe('none')
    await stranger.close()
    await context.close()
  },
  PATIENCE * 4
)

it.skipIf(!hasBrowser)(
  'each of these pages is accessible, in daylight and in the dark, and as wide as a telephone',
  async () => {
    const { settings } = office.access
    const cookie = sessionOf(await openSession(office.access, { account: 'ada', twoFactors: true }, HERE)) ?? ''
    const context = await (await openBrowser()).newContext({ bypassCSP: true })
    await context.addCookies([
      { name: 'chevalement.session_token', value: encodeURIComponent(cookie), url: settings.origin }
    ])
    const page = await context.newPage()
    page.setDefaultTimeout(PATIENCE)
    for (const path of ['/avis', '/avis/settings', '/service', '/service/queue', '/compte', '/acces/accounts/ada']) {
      await page.setViewportSize({ width: 1440, height: 900 })
      await page.emulateMedia({ colorScheme: 'light' })
      await page.goto(settings.origin + path)
      expect(await violations(page), path).toEqual([])
      await page.emulateMedia({ colorScheme: 'dark' })
      expect(await violations(page, 'contrast'), `${path}, dark`).toEqual([])
      for (const width of [360, 320]) {
        await page.setViewportSize({ width, height: 800 })
        expect(await tooWide(page), `${path}, ${width}`).toEqual([])
      }
    }
    await context.close()
  },
  PATIENCE * 4
)
