/** The lowest and the highest value of the listed perimeters: one scale for all territories, found once. */

import type { IndicatorId } from '../domain/indicators/indicator.ts'
import { indicatorOf, measureOf } from '../domain/indicators/registry.ts'
import type { Settings } from '../domain/indicators/settings.ts'
import { NotFound, Refused } from '../domain/shared/errors.ts'
import type { Period } from '../domain/shared/period.ts'
import type { Place } from '../domain/indicators/place.ts'
import type { PerimeterId } from '../domain/territories/perimeter.ts'
import { makeCache, type Cache } from './cache.ts'
import { recallFigures } from './figure-cache.ts'
import type { Observatory } from './observatory.ts'

/** Infinite and crossed when no listed perimeter has a value. */
export type Range = readonly [low: number, high: number]

/** Some hundred indicators, each at the few periods that territories are read at. */
const RANGES_KEPT = 2_000

const ranges = new WeakMap<Observatory, Cache<Promise<Range>>>()

export function listedRange(
  observatory: Observatory,
  { perimeters }: Settings,
  indicator: IndicatorId,
  period: Period
): Promise<Range> {
  const cache = ranges.get(observatory) ?? makeCache<Promise<Range>>(RANGES_KEPT)
  ranges.set(observatory, cache)
  const key = `${indicator} ${period}`
  return cache.get(key, () => {
    const found = findRange(observatory, perimeters, indicator, period)
    found.catch(() => cache.forget(key))
    return found
  })
}

async function findRange(
  observatory: Observatory,
  perimeters: readonly PerimeterId[],
  indicator: IndicatorId,
  period: Period
): Promise<Range> {
  const asked = perimeters.filter((perimeter) => isPublished(observatory, indicator, perimeter))
  const listed = await recallFigures(
    observatory,
    asked.map((perimeter) => ({ indicator, perimeter, period }))
  )
  const values = listed.flatMap(({ cell }) => ('value' in cell ? [cell.value] : []))
  return [Math.min(...values), Math.max(...values)]
}

/** What cannot be added is asked only of territories that it may be published for: a refusal is no mark on a scale. */
function isPublished({ registry, places }: Observatory, id: IndicatorId, perimeter: PerimeterId): boolean {
  const { formula } = indicatorOf(registry, id)
  const place = placeIfAny(places, perimeter)
  if (!place) return false
  if (formula.kind !== 'level') return true
  const measures = formula.terms.map(({ series }) => measureOf(registry, series))
  if (measures.every(({ additive, weight }) => additive || weight !== undefined)) return true
  return place.version.exactly !== undefined
}

function placeIfAny(places: Observatory['places'], perimeter: PerimeterId): Place | undefined {
  try {
    return places.place(perimeter, undefined)
  } catch (error) {
    if (error instanceof NotFound || error instanceof Refused) return undefined
    throw error
  }
}
