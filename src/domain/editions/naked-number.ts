/**
 * Numbers that a text types itself. A number in an edition is a figure, or of a kind that needs none: a date, a time, an
 * address, an ordinal, a page, a name. All others are naked, whatever they say.
 */

export type NakedNumber = {
  /** As it is written, with what belongs to it: « 6 100 », « 12,5 % ». */
  readonly text: string
  /** Where it begins in the text, from 0. */
  readonly start: number
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
const NUMBER = /(?<![\p{L}\d])[-−+]?\d+(?:[ \u00a0\u202f]\d{3})*(?:[.,]\d+)?(?:[ \u00a0\u202f]?[%‰€])?/gu

/** Numbers told in letters, from two: « un » is an article. */
const IN_WORDS =
  /(?<![\p{L}-])(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt|trente|quarante|cinquante|soixante|cent|mille)(?:[- ](?:et[- ])?(?:un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingts?|cents?|mille|millions?|milliards?))*(?![\p{L}-])/giu

/**
 * Numbers in a text that have no figure behind them.
 *
 * @param inWords whether numbers in letters count too
 */
export function nakedNumbers(text: string, { inWords = false } = {}): readonly NakedNumber[] {
  const exempt = exemptionsIn(text)
  const forms = inWords ? [NUMBER, IN_WORDS] : [NUMBER]
  return forms
    .flatMap((form) => [...text.matchAll(form)])
    .map((match) => ({ text: match[0], start: match.index }))
    .filter(
      ({ text: found, start }) => !exempt.some(([from, to]) => from <= start && start + found.trimEnd().length <= to)
    )
    .sort((a, b) => a.start - b.start)
}

function exemptionsIn(text: string): readonly (readonly [from: number, to: number])[] {
  return EXEMPT.flatMap(([, form]) =>
    [...text.matchAll(form)].map((match) => [match.index, match.index + match[0].length] as const)
  )
}
