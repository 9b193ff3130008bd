/** A formula in the words of its file: columns, signs, one division. */

import type { Figure, FigureTerm } from '../domain/indicators/figure.ts'
import type { Indicator } from '../domain/indicators/indicator.ts'
import type { Language } from '../domain/shared/text.ts'
import { formatNumber, MINUS } from './number.ts'
import { periodText } from './period-text.ts'

/** « 100 × P18_CHOM1564 ÷ P18_ACT1564 »; a figure without terms is described by its rule alone. */
export function formulaText(figure: Figure, { formula }: Indicator, language: Language): string {
  switch (formula.kind) {
    case 'level':
      return sumOf(figure.terms, 'value')
    case 'weighted-mean':
      return meanText(figure, language)
    case 'share':
      return division(figure.terms, 100, language)
    case 'ratio':
    case 'per-capita':
    case 'density':
      return division(figure.terms, formula.per, language)
    case 'change':
      return changeText(formula.as, figure, language)
    case 'index':
      return {
        fr: `100 × valeur ÷ valeur de ${periodText(formula.base, 'fr')}`,
        en: `100 × value ÷ value of ${periodText(formula.base, 'en')}`
      }[language]
    case 'rank':
      return {
        fr: 'rang parmi les territoires du même niveau de la région, 1 pour la valeur la plus haute',
        en: 'place among the territories of the same level in the region, 1 for the highest value'
      }[language]
  }
}

function changeText(as: 'difference' | 'percent' | 'yearly-percent', figure: Figure, language: Language): string {
  const [start, end] = figure.of.map(({ period }) => periodText(period, language))
  const [from = '', to = ''] = [start, end]
  return {
    difference: { fr: `${to} moins ${from}`, en: `${to} less ${from}` },
    percent: { fr: `100 × (${to} ÷ ${from} ${MINUS} 1)`, en: `100 × (${to} ÷ ${from} ${MINUS} 1)` },
    'yearly-percent': {
      fr: `évolution de ${from} à ${to}, en moyenne par an`,
      en: `change from ${from} to ${to}, yearly mean`
    }
  }[as][language]
}

function meanText({ terms }: Figure, language: Language): string {
  const [value, weight] = [sumOf(terms, 'value'), sumOf(terms, 'weight')]
  if (!weight) return value
  return {
    fr: `moyenne de ${value} pondérée par ${weight}`,
    en: `mean of ${value} weighted by ${weight}`
  }[language]
}

function division(terms: readonly FigureTerm[], per: number, language: Language): string {
  const factor = per === 1 ? '' : `${formatNumber(per, { language, decimals: 0 })} × `
  return `${factor}${bracketed(terms, 'numerator')} ÷ ${bracketed(terms, 'denominator')}`
}

function bracketed(terms: readonly FigureTerm[], role: FigureTerm['role']): string {
  const several = terms.filter((term) => term.role === role).length > 1
  return several ? `(${sumOf(terms, role)})` : sumOf(terms, role)
}

function sumOf(terms: readonly FigureTerm[], role: FigureTerm['role']): string {
  return terms
    .filter((term) => term.role === role)
    .map(({ column, sign }, i) => (i === 0 ? (sign < 0 ? MINUS : '') : sign < 0 ? ` ${MINUS} ` : ' + ') + column)
    .join('')
}
