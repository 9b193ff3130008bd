/** What people ask about their own data, and what is removed of it in time. */

import { randomUUID } from 'node:crypto'
import type { Authorship } from '../domain/journal/entry.ts'
import {
  lastDue,
  PURPOSES,
  RETENTION,
  type Purpose,
  type RequestKind,
  type Retained
} from '../domain/organisations/retention.ts'
import { dayWords } from '../domain/shared/day.ts'
import { InvalidInput, NotFound, Refused } from '../domain/shared/errors.ts'
import type { Text } from '../domain/shared/text.ts'
import type { Db } from '../store/database.ts'
import { asProgram, change } from '../store/journal.ts'
import { countKept, destroyKept, findKept, type Bearer } from '../store/organisations-kept.ts'
import {
  destroyPerson,
  findConsents,
  findDue,
  findPersonFile,
  findPersonState,
  findRequest,
  insertConsent,
  insertRequest,
  removeDue,
  saveAnswer,
  withdrawConsent,
  type DataSubject,
  type Due,
  type PersonState
} from '../store/organisations-personal.ts'
import { KINDS_ASKED } from './organisations-requests.ts'
import { tellAnswered, type Letters } from './register-news.ts'

export type PersonalContext = {
  readonly db: Db
  readonly authorship: Authorship
  /** `YYYY-MM-DD`. */
  readonly today: string
  readonly letters?: Letters | undefined
}

/** What a person asks, noted for them by who knows them, until it is answered and as long as it must be proved. @throws {NotFound} */
export async function askAboutData(
  { db, authorship, today }: PersonalContext,
  person: string,
  kind: RequestKind
): Promise<string> {
  const id = randomUUID()
  await change(db, authorship, async (transaction) => {
    await stateOf(transaction, { person, account: null })
    const nothing = { account: null, email: null, message: null }
    await insertRequest(transaction, { ...nothing, id, person, kind, received: today, confirmed: today })
  })
  return id
}

export type Consent = {
  readonly purpose: Purpose
  /** `YYYY-MM-DD`; undefined while it is not given. */
  readonly since: string | undefined
}

/** Each purpose, whether the person agrees to it or not. */
export function consentsOf({ db, authorship }: PersonalContext, person: string): Promise<readonly Consent[]> {
  return change(db, authorship, async (transaction) => {
    const given = await findConsents(transaction, person)
    return PURPOSES.map((purpose) => ({ purpose, since: given.get(purpose) }))
  })
}

