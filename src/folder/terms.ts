/** A signed sum as people write it in a definition: `births - deaths`. */

import type { Terms } from '../domain/indicators/indicator.ts'
import { parseSeriesId, type SeriesId } from '../domain/indicators/measure.ts'
import { InvalidInput } from '../domain/shared/errors.ts'

/** @throws {InvalidInput} unless `text` is series joined by ` + ` and ` - ` */
export function parseTerms(text: string): Terms {
  const [first = '', ...rest] = text.trim().split(/\s+([+-])\s+/)
  const negative = first.startsWith('- ')
  const pairs: [sign: string, series: string][] = [[negative ? '-' : '+', negative ? first.slice(2) : first]]
  for (let i = 0; i < rest.length; i += 2) pairs.push([rest[i] ?? '+', rest[i + 1] ?? ''])
  return pairs.map(([sign, series]) => ({ series: parseTerm(series.trim(), text), sign: sign === '-' ? -1 : 1 }))
}

export function termsText(terms: Terms): string {
  return terms
    .map(({ series, sign }, i) => (i === 0 ? (sign < 0 ? `- ${series}` : series) : `${sign < 0 ? '-' : '+'} ${series}`))
    .join(' ')
}

function parseTerm(series: string, text: string): SeriesId {
  try {
    return parseSeriesId(series)
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error
    throw new InvalidInput({
      fr: `« ${text} » n’est pas une somme de mesures : attendu une forme comme births - deaths`,
      en: `"${text}" is not a sum of measures: expected a form such as births - deaths`
    })
  }
}
