/** Finding an organisation by words, accents folded, under any name it ever had. */

import { editDistance } from '../shared/nearest.ts'
import { foldName } from '../territories/names.ts'
import type { Organisation } from './organisation.ts'

/** Those that every word fits, best first; all of them, in their order, when nothing is asked. */
export function searchOrganisations(all: readonly Organisation[], text: string): readonly Organisation[] {
  const words = foldName(text).split(' ').filter(Boolean)
  if (words.length === 0) return all
  return all
    .map((organisation) => ({ organisation, score: scoreOf(organisation, words) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)
    .map(({ organisation }) => organisation)
}

/** The one of that identifier or that very name, else those that the words fit; never one that was merged. */
export function organisationsCalled(all: readonly Organisation[], text: string): readonly Organisation[] {
  const own = all.filter(({ id }) => id === text)
  const name = foldName(text)
  if (own.length > 0 || name === '') return own
  const found = searchOrganisations(all, text).filter(({ mergedInto }) => mergedInto === undefined)
  const exact = found.filter(({ names, aliases }) =>
    [...names.map((one) => one.name), ...aliases].some((one) => foldName(one) === name)
  )
  return exact.length > 0 ? exact : found
}

function scoreOf({ names, aliases }: Organisation, words: readonly string[]): number {
  const called = [...names.map(({ name }) => name), ...aliases].map(foldName)
  return Math.max(
    ...called.map((name) => {
      const own = name.split(' ')
      const fits = words.map((word) => Math.max(...own.map((one) => fit(word, one))))
      if (fits.some((one) => one === 0)) return 0
      const whole = name === words.join(' ') ? 1 : 0
      return whole + fits.reduce((sum, one) => sum + one, 0) / Math.max(words.length, own.length)
    })
  )
}

/** Whole, by its beginning, or within a slip of the keyboard. */
function fit(word: string, own: string): number {
  if (word === own) return 1
  if (own.startsWith(word)) return 0.8
  return word.length > 4 && editDistance(word, own, 2) < 2 ? 0.5 : 0
}

/** Names shorter than this are abbreviations: alike, they say nothing. */
const TELLING = 4

/** Records that may be of the same organisation: a name in common, or nearly. Neither itself nor one that was merged. */
export function alikeOrganisations(all: readonly Organisation[], one: Organisation): readonly Organisation[] {
  const own = calledNames(one)
  return all.filter(
    (other) =>
      other.id !== one.id &&
      other.mergedInto === undefined &&
      !one.predecessors.some(({ organisation }) => organisation === other.id) &&
      !other.predecessors.some(({ organisation }) => organisation === one.id) &&
      calledNames(other).some((name) => own.some((mine) => isAlike(mine, name)))
  )
}

/** Two by two, each pair once. */
export function alikePairs(all: readonly Organisation[]): readonly (readonly [Organisation, Organisation])[] {
  return all.flatMap((one, i) =>
    one.mergedInto === undefined
      ? alikeOrganisations(all.slice(i + 1), one).map((other): readonly [Organisation, Organisation] => [one, other])
      : []
  )
}

function calledNames({ names, aliases }: Organisation): readonly string[] {
  return [...names.map(({ name }) => name), ...aliases].map(foldName).filter((name) => name.length >= TELLING)
}

/** The same words in any order, or one slip in a long name. */
function isAlike(a: string, b: string): boolean {
  const sorted = (text: string): string => text.split(' ').sort().join(' ')
  if (sorted(a) === sorted(b)) return true
  return Math.min(a.length, b.length) > 8 && Math.abs(a.length - b.length) < 3 && editDistance(a, b, 2) < 2
}
