/** The map of an indicator: whose territories, at which period, in which classes. */

import { makeClasses, type Classes } from '../domain/indicators/classes.ts'
import type { Figure } from '../domain/indicators/figure.ts'
import type { Indicator, IndicatorId } from '../domain/indicators/indicator.ts'
import { isAnswered } from '../domain/indicators/needs.ts'
import { indicatorOf } from '../domain/indicators/registry.ts'
import type { Settings } from '../domain/indicators/settings.ts'
import { NotFound, Refused } from '../domain/shared/errors.ts'
import { comparePeriods, firstDay, periodEnds, type Period } from '../domain/shared/period.ts'
import type { Text } from '../domain/shared/text.ts'
import type { PerimeterId } from '../domain/territories/perimeter.ts'
import { resolvePerimeter } from '../domain/territories/resolve.ts'
import { levelOf, type CommuneCode } from '../domain/territories/territory.ts'
import { makeCache, type Cache } from './cache.ts'
import { availablePeriods, findFigures } from './figures.ts'
import { areasOf, isRegional, levelChoices, type Areas, type Coverage, type MappedArea } from './indicator-areas.ts'
import { isCount } from './indicator-standing.ts'
import type { Observatory } from './observatory.ts'
import { latestFigure } from './territory-page.ts'

/** What the address asks for; whatever it leaves out is chosen so that there is something to see. */
export type MapAsk = {
  readonly period?: Period
  /** The territory that is read: in brick everywhere. */
  readonly subject?: PerimeterId
  readonly coverage?: Coverage
  /** Classes are cut as at this period, so that the maps of several periods compare. */
  readonly cuts?: Period
}

export type AreaFigure = MappedArea & { readonly figure: Figure; readonly population?: Figure; readonly mine: boolean }

export type IndicatorMapFacts = Omit<MapGround, 'areas'> & {
  readonly coverage: Coverage
  readonly areas: readonly AreaFigure[]
  readonly classes: Classes
  /** The largest value, whatever its sign, that circles are measured against. */
  readonly most: number
  /** The period that classes and circles are measured at, when it is another. */
  readonly cuts?: Period
}

export type CoverageChoice = { readonly coverage: Coverage; readonly label: Text }

export type MapChoice = {
  readonly indicator: Indicator
  readonly isCount: boolean
  readonly subject: PerimeterId
  /** A territory that says which region is shown around. */
  readonly here: PerimeterId
  /** Ascending; none when no vintage holds the indicator. */
  readonly periods: readonly Period[]
  readonly period?: Period
  readonly coverages: readonly CoverageChoice[]
  readonly map?: IndicatorMapFacts
}

/** Beyond, a commune would be a dot and the page heavy. */
const MOST_COMMUNES = 450
/** Several periods of a few indicators: a reader who plays them goes round and round. */
const MAPS_KEPT = 128

const maps = new WeakMap<Observatory, Cache<Promise<MapChoice>>>()

/**
 * @throws {NotFound} no such indicator or perimeter, or nothing at the period that is asked
 * @throws {Refused} a perimeter before it existed
 */
export function indicatorMap(
  observatory: Observatory,
  settings: Settings,
  id: IndicatorId,
  ask: MapAsk = {}
): Promise<MapChoice> {
  const cache = maps.get(observatory) ?? makeCache<Promise<MapChoice>>(MAPS_KEPT)
  maps.set(observatory, cache)
  const key = [id, ask.period, ask.subject, ask.coverage, ask.cuts].join(' ')
  return cache.get(key, () => {
    const made = chooseMap(observatory, settings, id, ask)
    made.catch(() => cache.forget(key))
    return made
  })
}

async function chooseMap(
  observatory: Observatory,
  settings: Settings,
  id: IndicatorId,
  ask: MapAsk
): Promise<MapChoice> {
  const indicator = indicatorOf(observatory.registry, id)
  const subject = ask.subject ?? (await firstAnswering(observatory, settings, id, ask.period))
  const here = homeOf(observatory, settings, subject)
  const own = availablePeriods(observatory, id, subject)
  const latest = ask.period ? undefined : await latestFigure(observatory, id, subject)
  const period = ask.period ?? latest?.period ?? own.at(-1)
  const coverages = [...communeChoices(observatory, settings, subject), ...levelChoices(observatory, here)]
  const shared = { indicator, isCount: isCount(observatory.registry, indicator), subject, here, coverages }
  if (!period) return { ...shared, periods: own }
  const map = await mapOf(observatory, { ...ask, period }, indicator, { subject, here }, coverages)
  const isKnown = own.includes(period) || map?.areas.some(({ figure }) => 'value' in figure.cell)
  if (ask.period && !isKnown) throw unknownPeriod(indicator, period, own)
  const periods = [...new Set([...own, period])].toSorted(comparePeriods)
  return { ...shared, periods, period, ...(map && { map }) }
}

