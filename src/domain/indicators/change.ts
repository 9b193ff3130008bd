/** What two figures of one indicator say together: a change in time, a difference between territories. */

import { comparePeriods, firstDay, periodEnds, periodType, type Period } from '../shared/period.ts'
import type { Cell } from './cell.ts'
import { distinctCautions, statusOf } from './caution.ts'
import type { Caution, Figure, FigureReason, SourceName } from './figure.ts'
import type { Indicator, SeriesBreak } from './indicator.ts'

/** From one figure to a later one of the same indicator and perimeter. */
export type FigureChange = {
  readonly from: Period
  readonly to: Period
  /** In `unit`: points where the figures are in percent. */
  readonly difference: Cell
  readonly unit: string
  /** Of the start; not applicable to figures in percent, which change by points, nor from zero or less. */
  readonly percent: Cell
  /** Mean percent per year, compounded; same exceptions. */
  readonly yearlyPercent: Cell
  /** Of the difference. */
  readonly decimals: number
  readonly reason?: FigureReason
  readonly cautions: readonly Caution[]
  readonly breaks: readonly SeriesBreak[]
}

/** What a change asks of each of its ends. */
export type ChangeEnd = Pick<Figure, 'period' | 'cell' | 'reason' | 'cautions'>

/** Why two figures are not compared. */
export type ComparisonReason = 'other-definition' | 'other-period' | 'no-value' | 'withheld'

/** The first less the second. */
export type Comparison =
  | {
      readonly ok: true
      /** What was compared: the values themselves, or their changes since a start. */
      readonly of: 'values' | 'changes'
      readonly difference: Cell
      readonly unit: string
      readonly decimals: number
    }
  | { readonly ok: false; readonly reason: ComparisonReason }

/** Two censuses closer than this share surveys. */
export const CENSUS_YEARS = 5

/**
 * @param census whether what the figures count comes from a census
 * @param sources of both ends, when they are not of the same
 */
export function changeBetween(
  indicator: Indicator,
  from: ChangeEnd,
  to: ChangeEnd,
  { census, sources = [] }: { readonly census: boolean; readonly sources?: readonly SourceName[] }
): FigureChange {
  const breaks = breaksCrossed(indicator.breaks, from.period, to.period)
  const years = yearsBetween(from.period, to.period)
  const tooClose = census && years < CENSUS_YEARS
  const unlike = !isAlike(from.period, to.period)
  const isRate = indicator.unit === 'percent'
  const combine = (rule: (start: number, end: number) => number | undefined): Cell =>
    unlike ? { status: 'O' } : combineCells(from.cell, to.cell, rule)
  const relative = (rule: (start: number, end: number) => number): Cell =>
    combine((start, end) => (isRate || start <= 0 ? undefined : rule(start, end)))
  const own = unlike ? 'other-period' : tooClose ? 'census-too-close' : undefined
  const reason = from.reason ?? to.reason ?? own
  return {
    ...{ from: from.period, to: to.period },
    difference: combine((start, end) => end - start),
    unit: differenceUnit(indicator.unit),
    percent: relative((start, end) => (100 * (end - start)) / start),
    yearlyPercent: relative((start, end) => (end < 0 ? NaN : 100 * ((end / start) ** (1 / years) - 1))),
    decimals: indicator.decimals,
    ...(reason && { reason }),
    cautions: distinctCautions([
      ...from.cautions,
      ...to.cautions,
      ...breaks.map(({ at }) => ({ kind: 'break-crossed', at }) as const),
      ...(tooClose ? [{ kind: 'census-too-close' } as const] : []),
      ...(sources.length > 0 ? [{ kind: 'other-source', sources } as const] : [])
    ]),
    breaks
  }
}

/** Refuses what would compare unlike things: another indicator, another period, or no value to compare. */
export function compareFigures(one: Figure, other: Figure): Comparison {
  if (one.indicator !== other.indicator) return { ok: false, reason: 'other-definition' }
  if (one.period !== other.period) return { ok: false, reason: 'other-period' }
  return compareCells('values', one.cell, other.cell, { unit: differenceUnit(one.unit), decimals: one.decimals })
}

/** Refuses changes over other spans; compares percents where there are any, else differences. */
export function compareChanges(one: FigureChange, other: FigureChange): Comparison {
  if (one.from !== other.from || one.to !== other.to) return { ok: false, reason: 'other-period' }
  if (one.unit !== other.unit) return { ok: false, reason: 'other-definition' }
  if (one.percent.status !== 'M' && other.percent.status !== 'M') {
    return compareCells('changes', one.percent, other.percent, { unit: 'points', decimals: PERCENT_DECIMALS })
  }
  return compareCells('changes', one.difference, other.difference, { unit: one.unit, decimals: one.decimals })
}

/** Changes in percent are shown to a tenth. */
export const PERCENT_DECIMALS = 1

/** A new method starts after the first period and not after the last. */
export function breaksCrossed(breaks: readonly SeriesBreak[], from: Period, to: Period): readonly SeriesBreak[] {
  return breaks.filter(({ at }) => comparePeriods(from, at) < 0 && comparePeriods(at, to) <= 0)
}

/** Of one nature and, for spans, of one length to the month. */
function isAlike(one: Period, other: Period): boolean {
  if (periodType(one) !== periodType(other)) return false
  const [[start, end], [from, to]] = [periodEnds(one), periodEnds(other)]
  if (periodType(start) !== periodType(from) || periodType(end) !== periodType(to)) return false
  return Math.abs(yearsBetween(start, end) - yearsBetween(from, to)) < 1 / 12
}

/** Between the first days of two periods; whole between two years. */
export function yearsBetween(from: Period, to: Period): number {
  const [start, end] = [new Date(firstDay(from)), new Date(firstDay(to))]
  const months = (end.getUTCFullYear() - start.getUTCFullYear()) * 12 + end.getUTCMonth() - start.getUTCMonth()
  return (months + (end.getUTCDate() - start.getUTCDate()) / 31) / 12
}

/** The rule applied to two values; withheld wins over missing, missing over not applicable. */
export function combineCells(one: Cell, other: Cell, rule: (one: number, other: number) => number | undefined): Cell {
  if ('value' in one && 'value' in other) {
    const value = rule(one.value, other.value)
    if (value === undefined || Number.isNaN(value)) return { status: 'M' }
    return { status: statusOf([one, other]), value }
  }
  return (
    [one, other].find(({ status }) => status === 'Q') ??
    [one, other].find(({ status }) => status === 'O') ?? { status: 'M' }
  )
}

/** Rates differ by points. */
function differenceUnit(unit: string): string {
  return unit === 'percent' ? 'points' : unit
}

function compareCells(
  of: 'values' | 'changes',
  one: Cell,
  other: Cell,
  style: { readonly unit: string; readonly decimals: number }
): Comparison {
  if (one.status === 'Q' || other.status === 'Q') return { ok: false, reason: 'withheld' }
  const difference = combineCells(one, other, (a, b) => a - b)
  return 'value' in difference ? { ok: true, of, difference, ...style } : { ok: false, reason: 'no-value' }
}
