/** Items of a breakdown that several sources tell of: where they disagree, the total that holds them is contested too. */

import type { Period } from '../shared/period.ts'
import type { Text } from '../shared/text.ts'
import { heldBy } from './choice.ts'
import type { DirectFormula } from './formula.ts'
import type { SeriesId } from './measure.ts'
import { measureOf, type Registry } from './registry.ts'

export type ContestedItem = { readonly series: SeriesId; readonly label: Text }

/** None unless the formula is one total: an item, or a ratio, has its own rivals. */
export function itemsOfSeveralSources(
  registry: Registry,
  formula: DirectFormula,
  period: Period
): readonly ContestedItem[] {
  if (formula.kind !== 'level') return []
  const [only, ...others] = formula.terms
  if (!only || others.length > 0 || only.series.includes(':')) return []
  const { breakdowns } = measureOf(registry, only.series)
  return breakdowns.flatMap(({ dimension, items }) =>
    items.flatMap(({ code, label }) => {
      const series = `${only.series}:${dimension}=${code}`
      const held = heldBy(registry, series)
        .filter(({ held: one }) => one.periods.includes(period))
        .map(({ vintage, held: one }) => [vintage.source, one.series] as const)
      const [first] = held
      return first && held.some(([source]) => source !== first[0]) ? [{ series: first[1], label }] : []
    })
  )
}
