/** The one gate to publication: every number that leaves is a figure made here. */

import type { Block } from '../domain/indicators/block.ts'
import type { Cell } from '../domain/indicators/cell.ts'
import { compareChanges, compareFigures, type Comparison, type FigureChange } from '../domain/indicators/change.ts'
import { computeEnds, computeFigure, computeFigureChange } from '../domain/indicators/compute.ts'
import type { Figure, FigureTerm, ShownFigure } from '../domain/indicators/figure.ts'
import type { IndicatorId } from '../domain/indicators/indicator.ts'
import type { SeriesId } from '../domain/indicators/measure.ts'
import { blocksBehind, partsBehind, periodsFor } from '../domain/indicators/needs.ts'
import { indicatorOf } from '../domain/indicators/registry.ts'
import { parseGeography, type FigureQuestion, type FigureRequest } from '../domain/indicators/request.ts'
import { publishedCell, territoriesBehind } from '../domain/indicators/rows.ts'
import { computeShown } from '../domain/indicators/shown.ts'
import type { FigureInputs } from '../domain/indicators/term.ts'
import { InvalidInput } from '../domain/shared/errors.ts'
import { comparePeriods, makeSpan, periodType, type Period } from '../domain/shared/period.ts'
import type { VintageId } from '../domain/sources/source.ts'
import type { PerimeterId } from '../domain/territories/perimeter.ts'
import { resolvePerimeter } from '../domain/territories/resolve.ts'
import type { CogYear, TerritoryId } from '../domain/territories/territory.ts'
import { labelOf } from './places.ts'
import type { Observatory } from './observatory.ts'

/** A figure, and the one it is counted from. */
export type DatedFigure = { readonly figure: Figure; readonly from?: Figure; readonly change?: FigureChange }

export type FigureAnswer = DatedFigure & {
  readonly versus?: DatedFigure
  /** Of the changes when there is a start, else of the values. */
  readonly comparison?: Comparison
}

export type TermRows = { readonly term: FigureTerm; readonly rows: readonly FigureRow[] }

/** A row of a vintage as it may be shown; `name` is the producer's or the COG's, in French. */
export type FigureRow = { readonly territory: TerritoryId; readonly name: string; readonly cell: Cell }

/**
 * @throws {NotFound} no such indicator or perimeter
 * @throws {Refused} a perimeter before it existed
 */
export async function findFigure(observatory: Observatory, request: FigureRequest): Promise<Figure> {
  const [found] = await findFigures(observatory, [request])
  if (!found) throw new Error('as many figures as requests')
  return found
}

/** Many at once, in the order asked: what they share is loaded once. */
export async function findFigures(
  observatory: Observatory,
  requests: readonly FigureRequest[],
  options: Pick<FigureInputs, 'inList'> = {}
): Promise<readonly Figure[]> {
  return answerAll(observatory, requests, (inputs, request) => computeFigure({ ...inputs, ...options }, request))
}

/** As `findFigures`, for marks among hundreds: the values alone, each the same as that of its figure. */
export async function findShown(
  observatory: Observatory,
  requests: readonly FigureRequest[]
): Promise<readonly ShownFigure[]> {
  return answerAll(observatory, requests, computeShown)
}

/**
 * A figure with its change since a start, beside the same elsewhere.
 *
 * @throws {NotFound} @throws {Refused} as `findFigure`
 */
export async function answerQuestion(observatory: Observatory, question: FigureQuestion): Promise<FigureAnswer> {
  const { versus, from, day, ...request } = question
  for (const id of [request.perimeter, versus]) {
    if (id !== undefined && day !== undefined) resolvePerimeter(observatory.atlas, id, day)
  }
  const { here, start } = spanned(observatory, request, from)
  const asked = start === undefined ? [here] : [here, { ...here, period: start }]
  const answer = (inputs: FigureInputs): readonly DatedFigure[] =>
    [here.perimeter, ...(versus === undefined ? [] : [versus])].map((perimeter) =>
      datedFigure(inputs, { ...here, perimeter }, start)
    )
  const first = answer(await inputsFor(observatory, asked))
  const lacks = first.some((one) => [one.figure, one.from].some((end) => end && isLacking(observatory, end)))
  const [mine, other] = lacks ? answer(await inputsFor(observatory, asked, true)) : first
  if (!mine) throw new Error('as many figures as perimeters')
  if (!other) return mine
  const comparison =
    mine.change && other.change ? compareChanges(mine.change, other.change) : compareFigures(mine.figure, other.figure)
  return { ...mine, versus: other, comparison }
}

/**
 * Periods to ask the indicator at, ascending; spans for a change. Those it can answer there; else those that are
 * known elsewhere, for a refusal that says why. Empty: no vintage holds it.
 */
export function availablePeriods(
  { registry, places }: Observatory,
  indicator: IndicatorId,
  perimeter: PerimeterId,
  geography?: CogYear
): readonly Period[] {
  return periodsFor(registry, indicator, places.place(perimeter, geography))
}

