/**
 * The time a value is about: a year, a quarter, a month, a day, or the span between two dates.
 *
 * Written as people and SDMX write them: `2018`, `2012-Q4`, `2021-03`, `2021-03-15`,
 * and ISO intervals `2013/2018`, `2012-12-04/2013-11-30`. A span whose ends are years
 * runs from the 1st of January of the first to the 1st of January of the second, as the
 * census counts between two of its vintages.
 */

import { InvalidInput } from './errors.ts'

declare const period: unique symbol
export type Period = string & { readonly [period]: true }

export type PeriodType = 'year' | 'quarter' | 'month' | 'day' | 'span'

const POINT = /^(\d{4})(?:-(?:Q([1-4])|(\d{2})(?:-(\d{2}))?))?$/

/** @throws {InvalidInput} unless `text` has one of the forms above, with years from 1800 to 2199 */
export function parsePeriod(text: string): Period {
  const ends = text.split('/')
  const sound = ends.length <= 2 && ends.every(isPoint) && (ends.length === 1 || (ends[0] ?? '') < (ends[1] ?? ''))
  if (!sound) {
    throw new InvalidInput({
      fr: `« ${text} » n’est pas une période : attendu 2018, 2012-Q4, 2021-03, 2021-03-15 ou un intervalle comme 2013/2018`,
      en: `"${text}" is not a period: expected 2018, 2012-Q4, 2021-03, 2021-03-15 or an interval such as 2013/2018`
    })
  }
  return text as Period
}

export function periodType(value: Period): PeriodType {
  if (value.includes('/')) return 'span'
  if (value.length === 4) return 'year'
  if (value.includes('Q')) return 'quarter'
  return value.length === 7 ? 'month' : 'day'
}

/** The two ends of a span; a point of time is both its ends. */
export function periodEnds(value: Period): readonly [from: Period, to: Period] {
  const [from, to = from] = value.split('/') as [Period, Period?]
  return [from, to]
}

export function makeSpan(from: Period, to: Period): Period {
  return parsePeriod(`${from}/${to}`)
}

/** First day, `YYYY-MM-DD`; of the first end for a span. */
export function firstDay(value: Period): string {
  const [, year, quarter, month, day] = POINT.exec(periodEnds(value)[0]) ?? []
  if (quarter) return `${year}-${String(Number(quarter) * 3 - 2).padStart(2, '0')}-01`
  return `${year}-${month ?? '01'}-${day ?? '01'}`
}

/** Orders periods by their first day, then by their text. */
export function comparePeriods(a: Period, b: Period): number {
  const [x, y] = [firstDay(a), firstDay(b)]
  if (x !== y) return x < y ? -1 : 1
  return a < b ? -1 : a > b ? 1 : 0
}

/** The year a period ends in: 2018 for `2013/2018`. */
export function periodYear(value: Period): number {
  return Number(periodEnds(value)[1].slice(0, 4))
}

function isPoint(text: string): boolean {
  const [found, year, , month, day] = POINT.exec(text) ?? []
  if (!found || Number(year) < 1800 || Number(year) > 2199) return false
  if (!month) return true
  if (Number(month) < 1 || Number(month) > 12) return false
  if (!day) return true
  const date = new Date(`${found}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(found)
}
