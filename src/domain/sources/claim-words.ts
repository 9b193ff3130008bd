/** Words of claims, compared as people mean them: accents, plurals and small words apart. French and English. */

import { foldName } from '../territories/names.ts'
import { CONCEPT_OF, GENERIC, STATES } from './claim-lexicon.ts'

const SMALL = new Set(
  'a à au aux de du des d en dans pour sur le la les l un une par et ou in of on at for the an and or to by with its their who that since'.split(
    ' '
  )
)

/** Each text is folded many times: those of a few documents are remembered. */
const FOLDED = new Map<string, string>()
const TOKENS = new Map<string, readonly string[]>()
const CONCEPTS = new Map<string, readonly string[]>()
const MOST_REMEMBERED = 20_000

export function folded(text: string): string {
  return remembered(FOLDED, text, foldName)
}

/** In their order, without small words; plurals as singulars. */
export function tokensOf(text: string): readonly string[] {
  return remembered(TOKENS, text, cut)
}

function remembered<T>(memory: Map<string, T>, text: string, compute: (text: string) => T): T {
  const known = memory.get(text)
  if (known !== undefined) return known
  if (memory.size >= MOST_REMEMBERED) memory.clear()
  const found = compute(text)
  memory.set(text, found)
  return found
}

function cut(text: string): readonly string[] {
  return folded(text)
    .split(' ')
    .filter((word) => word !== '' && !SMALL.has(word))
    .map((word) =>
      word.length > 3 && !word.endsWith('ss') ? word.replace(/(?:ies)$/, 'y').replace(/[sx]$/, '') : word
    )
}

/** What is said in brackets is an aside. */
export function withoutAsides(text: string): string {
  return text.replaceAll(/\([^)]*\)?/g, ' ')
}

/** « classe D » is a class, and no « d’ »: capitals from A to G that stand alone are kept as words. */
export function withClasses(text: string): string {
  return text.replaceAll(/(?<![\p{L}\d'’])([A-G])(?![\p{L}\d'’])/gu, 'class$1')
}

export function asidesOf(text: string): string {
  return [...text.matchAll(/\(([^)]*)\)?/g)].map(([, inner = '']) => inner).join(' ')
}

export function isSubset(some: readonly string[], all: readonly string[]): boolean {
  return some.length > 0 && some.every((word) => all.includes(word))
}

export function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return isSubset(a, b) && isSubset(b, a)
}

/** Whether the text holds one of these forms, both taken without accents. */
export function says(text: string, form: RegExp): boolean {
  return form.test(folded(text))
}

export type State = keyof typeof STATES
const STATE_NAMES = Object.keys(STATES) as readonly State[]

export function statesIn(text: string): readonly State[] {
  return STATE_NAMES.filter((state) => says(text, STATES[state]))
}

/** Without the words of states, folded: « logements livrés » and « logements prévus » are dwellings. */
export function withoutStates(text: string): string {
  return STATE_NAMES.reduce((rest, state) => rest.replaceAll(new RegExp(STATES[state], 'g'), ' '), folded(text))
}

/** Words as ideas: one for both languages and all genders, without those that only say that there is a number. */
export function conceptsOf(text: string): readonly string[] {
  return remembered(CONCEPTS, text, (given) =>
    [...new Set(tokensOf(given).map(conceptOf))].filter((word) => !GENERIC.has(word)).toSorted()
  )
}

function conceptOf(word: string): string {
  const plain =
    word.length > 5 ? word.replace(/ee$/, 'e').replace(/(elle|enne|ive)$/, (end) => FEMININE[end] ?? end) : word
  return CONCEPT_OF.get(plain) ?? CONCEPT_OF.get(word) ?? plain
}

const FEMININE: Readonly<Record<string, string>> = { elle: 'el', enne: 'en', ive: 'if' }

/** Years that a claim bears on, both included; open ends are infinite. */
export type Years = { readonly from: number; readonly to: number }

