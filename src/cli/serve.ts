/** `chevalement serve`: the portal, until it is told to stop. */

import { cleanVintages } from '../usecases/import.ts'
import { watchObservatory } from '../usecases/live.ts'
import type { OpenObservatory } from '../usecases/open.ts'
import { warmSearch } from '../usecases/search.ts'
import { pathTo } from '../view/paths.ts'
import { makeAssets } from '../web/assets.ts'
import { startServer, type RunningServer } from '../web/server.ts'
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
      log: (line) => io.err(`${line}\n`)
    })
    const said = { fr: 'Le portail répond sur', en: 'The portal answers at' }[language]
    io.out(json ? `${JSON.stringify({ url: server.url })}\n` : `${said} ${server.url}\n`)
    void warm(server, session.observatory)
    await stopAsked()
    await server.close()
    return 0
  })

/** The first reader does not wait for the first page's observations and outlines, nor the first search for its index. */
async function warm({ url }: RunningServer, observatory: OpenObservatory): Promise<void> {
  try {
    for (const path of ['', ...firstPages(observatory)]) await (await fetch(new URL(path, url))).arrayBuffer()
    await warmSearch(observatory)
  } catch {
    // Stopped before it was warm: nobody waits for it.
  }
}

function stopAsked(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
}

/** A territory, and one of its communes: what they add up is what all others are compared with. */
function firstPages({ folder: { perimeters }, places }: OpenObservatory): readonly string[] {
  const [first] = perimeters
  if (!first) return []
  const [commune] = places.place(first.id, undefined).version.communes
  return [first.id, ...(commune ? [commune] : [])].map((id) => pathTo('territories', 'fr', id))
}
