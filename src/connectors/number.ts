/** Numbers, marks of absence and dates as producers write them in cells of text. */

import type { ObservationStatus } from '../domain/indicators/observation.ts'
import { parsePeriod, type Period } from '../domain/shared/period.ts'
import type { Text } from '../domain/shared/text.ts'

/** What a mark says about the value that is not there. */
export type Marks = ReadonlyMap<string, Extract<ObservationStatus, 'O' | 'Q' | 'M'>>

/** Marks met across producers, in lower case; a source may say otherwise (`NC` is « non communiqué »: missing). */
export const COMMON_MARKS: Marks = new Map([
  ['', 'O'],
  ['-', 'O'],
  ['–', 'O'],
  ['...', 'O'],
  ['…', 'O'],
  ['na', 'O'],
  ['n/a', 'O'],
  ['#n/a', 'O'],
  ['nan', 'O'],
  ['null', 'O'],
  ['nd', 'O'],
  ['n.d.', 'O'],
  ['nc', 'O'],
  ['nr', 'O'],
  ['ns', 'Q'],
  ['n.s.', 'Q'],
  ['s', 'Q'],
  ['c', 'Q'],
  ['secret', 'Q'],
  ['so', 'M'],
  ['s.o.', 'M'],
  ['///', 'M']
])

/** NaN with a status is a value that is not there; NaN with a reason is a cell that cannot be read. */
export type NumberReading =
  { readonly value: number; readonly status: ObservationStatus } | { readonly value: number; readonly reason: Text }

/** Declared where the other mark groups thousands: `1,234.5` with `.`, `1.234,5` with `,`. */
export type DecimalMark = '.' | ','

const PLAIN = /^-?\d+(?:\.\d+)?$/
const NUMBER = /^[+-]?(?:\d+|\d*[.,]\d+|\d+[.,])(?:[eE][+-]?\d+)?$/
const GROUPED = /^[+-]?\d{1,3}(?: \d{3})+(?:[.,]\d+)?$/

/**
 * Reads `1 344 203` (any kind of space), `31026`, `646,9`, `1 234.5`, `7,83e-03`, `-16,6`, `12 %`.
 * A single comma or point is the decimal mark; where both stand, the number is refused rather than guessed.
 */
export function readNumber(text: string, marks: Marks = COMMON_MARKS, decimal?: DecimalMark): NumberReading {
  const clean = text.replace(/\s+/g, ' ').trim()
  const mark = marks.get(clean.toLowerCase())
  if (mark) return { value: NaN, status: mark }
  const signed = ungroup(clean.replace(/^[−–](?=\d)/, '-').replace(/ ?%$/, ''), decimal)
  if (NUMBER.test(signed)) return { value: Number(signed.replace(',', '.')), status: 'A' }
  if (GROUPED.test(signed)) return { value: Number(signed.replace(/ /g, '').replace(',', '.')), status: 'A' }
  return { value: NaN, reason: whyNot(signed) }
}

/** Without the mark that groups thousands, where the decimal one is known. */
function ungroup(text: string, decimal: DecimalMark | undefined): string {
  if (decimal === undefined) return text
  const form = decimal === '.' ? /^([+-]?\d{1,3}(?:,\d{3})+)(\.\d+)?$/ : /^([+-]?\d{1,3}(?:\.\d{3})+)(,\d+)?$/
  const [whole, integer = '', fraction = ''] = form.exec(text) ?? []
  if (whole !== undefined) return integer.replace(/[.,]/g, '') + fraction
  // The other mark, where it cannot group thousands, is no decimal mark: let the cell be refused.
  return text.replace(decimal === '.' ? ',' : '.', '.,')
}

/**
 * The fast way, for over a million cells: NaN when the text is not a plain number with a decimal point, and
 * `readNumber` must say what it is. Not to be used where the point groups thousands.
 */
export function readPlain(text: string): number {
  return PLAIN.test(text) ? Number(text) : NaN
}

