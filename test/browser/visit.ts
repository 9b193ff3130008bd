/** A page of the portal in the shared browser, in a context of its own, and what to ask of it. */

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core'
import { afterAll, inject } from 'vitest'

export type View = {
  readonly width?: number
  readonly dark?: boolean
  readonly script?: boolean
  readonly forced?: boolean
}

export const hasBrowser = inject('browser') !== ''

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Milliseconds, on a machine that does ten other things. */
export const PATIENCE = 120_000

let browser: Promise<Browser> | undefined

afterAll(async () => {
  await (await browser)?.close()
})

export function openBrowser(): Promise<Browser> {
  browser ??= chromium.connect(inject('browser'))
  return browser
}

export function addressOf(path: string): string {
  return new URL(path, inject('portal')).href
}

/** The context is closed whatever happens; animations are still, so that nothing has to be waited for. */
export async function visit<T>(path: string, view: View, look: (page: Page) => Promise<T>): Promise<T> {
  const { width = 1440, dark = false, script = true, forced = false } = view
  const options: BrowserContextOptions = {
    viewport: { width, height: 900 },
    colorScheme: dark ? 'dark' : 'light',
    forcedColors: forced ? 'active' : 'none',
    javaScriptEnabled: script,
    reducedMotion: 'reduce',
    bypassCSP: true
  }
  const context = await (await openBrowser()).newContext(options)
  try {
    const page = await context.newPage()
    page.setDefaultTimeout(PATIENCE)
    await page.goto(addressOf(path))
    // What a phone lays out only once it comes near is looked at as well.
    if (script) await page.addStyleTag({ content: '.section { content-visibility: visible !important }' })
    return await look(page)
  } finally {
    await context.close()
  }
}

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Of rows and points that are all alike, the first ones stand for the others. */
const ALIKE = ['tbody tr:nth-child(n+15)', '.point:nth-of-type(n+15)', '.member-list li:nth-child(n+15)']

/** What axe finds: every rule, or the contrasts alone where nothing but colours can have changed. */
export async function violations(page: Page, what: 'all' | 'contrast' = 'all'): Promise<readonly string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE)
  return page.evaluate(
    async ({ runOnly, exclude }) => {
      type Result = { violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[] }
      const { axe } = window as unknown as { axe: { run: (context: object, options: object) => Promise<Result> } }
      const found = await axe.run({ exclude }, { runOnly, resultTypes: ['violations'] })
      return found.violations.flatMap(({ id, nodes }) =>
        nodes.slice(0, 3).map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary ?? ''}`)
      )
    },
    {
      exclude: ALIKE.map((selector) => [selector]),
      runOnly: what === 'all' ? { type: 'tag', values: RULES } : { type: 'rule', values: ['color-contrast'] }
    }
  )
}

/** What sticks out to the right of the page, by its first words. */
export function tooWide(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    if (scrollWidth <= clientWidth) return []
    const wide = [...document.querySelectorAll('main *, header *, footer *')].filter(
      (element) =>
        element.getBoundingClientRect().right > clientWidth + 1 &&
        !element.parentElement?.closest('.scroll, .long, .unseen, svg')
    )
    return wide
      .slice(0, 5)
      .map((element) => `${element.tagName}.${element.className}: ${element.textContent?.slice(0, 40)}`)
  })
}

/** Words that their box cuts short: hidden overflow, where no scroll can bring them back. */
export function clipped(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const boxes = [...document.querySelectorAll<HTMLElement>('body *')].filter((element) => {
      const { overflowX, overflowY } = getComputedStyle(element)
      return [overflowX, overflowY].some((one) => one === 'hidden' || one === 'clip')
    })
    return boxes
      .filter(
        (element) =>
          !element.closest('.unseen, .point, select, svg') &&
          element.textContent?.trim() &&
          (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1)
      )
      .slice(0, 5)
      .map((element) => `${element.tagName}.${element.className}: ${element.textContent?.slice(0, 40)}`)
  })
}
