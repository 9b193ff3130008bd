/** What several terms or figures say together of how far they may be trusted. */

import type { Cell } from './cell.ts'
import type { Caution } from './figure.ts'

/** The most doubtful of several values: estimated, then provisional. */
export function statusOf(cells: readonly Cell[]): 'A' | 'E' | 'P' {
  if (cells.some(({ status }) => status === 'E')) return 'E'
  return cells.some(({ status }) => status === 'P') ? 'P' : 'A'
}

/** Ours, for want of a whole sum or of a published value: it contradicts nobody. */
export function isMakeshift(cautions: readonly Caution[]): boolean {
  return cautions.some(({ kind }) => kind === 'estimated' || kind === 'weighted-mean')
}

/** Whether another source counts it, or a part of it, otherwise. */
export function isContested(cautions: readonly Caution[]): boolean {
  return cautions.some(({ kind }) => kind === 'contested' || kind === 'contested-part')
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
