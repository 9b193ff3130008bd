/** One sentence for a figure, a change, a comparison: it says no more than the figures do. */

import type { Comparison, FigureChange } from '../domain/indicators/change.ts'
import { PERCENT_DECIMALS } from '../domain/indicators/change.ts'
import type { Caution, Figure } from '../domain/indicators/figure.ts'
import type { Indicator } from '../domain/indicators/indicator.ts'
import { round } from '../domain/indicators/rounding.ts'
import type { Language } from '../domain/shared/text.ts'
import { formatCell, formatNumber, formatValue, NO_BREAK_SPACE, type NumberStyle } from './number.ts'
import { atPeriod, periodText } from './period-text.ts'
import { named, ofName, thanName } from './perimeter-name.ts'
import { cautionText, COMPARISON_TEXTS, reasonText } from './reason-text.ts'

/** « Population, Pôle métropolitain de l’Artois : 644 971 habitants en 2018. » */
export function figureSentence(figure: Figure, indicator: Indicator, language: Language): string {
  const subject = `${indicator.label[language]}, ${figure.perimeter.label[language]}`
  const when = atPeriod(figure.period, language)
  if (!('value' in figure.cell)) {
    const why = figure.reason ? ` ${reasonText(figure.reason, language)}${knownPart(figure, language)}` : ''
    const none = { fr: `pas de valeur ${when}.`, en: `no value ${when}.` }[language]
    return `${subject}${colon(language)}${none}${why}`
  }
  const value = formatCell(figure.cell, figure.unit, figureStyle(figure, indicator, language))
  return `${subject}${colon(language)}${about(figure, language)}${value}${amongText(figure, language)} ${when}.`
}

/** « Taux de chômage, Lens : de 16,6 % au 4e trimestre 2012 à 11,1 % au 1er trimestre 2021, soit −5,5 points. » */
export function changeSentence(
  from: Figure,
  to: Figure,
  change: FigureChange,
  indicator: Indicator,
  language: Language
): string {
  const subject = `${indicator.label[language]}, ${to.perimeter.label[language]}`
  if (!('value' in from.cell) || !('value' in to.cell)) {
    const none = { fr: 'pas d’évolution à donner.', en: 'no change can be given.' }[language]
    return `${subject}${colon(language)}${none}${change.reason ? ` ${reasonText(change.reason, language)}` : ''}`
  }
  const style = styleOf(to, language)
  const [start = '', end = ''] = [from, to].map((one) => about(one, language) + formatCell(one.cell, one.unit, style))
  const [when, then] = [atPeriod(from.period, language), atPeriod(to.period, language)]
  const ends = {
    fr: `${start.startsWith('e') ? 'd’' : 'de '}${start} ${when} à ${end} ${then}`,
    en: `from ${start} ${when} to ${end} ${then}`
  }[language]
  if (change.reason === 'other-period') {
    return `${subject}${colon(language)}${ends}. ${reasonText(change.reason, language)}`
  }
  const warnings = change.cautions
    .filter(({ kind }) => CHANGE_CAUTIONS.has(kind))
    .map((caution) => ` ${cautionText(caution, { language, unit: to.unit, decimals: to.decimals })}`)
  return `${subject}${colon(language)}${ends}, ${changeWords(change, from.cell.value, to.cell.value, style)}.${warnings.join('')}`
}

/** Those of the change itself, not of one of its ends. */
const CHANGE_CAUTIONS: ReadonlySet<Caution['kind']> = new Set(['break-crossed', 'census-too-close', 'other-source'])

function about({ cell }: Figure, language: Language): string {
  return cell.status === 'E' ? { fr: 'environ ', en: 'about ' }[language] : ''
}

/** « 2,4 points de plus que Hauts-de-France (2018). » */
export function comparisonSentence(comparison: Comparison, other: Figure, language: Language): string {
  if (!comparison.ok) return COMPARISON_TEXTS[comparison.reason][language]
  const name = named(other.perimeter.label[language], language)
  if (!('value' in comparison.difference)) return COMPARISON_TEXTS['no-value'][language]
  const { value } = comparison.difference
  const { decimals, unit } = comparison
  const shown = round(value, decimals)
  const when = periodText(other.period, language)
  if (shown === 0) {
    return {
      fr: `Au même niveau ${thanName(name)}, aux arrondis près (${when}).`,
      en: `Level with ${name}, within rounding (${when}).`
    }[language]
  }
  if (comparison.of === 'changes') {
    const gap = formatValue(value, unit, { language, decimals, signed: true })
    return {
      fr: `Écart avec l’évolution ${ofName(name)}${colon('fr')}${gap}.`,
      en: `Difference from the change of ${name}: ${gap}.`
    }[language]
  }
  const size = formatValue(Math.abs(value), unit, { language, decimals })
  return shown > 0
    ? { fr: `${size} de plus ${thanName(name)} (${when}).`, en: `${size} more than ${name} (${when}).` }[language]
    : { fr: `${size} de moins ${thanName(name)} (${when}).`, en: `${size} less than ${name} (${when}).` }[language]
}

