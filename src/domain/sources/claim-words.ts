/** Words of claims, compared as people mean them: accents, plurals and small words apart. French and English. */

import { foldName } from '../territories/names.ts'

const SMALL = new Set(
  'a à au aux de du des d en dans pour sur le la les l un une par et ou in of on at for the an and or to by with its their who that since'.split(
    ' '
  )
)

/** Each text is folded many times: those of a few documents are remembered. */
const FOLDED = new Map<string, string>()
const TOKENS = new Map<string, readonly string[]>()
const MOST_REMEMBERED = 20_000

function folded(text: string): string {
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

/** States of a thing on its way; what is on no way bears none. */
const STATES = {
  potential: /\b(?:potential|potentiel|potentielle|potentiels|possible)\b/,
  planned:
    /\b(?:planned|programmed|target|expected|prevu|prevue|prevus|programme e?s?|programmes|objectif|cible|a venir|to (?:renovate|rehabilitate|build|create))\b/,
  'under-way': /\b(?:under works|under way|under construction|en travaux|en cours|en chantier)\b/,
  done: /\b(?:done|delivered|completed|livre|livres|acheve|acheves|realise|realises)\b/
} as const

export type State = keyof typeof STATES
const STATE_NAMES = Object.keys(STATES) as readonly State[]

export function statesIn(text: string): readonly State[] {
  return STATE_NAMES.filter((state) => says(text, STATES[state]))
}

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
