/** An issue from step to step: each in one transaction, under a name; whoever comes second is told so. */

import type { Actor } from '../domain/access/actor.ts'
import { mustBeAllowed } from '../domain/access/refusal.ts'
import { blocks } from '../domain/editions/problem.ts'
import { EDITION_STEPS, nextState, type EditionStep } from '../domain/editions/transition.ts'
import { hindrances, standingOf, type Hindrance } from '../domain/editions/verdict.ts'
import type { WrittenEdition } from '../domain/editions/writing.ts'
import { InvalidInput, NotFound, Refused } from '../domain/shared/errors.ts'
import type { Text } from '../domain/shared/text.ts'
import { deletePublication, insertPublication } from '../store/edition-archive.ts'
import { deleteFreezing } from '../store/edition-freezing.ts'
import { deleteSilences, findVerdicts, saveEditionState, saveVerdict } from '../store/edition-verdicts.ts'
import { findEditionFiles, findWrittenEdition } from '../store/editions.ts'
import type { Db } from '../store/database.ts'
import { change } from '../store/journal.ts'
import { askedFigures, drawnEdition, noEdition, sameTexts, type DeskContext } from './edition-desk.ts'
import { tellAsked } from './edition-news.ts'
import { askForReminders } from './edition-reminders.ts'
import { parseDay } from './journal.ts'
import { signatureOf } from './signature.ts'

/** Whoever takes a step, with their name as it is kept beside what was done. */
export type Stepper = { readonly actor: Actor; readonly name: string }

/**
 * Asks the producers of every figure cited; where none is, it waits for its approval alone. A verdict that was given before stands for as long as its value does.
 *
 * @param answerBy `YYYY-MM-DD`, the last day to answer
 * @throws {InvalidInput} a day that is none, or is past
 * @throws {Refused} 'edition-unsound' while a fault is left; 'step'; 'changed-since'
 */
export async function submitEdition(
  context: DeskContext,
  { actor }: Stepper,
  id: string,
  given: { readonly answerBy: string }
): Promise<void> {
  const answerBy = parseDay(given.answerBy.trim())
  if (answerBy < context.today) throw new InvalidInput(PAST)
  const drawn = await drawnEdition(context, id)
  refuseUnsound(id, drawn.problems.filter(blocks).length)
  const asked = await askedFigures(context, drawn)
  await step(context, actor, id, 'submit', '', async (transaction, edition) => {
    if (!sameTexts(drawn.texts, await findEditionFiles(transaction, id))) throw new Refused('changed-since', WRITTEN)
    await deleteSilences(transaction, id)
    await saveEditionState(transaction, { id, state: edition.state, answerBy })
    const verdicts = await findVerdicts(transaction, id)
    const waiting = asked.flatMap((one) =>
      one.organisations.filter((organisation) => standingOf(one, organisation, verdicts).status !== 'validated')
    )
    if (asked.length === 0) return
    await askForReminders(
      transaction,
      context.observatory,
      { id, state: edition.state, answerBy },
      context.access.now()
    )
    await tellAsked({ ...context, transaction, by: actor }, { id, title: drawn.edition.title, answerBy }, waiting)
  })
}

/**
 * Silence is written down beside the values that it is about, for what it is.
 *
 * @throws {Refused} 'edition-unanswered' while a figure is refused, or unanswered before its day; 'step'
 */
export async function approveEdition(context: DeskContext, { actor, name }: Stepper, id: string): Promise<void> {
  const drawn = await drawnEdition(context, id)
  refuseUnsound(id, drawn.problems.filter(blocks).length)
  const asked = await askedFigures(context, drawn)
  await step(context, actor, id, 'approve', '', async (transaction, { state, answerBy = context.today }) => {
    const verdicts = await findVerdicts(transaction, id)
    refuseUnanswered(hindrances(asked, verdicts, { today: context.today, answerBy }))
    await deleteFreezing(transaction, id)
    for (const { organisations, ...figure } of asked) {
      for (const organisation of organisations) {
        if (standingOf(figure, organisation, verdicts).status !== 'waiting') continue
        const silence = { figure: figure.key, organisation, decision: 'silent', stamp: figure.stamp } as const
        const said = { ...silence, isReported: false, author: name, on: answerBy }
        await saveVerdict(transaction, id, said, actor.kind === 'account' ? actor.account : undefined)
      }
    }
    await saveEditionState(transaction, { id, state, answerBy })
  })
}

/** To be written in again: verdicts stand for as long as their values do. @throws {InvalidInput} without a reason */
export async function reopenEdition(
  context: DeskContext,
  { actor }: Stepper,
  id: string,
  given: { readonly reason: string }
): Promise<void> {
  const reason = given.reason.trim()
  if (reason === '') throw new InvalidInput(NO_REASON)
  await step(context, actor, id, 'reopen', reason, async (transaction, { state }) => {
    await deleteSilences(transaction, id)
    await saveEditionState(transaction, { id, state })
  })
}

