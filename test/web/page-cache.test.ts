import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { Hono } from 'hono'
import { getCookie } from 'hono/cookie'
import { afterEach, describe, expect, it } from 'vitest'
import { NOBODY } from '../../src/usecases/access.ts'
import { reading } from '../../src/web/guard.ts'
import { answerKept, keepPages, makePageCache } from '../../src/web/page-cache.ts'
import type { PortalEnv } from '../../src/web/portal.ts'
import { getRequestListener } from '@hono/node-server'

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

describe('pages kept as they were sent', () => {
  it('answer the next reader with the same bytes and headers, without the route', async () => {
    const site = await serve()
    const first = await site.ask('/page')
    const second = await site.ask('/page')
    expect(site.drawn()).toBe(1)
    expect(await second.text()).toBe(await first.text())
    expect(second.headers.get('x-frame-options')).toBe('SAMEORIGIN')
    expect(second.headers.get('etag')).toBe('"1"')
  })

  it('are drawn once for all who ask at the same time', async () => {
    const site = await serve()
    const answers = await Promise.all(Array.from({ length: 20 }, () => site.ask('/slow')))
    expect(new Set(await Promise.all(answers.map((answer) => answer.text())))).toEqual(new Set(['<p>slow</p>']))
    expect(site.drawn()).toBe(1)
  })

  it('are asked of the route by everybody when it fails', async () => {
    const site = await serve()
    const answers = await Promise.all(Array.from({ length: 5 }, () => site.ask('/missing')))
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404])
  })

  it('are forgotten with the observatory they were drawn from', async () => {
    const site = await serve()
    await site.ask('/page')
    site.change()
    expect(await (await site.ask('/page')).text()).toBe('<p>2</p>')
  })

  it('answer « not modified » to who has them', async () => {
    const site = await serve()
    await site.ask('/page')
    const answer = await site.ask('/page', { 'If-None-Match': 'W/"1"' })
    expect(answer.status).toBe(304)
    expect(answer.headers.get('content-type')).toBeNull()
    expect((await site.ask('/page', { 'If-None-Match': '"0"' })).status).toBe(200)
  })

  it('are kept apart by address, host and encoding', async () => {
    const site = await serve()
    for (const path of ['/page', '/page?b', '/page?a']) await site.ask(path)
    await site.ask('/page', { 'Accept-Encoding': 'gzip' })
    expect(site.drawn()).toBe(4)
  })

  it('of figures are drawn again once a doubt has changed, and no other page', async () => {
    const site = await serve()
    for (const path of ['/chiffres/population/pma/2018', '/page']) await site.ask(path)
    site.doubt()
    for (const path of ['/chiffres/population/pma/2018', '/page']) await site.ask(path)
    expect(site.drawn()).toBe(3)
  })

  it('say nothing of the host on the page of a territory: kept once for all hosts', async () => {
    const [cache, observatory] = [makePageCache(), {}]
    const app = new Hono<{ Variables: { portal: never; visitor: never } }>()
    let drawn = 0
    app.use(async (c, next) => {
      c.set('portal', { observatory } as never)
      c.set('visitor', NOBODY as never)
      await next()
    })
    app.use(keepPages(cache) as never)
    const pages = new Hono<PortalEnv>()
    pages.get('*', (c) => c.html(`<p>${++drawn}</p>`))
    app.route('/', reading(pages) as never)
    const ask = (path: string, host: string): unknown => app.request(path, { headers: { host } })
    for (const host of ['a.example', 'b.example']) {
      for (const path of ['/territoires/pma', '/en/territories/pma', '/indicateurs/density']) await ask(path, host)
    }
    expect(drawn).toBe(4)
  })

  it('are shared by all who are signed in, apart from those of readers', async () => {
    const site = await serve()
    const [one, two] = [await site.ask('/page', as('ada')), await site.ask('/page', as('bob'))]
    expect(site.drawn()).toBe(1)
    expect(await one.text()).toBe(await two.text())
    await site.ask('/page')
    await site.ask('/page', { Cookie: 'chevalement.form=1' })
    expect(site.drawn()).toBe(2)
  })

  it('are drawn for each who has something else waiting', async () => {
    const site = await serve()
    for (const unread of ['0', '2', '0']) await site.ask('/page', { Cookie: `session=ada; unread=${unread}` })
    expect(site.drawn()).toBe(2)
  })

  it('are neither kept nor given when a page asked who reads it, nor to who says it in a header', async () => {
    const site = await serve()
    for (const name of ['ada', 'bob', 'ada']) {
      expect(await (await site.ask('/mine', as(name))).text()).toBe(`<p>${name}</p>`)
    }
    expect(site.drawn()).toBe(3)
    for (let i = 0; i < 2; i += 1) await site.ask('/page', { Authorization: 'Bearer 1' })
    expect(site.drawn()).toBe(5)
  })

  it('are only those of routes that everyone may read', async () => {
    const site = await serve()
    for (const name of ['ada', 'ada']) await site.ask('/guarded', as(name))
    expect(site.drawn()).toBe(2)
  })

  it('are pages alone: no fault, no download, nothing that says no-store', async () => {
    const site = await serve()
    for (const path of ['/missing', '/table.csv', '/secret']) {
      await site.ask(path)
      await site.ask(path)
    }
    expect(site.drawn()).toBe(6)
  })

  it('stay within their bound, the least recently asked leaving first', () => {
    const cache = makePageCache(250)
    const observatory = {}
    const add = (key: string): void =>
      cache.add(observatory, key, { headers: {}, etag: undefined, body: new Uint8Array(100) })
    add('a')
    add('b')
    cache.find(observatory, 'a')
    add('c')
    expect(['a', 'b', 'c'].filter((key) => cache.find(observatory, key))).toEqual(['a', 'c'])
    expect(cache.find({}, 'a')).toBeUndefined()
  })
})

