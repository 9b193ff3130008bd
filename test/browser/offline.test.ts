import { chromium, type Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startServer, type RunningServer } from '../../src/web/server.ts'
import { hasExample } from '../example-observatory.ts'
import { openPortal } from '../web/example-portal.ts'

const CHROMIUM = process.env['CHROMIUM']

describe.skipIf(!CHROMIUM || !hasExample)('without a network', () => {
  let browser: Browser
  let server: RunningServer

  beforeAll(async () => {
    const portal = await openPortal()
    server = await startServer({ host: '127.0.0.1', port: 0 }, { portal: () => portal, log: () => {} })
    browser = await chromium.launch({
      ...(CHROMIUM && { executablePath: CHROMIUM.includes('/') ? CHROMIUM : `/usr/bin/${CHROMIUM}` }),
      args: '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync'.split(
        ' '
      )
    })
  })

  afterAll(async () => {
    await browser?.close()
    await server?.close()
  })

  it('a page that was visited reads again, dressed; another says that it was not', async () => {
    const context = await browser.newContext()
    const page = await context.newPage()
    const at = (path: string): string => new URL(path, server.url).href
    await page.goto(at('/methode'))
    // The first page was open before the worker: it is kept a moment after.
    await page.waitForFunction(async () => {
      const kept = await caches.match(location.href)
      return kept !== undefined && navigator.serviceWorker.controller !== null
    })
    await page.goto(at('/en/glossary'))
    await page.waitForFunction(async () => (await caches.match(location.href)) !== undefined)

    await context.setOffline(true)
    await page.goto(at('/methode'))
    expect(await page.textContent('h1')).toBe('Méthode')
    expect(await page.evaluate(() => getComputedStyle(document.body).fontFamily)).toContain('Atkinson')
    await page.goto(at('/en/glossary'))
    expect(await page.textContent('h1')).toBe('Glossary')
    await page.goto(at('/catalogue'))
    expect(await page.textContent('h1')).toBe('Hors ligne')
    await page.goto(at('/en/catalogue'))
    expect(await page.textContent('h1')).toBe('Offline')
    await context.close()
  }, 60_000)
})
