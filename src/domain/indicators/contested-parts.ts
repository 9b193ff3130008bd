/**
 * Parts of a formula that another source counts otherwise, though it does not give the whole: a ratio is no surer than
 * its numerator and its denominator.
 */

import type { Period } from '../shared/period.ts'
import type { SourceId } from '../sources/source.ts'
import { isMakeshift } from './caution.ts'
import { choicesFor, type Assignment, type Choice } from './choice.ts'
import type { ContestedPart, Counted } from './figure.ts'
import { answerFormula, seriesOf, type Answer, type DirectFormula } from './formula.ts'
import type { Indicator } from './indicator.ts'
import type { SeriesId } from './measure.ts'
import type { Place } from './place.ts'
import { measureOf, nameOf, sourceOf } from './registry.ts'
import { partDecimals, round } from './rounding.ts'
import { seriesLabel } from './series-label.ts'
import type { FigureInputs } from './term.ts'

type Asked = {
  readonly indicator: Indicator & { readonly formula: DirectFormula }
  readonly place: Place
  readonly period: Period
  /** What answers. */
  readonly assignment: Assignment
  /** Sources that give the whole: they contradict it as such, or not. */
  readonly whole: ReadonlySet<SourceId>
}

/** None for what is one series: it has rivals of its own. */
export function contestedParts(inputs: FigureInputs, asked: Asked): readonly ContestedPart[] {
  const series = seriesOf(asked.indicator.formula)
  return series.length < 2 ? [] : series.flatMap((one) => contestedPart(inputs, asked, one))
}

function contestedPart(inputs: FigureInputs, asked: Asked, series: SeriesId): readonly ContestedPart[] {
  const { registry } = inputs
  const { indicator, place, assignment } = asked
  const own = assignment.get(series)
  // What hardly moves may come from elsewhere without harm.
  if (!own || measureOf(registry, series).steady) return []
  const part = { ...indicator, formula: { kind: 'level', terms: [{ series, sign: 1 }] } } as const
  const count = (choice: Choice): Answer => answerFormula(inputs, part, place, new Map([[series, choice]]))
  const mine = count(own)
  const values = othersOf(inputs, asked, series, own).flatMap((choice) => {
    const other = count(choice)
    if (!differs(mine, other)) return []
    const { cell } = answerFormula(inputs, indicator, place, new Map([...assignment, [series, choice]]))
    return [{ ...counted(inputs, choice, other), figure: cell }]
  })
  if (values.length === 0) return []
  const { unit } = measureOf(registry, series)
  return [
    { kind: 'contested-part', part: seriesLabel(registry, series), unit, mine: counted(inputs, own, mine), values }
  ]
}

/** Of each other source that gives this part alone, what answers first. */
function othersOf({ registry }: FigureInputs, asked: Asked, series: SeriesId, own: Choice): readonly Choice[] {
  const seen = new Set<SourceId>([...asked.whole, sourceOf(registry, own.vintage).id])
  return choicesFor(registry, series, asked.period, asked.place).filter(({ vintage, period }) => {
    const { id } = sourceOf(registry, vintage)
    return period === own.period && !seen.has(id) && seen.add(id)
  })
}

/** As shown: what rounds alike does not contradict. */
function differs(mine: Answer, other: Answer): boolean {
  if (isMakeshift(mine.cautions) || isMakeshift(other.cautions)) return false
  return 'value' in mine.cell && 'value' in other.cell && shown(mine.cell.value) !== shown(other.cell.value)
}

function shown(value: number): number {
  return round(value, partDecimals(value))
}

function counted({ registry }: FigureInputs, { vintage }: Choice, { cell }: Answer): Counted {
  return { vintage: vintage.id, ...nameOf(sourceOf(registry, vintage)), cell }
}
