/** Doubts about figures: anyone reports one, follows it by a secret link, and reads those that were let through. */

import { randomUUID } from 'node:crypto'
import type { Actor } from '../domain/access/actor.ts'
import { parseEmail } from '../domain/access/identity.ts'
import type { Subject } from '../domain/access/policy.ts'
import { mustBeAllowed } from '../domain/access/refusal.ts'
import { parseDoubtText, USUAL_DELAY, type Doubt, type Shown } from '../domain/indicators/doubt.ts'
import { officerFor } from '../domain/indicators/doubt-officer.ts'
import type { Figure } from '../domain/indicators/figure.ts'
import type { FigureRequest } from '../domain/indicators/request.ts'
import { InvalidInput, NotFound, Refused } from '../domain/shared/errors.ts'
import type { Language } from '../domain/shared/text.ts'
import { addWorkingDays } from '../domain/shared/working-day.ts'
import type { Db } from '../store/database.ts'
import {
  countAttempts,
  deleteReporter,
  findDoubt,
  findDoubtByDigest,
  findDoubtStamp,
  findReporter,
  insertAttempt,
  insertDoubt,
  insertReporter,
  listDoubts,
  listOfficers,
  type DoubtQuery,
  type StoredDoubt
} from '../store/doubts.ts'
import { change, erasePersonal } from '../store/journal.ts'
import type { Access, Client } from './access.ts'
import { networkOf } from './access-attempts.ts'
import { authorOf, digestOf, makeWord } from './access-invitations.ts'
import { sign } from './access-seal.ts'
import { neighboursOf } from './among-perimeters.ts'
import { tellReceived } from './doubt-news.ts'
import { findFigure } from './figures.ts'
import type { OpenObservatory } from './open.ts'
import type { RegisterReader } from './organisations.ts'
import { producersOf } from './producers.ts'

/** What a doubt is reported, read and answered in. */
export type DoubtContext = {
  readonly access: Access
  readonly observatory: OpenObservatory
  readonly organisations: RegisterReader
  /** `YYYY-MM-DD`. */
  readonly today: string
}

export type Report = {
  readonly text: string
  /** Empty: none. */
  readonly email: string
  readonly consents: boolean
  /** What people do not see, and programs fill in. */
  readonly trap: string
  readonly language: Language
}

/** From one network address: enough for somebody who reads a page closely. */
const MOST_IN_AN_HOUR = 5
const MOST_IN_A_DAY = 20

/**
 * Keeps the doubt for an officer to let through; gives the word of the secret link. A program that fills in everything
 * gets a word too, and nothing is kept.
 *
 * @throws {NotFound} no such figure
 * @throws {InvalidInput} the text is too short or too long, the address cannot be read or comes without consent
 * @throws {Refused} 'too-many' from there
 */
export async function reportDoubt(
  context: DoubtContext,
  request: FigureRequest,
  { text, email, consents, trap, language }: Report,
  { actor, client }: { readonly actor: Actor; readonly client: Client }
): Promise<string> {
  const { access, today } = context
  mustBeAllowed(actor, 'doubt.report', {})
  const figure = await findFigure(context.observatory, request)
  const word = makeWord()
  if (trap !== '') return word
  const read = parseDoubtText(text)
  const to = email.trim() === '' ? undefined : parseEmail(email)
  if (to !== undefined && !consents) throw new InvalidInput(NO_CONSENT)
  const { organisations } = await context.organisations.register()
  const producers = producersOf(context.observatory, organisations, figure)
  await change(access.db, { actor: 'system' }, async (transaction) => {
    await refuseFlood(transaction, access, client)
    const officer = officerFor(await listOfficers(transaction), producers)?.account
    const { indicator, perimeter, period } = request
    const doubt: Doubt = {
      id: randomUUID(),
      about: { indicator, perimeter, period },
      address: figure.address,
      shown: shownOf(figure),
      text: read,
      receivedOn: today,
      dueOn: dueFrom(context),
      ...(officer !== undefined && { officer }),
      producers,
      answers: [],
      status: 'received'
    }
    await insertDoubt(transaction, doubt, digestOf(word))
    if (to !== undefined || actor.kind === 'account') {
      const reporter = {
        ...(to && { email: to }),
        ...(actor.kind === 'account' && { account: actor.account }),
        language
      }
      await insertReporter(transaction, doubt.id, reporter, today)
    }
    await tellReceived({ ...context, transaction, doubt, ...(actor.kind === 'account' && { by: actor.account }) })
    // Last: the entries bear the name of who is known to have asked.
    await change(transaction, { actor: authorOf(actor) }, () => Promise.resolve())
  })
  return word
}

/** @throws {NotFound} for a link that was never given */
export async function followDoubt({ db }: Pick<Access, 'db'>, word: string): Promise<StoredDoubt> {
  const found = await findDoubtByDigest(db, digestOf(word))
  if (found) return found
  throw new NotFound({
    fr: 'Ce lien ne suit aucun doute : recopiez-le en entier, ou signalez de nouveau le doute depuis la page du chiffre.',
    en: 'This link follows no doubt: copy all of it, or report the doubt again from the page of the figure.'
  })
}

/** Whether an address to write to is kept. */
export async function hasReporter({ db }: Pick<Access, 'db'>, doubt: string): Promise<boolean> {
  return change(
    db,
    { actor: 'system' },
    async (transaction) => (await findReporter(transaction, doubt))?.email !== undefined
  )
}

