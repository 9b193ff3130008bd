/**
 * Claims that cannot all be right, or cannot be told to be: each with its arithmetic. A table of pure rules, each with
 * one reason of a closed list. No rule knows of any document.
 */

import type { PerimeterId } from '../territories/perimeter.ts'
import { meaningOf, type Meaning, type NamedPerimeter } from './claim-meaning.ts'
import { amountOf, type Claim, type ClaimId } from './claim.ts'
import { BOUND_RULES } from './conflict-bounds.ts'
import { CONTEXT_RULES } from './conflict-context.ts'
import { COPY_RULES } from './conflict-copies.ts'
import { DATE_RULES } from './conflict-dates.ts'
import { LIST_RULES } from './conflict-lists.ts'
import { MONEY_RULES } from './conflict-money.ts'
import { NESTED_RULES } from './conflict-nested.ts'
import { PART_RULES } from './conflict-parts.ts'
import { PERIMETER_RULES } from './conflict-perimeters.ts'
import { RATIO_RULES } from './conflict-ratios.ts'
import { READING_RULES } from './conflict-readings.ts'
import { SENTENCE_RULES } from './conflict-sentence.ts'
import { SHARE_RULES } from './conflict-shares.ts'
import { STATE_RULES } from './conflict-states.ts'
import { TERM_RULES } from './conflict-terms.ts'
import { VALUE_RULES } from './conflict-values.ts'

/** Closed list: each has its sentence in the catalogue. */
export const CONFLICT_REASONS = [
  'two-values',
  'two-roundings',
  'two-perimeters',
  'copied-value',
  'two-units',
  'two-definitions',
  'one-count-two-sets',
  'parts-exceed-whole',
  'not-nested',
  'share-of-parts',
  'sum-of-parts',
  'ratio-times-base',
  'out-of-bounds',
  'mixed-states',
  'money-status',
  'break-crossed',
  'other-windows',
  'other-population',
  'number-or-share',
  'points-or-percent',
  'announced-listed',
  'expired',
  'dates-do-not-fit',
  'damaged-reading',
  'lost-value',
  'no-value-here',
  'no-context',
  'unsourced-rank',
  'few-sources'
] as const
export type ConflictReason = (typeof CONFLICT_REASONS)[number]

/** What keeps a claim from being checked, where no other claim says otherwise. */
const UNCHECKABLE: ReadonlySet<ConflictReason> = new Set([
  'damaged-reading',
  'lost-value',
  'no-value-here',
  'no-context',
  'unsourced-rank',
  'few-sources'
])

/** Whether claims stand against each other, not only without what would allow to check them. */
export function opposes({ reason }: Pick<Found, 'reason'>): boolean {
  return !UNCHECKABLE.has(reason)
}

/** One line of arithmetic. `share` and `change` are in percent. */
export type Step = {
  readonly operation: '+' | '−' | '×' | '÷' | 'share' | 'change'
  readonly operands: readonly number[]
  readonly result: number
  readonly unit: string
  /** What a claim states where the result is expected. */
  readonly typed?: number
}

export type Found = {
  readonly reason: ConflictReason
  /** The ones that contradict first. */
  readonly claims: readonly ClaimId[]
  readonly steps: readonly Step[]
}

export type Conflict = Found & {
  /** The same as long as the same claims contradict for the same reason. */
  readonly id: string
  /** Changes with any value in it: what was closed is then open again. */
  readonly stamp: string
}

export type RuleContext = {
  readonly perimeters: readonly NamedPerimeter[]
  /** Published by the observatory, by perimeter, at the latest period it has. */
  readonly inhabitants: ReadonlyMap<PerimeterId, number>
  /** The perimeters that « regional » and « national » shares are of. */
  readonly region?: PerimeterId
  readonly nation?: PerimeterId
  /** `YYYY-MM-DD`. */
  readonly today: string
}

export type Rule = (meanings: readonly Meaning[], context: RuleContext) => readonly Found[]

const RULES: readonly Rule[] = [
  ...VALUE_RULES,
  ...COPY_RULES,
  ...PERIMETER_RULES,
  ...PART_RULES,
  ...NESTED_RULES,
  ...SHARE_RULES,
  ...RATIO_RULES,
  ...SENTENCE_RULES,
  ...BOUND_RULES,
  ...STATE_RULES,
  ...MONEY_RULES,
  ...LIST_RULES,
  ...DATE_RULES,
  ...TERM_RULES,
  ...READING_RULES,
  ...CONTEXT_RULES
]

/** All conflicts among the claims, in the order of the rules; the same claims for the same reason once. */
export function findConflicts(claims: readonly Claim[], context: RuleContext): readonly Conflict[] {
  const meanings = claims.map((claim, i) => meaningOf(claim, context.perimeters, i))
  const byId = new Map(claims.map((claim) => [claim.id, claim]))
  const found = new Map<string, Conflict>()
  for (const rule of RULES) {
    for (const one of rule(meanings, context)) {
      const id = idOf(one)
      if (!found.has(id)) found.set(id, { ...one, id, stamp: stampOf(one, byId) })
    }
  }
  return [...found.values()]
}

/** Two claims say enough which conflict it is, and another that joins them does not make it another. */
function idOf({ reason, claims }: Found): string {
  return [reason, ...claims.toSorted().slice(0, 2)].join('--')
}

function stampOf({ claims, steps }: Found, byId: ReadonlyMap<ClaimId, Claim>): string {
  const values = claims.toSorted().map((id) => {
    const claim = byId.get(id)
    const amount = claim && amountOf(claim)
    return `${id}=${amount?.value ?? ''}${amount?.max === undefined ? '' : `-${amount.max}`}`
  })
  return [...values, ...steps.map(({ result }) => String(Number(result.toPrecision(9))))].join(' ')
}
