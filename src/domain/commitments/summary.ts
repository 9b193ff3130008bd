/** Promises counted: how many were announced, how many are listed, what became of them. Nothing here is typed. */

import { amountOf, type Claim, type ClaimId, type Qualifier } from '../sources/claim.ts'
import type { Action, ActionState, CommitmentSet, Lead, LeadFate, Proposition } from './commitment.ts'
import type { CommitmentRegister } from './commitment-register.ts'

/** What became of an action or of a lead. One that was only proposed has no fate yet: it is unknown. */
export const FATES = ['done', 'under-way', 'merged', 'abandoned', 'unknown'] as const
export type Fate = (typeof FATES)[number]

export type Tally = Readonly<Record<Fate, number>>

/** A number that a document announces, with the claim that says so. */
export type Announced = { readonly count: number; readonly qualifier: Qualifier; readonly claim: ClaimId }

/** How many have a fate out of how many there should be. */
export type Coverage = {
  readonly withFate: number
  readonly of: number
  /** `at-most`: more were announced than the denominator says, so that the share is lower. */
  readonly holds: 'exactly' | 'at-most'
}

export type Counted = {
  readonly listed: number
  /** Absent where no document says. */
  readonly announced?: Announced
  /** Announced less listed: those that are nowhere. Absent where nothing was announced. */
  readonly gap?: number
  readonly tally: Tally
  readonly coverage: Coverage
}

export type PropositionSummary = {
  readonly proposition: Proposition
  readonly actions: readonly Action[]
  readonly counted: Counted
  /** Readings that do not agree. */
  readonly isDisputed: boolean
}

export type CommitmentSummary = {
  readonly set: CommitmentSet
  readonly propositions: readonly PropositionSummary[]
  /** Of all actions. What was announced is the sum over propositions, and is absent when one of them is. */
  readonly actions: Omit<Counted, 'announced'> & { readonly announced?: Omit<Announced, 'claim'> }
  readonly leads: Counted & { readonly all: readonly Lead[] }
}

const FATE_OF: Readonly<Record<ActionState, Fate>> = {
  proposed: 'unknown',
  launched: 'under-way',
  'under-way': 'under-way',
  done: 'done',
  abandoned: 'abandoned',
  merged: 'merged',
  unknown: 'unknown'
}

const LEAD_FATE_OF: Readonly<Record<LeadFate, Fate>> = {
  recorded: 'unknown',
  adopted: 'merged',
  done: 'done',
  abandoned: 'abandoned',
  unknown: 'unknown'
}

export function fateOf({ state }: Pick<Action, 'state'>): Fate {
  return FATE_OF[state]
}

/** @param claims in which announced numbers were read */
export function summarise(
  register: CommitmentRegister,
  set: CommitmentSet,
  claims: readonly Claim[]
): CommitmentSummary {
  const byId = new Map(claims.map((claim) => [claim.id, claim]))
  const propositions = register.propositions
    .filter((one) => one.set === set.id)
    .toSorted((a, b) => a.number - b.number)
    .map((proposition): PropositionSummary => {
      const actions = register.actions
        .filter((one) => one.proposition === proposition.id)
        .toSorted((a, b) => a.number - b.number)
      const verdicts = new Set(proposition.assessments.map(({ verdict }) => verdict))
      return {
        proposition,
        actions,
        counted: count(actions.map(fateOf), announcedBy(proposition.announced, byId)),
        isDisputed: verdicts.size > 1
      }
    })
  const leads = register.leads.filter((one) => one.set === set.id)
  const announced = propositions.flatMap(({ counted }) => counted.announced ?? [])
  const isWhole = announced.length === propositions.length && announced.length > 0
  const total = {
    count: announced.reduce((sum, one) => sum + one.count, 0),
    qualifier: announced.find(({ qualifier }) => qualifier !== 'exact')?.qualifier ?? ('exact' as const)
  }
  const fates = propositions.flatMap(({ actions }) => actions.map(fateOf))
  return {
    set,
    propositions,
    actions: count(fates, isWhole ? total : undefined),
    leads: {
      ...count(
        leads.map(({ fate }) => LEAD_FATE_OF[fate]),
        announcedBy(set.announcedLeads, byId)
      ),
      all: leads
    }
  }
}

function announcedBy(id: ClaimId | undefined, claims: ReadonlyMap<ClaimId, Claim>): Announced | undefined {
  const claim = id === undefined ? undefined : claims.get(id)
  const amount = claim && amountOf(claim)
  return claim && amount && { count: amount.value, qualifier: claim.qualifier, claim: claim.id }
}

/** Qualifiers under which there are more than the number says, or may be. */
const LOWER_BOUNDS: readonly Qualifier[] = ['more-than', 'at-least']

function count<A extends Pick<Announced, 'count' | 'qualifier'>>(
  fates: readonly Fate[],
  announced: A | undefined
): Omit<Counted, 'announced'> & { readonly announced?: A } {
  const tally = Object.fromEntries(FATES.map((fate) => [fate, fates.filter((one) => one === fate).length])) as Tally
  const listed = fates.length
  const isBeyond = announced !== undefined && listed > announced.count
  return {
    listed,
    tally,
    ...(announced && { announced, gap: announced.count - listed }),
    coverage: {
      withFate: listed - tally.unknown,
      // What is listed beyond what was announced counts as well: a rate never passes the whole.
      of: Math.max(announced?.count ?? listed, listed),
      holds: announced && LOWER_BOUNDS.includes(announced.qualifier) && !isBeyond ? 'at-most' : 'exactly'
    }
  }
}
