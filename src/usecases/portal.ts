/** What the other pages show: the observatory at a glance, its territories, the sources and their freshness. */

import type { Figure } from '../domain/indicators/figure.ts'
import type { Indicator, IndicatorId } from '../domain/indicators/indicator.ts'
import { indicatorOf } from '../domain/indicators/registry.ts'
import type { Settings } from '../domain/indicators/settings.ts'
import type { Perimeter } from '../domain/territories/perimeter.ts'
import { resolvePerimeter } from '../domain/territories/resolve.ts'
import { recallFigure } from './figure-cache.ts'
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
