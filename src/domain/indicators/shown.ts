/** Values for marks among hundreds: each is that of the figure it leads to, without the lineage nobody reads there. */

import { periodEnds, periodType, type Period } from '../shared/period.ts'
import type { VintageId } from '../sources/source.ts'
import { perimeterOf } from './assemble.ts'
import { changeBetween } from './change.ts'
import { changedCell, computeFigure } from './compute.ts'
import { answerDirect } from './direct.ts'
import type { Figure, FigureTerm, ShownFigure } from './figure.ts'
import { isDirect } from './formula.ts'
import type { Formula, Indicator } from './indicator.ts'
import type { Place } from './place.ts'
import { indicatorOf, measureOf } from './registry.ts'
import type { FigureRequest } from './request.ts'
import type { FigureInputs } from './term.ts'

/** What a figure is made of, as far as its value and those counted from it need it. */
type Bare = Pick<Figure, 'cell' | 'reason'> & { readonly terms: readonly FigureTerm[] }

/**
 * @throws {NotFound} no such indicator or perimeter
 * @throws {Refused} a perimeter before it existed
 */
export function computeShown(inputs: FigureInputs, request: FigureRequest): ShownFigure {
  const indicator = indicatorOf(inputs.registry, request.indicator)
  const place = inputs.place(request.perimeter, request.geography)
  const { cell, reason } = bareOf(inputs, indicator, place, request.period)
  const { unit, decimals } = indicator
  return {
    ...{ indicator: indicator.id, perimeter: perimeterOf(place), period: request.period, geography: place.version.day },
    ...{ cell, unit, decimals },
    ...(reason && { reason })
  }
}

function bareOf(
  inputs: FigureInputs,
  indicator: Indicator,
  place: Place,
  period: Period,
  prefer?: readonly VintageId[]
): Bare {
  const { formula } = indicator
  if (isDirect(formula)) {
    return answerDirect(inputs, { ...indicator, formula }, place, { period, ...(prefer && { prefer }) })
  }
  if (formula.kind === 'change') return bareChange(inputs, formula, place, period, prefer)
  const request = { indicator: indicator.id, perimeter: place.version.perimeter, period }
  return computeFigure({ ...inputs, place: () => place }, request, { alone: true, ...(prefer && { prefer }) })
}

function bareChange(
  inputs: FigureInputs,
  formula: Extract<Formula, { readonly kind: 'change' }>,
  place: Place,
  period: Period,
  prefer?: readonly VintageId[]
): Bare {
  if (periodType(period) !== 'span') return { cell: { status: 'O' }, reason: 'needs-span', terms: [] }
  const { registry } = inputs
  const [start, end] = periodEnds(period)
  const changing = indicatorOf(registry, formula.of)
  const to = bareOf(inputs, changing, place, end, prefer)
  const edition = [...new Set(to.terms.map(({ vintage }) => vintage))].toSorted()
  const from = bareOf(inputs, changing, place, start, edition)
  const terms = [...from.terms, ...to.terms]
  const census = terms.some(({ series }) => measureOf(registry, series).census)
  const ends = [
    { ...from, period: start, cautions: [] },
    { ...to, period: end, cautions: [] }
  ] as const
  const change = changeBetween(changing, ...ends, { census })
  const cell = changedCell(change, formula)
  const reason = change.reason ?? (cell.status === 'M' ? 'division-by-zero' : undefined)
  return { cell, terms, ...(reason && { reason }) }
}
