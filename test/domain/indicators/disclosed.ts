/** A question of disclosure said in a few numbers, and what is hidden for an answer. */

import {
  decideWithheld,
  type DisclosureQuestion,
  type DisclosureRule
} from '../../../src/domain/indicators/disclosure.ts'
import type { SeriesId } from '../../../src/domain/indicators/measure.ts'
import type { PerimeterId } from '../../../src/domain/territories/perimeter.ts'
import { territoryOf } from '../../../src/domain/territories/territory.ts'

export const enterprises: DisclosureRule = { minUnits: 3, maxShare: 0.85, basis: 'test' }
export const households: DisclosureRule = { minUnits: 11, maxShare: 1, basis: 'test' }

export type Cells = readonly { readonly value: number; readonly units: number; readonly largest?: number }[]

export function ask(
  rule: DisclosureRule,
  series: Readonly<Record<string, Cells>>,
  perimeters: Readonly<Record<string, readonly number[]>>,
  ties: DisclosureQuestion['ties'] = []
): DisclosureQuestion {
  const count = Object.values(series)[0]?.length ?? 0
  return {
    rule,
    territories: Array.from({ length: count }, (_, i) => territoryOf('COM', `00${String(i + 1).padStart(3, '0')}`)),
    family: Object.entries(series).map(([id, cells]) => ({
      series: id as SeriesId,
      values: Float64Array.from(cells, (c) => c.value),
      units: Float64Array.from(cells, (c) => c.units),
      largestShares: Float64Array.from(cells, (c) => c.largest ?? 0.1)
    })),
    ties,
    perimeters: Object.entries(perimeters).map(([id, members]) => ({ id: id as PerimeterId, members }))
  }
}

export function hiddenPerimeters(question: DisclosureQuestion): string[] {
  return decideWithheld(question).perimeters.map(({ perimeter, why }) => `${perimeter} ${why}`)
}

export function hiddenCells(question: DisclosureQuestion): string[] {
  return decideWithheld(question).territories.map(
    ({ series, territory, why }) => `${series} ${territory.slice(-1)} ${why}`
  )
}