/** Erases the address of who reported, and what the journal held of it. @throws {NotFound} */
export async function forgetReporter(access: Pick<Access, 'db'>, word: string): Promise<void> {
  const { doubt } = await followDoubt(access, word)
  await change(access.db, { actor: 'system', reason: 'erased by who had given it' }, async (transaction) => {
    await deleteReporter(transaction, doubt.id)
    await erasePersonal(transaction, 'private.doubt_reporter', doubt.id)
  })
}

/** @throws {NotFound} */
export async function doubtOf(db: Db, id: string): Promise<StoredDoubt> {
  const found = await findDoubt(db, id)
  if (found) return found
  throw new NotFound({ fr: 'Ce doute n’existe pas, ou plus.', en: 'There is no such doubt, or no longer.' })
}

/** What the policy asks of a doubt. */
export function subjectOf({ observatory }: Pick<DoubtContext, 'observatory'>, doubt: Doubt): Subject {
  return {
    organisations: doubt.producers,
    territories: territoriesOf(observatory, doubt.about.perimeter),
    state: doubt.status
  }
}

/** @throws {NotFound} */
export async function subjectOfDoubt(context: DoubtContext, id: string): Promise<Subject> {
  return subjectOf(context, (await doubtOf(context.access.db, id)).doubt)
}

/** What pages ask of doubts that were let through; a fixture answers it without a database. */
export type DoubtReader = {
  /** Another once a doubt has changed: pages that show them are kept under it. */
  readonly stamp: () => string
  /** Called by whoever has changed one. */
  readonly forget: () => void
  readonly list: (query: Omit<DoubtQuery, 'statuses'>) => Promise<readonly StoredDoubt[]>
}

/** How long what another process may have written is not looked for. */
const TRUSTED_FOR_MS = 1000

export function makeDoubtReader(db: Db, now: () => number = () => performance.now()): DoubtReader {
  let found = ''
  let changes = 0
  let asked = -Infinity
  return {
    stamp() {
      if (now() - asked > TRUSTED_FOR_MS) {
        asked = now()
        findDoubtStamp(db).then(
          (stamp) => (found = stamp),
          () => undefined
        )
      }
      return `${found}.${changes}`
    },
    forget() {
      changes += 1
      asked = -Infinity
    },
    list: (query) => listDoubts(db, { ...query, statuses: ['open', 'answered'] })
  }
}

export const NO_DOUBTS: DoubtReader = { stamp: () => '', forget: () => undefined, list: () => Promise.resolve([]) }

/** The last day to answer what is asked, or asked again, today. */
export function dueFrom({ observatory, today }: Pick<DoubtContext, 'observatory' | 'today'>): string {
  return addWorkingDays(today, observatory.folder.settings.doubts?.workingDays ?? USUAL_DELAY)
}

export function shownOf({ cell, unit, decimals }: Figure): Shown {
  return { cell, unit, decimals }
}

/** What is read now where the doubt was; undefined where the question has no answer any more. */
export async function figureDoubted(
  observatory: OpenObservatory,
  { about }: Pick<Doubt, 'about'>
): Promise<Figure | undefined> {
  try {
    return await findFigure(observatory, about)
  } catch (error) {
    if (error instanceof NotFound || error instanceof Refused) return undefined
    throw error
  }
}

/** Counted in the database, under a digest that says nothing of the address without the secret of this machine. */
async function refuseFlood(db: Db, { settings, now }: Access, { address }: Client): Promise<void> {
  const at = now()
  const digest = sign(settings.secret, 'doubt', networkOf(address))
  const since = (hours: number): Date => new Date(at.getTime() - hours * 3_600_000)
  const inADay = await countAttempts(db, digest, since(24))
  const inAnHour = await countAttempts(db, digest, since(1))
  if (inAnHour >= MOST_IN_AN_HOUR || inADay >= MOST_IN_A_DAY) throw new Refused('too-many', TOO_MANY)
  await insertAttempt(db, digest, at)
}

function territoriesOf(observatory: OpenObservatory, perimeter: Doubt['about']['perimeter']): readonly string[] {
  try {
    const { version } = observatory.places.place(perimeter, undefined)
    const day = `${observatory.atlas.geography.latest}-01-01`
    const holders = neighboursOf(observatory, version.communes, day).filter(
      ({ shared }) => shared.length === version.communes.length
    )
    return [perimeter, ...holders.map((one) => one.perimeter.id)]
  } catch (error) {
    if (error instanceof NotFound || error instanceof Refused) return [perimeter]
    throw error
  }
}

const NO_CONSENT = {
  fr: 'Cochez la case pour que votre adresse serve à vous prévenir, ou laissez l’adresse vide.',
  en: 'Tick the box so that your address may be used to tell you, or leave the address empty.'
}
const TOO_MANY = {
  fr: `Trop de signalements viennent d’ici : ${MOST_IN_AN_HOUR} par heure, ${MOST_IN_A_DAY} par jour. Rien n’est perdu : gardez votre texte et revenez plus tard.`,
  en: `Too many reports come from here: ${MOST_IN_AN_HOUR} an hour, ${MOST_IN_A_DAY} a day. Nothing is lost: keep your text and come back later.`
}
