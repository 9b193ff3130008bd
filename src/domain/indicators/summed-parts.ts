/** A total that nobody published, from the items of a breakdown that sum to it. */

import type { Period } from '../shared/period.ts'
import type { Text } from '../shared/text.ts'
import { heldBy } from './choice.ts'
import type { DirectFormula } from './formula.ts'
import type { Terms } from './indicator.ts'
import { parseSeriesId, type SeriesId } from './measure.ts'
import { measureOf, type Registry } from './registry.ts'

export type Parts = { readonly series: readonly SeriesId[]; readonly labels: readonly Text[] }

/** Those of the first breakdown that is exhaustive and of which every item is held; undefined when there is none. */
export function partsOfTotal(registry: Registry, series: SeriesId): Parts | undefined {
  if (series.includes(':')) return undefined
  const { additive, breakdowns } = measureOf(registry, series)
  if (!additive) return undefined
  for (const { dimension, items, exhaustive } of breakdowns) {
    const parts = items
      .filter(({ within }) => within === undefined)
      .map(({ code, label }) => ({ label, series: parseSeriesId(`${series}:${dimension}=${code}`) }))
    if (exhaustive && parts.length > 1 && parts.every((part) => heldBy(registry, part.series).length > 0)) {
      return { series: parts.map((part) => part.series), labels: parts.map(({ label }) => label) }
    }
  }
  return undefined
}

/** Whether no vintage holds the series at the period. */
export function isUnheld(registry: Registry, series: SeriesId, period: Period): boolean {
  return !heldBy(registry, series).some(({ held }) => held.periods.includes(period))
}

/** The formula with the parts in the place of the totals that lack; undefined where a total has none. */
export function withParts(
  registry: Registry,
  formula: DirectFormula,
  isLacking: (series: SeriesId) => boolean
): { readonly formula: DirectFormula; readonly labels: readonly Text[] } | undefined {
  const labels: Text[] = []
  const replaced = (terms: Terms): Terms =>
    terms.flatMap((term) => {
      const parts = isLacking(term.series) ? partsOfTotal(registry, term.series) : undefined
      if (!parts) return [term]
      labels.push(...parts.labels)
      return parts.series.map((series) => ({ series, sign: term.sign }))
    })
  if (formula.kind === 'weighted-mean') return undefined
  const made: DirectFormula =
    formula.kind === 'level'
      ? { ...formula, terms: replaced(formula.terms) }
      : { ...formula, numerator: replaced(formula.numerator), denominator: replaced(formula.denominator) }
  return labels.length > 0 ? { formula: made, labels } : undefined
}
