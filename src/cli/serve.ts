/** `chevalement serve`: the portal, until it is told to stop. */

import { cleanVintages } from '../usecases/import.ts'
import { watchObservatory } from '../usecases/live.ts'
import { makeAssets } from '../web/assets.ts'
import { startServer } from '../web/server.ts'
import type { Execute, ExitCode } from './command.ts'
import { withObservatory } from './session.ts'

export const serve: Execute = (request) =>
  withObservatory<ExitCode>(request, async (session) => {
    const { io, config, language, json } = request
    await cleanVintages(session.db, session.home)
    const current = await watchObservatory(session, session.observatory, () => performance.now())
    const assetsOf = makeAssets()
    const server = await startServer(config, {
      portal: async () => {
        const { appearance, ...rest } = await current()
        return { ...rest, assets: await assetsOf(appearance), today: new Date().toISOString().slice(0, 10) }
      },
      log: (line) => io.err(`${line}\n`),
      warm: true
    })
    const said = { fr: 'Le portail répond sur', en: 'The portal answers at' }[language]
    io.out(json ? `${JSON.stringify({ url: server.url })}\n` : `${said} ${server.url}\n`)
    await stopAsked()
    await server.close()
    return 0
  })

function stopAsked(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
}
