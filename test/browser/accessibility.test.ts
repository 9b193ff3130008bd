import { describe, expect, it } from 'vitest'
import { PAGES } from './pages.ts'
import { clipped, hasBrowser, tooWide, violations, visit } from './visit.ts'

// One page at a time has all of a busy machine; together they would all be late.
describe.skipIf(!hasBrowser)('every type of page', { timeout: 180_000 }, () => {
  it.each(Object.entries(PAGES))(
    '%s is accessible, dark and light, and holds at 1440, 360 and 320 px',
    async (_, path) => {
      await visit(path, {}, async (page) => {
        expect(await tooWide(page), '1440').toEqual([])
        expect(await violations(page), 'light, 1440').toEqual([])
        await page.emulateMedia({ colorScheme: 'dark' })
        expect(await violations(page, 'contrast'), 'dark, 1440').toEqual([])
        await page.setViewportSize({ width: 360, height: 800 })
        expect(await tooWide(page), '360').toEqual([])
        expect(await violations(page), 'dark, 360').toEqual([])
        await page.emulateMedia({ colorScheme: 'light' })
        expect(await violations(page, 'contrast'), 'light, 360').toEqual([])
        await page.setViewportSize({ width: 320, height: 640 })
        expect(await tooWide(page), '320').toEqual([])
        expect(await clipped(page), '320').toEqual([])
        // Text twice as large in a window of 1440: what 200 % leaves of it is 720.
        await page.setViewportSize({ width: 720, height: 450 })
        await page.addStyleTag({ content: ':root { font-size: 200% }' })
        expect(await tooWide(page), '200 %').toEqual([])
        expect(await clipped(page), '200 %').toEqual([])
      })
    }
  )
})
