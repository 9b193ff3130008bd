/**
 * Statistical disclosure control over overlapping perimeters.
 *
 * Primary rules come from the source. Secondary suppression is decided once per vintage, over the
 * closed list of perimeters, in a declared order, and stored with the vintage: never per request.
 *
 * Guarded: exact deduction from all that is published (sums, breakdowns, single communes), of a
 * protected cell or of a group of cells that fails the primary rule; and a cell pinned to one value by
 * interval propagation. Not guarded yet: a narrow interval that only a linear programme would find.
 */

import type { PerimeterId } from '../territories/perimeter.ts'
import type { TerritoryId } from '../territories/territory.ts'
import type { Confidentiality } from './cell.ts'
import { coverCells } from './disclosure-cover.ts'
import { revealsTooMuch } from './disclosure-deduction.ts'
import { primaryReason } from './disclosure-primary.ts'
import { groupUnknowns, tieEquations, type Unknown } from './disclosure-unknowns.ts'
import { makeKnowledge, type Knowledge } from './knowledge.ts'
import type { MeasureId, SeriesId } from './measure.ts'

/** A source's primary rule, with the text that sets it. */
export type DisclosureRule = {
  /** Fewest statistical units behind a published value: 3 for establishments, 11 for tax households. */
  readonly minUnits: number
  /** Largest share that one unit may hold, in (0, 1]; 1: no dominance rule. */
  readonly maxShare: number
  /** The law or the producer's text that sets it. */
  readonly basis: string
  /** What it protects of a source that holds more; absent: every measure. */
  readonly measures?: readonly MeasureId[]
}

/** One series at one period, a value per territory; all series of a family share the same territories. */
export type ProtectedSeries = {
  readonly series: SeriesId
  /** NaN where there is no value: such a territory is missing from every sum. */
  readonly values: Float64Array
  /** Statistical units behind each value; NaN: not given, the producer has applied its rule already. */
  readonly units: Float64Array
  /** Share of the largest unit, in [0, 1]; NaN: not given. */
  readonly largestShares: Float64Array
}

/** The series that are tied to one another at one period, and what will be published of them. */
export type DisclosureQuestion = {
  readonly rule: DisclosureRule
  readonly territories: readonly TerritoryId[]
  /** The whole first, then its items, when they are tied by a breakdown. */
  readonly family: readonly ProtectedSeries[]
  /** Exhaustive breakdowns: the items sum to the whole. Indices in `family`. */
  readonly ties: readonly { readonly whole: number; readonly items: readonly number[] }[]
  /** In the declared order, the perimeters that matter most first; members are indices in `territories`. */
  readonly perimeters: readonly { readonly id: PerimeterId; readonly members: readonly number[] }[]
}

export type WithheldTerritory = {
  readonly series: SeriesId
  readonly territory: TerritoryId
  readonly why: Confidentiality
}
export type WithheldPerimeter = {
  readonly series: SeriesId
  readonly perimeter: PerimeterId
  readonly why: Confidentiality
}

export type DisclosureDecision = {
  readonly territories: readonly WithheldTerritory[]
  readonly perimeters: readonly WithheldPerimeter[]
}

/** Decides once what a vintage publishes of a family of series. Same question, same answer. */
export function decideWithheld(question: DisclosureQuestion): DisclosureDecision {
  const { family, territories, perimeters, rule } = question
  const primary = family.map((series) => primaryOf(series, rule))
  const covers = coverCells(question, primary)
  const hidden = family.map((_, item) => new Set([...(primary[item]?.keys() ?? []), ...(covers[item] ?? [])]))
  const unknowns = groupUnknowns(question, hidden, primary)
  const knowledge = makeKnowledge()
  for (const equation of tieEquations(question, unknowns)) knowledge.learn(equation, () => false)

  const withheld: WithheldPerimeter[] = []
  for (const { id, members } of perimeters) {
    family.forEach((series, item) => {
      const why = judge({ series, item, members, rule, unknowns, knowledge })
      if (why) withheld.push({ series: series.series, perimeter: id, why })
    })
  }
  return {
    territories: family.flatMap(({ series }, item) =>
      [...(hidden[item] ?? [])]
        .toSorted((a, b) => a - b)
        .flatMap((cell) => {
          const territory = territories[cell]
          return territory ? [{ series, territory, why: primary[item]?.get(cell) ?? 'D' }] : []
        })
    ),
    perimeters: withheld
  }
}

function primaryOf(
  { values, units, largestShares }: ProtectedSeries,
  rule: DisclosureRule
): Map<number, Confidentiality> {
  const found = new Map<number, Confidentiality>()
  values.forEach((value, cell) => {
    const why = Number.isNaN(value) ? undefined : primaryReason(units[cell] ?? NaN, largestShares[cell] ?? NaN, rule)
    if (why) found.set(cell, why)
  })
  return found
}

function judge({
  series,
  item,
  members,
  rule,
  unknowns,
  knowledge
}: {
  readonly series: ProtectedSeries
  readonly item: number
  readonly members: readonly number[]
  readonly rule: DisclosureRule
  readonly unknowns: readonly Unknown[]
  readonly knowledge: Knowledge
}): Confidentiality | undefined {
  const present = members.filter((cell) => !Number.isNaN(series.values[cell] ?? NaN))
  const sum = present.reduce((total, cell) => total + (series.values[cell] ?? 0), 0)
  const units = present.reduce((total, cell) => total + (series.units[cell] ?? NaN), 0)
  const largest = Math.max(
    0,
    ...present.map((cell) => (series.values[cell] ?? 0) * (series.largestShares[cell] ?? NaN))
  )
  const own = primaryReason(units, sum > 0 ? largest / sum : 0, rule)
  if (own) return own

  const inside = new Set(members)
  const row = new Map<number, number>()
  let value = 0
  unknowns.forEach((unknown, u) => {
    const [first] = unknown.cells
    if (unknown.item !== item || first === undefined || !inside.has(first)) return
    row.set(u, 1)
    value += unknown.sum
  })
  if (row.size === 0) return undefined
  return knowledge.learn({ row, value }, (news) => revealsTooMuch(news, unknowns, rule)) ? undefined : 'D'
}
