/** Everything that the page of an indicator shows: what it is, where it is high and low, how it moved. */

import { makeClasses, type Classes } from '../domain/indicators/classes.ts'
import type { Figure } from '../domain/indicators/figure.ts'
import type { Indicator, IndicatorId, Terms } from '../domain/indicators/indicator.ts'
import { indicatorOf, sourceOf, type Registry } from '../domain/indicators/registry.ts'
import type { Settings, Theme } from '../domain/indicators/settings.ts'
import { Refused } from '../domain/shared/errors.ts'
import { comparePeriods, firstDay, periodEnds, type Period } from '../domain/shared/period.ts'
import type { Text } from '../domain/shared/text.ts'
import type { Perimeter, PerimeterId } from '../domain/territories/perimeter.ts'
import { findPerimeter, resolvePerimeter } from '../domain/territories/resolve.ts'
import { levelOf, type CogYear, type CommuneCode } from '../domain/territories/territory.ts'
import { makeCache, type Cache } from './cache.ts'
import type { FigureVintage } from './figure-page.ts'
import { availablePeriods, findFigures } from './figures.ts'
import { areasOf, isRegional, levelChoices, type AreaLevel, type Coverage, type MappedArea } from './indicator-areas.ts'
import { evolutionAround, isCount, standingOf, type EvolutionFacts, type Standing } from './indicator-standing.ts'
import type { Observatory } from './observatory.ts'
import { seriesLabel } from './series-label.ts'
import { latestFigure } from './territory-page.ts'

/** What the address asks for; whatever it leaves out is chosen so that there is something to see. */
export type IndicatorAsk = {
  readonly period?: Period
  /** The territory that is read: in brick everywhere. */
  readonly subject?: PerimeterId
  readonly coverage?: Coverage
}

export type AreaFigure = MappedArea & { readonly figure: Figure; readonly population?: Figure; readonly mine: boolean }

export type IndicatorMapFacts = {
  readonly coverage: Coverage
  readonly label: Text
  readonly level: AreaLevel
  readonly cog: CogYear
  readonly areas: readonly AreaFigure[]
  readonly classes: Classes
  /** Members of the territory that is read, when the map holds them all and others. */
  readonly subject: readonly CommuneCode[]
}

export type SignedLabel = { readonly sign: 1 | -1; readonly label: Text }
export type CoverageChoice = { readonly coverage: Coverage; readonly label: Text }

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

/** Beyond, a commune would be a dot and the page heavy. */
const MOST_COMMUNES = 450
const PAGES_KEPT = 64

const pages = new WeakMap<Observatory, Cache<Promise<IndicatorPage>>>()

/**
 * @throws {NotFound} no such indicator or perimeter
 * @throws {Refused} a perimeter before it existed
 */
export function indicatorPage(
  observatory: Observatory,
  settings: Settings,
  id: IndicatorId,
  ask: IndicatorAsk = {}
): Promise<IndicatorPage> {
  const cache = pages.get(observatory) ?? makeCache<Promise<IndicatorPage>>(PAGES_KEPT)
  pages.set(observatory, cache)
  const key = [id, ask.period, ask.subject, ask.coverage].join(' ')
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
  ask: IndicatorAsk
): Promise<IndicatorPage> {
  const { registry, atlas } = observatory
  const indicator = indicatorOf(registry, id)
  const subject = ask.subject ?? (await firstAnswering(observatory, settings, id, ask.period))
  const perimeter = findPerimeter(atlas, subject)
  const here = homeOf(observatory, settings, subject)
  const own = availablePeriods(observatory, id, subject)
  const latest = ask.period ? undefined : await latestFigure(observatory, id, subject)
  const period = ask.period ?? latest?.period ?? own.at(-1)
  const theme = settings.themes.find((one) => one.id === indicator.theme)
  const coverages = [...communeChoices(observatory, settings, subject), ...levelChoices(observatory, here)]
  const shared = {
    indicator,
    ...(theme && { theme }),
    isCount: isCount(registry, indicator),
    ...fractionOf(registry, indicator),
    subject: perimeter,
    choices: { subjects: settings.perimeters.flatMap((one) => registry.perimeters.get(one) ?? []), coverages }
  }
  if (!period) return { ...shared, isProtected: false, periods: own, vintages: [], evolution: { lines: [] } }
  const [figure] = await findFigures(observatory, [{ indicator: id, perimeter: subject, period }])
  const map = await mapOf(observatory, { ...ask, period }, indicator, { subject, here }, coverages)
  const standing = await standingOf(observatory, settings, indicator, period, { subject, here }, map)
  const shown = [...(figure ? [figure] : []), ...(map?.areas ?? []).map((area) => area.figure)]
  const vintages = vintagesOf(registry, [...shown, ...(standing?.peers ?? [])])
  return {
    ...shared,
    isProtected: vintages.some(({ source }) => source.disclosure !== undefined),
    periods: [...new Set([...own, period])].toSorted(comparePeriods),
    period,
    ...(figure && { figure }),
    vintages,
    ...(map && { map }),
    ...(standing && { standing }),
    evolution: await evolutionAround(observatory, settings, indicator, subject, standing)
  }
}

