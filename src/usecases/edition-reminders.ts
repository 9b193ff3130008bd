/** Before the last day to answer, producers are reminded of what waits; the day after, whoever writes the issue is told. */

import { zoneOf } from '../domain/indicators/settings.ts'
import { OBSERVATORY, standingOf } from '../domain/editions/verdict.ts'
import type { WrittenEdition } from '../domain/editions/writing.ts'
import { addDays } from '../domain/shared/day.ts'
import { dayThere, instantAt } from '../domain/shared/time-zone.ts'
import type { Db } from '../store/database.ts'
import { findVerdicts } from '../store/edition-verdicts.ts'
import { findRecipients } from '../store/notifications.ts'
import { insertJob } from '../store/queue.ts'
import { askedFigures, drawnEdition, namesOfAsked, type DeskContext } from './edition-desk.ts'
import { tellOver, tellReminded } from './edition-news.ts'
import type { OpenObservatory } from './open.ts'

/** Days from the last day to answer. */
const BEFORE = [-7, -2]
const AFTER = 1

/** On the clocks of the observatory: before the digests of the morning leave. */
const HOUR = 5.5

/**
 * In the transaction that asks producers, and again at each start: one of each waits at a time, in the registry, and none
 * is put in for a day that has begun, so that each is told once.
 */
export async function askForReminders(
  transaction: Db,
  observatory: OpenObservatory,
  { id, state, answerBy }: Pick<WrittenEdition, 'id' | 'state' | 'answerBy'>,
  now: Date
): Promise<void> {
  if (state !== 'checking' || answerBy === undefined) return
  const zone = zoneOf(observatory.folder.settings)
  for (const day of [...BEFORE, AFTER].map((days) => addDays(answerBy, days))) {
    if (day <= dayThere(zone, now)) continue
    const job = {
      kind: 'edition-reminder',
      key: `edition-reminder ${id} ${day}`,
      payload: { edition: id, day }
    } as const
    await insertJob(transaction, { ...job, createdAt: now, runAt: instantAt(zone, day, HOUR) })
  }
}

/** Nothing when the issue is elsewhere by now, another day was given, or everything has its answer. */
export async function remind(
  context: DeskContext,
  transaction: Db,
  { edition: id, day }: { readonly edition: string; readonly day: string }
): Promise<void> {
  const { answerBy, state } = (await context.editions.find(id)) ?? {}
  if (state !== 'checking' || answerBy === undefined) return
  const isOver = day === addDays(answerBy, AFTER)
  const isBefore = BEFORE.some((days) => day === addDays(answerBy, days)) && context.today <= answerBy
  if (!isOver && !isBefore) return
  const drawn = await drawnEdition(context, id)
  const waiting = await waitingIn(context, transaction, id)
  if (waiting.size === 0) return
  const now = context.access.now()
  const issue = { id, title: drawn.edition.title, answerBy }
  if (isOver) {
    const names = await namesOfAsked(context, [...waiting.keys()])
    return tellOver(transaction, issue, { count: total(waiting), names: [...names.values()] }, now)
  }
  await tellReminded(transaction, issue, await answering(transaction, waiting), now)
}

/** How many figures wait, for each that is asked. */
async function waitingIn(context: DeskContext, transaction: Db, id: string): Promise<ReadonlyMap<string, number>> {
  const asked = await askedFigures(context, await drawnEdition(context, id))
  const verdicts = await findVerdicts(transaction, id)
  const waiting = new Map<string, number>()
  for (const { organisations, ...figure } of asked) {
    for (const organisation of organisations) {
      if (standingOf(figure, organisation, verdicts).status !== 'waiting') continue
      waiting.set(organisation, (waiting.get(organisation) ?? 0) + 1)
    }
  }
  return waiting
}

/** Whom nobody answers for is left to the validators. */
async function answering(transaction: Db, waiting: ReadonlyMap<string, number>): Promise<ReadonlyMap<string, number>> {
  const found = new Map<string, number>()
  for (const [organisation, count] of waiting) {
    const to = { role: 'producer', organisation } as const
    const isAnswered = organisation !== OBSERVATORY && (await findRecipients(transaction, to)).length > 0
    const whose = isAnswered ? organisation : OBSERVATORY
    found.set(whose, (found.get(whose) ?? 0) + count)
  }
  return found
}

function total(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0)
}