/** A period typed by hand, or of another indicator: neither the territory nor any on the map has it. */
function unknownPeriod({ label }: Indicator, period: Period, known: readonly Period[]): NotFound {
  const [first, last] = [known[0], known.at(-1)]
  const span = (to: string): string => (first === last ? `${first}` : `${first} ${to} ${last}`)
  return new NotFound({
    fr: `« ${label.fr} » n’est pas connu en ${period}${first ? ` ; les périodes connues : ${span('à')}` : ''}`,
    en: `"${label.en}" is not known in ${period}${first ? `; known periods: ${span('to')}` : ''}`
  })
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

/** France lies in no region. */
function homeOf(observatory: Observatory, { perimeters }: Settings, subject: PerimeterId): PerimeterId {
  const { exactly } = observatory.places.place(subject, undefined).version
  return (exactly && levelOf(exactly) === 'FRANCE' ? perimeters[0] : undefined) ?? subject
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

/** Whether an indicator can be told on the territories of a map, all of one level; ranks are not drawn. */
export function isMapped(
  { registry, places }: Observatory,
  { id, formula }: Pick<Indicator, 'id' | 'formula'>,
  { areas }: Pick<IndicatorMapFacts, 'areas'>
): boolean {
  const [first] = areas
  if (!first || formula.kind === 'rank') return false
  return isAnswered(registry, id, places.place(first.perimeter, undefined))
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

export type MapGround = Areas & {
  /** Members of the territory that is read, when the map holds them all and others. */
  readonly subject: readonly CommuneCode[]
}

/** What a map is drawn over, whatever it shows; undefined when there is nothing to draw. */
export function mapGround(
  observatory: Observatory,
  settings: Settings,
  coverage: Coverage,
  subject: PerimeterId
): MapGround | undefined {
  return groundOf(observatory, coverage, { subject, here: homeOf(observatory, settings, subject) })
}

function groundOf(
  observatory: Observatory,
  coverage: Coverage,
  { subject, here }: Pick<MapChoice, 'subject' | 'here'>
): MapGround | undefined {
  const found = areasOf(observatory, coverage, here)
  if (!found || found.areas.length === 0) return undefined
  const members = membersToday(observatory.atlas, subject)
  const drawn = new Set(found.areas.flatMap((area) => area.communes))
  return { ...found, subject: members.length < drawn.size && members.every((code) => drawn.has(code)) ? members : [] }
}

/** The coverage asked; else the first that has values, communes before wider territories. */
async function mapOf(
  observatory: Observatory,
  { coverage, period, cuts }: MapAsk & { readonly period: Period },
  indicator: Indicator,
  { subject, here }: Pick<MapChoice, 'subject' | 'here'>,
  choices: readonly CoverageChoice[]
): Promise<IndicatorMapFacts | undefined> {
  if (indicator.formula.kind === 'rank') return undefined
  const communes = choices.find((one) => !isRegional(one.coverage))
  const tried = coverage ? [coverage] : [...(communes ? [communes.coverage] : []), 'epci' as const, 'zones' as const]
  for (const one of tried) {
    const found = groundOf(observatory, one, { subject, here })
    if (!found) continue
    const at = (when: Period): Promise<readonly Figure[]> =>
      findFigures(
        observatory,
        found.areas.map(({ perimeter }) => ({ indicator: indicator.id, perimeter, period: when }))
      )
    const figures = await at(period)
    const values = valuesOf(figures)
    if (values.length === 0 && !coverage) continue
    const others = cuts && cuts !== period ? valuesOf(await at(cuts)) : []
    const measured = others.length > 0 ? others : values
    const members = membersToday(observatory.atlas, subject)
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
      classes: makeClasses(measured, indicator.decimals, indicator.formula.kind === 'change' ? 0 : undefined),
      most: measured.reduce((most, value) => Math.max(most, Math.abs(value)), 1),
      ...(others.length > 0 && cuts && { cuts })
    }
  }
  return undefined
}

function valuesOf(figures: readonly Figure[]): readonly number[] {
  return figures.flatMap(({ cell }) => ('value' in cell ? [cell.value] : []))
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
