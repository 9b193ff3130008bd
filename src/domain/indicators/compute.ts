/** From a request to a figure: a value with its whole lineage, or none with the reason. */

import { periodEnds, periodType } from '../shared/period.ts'
import { assembleFigure } from './assemble.ts'
import { distinctCautions } from './caution.ts'
import { breaksCrossed, changeBetween, combineCells, type FigureChange } from './change.ts'
import { computeDirect, type ComputeOptions } from './direct.ts'
import type { Figure, SourceName } from './figure.ts'
import { isDirect } from './formula.ts'
import type { Formula, Indicator, IndicatorId } from './indicator.ts'
import type { Place } from './place.ts'
import { rankAmong } from './rank.ts'
import { indicatorOf, measureOf, nameOf, sourceOf, type Registry } from './registry.ts'
import type { FigureRequest } from './request.ts'
import type { FigureInputs } from './term.ts'

/** A rule over other figures, in the place and for the request it was asked for. */
type Derived<K extends Formula['kind']> = {
  readonly indicator: Indicator
  readonly formula: Extract<Formula, { readonly kind: K }>
  readonly place: Place
  readonly request: FigureRequest
}

/**
 * @throws {NotFound} no such indicator or perimeter
 * @throws {Refused} a perimeter before it existed
 */
export function computeFigure(inputs: FigureInputs, request: FigureRequest, options: ComputeOptions = {}): Figure {
  const indicator = indicatorOf(inputs.registry, request.indicator)
  const place = inputs.place(request.perimeter, request.geography)
  const { formula } = indicator
  if (isDirect(formula)) return computeDirect(inputs, { ...indicator, formula }, place, request, options)
  switch (formula.kind) {
    case 'change':
      return computeChange(inputs, { indicator, formula, place, request }, options)
    case 'index':
      return computeIndex(inputs, { indicator, formula, place, request }, options)
    case 'rank':
      return computeRank(inputs, { indicator, formula, place, request })
  }
}

/** The change from one figure to another of the same indicator and perimeter. */
export function computeFigureChange(
  { registry }: Pick<FigureInputs, 'registry'>,
  from: Figure,
  to: Figure
): FigureChange {
  const census = [from, to].some((figure) => isFromCensus(registry, figure))
  return changeBetween(indicatorOf(registry, to.indicator), from, to, {
    census,
    sources: otherSources(registry, from, to)
  })
}

/** Both ends from one edition where it holds both, so that they compare. */
export function computeEnds(
  inputs: FigureInputs,
  request: FigureRequest,
  from: FigureRequest['period'],
  options: ComputeOptions = {}
): { readonly from: Figure; readonly to: Figure } {
  const to = computeFigure(inputs, request, options)
  return { from: computeFigure(inputs, { ...request, period: from }, { ...options, prefer: to.vintages }), to }
}

function computeChange(
  inputs: FigureInputs,
  { indicator, formula, place, request }: Derived<'change'>,
  options: ComputeOptions
): Figure {
  if (periodType(request.period) !== 'span') {
    return assembleFigure(indicator, place, request, { cell: { status: 'O' }, reason: 'needs-span' })
  }
  const [start, end] = periodEnds(request.period)
  const { from, to } = computeEnds(inputs, { ...request, indicator: formula.of, period: end }, start, options)
  const change = computeFigureChange(inputs, from, to)
  const cell = changedCell(change, formula)
  const own = breaksCrossed(indicator.breaks, start, end)
  return assembleFigure(indicator, place, request, {
    cell,
    reason: change.reason ?? (cell.status === 'M' ? 'division-by-zero' : undefined),
    cautions: distinctCautions([...change.cautions, ...own.map(({ at }) => ({ kind: 'break-crossed', at }) as const)]),
    of: [from, to],
    breaks: [...change.breaks, ...own]
  })
}

export function changedCell(
  { difference, percent, yearlyPercent }: FigureChange,
  { as }: Pick<Extract<Formula, { readonly kind: 'change' }>, 'as'>
): Figure['cell'] {
  return { difference, percent, 'yearly-percent': yearlyPercent }[as]
}

function computeIndex(
  inputs: FigureInputs,
  { indicator, formula, place, request }: Derived<'index'>,
  options: ComputeOptions
): Figure {
  const { from: base, to } = computeEnds(inputs, { ...request, indicator: formula.of }, formula.base, options)
  const change = computeFigureChange(inputs, base, to)
  const cell = combineCells(base.cell, to.cell, (start, end) => (start === 0 ? undefined : (100 * end) / start))
  const reason = change.reason ?? (cell.status === 'M' ? 'division-by-zero' : undefined)
  return assembleFigure(indicator, place, request, {
    ...{ cell, reason, cautions: change.cautions, of: [base, to], breaks: change.breaks }
  })
}

function computeRank(inputs: FigureInputs, { indicator, formula, place, request }: Derived<'rank'>): Figure {
  const own = computeFigure(inputs, { ...request, indicator: formula.of })
  const peers = inputs.peers(place, formula.level)
  if (!peers) {
    return assembleFigure(indicator, place, request, { cell: { status: 'M' }, reason: 'not-a-peer', of: [own] })
  }
  if (!('value' in own.cell)) {
    return assembleFigure(indicator, place, request, { cell: own.cell, reason: own.reason, of: [own] })
  }
  const others = peers.map((peer) => ({ peer, cell: cellAt(inputs, peer, { ...request, indicator: formula.of }) }))
  const {
    rank,
    peers: count,
    tied
  } = rankAmong(
    own.cell.value,
    others.map(({ cell }) => cell)
  )
  const excluded = others.flatMap(({ peer, cell }) =>
    'value' in cell || !peer.version.exactly ? [] : [{ territory: peer.version.exactly, label: peer.label }]
  )
  return assembleFigure(indicator, place, request, {
    cell: { status: own.cell.status, value: rank },
    cautions: own.cautions,
    of: [own],
    ranking: { peers: count, tied, excluded }
  })
}

/** A peer's value alone: hundreds are asked at once. */
function cellAt(inputs: FigureInputs, place: Place, request: FigureRequest): Figure['cell'] {
  return computeFigure({ ...inputs, place: () => place }, request, { alone: true }).cell
}

function isFromCensus(registry: Registry, figure: Figure): boolean {
  return (
    figure.terms.some(({ series }) => measureOf(registry, series).census) ||
    figure.of.some((one) => isFromCensus(registry, one))
  )
}

/** Both sources, where the ends of a change have none in common. */
function otherSources(registry: Registry, from: Figure, to: Figure): readonly SourceName[] {
  const [start, end] = [from, to].map(({ vintages }) =>
    vintages.flatMap((id) => {
      const vintage = registry.vintages.get(id)
      return vintage ? [nameOf(sourceOf(registry, vintage))] : []
    })
  )
  const [first, last] = [start?.[0], end?.[0]]
  if (!first || !last || start?.some(({ source }) => end?.some((one) => one.source === source))) return []
  return [first, last]
}

/** The indicators a figure is made of, itself first. */
export function indicatorsBehind(registry: Registry, id: IndicatorId): readonly Indicator[] {
  const indicator = indicatorOf(registry, id)
  const { formula } = indicator
  return isDirect(formula) ? [indicator] : [indicator, ...indicatorsBehind(registry, formula.of)]
}
