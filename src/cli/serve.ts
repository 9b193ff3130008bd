/** `chevalement serve`: the portal, until it is told to stop. */

import { cleanVintages } from '../usecases/import.ts'
import { watchObservatory, type LiveObservatory } from '../usecases/live.ts'
import { makeAssets } from '../web/assets.ts'
import type { Portal } from '../web/portal.ts'
import { startServer } from '../web/server.ts'
import type { Execute, ExitCode } from './command.ts'
import { withObservatory } from './session.ts'

export const serve: Execute = (request) =>
  withObservatory<ExitCode>(request, async (session) => {
    const { io, config, language, json } = request
    await cleanVintages(session.db, session.home)
    const current = await watchObservatory(session, session.observatory, () => performance.now())
    const server = await startServer(config, {
      portal: makePortal(current, makeAssets()),
      log: (line) => io.err(`${line}\n`),
      warm: true
    })
    const said = { fr: 'Le portail répond sur', en: 'The portal answers at' }[language]
    io.out(json ? `${JSON.stringify({ url: server.url })}\n` : `${said} ${server.url}\n`)
    await stopAsked()
    await server.close()
    return 0
  })

/** The same portal, at once, as long as the observatory and the day are the same. */
function makePortal(
  current: () => LiveObservatory | Promise<LiveObservatory>,
  assetsOf: ReturnType<typeof makeAssets>
): () => Portal | Promise<Portal> {
  let last: { readonly live: LiveObservatory; readonly portal: Portal; readonly until: number } | undefined
  return () => {
    const found = current()
    return last && found === last.live && Date.now() < last.until ? last.portal : make(found)
  }

  async function make(found: LiveObservatory | Promise<LiveObservatory>): Promise<Portal> {
    const live = await found
    const { appearance, ...rest } = live
    const now = new Date()
    const portal = { ...rest, assets: await assetsOf(appearance), today: now.toISOString().slice(0, 10) }
    last = { live, portal, until: now.setUTCHours(24, 0, 0, 0) }
    return portal
  }
}

function stopAsked(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
}
