import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, it } from 'vitest'
import { PAGES } from './pages.ts'
import { hasBrowser, visit } from './visit.ts'

/** Pictures for people are made on demand: `SCREENSHOTS=1 npm test -- test/browser/screens`. */
const isAsked = process.env['SCREENSHOTS'] !== undefined
const FOLDER = resolve(import.meta.dirname, '../../docs/screens')

const SHOWN = [
  'home',
  'perimeter',
  'figure',
  'refused',
  'indicator',
  'quarterly',
  'compare',
  'workshop',
  'catalogue',
  'source',
  'entry',
  'search',
  'accessibility',
  'style'
] as const satisfies readonly (keyof typeof PAGES)[]

/** Of the page, in pixels: what is under is seen by going there. */
const TALLEST = { 1440: 1500, 360: 1600 } as const

describe.skipIf(!hasBrowser || !isAsked)('pictures of the pages', { timeout: 180_000 }, () => {
  it.each(
    SHOWN.flatMap((name) =>
      ([1440, 360] as const).flatMap((width) => [false, true].map((dark) => ({ name, width, dark })))
    )
  )('$name at $width, dark: $dark', async ({ name, width, dark }) => {
    mkdirSync(FOLDER, { recursive: true })
    await visit(PAGES[name], { width, dark }, async (page) => {
      await page.evaluate(() => document.fonts.ready)
      const whole = await page.evaluate(() => document.documentElement.scrollHeight)
      await page.screenshot({
        path: join(FOLDER, `${name}-${width}-${dark ? 'dark' : 'light'}.jpg`),
        type: 'jpeg',
        quality: 40,
        clip: { x: 0, y: 0, width, height: Math.min(whole, TALLEST[width]) },
        fullPage: true
      })
    })
  })
})
