/** Figures made from observations: the edition that answers, those that say otherwise, what can be had instead. */

import { periodType } from '../shared/period.ts'
import { parsePerimeterId } from '../territories/resolve.ts'
import { assembleFigure } from './assemble.ts'
import { assignmentsFor, type Assignment, type ChoiceOptions } from './choice.ts'
import { isMakeshift } from './caution.ts'
import { itemsOfSeveralSources } from './contested-items.ts'
import { contestedParts } from './contested-parts.ts'
import type { Caution, Figure, FigureTerm, Rival } from './figure.ts'
import { answerFormula, seriesOf, type Answer, type DirectFormula } from './formula.ts'
import type { Indicator } from './indicator.ts'
import type { Place } from './place.ts'
import { nameOf, sourceOf, type Registry } from './registry.ts'
import type { FigureRequest } from './request.ts'
import { round } from './rounding.ts'
import { isUnheld, withParts } from './summed-parts.ts'
import type { FigureInputs } from './term.ts'

export type DirectIndicator = Indicator & { readonly formula: DirectFormula }

export type ComputeOptions = Pick<ChoiceOptions, 'prefer'> & {
  /** Whether other editions and sources are asked too, and the parts' own values: not for a place among hundreds. */
  readonly alone?: boolean
}

type Answered = { readonly assignment: Assignment; readonly answer: Answer }

export function computeDirect(
  inputs: FigureInputs,
  asked: DirectIndicator,
  place: Place,
  request: FigureRequest,
  { prefer = [], alone = false }: ComputeOptions = {}
): Figure {
  const { registry, inList = false } = inputs
  const { period, editions } = request
  const found = answerFirst(inputs, asked, place, period, { prefer, ...(editions && { editions }) })
  if (!found) return assembleFigure(asked, place, request, unanswered(asked, period))
  const { chosen, indicator } = found
  const answerAll = (assignments: readonly Assignment[]): readonly Answered[] =>
    assignments.map((assignment) => ({ assignment, answer: answerFormula(inputs, indicator, place, assignment) }))
  // An address pins the editions that answer, not those that contradict.
  const elsewhere = assignmentsFor(registry, seriesOf(indicator.formula), period, place, { prefer })
  const others = alone || inList ? [] : answerAll(elsewhere.filter((one) => !isSame(one, chosen.assignment)))
  const rivals = others.flatMap((other) => rivalOf(registry, chosen, other))
  const whole = new Set(rivals.map(({ source }) => source))
  const contested = others
    .filter(({ answer }) => !isMakeshift(answer.cautions) && !isMakeshift(chosen.answer.cautions))
    .flatMap((other) => rivalOf(registry, chosen, other))
    .filter((rival) => !rival.sameSource && differs(rival, chosen.answer, indicator.decimals))
  const cautions: readonly Caution[] = [
    ...(contested.length > 0 ? [{ kind: 'contested', values: contested } as const] : []),
    ...(alone || inList ? [] : contestedItems(inputs, indicator, place, request)),
    ...(alone || inList || !('value' in chosen.answer.cell)
      ? []
      : contestedParts(inputs, { indicator, place, period, assignment: chosen.assignment, whole }))
  ]
  return assembleFigure(indicator, place, request, {
    ...chosen.answer,
    cautions: [...chosen.answer.cautions, ...cautions],
    offers: chosen.answer.reason === 'not-additive' && !alone ? offersFor(inputs, indicator, place, request) : [],
    rivals
  })
}

/** The answer alone: what a place among hundreds shows. */
export function answerDirect(
  inputs: FigureInputs,
  indicator: DirectIndicator,
  place: Place,
  { period, prefer }: Pick<FigureRequest, 'period'> & Pick<ChoiceOptions, 'prefer'>
): Answer {
  const found = answerFirst(inputs, indicator, place, period, prefer ? { prefer } : {})
  return found?.chosen.answer ?? unanswered(indicator, period)
}

/** What answers, and the formula it answers: with parts in the place of a total that nobody published. */
function answerFirst(
  inputs: FigureInputs,
  asked: DirectIndicator,
  place: Place,
  period: FigureRequest['period'],
  options: ChoiceOptions
): { readonly chosen: Answered; readonly indicator: DirectIndicator } | undefined {
  const { registry, hasParts = false } = inputs
  const first = (indicator: DirectIndicator): Answered | undefined =>
    firstAnswer(inputs, indicator, place, assignmentsFor(registry, seriesOf(indicator.formula), period, place, options))
  const chosen = first(asked)
  const published = chosen && { chosen, indicator: asked }
  if (chosen && !(hasParts && chosen.answer.cell.status === 'O')) return published
  const lacking = chosen && new Set(chosen.answer.terms.filter(isEmpty).map(({ series }) => series))
  const parts = withParts(registry, asked.formula, (one) => lacking?.has(one) ?? isUnheld(registry, one, period))
  if (!parts) return published
  const indicator = { ...asked, formula: parts.formula }
  const summed = first(indicator)
  if (!summed || !('value' in summed.answer.cell) || isMakeshift(summed.answer.cautions)) return published
  const { answer, assignment } = summed
  const cautions = [...answer.cautions, { kind: 'from-parts', parts: parts.labels } as const]
  return { chosen: { assignment, answer: { ...answer, cautions } }, indicator }
}

