import { describe, expect, it } from 'vitest'
import { PAGES } from './pages.ts'
import { addressOf, hasBrowser, openBrowser, PATIENCE, visit } from './visit.ts'

/** One of each way to use scripts, sheets, faces and drawings. */
const LOADED = ['home', 'perimeter', 'figure', 'indicator', 'counts', 'embed', 'compare', 'workshop', 'style'] as const

describe.skipIf(!hasBrowser)('in a browser', { timeout: 180_000 }, () => {
  it('asks nothing of anybody else, and breaks no policy', async () => {
    const context = await (await openBrowser()).newContext()
    const page = await context.newPage()
    page.setDefaultTimeout(PATIENCE)
    const hosts = new Set<string>()
    const complaints: string[] = []
    page.on('request', (request) => hosts.add(new URL(request.url()).host))
    page.on('console', (message) => complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
    for (const name of LOADED) await page.goto(addressOf(PAGES[name]))
    await context.close()
    expect([...hosts]).toEqual([new URL(addressOf('/')).host])
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
})