/**
 * The years of a period as people write it: « 2012-2022 », « depuis 2012 », « fin 2021 », « 2018 (sans millésime) ».
 * Undefined where it names no year.
 */
export function yearsOf(text: string | undefined): Years | undefined {
  const words = folded(text ?? '')
  const years = [...words.matchAll(/\b(1[5-9]\d\d|20\d\d|21\d\d)(s?)\b/g)].flatMap(([, year, decade]) =>
    decade ? [Number(year), Number(year) + 9] : [Number(year)]
  )
  if (years.length === 0) return undefined
  const [from, to] = [Math.min(...years), Math.max(...years)]
  if (from !== to) return { from, to }
  if (/\b(?:since|depuis)\b/.test(words)) return { from, to: Infinity }
  if (/^(?:to|until|up to|jusqu)\b|\b(?:by|d ici)\b/.test(words)) return { from: -Infinity, to }
  return { from, to }
}

/** Where one does not say, it may be the same. */
export function mayMeet(a: Years | undefined, b: Years | undefined): boolean {
  return !a || !b || (a.from <= b.to && b.from <= a.to)
}

/** Months that a claim bears on, counted from year 0, both included: the fourth quarter of 2022 is not the first. */
export type Months = { readonly from: number; readonly to: number }

/**
 * Finer than years where the text is: quarters, months, days. Two spans that share but an end do not meet: 2008-2013
 * and 2013-2020 follow each other.
 */
export function monthsOf(text: string | undefined): Months | undefined {
  const years = yearsOf(text)
  if (!years) return undefined
  const words = folded(text ?? '')
  const first = years.from * 12
  const last = years.to * 12 + 11
  if (years.from !== years.to) return { from: first, to: last }
  const [, quarter] = /\b(?:q|t|trimestre |quarter )([1-4])\b/.exec(words) ?? []
  const spelled = QUARTERS.findIndex((form) => form.test(words)) + 1
  const q = Number(quarter ?? spelled)
  if (q > 0) return { from: first + (q - 1) * 3, to: first + q * 3 - 1 }
  const [, numeric] = /^\d{4} (0[1-9]|1[0-2])(?: \d\d)?$/.exec(words) ?? []
  const named = MONTHS.findIndex((form) => form.test(words)) + 1
  const month = Number(numeric ?? named)
  return month > 0 ? { from: first + month - 1, to: first + month - 1 } : { from: first, to: last }
}

const QUARTERS = [
  /\b(?:1er|premier|first|1st) (?:trimestre|quarter)\b/,
  /\b(?:2e|2eme|deuxieme|second|2nd) (?:trimestre|quarter)\b/,
  /\b(?:3e|3eme|troisieme|third|3rd) (?:trimestre|quarter)\b/,
  /\b(?:4e|4eme|quatrieme|fourth|4th) (?:trimestre|quarter)\b/
]

const MONTHS = [
  /\b(?:janvier|january|janv)\b/,
  /\b(?:fevrier|february|fevr)\b/,
  /\b(?:mars|march)\b/,
  /\b(?:avril|april)\b/,
  /\b(?:mai|may)\b/,
  /\b(?:juin|june)\b/,
  /\b(?:juillet|july|juil)\b/,
  /\b(?:aout|august)\b/,
  /\b(?:septembre|september|sept)\b/,
  /\b(?:octobre|october|oct)\b/,
  /\b(?:novembre|november|nov)\b/,
  /\b(?:decembre|december|dec)\b/
]

/** Where one does not say, it may be the same. */
export function monthsMeet(a: Months | undefined, b: Months | undefined): boolean {
  if (!a || !b) return true
  const shared = Math.min(a.to, b.to) - Math.max(a.from, b.from) + 1
  const isSpan = (one: Months): boolean => one.to - one.from >= 24
  return shared > (isSpan(a) && isSpan(b) ? 12 : 0)
}

/** Both say when, and say the same. */
export function sameSpan(a: Years | undefined, b: Years | undefined): boolean {
  return a === undefined || b === undefined || (a.from === b.from && a.to === b.to)
}
