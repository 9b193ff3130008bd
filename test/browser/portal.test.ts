import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startServer, type RunningServer } from '../../src/web/server.ts'
import { hasExample } from '../example-observatory.ts'
import { openPortal } from '../web/example-portal.ts'

const CHROMIUM = process.env['CHROMIUM']
/** Pictures for people are made on demand: `SCREENSHOTS=1 npm test -- test/browser`. */
const SCREENS = process.env['SCREENSHOTS'] ? resolve(import.meta.dirname, '../../docs/screens') : undefined
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const PAGES = {
  home: '/',
  perimeter: '/territoires/pma',
  commune: '/territoires/62498',
  figure: '/chiffres/population/pma/2018',
  refused: '/chiffres/median-living-standard/pma/2019',
  contested: '/chiffres/louvre-lens-admissions/pma/2015',
  quarters: '/chiffres/unemployment-localised/ze-lens/2025-Q4',
  indicator: '/indicateurs/unemployment-census',
  indicators: '/indicateurs',
  territories: '/territoires',
  sources: '/sources',
  search: '/recherche?q=lens',
  missing: '/territoires/bethunne',
  english: '/en/territories/pma'
} as const

describe.skipIf(!CHROMIUM || !hasExample)('in a browser', () => {
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

  type View = { readonly width?: number; readonly dark?: boolean; readonly script?: boolean }

  async function visit<T>(path: string, view: View, look: (page: Page) => Promise<T>): Promise<T> {
    const { width = 1440, dark = false, script = true } = view
    const context = await browser.newContext({
      viewport: { width, height: 900 },
      colorScheme: dark ? 'dark' : 'light',
      javaScriptEnabled: script,
      reducedMotion: 'reduce',
      bypassCSP: true
    })
    try {
      const page = await context.newPage()
      await page.goto(new URL(path, server.url).href)
      return await look(page)
    } finally {
      await context.close()
    }
  }

  async function violations(page: Page): Promise<readonly string[]> {
    await page.evaluate(AXE)
    return page.evaluate(async () => {
      type Result = { violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[] }
      const { axe } = window as unknown as { axe: { run: (options: object) => Promise<Result> } }
      const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
      const found = await axe.run({ runOnly: { type: 'tag', values: tags } })
      return found.violations.flatMap(({ id, nodes }) =>
        nodes.slice(0, 3).map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary ?? ''}`)
      )
    })
  }

  /** What sticks out to the right, by its first words. */
  function tooWide(page: Page): Promise<readonly string[]> {
    return page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement
      if (scrollWidth <= clientWidth) return []
      const wide = [...document.querySelectorAll('main *, header *, footer *')].filter(
        (element) => element.getBoundingClientRect().right > clientWidth + 1
      )
      return wide
        .slice(0, 5)
        .map((element) => `${element.tagName}.${element.className}: ${element.textContent?.slice(0, 40)}`)
    })
  }

  describe.each(Object.entries(PAGES))('%s', (name, path) => {
    it.each([
      ['light', 1440, false],
      ['dark', 1440, true],
      ['light', 360, false],
      ['dark', 360, true]
    ] as const)('is accessible and does not scroll sideways, %s at %i', async (scheme, width, dark) => {
      await visit(path, { width, dark }, async (page) => {
        if (SCREENS && name in { home: 1, perimeter: 1, figure: 1, indicator: 1 }) {
          mkdirSync(SCREENS, { recursive: true })
          const isMain = width === 1440 && !dark
          const file = isMain ? `${name}.png` : `${name}-${width}-${scheme}.jpg`
          await page.screenshot({
            path: join(SCREENS, file),
            ...(isMain ? {} : { type: 'jpeg', quality: 60 }),
            clip: { x: 0, y: 0, width, height: width === 360 ? 1600 : 1500 },
            fullPage: true
          })
        }
        expect(await tooWide(page)).toEqual([])
        expect(await violations(page)).toEqual([])
      })
    })
  })

  it('asks nothing of anybody else, and breaks no policy', async () => {
    const context = await browser.newContext()
    const page = await context.newPage()
    const hosts = new Set<string>()
    const complaints: string[] = []
    page.on('request', (request) => hosts.add(new URL(request.url()).host))
    page.on('console', (message) => complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
    for (const path of Object.values(PAGES).filter((one) => one !== PAGES.missing)) {
      await page.goto(new URL(path, server.url).href)
    }
    await context.close()
    expect([...hosts]).toEqual([new URL(server.url).host])
    expect(complaints).toEqual([])
  })

  it('reads the same without scripts', async () => {
    await visit('/', { script: false }, async (page) => {
      await page.getByRole('searchbox').first().fill('nœux')
      await page.keyboard.press('Enter')
      await page.getByRole('link', { name: 'Nœux-les-Mines', exact: true }).click()
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Nœux-les-Mines')
      await page.getByLabel('Comparer avec').selectOption('pma')
      await page.getByRole('button', { name: 'Changer' }).click()
      expect(new URL(page.url()).searchParams.getAll('avec')[0]).toBe('pma')
      expect(await page.getByRole('columnheader', { name: 'PMA' }).first().isVisible()).toBe(true)
    })
  })

  it('is travelled by keyboard alone, from the skip link to the file of a figure', async () => {
    await visit('/territoires/pma', {}, async (page) => {
      await page.keyboard.press('Tab')
      expect(await page.evaluate(() => document.activeElement?.textContent?.trim())).toBe('Aller au contenu')
      await page.keyboard.press('Enter')
      expect(new URL(page.url()).hash).toBe('#content')
      const seen: string[] = []
      while (!seen.at(-1)?.includes('642')) {
        await page.keyboard.press('Tab')
        seen.push(await page.evaluate(() => document.activeElement?.textContent ?? ''))
        if (seen.length > 30) throw new Error(`the first figure was not reached: ${seen.join(' | ')}`)
      }
      const outline = await page.evaluate(() => getComputedStyle(document.activeElement ?? document.body).outlineStyle)
      expect(outline).not.toBe('none')
      await page.keyboard.press('Enter')
      await page.waitForURL('**/chiffres/population/pma/**')
      expect(await page.getByRole('heading', { name: 'Définition' }).isVisible()).toBe(true)
      expect(await page.getByRole('heading', { name: 'Fichier' }).isVisible()).toBe(true)
    })
  })

  it('switches language and stays on the same page', async () => {
    await visit('/chiffres/population/pma/2018', {}, async (page) => {
      await page.getByRole('link', { name: 'English' }).click()
      expect(new URL(page.url()).pathname).toBe('/en/figures/population/pma/2018')
      expect(await page.locator('html').getAttribute('lang')).toBe('en')
      await page.getByRole('link', { name: 'Français' }).click()
      expect(new URL(page.url()).pathname).toBe('/chiffres/population/pma/2018')
    })
  })

  it('prints without its navigation, and keeps its numbers', async () => {
    await visit('/territoires/pma', {}, async (page) => {
      await page.emulateMedia({ media: 'print' })
      expect(await page.getByRole('navigation', { name: 'Principale' }).isVisible()).toBe(false)
      expect(await page.getByText('642 834').first().isVisible()).toBe(true)
    })
  })

  it('holds at 320 px, and with its text twice as large', async () => {
    await visit('/territoires/pma', { width: 320 }, async (page) => expect(await tooWide(page)).toEqual([]))
    await visit('/chiffres/population/pma/2018', { width: 720 }, async (page) => {
      await page.addStyleTag({ content: ':root { font-size: 200% }' })
      expect(await tooWide(page)).toEqual([])
    })
  })
})
