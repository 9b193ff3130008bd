/** Days counted, and in words for sentences: « 1er janvier 2017 », « 1 January 2017 ». */

import type { Text } from './text.ts'

export const MONTHS = {
  fr: 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' '),
  en: 'January February March April May June July August September October November December'.split(' ')
} as const

/** Another day, `count` days after that one; before it when negative. */
export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10)
}

/**
 * In one piece on a line.
 *
 * @param day `YYYY-MM-DD`
 */
export function dayWords(day: string): Text {
  const [year, month, date] = day.split('-').map(Number)
  const at = (month ?? 1) - 1
  return {
    fr: `${date === 1 ? '1er' : date}\u00a0${MONTHS.fr[at]}\u00a0${year}`,
    en: `${date}\u00a0${MONTHS.en[at]}\u00a0${year}`
  }
}
