/**
 * Numbers that a text types itself. A number in an edition is a figure, or of a kind that needs none: a date, a time, an
 * address, an ordinal, a page, a name. All others are naked, whatever they say.
 */

import type { TypedNumber } from '../indicators/typed-number.ts'
import { numberWordsIn } from '../shared/number-words.ts'

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

/** Why a number needs no figure. */
export type ExemptKind = 'date' | 'year' | 'time' | 'ordinal' | 'reference' | 'name' | 'address'

const MONTH =
  '(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|January|February|March|April|May|June|July|August|September|October|November|December)'
const YEAR = '(?:1[5-9]|20)\\d{2}'
const SPACE = '[ \\u00a0\\u202f]'

/** What each kind looks like; a number that lies within one of them is of that kind. */
const EXEMPT: readonly (readonly [kind: ExemptKind, form: RegExp])[] = [
  // « 4 décembre 2012 », « 1er juillet », "4 December 2012", "December 4, 2012".
  ['date', new RegExp(`\\b\\d{1,2}(?:er)?${SPACE}${MONTH}(?:${SPACE}${YEAR})?\\b`, 'giu')],
  ['date', new RegExp(`\\b${MONTH}${SPACE}(?:\\d{1,2}(?:,${SPACE})?)?(?:${YEAR})?\\b`, 'gu')],
  ['date', /\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}\/\d{1,2}\/\d{4}\b/g],
  // « en 2012 », « 2012-2022 », « 2012/2013 », « années 1990 »: four digits without a unit, of a year.
  [
    'year',
    new RegExp(
      `(?<![\\d,.\\u202f\\u00a0])${YEAR}(?:[-–/](?:${YEAR}|\\d{2}))?(?!${SPACE}?(?:[%€‰\\d]|[a-zà-ÿ]*(?:eurs?|ants?|ements?|ois|unes)\\b)|[,.]\\d)`,
      'gu'
    )
  ],
  ['time', /\b\d{1,2}[ \u00a0\u202f]?h(?:[ \u00a0\u202f]?\d{2})?\b|\b\d{1,2}:\d{2}\b/g],
  // « 1er », « 3e », « XIXe » has no digit; "2nd".
  ['ordinal', /\b\d+(?:er|re|ère|e|ème|nd|st|rd|th)s?\b/g],
  [
    'reference',
    new RegExp(
      `(?:\\b(?:p|pp|page|pages|n°|no|art|article|articles|chapitre|tome|vol|fig|loi|décret|axe|action|actions|proposition|propositions|lot|phase|note)\\.?|§)${SPACE}?\\d+(?:[-–]\\d+)*`,
      'giu'
    )
  ],
  // « 11/19 », « Base 11/19 », « A26 », « RN47 », « CO2 », « 9-9bis », « T1 ».
  ['name', /\b\d{1,2}\/\d{1,2}(?:\/\d{1,2})?\b|\b\p{L}+[-‑]?\d+\b|\b\d+[-‑]\d*\p{L}+\b/gu],
  // « 62300 Lens », « 99, rue Paul-Bert ».
  [
    'address',
    /\b\d{5} (?=\p{Lu})|\b\d{1,4}(?: ?(?:bis|ter))?,? (?:rue|avenue|boulevard|place|route|chemin|impasse|quai)\b/giu
  ]
]

/** A number, with its sign, its thousands and its decimals; not one inside a word. */
const NUMBER =
  /(?<![\p{L}\d])[-−+]?\d+(?:[ \u00a0\u202f]\d{3})*(?:[.,]\d+)?(?:[ \u00a0\u202f]?(?:[%‰€]|(?:millions?|milliards?|billions?)(?!\p{L})))?/gu

/** Of words that say how old, how long, what hour, which class: « quinze à soixante-quatre ans », « dix salariés ou plus ». */
const AFTER = new RegExp(
  `^${SPACE}(?:(?:à|et|ou|to|and|or)${SPACE}[\\p{L}-]+${SPACE})?(?:ans?|années?|mois|semaines?|jours?|heures?|minutes?|years?|months?|weeks?|days?|hours?|${MONTH})(?!\\p{L})|^${SPACE}\\p{L}+${SPACE}(?:ou|or)${SPACE}(?:plus|moins|more|less|fewer)(?!\\p{L})`,
  'u'
)

/** « entre deux », « tous les deux », « les deux. », « deux fois » count nothing. */
const IDIOM_BEFORE = new RegExp(`(?:^|[^\\p{L}])(?:entre|tous|toutes)${SPACE}(?:les${SPACE})?$`, 'iu')
const IDIOM_AFTER = new RegExp(`^${SPACE}fois(?!\\p{L})`, 'u')
const BOTH_BEFORE = new RegExp(`(?:^|[^\\p{L}])les${SPACE}$`, 'iu')
const BOTH_AFTER = /^(?:[ \u00a0\u202f]?[.,;:!?)»]|\s*$)/

const BEFORE = new RegExp(
  `(?:^|[^\\p{L}])(?:page|pages|numéro|article|articles|chapitre|tome|axe|action|proposition|lot|phase|chapter)${SPACE}$`,
  'iu'
)

/** Below it, a number in letters counts what stands on the page: to be looked at, not to be mended. */
const SMALL = 10

/** Numbers in a text that have no figure behind them, in digits or in letters. */
export function nakedNumbers(text: string): readonly NakedNumber[] {
  const exempt = exemptionsIn(text)
  const inDigits = [...text.matchAll(NUMBER)].map((match) => ({ text: match[0], start: match.index, isSmall: false }))
  return [...inDigits, ...nakedWords(text)]
    .filter(
      ({ text: found, start }) => !exempt.some(([from, to]) => from <= start && start + found.trimEnd().length <= to)
    )
    .sort((a, b) => a.start - b.start)
}

function nakedWords(text: string): readonly NakedNumber[] {
  return numberWordsIn(text)
    .filter(({ start, text: own }) => !AFTER.test(text.slice(start + own.length)) && !BEFORE.test(text.slice(0, start)))
    .filter(({ start, text: own }) => !isIdiom(text, start, own))
    .map(({ text: own, start, kind, value }) => {
      const isPercent = /[tn]$/.test(own) && own.includes(' p')
      const scaled = kind === 'part' ? { value: value * 100, decimals: 0, zeros: 0, units: ['percent'] } : undefined
      const typed = scaled ?? { value, decimals: 0, zeros: 0, ...(isPercent && { units: ['percent'] }) }
      return { text: own, start, typed, isSmall: kind === 'exact' && value < SMALL && !isPercent }
    })
}

function isIdiom(text: string, start: number, own: string): boolean {
  if (own.toLowerCase() !== 'deux') return false
  const [before, after] = [text.slice(0, start), text.slice(start + own.length)]
  return IDIOM_BEFORE.test(before) || IDIOM_AFTER.test(after) || (BOTH_BEFORE.test(before) && BOTH_AFTER.test(after))
}

function exemptionsIn(text: string): readonly (readonly [from: number, to: number])[] {
  return EXEMPT.flatMap(([, form]) =>
    [...text.matchAll(form)].map((match) => [match.index, match.index + match[0].length] as const)
  )
}
