/** What people decide of claims and conflicts: under their name, with a reason, and for the values they saw. */

import type { ClaimId } from './claim.ts'

export const VERDICTS = [
  'stands',
  'wrong',
  'other-perimeter',
  'other-period',
  'other-definition',
  'unverifiable'
] as const
export type Verdict = (typeof VERDICTS)[number]

export const CAUSES = ['explained', 'both-right', 'corrected', 'not-a-conflict'] as const
export type Cause = (typeof CAUSES)[number]

type Signed = {
  readonly reason: string
  readonly by: string
  /** `YYYY-MM-DD`. */
  readonly on: string
  /** The values that were seen: with others, the decision is to be taken again. */
  readonly stamp: string
}

export type Ruling = Signed & { readonly claim: ClaimId; readonly verdict: Verdict }

export type Closing = Signed & { readonly conflict: string; readonly cause: Cause }

/** `reopened`: a value has changed since it was decided. */
export type Decision<T extends Signed> =
  | { readonly status: 'open' }
  | { readonly status: 'closed'; readonly decided: T }
  | { readonly status: 'reopened'; readonly decided: T }

export function decisionOf<T extends Signed>(decided: T | undefined, stamp: string): Decision<T> {
  if (!decided) return { status: 'open' }
  return decided.stamp === stamp ? { status: 'closed', decided } : { status: 'reopened', decided }
}
