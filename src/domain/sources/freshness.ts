/** How fresh a source is on a given day: what its latest edition bears on, when the next one should be out. */

import type { Source, Vintage } from './source.ts'

/** A month as people write it in files: `2026-06`. */
export type Month = string

export type Freshness =
  /** The producer keeps no calendar. */
  | { readonly kind: 'irregular' }
  /** Nothing was received yet. */
  | { readonly kind: 'empty' }
  | { readonly kind: 'current'; readonly next: Month }
  /** The month of the next edition is over, and it was not received. */
  | { readonly kind: 'late'; readonly next: Month; readonly months: number }

/** @param today `YYYY-MM-DD` */
export function freshnessOf(
  { everyMonths, lagMonths = 0 }: Pick<Source, 'everyMonths' | 'lagMonths'>,
  vintages: readonly Pick<Vintage, 'edition'>[],
  today: string
): Freshness {
  const ends = vintages.flatMap(({ edition }) => editionEnd(edition) ?? [])
  if (vintages.length === 0) return { kind: 'empty' }
  if (everyMonths === undefined || ends.length === 0) return { kind: 'irregular' }
  const next = Math.max(...ends) + everyMonths + lagMonths
  const months = monthsOf(today) - next
  return months > 0 ? { kind: 'late', next: monthText(next), months } : { kind: 'current', next: monthText(next) }
}

/** The last month that an edition bears on, counted from year 0; undefined when its name holds no date. */
function editionEnd(edition: string): number | undefined {
  const [, year, quarter, month] = /^(\d{4})(?:-(?:Q([1-4])|(\d{2})(?!\d)))?/.exec(edition) ?? []
  if (!year) return undefined
  return Number(year) * 12 + (quarter ? Number(quarter) * 3 : month ? Number(month) : 12) - 1
}

function monthsOf(day: string): number {
  const [year, month] = day.split('-').map(Number)
  return (year ?? 0) * 12 + (month ?? 1) - 1
}

function monthText(months: number): Month {
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`
}
