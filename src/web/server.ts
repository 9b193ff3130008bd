/** The portal on a socket: starts, says where, closes without cutting an answer. */

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import type { Config } from '../config.ts'
import { Refused } from '../domain/shared/errors.ts'
import { makeApp, type AppOptions } from './app.tsx'
import { answerKept, makePageCache } from './page-cache.ts'
import { answerUnreadable } from './unreadable.ts'
import type { Portal } from './portal.ts'
import { makeTurnstile, makeWarmer } from './warm.ts'

export type RunningServer = {
  readonly url: string
  /** Answers under way are finished. */
  readonly close: () => Promise<void>
}

/** What is drawn ahead is kept for those who ask as browsers do, over a connection that is sealed. */
const AS_BROWSERS_ASK = { 'accept-encoding': 'br' }

/** @throws {Refused} 'port-taken' */
export async function startServer(
  { host, port }: Pick<Config, 'host' | 'port'>,
  options: AppOptions & {
    /** Whether what pages share is found before they are asked for. */
    readonly warm?: boolean
  }
): Promise<RunningServer> {
  const pages = makePageCache()
  const app = makeApp(options, pages)
  const route = getRequestListener(app.fetch)
  const { enter, quiet } = makeTurnstile()
  const { keepWarm, stop } = makeWarmer(async (path) => app.request(path, { headers: AS_BROWSERS_ASK }), quiet)
  const server = createServer((request, response) => {
    const portal = portalNow()
    // Without a promise on the way, a page that is kept costs little more than Node itself.
    if (!(portal instanceof Promise) && answerKept(pages, portal, request, response)) return
    void answer(portal, request, response)
  })
  function portalNow(): Portal | Promise<Portal> {
    try {
      return options.portal()
    } catch (error) {
      return Promise.reject(error)
    }
  }
  async function answer(
    asked: Portal | Promise<Portal>,
    request: IncomingMessage,
    response: ServerResponse
  ): Promise<void> {
    response.once('close', enter())
    try {
      const portal = await asked
      if (options.warm) keepWarm(portal)
      if (answerKept(pages, portal, request, response)) return
    } catch {
      // The route meets the same fault, and says it in a page.
    }
    await route(request, response)
  }
  answerUnreadable(server)
  return new Promise((resolve, reject) => {
    server.listen(port, host, () => {
      const shown = host.includes(':') ? `[${host}]` : host
      const address = server.address()
      if (options.warm) Promise.resolve(options.portal()).then(keepWarm, () => undefined)
      resolve({
        url: `http://${shown}:${typeof address === 'object' ? (address?.port ?? port) : port}/`,
        close: () =>
          new Promise((done) => {
            stop()
            server.close(() => done())
            // Browsers keep idle connections open for minutes.
            server.closeIdleConnections()
          })
      })
    })
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EADDRINUSE') return reject(error)
      reject(
        new Refused('port-taken', {
          fr: `Le port ${port} est déjà pris : arrêtez ce qui l’occupe, ou choisissez-en un autre, comme PORT=${port + 1}`,
          en: `Port ${port} is taken: stop what holds it, or choose another, such as PORT=${port + 1}`
        })
      )
    })
  })
}
