/** Addresses edited by hand or badly copied: the one that was meant, where there is no doubt about it. */

import type { Language } from '../domain/shared/text.ts'
import { pathTo, rootNamed } from '../view/paths.ts'

/**
 * Slashes too many, capitals, a page asked for under its name in the other language.
 *
 * @param isKnown whether a word is an identifier of the observatory
 * @returns undefined when the path is as it should be, or nobody can tell what was meant
 */
export function straighten(path: string, isKnown: (word: string) => boolean): string | undefined {
  const words = path.split('/').filter((word) => word !== '')
  const language: Language = words[0]?.toLowerCase() === 'en' ? 'en' : 'fr'
  const [name = '', ...rest] = language === 'en' ? words.slice(1) : words
  const root = rootNamed(name.toLowerCase())
  if (!root) return undefined
  const tail = rest.map((word) => {
    const lower = word.toLowerCase()
    return isKnown(lower) ? lower : word
  })
  const meant = [pathTo(root, language), ...tail].join('/')
  return meant === path ? undefined : meant
}
