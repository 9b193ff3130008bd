/** A formula over a place at one period, from one choice of vintages: sum first, divide last, round never. */

import { distinctCautions, statusOf } from './caution.ts'
import type { Cell } from './cell.ts'
import type { Assignment } from './choice.ts'
import type { Caution, FigureReason, FigureTerm } from './figure.ts'
import { findGap, gapShare, mergeGaps, NO_GAP, type Basis, type Gap } from './gather.ts'
import type { Formula, Indicator, Terms } from './indicator.ts'
import { answerMean } from './mean.ts'
import { parseSeriesId, type SeriesId } from './measure.ts'
import type { Place } from './place.ts'
import { measureOf } from './registry.ts'
import {
  answerTerm,
  basisOf,
  isListed,
  isOpenTo,
  refuseTerm,
  type FigureInputs,
  type TermAnswer,
  type TermQuestion
} from './term.ts'

/** The formulas that read observations; the others combine figures. */
export type DirectFormula = Exclude<Formula, { readonly kind: 'change' | 'index' | 'rank' }>

export type Answer = {
  readonly cell: Cell
  readonly reason?: FigureReason
  readonly cautions: readonly Caution[]
  readonly terms: readonly FigureTerm[]
}

type Part = { readonly role: FigureTerm['role']; readonly terms: Terms }

export function isDirect(formula: Formula): formula is DirectFormula {
  return formula.kind !== 'change' && formula.kind !== 'index' && formula.kind !== 'rank'
}

/** Series that must be known; the weights of a mean are sought beside them. */
export function seriesOf(formula: DirectFormula): readonly SeriesId[] {
  const known = seriesKept.get(formula)
  if (known) return known
  const found = [...new Set(partsOf(formula).flatMap(({ terms }) => terms.map(({ series }) => series)))]
  seriesKept.set(formula, found)
  return found
}

const seriesKept = new WeakMap<DirectFormula, readonly SeriesId[]>()

/** A measure's own denominator, or the one that the indicator names. */
export function weightOf(
  { registry }: Pick<FigureInputs, 'registry'>,
  formula: DirectFormula,
  series: SeriesId
): SeriesId | undefined {
  if (formula.kind === 'weighted-mean') return formula.weight
  const { weight } = measureOf(registry, series)
  // A measure's total is the series that bears its name.
  return weight && parseSeriesId(weight)
}

export function answerFormula(
  inputs: FigureInputs,
  indicator: Indicator & { readonly formula: DirectFormula },
  place: Place,
  assignment: Assignment
): Answer {
  const { formula, tolerance } = indicator
  const questions = partsOf(formula).flatMap(({ role, terms }) =>
    terms.flatMap(({ series, sign }) => {
      const choice = assignment.get(series)
      return choice ? [{ role, series, sign, choice, place, tolerance }] : []
    })
  )
  const answers = answerTerms(inputs, formula, questions)
  return {
    ...combine(formula, answers),
    cautions: distinctCautions(answers.flatMap(({ cautions }) => cautions)),
    terms: answers.map(({ term }) => term)
  }
}

function partsOf(formula: DirectFormula): readonly Part[] {
  switch (formula.kind) {
    case 'level':
      return [{ role: 'value', terms: formula.terms }]
    case 'weighted-mean':
      return [{ role: 'value', terms: [{ series: formula.value, sign: 1 }] }]
    case 'share':
    case 'ratio':
    case 'per-capita':
    case 'density':
      return [
        { role: 'numerator', terms: formula.numerator },
        { role: 'denominator', terms: formula.denominator }
      ]
  }
}

function answerTerms(
  inputs: FigureInputs,
  formula: DirectFormula,
  questions: readonly TermQuestion[]
): readonly TermAnswer[] {
  const based = questions.map((question) => ({ question, basis: basisOf(inputs, question) }))
  const gaps = based.map(({ question, basis }) => (basis ? gapOf(inputs, question, basis) : NO_GAP))
  const common = commonGap(based, gaps)
  return based.flatMap(({ question, basis }, i) => {
    if (basis) {
      if (!isOpenTo(inputs, question, basis)) return [refuseTerm(question, 'free-perimeter')]
      return [answerTerm(inputs, question, basis, common ?? gaps[i] ?? NO_GAP)]
    }
    if (measureOf(inputs.registry, question.series).additive) return [refuseTerm(question, 'not-published-here')]
    const weight = weightOf(inputs, formula, question.series)
    return weight ? answerMean(inputs, question, weight) : [refuseTerm(question, 'not-additive')]
  })
}

function gapOf(inputs: FigureInputs, { series, choice }: TermQuestion, basis: Basis): Gap {
  const block = inputs.block(choice.vintage.id, series)
  return findGap(block, basis, choice.period, { listed: isListed(inputs.registry, series) })
}

/**
 * The two sums of an estimated ratio are over the same communes, or the ratio leans.
 * Undefined where each term stands alone: whole, of different geographies, or beyond the tolerance.
 */
function commonGap(
  based: readonly { readonly question: TermQuestion; readonly basis: Basis | undefined }[],
  gaps: readonly Gap[]
): Gap | undefined {
  const [first] = based
  const alike = based.every(
    ({ question, basis }) =>
      basis?.over === 'members' && question.choice.vintage.cog === first?.question.choice.vintage.cog
  )
  if (!first?.basis || based.length < 2 || !alike) return undefined
  const merged = mergeGaps(gaps)
  return merged !== NO_GAP && gapShare(first.basis, merged) <= first.question.tolerance ? merged : undefined
}

function combine(
  formula: DirectFormula,
  answers: readonly TermAnswer[]
): { readonly cell: Cell; readonly reason?: FigureReason } {
  const withheld = answers.find(({ term }) => term.cell.status === 'Q')
  const refused = withheld ?? answers.find(({ term }) => !('value' in term.cell))
  if (refused) {
    const { reason } = refused
    return { cell: refused.term.cell, ...(reason && { reason }) }
  }
  const total = (role: FigureTerm['role']): number =>
    answers.reduce((sum, { term }) => {
      return term.role === role && 'value' in term.cell ? sum + term.sign * term.cell.value : sum
    }, 0)
  const status = statusOf(answers.map(({ term }) => term.cell))
  if (formula.kind === 'level' || formula.kind === 'weighted-mean') return { cell: { status, value: total('value') } }
  const denominator = total('denominator')
  if (denominator === 0) return { cell: { status: 'M' }, reason: 'division-by-zero' }
  const per = formula.kind === 'share' ? 100 : formula.per
  return { cell: { status, value: (per * total('numerator')) / denominator } }
}
