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
