/** What a chart shows: the figures behind its lines, bars, dots or areas, frozen with it and asked of their producers. */

import type { Cell } from '../indicators/cell.ts'
import type { Figure } from '../indicators/figure.ts'
import { comparePeriods, type Period } from '../shared/period.ts'
import type { Text } from '../shared/text.ts'
import { cellText } from './verdict.ts'

/** Where a line begins and ends; absent: where it is first known, and last. */
export type Span = { readonly from?: Period | undefined; readonly to?: Period | undefined }

/** By `chapter/chart`. */
export type ChartPoints = Readonly<Record<string, readonly DrawnPoint[]>>

export type DrawnPoint = Pick<Figure, 'indicator' | 'period' | 'geography' | 'unit' | 'vintages'> & {
  readonly perimeter: { readonly id: string; readonly label: Text }
  readonly cell: Cell
}

/** Each figure once, in the order drawn. */
export function drawnPoints(figures: readonly Figure[]): readonly DrawnPoint[] {
  const byAddress = new Map(figures.map((figure) => [figure.address, figure]))
  return [...byAddress.values()].map(({ indicator, perimeter, period, geography, unit, cell, vintages }) => ({
    ...{ indicator, perimeter: { id: perimeter.id, label: perimeter.label }, period, geography, unit, cell, vintages }
  }))
}

export function isWithin(period: Period, { from, to }: Span): boolean {
  return (!from || comparePeriods(from, period) <= 0) && (!to || comparePeriods(period, to) <= 0)
}

/** Another value anywhere in the chart is another text. */
export function pointsText(points: readonly DrawnPoint[]): string {
  return points.map(({ perimeter, period, cell }) => `${perimeter.id} ${period} ${cellText(cell)}`).join('\n')
}
