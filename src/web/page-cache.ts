/** Pages already made: an observatory is read-only, so an address has one page as long as it is open. */

import type { MiddlewareHandler } from 'hono'
import type { OpenObservatory } from '../usecases/open.ts'
import type { PortalEnv } from './portal.ts'

type Kept = Map<string, string>

/** The least recently read goes first. Some hundred pages of 150 kB. */
const MOST_CHARACTERS = 40_000_000
/** An address of ten thousand codes is not asked twice. */
const LONGEST_ADDRESS = 300

export function keepPages(): MiddlewareHandler<PortalEnv> {
  const all = new WeakMap<OpenObservatory, { readonly pages: Kept; size: number }>()
  return async (c, next) => {
    const { pathname, search } = new URL(c.req.url)
    const address = pathname + search
    if (c.req.method !== 'GET' || address.length > LONGEST_ADDRESS) return next()
    const { observatory } = c.get('portal')
    const kept = all.get(observatory) ?? { pages: new Map<string, string>(), size: 0 }
    all.set(observatory, kept)
    const found = kept.pages.get(address)
    if (found !== undefined) {
      kept.pages.delete(address)
      kept.pages.set(address, found)
      return c.html(found)
    }
    await next()
    const isPage = c.res.status === 200 && c.res.headers.get('Content-Type')?.startsWith('text/html')
    if (!isPage) return
    const page = await c.res.clone().text()
    kept.pages.set(address, page)
    kept.size += page.length
    for (const [oldest, text] of kept.pages) {
      if (kept.size <= MOST_CHARACTERS) break
      kept.pages.delete(oldest)
      kept.size -= text.length
    }
  }
}
