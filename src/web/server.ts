/** The portal on a socket: starts, says where, closes without cutting an answer. */

import { serve } from '@hono/node-server'
import type { Config } from '../config.ts'
import { Refused } from '../domain/shared/errors.ts'
import { makeApp, type AppOptions } from './app.tsx'

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
  const app = makeApp(options)
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: host, port }, (address) => {
      const shown = host.includes(':') ? `[${host}]` : host
      resolve({
        url: `http://${shown}:${address.port}/`,
        close: () =>
          new Promise((done) => {
            server.close(() => done())
            // Browsers keep idle connections open for minutes.
            if ('closeIdleConnections' in server) server.closeIdleConnections()
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
