/** What the other pages show: the observatory at a glance, an indicator everywhere, the sources and their freshness. */

import type { Figure } from '../domain/indicators/figure.ts'
import type { Indicator, IndicatorId } from '../domain/indicators/indicator.ts'
import { indicatorOf } from '../domain/indicators/registry.ts'
import type { Settings, Theme } from '../domain/indicators/settings.ts'
import { comparePeriods, type Period } from '../domain/shared/period.ts'
import type { Source, Vintage } from '../domain/sources/source.ts'
import type { Perimeter } from '../domain/territories/perimeter.ts'
import { resolvePerimeter } from '../domain/territories/resolve.ts'
import { recallFigure } from './figure-cache.ts'
import { availablePeriods } from './figures.ts'
import type { Observatory } from './observatory.ts'
import { latestFigure } from './territory-page.ts'

export type PerimeterLine = {
  readonly perimeter: Perimeter
  readonly communes: number
  readonly population?: Figure
  readonly density?: Figure
}

/** The listed perimeters, in their order. */
export async function listPerimeters(
  observatory: Observatory,
  { perimeters }: Settings
): Promise<readonly PerimeterLine[]> {
  const { atlas, registry } = observatory
  const lines = await Promise.all(
    perimeters.map(async (id) => {
      const perimeter = registry.perimeters.get(id)
      if (!perimeter) return []
      const population = await latestFigure(observatory, 'population' as IndicatorId, id)
      const density = await latestFigure(observatory, 'density' as IndicatorId, id)
      const { communes } = resolvePerimeter(atlas, id, `${atlas.geography.latest}-01-01`)
      return [{ perimeter, communes: communes.length, ...(population && { population }), ...(density && { density }) }]
    })
  )
  return lines.flat()
}

/** A few rates and counts of the first listed perimeter, with the value of the last comparator. */
export type Glance = { readonly indicator: Indicator; readonly figure: Figure; readonly national?: Figure }

const AT_A_GLANCE = [
  'population',
  'density',
  'household-size',
  'jobs',
  'unemployment-census',
  'vacancy-rate'
] as const satisfies readonly string[]

export async function glance(observatory: Observatory, settings: Settings): Promise<readonly Glance[]> {
  const [perimeter] = settings.perimeters
  const national = settings.comparisons.at(-1)
  if (!perimeter) return []
  const found = await Promise.all(
    AT_A_GLANCE.map(async (name) => {
      const id = name as string as IndicatorId
      const figure = await latestFigure(observatory, id, perimeter)
      if (!figure) return []
      const other =
        national && (await recallFigure(observatory, { indicator: id, perimeter: national, period: figure.period }))
      return [{ indicator: indicatorOf(observatory.registry, id), figure, ...(other && { national: other }) }]
    })
  )
  return found.flat()
}

export type IndicatorPage = {
  readonly indicator: Indicator
  readonly theme?: Theme
  readonly period?: Period
  readonly periods: readonly Period[]
  /** One figure per listed perimeter, at the period. */
  readonly figures: readonly { readonly perimeter: Perimeter; readonly figure: Figure }[]
}

/** @throws {NotFound} */
export async function indicatorPage(
  observatory: Observatory,
  settings: Settings,
  id: IndicatorId,
  asked?: Period
): Promise<IndicatorPage> {
  const { registry } = observatory
  const indicator = indicatorOf(registry, id)
  const periods = [
    ...new Set(settings.perimeters.flatMap((perimeter) => availablePeriods(observatory, id, perimeter)))
  ].toSorted(comparePeriods)
  const latest = await Promise.all(settings.perimeters.map((perimeter) => latestFigure(observatory, id, perimeter)))
  const answered = latest.filter((one) => one && 'value' in one.cell).map((one) => one?.period)
  const period = asked ?? answered.find((one) => one !== undefined) ?? periods.at(-1)
  const theme = settings.themes.find((one) => one.id === indicator.theme)
  const figures = period
    ? await Promise.all(
        settings.perimeters.map(async (perimeter) => {
          const found = registry.perimeters.get(perimeter)
          if (!found) return []
          return [{ perimeter: found, figure: await recallFigure(observatory, { indicator: id, perimeter, period }) }]
        })
      )
    : []
  return { indicator, ...(theme && { theme }), ...(period && { period }), periods, figures: figures.flat() }
}

export type SourceLine = { readonly source: Source; readonly vintages: readonly Vintage[] }

/** Sources with their deliveries, latest edition first. */
export function listSources({ registry }: Observatory): readonly SourceLine[] {
  return [...registry.sources.values()].map((source) => ({
    source,
    vintages: [...registry.vintages.values()]
      .filter((vintage) => vintage.source === source.id)
      .toSorted((a, b) => b.edition.localeCompare(a.edition))
  }))
}
