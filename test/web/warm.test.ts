import { beforeAll, describe, expect, it } from 'vitest'
import { parsePerimeterId } from '../../src/domain/territories/resolve.ts'
import { territoryPage } from '../../src/usecases/territory-page.ts'
import { makeApp } from '../../src/web/app.tsx'
import { makePageCache } from '../../src/web/page-cache.ts'
import type { Portal } from '../../src/web/portal.ts'
import { makeTurnstile, makeWarmer, stepsFor, takeSteps } from '../../src/web/warm.ts'
import { hasExample } from '../example-observatory.ts'
import { openPortal } from './example-portal.ts'

describe('steps taken ahead', () => {
  it('wait until nobody is being answered, and pass over what fails', async () => {
    const said: string[] = []
    function step(name: string): () => Promise<unknown> {
      return async () => said.push(name)
    }
    await takeSteps([step('one'), async () => Promise.reject(new Error('two')), step('three')], {
      quiet: step('quiet'),
      isOver: () => false
    })
    expect(said).toEqual(['quiet', 'one', 'quiet', 'quiet', 'three'])
  })

  it('wait for the last of those who are being answered', async () => {
    const { enter, quiet } = makeTurnstile()
    await quiet()
    const [first, second] = [enter(), enter()]
    const said: string[] = []
    const waited = quiet().then(() => said.push('quiet'))
    first()
    await new Promise((resolve) => setImmediate(resolve))
    said.push('second')
    second()
    await waited
    expect(said).toEqual(['second', 'quiet'])
  })

  it('end with the observatory they were for', async () => {
    const said: number[] = []
    const steps = [1, 2, 3].map((n) => async () => said.push(n))
    await takeSteps(steps, { quiet: async () => undefined, isOver: () => said.length === 2 })
    expect(said).toEqual([1, 2])
  })
})

describe.skipIf(!hasExample)('a portal made ready', () => {
  let portal: Portal
  const blocks = new Set<string>()
  beforeAll(async () => {
    const made = await openPortal()
    const { observatory } = made
    const [perimeters, comparisons] = [['cabbalr'], ['nord']].map((ids) => ids.map(parsePerimeterId))
    const { settings: all } = observatory.folder
    const indicators = all.indicators.slice(0, 12)
    const settings = { ...all, indicators, ...(perimeters && comparisons && { perimeters, comparisons }) }
    portal = {
      ...made,
      assets: { ...made.assets, files: new Map() },
      observatory: {
        ...observatory,
        folder: { ...observatory.folder, settings },
        block(vintage, series) {
          blocks.add(`${vintage} ${series}`)
          return observatory.block(vintage, series)
        }
      }
    }
  }, 120_000)

  it('has read all that the page of a commune nobody asked for draws on', async () => {
    const drawn: string[] = []
    const steps = stepsFor(portal, async (path) => drawn.push(path))
    await takeSteps(steps, { quiet: async () => undefined, isOver: () => false })
    expect(drawn).toContain('/')
    const ready = new Set(blocks)
    const { observatory } = portal
    const page = await territoryPage(observatory, observatory.folder.settings, parsePerimeterId('62119'))
    expect(page.themes.length).toBeGreaterThan(0)
    expect([...blocks].filter((one) => !ready.has(one))).toEqual([])
  }, 120_000)

  it('keeps the pages of the listed perimeters in both languages, for readers at any host', async () => {
    const pages = makePageCache()
    const app = makeApp({ portal: () => portal, log: () => undefined }, pages)
    const headers = { 'accept-encoding': 'br' }
    const steps = stepsFor(portal, async (path) => app.request(path, { headers }))
    await takeSteps(steps, { quiet: async () => undefined, isOver: () => false })
    for (const path of ['/territoires/cabbalr', '/en/territories/cabbalr']) {
      const kept = pages.find(portal.observatory, `br   ${path}`)
      expect(kept?.body.length, path).toBeGreaterThan(1000)
      for (const host of ['one.example', 'two.example:8080']) {
        const asked = await app.request(`http://${host}${path}`, { headers: { ...headers, host } })
        expect(new Uint8Array(await asked.arrayBuffer())).toEqual(kept?.body)
        // Drawn anew, it is the same there: nothing in it tells the host.
        const fresh = makeApp({ portal: () => portal, log: () => undefined })
        const drawn = await fresh.request(`http://${host}${path}`, { headers: { ...headers, host } })
        expect(new Uint8Array(await drawn.arrayBuffer())).toEqual(kept?.body)
      }
    }
  }, 120_000)

  it('is made ready once, and not after it was stopped', async () => {
    let waits = 0
    const warmer = makeWarmer(
      async () => undefined,
      async () => {
        waits += 1
        return new Promise(() => undefined)
      }
    )
    warmer.keepWarm(portal)
    warmer.keepWarm(portal)
    expect(waits).toBe(1)
    warmer.stop()
    warmer.keepWarm({ ...portal, observatory: { ...portal.observatory } })
    expect(waits).toBe(1)
  })
})
