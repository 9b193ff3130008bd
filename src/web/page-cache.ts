/**
 * Pages kept as they were sent, for as long as the observatory is the same: a page says nothing of who asks, so
 * that what was drawn for one reader answers all others, byte for byte, before any route is looked for. Those who are
 * signed in share pages of their own, as long as nothing on them depends on who they are.
 */

import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Context, MiddlewareHandler } from 'hono'
import type { Visitor } from '../usecases/access.ts'
import { encodingOf } from './compress.ts'
import { isReading } from './guard.ts'
import { bytesOf, holds } from './whole.ts'
import type { Portal, PortalEnv } from './portal.ts'

export type PageCache = {
  /** Pages of another observatory than this one are forgotten with it. */
  readonly find: (observatory: object, key: string) => Page | undefined
  readonly add: (observatory: object, key: string, page: Page) => void
}

type Page = {
  readonly headers: Readonly<Record<string, string>>
  readonly etag: string | undefined
  readonly body: Uint8Array<ArrayBuffer>
}

const MAX_BYTES = 64 * 1024 * 1024

/** Larger answers are downloads. */
const MAX_PAGE_BYTES = 1024 * 1024

/** An address of ten thousand codes is not asked twice. */
const LONGEST_ADDRESS = 300

/** Those that nobody asked for since room was last made leave first: nothing is moved about when a page is found. */
export function makePageCache(maxBytes = MAX_BYTES): PageCache {
  type Kept = { readonly page: Page; asked: boolean }
  const byObservatory = new WeakMap<object, { readonly pages: Map<string, Kept>; bytes: number }>()
  return {
    find(observatory, key) {
      const found = byObservatory.get(observatory)?.pages.get(key)
      if (found) found.asked = true
      return found?.page
    },
    add(observatory, key, page) {
      const kept = byObservatory.get(observatory) ?? { pages: new Map<string, Kept>(), bytes: 0 }
      if (page.body.length > MAX_PAGE_BYTES || kept.pages.has(key)) return
      byObservatory.set(observatory, kept)
      kept.pages.set(key, { page, asked: false })
      kept.bytes += page.body.length
      for (const [oldest, one] of kept.pages) {
        if (kept.bytes <= maxBytes) return
        kept.pages.delete(oldest)
        if (one.asked) kept.pages.set(oldest, { ...one, asked: false })
        else kept.bytes -= one.page.body.length
      }
    }
  }
}

/** Answers with what is kept; false when there is nothing, and a route must. */
export function answerKept(
  cache: PageCache,
  { observatory, ...readers }: Pick<Portal, 'observatory' | 'doubts' | 'published'>,
  request: IncomingMessage,
  response: ServerResponse
): boolean {
  const { method = '', url = '', headers } = request
  // Who a cookie names is asked where visitors are known.
  const key = headers.cookie === undefined ? keyOf(method, url, (name) => headers[name], readers) : undefined
  const page = key === undefined ? undefined : cache.find(observatory, key)
  if (!page) return false
  if (isHeld(headers['if-none-match'], page)) response.writeHead(304, notModified(page)).end()
  else {
    const { head, bytes } = asSent(page)
    response.writeHead(200, head).end(bytes)
  }
  return true
}

/** In the form that costs Node least: names and values in turn, and its own kind of bytes. */
function asSent(page: Page): { readonly head: string[]; readonly bytes: Buffer } {
  const known = sent.get(page)
  if (known) return known
  const { headers, body } = page
  const made = { head: Object.entries(headers).flat(), bytes: Buffer.from(body.buffer, body.byteOffset, body.length) }
  sent.set(page, made)
  return made
}

const sent = new WeakMap<Page, ReturnType<typeof asSent>>()

