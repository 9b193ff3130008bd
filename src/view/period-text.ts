/** Periods in words: « 2018 », « 4e trimestre 2012 », « mars 2021 », « de 2013 à 2018 ». */

import { dayWords, MONTHS } from '../domain/shared/day.ts'
import { periodEnds, periodType, type Period } from '../domain/shared/period.ts'
import type { Language } from '../domain/shared/text.ts'

/** No-break spaces keep a date in one piece; two long ones may part. */
export function periodText(period: Period, language: Language): string {
  const text = rawText(period, language).replaceAll(' ', '\u00a0')
  return periodType(periodEnds(period)[0]) === 'year' ? text : text.replace(/\u00a0(au|à|to)\u00a0/, ' $1\u00a0')
}

/** « en 2018 », « au 4e trimestre 2012 », « le 15 mars 2021 », « de 2013 à 2018 ». */
export function atPeriod(period: Period, language: Language): string {
  const text = periodText(period, language)
  const type = periodType(period)
  if (type === 'span') return text
  if (language === 'fr') return `${{ year: 'en', month: 'en', quarter: 'au', day: 'le' }[type]} ${text}`
  return `${type === 'day' ? 'on' : 'in'} ${text}`
}

/** « de 2013 à 2018 », « du 4e trimestre 2012 au 1er trimestre 2021 ». */
export function betweenPeriods(from: Period, to: Period, language: Language): string {
  const [start, end] = [periodText(from, language), periodText(to, language)]
  return joined(from, start, end, language)
}

function rawText(period: Period, language: Language): string {
  const [from, to] = periodEnds(period)
  const [year = '', rest = ''] = from.split('-')
  switch (periodType(period)) {
    case 'span':
      return spanText(from, to, language)
    case 'year':
      return year
    case 'quarter':
      return language === 'fr' ? `${ordinal(rest.slice(1))} trimestre ${year}` : `Q${rest.slice(1)} ${year}`
    case 'month':
      return `${MONTHS[language][Number(rest) - 1]} ${year}`
    case 'day':
      return dayWords(from)[language].replaceAll('\u00a0', ' ')
  }
}

function spanText(from: Period, to: Period, language: Language): string {
  return joined(from, rawText(from, language), rawText(to, language), language)
}

function joined(from: Period, start: string, end: string, language: Language): string {
  if (language === 'en') return `from ${start} to ${end}`
  const [of, until] = periodType(from) === 'quarter' || periodType(from) === 'day' ? ['du', 'au'] : ['de', 'à']
  return `${of === 'de' && /^[ao]/.test(start) ? 'd’' : `${of} `}${start} ${until} ${end}`
}

function ordinal(quarter: string): string {
  return quarter === '1' ? '1er' : `${quarter}e`
}
