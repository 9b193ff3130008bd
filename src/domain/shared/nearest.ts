/** The word that a slip of the keyboard most likely meant. */

/** The nearest of `known` within a third of the length of `word`; undefined when none is near. */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  let best: string | undefined
  let least = Math.max(1, Math.floor(word.length / 3)) + 1
  for (const candidate of known) {
    const slips = editDistance(word, candidate, least)
    if (slips < least) [best, least] = [candidate, slips]
  }
  return best
}

/** Letters inserted, removed, replaced or swapped with their neighbour; `limit` or more counts as `limit`. */
export function editDistance(a: string, b: string, limit = Infinity): number {
  if (Math.abs(a.length - b.length) >= limit) return limit
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i]
    let smallest = i
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1]
      let slips = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        slips = Math.min(slips, (before[j - 2] ?? 0) + 1)
      }
      row.push(slips)
      smallest = Math.min(smallest, slips)
    }
    if (smallest >= limit) return limit
    ;[before, last] = [last, row]
  }
  return Math.min(last[b.length] ?? 0, limit)
}
