/** What is new and what is missing, for the front page: deliveries, sources awaited, values that nobody may tell. */

import type { Figure } from '../domain/indicators/figure.ts'
import type { Indicator } from '../domain/indicators/indicator.ts'
import { comparePeriods, type Period } from '../domain/shared/period.ts'
import type { Freshness } from '../domain/sources/freshness.ts'
import type { Source } from '../domain/sources/source.ts'
import type { PerimeterId } from '../domain/territories/perimeter.ts'
import { parsePerimeterId } from '../domain/territories/resolve.ts'
import { dataChanges, listSources, type Delivered } from './catalogue.ts'
import type { OpenObservatory } from './open.ts'
import { latestFigure } from './territory-page.ts'

/** The latest delivery of a source, and the last period that it bears on. */
export type News = { readonly source: Source; readonly vintage: Delivered; readonly until?: Period }

export type Missing =
  | {
      readonly kind: 'late' | 'empty'
      readonly source: Source
      readonly freshness: Freshness
    }
  /** Communes of the perimeter whose value its producer keeps, of all its communes. */
  | {
      readonly kind: 'withheld'
      readonly indicator: Indicator
      readonly period: Period
      readonly communes: number
      readonly of: number
    }
  /** No value for the perimeter itself: it does not add up. */
  | { readonly kind: 'not-summed'; readonly indicator: Indicator; readonly figure: Figure }

/** More is on the page of freshness. */
const [MOST_NEW, MOST_LATE] = [5, 3]

/** One line per source; what bears on the most recent days first. */
export function latestNews(observatory: OpenObservatory): readonly News[] {
  const seen = new Set<string>()
  return dataChanges(observatory)
    .filter(({ source }) => !seen.has(source.id) && seen.add(source.id))
    .map(({ source, vintage }) => {
      const until = vintage.series
        .flatMap(({ periods }) => periods)
        .toSorted(comparePeriods)
        .at(-1)
      return { source, vintage, ...(until && { until }) }
    })
    .toSorted((a, b) => (a.until && b.until ? comparePeriods(b.until, a.until) : a.until ? -1 : 1))
    .slice(0, MOST_NEW)
}

/** @param today `YYYY-MM-DD`: sources that are late on that day, the latest due first */
export function missingSources(observatory: OpenObservatory, today: string): readonly Missing[] {
  const late = listSources(observatory, today).flatMap(({ source, freshness }): readonly Missing[] =>
    freshness.kind === 'late' || freshness.kind === 'empty' ? [{ kind: freshness.kind, source, freshness }] : []
  )
  const due = (one: Missing): string =>
    one.kind === 'late' && one.freshness.kind === 'late' ? one.freshness.next : '9999'
  return late.toSorted((a, b) => (due(a) < due(b) ? 1 : -1)).slice(0, MOST_LATE)
}

/** What cannot be told of a perimeter: the first value that its communes keep secret, the first that does not add up. */
export async function missingValues(observatory: OpenObservatory, perimeter: PerimeterId): Promise<readonly Missing[]> {
  const { registry, folder, places } = observatory
  const communes = places.place(perimeter, undefined).version.communes.map(parsePerimeterId)
  let refused: Missing | undefined
  for (const indicator of folder.settings.indicators.flatMap((id) => registry.indicators.get(id) ?? [])) {
    const figure = await latestFigure(observatory, indicator.id, perimeter)
    if (figure?.reason !== 'not-additive') continue
    refused ??= { kind: 'not-summed', indicator, figure }
    const own = await Promise.all(communes.map((commune) => latestFigure(observatory, indicator.id, commune)))
    const secret = own.filter((one) => one?.cell.status === 'Q').length
    if (secret === 0) continue
    return [{ kind: 'withheld', indicator, period: figure.period, communes: secret, of: communes.length }, refused]
  }
  return refused ? [refused] : []
}