function as(name: string): Record<string, string> {
  return { Cookie: `session=${name}` }
}

type Site = {
  readonly ask: (path: string, headers?: Record<string, string>) => Promise<Response>
  readonly drawn: () => number
  readonly change: () => void
  /** Somebody’s doubt about a figure has changed. */
  readonly doubt: () => void
}

/** A site whose pages tell how often one was drawn. */
async function serve(): Promise<Site> {
  let observatory = {}
  let stamp = 0
  const doubts = { stamp: () => String(stamp) }
  let drawn = 0
  const cache = makePageCache()
  const app = new Hono<PortalEnv>()
  app.use(async (c, next) => {
    c.set('portal', { observatory, doubts, published: doubts } as never)
    const [session, unread] = [getCookie(c, 'session'), getCookie(c, 'unread')]
    const known = { kind: 'account', actor: {}, account: { id: session }, session: {} } as never
    c.set('visitor', session === undefined ? NOBODY : known)
    c.set('desk', session === undefined ? undefined : { unread: Number(unread ?? 0), level: undefined })
    await next()
  })
  app.use(keepPages(cache))
  app.use(async (c, next) => {
    drawn += 1
    await next()
    c.header('X-Frame-Options', 'SAMEORIGIN')
  })
  const pages = new Hono<PortalEnv>()
  app.get('/guarded', (c) => c.html('<p>guarded</p>'))
  pages.get('/mine', (c) => {
    const visitor = c.get('visitor')
    return c.html(`<p>${visitor.kind === 'account' ? visitor.account.id : ''}</p>`)
  })
  pages.get('/page', (c) => c.html(`<p>${drawn}</p>`, 200, { ETag: '"1"' }))
  pages.get('/chiffres/*', (c) => c.html('<p>figure</p>'))
  pages.get('/slow', async (c) => {
    await new Promise((resolve) => setTimeout(resolve, 50))
    return c.html('<p>slow</p>')
  })
  pages.get('/table.csv', (c) => c.text('a;b', 200, { 'Content-Type': 'text/csv' }))
  pages.get('/secret', (c) => c.html('<p></p>', 200, { 'Cache-Control': 'no-store' }))
  app.route('/', reading(pages))
  const route = getRequestListener(app.fetch)
  const server = createServer((request, response) => {
    const portal = { observatory, doubts, published: doubts } as unknown as Parameters<typeof answerKept>[1]
    if (!answerKept(cache, portal, request, response)) void route(request, response)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  closing.push(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return {
    ask: (path, headers = {}) =>
      fetch(`http://127.0.0.1:${port}${path}`, { headers: { 'Accept-Encoding': '', ...headers } }),
    drawn: () => drawn,
    change() {
      observatory = {}
    },
    doubt() {
      stamp += 1
    }
  }
}
