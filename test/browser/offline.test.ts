import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { addressOf, hasBrowser, openBrowser, PATIENCE } from './visit.ts'

/** Asked again and again from here: `waitForFunction` takes a promise itself for an answer. */
async function isKept(page: Page): Promise<void> {
  const kept = (): Promise<boolean> =>
    page.evaluate(async () => {
      const found = await caches.match(location.href)
      return found !== undefined && navigator.serviceWorker.controller !== null
    })
  await expect.poll(kept, { timeout: PATIENCE }).toBe(true)
}

describe.skipIf(!hasBrowser)('without a network', () => {
  it('a page that was visited reads again, dressed; another says that it was not', async () => {
    const context = await (await openBrowser()).newContext()
    const page = await context.newPage()
    page.setDefaultTimeout(PATIENCE)
    await page.goto(addressOf('/methode'))
    // The first page was open before the worker: it is kept a moment after.
    await isKept(page)
    await page.goto(addressOf('/en/glossary'))
    await isKept(page)

    await context.setOffline(true)
    await page.goto(addressOf('/methode'))
    expect(await page.textContent('h1')).toBe('Méthode')
    expect(await isDressed(page)).toBe(true)
    await page.goto(addressOf('/en/glossary'))
    expect(await page.textContent('h1')).toBe('Glossary')
    await page.goto(addressOf('/catalogue'))
    expect(await page.textContent('h1')).toBe('Hors ligne')
    await page.goto(addressOf('/en/catalogue'))
    expect(await page.textContent('h1')).toBe('Offline')
    await context.close()
  }, 180_000)

  it('reads on, dressed, when far more pages pass than are kept, and forgets the first ones', async () => {
    const context = await (await openBrowser()).newContext()
    const page = await context.newPage()
    page.setDefaultTimeout(PATIENCE)
    await page.goto(addressOf('/methode'))
    await isKept(page)
    // The same small page under many addresses, told to the worker as pages open before it are.
    await page.evaluate(async () => {
      const { active } = await navigator.serviceWorker.ready
      for (let i = 0; i < 80; i++) active?.postMessage(`/en/glossary?page=${i}`)
    })
    const count = (): Promise<number> => page.evaluate(async () => (await (await caches.open('pages-1')).keys()).length)
    const last = (): Promise<boolean> =>
      page.evaluate(async () => (await caches.match('/en/glossary?page=79')) !== undefined)
    await expect.poll(last, { timeout: PATIENCE }).toBe(true)
    await expect.poll(count, { timeout: PATIENCE }).toBeLessThanOrEqual(62)

    await context.setOffline(true)
    await page.goto(addressOf('/en/glossary?page=79'))
    expect(await page.textContent('h1')).toBe('Glossary')
    expect(await isDressed(page)).toBe(true)
    await page.goto(addressOf('/methode'))
    expect(await page.textContent('h1')).toBe('Hors ligne')
    expect(await isDressed(page)).toBe(true)
    await context.close()
  }, 180_000)

  it('takes a new build, and reads pages of the new and of the old one, each in its own sheet', async () => {
    const builds = await startBuilds()
    const context = await (await openBrowser()).newContext()
    const page = await context.newPage()
    page.setDefaultTimeout(PATIENCE)
    try {
      await page.goto(`${builds.url}/methode`)
      await isKept(page)
      await page.goto(`${builds.url}/en/glossary`)
      await isKept(page)
      const old = await sheetOf(page)

      builds.next()
      await page.goto(`${builds.url}/sources`)
      const renewed = await sheetOf(page)
      expect(renewed).not.toBe(old)
      await isKept(page)
      const isNew = (): Promise<boolean> =>
        page.evaluate(async (sheet) => {
          const { active, waiting, installing } = await navigator.serviceWorker.ready
          return active !== null && !waiting && !installing && (await caches.match(sheet)) !== undefined
        }, renewed)
      await expect.poll(isNew, { timeout: PATIENCE }).toBe(true)
      await expect.poll(() => builds.workers(), { timeout: PATIENCE }).toContain(1)

      await context.setOffline(true)
      await page.goto(`${builds.url}/sources`)
      expect([await page.textContent('h1'), await sheetOf(page), await isDressed(page)]).toEqual([
        'Sources',
        renewed,
        true
      ])
      await page.goto(`${builds.url}/en/glossary`)
      expect([await page.textContent('h1'), await sheetOf(page), await isDressed(page)]).toEqual([
        'Glossary',
        old,
        true
      ])
    } finally {
      await context.close()
      await builds.close()
    }
  }, 180_000)
})

function sheetOf(page: Page): Promise<string> {
  return page.evaluate(() => document.querySelector('link[rel=stylesheet]')?.getAttribute('href') ?? '')
}

function isDressed(page: Page): Promise<boolean> {
  return page.evaluate(() => getComputedStyle(document.body).fontFamily.includes('Atkinson'))
}

type Builds = {
  readonly url: string
  readonly next: () => void
  /** Builds whose worker was asked for. */
  readonly workers: () => readonly number[]
  readonly close: () => Promise<void>
}

/** The portal behind an address that changes its build: its files then have other names, its worker other bytes. */
async function startBuilds(): Promise<Builds> {
  let build = 0
  const workers: number[] = []
  const mark = (text: string): string => text.replaceAll(/(\/assets\/(?:style|sans)-)(?!b\d+-)/g, `$1b${build}-`)
  const server = createServer((request, response) => {
    const path = request.url ?? '/'
    const asked = fetch(addressOf(path.replace(/-b\d+-/, '-')), { redirect: 'manual' })
    asked.then(
      async (answer) => {
        const type = answer.headers.get('content-type') ?? ''
        const bytes = Buffer.from(await answer.arrayBuffer())
        const isWorker = path === '/sw.js'
        if (isWorker) workers.push(build)
        const said = isWorker ? `${bytes.toString()}\n// ${build}` : mark(bytes.toString())
        const isWords = /^text\/(?:html|css)/.test(type) || isWorker
        response.writeHead(answer.status, {
          'content-type': type,
          'cache-control': answer.headers.get('cache-control') ?? 'no-store'
        })
        response.end(isWords ? said : bytes)
      },
      () => response.destroy()
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${portOf(server)}`,
    next: () => (build += 1),
    workers: () => workers,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
  }
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port
}
