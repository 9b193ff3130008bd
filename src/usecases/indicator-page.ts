/** Everything that the page of an indicator shows: what it is made of, its value everywhere, commune by commune. */

import type { Cell } from '../domain/indicators/cell.ts'
import type { Figure } from '../domain/indicators/figure.ts'
import type { Indicator, IndicatorId } from '../domain/indicators/indicator.ts'
import { indicatorOf, sourceOf } from '../domain/indicators/registry.ts'
import type { Settings, Theme } from '../domain/indicators/settings.ts'
import { comparePeriods, type Period } from '../domain/shared/period.ts'
import type { Text } from '../domain/shared/text.ts'
import type { Source } from '../domain/sources/source.ts'
import { nameOf } from '../domain/territories/geography.ts'
import { overlap } from '../domain/territories/overlap.ts'
import type { Perimeter, PerimeterId, PerimeterVersion } from '../domain/territories/perimeter.ts'
import { findPerimeter, parsePerimeterId } from '../domain/territories/resolve.ts'
import { territoryOf, type CommuneCode } from '../domain/territories/territory.ts'
import { recallFigure } from './figure-cache.ts'
import { availablePeriods } from './figures.ts'
import type { Observatory } from './observatory.ts'
import { seriesLabel } from './series-label.ts'
import { evolutionOf, latestFigure } from './territory-page.ts'

export type CommuneValue = {
  readonly code: CommuneCode
  readonly name: string
  readonly cell: Cell
  /** Its population, for the order in which names are written. */
  readonly weight: number
}

export type IndicatorPage = {
  readonly indicator: Indicator
  readonly theme?: Theme
  readonly period?: Period
  readonly periods: readonly Period[]
  /** One figure per listed perimeter, at the period. */
  readonly figures: readonly { readonly perimeter: Perimeter; readonly figure: Figure }[]
  /** Labels of what is divided by what. */
  readonly fraction?: { readonly above: readonly Text[]; readonly below: readonly Text[] }
  readonly sources: readonly Source[]
  /** Over time, for the perimeters that have it. */
  readonly lines: readonly { readonly perimeter: Perimeter; readonly figures: readonly Figure[] }[]
  readonly study?: {
    readonly perimeter: Perimeter
    readonly version: PerimeterVersion
    /** Empty where no commune has a value. */
    readonly communes: readonly CommuneValue[]
  }
}

/** Beyond that, communes on a page would be smaller than a dot. */
const MOST_COMMUNES = 1000
/** A default that one sees whole. */
const STUDY_COMMUNES = 400
/** Fewer would be a table, more could not be told apart. */
const [FEWEST_PERIODS, MOST_LINES] = [6, 6]

/** @throws {NotFound} */
export async function indicatorPage(
  observatory: Observatory,
  settings: Settings,
  id: IndicatorId,
  asked: { readonly period?: Period; readonly on?: PerimeterId } = {}
): Promise<IndicatorPage> {
  const { registry, atlas } = observatory
  const indicator = indicatorOf(registry, id)
  const periods = [
    ...new Set(settings.perimeters.flatMap((perimeter) => availablePeriods(observatory, id, perimeter)))
  ].toSorted(comparePeriods)
  const latest = await Promise.all(settings.perimeters.map((perimeter) => latestFigure(observatory, id, perimeter)))
  const period = asked.period ?? latest.find((one) => one && 'value' in one.cell)?.period ?? periods.at(-1)
  const theme = settings.themes.find((one) => one.id === indicator.theme)
  const on = asked.on ?? defaultStudy(observatory, settings)
  const figures = period ? await everywhere(observatory, settings, id, period) : []
  const study = on && period ? await studyOf(observatory, indicator, on, period) : undefined
  return {
    indicator,
    ...(theme && { theme }),
    ...(period && { period }),
    periods,
    figures,
    ...fractionOf(observatory, indicator),
    sources: [
      ...new Set(
        figures
          .flatMap(({ figure }) => figure.vintages)
          .flatMap((vintage) => registry.vintages.get(vintage) ?? [])
          .map((vintage) => sourceOf(registry, vintage))
      )
    ],
    lines: await linesOf(observatory, settings, id, periods),
    ...(study && { study: { ...study, perimeter: findPerimeter(atlas, study.version.perimeter) } })
  }
}

function everywhere(
  observatory: Observatory,
  { perimeters }: Settings,
  indicator: IndicatorId,
  period: Period
): Promise<IndicatorPage['figures']> {
  return Promise.all(
    perimeters.map(async (perimeter) => ({
      perimeter: findPerimeter(observatory.atlas, perimeter),
      figure: await recallFigure(observatory, { indicator, perimeter, period })
    }))
  )
}

async function studyOf(
  observatory: Observatory,
  { id, formula }: Indicator,
  on: PerimeterId,
  period: Period
): Promise<Omit<NonNullable<IndicatorPage['study']>, 'perimeter'> | undefined> {
  const { atlas, places } = observatory
  const { version } = places.place(on, undefined)
  if (version.communes.length > MOST_COMMUNES || formula.kind === 'rank') return undefined
  const populations = await Promise.all(
    version.communes.map((code) => latestFigure(observatory, 'population' as IndicatorId, parsePerimeterId(code)))
  )
  const communes = await Promise.all(
    version.communes.map(async (code, i) => {
      const { cell } = await recallFigure(observatory, { indicator: id, perimeter: parsePerimeterId(code), period })
      const population = populations[i]?.cell
      return {
        code,
        name: nameOf(atlas.geography, territoryOf('COM', code), version.cog),
        cell,
        weight: population && 'value' in population ? population.value : 0
      }
    })
  )
  return { version, communes: communes.some(({ cell }) => 'value' in cell) ? communes : [] }
}

/** The listed perimeter that frames the others: of those one can see whole, the one that holds most of them. */
function defaultStudy({ places }: Observatory, { perimeters }: Settings): PerimeterId | undefined {
  const small = perimeters
    .map((id) => ({ id, communes: places.place(id, undefined).version.communes }))
    .filter(({ communes }) => communes.length <= STUDY_COMMUNES)
  const held = ({ communes }: (typeof small)[number]): number =>
    small.filter((other) => overlap(communes, other.communes).onlyThere.length === 0).length
  return small.map((one) => ({ id: one.id, held: held(one) })).toSorted((a, b) => b.held - a.held)[0]?.id
}

function fractionOf({ registry }: Observatory, { formula }: Indicator): Pick<IndicatorPage, 'fraction'> {
  if (!('numerator' in formula)) return {}
  const { numerator, denominator } = formula
  const labels = (terms: typeof numerator): readonly Text[] => terms.map(({ series }) => seriesLabel(registry, series))
  return { fraction: { above: labels(numerator), below: labels(denominator) } }
}

async function linesOf(
  observatory: Observatory,
  { perimeters }: Settings,
  id: IndicatorId,
  periods: readonly Period[]
): Promise<IndicatorPage['lines']> {
  if (periods.length < FEWEST_PERIODS || periods.some((period) => period.includes('/'))) return []
  const known = await Promise.all(
    perimeters.map(async (perimeter) => {
      const latest = await latestFigure(observatory, id, perimeter)
      return latest && 'value' in latest.cell ? [perimeter] : []
    })
  )
  return Promise.all(
    known
      .flat()
      .slice(0, MOST_LINES)
      .map(async (perimeter) => ({
        perimeter: findPerimeter(observatory.atlas, perimeter),
        figures: await evolutionOf(observatory, id, perimeter)
      }))
  )
}
