/** `chevalement serve`: the portal, until it is told to stop. */

import { cleanVintages } from '../usecases/import.ts'
import type { Language, Text } from '../domain/shared/text.ts'
import { firstLink } from '../usecases/access-invitations.ts'
import { reviewDoubts } from '../usecases/doubt-answers.ts'
import { askForReview } from '../usecases/edition-jobs.ts'
import { makePublishedReader } from '../usecases/edition-published.ts'
import { cleanEditionFiles } from '../jobs/edition-files.ts'
import { makeMailer } from '../jobs/mail.ts'
import { startQueue } from '../jobs/queue.ts'
import { makeService } from '../usecases/service.ts'
import { watchObservatory } from '../usecases/live.ts'
import { makeAssets } from '../web/assets.ts'
import type { Portal } from '../web/portal.ts'
import { startServer } from '../web/server.ts'
import { pathTo, twinOf } from '../view/paths.ts'
import { openAccounts } from './accounts.ts'
import { editionHands, filesUnder } from './edition-hands.ts'
import { portalOfTheDay } from './portal-of-the-day.ts'
import type { Execute, ExitCode } from './command.ts'
import { teller, withObservatory } from './session.ts'

export const serve: Execute = (request) =>
  withObservatory<ExitCode>(request, async (session) => {
    const { io, config, language, json } = request
    await cleanVintages(session.db, session.home)
    await cleanEditionFiles(session.home)
    const current = await watchObservatory(session, session.observatory, () => performance.now())
    const log = (line: string): void => io.err(`${line}\n`)
    const { name, demonstration } = session.observatory.folder.settings
    let url = ''
    const access = await openAccounts({ ...session, config, url: () => url, name: name[language], demonstration, log })
    const service = makeService({ ...session, now: access.now, log })
    const published = makePublishedReader(session.db, filesUnder(session, access.now), {
      now: access.now,
      elapsed: () => performance.now()
    })
    const begin = (another: Portal): void => {
      reviewDoubts({ ...another, access }).then(
        () => another.doubts.forget(),
        (error: unknown) => log(`doubts: ${String(error)}`)
      )
      askForReview(session.db, access.now()).catch((error: unknown) => log(`editions: ${String(error)}`))
    }
    const portal = portalOfTheDay(current, makeAssets(), access.now, begin, { published })
    const hurry = (): void => queue.wake()
    const server = await startServer(config, { service, access: () => access, portal, log, hurry, warm: true })
    url = server.url
    // At once: no request is answered before it can be hurried.
    const queue = startQueue(
      {
        ...access,
        observatory: name,
        deliver: config.mail && makeMailer(config.mail),
        pathIn: (path, wanted) => (wanted === 'fr' ? path : twinOf(path)),
        paths: { settings: pathsTo('/settings'), stop: pathsTo('/stop') },
        hands: editionHands({ home: session.home, portal, access })
      },
      async () => {
        await service.tend()
        // A new day, or an import, is found though nobody reads: doubts grow late all the same.
        await portal()
      }
    )
    const first = await firstLink(access)
    const said = { fr: 'Le portail répond sur', en: 'The portal answers at' }[language]
    io.out(json ? `${JSON.stringify({ url: server.url })}\n` : `${said} ${server.url}\n`)
    if (first !== undefined) teller(request)(firstText(first))
    await stopAsked()
    await server.close()
    await queue.stop()
    return 0
  })

/** Of what letters lead to. */
function pathsTo(rest: string): Readonly<Record<Language, string>> {
  return { fr: pathTo('notifications', 'fr') + rest, en: pathTo('notifications', 'en') + rest }
}

/** On the terminal of whoever started it, and nowhere else. */
function firstText(link: string): Text {
  return {
    fr: `Pas encore d’administrateur. Ce lien, une fois et pendant un jour, ouvre son compte :\n${link}`,
    en: `No administrator yet. This link, once and for a day, opens that account:\n${link}`
  }
}

function stopAsked(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
}
