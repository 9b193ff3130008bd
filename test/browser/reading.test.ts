import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { PAGES } from './pages.ts'
import { clipped, hasBrowser, tooWide, visit } from './visit.ts'

type Node = {
  readonly nodeId: string
  readonly ignored: boolean
  readonly role?: { readonly value: string }
  readonly name?: { readonly value: string }
  readonly childIds?: readonly string[]
}

type Read = { readonly role: string; readonly name: string }

/** What a screen reader goes through, in its order. */
async function readingOf(page: Page): Promise<readonly Read[]> {
  const session = await page.context().newCDPSession(page)
  const { nodes } = (await session.send('Accessibility.getFullAXTree')) as { nodes: Node[] }
  const byId = new Map(nodes.map((node) => [node.nodeId, node]))
  const read: Read[] = []
  const walk = (node: Node | undefined): void => {
    if (!node) return
    if (!node.ignored) read.push({ role: node.role?.value ?? '', name: (node.name?.value ?? '').trim() })
    for (const id of node.childIds ?? []) walk(byId.get(id))
  }
  walk(nodes[0])
  return read
}

function namesOf(read: readonly Read[], role: string): readonly string[] {
  return read.filter((one) => one.role === role).map(({ name }) => name)
}

describe.skipIf(!hasBrowser)('read aloud', { timeout: 180_000 }, () => {
  it('an indicator goes from what it is to where, who, when, and what to take away', async () => {
    await visit(PAGES.authorities, {}, async (page) => {
      const read = await readingOf(page)
      const landmarks = read.filter(({ role }) => ['banner', 'main', 'contentinfo'].includes(role))
      expect(landmarks.map(({ role }) => role)).toEqual(['banner', 'main', 'contentinfo'])
      const headings = namesOf(read, 'heading')
      expect(headings[0]).toBe('Densité de population')
      const parts = ['Carte', 'Classement', 'Évolution', 'Emporter']
      expect(headings.filter((name) => parts.includes(name))).toEqual(parts)
      const at = (text: string): number => read.findIndex(({ name }) => name.includes(text))
      expect(at('Aller au contenu')).toBeLessThan(at('Territoires'))
      expect(at('Densité de population')).toBeLessThan(at('Territoire lu'))
    })
  })

  it.each(['perimeter', 'indicator', 'quarterly', 'compareMany', 'freePerimeter', 'englishTerritory'] as const)(
    '%s names all its links, fields, buttons, drawings and tables',
    async (name) => {
      await visit(PAGES[name], {}, async (page) => {
        const read = await readingOf(page)
        for (const role of ['link', 'button', 'searchbox', 'combobox', 'checkbox', 'image', 'table', 'region'])
          expect(namesOf(read, role), role).not.toContain('')
      })
    }
  )

  it('says what each point of a chart is: who, when, how much', async () => {
    await visit(PAGES.quarterly, {}, async (page) => {
      const links = namesOf(await readingOf(page), 'link').map((name) => name.replaceAll(/[\u00a0\u202f]/g, ' '))
      expect(links).toContain('ZE Lens, 4e trimestre 2025 : 10,8 %')
    })
  })

  it('keeps its words in the language of the page, and says where it changes', async () => {
    for (const [path, language, other] of [
      ['/indicateurs/density', 'fr', 'en'],
      ['/en/indicators/density', 'en', 'fr']
    ] as const) {
      await visit(path, {}, async (page) => {
        expect(await page.locator('html').getAttribute('lang')).toBe(language)
        expect(await page.locator('.tools a').first().getAttribute('lang')).toBe(other)
      })
    }
  })
})

