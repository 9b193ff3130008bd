import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { findAccount, insertAccount, insertGrant } from '../../src/store/access.ts'
import { insertJob } from '../../src/store/queue.ts'
import { openSession } from '../../src/usecases/access.ts'
import { askAddressFor } from '../../src/usecases/access-address.ts'
import { findAppearance } from '../../src/usecases/appearance.ts'
import type { Mail } from '../../src/usecases/letters.ts'
import { stopWord } from '../../src/usecases/notification-stop.ts'
import { notify } from '../../src/usecases/notifications.ts'
import { makeService } from '../../src/usecases/service.ts'
import { loadAssets } from '../../src/web/assets.ts'
import { startServer, type RunningServer } from '../../src/web/server.ts'
import { HERE, OBSERVATORY, openOffice, sessionOf, type Office } from '../usecases/access-office.ts'
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
    const account = await findAccount(office.access.db, 'ada')
    const actor = { kind: 'account', account: 'ada', grants: account?.grants ?? [], usedSecondFactor: true } as const
    await askAddressFor(office.access, actor, 'ada', { email: 'ada@nouvelle.example', observatory: OBSERVATORY })
    const letters = office.sent.map(({ body }) => body).join('\n')
    const links = ['stop/', ''].map((rest) => new RegExp(`/adresse/${rest}[\\w-]{20,}`).exec(letters)?.[0] ?? 'none')
    const stop = `/avis/stop/${stopWord(settings.secret, 'ada', 'digests')}`
    const own = ['/avis', '/avis/settings', '/service', '/service/queue', '/compte', '/acces/accounts/ada']
    for (const path of [...own, ...links, stop, '/connexion', '/oubli', '/compte/codes']) {
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
      expect(await violations(page), `${path}, dark, 320`).toEqual([])
    }
    await context.close()
  },
  PATIENCE * 4
)

it.skipIf(!hasBrowser)(
  'the head of each page takes two rows on a telephone, and what is one’s own opens by the keyboard, without a script',
  async () => {
    const { db, now, settings } = office.access
    const label = { fr: 'Logements vacants, Lens', en: 'Vacant dwellings, Lens' }
    for (let i = 0; i < 12; i += 1) {
      await notify(db, { kind: 'doubt.received', to: { accounts: ['ada'] }, label, path: '/avis' }, now())
    }
    const cookie = sessionOf(await openSession(office.access, { account: 'ada', twoFactors: true }, HERE)) ?? ''
    const context = await (
      await openBrowser()
    ).newContext({ javaScriptEnabled: false, viewport: { width: 360, height: 640 } })
    await context.addCookies([
      { name: 'chevalement.session_token', value: encodeURIComponent(cookie), url: settings.origin }
    ])
    const page = await context.newPage()
    page.setDefaultTimeout(PATIENCE)
    for (const [path, width] of [
      ['/avis', 400],
      ['/avis', 360],
      ['/en/notifications', 360],
      ['/avis', 320],
      ['/en/notifications', 320]
    ] as const) {
      await page.setViewportSize({ width, height: 640 })
      await page.goto(settings.origin + path)
      expect(await rowsOfHead(page), `${path}, ${width}`).toBeLessThanOrEqual(2)
      const [inline, menu] = [page.locator('.tools > a.large'), page.locator('details.menu li:not(.narrow) a')]
      expect(await menu.allTextContents()).toEqual(await inline.allTextContents())
      expect(await menu.first().isVisible()).toBe(false)
      await page.focus('details.menu summary')
      await page.keyboard.press('Enter')
      await page.keyboard.press('Tab')
      expect(await page.locator(':focus').textContent()).toBe((await menu.allTextContents())[0])
      expect(await tooWide(page), `${path}, ${width}, open`).toEqual([])
      // What leaves the row for the menu is in the menu.
      expect(await page.locator('header.top [href$="/sources"]:visible').count()).toBe(1)
      const sizes = await page
        .locator('header.top :is(a, summary):visible')
        .evaluateAll((all) =>
          all.map((one) => one.getBoundingClientRect()).map(({ width: across, height }) => Math.min(across, height))
        )
      expect(Math.min(...sizes), `${path}, ${width}`).toBeGreaterThanOrEqual(24)
    }
    await page.setViewportSize({ width: 1440, height: 640 })
    expect(await page.locator('details.menu').isVisible()).toBe(false)
    expect(await page.locator('.tools > a.large').last().isVisible()).toBe(true)
    await context.close()
  },
  PATIENCE * 4
)

/** Rows in which the links of the head stand, what is folded left out. */
function rowsOfHead(page: Page): Promise<number> {
  return page.evaluate(() => {
    const links = [...document.querySelectorAll('header.top a, header.top summary')]
    const seen = links.filter((one) => one.checkVisibility() && !one.closest('.menu ul'))
    const middles = seen.map((one) => one.getBoundingClientRect()).map(({ top, bottom }) => (top + bottom) / 2)
    const rows = middles.toSorted((a, b) => a - b).filter((y, i, all) => i === 0 || y - (all[i - 1] ?? 0) > 12)
    return rows.length
  })
}
