/** What the figures of a territory say, in two or three sentences that claim no more than they do. */

import type { Figure } from '../domain/indicators/figure.ts'
import { round } from '../domain/indicators/rounding.ts'
import { periodEnds } from '../domain/shared/period.ts'
import type { Language } from '../domain/shared/text.ts'
import { formatNumber, formatValue } from './number.ts'
import { atPeriod } from './period-text.ts'

/** A change of a count in percent over a span: « Entre 2013 et 2018, la population est presque inchangée (+0,2 %). » */
export function populationSentence(change: Figure, language: Language): string | undefined {
  const { cell, period, decimals } = change
  if (!('value' in cell)) return undefined
  const [from, to] = periodEnds(period)
  const size = formatValue(cell.value, 'percent', { language, decimals, signed: true })
  const small = Math.abs(round(cell.value, decimals)) < 0.5
  const way = cell.value > 0 ? 'up' : 'down'
  const words = small
    ? { fr: 'est presque inchangée', en: 'is almost unchanged' }
    : { up: { fr: 'augmente', en: 'rises' }, down: { fr: 'baisse', en: 'falls' } }[way]
  return {
    fr: `Entre ${from} et ${to}, la population ${words.fr} (${size}).`,
    en: `Between ${from} and ${to}, the population ${words.en} (${size}).`
  }[language]
}

/** Births less deaths: which of the two prevails, and by how much. */
export function balanceSentence(balance: Figure, language: Language): string | undefined {
  const { cell } = balance
  if (!('value' in cell)) return undefined
  const value = round(cell.value, 0)
  const size = formatNumber(Math.abs(value), { language, decimals: 0 })
  const when = { fr: atPeriod(balance.period, 'fr'), en: atPeriod(balance.period, 'en') }
  if (value === 0) {
    return { fr: `Naissances et décès s’équilibrent ${when.fr}.`, en: `Births and deaths balance ${when.en}.` }[
      language
    ]
  }
  return value > 0
    ? {
        fr: `Les naissances dépassent les décès de ${size} ${when.fr}.`,
        en: `Births exceed deaths by ${size} ${when.en}.`
      }[language]
    : {
        fr: `Les décès dépassent les naissances de ${size} ${when.fr}.`,
        en: `Deaths exceed births by ${size} ${when.en}.`
      }[language]
}

/** A rate beside the same elsewhere, at the same period. */
export function gapSentence(
  mine: Figure,
  other: Figure,
  subject: { readonly fr: string; readonly en: string },
  language: Language
): string | undefined {
  if (!('value' in mine.cell) || !('value' in other.cell) || mine.period !== other.period) return undefined
  const points = mine.cell.value - other.cell.value
  const { decimals } = mine
  const name = other.perimeter.label[language]
  const when = atPeriod(mine.period, language)
  const size = formatValue(Math.abs(points), 'points', { language, decimals })
  const own = formatValue(mine.cell.value, 'percent', { language, decimals })
  if (round(points, decimals) === 0) {
    return {
      fr: `${subject.fr} (${own} ${when}) est au niveau de celui du territoire « ${name} », aux arrondis près.`,
      en: `${subject.en} (${own} ${when}) is level with that of ${name}, within rounding.`
    }[language]
  }
  const [more, less] = { fr: ['de plus', 'de moins'], en: ['more', 'less'] }[language]
  const way = points > 0 ? more : less
  return {
    fr: `${subject.fr} est de ${own} ${when}, soit ${size} ${way} que la référence (${name}).`,
    en: `${subject.en} is ${own} ${when}, ${size} ${way} than ${name}.`
  }[language]
}