/** Keeps the pages that routes give, with all their headers, compressed: to be used before what adds those. */
export function keepPages(cache: PageCache): MiddlewareHandler<PortalEnv> {
  const drawing = new WeakMap<object, Map<string, Promise<void>>>()
  return async (c, next) => {
    const { pathname, search } = new URL(c.req.url)
    const portal = c.get('portal')
    const { observatory } = portal
    const bare = isReading(c) ? keyOf(c.req.method, pathname + search, (name) => c.req.header(name), portal) : undefined
    if (bare === undefined) return next()
    const visitor = c.get('visitor')
    const key = bare + headOf(visitor, c.get('desk'))
    let isOfOne = false
    c.set(
      'visitor',
      watched(visitor, () => (isOfOne = true))
    )
    const underWay = drawing.get(observatory) ?? new Map<string, Promise<void>>()
    drawing.set(observatory, underWay)
    // Readers who come together wait for one drawing: fifty at once would each wait for fifty.
    await underWay.get(key)
    const kept = cache.find(observatory, key)
    if (kept && isHeld(c.req.header('if-none-match'), kept)) {
      return new Response(null, { status: 304, headers: notModified(kept) })
    }
    if (kept) return new Response(kept.body, { headers: kept.headers })
    const { promise, end } = makeSignal()
    underWay.set(key, promise)
    try {
      await next()
      const page = isOfOne ? undefined : await pageOf(c)
      if (!page) return
      cache.add(observatory, key, page)
    } finally {
      if (underWay.get(key) === promise) underWay.delete(key)
      end()
    }
  }
}

/** What the head of a page tells of who asks: the same for all who have nothing waiting for them. */
function headOf({ kind }: Visitor, desk: PortalEnv['Variables']['desk']): string {
  return kind === 'account' ? ` ${kind} ${JSON.stringify(desk)}` : ''
}

/** A page for which nobody asked who reads it, beyond that they are signed in, is the same for all who are. */
function watched(visitor: Visitor, asked: () => void): Visitor {
  if (visitor.kind === 'anonymous') return visitor
  const told = <T>(value: T): T => {
    asked()
    return value
  }
  return {
    kind: visitor.kind,
    get actor() {
      return told(visitor.actor)
    },
    get account() {
      return told(visitor.account)
    },
    get session() {
      return told(visitor.session)
    }
  }
}

/** Undefined for what is not kept: a fault, a download, what says no-store. */
async function pageOf(c: Context): Promise<Page | undefined> {
  const { res } = c
  const isPage = res.status === 200 && /^text\/html/.test(res.headers.get('content-type') ?? '')
  const isOfOne = /no-store|private/.test(res.headers.get('cache-control') ?? '') || res.headers.has('set-cookie')
  if (!isPage || isOfOne) return undefined
  const body = await bytesOf(c)
  const headers: Readonly<Record<string, string>> = {
    ...Object.fromEntries(res.headers),
    'content-length': String(body.length)
  }
  return { headers, etag: headers['etag'], body }
}

function makeSignal(): { readonly promise: Promise<void>; readonly end: () => void } {
  let end = (): void => {}
  const promise = new Promise<void>((resolve) => {
    end = resolve
  })
  return { promise, end: () => end() }
}

/** Pages that never say at which host they are read: drawn ahead, before anyone has told which. */
const SAME_EVERYWHERE = /^\/(?:territoires|en\/territories)\/[^/?.]+$/

/** Pages that tell what readers doubt: drawn again once that has changed. */
const WITH_DOUBTS = /^\/(?:chiffres|en\/figures)\//

/** Pages that tell which issues are out, and what was corrected of them. */
const WITH_ISSUES = /^\/(?:chiffres|en\/figures|recherche|en\/search)(?:\/|\?|$)/

/** Undefined for what is never kept: anything but reading. */
function keyOf(
  method: string,
  path: string,
  header: (name: string) => string | string[] | undefined,
  { doubts, published }: Pick<Portal, 'doubts' | 'published'>
): string | undefined {
  if (method !== 'GET' || path.length > LONGEST_ADDRESS) return undefined
  if (header('authorization') !== undefined) return undefined
  const encoding = encodingOf(String(header('accept-encoding') ?? ''))
  const host = SAME_EVERYWHERE.test(path) ? '' : String(header('host') ?? '')
  const changing = (WITH_DOUBTS.test(path) ? doubts.stamp() : '') + (WITH_ISSUES.test(path) ? published.stamp() : '')
  return `${encoding ?? ''} ${host} ${changing} ${path}`
}

function isHeld(header: string | undefined, { etag }: Page): boolean {
  return etag !== undefined && holds(header, etag)
}

/** What stands on an answer without a body. */
function notModified({ headers }: Page): Record<string, string> {
  const { 'content-length': _length, 'content-encoding': _encoding, 'content-type': _type, ...rest } = headers
  return rest
}