/** @param embargo nobody reads it before; undefined: at once @throws {InvalidInput} an hour that is past */
export async function publishEdition(
  context: DeskContext,
  { actor, name }: Stepper,
  id: string,
  embargo: Date | undefined
): Promise<void> {
  const publishedAt = context.access.now()
  if (embargo !== undefined && embargo <= publishedAt) throw new InvalidInput(PAST_HOUR)
  await step(context, actor, id, 'publish', '', async (transaction, { state, answerBy, frozen: digest }) => {
    if (digest === undefined) throw new Error(`The edition ${id} is frozen without a digest`)
    await insertPublication(
      transaction,
      { digest, edition: id, publishedAt, ...(embargo !== undefined && { embargo }) },
      name
    )
    await saveEditionState(transaction, { id, state, frozen: digest, ...(answerBy !== undefined && { answerBy }) })
  })
}

/**
 * Taken back before its hour: frozen as it was, to be published at another or reopened.
 *
 * @throws {InvalidInput} without a reason
 * @throws {Refused} 'edition-out' from the hour of its embargo on
 */
export async function withdrawEdition(
  context: DeskContext,
  { actor }: Stepper,
  id: string,
  given: { readonly reason: string }
): Promise<void> {
  const reason = given.reason.trim()
  if (reason === '') throw new InvalidInput(NO_WITHDRAWAL_REASON)
  await step(context, actor, id, 'withdraw', reason, async (transaction, { state, answerBy, frozen: digest }) => {
    if (digest === undefined) throw new Error(`The edition ${id} is published without a digest`)
    if (!(await deletePublication(transaction, digest, context.access.now()))) throw new Refused('edition-out', OUT)
    await saveEditionState(transaction, { id, state, frozen: digest, ...(answerBy !== undefined && { answerBy }) })
  })
}

/** Holds the issue, looks whether it is still where the step begins, and writes. @param write is given its next state */
export async function step(
  { access }: Pick<DeskContext, 'access'>,
  actor: Actor,
  id: string,
  name: EditionStep,
  reason: string,
  write: (transaction: Db, next: WrittenEdition) => Promise<void>
): Promise<void> {
  await change(access.db, signatureOf(actor, { reason }), async (transaction) => {
    const found = await findWrittenEdition(transaction, id, { forUpdate: true })
    if (!found) throw new NotFound(noEdition(id))
    const state = nextState(found.state, name)
    mustBeAllowed(actor, EDITION_STEPS[name].action, { state: found.state })
    await write(transaction, { ...found, state })
  })
}

/** @throws {Refused} 'edition-unsound' */
function refuseUnsound(id: string, count: number): void {
  if (count === 0) return
  throw new Refused('edition-unsound', {
    fr: `L’édition « ${id} » a ${count === 1 ? 'un défaut' : `${count} défauts`} à corriger d’abord : le rapport de vérification les donne, ligne par ligne`,
    en: `The edition "${id}" has ${count === 1 ? 'one fault' : `${count} faults`} to mend first: the check report gives them, line by line`
  })
}

function refuseUnanswered(all: readonly Hindrance[]): void {
  if (all.length === 0) return
  const refused = all.filter(({ why }) => why === 'refused').length
  const waiting = all.length - refused
  throw new Refused('edition-unanswered', {
    fr: `L’édition ne peut pas être approuvée. Chiffres refusés : ${refused} ; sans réponse alors que le délai court encore : ${waiting}. La page de l’édition dit de qui.`,
    en: `The issue cannot be approved. Figures refused: ${refused}; unanswered while the delay still runs: ${waiting}. The page of the issue says whose.`
  })
}

const PAST: Text = {
  fr: 'La date limite est passée : attendu un jour à venir, ou aujourd’hui',
  en: 'The last day to answer is past: expected a day to come, or today'
}
const PAST_HOUR: Text = {
  fr: 'L’heure de l’embargo est passée : laissez-la vide pour publier tout de suite',
  en: 'The hour of the embargo is past: leave it empty to publish at once'
}
const WRITTEN: Text = {
  fr: 'Quelqu’un a écrit dans l’édition pendant qu’elle était vérifiée. Rien n’a changé : relisez le rapport et recommencez.',
  en: 'Somebody wrote in the edition while it was being checked. Nothing has changed: read the report again and start over.'
}
const OUT: Text = {
  fr: 'L’édition est parue : elle reste comme elle a été lue. Ce qui y est faux se corrige par un erratum.',
  en: 'The issue is out: it stays as it was read. What is wrong in it is corrected by an erratum.'
}
const NO_WITHDRAWAL_REASON: Text = {
  fr: 'Dites pourquoi la parution est retirée : le journal le garde',
  en: 'Say why the publication is taken back: the journal keeps it'
}
const NO_REASON: Text = {
  fr: 'Dites pourquoi l’édition est rouverte : le journal le garde, et ceux qui l’ont relue le lisent',
  en: 'Say why the edition is opened again: the journal keeps it, and those who checked it read it'
}
