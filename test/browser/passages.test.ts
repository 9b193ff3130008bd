import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { PAGES } from './pages.ts'
import { hasBrowser, visit } from './visit.ts'

/** RGAA 8.7: words in another language say so. Proper names are of no language: communes, authorities, museums. */
async function unmarked(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const name =
      /\p{Lu}[\p{L}\d’'.-]*(?:[ ,–-]+(?:(?:de|du|des|la|le|les|lès|et|en|sur|sous) |[dl]’)*[\p{Lu}\d][\p{L}\d’'.-]*)*/gu
    const others: Record<string, RegExp> = {
      en: /(?<!\p{L})(?:le|la|les|des|du|et|une|est|sont|par|pour|dans|avec|aux|au|qui|sans|liste)(?!\p{L})|[éèêàçœù«»]/iu,
      fr: /(?<!\p{L})(?:the|of|and|by|for|with|from|are|is|which|without|list)(?!\p{L})|[“”]/iu
    }
    const texts: string[] = []
    const note = (element: Element, text: string): void => {
      const language = element.closest('[lang]')?.getAttribute('lang') ?? ''
      if (others[language]?.test(text.replaceAll('Pôle métropolitain', '').replaceAll(name, '')))
        texts.push(`${language}: ${text.trim().slice(0, 120)}`)
    }
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) {
      const { parentElement, textContent } = walker.currentNode
      if (parentElement && !parentElement.closest('script, style')) note(parentElement, textContent ?? '')
    }
    for (const attribute of ['aria-label', 'title', 'alt', 'placeholder']) {
      for (const element of document.querySelectorAll(`[${attribute}]`)) {
        note(element, element.getAttribute(attribute) ?? '')
      }
    }
    return texts
  })
}

/** What a figure is called for who listens, and the words of its caption. */
async function captionsOf(page: Page): Promise<readonly { readonly name: string; readonly caption: string }[]> {
  const captions = await page
    .locator('figure:has(> figcaption)')
    .evaluateAll((all) => all.map((one) => one.querySelector('figcaption')?.textContent ?? ''))
  const session = await page.context().newCDPSession(page)
  const { nodes } = (await session.send('Accessibility.getFullAXTree')) as {
    nodes: { ignored: boolean; role?: { value: string }; name?: { value: string } }[]
  }
  const names = nodes.filter(({ ignored, role }) => !ignored && role?.value === 'figure')
  expect(names.length).toBe(captions.length)
  return captions.map((caption, i) => ({ caption: plain(caption), name: plain(names[i]?.name?.value ?? '') }))
}

function plain(text: string): string {
  return text.replaceAll(/\s+/g, '')
}

describe.skipIf(!hasBrowser)('said as it is written', { timeout: 180_000 }, () => {
  it.each([
    ...(['perimeter', 'figure', 'indicator', 'source', 'organisation', 'lists', 'style'] as const),
    ...(['method', 'entry', 'glossary', 'journal', 'catalogue', 'privacy'] as const)
  ])('%s marks what is in another language, in French and in English', async (name) => {
    await visit(PAGES[name], {}, async (page) => {
      expect(await unmarked(page)).toEqual([])
      await page.goto(new URL(await twinOf(page), page.url()).href)
      expect(await page.locator('html').getAttribute('lang')).toBe('en')
      expect(await unmarked(page)).toEqual([])
    })
  })

  it('a title and a law quoted on an English page are said in French', async () => {
    await visit('/en/organisations/pole-metropolitain-artois', {}, async (page) => {
      expect(await page.locator('h1').getAttribute('lang')).toBe('fr')
      const titles = await page.locator('#offices [lang=fr]').allTextContents()
      expect(titles.join(' ')).toContain('Livret de la PIC Euralens')
      expect(titles.join(' ')).toContain('Mobilité')
    })
    await visit(PAGES.englishSource, {}, async (page) => {
      expect(await page.locator('.sheet [lang=fr]').textContent()).toMatch(/Loi n°.51-711 du 7 juin 1951/)
    })
  })
})

describe.skipIf(!hasBrowser)('captions', { timeout: 180_000 }, () => {
  it.each(['home', 'perimeter', 'commune', 'indicator', 'quarterly', 'compareMany', 'englishTerritory'] as const)(
    '%s calls each drawing by the words of its caption, and each caption is of one drawing',
    async (name) => {
      await visit(PAGES[name], {}, async (page) => {
        const read = await captionsOf(page)
        expect(read.length).toBeGreaterThan(0)
        for (const { name: said, caption } of read) expect(said).toBe(caption)
        const ids = await page.locator('figcaption').evaluateAll((all) => all.map(({ id }) => id))
        expect(new Set(ids).size).toBe(ids.length)
      })
    }
  )
})

describe.skipIf(!hasBrowser)('what shows under a pointer', { timeout: 180_000 }, () => {
  it.each(['perimeter', 'indicator', 'quarterly', 'compare'] as const)(
    '%s: it stays while pointed at, goes with Escape, and says the same to a finger and to the keyboard',
    async (name) => {
      await visit(PAGES[name], {}, async (page) => {
        const point = page.locator('main .point').last()
        const words = point.locator('span')
        const width = async (): Promise<number> => (await words.boundingBox())?.width ?? 0
        await point.scrollIntoViewIfNeeded()
        // Points may stand on one another: the pointer is put on this one.
        await point.dispatchEvent('pointerenter')
        await point.hover({ force: true })
        const isUnder = await point.evaluate((one) => one.matches(':hover'))
        if (isUnder) {
          await expect.poll(width).toBeGreaterThan(20)
          await page.keyboard.press('Escape')
          expect(await width()).toBeLessThan(2)
          await page.mouse.move(0, 0)
        }
        const said = await words.textContent()
        await point.focus()
        expect(await width()).toBeGreaterThan(20)
        expect(await words.textContent()).toBe(said)
        await page.keyboard.press('Escape')
        expect(await width()).toBeLessThan(2)
      })
    }
  )

  it('what dots say of peers is in a table behind them, in the order of the keyboard', async () => {
    await visit('/territoires/pma', {}, async (page) => {
      const dots = await page.locator('#place .point').count()
      await page.locator('#place summary').focus()
      await page.keyboard.press('Enter')
      // The territory read stands among its peers, without being one.
      expect(await page.locator('#place tbody tr').count()).toBe(dots + 1)
      expect(await page.locator('#place tbody tr.subject').textContent()).toContain('Pôle métropolitain de l’Artois')
      await page.keyboard.press('Tab')
      await page.keyboard.press('Tab')
      const href = await page.evaluate(() => document.activeElement?.getAttribute('href'))
      expect(href).toMatch(/^\/territoires\//)
      const values = await page.locator('#place tbody td').allTextContents()
      const numbers = values.map((text) => Number.parseFloat(text.replace(',', '.')))
      expect(numbers).toEqual(numbers.toSorted((a, b) => b - a))
    })
  })
})

async function twinOf(page: Page): Promise<string> {
  return (await page.locator('.tools a[hreflang]').getAttribute('href')) ?? ''
}
