/** Freshness in words: when the next edition is due, and whether it is late. */

import type { Language, Text } from '../domain/shared/text.ts'
import type { Period } from '../domain/shared/period.ts'
import type { Freshness, Month } from '../domain/sources/freshness.ts'
import { periodText } from './period-text.ts'

function monthText(month: Month, language: Language): string {
  return periodText(month as Period, language)
}

/** The state of a source in a word or two. */
export function freshnessWord({ kind }: Freshness, language: Language): string {
  return WORDS[kind][language]
}

/** « attendue en juin 2026, il y a 5 mois ». */
export function nextText(freshness: Freshness, language: Language): string {
  if (freshness.kind === 'irregular') return { fr: 'pas de calendrier', en: 'no calendar' }[language]
  if (freshness.kind === 'empty') return { fr: 'rien reçu', en: 'nothing received' }[language]
  const month = monthText(freshness.next, language)
  if (freshness.kind === 'current') return month
  const { months } = freshness
  return { fr: `${month}, il y a ${durationText(months, 'fr')}`, en: `${month}, ${durationText(months, 'en')} ago` }[
    language
  ]
}

/** « 5 mois », « 2 ans et 3 mois ». */
function durationText(months: number, language: Language): string {
  const [years, rest] = [Math.floor(months / 12), months % 12]
  const parts =
    language === 'fr'
      ? [years > 0 && `${years} an${years > 1 ? 's' : ''}`, rest > 0 && `${rest} mois`]
      : [years > 0 && `${years} year${years > 1 ? 's' : ''}`, rest > 0 && `${rest} month${rest > 1 ? 's' : ''}`]
  return parts
    .filter((part) => part !== false)
    .join(language === 'fr' ? ' et ' : ' and ')
    .replaceAll(/(\d) /g, '$1\u00a0')
}

const WORDS = {
  current: { fr: 'À jour', en: 'Up to date' },
  late: { fr: 'En retard', en: 'Late' },
  irregular: { fr: 'Sans rythme', en: 'Irregular' },
  empty: { fr: 'Vide', en: 'Empty' }
} as const satisfies Record<Freshness['kind'], Text>