describe.skipIf(!hasBrowser)('by keyboard alone', { timeout: 180_000 }, () => {
  it('a point of a chart is reached, says its value as under a pointer, and opens its figure', async () => {
    await visit('/indicateurs/density', {}, async (page) => {
      const point = page.locator('.line-chart .point:not([tabindex])').last()
      const words = point.locator('span')
      expect((await words.boundingBox())?.width ?? 0).toBeLessThan(2)
      await page.locator('#evolution summary').focus()
      await page.keyboard.press('Shift+Tab')
      expect(await point.evaluate((one) => one === document.activeElement)).toBe(true)
      expect((await words.boundingBox())?.width ?? 0).toBeGreaterThan(60)
      await page.keyboard.press('Enter')
      await page.waitForURL('**/chiffres/density/**')
      expect(await page.getByRole('heading', { name: 'Définition' }).isVisible()).toBe(true)
    })
  })

  it('territories are added to a comparison and taken away from it', async () => {
    await visit('/comparer?territoires=pma', {}, async (page) => {
      await page.getByLabel('Ajouter un territoire').focus()
      await page.keyboard.type('nord')
      await page.keyboard.press('Enter')
      await page.waitForURL(/nord/)
      const drop = page.getByRole('link', { name: 'Retirer Nord' }).first()
      await drop.focus()
      await page.keyboard.press('Enter')
      await page.waitForURL(/territoires=pma(&|$)/)
    })
  })
})

describe.skipIf(!hasBrowser)('as readers set their own screen', { timeout: 180_000 }, () => {
  it('nothing moves for long, whether or not motion is wanted', async () => {
    for (const name of ['home', 'indicator', 'compare'] as const) {
      await visit(PAGES[name], {}, async (page) => {
        for (const reducedMotion of ['reduce', 'no-preference'] as const) {
          await page.emulateMedia({ reducedMotion })
          const moving = await page.evaluate(() =>
            [...document.querySelectorAll('*')]
              .map((element) => getComputedStyle(element))
              .filter((style) => style.animationName !== 'none' || Number.parseFloat(style.transitionDuration) > 0.12)
              .map((style) => style.animationName)
          )
          expect(moving).toEqual([])
        }
      })
    }
  })

  it.each(['perimeter', 'indicator', 'quarterly', 'compare', 'figure', 'style'] as const)(
    '%s keeps all its words when letters, words and lines are set wide apart',
    async (name) => {
      await visit(PAGES[name], {}, async (page) => {
        // As WCAG 1.4.12 and RGAA 10.12 say it.
        await page.addStyleTag({
          content: '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }'
        })
        expect(await tooWide(page)).toEqual([])
        expect(await clipped(page)).toEqual([])
      })
    }
  )

  it('forced colours keep what colours say: classes of a map, bars, the territory read', async () => {
    await visit(PAGES.indicator, { forced: true }, async (page) => {
      const grounds = await page
        .locator('.swatch')
        .evaluateAll((all) => new Set(all.map((one) => getComputedStyle(one).backgroundColor)).size)
      expect(grounds).toBeGreaterThanOrEqual(5)
      const [page0, bar] = await Promise.all([
        page.locator('body').evaluate((one) => getComputedStyle(one).backgroundColor),
        page.locator('.subject .bar').evaluate((one) => getComputedStyle(one).backgroundColor)
      ])
      expect(bar).not.toBe(page0)
      expect(bar).not.toBe('rgba(0, 0, 0, 0)')
    })
  })

  it('print keeps the numbers, the sources and the breaks, and leaves out what cannot be used on paper', async () => {
    await visit(PAGES.quarterly, {}, async (page) => {
      await page.emulateMedia({ media: 'print' })
      expect(await page.getByRole('navigation', { name: 'Principale' }).isVisible()).toBe(false)
      expect(await page.locator('form:visible').count()).toBe(0)
      expect(await page.getByText('Enquête Emploi rénovée').first().isVisible()).toBe(true)
      expect(await page.locator('.line-chart .end').first().isVisible()).toBe(true)
    })
  })

  it.each(['home', 'perimeter', 'indicator', 'quarterly', 'figure', 'compare', 'catalogue', 'freePerimeter'] as const)(
    '%s fits a sheet of A4, and keeps the colours that say something',
    async (name) => {
      // What margins leave of its width, at 96 pixels to the inch.
      await visit(PAGES[name], { width: 718 }, async (page) => {
        await page.emulateMedia({ media: 'print' })
        expect(await tooWide(page)).toEqual([])
        const kept = await page
          .locator('.swatch, .bar')
          .evaluateAll((all) => all.map((one) => getComputedStyle(one).printColorAdjust))
        expect(kept.filter((one) => one !== 'exact')).toEqual([])
      })
    }
  )
})
