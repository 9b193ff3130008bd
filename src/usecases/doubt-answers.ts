/** Doubts as those who answer see them: let through or not, given to somebody, answered, opened again. */

import type { Actor } from '../domain/access/actor.ts'
import { may } from '../domain/access/policy.ts'
import {
  parseDoubtText,
  parseOutcome,
  parseRefusal,
  takeDoubtStep,
  type Doubt,
  type DoubtRefusal,
  type DoubtStep
} from '../domain/indicators/doubt.ts'
import { officerFor } from '../domain/indicators/doubt-officer.ts'
import { NotFound, Refused } from '../domain/shared/errors.ts'
import type { Text } from '../domain/shared/text.ts'
import { findAccount, type Account } from '../store/access.ts'
import type { Db } from '../store/database.ts'
import { findDoubt, listDoubts, listOfficers, lockDoubt, saveDoubt, takeLate } from '../store/doubts.ts'
import { change } from '../store/journal.ts'
import { authorOf } from './access-invitations.ts'
import { mustStillBeAllowed } from './access-still.ts'
import { tellAssigned, tellLate, tellReporter } from './doubt-news.ts'
import { doubtOf, dueFrom, figureDoubted, shownOf, subjectOf, type DoubtContext } from './doubts.ts'

type AccountActor = Actor & { readonly kind: 'account' }

/** Lets a doubt through: from then on it is public. @throws {NotFound} @throws {Refused} by the policy, or 'not-now' */
export async function acceptDoubt(context: DoubtContext, actor: AccountActor, id: string): Promise<void> {
  await step(context, actor, id, 'doubt.moderate', () => ({ name: 'accept' }))
}

/** @throws {InvalidInput} without a reason of the list @throws {NotFound} @throws {Refused} */
export async function refuseDoubt(
  context: DoubtContext,
  actor: AccountActor,
  id: string,
  reason: string
): Promise<void> {
  const refusal = parseRefusal(reason)
  await step(context, actor, id, 'doubt.moderate', () => ({ name: 'refuse', refusal }))
}

/**
 * Answers in public, under one's name, held to what the figure is now.
 *
 * @throws {InvalidInput} when the text or the outcome cannot be read
 * @throws {Refused} by the policy, 'not-now', 'not-corrected', 'has-changed', 'no-figure'
 */
export async function answerDoubt(
  context: DoubtContext,
  actor: AccountActor,
  id: string,
  given: { readonly text: string; readonly outcome: string }
): Promise<void> {
  const [text, outcome] = [parseDoubtText(given.text), parseOutcome(given.outcome)]
  const { doubt } = await doubtOf(context.access.db, id)
  const figure = await figureDoubted(context.observatory, doubt)
  if (!figure) throw new Refused('no-figure', WHY['no-figure'])
  const shown = shownOf(figure)
  await step(context, actor, id, 'doubt.answer', (found) => {
    const organisation = onBehalfOf(actor, found)
    const signed = { officer: actor.account, ...(organisation !== undefined && { organisation }) }
    return { name: 'answer', answer: { on: context.today, ...signed, outcome, text, shown } }
  })
}

/** Gives a doubt to another account, which must be able to answer it. @throws {NotFound} @throws {Refused} */
export async function assignDoubt(
  context: DoubtContext,
  actor: AccountActor,
  id: string,
  account: string
): Promise<void> {
  await change(context.access.db, { actor: authorOf(actor) }, async (transaction) => {
    const doubt = await locked(transaction, id)
    await mustStillBeAllowed(transaction, actor, 'doubt.assign', subjectOf(context, doubt))
    const able = await officersFor(transaction, context, doubt)
    if (!able.some((one) => one.id === account)) throw new Refused('cannot-answer', WHY['cannot-answer'])
    const given = { ...doubt, officer: account }
    await saveDoubt(transaction, doubt, given)
    await tellAssigned({ ...context, transaction, doubt: given, by: actor.account })
  })
}

/** Open accounts that may answer a doubt. */
export async function officersFor(
  db: Db,
  context: DoubtContext,
  doubt: Doubt
): Promise<readonly Pick<Account, 'id' | 'name'>[]> {
  const subject = { ...subjectOf(context, doubt), state: 'open' } as const
  const able = (await listOfficers(db)).filter(
    ({ account, grants }) =>
      may({ kind: 'account', account, grants, usedSecondFactor: true }, 'doubt.answer', subject).allowed
  )
  const found = await Promise.all(able.map(({ account }) => findAccount(db, account)))
  return found.filter((one) => one !== undefined)
}

/**
 * After an import, and each day: opens again the doubts whose figure is another than the one answered, and finds
 * somebody for those that nobody is to answer, and tells who is late. How many were opened again or given.
 */
