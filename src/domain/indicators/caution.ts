/** What several terms or figures say together of how far they may be trusted. */

import type { Cell } from './cell.ts'
import type { Caution } from './figure.ts'

/** The most doubtful of several values: estimated, then provisional. */
export function statusOf(cells: readonly Cell[]): 'A' | 'E' | 'P' {
  if (cells.some(({ status }) => status === 'E')) return 'E'
  return cells.some(({ status }) => status === 'P') ? 'P' : 'A'
}

/** Several terms often say the same: once is enough. */
export function distinctCautions(cautions: readonly Caution[]): readonly Caution[] {
  if (cautions.length < 2) return cautions
  const seen = new Set<string>()
  return cautions.filter((caution) => {
    const text = JSON.stringify(caution)
    return !seen.has(text) && seen.add(text)
  })
}
