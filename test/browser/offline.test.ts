import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { addressOf, hasBrowser, openBrowser, PATIENCE } from './visit.ts'

/** Asked again and again from here: `waitForFunction` takes a promise itself for an answer. */
async function isKept(page: Page): Promise<void> {
  const kept = (): Promise<boolean> =>
    page.evaluate(async () => {
      const found = await caches.match(location.href)
      return found !== undefined && navigator.serviceWorker.controller !== null
    })
  await expect.poll(kept, { timeout: PATIENCE }).toBe(true)
}

describe.skipIf(!hasBrowser)('without a network', () => {
  it('a page that was visited reads again, dressed; another says that it was not', async () => {
    const context = await (await openBrowser()).newContext()
    const page = await context.newPage()
    page.setDefaultTimeout(PATIENCE)
    await page.goto(addressOf('/methode'))
    // The first page was open before the worker: it is kept a moment after.
    await isKept(page)
    await page.goto(addressOf('/en/glossary'))
    await isKept(page)

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
