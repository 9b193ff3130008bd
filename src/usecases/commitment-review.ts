/** The yearly review: every action of a set with its state, those that nobody has looked at this year first. */

import type { Actor } from '../domain/access/actor.ts'
import type { Action, CommitmentSet } from '../domain/commitments/commitment.ts'
import type { FormFields } from '../domain/shared/form.ts'
import { findCommitments, saveReviewed } from '../store/commitments.ts'
import type { Db } from '../store/database.ts'
import { change } from '../store/journal.ts'
import { findCommitmentSummary, namesOf, type CommitmentContext } from './commitments.ts'
import { reasonIn, signatureOf } from './signature.ts'

export type ReviewRow = {
  readonly action: Action
  readonly proposition: number
  readonly carriers: readonly string[]
  /** Whether somebody has looked at it this year. */
  readonly isReviewed: boolean
}

export type ReviewPage = {
  readonly set: CommitmentSet
  readonly year: string
  readonly rows: readonly ReviewRow[]
}

/** Undefined as long as nothing was promised. @throws {NotFound} */
export async function reviewPage(context: CommitmentContext, id?: string): Promise<ReviewPage | undefined> {
  const { reader, today } = context
  const summary = findCommitmentSummary(await reader.register(), (await context.claims()).claims, id)
  if (!summary) return undefined
  const names = await namesOf(context)
  const year = today.slice(0, 4)
  const rows = summary.propositions.flatMap(({ proposition, actions }) =>
    actions.map((action) => ({
      action,
      proposition: proposition.number,
      carriers: action.carriers.map((one) => names.get(one)?.name ?? one),
      isReviewed: (action.reviewedOn ?? '') >= `${year}-01-01`
    }))
  )
  const day = ({ action }: ReviewRow): string => action.reviewedOn ?? ''
  return { set: summary.set, year, rows: rows.toSorted((a, b) => (day(a) < day(b) ? -1 : day(a) > day(b) ? 1 : 0)) }
}

/** Those ticked (`seen.<id>`) are told as reviewed today; how many there were, or why nothing was written. */
export async function markReviewed(
  { db, actor, today }: { readonly db: Db; readonly actor: Actor; readonly today: string },
  fields: FormFields
): Promise<{ readonly status: 'saved'; readonly count: number } | { readonly status: 'no-reason' | 'none' }> {
  const asked = Object.keys(fields).flatMap((name) => (name.startsWith('seen.') ? [name.slice('seen.'.length)] : []))
  if (asked.length === 0) return { status: 'none' }
  if (!reasonIn(fields)) return { status: 'no-reason' }
  return change(db, signatureOf(actor, fields), async (transaction) => {
    const { actions } = await findCommitments(transaction)
    const ids = actions.filter((one) => asked.includes(one.id) && one.reviewedOn !== today).map((one) => one.id)
    await saveReviewed(transaction, ids, today)
    return { status: 'saved', count: ids.length }
  })
}