export async function reviewDoubts(context: DoubtContext): Promise<number> {
  const { db } = context.access
  let touched = 0
  for (const { doubt } of await listDoubts(db, { statuses: ['answered'], limit: MOST })) {
    const figure = await figureDoubted(context.observatory, doubt)
    if (!figure) continue
    const again: DoubtStep = { name: 'reopen', shown: shownOf(figure), dueOn: dueFrom(context) }
    if (!takeDoubtStep(doubt, again).ok) continue
    await change(db, { actor: 'system', reason: 'the value has changed' }, async (transaction) => {
      const found = await locked(transaction, doubt.id)
      const decision = takeDoubtStep(found, again)
      if (!decision.ok) return
      await saveDoubt(transaction, found, decision.doubt)
      await tellAssigned({ ...context, transaction, doubt: decision.doubt })
    })
    touched += 1
  }
  for (const { doubt } of await listDoubts(db, { statuses: ['received', 'open'], limit: MOST })) {
    const officers = await listOfficers(db)
    if (officers.some(({ account }) => account === doubt.officer)) continue
    const officer = officerFor(officers, doubt.producers)?.account
    if (officer === undefined) continue
    await change(db, { actor: 'system', reason: 'nobody was to answer it' }, async (transaction) => {
      const found = await locked(transaction, doubt.id)
      await saveDoubt(transaction, found, { ...found, officer })
      await tellAssigned({ ...context, transaction, doubt: { ...found, officer } })
    })
    touched += 1
  }
  await change(db, { actor: 'system' }, async (transaction) => {
    for (const id of await takeLate(transaction, context.today)) {
      const found = await findDoubt(transaction, id)
      if (found) await tellLate({ ...context, transaction, doubt: found.doubt })
    }
  })
  return touched
}

const MOST = 10_000

async function step(
  context: DoubtContext,
  actor: AccountActor,
  id: string,
  action: 'doubt.moderate' | 'doubt.answer',
  make: (doubt: Doubt) => DoubtStep
): Promise<void> {
  await change(context.access.db, { actor: authorOf(actor) }, async (transaction) => {
    const doubt = await locked(transaction, id)
    await mustStillBeAllowed(transaction, actor, action, subjectOf(context, doubt))
    const decision = takeDoubtStep(doubt, make(doubt))
    if (!decision.ok) throw new Refused(decision.reason, WHY[decision.reason])
    await saveDoubt(transaction, doubt, decision.doubt)
    const news = { ...context, transaction, doubt: decision.doubt, by: actor.account }
    await (decision.doubt.status === 'open' ? tellAssigned(news) : tellReporter(news))
    // Told as the program: the entries bear the name of who acted.
    await change(transaction, { actor: authorOf(actor) }, () => Promise.resolve())
  })
}

async function locked(transaction: Db, id: string): Promise<Doubt> {
  const found = await lockDoubt(transaction, id)
  if (found) return found.doubt
  throw new NotFound({ fr: 'Ce doute n’existe pas, ou plus.', en: 'There is no such doubt, or no longer.' })
}

/** The organisation for which the role that answers is held: that of the data first. */
function onBehalfOf({ grants }: AccountActor, { producers }: Doubt): string | undefined {
  const own = grants.find(
    ({ role, organisation }) => role === 'producer' && organisation !== undefined && producers.includes(organisation)
  )
  return (own ?? grants.find(({ role }) => role === 'study-officer'))?.organisation
}

const WHY: Readonly<Record<DoubtRefusal | 'no-figure' | 'cannot-answer', Text>> = {
  'not-now': {
    fr: 'Ce doute n’en est plus là : quelqu’un l’a traité entre-temps. Rouvrez sa page.',
    en: 'This doubt has moved on: somebody has dealt with it meanwhile. Open its page again.'
  },
  'not-corrected': {
    fr: 'Le chiffre publié est encore celui qui a été mis en doute : importez d’abord la correction, ou répondez « maintenu » ou « expliqué ».',
    en: 'The figure published is still the one that was doubted: import the correction first, or answer “stands” or “explained”.'
  },
  'has-changed': {
    fr: 'Le chiffre publié n’est plus celui qui a été mis en doute : répondez « corrigé » ou « expliqué ».',
    en: 'The figure published is no longer the one that was doubted: answer “corrected” or “explained”.'
  },
  'same-value': {
    fr: 'Le chiffre est celui auquel il a été répondu.',
    en: 'The figure is the one that was answered.'
  },
  'no-figure': {
    fr: 'Ce chiffre n’est plus publié : l’indicateur ou le territoire a été retiré de l’observatoire.',
    en: 'This figure is no longer published: its indicator or territory was taken out of the observatory.'
  },
  'cannot-answer': {
    fr: 'Ce compte ne peut pas répondre à ce doute : choisissez-en un de la liste.',
    en: 'This account cannot answer this doubt: choose one of the list.'
  }
}
