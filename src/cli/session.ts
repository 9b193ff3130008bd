/** What most commands need: the registry open, the geography, an observatory that is not empty. */

import { zoneOf } from '../domain/indicators/settings.ts'
import { Refused } from '../domain/shared/errors.ts'
import type { Text } from '../domain/shared/text.ts'
import { dayThere } from '../domain/shared/time-zone.ts'
import type { Geography } from '../domain/territories/geography.ts'
import { ROOT } from '../root.ts'
import { openDatabase, type Db } from '../store/database.ts'
import { loadGeography } from '../store/geography.ts'
import { openObservatory, readAhead, type OpenObservatory } from '../usecases/open.ts'
import type { Request } from './command.ts'

export type Session = {
  readonly db: Db
  readonly home: string
  readonly geography: Geography
}

type Opened = {
  readonly observatory: OpenObservatory
  /** Where the observatory is, `YYYY-MM-DD`. */
  readonly today: string
}

type Asked = Pick<Request, 'config' | 'io' | 'language'>

/** Runs `use` on the registry, and leaves it whatever happens. */
export async function withRegistry<T>(
  request: Asked,
  use: (session: Session, leave: () => Promise<void>) => Promise<T>,
  geography = loadGeography(ROOT)
): Promise<T> {
  const { config } = request
  const say = teller(request)
  const { db, close } = await openDatabase({
    database: config.database,
    home: config.home,
    asApplication: true,
    progress: (step) => say(STEPS[step])
  })
  try {
    return await use({ db, home: config.home, geography }, close)
  } finally {
    await close()
  }
}

/** An empty registry first loads the folder of the configuration: a fresh checkout answers at once. */
export function withObservatory<T>(
  request: Asked & Pick<Request, 'at'>,
  use: (session: Session & Opened) => Promise<T>
): Promise<T> {
  return withRegistry(request, async (session) => {
    const observatory = await openOrLoad(session, request)
    return use({ ...session, observatory, today: dayThere(zoneOf(observatory.folder.settings), request.at) })
  })
}

/** For a question: the registry is read whole, and given back while the answer is being worked out. */
export function withObservatoryRead<T>(request: Asked, use: (observatory: OpenObservatory) => Promise<T>): Promise<T> {
  const geography = loadGeography(ROOT)
  // Whoever asks a table that cannot be read hears of it.
  readAhead(geography).catch(() => undefined)
  const answer = async (session: Session, leave: () => Promise<void>): Promise<T> => {
    const observatory = await openOrLoad(session, request)
    // Whoever waits for the end of `withRegistry` hears of its failure.
    leave().catch(() => undefined)
    return use(observatory)
  }
  return withRegistry(request, answer, geography)
}

async function openOrLoad(session: Session, request: Asked): Promise<OpenObservatory> {
  try {
    return await openObservatory(session)
  } catch (error) {
    if (!(error instanceof Refused) || error.reason !== 'empty') throw error
  }
  const { folder } = request.config
  const say = teller(request)
  say({ fr: `Observatoire vide : chargement de ${folder}`, en: `Empty observatory: loading ${folder}` })
  // Only a fresh home pays for the readers of a folder.
  const { loadFolder } = await import('../usecases/load.ts')
  try {
    await loadFolder({ ...session, progress: say }, folder)
  } catch (error) {
    // Another command has just loaded it: what it loaded answers.
    if (!(error instanceof Refused) || error.reason !== 'would-lose') throw error
  }
  return openObservatory(session)
}

/** Progress is for the person who waits, never mixed with the answer. */
export function teller({ io, language }: Pick<Asked, 'io' | 'language'>): (text: Text) => void {
  return (text) => io.err(`${text[language]}\n`)
}

const STEPS: Readonly<Record<'creating' | 'migrating', Text>> = {
  creating: { fr: 'Préparation de la base de données (une seule fois)', en: 'Preparing the database (once only)' },
  migrating: { fr: 'Mise à jour de la base de données', en: 'Updating the database' }
}
