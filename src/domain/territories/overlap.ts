/** What two perimeters have in common. */

import type { CommuneCode } from './territory.ts'

/** Each sorted; together they are the union, and no commune is in two of them. */
export type Overlap = {
  readonly shared: readonly CommuneCode[]
  readonly onlyHere: readonly CommuneCode[]
  readonly onlyThere: readonly CommuneCode[]
}

/** Both sets in the codes of one COG year: resolve both perimeters on the same day. */
export function overlap(here: Iterable<CommuneCode>, there: Iterable<CommuneCode>): Overlap {
  const [a, b] = [new Set(here), new Set(there)]
  return {
    shared: [...a].filter((commune) => b.has(commune)).sort(),
    onlyHere: [...a].filter((commune) => !b.has(commune)).sort(),
    onlyThere: [...b].filter((commune) => !a.has(commune)).sort()
  }
}
