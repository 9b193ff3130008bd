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
    ? { fr: 'est presque inchangée', en: 'was almost unchanged' }
    : { up: { fr: 'augmente', en: 'rose' }, down: { fr: 'baisse', en: 'fell' } }[way]
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
    return { fr: `Naissances et décès s’équilibrent ${when.fr}.`, en: `Births and deaths balanced ${when.en}.` }[
      language
    ]
  }
  return value > 0
    ? {
        fr: `Les naissances dépassent les décès de ${size} ${when.fr}.`,
        en: `Births exceeded deaths by ${size} ${when.en}.`
      }[language]
    : {
        fr: `Les décès dépassent les naissances de ${size} ${when.fr}.`,
        en: `Deaths exceeded births by ${size} ${when.en}.`
      }[language]
}

/** A rate beside the same elsewhere, at the same period: both as they are shown, so that a reader may subtract them. */
export function gapSentence(
  mine: Figure,
  other: Figure,
  subject: { readonly fr: string; readonly en: string },
  language: Language
): string | undefined {
  if (!('value' in mine.cell) || !('value' in other.cell) || mine.period !== other.period) return undefined
  const { decimals } = mine
  const name = other.perimeter.label[language]
  const when = atPeriod(mine.period, language)
  const own = formatValue(mine.cell.value, 'percent', { language, decimals })
  const theirs = formatValue(other.cell.value, 'percent', { language, decimals })
  if (round(mine.cell.value, decimals) === round(other.cell.value, decimals)) {
    return {
      fr: `${subject.fr} est de ${own} ${when} (${name}\u00a0: ${theirs} aussi, aux arrondis près).`,
      en: `${subject.en} was ${own} ${when}, level with ${name}, within rounding.`
    }[language]
  }
  return {
    fr: `${subject.fr} est de ${own} ${when} (${name}\u00a0: ${theirs}).`,
    en: `${subject.en} was ${own} ${when}, against ${theirs} for ${name}.`
  }[language]
}
