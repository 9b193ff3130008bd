/** Small words and addresses that the parts of a figure's page share. */

import type { Figure } from '../domain/indicators/figure.ts'
import type { Language } from '../domain/shared/text.ts'
import { say } from './messages.ts'
import { formatNumber } from './number.ts'
import { addressOf } from './value.tsx'

export function communesText(count: number, language: Language): string {
  return `${formatNumber(count, { language, decimals: 0 })}\u00a0${say(count > 1 ? 'communes' : 'commune', language)}`
}

/** The address with a file's ending: the query comes after it. */
export function download(figure: Figure, language: Language, ending: 'csv' | 'json'): string {
  const [path = '', query] = addressOf(figure, language).split('?')
  return `${path}.${ending}${query ? `?${query}` : ''}`
}

export function colon(language: Language): string {
  return language === 'fr' ? '\u00a0: ' : ': '
}