/** The change in the form people read it: points for rates, percent for the rest. */
function changeDisplay(change: FigureChange, language: Language): string {
  const style = { language, signed: true }
  return 'value' in change.percent
    ? formatValue(change.percent.value, 'percent', { ...style, decimals: PERCENT_DECIMALS })
    : formatCell(change.difference, change.unit, { ...style, decimals: change.decimals })
}

function changeWords(change: FigureChange, start: number, end: number, style: NumberStyle): string {
  const { language, decimals } = style
  if (start === end) return { fr: 'sans changement', en: 'unchanged' }[language]
  const [before, after] = [round(start, decimals), round(end, decimals)]
  const isNothing = 'value' in change.percent && round(change.percent.value, PERCENT_DECIMALS) === 0
  if (before === after || isNothing) {
    return { fr: 'presque sans changement, aux arrondis près', en: 'almost unchanged, within rounding' }[language]
  }
  const shown = changeDisplay(change, language)
  // Rounded ends may seem to differ by more or less than they do.
  const isPoints = change.percent.status === 'M'
  const odd = isPoints && round(end - start, decimals) !== round(after - before, decimals)
  const roughly = change.difference.status === 'E' ? { fr: 'environ ', en: 'about ' }[language] : ''
  const words = { fr: `soit ${roughly}${shown}`, en: `that is ${roughly}${shown}` }[language]
  return odd ? words + { fr: ' (calculé avant arrondi)', en: ' (computed before rounding)' }[language] : words
}

/** « sur 18, ex æquo »: a place means little without the number of places. */
function amongText({ ranking }: Figure, language: Language): string {
  if (!ranking) return ''
  const peers = formatNumber(ranking.peers, { language, decimals: 0 })
  const tied = ranking.tied > 0 ? { fr: ', ex æquo,', en: ', tied,' }[language] : ''
  return { fr: ` sur ${peers}`, en: ` of ${peers}` }[language] + tied
}

/** What an incomplete sum still says: at least so much, and how many give nothing. */
function knownPart(figure: Figure, language: Language): string {
  if (figure.reason !== 'incomplete') return ''
  // A change says it of the end that lacks members.
  const end = figure.of.find(({ reason }) => reason === 'incomplete')
  if (end) return knownPart(end, language)
  const term = figure.terms.find(({ missing, withheld }) => missing.length + withheld.length > 0)
  if (!term) return ''
  const count = term.missing.length + term.withheld.length
  const gaps = formatNumber(count, { language, decimals: 0 })
  const all = formatNumber(term.expected, { language, decimals: 0 })
  const share = {
    fr: ` ${count > 1 ? 'Manquent' : 'Manque'} ${gaps} sur ${all}`,
    en: ` ${gaps} of ${all} ${count > 1 ? 'are' : 'is'} missing`
  }[language]
  if (figure.terms.length > 1 || term.sign < 0 || term.present === 0) return `${share}.`
  if (term.lowerBound === undefined) {
    const closed = { fr: 'donnée protégée, sans minimum', en: 'protected data, no lower bound' }[language]
    return `${share}${language === 'fr' ? '\u202f; ' : '; '}${closed}.`
  }
  const bound = formatValue(term.lowerBound, figure.unit, styleOf(figure, language))
  return { fr: `${share}\u202f; au moins ${bound}.`, en: `${share}; at least ${bound}.` }[language]
}

/** A change bears its sign, plus included. */
function figureStyle({ decimals }: Figure, { formula }: Indicator, language: Language): NumberStyle {
  return { language, decimals, signed: formula.kind === 'change' }
}

function styleOf({ decimals }: Figure, language: Language): NumberStyle {
  return { language, decimals }
}

function colon(language: Language): string {
  return language === 'fr' ? `${NO_BREAK_SPACE}: ` : ': '
}
