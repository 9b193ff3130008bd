import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeSite } from '../../src/cli/site-files.ts'
import { freezeExample } from '../edition/frozen-example.ts'
import { hasBrowser, tooWide, violations, visit } from './visit.ts'

/** A page of each kind. */
const PAGES = [
  '2022/index.html',
  '2022/travail.html',
  '2022/abecedaire.html',
  '2022/chiffres.html',
  '2022/sources.html',
  '2022/recherche.html',
  'communes/index.html',
  'communes/carvin-62215.html'
]

describe.skipIf(!hasBrowser)('the site of an edition, opened from its folder', { timeout: 180_000 }, () => {
  let folder = ''
  const address = (path: string): string => pathToFileURL(join(folder, path)).href

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'chevalement-site-'))
    await writeSite(join(folder, '2022'), (await freezeExample('2022')).pages)
    await writeSite(join(folder, 'communes'), (await freezeExample('communes', 'cahc')).pages)
  }, 600_000)

  afterAll(() => rm(folder, { recursive: true, force: true }))

  it.each(PAGES)('%s is accessible, light and dark, and holds at 1440, 360 and 320 px', async (path) => {
    await visit(address(path), {}, async (page) => {
      expect(await tooWide(page), '1440').toEqual([])
      expect(await violations(page), 'light, 1440').toEqual([])
      await page.emulateMedia({ colorScheme: 'dark' })
      expect(await violations(page, 'contrast'), 'dark, 1440').toEqual([])
      await page.setViewportSize({ width: 360, height: 800 })
      expect(await tooWide(page), '360').toEqual([])
      expect(await violations(page), 'dark, 360').toEqual([])
      await page.setViewportSize({ width: 320, height: 640 })
      expect(await tooWide(page), '320').toEqual([])
    })
  })

  it('is searched without a server: words and numbers, as they are typed', async () => {
    await visit(address('2022/recherche.html'), {}, async (page) => {
      await page.locator('#words').fill('terrils')
      expect(await page.locator('#found').textContent()).toMatch(/^\d+ passages?$/)
      // Typed without its space: the text has a narrow one.
      await page.locator('#words').fill('126509')
      expect(await page.locator('#found').textContent()).toMatch(/^\d+ passages?$/)
      const first = page.locator('#results a').first()
      const [path = '', id] = ((await first.getAttribute('href')) ?? '').split('#')
      await first.click()
      await page.waitForURL((url) => url.pathname.endsWith(`/${path}`))
      expect(await page.locator('main h1').count()).toBe(1)
      if (id !== undefined) expect(await page.locator(`[id="${id}"]`).count()).toBe(1)
    })
    await visit(`${address('2022/recherche.html')}?q=nullepart`, {}, async (page) => {
      expect(await page.locator('#found').textContent()).toContain('Aucun passage')
      expect(await violations(page)).toEqual([])
    })
  })

  it('is walked with the keyboard alone, and shows where one is', async () => {
    await visit(address('2022/travail.html'), {}, async (page) => {
      await page.keyboard.press('Tab')
      expect(await page.locator(':focus').getAttribute('class')).toBe('skip')
      await page.keyboard.press('Enter')
      await page.keyboard.press('Tab')
      const first = page.locator(':focus')
      expect(await first.evaluate((element) => element.closest('main') !== null)).toBe(true)
      expect(await first.evaluate((element) => getComputedStyle(element).outlineStyle)).not.toBe('none')
      const number = page.locator('main p .figure').first()
      await number.focus()
      await page.keyboard.press('Enter')
      await page.waitForURL(/#f-/)
      expect(await page.locator('.lineage li:target').count()).toBe(1)
    })
  })

  it.each(PAGES)('%s reads whole without JavaScript, and asks nothing of others', async (path) => {
    await visit(address(path), { script: false }, async (page) => {
      const asked: string[] = []
      page.on('request', (request) => asked.push(request.url()))
      await page.reload()
      expect(asked.filter((url) => !url.startsWith('file:'))).toEqual([])
      expect((await page.locator('main').innerText()).length).toBeGreaterThan(200)
      expect(await page.locator('main [hidden]:not(#search)').count()).toBe(0)
    })
  })

  it('has links that lead somewhere: each file is there, and each name in it', async () => {
    for (const path of PAGES) {
      const text = await readFile(join(folder, path), 'utf8')
      for (const [, href = ''] of text.matchAll(/ (?:href|src)="([^"]*)"/g)) {
        if (/^(?:https?|mailto):/.test(href)) continue
        const [file = '', id] = href.split('#')
        const other = file === '' ? path : join(dirname(path), file)
        const target = await readFile(join(folder, other), 'utf8')
        if (id) expect(target.includes(`id="${id}"`), `${path}: ${href}`).toBe(true)
      }
    }
  })

  it('leads from a number to where it comes from, in the same page, without JavaScript', async () => {
    await visit(address('2022/travail.html'), { script: false }, async (page) => {
      const number = page.locator('main p .figure').first()
      const [, name = ''] = ((await number.getAttribute('href')) ?? '').split('#')
      expect(await page.locator(`[id="${name}"]`).textContent()).toContain('Insee')
    })
    await visit(address('2022/recherche.html'), { script: false }, async (page) => {
      expect(await page.locator('main li a').count()).toBeGreaterThan(5)
    })
  })

  it.each(['2022/travail.html', 'communes/carvin-62215.html'])('%s holds on paper', async (path) => {
    await visit(address(path), { width: 672 }, async (page) => {
      await page.emulateMedia({ media: 'print' })
      const cut = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
      expect(cut, 'pixels beyond A4 between its margins').toBeLessThanOrEqual(0)
    })
  })
})