/** Given or withdrawn, by the person themselves; a withdrawal is kept as long as it must be proved. @throws {InvalidInput} */
export async function setConsent(
  { db, authorship, today }: PersonalContext,
  person: string,
  asked: { readonly purpose: string; readonly isGiven: boolean }
): Promise<void> {
  const purpose = PURPOSES.find((one) => one === asked.purpose)
  if (!purpose) throw new InvalidInput({ fr: 'Cet accord n’existe pas.', en: 'There is no such consent.' })
  await change(db, authorship, async (transaction) => {
    if (!asked.isGiven) await withdrawConsent(transaction, person, purpose, today)
    else if (!(await findConsents(transaction, person)).has(purpose)) {
      await insertConsent(transaction, person, purpose, today)
    }
  })
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
 * @param about whom the officer found it to be about, where the request does not say; an address alone may have left
 *   doubts and invitations
 * @throws {NotFound}
 * @throws {Refused} `answered`; `unproven` while whoever asks has not proved who they are; `account-open` for an erasure while the person can still sign in
 */
export async function answerRequest(
  { db, authorship, today, letters }: PersonalContext,
  id: string,
  about: Partial<DataSubject> = {}
): Promise<Answer> {
  return change(db, authorship, async (transaction) => {
    const request = await findRequest(transaction, id)
    if (!request) throw new NotFound({ fr: `Il n’y a pas de demande ${id}`, en: `There is no request ${id}` })
    if (request.answered !== null) {
      throw new Refused('answered', {
        fr: `Cette demande a reçu sa réponse le ${dayWords(request.answered).fr}`,
        en: `This request was answered on ${dayWords(request.answered).en}`
      })
    }
    if (request.confirmed === null) throw new Refused('unproven', UNPROVEN)
    const subject = {
      person: request.person ?? about.person ?? null,
      account: request.account ?? about.account ?? null
    }
    const bearer = { ...subject, email: request.email }
    const answer = await carryOut(transaction, authorship, request.kind, bearer)
    await saveAnswer(transaction, id, { ...subject, day: today, outcome: answer.outcome.fr, by: authorship.actor })
    const told = { label: KINDS_ASKED[request.kind], outcome: answer.outcome }
    await tellAnswered(transaction, request, told, letters)
    return answer
  })
}

/** Closes a request about which nothing can be done: nobody has that address, or it was answered elsewhere. @throws {NotFound} */
export async function closeRequest(
  { db, authorship, today, letters }: PersonalContext,
  id: string,
  outcome: string
): Promise<void> {
  await change(db, authorship, async (transaction) => {
    const request = await findRequest(transaction, id)
    if (!request || request.answered !== null) {
      throw new NotFound({ fr: `Il n’y a pas de demande ouverte ${id}`, en: `There is no open request ${id}` })
    }
    const { person, account } = request
    await saveAnswer(transaction, id, { person, account, day: today, outcome, by: authorship.actor })
    const told = { label: KINDS_ASKED[request.kind], outcome: { fr: outcome, en: outcome } }
    await tellAnswered(transaction, request, told, letters)
  })
}

async function carryOut(db: Db, authorship: Authorship, kind: RequestKind, bearer: Bearer): Promise<Answer> {
  const kept = await asProgram(db, authorship, () => countKept(db, bearer))
  const isKept = kept.doubts + kept.invitations > 0
  const state = isKept ? await knownState(db, bearer) : await stateOf(db, bearer)
  if (kind === 'rectification') return { outcome: { fr: 'Données corrigées', en: 'Data corrected' } }
  if (kind !== 'erasure') {
    return { outcome: HANDED_OVER, file: await fileOf(db, authorship, bearer) }
  }
  if (state.openAccounts > 0) {
    throw new Refused('account-open', {
      fr: 'Cette personne peut encore se connecter : fermez d’abord son compte',
      en: 'This person can still sign in: close the account first'
    })
  }
  const besides = await asProgram(db, authorship, () => destroyKept(db, bearer))
  const erased = besides + (await destroyPerson(db, bearer, state))
  const remains = state.offices > 0
  return {
    outcome: {
      fr: `${erased} valeurs privées détruites${remains ? ' ; les mandats publics demeurent' : ''}`,
      en: `${erased} private values destroyed${remains ? '; public offices remain' : ''}`
    }
  }
}

/** Everything held on somebody, read under their own name or an administrator’s. */
export function personFile({ db, authorship }: PersonalContext, bearer: Bearer): Promise<unknown> {
  return change(db, authorship, (transaction) => fileOf(transaction, authorship, bearer))
}

async function fileOf(db: Db, authorship: Authorship, bearer: Bearer): Promise<unknown> {
  const file = await findPersonFile(db, bearer)
  return { ...file, ...(await asProgram(db, authorship, () => findKept(db, bearer))) }
}

export type RetentionReport = { readonly due: readonly Due[]; readonly lines: readonly Text[] }

/** What is too old to be kept; nothing is removed. */
export async function planRetention({ db, today }: Omit<PersonalContext, 'authorship'>): Promise<RetentionReport> {
  const kinds = Object.keys(RETENTION) as readonly Retained[]
  const days = Object.fromEntries(kinds.map((kind) => [kind, lastDue(kind, today)])) as Record<Retained, string>
  const due = await change(db, PROGRAM, (transaction) => findDue(transaction, days))
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
  return change(db, PROGRAM, async (transaction) => {
    const report = await planRetention({ db: transaction, today })
    for (const one of report.due) await removeDue(transaction, one)
    // Last: the entries bear the name of who asked for it.
    await change(transaction, authorship, () => Promise.resolve())
    return report
  })
}

const HANDED_OVER: Text = {
  fr: 'Données remises dans un fichier à part',
  en: 'Data handed over in a file of their own'
}

/** What no role may read grows old too: the addresses of who reported a doubt. */
const PROGRAM = { actor: 'system' } as const

/** Of an address that nobody of the register bears, there is no office and no account. */
async function knownState(db: Db, subject: DataSubject): Promise<PersonState> {
  return (await findPersonState(db, subject)) ?? { offices: 0, openAccounts: 0 }
}

async function stateOf(db: Db, subject: DataSubject): Promise<PersonState> {
  const state = await findPersonState(db, subject)
  if (state) return state
  const name = subject.person ?? subject.account ?? '–'
  throw new NotFound({
    fr: `Aucune personne ni aucun compte « ${name} » dans le registre`,
    en: `There is no person and no account "${name}" in the register`
  })
}

const UNPROVEN: Text = {
  fr: 'L’adresse n’a pas été prouvée par son lien : vérifiez d’abord qui demande',
  en: 'The address was not proved by its link: first check who asks'
}