/** What was expected, and what is in the way. */
function whyNot(text: string): Text {
  const stranger = /[^\d\s.,+-]/.exec(text.replace(/(?<=\d)[eE](?=[+-]?\d)/, '0'))?.[0]
  if (stranger !== undefined && /\d/.test(text)) {
    const meant = LOOKALIKES[stranger]
    const kind = /\p{L}/u.test(stranger)
      ? { fr: 'la lettre', en: 'the letter' }
      : { fr: 'le caractère', en: 'the character' }
    return {
      fr: `un nombre, comme 20 000 ou 646,9 : ${kind.fr} « ${stranger} » n’en est pas${meant ? `, peut-être un ${meant}` : ''}`,
      en: `a number, such as 20 000 or 646.9: ${kind.en} "${stranger}" is none of it${meant ? `, perhaps a ${meant}` : ''}`
    }
  }
  if (/[.,].*[.,]/.test(text)) {
    return {
      fr: 'un nombre avec un seul signe décimal, comme 1 234,5, ou le signe décimal déclaré (decimal)',
      en: 'a number with one decimal mark, such as 1 234.5, or the decimal mark declared (decimal)'
    }
  }
  if (/^\d[\d ]* [\d ]*\d$/.test(text)) {
    return {
      fr: 'un nombre, comme 1 344 203 : ces espaces ne séparent pas des milliers, peut-être deux nombres',
      en: 'a number, such as 1 344 203: these spaces do not part thousands, perhaps two numbers'
    }
  }
  return {
    fr: 'un nombre, comme 20 000 ou 646,9, ou une marque d’absence connue (marks)',
    en: 'a number, such as 20 000 or 646.9, or a known mark of absence (marks)'
  }
}

const LOOKALIKES: Readonly<Record<string, string>> = { O: '0', o: '0', l: '1', I: '1' }

/**
 * A period as producers write it: `2018`, `2018.0`, `16` (for 2016), `2003-T1`, `T1 2003`, `1er trimestre 2003`,
 * `19/06/2023`, `2013-2018` or `2013/2018`, `juin 2023`. Undefined when it is none of these.
 */
export function readPeriod(text: string): Period | undefined {
  const clean = text
    .replace(/[\s\u00a0\u202f]+/g, ' ')
    .trim()
    .toLowerCase()
  for (const [form, write] of PERIOD_FORMS) {
    const found = form.exec(clean)
    if (found) return soundPeriod(write(found))
  }
  return undefined
}

const MONTHS = ['janv', 'févr', 'mars', 'avr', 'mai', 'juin', 'juil', 'août', 'sept', 'oct', 'nov', 'déc']

const PERIOD_FORMS: readonly (readonly [RegExp, (found: RegExpExecArray) => string])[] = [
  [/^(\d{4})(?:\.0)?$/, ([, year = '']) => year],
  [/^(\d{2})$/, ([, year = '']) => (Number(year) > 60 ? `19${year}` : `20${year}`)],
  [/^(\d{4})[- ]?[tq]([1-4])$/, ([, year, quarter]) => `${year}-Q${quarter}`],
  [/^[tq]([1-4])[-_ ]?(\d{4})$/, ([, quarter, year]) => `${year}-Q${quarter}`],
  [/^([1-4])(?:er|ère|e|ème|nd|d)? ?trim(?:estre|\.)? (\d{4})$/, ([, quarter, year]) => `${year}-Q${quarter}`],
  [/^(\d{4}-\d{2}(?:-\d{2})?)$/, ([whole]) => whole],
  [/^(\d{1,2})\/(\d{1,2})\/(\d{4})$/, ([, day = '', month = '', year]) => `${year}-${two(month)}-${two(day)}`],
  [/^(\d{1,2})\/(\d{4})$/, ([, month = '', year]) => `${year}-${two(month)}`],
  [/^(\d{4}) ?[-–/] ?(\d{4})$/, ([, from, to]) => `${from}/${to}`],
  [
    /^(\p{L}{3,9})\.? (\d{4})$/u,
    ([, name = '', year]) => `${year}-${two(String(1 + MONTHS.findIndex((month) => name.startsWith(month))))}`
  ]
]

function two(digits: string): string {
  return digits.padStart(2, '0')
}

function soundPeriod(text: string): Period | undefined {
  try {
    return parsePeriod(text)
  } catch {
    return undefined
  }
}
