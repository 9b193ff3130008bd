import { describe, expect, it } from 'vitest'
import { addressOf, hasBrowser, openBrowser, PATIENCE } from './visit.ts'

describe.skipIf(!hasBrowser)('without a network', () => {
  it('a page that was visited reads again, dressed; another says that it was not', async () => {
    const context = await (await openBrowser()).newContext()
    const page = await context.newPage()
    page.setDefaultTimeout(PATIENCE)
    await page.goto(addressOf('/methode'))
    // The first page was open before the worker: it is kept a moment after.
    await page.waitForFunction(async () => {
      const kept = await caches.match(location.href)
      return kept !== undefined && navigator.serviceWorker.controller !== null
    })
    await page.goto(addressOf('/en/glossary'))
    await page.waitForFunction(async () => (await caches.match(location.href)) !== undefined)

    await context.setOffline(true)
    await page.goto(addressOf('/methode'))
    expect(await page.textContent('h1')).toBe('Méthode')
    expect(await page.evaluate(() => getComputedStyle(document.body).fontFamily)).toContain('Atkinson')
    await page.goto(addressOf('/en/glossary'))
    expect(await page.textContent('h1')).toBe('Glossary')
    await page.goto(addressOf('/catalogue'))
    expect(await page.textContent('h1')).toBe('Hors ligne')
    await page.goto(addressOf('/en/catalogue'))
    expect(await page.textContent('h1')).toBe('Offline')
    await context.close()
  }, 180_000)
})
