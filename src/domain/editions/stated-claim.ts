/** A claim as an edition tells it: what a document states, and what the figures say of it. What may not be told, and why. */

import type { FigureQuestion } from '../indicators/request.ts'
import { amountOf, type Claim, type ClaimId } from '../sources/claim.ts'
import type { Document } from '../sources/document.ts'
import type { Decision, Ruling } from '../sources/ruling.ts'
import type { ClaimMention } from './edition.ts'
import type { EditionProblem } from './problem.ts'

/** Frozen with the edition: a claim corrected later changes nothing in what was printed. */
export type StatedClaim = { readonly claim: Claim; readonly document: Document } & (
  | { readonly status: 'confirmed' | 'differs'; readonly question: FigureQuestion }
  /** No person has said which figure the claim is about, or none can be computed. */
  | { readonly status: 'untold' }
)

/** How the claim stands in the register on the day of the check. */
export type ClaimStanding = {
  readonly stated: StatedClaim
  readonly ruling: Decision<Ruling>
  /** Open, and where other claims say otherwise. */
  readonly conflicts: readonly { readonly id: string; readonly others: readonly ClaimId[] }[]
}

/**
 * Why an edition may not tell a claim, or what to know before it does. A reading in doubt, a number that is lost and a
 * claim ruled wrong keep the edition from being frozen; what contradicts another claim or its figure is to be known.
 */
export function claimProblems(
  { form, position, claim: id }: ClaimMention,
  { stated, ruling, conflicts }: ClaimStanding
): readonly EditionProblem[] {
  const { claim, status } = stated
  const own = { position, claim: id }
  if (claim.reading.status === 'doubtful') return [{ ...own, kind: 'claim-not-validated' }]
  if (form === 'value' && !amountOf(claim)) return [{ ...own, kind: 'claim-without-number' }]
  if (ruling.status === 'closed' && ruling.decided.verdict === 'wrong') return [{ ...own, kind: 'claim-wrong' }]
  const others = [...new Set(conflicts.flatMap((one) => one.others))]
  const isContested = others.length > 0 || ruling.status === 'reopened'
  return [
    ...(isContested ? [{ ...own, kind: 'claim-contested', others } as const] : []),
    ...(status === 'differs' ? [{ ...own, kind: 'claim-differs' } as const] : [])
  ]
}
