/** The unknowns of what is published, and what everybody knows of them beforehand. */

import type { DisclosureQuestion } from './disclosure.ts'
import { primaryReason } from './disclosure-primary.ts'
import type { Equation } from './knowledge.ts'

/** Unknowns that no sum tells apart, taken together: see `groupUnknowns`. */
export type Unknown = {
  readonly item: number
  readonly cells: readonly number[]
  readonly sum: number
  readonly units: number
  readonly largest: number
  /** Fails the primary rule as a whole: its sum must not be known. */
  readonly sensitive: boolean
  /** Holds at least one cell that fails the primary rule: a sum of zero would reveal it. */
  readonly protects: boolean
}

/**
 * The unknowns of the system. Communes that lie in the same perimeters and hide the same items cannot be
 * told apart by any published sum (exchanging two of them changes no equation), so each such group counts
 * as one unknown per item: its sum. That keeps the system small without losing a deduction.
 */
export function groupUnknowns(
  { family, perimeters, rule, territories }: DisclosureQuestion,
  hidden: readonly Set<number>[],
  primary: readonly Map<number, unknown>[]
): Unknown[] {
  const inPerimeters = territories.map((): number[] => [])
  perimeters.forEach(({ members }, p) => {
    for (const cell of members) inPerimeters[cell]?.push(p)
  })
  const groups = new Map<string, number[]>()
  territories.forEach((_, cell) => {
    const items = family.flatMap((_series, item) => (hidden[item]?.has(cell) ? [item] : []))
    if (items.length === 0) return
    const key = `${items.join(',')}|${inPerimeters[cell]?.join(',') ?? ''}`
    const group = groups.get(key)
    if (group) group.push(cell)
    else groups.set(key, [cell])
  })
  return [...groups].flatMap(([key, cells]) =>
    key
      .slice(0, key.indexOf('|'))
      .split(',')
      .map((text) => {
        const item = Number(text)
        const series = family[item]
        const total = (column: Float64Array | undefined): number =>
          cells.reduce((t, cell) => t + (column?.[cell] ?? 0), 0)
        const sum = total(series?.values)
        const units = total(series?.units)
        const largest = Math.max(
          ...cells.map((cell) => (series?.values[cell] ?? 0) * (series?.largestShares[cell] || 0))
        )
        const isPrimary = cells.some((cell) => primary[item]?.has(cell))
        const fails = primaryReason(units, sum > 0 ? largest / sum : 0, rule) !== undefined
        return { item, cells, sum, units, largest, sensitive: isPrimary && fails, protects: isPrimary }
      })
  )
}

/** Everybody knows that items sum to the whole, commune by commune, hence group by group. */
export function tieEquations({ ties, family }: DisclosureQuestion, unknowns: readonly Unknown[]): Equation[] {
  const byGroup = new Map<string, number[]>()
  unknowns.forEach(({ cells }, u) => {
    const key = cells.join(',')
    byGroup.set(key, [...(byGroup.get(key) ?? []), u])
  })
  return [...byGroup.values()].flatMap((members) =>
    ties.flatMap(({ whole, items }) => {
      const row = new Map<number, number>()
      for (const u of members) {
        const item = unknowns[u]?.item
        if (item === whole) row.set(u, -1)
        else if (item !== undefined && items.includes(item)) row.set(u, 1)
      }
      if (row.size === 0) return []
      const known = [whole, ...items].filter((item) => !members.some((u) => unknowns[u]?.item === item))
      const cells = unknowns[members[0] ?? -1]?.cells ?? []
      const value = known.reduce((total, item) => {
        const sum = cells.reduce((t, cell) => t + (family[item]?.values[cell] || 0), 0)
        return item === whole ? total + sum : total - sum
      }, 0)
      return [{ row, value }]
    })
  )
}
