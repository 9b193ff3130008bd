/** The catalogue: each source with its deliveries, how fresh it is, what it serves; each indicator with its sources. */

import { indicatorsBehind } from '../domain/indicators/compute.ts'
import type { Figure } from '../domain/indicators/figure.ts'
import { isDirect, seriesOf } from '../domain/indicators/formula.ts'
import type { Indicator, IndicatorId } from '../domain/indicators/indicator.ts'
import type { SeriesId } from '../domain/indicators/measure.ts'
import { ruleFor, type Registry } from '../domain/indicators/registry.ts'
import type { Theme } from '../domain/indicators/settings.ts'
import { nearest } from '../domain/shared/nearest.ts'
import { NotFound } from '../domain/shared/errors.ts'
import { comparePeriods, type Period } from '../domain/shared/period.ts'
import type { VintageChanges } from '../domain/sources/changes.ts'
import { freshnessOf, type Freshness } from '../domain/sources/freshness.ts'
import type { Source, Vintage, VintageId } from '../domain/sources/source.ts'
import type { OpenObservatory } from './open.ts'
import { latestFigure } from './territory-page.ts'

/** A delivery, and what publishing it changed where that is known. */
export type Delivered = Vintage & { readonly changes?: VintageChanges }

export type SourceSummary = {
  readonly source: Source
  /** Latest edition first. */
  readonly vintages: readonly Delivered[]
  readonly freshness: Freshness
  /** Indicators that may draw on it. */
  readonly indicators: readonly Indicator[]
}

/** @param today `YYYY-MM-DD` */
export function listSources({ registry, folder }: OpenObservatory, today: string): readonly SourceSummary[] {
  return folder.sources.map((source) => summaryOf(source, folder.vintages, folder.indicators, registry, today))
}

function summaryOf(
  source: Source,
  all: readonly Delivered[],
  indicators: readonly Indicator[],
  registry: Registry,
  today: string
): SourceSummary {
  const vintages = all
    .filter((vintage) => vintage.source === source.id)
    .map((vintage) => publishable(registry, vintage))
    .toSorted((a, b) => (a.edition < b.edition ? 1 : -1))
  const held = new Set(vintages.flatMap(({ series }) => series.map((one) => one.series)))
  return {
    source,
    vintages,
    freshness: freshnessOf(source, vintages, today),
    indicators: indicators.filter((one) => seriesBehind(registry, one).some((series) => held.has(series)))
  }
}

function seriesBehind(registry: Registry, { id }: Indicator): readonly SeriesId[] {
  return indicatorsBehind(registry, id).flatMap(({ formula }) => (isDirect(formula) ? seriesOf(formula) : []))
}

export type SourceSheet = SourceSummary & {
  /** Its indicators, with the latest figure of the first listed perimeter to which this source gives a value. */
  readonly uses: readonly { readonly indicator: Indicator; readonly figure?: Figure }[]
}

/** @throws {NotFound} with the nearest name */
export async function sourceSheet(observatory: OpenObservatory, id: string, today: string): Promise<SourceSheet> {
  const { registry, folder } = observatory
  const source = folder.sources.find((one) => one.id === id)
  if (!source) {
    const near = nearest(
      id,
      folder.sources.map((one) => one.id)
    )
    throw new NotFound({
      fr: `La source « ${id} » n’existe pas${near ? ` ; la plus proche est « ${near} »` : ''}`,
      en: `There is no source "${id}"${near ? `; the nearest is "${near}"` : ''}`
    })
  }
  const summary = summaryOf(source, folder.vintages, folder.indicators, registry, today)
  const own = new Set(summary.vintages.map((vintage) => vintage.id))
  const uses = await Promise.all(
    summary.indicators.map(async (indicator) => {
      const figure = await firstValue(observatory, indicator.id, own)
      return figure ? { indicator, figure } : { indicator }
    })
  )
  return { ...summary, uses }
}

/** The latest value that these vintages give to the first of the listed perimeters that has one. */
async function firstValue(
  observatory: OpenObservatory,
  indicator: IndicatorId,
  own: ReadonlySet<VintageId>
): Promise<Figure | undefined> {
  for (const perimeter of observatory.folder.settings.perimeters) {
    const figure = await latestFigure(observatory, indicator, perimeter)
    if (figure && 'value' in figure.cell && figure.vintages.some((vintage) => own.has(vintage))) return figure
  }
  return undefined
}

export type CatalogueLine = {
  readonly indicator: Indicator
  readonly sources: readonly Source[]
  /** First and last period that any source holds for all it needs. */
  readonly from?: Period
  readonly to?: Period
  /** Levels it was published at: `COM`, `EPCI`… */
  readonly levels: readonly string[]
}

export type Catalogue = readonly { readonly theme: Theme; readonly lines: readonly CatalogueLine[] }[]

/** All indicators by theme, in the order of the portal. */
export function catalogueOf({ registry, folder }: OpenObservatory): Catalogue {
  const lines = folder.indicators.map((indicator) => lineOf(registry, indicator))
  return folder.settings.themes
    .map((theme) => ({ theme, lines: lines.filter(({ indicator }) => indicator.theme === theme.id) }))
    .filter(({ lines: own }) => own.length > 0)
}

function lineOf(registry: Registry, indicator: Indicator): CatalogueLine {
  const wanted = new Set(seriesBehind(registry, indicator))
  const held = [...registry.vintages.values()].flatMap((vintage) =>
    vintage.series.filter(({ series }) => wanted.has(series)).map((series) => ({ source: vintage.source, series }))
  )
  const periods = held.flatMap(({ series }) => series.periods).toSorted(comparePeriods)
  const [from, to] = [periods[0], periods.at(-1)]
  const sources = new Set(held.map(({ source }) => source))
  return {
    indicator,
    sources: [...registry.sources.values()].filter(({ id }) => sources.has(id)),
    levels: [...new Set(held.flatMap(({ series }) => series.levels))],
    ...(from && { from }),
    ...(to && { to })
  }
}

export type Change = { readonly source: Source; readonly vintage: Delivered }

/** The data changelog: deliveries, the latest received first, then the latest edition. */
export function dataChanges({ registry, folder }: OpenObservatory): readonly Change[] {
  return folder.vintages
    .flatMap((vintage) => {
      const source = registry.sources.get(vintage.source)
      return source ? [{ source, vintage: publishable(registry, vintage) }] : []
    })
    .toSorted(({ vintage: a }, { vintage: b }) =>
      a.receivedOn === b.receivedOn ? (a.edition < b.edition ? 1 : -1) : a.receivedOn < b.receivedOn ? 1 : -1
    )
}

/** A revision tells two values: those of protected series stay untold. */
function publishable(registry: Registry, vintage: Delivered): Delivered {
  if (!vintage.changes) return vintage
  const revisions = vintage.changes.revisions.filter(({ series }) => !ruleFor(registry, vintage, series))
  return { ...vintage, changes: { ...vintage.changes, revisions } }
}
