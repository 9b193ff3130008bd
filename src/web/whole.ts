/** Answers read once: their bytes go from what marks them to what compresses them and what keeps them, never copied. */

import { createHash } from 'node:crypto'
import type { Context, MiddlewareHandler } from 'hono'

type Bytes = Uint8Array<ArrayBuffer>

const known = new WeakMap<Response, Bytes>()

/** All that an answer says. It can be asked again, and the answer still be sent. */
export async function bytesOf(c: Context): Promise<Bytes> {
  const found = known.get(c.res)
  if (found) return found
  const { status, headers } = c.res
  const bytes = new Uint8Array(await c.res.arrayBuffer())
  answerWith(c, bytes, { status, headers })
  return bytes
}

/** In place of what was answered, headers included. */
export function answerWith(
  c: Context,
  bytes: Bytes,
  init: { readonly status: number; readonly headers: Headers }
): void {
  const response = new Response(bytes, init)
  // Else its headers would be mixed with those of the former.
  c.res = undefined
  c.res = response
  known.set(c.res, bytes)
}

/** Marks what is read by its bytes, and answers « not modified » to who has them; as RFC 9110 says, weakly or not. */
export function mark(): MiddlewareHandler {
  return async (c, next) => {
    await next()
    if ((c.req.method !== 'GET' && c.req.method !== 'HEAD') || !c.res.ok) return
    const etag =
      c.res.headers.get('ETag') ??
      `"${createHash('sha1')
        .update(await bytesOf(c))
        .digest('hex')}"`
    c.res.headers.set('ETag', etag)
    if (!holds(c.req.header('If-None-Match'), etag)) return
    const headers = new Headers([...c.res.headers].filter(([name]) => KEPT.has(name)))
    c.res = undefined
    c.res = new Response(null, { status: 304, headers })
  }
}

/** Whether the reader has what bears this mark. */
export function holds(header: string | undefined, etag: string): boolean {
  return header?.split(',').some((one) => one.trim() === '*' || strong(one.trim()) === strong(etag)) ?? false
}

function strong(etag: string): string {
  return etag.replace(/^W\//, '')
}

/** What an answer without a body still says. */
const KEPT = new Set(['cache-control', 'content-location', 'date', 'etag', 'expires', 'vary'])
