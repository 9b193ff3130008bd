/** What the other pages show: the observatory at a glance, its territories, the sources and their freshness. */

import type { Figure } from '../domain/indicators/figure.ts'
import type { Indicator, IndicatorId } from '../domain/indicators/indicator.ts'
import { indicatorOf } from '../domain/indicators/registry.ts'
import type { Settings } from '../domain/indicators/settings.ts'
import { overlap } from '../domain/territories/overlap.ts'
import type { Perimeter, PerimeterId, PerimeterVersion } from '../domain/territories/perimeter.ts'
import { findPerimeter, resolveIfAny, type Atlas } from '../domain/territories/resolve.ts'
import { recallFigure } from './figure-cache.ts'
import type { Observatory } from './observatory.ts'
import { latestFigure } from './territory-page.ts'

export type PerimeterLine = {
  readonly perimeter: Perimeter
  readonly communes: number
  readonly population?: Figure
  readonly density?: Figure
}

/** The listed perimeters that exist today, in their order. */
export async function listPerimeters(
  observatory: Observatory,
  { perimeters }: Settings
): Promise<readonly PerimeterLine[]> {
  const { atlas, registry } = observatory
  const lines = await Promise.all(
    perimeters.map(async (id) => {
      const perimeter = registry.perimeters.get(id)
      const version = resolveIfAny(atlas, id, `${atlas.geography.latest}-01-01`)
      if (!perimeter || !version) return []
      const population = await latestFigure(observatory, 'population' as IndicatorId, id)
      const density = await latestFigure(observatory, 'density' as IndicatorId, id)
      return [
        { perimeter, communes: version.communes.length, ...(population && { population }), ...(density && { density }) }
      ]
    })
  )
  return lines.flat()
}

/** A few rates and counts of the perimeter that frames the others, with the value of the last comparator. */
export type Glance = { readonly indicator: Indicator; readonly figure: Figure; readonly national?: Figure }

/** Two perimeters that go by nearly the same name: what each counts, and what they share. */
export type Twins = {
  readonly sides: readonly { readonly perimeter: Perimeter; readonly communes: number; readonly population: Figure }[]
  readonly shared: number
}

export type Front = { readonly perimeter: Perimeter; readonly glance: readonly Glance[]; readonly twins?: Twins }

const AT_A_GLANCE = [
  'population',
  'unemployment-census',
  'jobs',
  'density',
  'vacancy-rate',
  'owner-share'
] as const satisfies readonly string[]

/** One that a reader sees whole. */
const MOST_FRAMED = 400

/** What the home page tells of the observatory; undefined when it lists no perimeter. */
export async function front(observatory: Observatory, settings: Settings): Promise<Front | undefined> {
  const id = framingPerimeter(observatory, settings)
  if (!id) return undefined
  const national = settings.comparisons.at(-1)
  const glance = await Promise.all(
    AT_A_GLANCE.map(async (name) => {
      const indicator = name as string as IndicatorId
      const figure = await latestFigure(observatory, indicator, id)
      if (!figure) return []
      const other =
        national && (await recallFigure(observatory, { indicator, perimeter: national, period: figure.period }))
      return [{ indicator: indicatorOf(observatory.registry, indicator), figure, ...(other && { national: other }) }]
    })
  )
  const twins = await twinsOf(observatory, settings, id)
  return {
    perimeter: findPerimeter(observatory.atlas, id),
    glance: glance.flat(),
    ...(twins && { twins })
  }
}

/** Of the listed perimeters that one sees whole, the one that holds most of the others. */
function framingPerimeter({ atlas }: Observatory, { perimeters }: Settings): PerimeterId | undefined {
  const small = versionsOf(atlas, perimeters)
    .map(({ perimeter, communes }) => ({ id: perimeter, communes }))
    .filter(({ communes }) => communes.length <= MOST_FRAMED)
  const held = ({ communes }: (typeof small)[number]): number =>
    small.filter((other) => overlap(communes, other.communes).onlyThere.length === 0).length
  return small.map((one) => ({ id: one.id, held: held(one) })).toSorted((a, b) => b.held - a.held)[0]?.id
}

/** The derived perimeter that shares most with it, and is not the same: a reader may take one for the other. */
async function twinsOf(
  observatory: Observatory,
  { perimeters }: Settings,
  id: PerimeterId
): Promise<Twins | undefined> {
  const { places, atlas } = observatory
  const here = places.place(id, undefined).version
  const [closest] = versionsOf(atlas, perimeters)
    .filter(({ derived }) => derived)
    .map((version) => ({ version, ...overlap(here.communes, version.communes) }))
    .filter(({ onlyHere, onlyThere }) => onlyHere.length > 0 && onlyThere.length > 0)
    .toSorted((a, b) => b.shared.length - a.shared.length)
  if (!closest) return undefined
  const sides = await Promise.all(
    [here, closest.version].map(async ({ perimeter, communes }) => {
      const population = await latestFigure(observatory, 'population' as IndicatorId, perimeter)
      return population ? [{ perimeter: findPerimeter(atlas, perimeter), communes: communes.length, population }] : []
    })
  )
  return { sides: sides.flat(), shared: closest.shared.length }
}

/** Today, of those that exist today. */
function versionsOf(atlas: Atlas, perimeters: readonly PerimeterId[]): readonly PerimeterVersion[] {
  return perimeters.flatMap((id) => resolveIfAny(atlas, id, `${atlas.geography.latest}-01-01`) ?? [])
}