/** The rows behind each term of a figure, of the figures it is made of included. */
export async function rowsBehind(observatory: Observatory, figure: Figure): Promise<readonly TermRows[]> {
  const own = figure.terms.map(async (term) => ({ term, rows: await termRows(observatory, figure, term) }))
  const others = figure.of.map((one) => rowsBehind(observatory, one))
  return [...(await Promise.all(own)), ...(await Promise.all(others)).flat()]
}

/** The rows that one term of a figure adds up. */
export async function termRows(
  { registry, atlas, block, places }: Observatory,
  { perimeter, geography }: Pick<Figure, 'perimeter' | 'geography'>,
  term: FigureTerm
): Promise<readonly FigureRow[]> {
  const place = places.place(perimeter.id, parseGeography(geography))
  const data = await block(term.vintage, term.series)
  return territoriesBehind(registry, term, place).map((territory) => ({
    territory,
    name: labelOf(atlas.geography, territory, data.cog),
    cell: publishedCell(registry, term, data, territory)
  }))
}

/** In the order asked; what lacks a total that could be added up from its parts is asked again with them at hand. */
async function answerAll<F extends ShownFigure>(
  observatory: Observatory,
  requests: readonly FigureRequest[],
  compute: (inputs: FigureInputs, request: FigureRequest) => F
): Promise<readonly F[]> {
  const inputs = await inputsFor(observatory, requests)
  const answers = requests.map((request) => ({ request, found: compute(inputs, request) }))
  const lacking = answers.filter(({ found }) => isLacking(observatory, found))
  if (lacking.length === 0) return answers.map(({ found }) => found)
  const asked = lacking.map(({ request }) => request)
  const more = await inputsFor(observatory, asked, true)
  return answers.map(({ request, found }) => (asked.includes(request) ? compute(more, request) : found))
}

function isLacking({ registry }: Observatory, { cell, indicator, period }: ShownFigure): boolean {
  return cell.status === 'O' && partsBehind(registry, indicator, period).length > 0
}

/** All blocks that the requests may draw on, at hand. @param hasParts those of the items that sum to a total as well */
async function inputsFor(
  { registry, block, places }: Observatory,
  requests: readonly Pick<FigureRequest, 'indicator' | 'period'>[],
  hasParts = false
): Promise<FigureInputs> {
  const distinct = new Map(requests.map((one) => [`${one.indicator} ${one.period}`, one]))
  const keys = [...distinct.values()].flatMap(({ indicator, period }) => [
    ...blocksBehind(registry, indicator, period),
    ...(hasParts ? partsBehind(registry, indicator, period) : [])
  ])
  const wanted = new Map(keys.map((key) => [`${key.vintage} ${key.series}`, key]))
  const loaded = await Promise.all(
    [...wanted.values()].map(async ({ vintage, series }) => ({ vintage, series, data: await block(vintage, series) }))
  )
  const blocks = new Map<VintageId, Map<SeriesId, Block>>()
  for (const { vintage, series, data } of loaded) {
    const known = blocks.get(vintage) ?? new Map<SeriesId, Block>()
    blocks.set(vintage, known.set(series, data))
  }
  return {
    ...{ registry, hasParts },
    ...places,
    block(vintage, series) {
      const found = blocks.get(vintage)?.get(series)
      if (!found) throw new Error(`block ${series} of ${vintage} was not loaded`)
      return found
    }
  }
}

function datedFigure(inputs: FigureInputs, request: FigureRequest, start: Period | undefined): DatedFigure {
  if (start !== undefined) {
    const { from, to } = computeEnds(inputs, request, start)
    return { figure: to, from, change: computeFigureChange(inputs, from, to) }
  }
  const figure = computeFigure(inputs, request)
  const [from, to] = figure.of
  // A change already holds its two ends.
  const isChange = indicatorOf(inputs.registry, figure.indicator).formula.kind === 'change'
  return isChange && from && to ? { figure, from, change: computeFigureChange(inputs, from, to) } : { figure }
}

/** What is counted over a span takes its start as one end: `--from 2013 --at 2018` is `--at 2013/2018`. */
function spanned(
  { registry }: Observatory,
  request: FigureRequest,
  from: Period | undefined
): { readonly here: FigureRequest; readonly start?: Period } {
  if (from === undefined) return { here: request }
  if (comparePeriods(from, request.period) >= 0) {
    throw new InvalidInput({
      fr: `Un changement se compte depuis une période antérieure : « ${from} » ne précède pas « ${request.period} »`,
      en: `A change is counted from an earlier period: "${from}" does not precede "${request.period}"`
    })
  }
  const { formula, periodType: type } = indicatorOf(registry, request.indicator)
  const isSpan = formula.kind === 'change' || type === 'span'
  if (!isSpan || periodType(request.period) === 'span') return { here: request, start: from }
  return { here: { ...request, period: makeSpan(from, request.period) } }
}
