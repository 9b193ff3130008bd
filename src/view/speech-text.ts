/** Sentences to be said aloud, and the same as a text to be taken away: each number rounded with words that hold. */

import { PERCENT_DECIMALS, type FigureChange } from '../domain/indicators/change.ts'
import type { Figure } from '../domain/indicators/figure.ts'
import { round } from '../domain/indicators/rounding.ts'
import { spokenNumber } from '../domain/editions/spoken.ts'
import type { Language, Text } from '../domain/shared/text.ts'
import type { Line, Speech, Warning } from '../domain/editions/speech.ts'
import { comparisonSentence } from './figure-text.ts'
import { typeset } from './messages.ts'
import { formatCell, formatValue, NO_BREAK_SPACE } from './number.ts'
import { atPeriod, periodText } from './period-text.ts'
import { WORDED } from './wording-text.ts'
import type { Period } from '../domain/shared/period.ts'

/** « En 2018, Pôle métropolitain de l’Artois, population : près de 645 000 habitants ; en 2008, … » */
export function spokenSentence({ indicator, answer }: Line, language: Language): string {
  const { figure, from, change, versus, comparison } = answer
  const name = lowerFirst(indicator.label[language], language)
  const subject = `${upperFirst(atPeriod(figure.period, language))}, ${figure.perimeter.label[language]}, ${name}`
  const colon = language === 'fr' ? `${NO_BREAK_SPACE}: ` : ': '
  const own = `${subject}${colon}${saidOf(figure, language)}${changed(figure, from, change, language)}.`
  return versus && comparison?.ok ? `${own} ${comparisonSentence(comparison, versus.figure, language)}` : own
}

/** The value as it is said: « près de 645 000 habitants ». */
function saidOf({ cell, unit, decimals, ranking }: Figure, language: Language): string {
  if (!('value' in cell)) return formatCell(cell, unit, { language, decimals })
  const among = ranking ? { fr: ` sur ${ranking.peers}`, en: ` of ${ranking.peers}` }[language] : ''
  const { kind, value, decimals: digits } = spokenNumber(cell.value, decimals)
  const number = formatValue(value, unit, { language, decimals: digits }) + among
  // What is estimated is about anything: rounding words would claim more than is known.
  const words = cell.status === 'E' ? WORDED.about : kind === 'exact' ? undefined : WORDED[kind]
  return words ? `${words[language]}${NO_BREAK_SPACE}${number}` : number
}

/**
 * « , contre 11,8 % en 2012, soit −0,7 point », « , comme en 2012 » where nothing changed; nothing where no change may
 * be told. Where rounding says the same of both, the number is not said twice.
 */
function changed(to: Figure, from: Figure | undefined, change: FigureChange | undefined, language: Language): string {
  if (!from || !change || !('value' in change.difference)) return ''
  const when = atPeriod(from.period, language)
  const style = { language, signed: true }
  const [cell, unit, decimals] =
    'value' in change.percent
      ? [change.percent, 'percent', PERCENT_DECIMALS]
      : [change.difference, change.unit, change.decimals]
  const difference = change.difference.value
  if (difference === 0) return { fr: `, comme ${when}`, en: `, as ${when}` }[language]
  if (round(cell.value, decimals) === 0) return { fr: `, presque comme ${when}`, en: `, almost as ${when}` }[language]
  const size = formatCell(cell, unit, { ...style, decimals })
  const said = saidOf(from, language)
  const slightly =
    difference > 0 ? { fr: 'un peu moins', en: 'slightly less' } : { fr: 'un peu plus', en: 'slightly more' }
  const before = `${said === saidOf(to, language) ? slightly[language] : said} ${when}`
  return { fr: `, contre ${before}, soit ${size}`, en: `, against ${before}, that is ${size}` }[language]
}

/** Abbreviations keep their capitals. */
function lowerFirst(text: string, language: Language): string {
  return /^\p{Lu}\p{Ll}|^\p{Lu}\W/u.test(text) ? text.charAt(0).toLocaleLowerCase(language) + text.slice(1) : text
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** A word or two, to be seen at a glance. */
export const WARNING_WORDS = {
  outdated: { fr: 'Peut-être dépassé', en: 'Perhaps out of date' },
  contested: { fr: 'Contesté', en: 'Contested' },
  broken: { fr: 'Rupture', en: 'Break' },
  'two-sources': { fr: 'Deux sources', en: 'Two sources' },
  estimated: { fr: 'Estimation', en: 'Estimate' }
} as const satisfies Record<Warning['kind'], Text>

export function warningText(warning: Warning, language: Language): string {
  switch (warning.kind) {
    case 'outdated': {
      const month = periodText(warning.next as Period, language)
      return {
        fr: `une édition plus récente était attendue en ${month}.`,
        en: `a later edition was due in ${month}.`
      }[language]
    }
    case 'contested':
      return {
        fr: 'deux producteurs donnent des valeurs différentes : dites lequel vous citez.',
        en: 'two producers give different values: say which one you quote.'
      }[language]
    case 'broken': {
      const since = periodText(warning.since, language)
      return {
        fr: `la méthode a changé en ${since} : rien ne se compare par-dessus cette date.`,
        en: `the method changed in ${since}: nothing compares across it.`
      }[language]
    }
    case 'two-sources':
      return {
        fr: 'le début et la fin ne sont pas comptés par la même source.',
        en: 'the start and the end are not counted by the same source.'
      }[language]
    case 'estimated':
      return { fr: 'dites « environ ».', en: 'say "about".' }[language]
  }
}

/** « Insee, Recensement de la population, édition 2022-01 », in the order of the sentences, once each. */
export function speechSources({ lines }: Speech, language: Language): readonly string[] {
  return [...new Set(lines.flatMap((line) => sourcesOf(line, language)))]
}

export function sourcesOf({ sources }: Line, language: Language): readonly string[] {
  const edition = { fr: 'édition', en: 'edition' }[language]
  return sources.map(
    ({ source, vintage }) => `${source.producer[language]}, ${source.label[language]}, ${edition} ${vintage.edition}`
  )
}

/** All of it as plain text: sentences with the numbers of their sources, warnings under them, sources. @param day in words */
export function speechText(speech: Speech, day: string, language: Language): string {
  const sources = speechSources(speech, language)
  const colon = language === 'fr' ? `${NO_BREAK_SPACE}: ` : ': '
  const said = speech.lines.map((line) => {
    const marks = sourcesOf(line, language).map((one) => `[${sources.indexOf(one) + 1}]`)
    const warnings = line.warnings.map(
      (one) => `   ! ${WARNING_WORDS[one.kind][language]}${colon}${warningText(one, language)}`
    )
    return [`${spokenSentence(line, language)} ${marks.join('')}`, ...warnings].join('\n')
  })
  const head = { fr: `Chiffres à dire, au ${day}`, en: `Figures to say, as of ${day}` }[language]
  const foot = { fr: 'Sources', en: 'Sources' }[language]
  const listed = sources.map((one, i) => `[${i + 1}] ${one}`)
  return typeset(`${head}\n\n${said.join('\n\n')}\n\n${foot}\n${listed.join('\n')}\n`, language)
}