/** The first listed perimeter that has a value; else the first. */
async function firstAnswering(
  observatory: Observatory,
  { perimeters }: Settings,
  indicator: IndicatorId,
  period: Period | undefined
): Promise<PerimeterId> {
  for (const perimeter of perimeters) {
    const [figure] = period
      ? await findFigures(observatory, [{ indicator, perimeter, period }])
      : [await latestFigure(observatory, indicator, perimeter)]
    if (figure && 'value' in figure.cell) return perimeter
  }
  const [first] = perimeters
  if (first === undefined) throw new Error('an observatory lists at least one perimeter')
  return first
}

/** The territory read, and one that says which region is shown around it. */
type Read = { readonly subject: PerimeterId; readonly here: PerimeterId }

/** France lies in no region. */
function homeOf(observatory: Observatory, { perimeters }: Settings, subject: PerimeterId): PerimeterId {
  const { exactly } = observatory.places.place(subject, undefined).version
  return (exactly && levelOf(exactly) === 'FRANCE' ? perimeters[0] : undefined) ?? subject
}

function fractionOf(registry: Registry, { formula }: Indicator): Pick<IndicatorPage, 'fraction'> {
  if (!('numerator' in formula)) return {}
  const labels = (terms: Terms): readonly SignedLabel[] =>
    terms.map(({ series, sign }) => ({ sign, label: seriesLabel(registry, series) }))
  return { fraction: { numerator: labels(formula.numerator), denominator: labels(formula.denominator) } }
}

function vintagesOf(registry: Registry, figures: readonly Figure[]): readonly FigureVintage[] {
  const ids = [...new Set(figures.flatMap((one) => one.vintages))].sort()
  return ids.flatMap((id) => {
    const vintage = registry.vintages.get(id)
    return vintage ? [{ vintage, source: sourceOf(registry, vintage) }] : []
  })
}

/** The communes of listed perimeters: those that hold the territory read first, the widest of them before the others. */
function communeChoices(
  { atlas, registry }: Observatory,
  { perimeters }: Settings,
  subject: PerimeterId
): readonly CoverageChoice[] {
  const own = membersToday(atlas, subject)
  const found = perimeters.flatMap((id) => {
    const perimeter = registry.perimeters.get(id)
    const members = new Set(perimeter ? membersToday(atlas, id) : [])
    if (!perimeter || members.size > MOST_COMMUNES || members.size < 2) return []
    return [{ coverage: id, label: perimeter.label, size: members.size, holds: own.every((code) => members.has(code)) }]
  })
  return found
    .toSorted((a, b) => Number(b.holds) - Number(a.holds) || (a.holds ? b.size - a.size : 0))
    .map(({ coverage, label }) => ({ coverage, label }))
}

/** None where the perimeter no longer exists, or its outline was never followed. */
function membersToday(atlas: Observatory['atlas'], id: PerimeterId): readonly CommuneCode[] {
  try {
    return resolvePerimeter(atlas, id, `${atlas.geography.latest}-01-01`).communes
  } catch (error) {
    if (error instanceof Refused) return []
    throw error
  }
}

/** The coverage asked; else the first that has values, communes before wider territories. */
async function mapOf(
  observatory: Observatory,
  { coverage, period }: IndicatorAsk & { readonly period: Period },
  indicator: Indicator,
  { subject, here }: Read,
  choices: readonly CoverageChoice[]
): Promise<IndicatorMapFacts | undefined> {
  if (indicator.formula.kind === 'rank') return undefined
  const communes = choices.find((one) => !isRegional(one.coverage))
  const tried = coverage ? [coverage] : [...(communes ? [communes.coverage] : []), 'epci' as const, 'zones' as const]
  for (const one of tried) {
    const found = areasOf(observatory, one, here)
    if (!found || found.areas.length === 0) continue
    const requests = found.areas.map(({ perimeter }) => ({ indicator: indicator.id, perimeter, period }))
    const figures = await findFigures(observatory, requests)
    const values = figures.flatMap(({ cell }) => ('value' in cell ? [cell.value] : []))
    if (values.length === 0 && !coverage) continue
    const members = membersToday(observatory.atlas, subject)
    const drawn = new Set(found.areas.flatMap((area) => area.communes))
    const populations = await populationsOf(observatory, found.areas, here, period)
    return {
      coverage: one,
      ...found,
      areas: found.areas.flatMap((area, i) => {
        const [figure, population] = [figures[i], populations[i]]
        if (!figure) return []
        const mine = area.perimeter === subject || area.communes.join() === members.join()
        return [{ ...area, figure, ...(population && { population }), mine }]
      }),
      classes: makeClasses(values, indicator.decimals, indicator.formula.kind === 'change' ? 0 : undefined),
      subject: members.length < drawn.size && members.every((code) => drawn.has(code)) ? members : []
    }
  }
  return undefined
}

/** Inhabitants at the period known that is nearest, for the counts of the legend. */
async function populationsOf(
  observatory: Observatory,
  areas: readonly MappedArea[],
  here: PerimeterId,
  period: Period
): Promise<readonly Figure[]> {
  const population = 'population' as IndicatorId
  if (!observatory.registry.indicators.has(population)) return []
  const yearOf = (one: Period): number => Number(firstDay(one).slice(0, 4))
  const year = yearOf(periodEnds(period)[1])
  const gap = (one: Period): number => Math.abs(yearOf(one) - year)
  const [nearest] = availablePeriods(observatory, population, here).toSorted((a, b) => gap(a) - gap(b))
  if (!nearest) return []
  return findFigures(
    observatory,
    areas.map(({ perimeter }) => ({ indicator: population, perimeter, period: nearest }))
  )
}
