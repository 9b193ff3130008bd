/** A published rate or median over a place that it was not published for: a weighted mean, or the parts' own values. */

import type { TerritoryId } from '../territories/territory.ts'
import { levelOf } from '../territories/territory.ts'
import type { Cell } from './cell.ts'
import { choicesFor, columnOf, type Choice } from './choice.ts'
import { cellOf } from './cube.ts'
import type { SeriesId } from './measure.ts'
import type { Place } from './place.ts'
import { ruleFor, withheldKey } from './registry.ts'
import { refuseTerm, type FigureInputs, type TermAnswer, type TermQuestion } from './term.ts'

type Weighed = {
  readonly over: 'parts' | 'members'
  readonly territories: readonly TerritoryId[]
}

/**
 * Each published value times its own denominator, over the sum of the denominators: always *estimated*.
 *
 * @returns the value, then its weight; a refusal when either is lacking
 */
export function answerMean(inputs: FigureInputs, question: TermQuestion, weight: SeriesId): readonly TermAnswer[] {
  const { registry } = inputs
  const { series, choice, place } = question
  const [weightChoice] = choicesFor(registry, weight, choice.period, place, { prefer: [choice.vintage.id] })
  const over = weightChoice && weighedOver(choice, weightChoice, place)
  const isProtected =
    ruleFor(registry, choice.vintage, series) ?? (weightChoice && ruleFor(registry, weightChoice.vintage, weight))
  if (!weightChoice || !over || over.territories.length === 0) return [refuseTerm(question, 'not-additive')]
  if (isProtected && !place.listed) return [refuseTerm(question, 'free-perimeter')]

  const values = inputs.block(choice.vintage.id, series)
  const weights = inputs.block(weightChoice.vintage.id, weight)
  const isProtectedCell = (territory: TerritoryId): boolean =>
    [[choice, series] as const, [weightChoice, weight] as const].some(([{ vintage, period }, one]) =>
      registry.withheld.has(withheldKey(vintage.id, one, period, territory))
    )
  const missing: TerritoryId[] = []
  const withheld: TerritoryId[] = []
  let sum = 0
  let total = 0
  for (const territory of over.territories) {
    const value = cellOf(values, territory, choice.period)
    const weighs = cellOf(weights, territory, weightChoice.period)
    const isWithheld = value.status === 'Q' || weighs.status === 'Q' || isProtectedCell(territory)
    if (value.value === null || weighs.value === null || isWithheld) {
      ;(isWithheld ? withheld : missing).push(territory)
      continue
    }
    sum += value.value * weighs.value
    total += weighs.value
  }
  const expected = over.territories.length
  const share = (missing.length + withheld.length) / expected
  const present = expected - missing.length - withheld.length
  const refused = present === 0 ? 'not-published-here' : share > question.tolerance ? 'incomplete' : undefined
  const zero = !refused && total === 0
  const cell: Cell = refused ? { status: 'O' } : zero ? { status: 'M' } : { status: 'E', value: sum / total }
  const reason = refused ?? (zero ? 'division-by-zero' : undefined)
  const common = { over: over.over, expected, present, missing, withheld }
  return [
    {
      term: {
        ...({ role: 'value', series, sign: 1, period: choice.period, vintage: choice.vintage.id } as const),
        column: columnOf(choice),
        cell,
        ...common
      },
      ...(reason && { reason }),
      cautions: [
        ...(refused ? [] : [{ kind: 'weighted-mean' } as const]),
        ...(!refused && share > 0 ? [{ kind: 'estimated', missingShare: share } as const] : [])
      ]
    },
    {
      term: {
        ...({ role: 'weight', series: weight, sign: 1, period: weightChoice.period } as const),
        ...{ vintage: weightChoice.vintage.id, column: columnOf(weightChoice) },
        cell: refused ? { status: 'O' } : { status: 'A', value: total },
        ...common
      },
      cautions: []
    }
  ]
}

/** The fewest territories that both are known for: the parts, else the communes. */
function weighedOver(value: Choice, weight: Choice, place: Place): Weighed | undefined {
  const has = (level: string): boolean => value.held.levels.includes(level) && weight.held.levels.includes(level)
  const { parts } = place.version
  if (parts.length > 0 && parts.every((part) => has(levelOf(part.territory)))) {
    return { over: 'parts', territories: parts.map((part) => part.territory) }
  }
  const { members, straddling } = place.footprint(value.vintage.cog)
  return has('COM') && straddling.length === 0 ? { over: 'members', territories: members } : undefined
}
