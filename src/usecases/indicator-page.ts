/** Everything that the page of an indicator shows: what it is, where it is high and low, how it moved. */

import type { Figure } from '../domain/indicators/figure.ts'
import type { Indicator, IndicatorId, Terms } from '../domain/indicators/indicator.ts'
import { sourceOf, type Registry } from '../domain/indicators/registry.ts'
import type { Settings, Theme } from '../domain/indicators/settings.ts'
import { seriesLabel } from '../domain/indicators/series-label.ts'
import type { Period } from '../domain/shared/period.ts'
import type { Text } from '../domain/shared/text.ts'
import type { Perimeter } from '../domain/territories/perimeter.ts'
import { findPerimeter } from '../domain/territories/resolve.ts'
import { makeCache, type Cache } from './cache.ts'
import type { FigureVintage } from './figure-page.ts'
import { findFigures } from './figures.ts'
import { indicatorMap, type CoverageChoice, type IndicatorMapFacts, type MapAsk } from './indicator-map.ts'
import { evolutionAround, standingOf, type EvolutionFacts, type Standing } from './indicator-standing.ts'
import type { Observatory } from './observatory.ts'

export type SignedLabel = { readonly sign: 1 | -1; readonly label: Text }

export type IndicatorPage = {
  readonly indicator: Indicator
  readonly theme?: Theme
  readonly isCount: boolean
  readonly fraction?: { readonly numerator: readonly SignedLabel[]; readonly denominator: readonly SignedLabel[] }
  /** Whether a source behind it has a rule of statistical secrecy. */
  readonly isProtected: boolean
  readonly periods: readonly Period[]
  readonly period?: Period
  readonly subject: Perimeter
  readonly figure?: Figure
  readonly vintages: readonly FigureVintage[]
  readonly choices: { readonly subjects: readonly Perimeter[]; readonly coverages: readonly CoverageChoice[] }
  readonly map?: IndicatorMapFacts
  readonly standing?: Standing
  readonly evolution: EvolutionFacts
}

const PAGES_KEPT = 64

const pages = new WeakMap<Observatory, Cache<Promise<IndicatorPage>>>()

/**
 * @throws {NotFound} no such indicator or perimeter, or nothing at the period that is asked
 * @throws {Refused} a perimeter before it existed
 */
export function indicatorPage(
  observatory: Observatory,
  settings: Settings,
  id: IndicatorId,
  ask: MapAsk = {}
): Promise<IndicatorPage> {
  const cache = pages.get(observatory) ?? makeCache<Promise<IndicatorPage>>(PAGES_KEPT)
  pages.set(observatory, cache)
  const key = [id, ask.period, ask.subject, ask.coverage, ask.cuts].join(' ')
  return cache.get(key, () => {
    const made = makePage(observatory, settings, id, ask)
    made.catch(() => cache.forget(key))
    return made
  })
}

async function makePage(
  observatory: Observatory,
  settings: Settings,
  id: IndicatorId,
  ask: MapAsk
): Promise<IndicatorPage> {
  const { registry, atlas } = observatory
  const { indicator, subject, here, periods, period, coverages, map, ...choice } = await indicatorMap(
    observatory,
    settings,
    id,
    ask
  )
  const perimeter = findPerimeter(atlas, subject)
  const theme = settings.themes.find((one) => one.id === indicator.theme)
  const shared = {
    indicator,
    ...(theme && { theme }),
    isCount: choice.isCount,
    ...fractionOf(registry, indicator),
    subject: perimeter,
    choices: { subjects: settings.perimeters.flatMap((one) => registry.perimeters.get(one) ?? []), coverages }
  }
  if (!period) return { ...shared, isProtected: false, periods, vintages: [], evolution: { lines: [] } }
  const [figure] = await findFigures(observatory, [{ indicator: id, perimeter: subject, period }])
  const standing = await standingOf(observatory, settings, indicator, period, { subject, here }, map)
  const shown = [...(figure ? [figure] : []), ...(map?.areas ?? []).map((area) => area.figure)]
  const vintages = vintagesOf(registry, [...shown, ...(standing?.peers ?? [])])
  return {
    ...shared,
    isProtected: vintages.some(({ source }) => source.disclosure !== undefined),
    periods,
    period,
    ...(figure && { figure }),
    vintages,
    ...(map && { map }),
    ...(standing && { standing }),
    evolution: await evolutionAround(observatory, settings, indicator, subject, standing)
  }
}

function fractionOf(registry: Registry, { formula }: Indicator): Pick<IndicatorPage, 'fraction'> {
  if (!('numerator' in formula)) return {}
  const labels = (terms: Terms): readonly SignedLabel[] =>
    terms.map(({ series, sign }) => ({ sign, label: seriesLabel(registry, series) }))
  return { fraction: { numerator: labels(formula.numerator), denominator: labels(formula.denominator) } }
}

/** The editions behind figures, each with its source. */
export function vintagesOf(registry: Registry, figures: readonly Pick<Figure, 'vintages'>[]): readonly FigureVintage[] {
  const ids = [...new Set(figures.flatMap((one) => one.vintages))].sort()
  return ids.flatMap((id) => {
    const vintage = registry.vintages.get(id)
    return vintage ? [{ vintage, source: sourceOf(registry, vintage) }] : []
  })
}
