/** A claim beside what the observatory computes: confirmed, other, elsewhere, or why it cannot be told. */

import type { Figure } from '../domain/indicators/figure.ts'
import { indicatorOf } from '../domain/indicators/registry.ts'
import { admits } from '../domain/sources/claim-amount.ts'
import { proposeFigure, type Proposal } from '../domain/sources/claim-link.ts'
import { meaningOf, type NamedPerimeter } from '../domain/sources/claim-meaning.ts'
import { amountOf, type Claim } from '../domain/sources/claim.ts'
import { recallFigure, recallFigures } from './figure-cache.ts'
import { availablePeriods, findShown } from './figures.ts'
import type { OpenObservatory } from './open.ts'

/** `isProposed`: nobody has said yet that the claim is about this figure. */
export type Confrontation = { readonly isProposed: boolean } & (
  | { readonly status: 'confirmed'; readonly figure: Figure }
  | { readonly status: 'differs'; readonly figure: Figure; readonly gap: number; readonly percent?: number }
  /** Another perimeter or period would match. */
  | { readonly status: 'elsewhere'; readonly figure?: Figure; readonly matches: readonly Figure[] }
  | { readonly status: 'not-computable'; readonly missing: Missing; readonly figure?: Figure }
)

/** What is not there: the number, an indicator that says so much, where, when; or the figure has no value. */
type Missing = 'value' | 'indicator' | 'perimeter' | 'period' | 'figure'

const MOST_MATCHES = 4

/** Nobody takes the number of a whole country for that of a town, and its sums are long. */
const MOST_COMMUNES = 5000

export async function confront(
  observatory: OpenObservatory,
  claim: Claim,
  perimeters: readonly NamedPerimeter[]
): Promise<Confrontation> {
  const isProposed = claim.link === undefined
  if (!amountOf(claim)) return { status: 'not-computable', missing: 'value', isProposed }
  const proposal = proposalFor(observatory, claim, perimeters)
  if (proposal.status === 'no-indicator') return { status: 'not-computable', missing: 'indicator', isProposed }
  const figure =
    proposal.status === 'found'
      ? await recallFigure(observatory, {
          indicator: proposal.indicator.id,
          perimeter: proposal.perimeter,
          period: proposal.period
        })
      : undefined
  if (figure && 'value' in figure.cell && admits(claim, figure.cell.value)) {
    return { status: 'confirmed', figure, isProposed }
  }
  const matches = await elsewhere(observatory, claim, proposal, perimeters)
  const asked = figure ? { figure } : {}
  if (matches.length > 0) return { status: 'elsewhere', ...asked, matches, isProposed }
  if (!figure) return { status: 'not-computable', missing: MISSING[proposal.status], isProposed }
  if (!('value' in figure.cell)) return { status: 'not-computable', missing: 'figure', figure, isProposed }
  const stated = amountOf(claim)?.value ?? 0
  const gap = stated - figure.cell.value
  const percent = figure.cell.value === 0 ? {} : { percent: (gap / figure.cell.value) * 100 }
  return { status: 'differs', figure, gap, ...percent, isProposed }
}

/** What a decision rests on: with another number on either side, it is to be taken again. */
export function confrontationStamp(claim: Claim, confrontation: Confrontation): string {
  const amount = amountOf(claim)
  const shown = 'figure' in confrontation ? confrontation.figure : undefined
  const value = shown && 'value' in shown.cell ? String(Number(shown.cell.value.toPrecision(9))) : ''
  return [amount?.value ?? '', amount?.max ?? '', confrontation.status, value].join(' ')
}

const MISSING = {
  found: 'figure',
  'no-perimeter': 'perimeter',
  'no-period': 'period'
} as const satisfies Record<Exclude<Proposal['status'], 'no-indicator'>, Missing>

function proposalFor(observatory: OpenObservatory, claim: Claim, perimeters: readonly NamedPerimeter[]): Proposal {
  const { registry, folder } = observatory
  const { link } = claim
  if (link && registry.indicators.has(link.indicator)) {
    const indicator = indicatorOf(registry, link.indicator)
    return { status: 'found', indicator, perimeter: link.perimeter, period: link.period }
  }
  const existing = new Set(perimeters.filter(({ communes }) => communes.size > 0).map(({ id }) => id))
  return proposeFigure(meaningOf(claim, perimeters), folder.indicators, ({ id }, perimeter) =>
    existing.has(perimeter) ? availablePeriods(observatory, id, perimeter) : []
  )
}

/** The same indicator on every listed perimeter at its period, and at every period on its perimeter; where one is missing, on all. */
async function elsewhere(
  observatory: OpenObservatory,
  claim: Claim,
  proposal: Proposal,
  perimeters: readonly NamedPerimeter[]
): Promise<readonly Figure[]> {
  if (proposal.status === 'no-indicator') return []
  const { indicator } = proposal
  const own = 'perimeter' in proposal ? proposal.perimeter : undefined
  const asked = 'period' in proposal ? proposal.period : undefined
  const requests = perimeters.flatMap(({ id, communes }) => {
    // A perimeter that no longer exists has no figure today.
    const isSought = communes.size > 0 && (communes.size <= MOST_COMMUNES || id === own)
    const periods = isSought ? availablePeriods(observatory, indicator.id, id) : []
    const wanted = id === own ? periods : asked ? periods.filter((one) => one === asked) : periods.slice(-3)
    return wanted
      .filter((one) => id !== own || one !== asked)
      .map((period) => ({ indicator: indicator.id, perimeter: id, period }))
  })
  const shown = await findShown(observatory, requests)
  const fitting = requests.filter((_, i) => {
    const cell = shown[i]?.cell
    return cell !== undefined && 'value' in cell && admits(claim, cell.value)
  })
  return recallFigures(observatory, fitting.slice(0, MOST_MATCHES))
}
