/** What an observatory knows, in memory: everything but the observations and the geography. */

import { nearest } from '../shared/nearest.ts'
import { NotFound } from '../shared/errors.ts'
import type { Period } from '../shared/period.ts'
import type { Source, SourceId, Vintage, VintageId } from '../sources/source.ts'
import type { Perimeter, PerimeterId } from '../territories/perimeter.ts'
import type { TerritoryId } from '../territories/territory.ts'
import type { Confidentiality } from './cell.ts'
import type { DisclosureRule } from './disclosure.ts'
import type { SourceName } from './figure.ts'
import type { Indicator, IndicatorId } from './indicator.ts'
import type { Measure, MeasureId, SeriesId } from './measure.ts'

export type Registry = {
  readonly perimeters: ReadonlyMap<PerimeterId, Perimeter>
  readonly indicators: ReadonlyMap<IndicatorId, Indicator>
  readonly measures: ReadonlyMap<MeasureId, Measure>
  readonly sources: ReadonlyMap<SourceId, Source>
  readonly vintages: ReadonlyMap<VintageId, Vintage>
  /** Decided once per vintage and stored with it: see `disclosure.ts`. */
  readonly withheld: Withheld
}

/** What we withhold, by `withheldKey`. */
export type Withheld = ReadonlyMap<string, Confidentiality>

export function withheldKey(
  vintage: VintageId,
  series: SeriesId,
  period: Period,
  where: PerimeterId | TerritoryId
): string {
  return `${vintage}|${series}|${period}|${where}`
}

/** The measure of a series: `establishments` of `establishments:naf=GZ`. */
export function measureIdOf(series: SeriesId): MeasureId {
  const end = series.indexOf(':')
  return (end < 0 ? series : series.slice(0, end)) as MeasureId
}

/** @throws {NotFound} with the nearest name */
export function indicatorOf(registry: Registry, id: IndicatorId): Indicator {
  const found = registry.indicators.get(id)
  if (found) return found
  const near = nearest(id, registry.indicators.keys())
  throw new NotFound({
    fr: `L’indicateur « ${id} » n’existe pas${near ? ` ; le plus proche est « ${near} »` : ''}`,
    en: `There is no indicator "${id}"${near ? `; the nearest is "${near}"` : ''}`
  })
}

/** @throws {NotFound} */
export function measureOf(registry: Registry, series: SeriesId): Measure {
  const found = registry.measures.get(measureIdOf(series))
  if (found) return found
  throw new NotFound({
    fr: `La mesure de la série « ${series} » n’est pas déclarée`,
    en: `The measure of the series "${series}" is not declared`
  })
}

/** What protects the series; undefined: nothing of ours, whatever its producer withheld. @throws {NotFound} */
export function ruleFor(registry: Registry, vintage: Vintage, series: SeriesId): DisclosureRule | undefined {
  const { disclosure } = sourceOf(registry, vintage)
  const measure = measureIdOf(series)
  return (disclosure?.measures?.includes(measure) ?? true) ? disclosure : undefined
}

export function nameOf({ id, producer, label }: Source): SourceName {
  return { source: id, producer, label }
}

/** @throws {NotFound} */
export function sourceOf(registry: Registry, vintage: Vintage): Source {
  const found = registry.sources.get(vintage.source)
  if (found) return found
  throw new NotFound({
    fr: `La source « ${vintage.source} » du millésime « ${vintage.id} » n’est pas déclarée`,
    en: `The source "${vintage.source}" of the vintage "${vintage.id}" is not declared`
  })
}
