/** Names of places as people type them: one spelling for all. */

import { editDistance } from '../shared/nearest.ts'

/**
 * Lower case, without accents, ligatures, hyphens or apostrophes; `ST` and `STE` read as saint and sainte.
 * `NŒUX-LES-MINES`, `Noeux les Mines` and `Nœux-les-Mines` are one name.
 */
export function foldName(name: string): string {
  return name
    .replaceAll(/œ/gi, 'oe')
    .replaceAll(/æ/gi, 'ae')
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .replaceAll(/\bst(e?)\b/g, 'saint$1')
    .trim()
}

/** The nearest of `known`, at most `limit`, none farther than a third of its letters; containing the text counts as near. */
export function nearestNames(text: string, known: Iterable<string>, limit = 3): string[] {
  const wanted = foldName(text)
  return [...known]
    .map((name) => {
      const folded = foldName(name)
      const within = wanted.length >= 3 && (folded.includes(wanted) || wanted.includes(folded))
      return { name, distance: within ? 0.5 : editDistance(wanted, folded) }
    })
    .filter(({ name, distance }) => distance <= Math.max(1, Math.ceil(name.length / 3)))
    .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
    .slice(0, limit)
    .map(({ name }) => name)
}
