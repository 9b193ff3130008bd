/** What the front page shows: the observatory at a glance, its territories, what is new and what is missing. */

import type { Figure } from '../domain/indicators/figure.ts'
import type { Indicator, IndicatorId } from '../domain/indicators/indicator.ts'
import { indicatorOf } from '../domain/indicators/registry.ts'
import type { Settings } from '../domain/indicators/settings.ts'
import { overlap } from '../domain/territories/overlap.ts'
import type { Perimeter, PerimeterId, PerimeterVersion } from '../domain/territories/perimeter.ts'
import { findPerimeter, resolveIfAny, type Atlas } from '../domain/territories/resolve.ts'
import { levelOf } from '../domain/territories/territory.ts'
import { recallFigure } from './figure-cache.ts'
import { rowsBehind, type FigureRow } from './figures.ts'
import { latestNews, missingValues, type Missing, type News } from './news.ts'
import type { Observatory } from './observatory.ts'
import type { OpenObservatory } from './open.ts'
import { latestFigure } from './territory-page.ts'

export type PerimeterLine = {
  readonly perimeter: Perimeter
  readonly communes: number
  readonly population?: Figure
  readonly density?: Figure
  /** Of its population, in percent, over the longest span. */
  readonly change?: Figure
  readonly unemployment?: Figure
}

const LINE_FIGURES = {
  population: 'population',
  density: 'density',
  change: 'population-change-rate',
  unemployment: 'unemployment-census'
} as const satisfies Record<string, string>

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
      const figures = await Promise.all(
        Object.entries(LINE_FIGURES).map(async ([name, indicator]) => {
          const figure = await latestFigure(observatory, indicator as IndicatorId, id)
          return figure ? [[name, figure] as const] : []
        })
      )
      return [{ perimeter, communes: version.communes.length, ...Object.fromEntries(figures.flat()) }]
    })
  )
  return lines.flat()
}

/** A few rates and counts of the perimeter that frames the others, with the value of the last comparator. */
export type Glance = {
  readonly indicator: Indicator
  readonly figure: Figure
  readonly national?: Figure
  /** How the count moved, and the same for the last comparator. */
  readonly change?: Change
}

type Change = { readonly figure: Figure; readonly national?: Figure }

/** Two perimeters that go by nearly the same name: what each counts, and what they share. */
export type Twins = {
  readonly sides: readonly { readonly perimeter: Perimeter; readonly communes: number; readonly population: Figure }[]
  readonly shared: number
}

export type Front = {
  readonly perimeter: Perimeter
  readonly version: PerimeterVersion
  readonly glance: readonly Glance[]
  /** Its communes by population, for the map. */
  readonly communes: readonly FigureRow[]
  readonly twins?: Twins
}

export type Home = {
  readonly front?: Front
  readonly lines: readonly PerimeterLine[]
  readonly news: readonly News[]
  /** Of the framing perimeter; sources that are late depend on the day, and are asked apart. */
  readonly missing: readonly Missing[]
}

const HOMES = new WeakMap<OpenObservatory, Promise<Home>>()

/** Drawn each day anew, for what is late; gathered once. */
export function homeOf(observatory: OpenObservatory): Promise<Home> {
  const known = HOMES.get(observatory)
  if (known) return known
  const made = makeHome(observatory)
  HOMES.set(observatory, made)
  made.catch(() => HOMES.delete(observatory))
  return made
}

async function makeHome(observatory: OpenObservatory): Promise<Home> {
  const { settings } = observatory.folder
  const shown = await front(observatory, settings)
  return {
    ...(shown && { front: shown }),
    lines: await listPerimeters(observatory, settings),
    news: latestNews(observatory),
    missing: shown ? await missingValues(observatory, shown.perimeter.id) : []
  }
}

const AT_A_GLANCE = [
  'population',
  'unemployment-census',
  'jobs',
  'density',
  'vacancy-rate',
  'owner-share'
] as const satisfies readonly string[]

/** A count says little of itself: its own change stands under it. */
const CHANGES: Readonly<Record<string, string>> = { population: 'population-change-rate', jobs: 'jobs-change-rate' }

/** One that a reader sees whole. */
const MOST_FRAMED = 400

/** Undefined when the observatory lists no perimeter. */
async function front(observatory: Observatory, settings: Settings): Promise<Front | undefined> {
  const id = framingPerimeter(observatory, settings)
  if (!id) return undefined
  const national = settings.comparisons.at(-1)
  const beside = async (name: string): Promise<Change | undefined> => {
    const figure = await latestFigure(observatory, name as IndicatorId, id)
    if (!figure) return undefined
    const { indicator, period } = figure
    const other = national && (await recallFigure(observatory, { indicator, perimeter: national, period }))
    return { figure, ...(other && { national: other }) }
  }
  const glance = await Promise.all(
    AT_A_GLANCE.map(async (name) => {
      const found = await beside(name)
      if (!found) return []
      const change = CHANGES[name] === undefined ? undefined : await beside(CHANGES[name])
      const indicator = indicatorOf(observatory.registry, found.figure.indicator)
      return [{ indicator, ...found, ...(change && 'value' in change.figure.cell && { change }) }]
    })
  )
  const population = await latestFigure(observatory, 'population' as IndicatorId, id)
  const [behind] = population ? await rowsBehind(observatory, population) : []
  const twins = await twinsOf(observatory, settings, id)
  return {
    perimeter: findPerimeter(observatory.atlas, id),
    version: observatory.places.place(id, undefined).version,
    glance: glance.flat(),
    communes: (behind?.rows ?? []).filter(({ territory }) => levelOf(territory) === 'COM').toSorted(byValue),
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

function byValue({ cell: a }: FigureRow, { cell: b }: FigureRow): number {
  return ('value' in b ? b.value : -1) - ('value' in a ? a.value : -1)
}

/** Today, of those that exist today. */
function versionsOf(atlas: Atlas, perimeters: readonly PerimeterId[]): readonly PerimeterVersion[] {
  return perimeters.flatMap((id) => resolveIfAny(atlas, id, `${atlas.geography.latest}-01-01`) ?? [])
}
