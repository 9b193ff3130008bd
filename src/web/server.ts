/** The portal on a socket: starts, says where, closes without cutting an answer. */

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import type { Config } from '../config.ts'
import { Refused } from '../domain/shared/errors.ts'
import { makeApp, type AppOptions } from './app.tsx'
import { answerKept, makePageCache } from './page-cache.ts'
import { answerUnreadable } from './unreadable.ts'

export type RunningServer = {
  readonly url: string
  /** Answers under way are finished. */
  readonly close: () => Promise<void>
}

/** @throws {Refused} 'port-taken' */
export async function startServer(
  { host, port }: Pick<Config, 'host' | 'port'>,
  options: AppOptions
): Promise<RunningServer> {
  const pages = makePageCache()
  const route = getRequestListener(makeApp(options, pages).fetch)
  const server = createServer((request, response) => {
    void answer(request, response)
  })
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const { observatory } = await options.portal()
      if (answerKept(pages, observatory, request, response)) return
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
      resolve({
        url: `http://${shown}:${typeof address === 'object' ? (address?.port ?? port) : port}/`,
        close: () =>
          new Promise((done) => {
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
