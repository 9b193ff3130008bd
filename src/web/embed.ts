/** Pages made to be framed by other sites: the only ones whose headers allow it. */

import type { MiddlewareHandler } from 'hono'
import type { PortalEnv } from './portal.ts'

/** To be used before what adds the headers. */
export const openToFrames: MiddlewareHandler<PortalEnv> = async (c, next) => {
  await next()
  const policy = c.res.headers.get('Content-Security-Policy') ?? ''
  c.res.headers.set('Content-Security-Policy', policy.replace(/frame-ancestors [^;]*/, 'frame-ancestors *'))
  c.res.headers.delete('X-Frame-Options')
  c.res.headers.set('Cross-Origin-Resource-Policy', 'cross-origin')
}
