import type { Page, Route } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { PAGES } from './pages.ts'
import { addressOf, clipped, hasBrowser, openBrowser, PATIENCE, tooWide } from './visit.ts'

/** A page whose faces are refused, or asked for and never answered. */
async function without(face: (route: Route) => Promise<void>, look: (page: Page) => Promise<void>): Promise<void> {
  const context = await (
    await openBrowser()
  ).newContext({ viewport: { width: 360, height: 800 }, serviceWorkers: 'block', reducedMotion: 'reduce' })
  try {
    await context.route('**/*.woff2', face)
    const page = await context.newPage()
    page.setDefaultTimeout(PATIENCE)
    await look(page)
  } finally {
    await context.close()
  }
}

describe.skipIf(!hasBrowser)('when faces are blocked', { timeout: 180_000 }, () => {
  it.each([
    ...(['home', 'perimeter', 'indicator', 'quarterly', 'figure', 'compare', 'workshop', 'freePerimeter'] as const),
    ...(['catalogue', 'sources', 'glossary', 'directory', 'organisation', 'search', 'style', 'accessibility'] as const)
  ])('%s holds at 1440, 360 and 320 px in the letters of the machine', async (name) => {
    await without(
      (route) => route.abort(),
      async (page) => {
        await page.goto(addressOf(PAGES[name]))
        expect(await page.evaluate(() => [...document.fonts].filter(({ status }) => status === 'loaded').length)).toBe(
          0
        )
        for (const width of [1440, 360, 320]) {
          await page.setViewportSize({ width, height: 800 })
          expect(await tooWide(page), String(width)).toEqual([])
          expect(await clipped(page), String(width)).toEqual([])
        }
      }
    )
  })

  it('words are seen while faces are still awaited', async () => {
    const waiting: Route[] = []
    await without(
      async (route) => {
        waiting.push(route)
      },
      async (page) => {
        await page.goto(addressOf(PAGES.method), { waitUntil: 'domcontentloaded' })
        await expect.poll(() => waiting.length, { timeout: PATIENCE }).toBeGreaterThan(0)
        // Not by `screenshot`, which waits for faces.
        const session = await page.context().newCDPSession(page)
        const box = await page.locator('h1').boundingBox()
        const picture = async (): Promise<string> => {
          const clip = { x: 0, y: 0, width: 360, height: 200, ...box, scale: 1 }
          const { data } = await session.send('Page.captureScreenshot', { clip })
          return data
        }
        // Browsers hide words for an instant; swap makes it the shortest that they know.
        const blank = async (): Promise<string> => {
          await page.locator('h1').evaluate((one) => (one.style.color = 'transparent'))
          const seen = await picture()
          await page.locator('h1').evaluate((one) => one.style.removeProperty('color'))
          return seen
        }
        const empty = await blank()
        await expect.poll(async () => (await picture()) === empty, { timeout: PATIENCE }).toBe(false)
        for (const route of waiting) await route.abort()
      }
    )
  })
})