/** Without a value, and nothing of it withheld: what a producer hides is not worked out from the rest. */
function isEmpty({ cell, withheld }: FigureTerm): boolean {
  return cell.status === 'O' && withheld.length === 0
}

function unanswered({ periodType: type }: Indicator, period: FigureRequest['period']): Answer {
  const spanned = periodType(period) === 'span' && type !== 'span'
  return { cell: { status: 'O' }, reason: spanned ? 'needs-one-period' : 'no-vintage', cautions: [], terms: [] }
}

/** A total is no surer than its parts: those that the place holds, and that another source counts otherwise. */
function contestedItems(
  inputs: FigureInputs,
  indicator: DirectIndicator,
  place: Place,
  request: FigureRequest
): readonly Caution[] {
  return itemsOfSeveralSources(inputs.registry, indicator.formula, request.period).flatMap(({ series, label }) => {
    const formula = { kind: 'level', terms: [{ series, sign: 1 }] } as const
    const { cautions } = computeDirect(inputs, { ...indicator, formula }, place, request)
    return cautions.flatMap((caution) => (caution.kind === 'contested' ? [{ ...caution, item: label }] : []))
  })
}

/**
 * The first that is whole, else the first that has a value: a sum with holes gives way to another edition or
 * source without. Withheld is an answer: what one source protects is not asked of the next.
 */
function firstAnswer(
  inputs: FigureInputs,
  indicator: DirectIndicator,
  place: Place,
  assignments: readonly Assignment[]
): Answered | undefined {
  let first: Answered | undefined
  let estimated: Answered | undefined
  for (const assignment of assignments) {
    const answered = { assignment, answer: answerFormula(inputs, indicator, place, assignment) }
    first ??= answered
    if (first.answer.cell.status === 'Q') return first
    if (!('value' in answered.answer.cell)) continue
    if (!isMakeshift(answered.answer.cautions)) return answered
    estimated ??= answered
  }
  return estimated ?? first
}

function isSame(one: Assignment, other: Assignment): boolean {
  return [...one].every(([series, { vintage }]) => other.get(series)?.vintage.id === vintage.id)
}

function rivalOf(registry: Registry, chosen: Answered, { answer }: Answered): readonly Rival[] {
  const sources = new Set(sourcesOf(registry, chosen.answer.terms))
  const [term] = answer.terms
  const sameSource = sourcesOf(registry, answer.terms).every((source) => sources.has(source))
  const vintage = term && registry.vintages.get(term.vintage)
  if (!vintage) return []
  return [{ vintage: vintage.id, ...nameOf(sourceOf(registry, vintage)), cell: answer.cell, sameSource }]
}

function sourcesOf(registry: Registry, terms: readonly FigureTerm[]): readonly string[] {
  return terms.flatMap(({ vintage }) => {
    const found = registry.vintages.get(vintage)
    return found ? [sourceOf(registry, found).id] : []
  })
}

/** As shown: what rounds alike does not contradict. */
function differs({ cell }: Rival, { cell: mine }: Answer, decimals: number): boolean {
  return 'value' in cell && 'value' in mine && round(cell.value, decimals) !== round(mine.value, decimals)
}

/** Beyond this, a list of members' own values is a table to download, not an offer. */
const MOST_OFFERS = 400

/** The parts' own values, else the communes'; none when no one of them has a value. */
function offersFor(
  inputs: FigureInputs,
  indicator: DirectIndicator,
  place: Place,
  request: FigureRequest
): Figure['offers'] {
  const { parts, communes, cog } = place.version
  const wanted = !inputs.inList && communes.length > 1 && communes.length <= MOST_OFFERS
  const members = wanted ? communes : []
  for (const group of [parts.map(({ perimeter }) => perimeter), members.map(parsePerimeterId)]) {
    const offers = group.map((perimeter) => {
      const one = inputs.place(perimeter, cog)
      const { cell } = computeDirect(inputs, indicator, one, { ...request, perimeter, geography: cog }, { alone: true })
      return { perimeter, label: one.label, cell }
    })
    if (offers.some(({ cell }) => 'value' in cell)) return offers
  }
  return []
}
