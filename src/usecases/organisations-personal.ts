/** What people ask about their own data, and what is removed of it in time. */

import { randomUUID } from 'node:crypto'
import type { Authorship } from '../domain/journal/entry.ts'
import { lastDue, RETENTION, type RequestKind } from '../domain/organisations/retention.ts'
import { dayWords } from '../domain/shared/day.ts'
import { NotFound, Refused } from '../domain/shared/errors.ts'
import type { Text } from '../domain/shared/text.ts'
import type { Db } from '../store/database.ts'
import { change } from '../store/journal.ts'
import {
  destroyPerson,
  findDue,
  findPersonFile,
  findPersonState,
  findRequest,
  insertRequest,
  removeDue,
  saveAnswer,
  type Due,
  type PersonState
} from '../store/organisations-personal.ts'

export type PersonalContext = {
  readonly db: Db
  readonly authorship: Authorship
  /** `YYYY-MM-DD`. */
  readonly today: string
}

/** What a person asks, kept until it is answered and as long as it must be proved. @throws {NotFound} */
export async function askAboutData(
  { db, authorship, today }: PersonalContext,
  person: string,
  kind: RequestKind
): Promise<string> {
  const id = randomUUID()
  await change(db, authorship, async (transaction) => {
    await personState(transaction, person)
    await insertRequest(transaction, { id, person, kind, received: today })
  })
  return id
}

export type Answer = {
  readonly outcome: Text
  /** Everything held on the person, for a request of access or export. */
  readonly file?: unknown
}

/**
 * Does what was asked, and keeps that it was done. Public offices are not erased: they are public facts, told with
 * their source.
 *
 * @throws {NotFound}
 * @throws {Refused} `answered`, `account-open` for an erasure while the person can still sign in
 */
export async function answerRequest({ db, authorship, today }: PersonalContext, id: string): Promise<Answer> {
  return change(db, authorship, async (transaction) => {
    const request = await findRequest(transaction, id)
    if (!request) throw new NotFound({ fr: `Il n’y a pas de demande ${id}`, en: `There is no request ${id}` })
    if (request.answered !== null) {
      throw new Refused('answered', {
        fr: `Cette demande a reçu sa réponse le ${dayWords(request.answered).fr}`,
        en: `This request was answered on ${dayWords(request.answered).en}`
      })
    }
    const state = await personState(transaction, request.person)
    const answer = await carryOut(transaction, request, state)
    await saveAnswer(transaction, id, today, answer.outcome.fr)
    return answer
  })
}

async function carryOut(
  db: Db,
  { kind, person }: { readonly kind: RequestKind; readonly person: string },
  state: PersonState
): Promise<Answer> {
  if (kind === 'rectification') return { outcome: { fr: 'Données corrigées', en: 'Data corrected' } }
  if (kind !== 'erasure') {
    return { outcome: { fr: 'Données remises', en: 'Data handed over' }, file: await findPersonFile(db, person) }
  }
  if (state.openAccounts > 0) {
    throw new Refused('account-open', {
      fr: 'Cette personne peut encore se connecter : fermez d’abord son compte',
      en: 'This person can still sign in: close the account first'
    })
  }
  const erased = await destroyPerson(db, person, state)
  const kept = state.offices > 0
  return {
    outcome: {
      fr: `${erased} valeurs privées détruites${kept ? ' ; les mandats publics demeurent' : ''}`,
      en: `${erased} private values destroyed${kept ? '; public offices remain' : ''}`
    }
  }
}

export type RetentionReport = { readonly due: readonly Due[]; readonly lines: readonly Text[] }

/** What is too old to be kept; nothing is removed. */
export async function planRetention(db: Db, today: string): Promise<RetentionReport> {
  const due = await findDue(db, {
    contact: lastDue('contact', today),
    consent: lastDue('consent', today),
    request: lastDue('request', today)
  })
  const lines = due.map(({ kind, key, since }): Text => {
    const { months, text } = RETENTION[kind]
    return {
      fr: `${key} : ${text.fr} (depuis le ${dayWords(since).fr}, gardé ${months} mois)`,
      en: `${key}: ${text.en} (since ${dayWords(since).en}, kept ${months} months)`
    }
  })
  return { due, lines }
}

/** Removes it, and reports what was removed. */
export async function applyRetention({ db, authorship, today }: PersonalContext): Promise<RetentionReport> {
  return change(db, authorship, async (transaction) => {
    const report = await planRetention(transaction, today)
    for (const one of report.due) await removeDue(transaction, one)
    return report
  })
}

async function personState(db: Db, person: string): Promise<PersonState> {
  const state = await findPersonState(db, person)
  if (state) return state
  throw new NotFound({ fr: `La personne « ${person} » n’existe pas`, en: `There is no person "${person}"` })
}
