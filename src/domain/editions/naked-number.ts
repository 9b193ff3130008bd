/**
 * Numbers that a text types itself. A number in an edition is a figure, or of a kind that needs none: a date, a time, an
 * address, an ordinal, a page, a name. All others are naked, whatever they say.
 */

import type { TypedNumber } from '../indicators/typed-number.ts'
import { numberWordsIn } from '../shared/number-words.ts'
import { exemptSpans, LASTING, MONTH, NUMBERED, SHARE, type Span } from './exempt-number.ts'

export type NakedNumber = {
  /** As it is written, with what belongs to it: « 6 100 », « 12,5 % ». */
  readonly text: string
  /** Where it begins in the text, from 0. */
  readonly start: number
  /** Of a number in letters: what it says; that in digits is read as people type it. */
  readonly typed?: TypedNumber
  /** « trois agglomérations »: from two to nine, in letters. */
  readonly isSmall: boolean
}

const SPACE = '[ \\u00a0\\u202f]'

/** A number, with its sign, its thousands, its decimals and its percent or euros; not one inside a word. */
const NUMBER = new RegExp(
  `(?<![\\p{L}\\d])[-−+]?(?:\\d{1,3}(?:${SPACE}\\d{3})+(?!\\d)|\\d{1,3}(?:\\.\\d{3}){2,}(?!\\d)|\\d+)(?:[.,]\\d+)?(?:${SPACE}?(?:[%‰]|(?:(?:[kKM]|Mds?)${SPACE}?)?€|(?:millions?|milliards?|billions?|pour${SPACE}cent|per${SPACE}?cent)(?!\\p{L})))?|(?<![\\d/])[¼½¾⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]`,
  'gu'
)

/** « quinze à soixante-quatre ans », « une dizaine de jours », « le quatre décembre ». */
const LASTING_AFTER = new RegExp(
  `^${SPACE}(?:(?:à|et|ou|to|and|or)${SPACE}[\\p{L}-]{1,40}${SPACE})?(?:de${SPACE}|d[’'])?(?:${LASTING}|${MONTH})(?!\\p{L})`,
  'u'
)
/** « dix salariés ou plus » names a class. */
const OR_MORE = new RegExp(
  `^${SPACE}\\p{L}+${SPACE}(?:ou|et|or|and)${SPACE}(?:plus|moins|over|more|less|fewer)(?!\\p{L})`,
  'u'
)

/** A longer time is counted: « douze mille heures d’insertion ». */
const LONG = 1000

/** « page douze », « en deux mille douze ». */
const BEFORE = new RegExp(`(?<!\\p{L})(?:${NUMBERED}|(?:heures|jours)${SPACE}sur)${SPACE}$`, 'iu')
const YEAR_BEFORE = new RegExp(`(?<!\\p{L})(?:en|l[’']an|depuis|dès|in|since)${SPACE}$`, 'iu')

/** Ways of speaking that count nothing; the number stands between < and >. */
const IDIOMS: readonly RegExp[] = [
  // « vivre entre deux villes », « tous les trois », « montrer les deux. »
  /(?<!\p{L})entre <deux>|(?<!\p{L})(?:tous|toutes) (?:les )?<[a-z]+>(?! \p{L}+[sx](?!\p{L}))/iu,
  /(?<!\p{L})(?:les|ces|des|aux) <deux>(?:\s?[.,;:!?)»]|\s*$)/iu,
  // « deux fois », « mille fois merci »; « deux fois plus » measures.
  /> fois(?! (?:plus|moins|mieux|la|le|les|celle|celui|ceux|celles|supérieur|inférieur|autant|sa|son|ce|cette|more|less)| l[’'])/iu,
  /> times(?! (?:more|less|as|the|that|higher|lower|fewer))/iu,
  /(?<!\p{L})à <(?:deux|trois|quatre|mille)> (?:pas|doigts|mains|voix|temps|vitesses|têtes|lieues)(?!\p{L})/iu,
  /(?<!\p{L})(?:aux|des) <quatre> coins|(?<!\p{L})en <(?:deux|trois|mille)> (?:mots|temps|morceaux)(?!\p{L})/iu,
  // « tourner sept fois sa langue », « il n’y a pas trente-six solutions »; « un hôtel trois étoiles » names a class.
  /<sept> fois (?:sa|ta|leur|votre) langue|pas <(?:deux|trente-six|cinquante|cent|mille)> (?:solutions|façons|manières|choix|raisons)/iu,
  /<(?:une?|deux|trois|quatre|cinq)> (?:étoiles|épis)(?!\p{L})/iu,
  /<mille> (?:mercis|excuses|feux)|(?<!\p{L})les <cent> pas|d[’']une pierre <deux>|en <(?:deux|quatre)>(?! \p{L})/iu,
  /(?<!\p{L})<deux> (?:poids|par <?deux)|(?<!(?:divis|multipli)\p{L}{1,5} )(?<!\p{L})par <deux>/iu
]

/** Below it, a number in letters counts what stands on the page: to be looked at, not to be mended. */
const SMALL = 10

/** Letters around a number that say what it is: no rule looks farther. */
const AROUND = 40

/** Numbers in a text that have no figure behind them, in digits or in letters. */
export function nakedNumbers(text: string): readonly NakedNumber[] {
  const inDigits = [...text.matchAll(NUMBER), ...text.matchAll(SHARE)].map((match) => ({
    text: match[0],
    start: match.index,
    isSmall: false
  }))
  return outside(exemptSpans(text), withoutNested([...inDigits, ...nakedWords(text)]))
}

/** In the order of the text; « 3/4 » once, and not its 3. */
function withoutNested(found: readonly NakedNumber[]): readonly NakedNumber[] {
  let end = 0
  return found
    .toSorted((a, b) => a.start - b.start || b.text.length - a.text.length)
    .filter(({ start, text }) => {
      const isFirst = start >= end
      if (isFirst) end = start + text.length
      return isFirst
    })
}

/** Those that lie within no span; both in the order of the text. */
function outside(spans: readonly Span[], found: readonly NakedNumber[]): readonly NakedNumber[] {
  let next = 0
  let reach = 0
  return found.filter(({ start, text }) => {
    for (let span = spans[next]; span && span.from <= start; span = spans[next]) {
      reach = Math.max(reach, span.to)
      next += 1
    }
    return start + text.trimEnd().length > reach
  })
}

function nakedWords(text: string): readonly NakedNumber[] {
  return numberWordsIn(text)
    .filter(({ start, text: own, value }) => {
      const before = text.slice(Math.max(0, start - AROUND), start)
      const after = text.slice(start + own.length, start + own.length + AROUND)
      const isYear = YEAR_BEFORE.test(before) && value > 1000 && value < 2100
      const isLasting = value < LONG && LASTING_AFTER.test(after)
      return !isYear && !isLasting && !OR_MORE.test(after) && !BEFORE.test(before) && !isIdiom(before, own, after)
    })
    .map(({ text: own, start, kind, value }) => {
      const isPercent = /[tn]$/.test(own) && own.includes(' p')
      const scaled = kind === 'part' ? { value: value * 100, decimals: 0, zeros: 0, units: ['percent'] } : undefined
      const typed = scaled ?? { value, decimals: 0, zeros: 0, ...(isPercent && { units: ['percent'] }) }
      return { text: own, start, typed, isSmall: kind === 'exact' && value < SMALL && !isPercent }
    })
}

function isIdiom(before: string, own: string, after: string): boolean {
  const around = `${before}<${own}>${after}`.replaceAll(/[\s\u00a0\u202f]/g, ' ')
  return IDIOMS.some((idiom) => idiom.test(around))
}
