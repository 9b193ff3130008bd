/** What an observatory knows, in memory: everything but the observations and the geography. */

import type { Period } from '../shared/period.ts'
import type { Source, SourceId, Vintage, VintageId } from '../sources/source.ts'
import type { Perimeter, PerimeterId } from '../territories/perimeter.ts'
import type { TerritoryId } from '../territories/territory.ts'
import type { Confidentiality } from './cell.ts'
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
  const [measure = ''] = series.split(':')
  return measure as MeasureId
}
