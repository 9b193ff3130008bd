/** Which further cells to hide so that the items of one commune do not give each other away. */

import type { DisclosureQuestion } from './disclosure.ts'
import { primaryReason } from './disclosure-primary.ts'

/**
 * Cells hidden together in one tie are their sum to whoever knows the others: as long as that sum fails
 * the rule, hide the smallest other item that is not empty, or the whole when none is left. Empty items
 * are no cover: everybody can guess that they are empty.
 */
export function coverCells(
  { family, ties, rule }: DisclosureQuestion,
  primary: readonly ReadonlyMap<number, unknown>[]
): Set<number>[] {
  const covers = family.map(() => new Set<number>())
  const isHidden = (item: number, cell: number): boolean => !!primary[item]?.has(cell) || !!covers[item]?.has(cell)
  const unitsOf = (item: number, cell: number): number => family[item]?.units[cell] ?? 0
  const valueOf = (item: number, cell: number): number => family[item]?.values[cell] ?? 0

  /** Hides one more cell of the tie where what is hidden can be computed and fails the rule; false when all is well. */
  function coverOne(whole: number, items: readonly number[], cell: number): boolean {
    const hiddenItems = items.filter((item) => isHidden(item, cell))
    if (isHidden(whole, cell)) {
      if (hiddenItems.length > 0) return false
    } else if (hiddenItems.length !== 1 && !fails(hiddenItems, cell)) {
      return false
    }
    const [cover = isHidden(whole, cell) ? undefined : whole] = items
      .filter((item) => !isHidden(item, cell) && unitsOf(item, cell) > 0)
      .toSorted((a, b) => unitsOf(a, cell) - unitsOf(b, cell) || a - b)
    if (cover === undefined) return false
    covers[cover]?.add(cell)
    return true
  }

  function fails(hiddenItems: readonly number[], cell: number): boolean {
    const total = (of: (item: number, cell: number) => number): number =>
      hiddenItems.reduce((t, i) => t + of(i, cell), 0)
    const sum = total(valueOf)
    const largest = Math.max(0, ...hiddenItems.map((i) => valueOf(i, cell) * (family[i]?.largestShares[cell] || 0)))
    return primaryReason(total(unitsOf), sum > 0 ? largest / sum : 0, rule) !== undefined
  }

  // Covering one tie may leave a cell alone in another: go round until nothing changes.
  for (let changed = true; changed;) {
    changed = false
    for (const { whole, items } of ties) {
      const all = [whole, ...items]
      const cells = new Set(all.flatMap((item) => [...(primary[item]?.keys() ?? []), ...(covers[item] ?? [])]))
      for (const cell of cells) {
        while (coverOne(whole, items, cell)) changed = true
      }
    }
  }
  return covers
}
