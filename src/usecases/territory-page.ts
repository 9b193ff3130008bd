/** Everything that the page of a territory shows: figures beside comparators, members, what it shares with others. */

import type { Figure, FigureReason } from '../domain/indicators/figure.ts'
import type { Indicator, IndicatorId } from '../domain/indicators/indicator.ts'
import type { Settings, Theme } from '../domain/indicators/settings.ts'
import { measureOf } from '../domain/indicators/registry.ts'
import { NotFound, Refused } from '../domain/shared/errors.ts'
import type { Period } from '../domain/shared/period.ts'
import { epciOf, nameOf, zoneOf } from '../domain/territories/geography.ts'
import { historyOf, type TerritoryEvent } from '../domain/territories/history.ts'
import { foldName } from '../domain/territories/names.ts'
import { packList } from '../domain/territories/packed.ts'
import type { Perimeter, PerimeterId, PerimeterVersion } from '../domain/territories/perimeter.ts'
import { dayOfYear, findPerimeter, FREE, parsePerimeterId, resolvePerimeter } from '../domain/territories/resolve.ts'
import {
  departmentOf,
  levelOf,
  parseTerritoryId,
  territoryOf,
  type CogYear,
  type TerritoryId
} from '../domain/territories/territory.ts'
import { neighboursOf } from './among-perimeters.ts'
import { recallFigure, recallFigures } from './figure-cache.ts'
import { availablePeriods, rowsBehind, type FigureRow } from './figures.ts'
import { inTurn } from './in-turn.ts'
import type { Observatory } from './observatory.ts'
import { listedRange } from './listed-range.ts'
import { labelOf } from './places.ts'
import { placeAmongPeers, type Placing } from './territory-peers.ts'
import { describePerimeter, type PerimeterAnswer } from './perimeters.ts'

export type Compared = {
  readonly indicator: Indicator
  readonly mine: Figure
  readonly others: readonly Figure[]
  /** The lowest and the highest of these and of the listed perimeters: the same scale for all territories. */
  readonly range: readonly [low: number, high: number]
}

export type ThemeFigures = {
  readonly theme: Theme
  /** Rates, means and changes: beside the comparators. */
  readonly compared: readonly Compared[]
  /** Counts and amounts: a region's would say nothing beside them. */
  readonly counts: readonly { readonly indicator: Indicator; readonly figure: Figure }[]
}

export type Shared = {
  readonly perimeter: Perimeter
  readonly shared: number
  readonly onlyHere: number
  readonly onlyThere: number
  /** Of the communes in both; absent where they are too many for an address. */
  readonly population?: Figure
}

export type TerritoryPage = {
  readonly answer: PerimeterAnswer
  readonly density?: Figure
  readonly comparators: readonly Perimeter[]
  readonly themes: readonly ThemeFigures[]
  /** The perimeters it is made of, when it is a union of published territories. */
  readonly parts: readonly { readonly perimeter: Perimeter; readonly communes: number; readonly population?: Figure }[]
  /** Members by population, largest first. */
  readonly communes: readonly FigureRow[]
  /** Listed perimeters with which it has communes in common, and neither holds the other whole. */
  readonly overlapping: readonly Shared[]
  /** Territories and listed perimeters that hold it whole. */
  readonly within: readonly { readonly id: PerimeterId; readonly label: Perimeter['label'] }[]
  readonly history: readonly TerritoryEvent[]
  /** Undefined without peers: a country, a region. */
  readonly placing?: Placing
  /** Population at each period known, for the evolution. */
  readonly evolution: readonly Figure[]
  /** A few rates known at several periods, each beside the first comparator. */
  readonly rates: readonly {
    readonly indicator: Indicator
    readonly mine: readonly Figure[]
    readonly other: readonly Figure[]
  }[]
}

/** @throws {NotFound} @throws {Refused} as `describePerimeter` */
export async function territoryPage(
  observatory: Observatory,
  settings: Settings,
  id: PerimeterId,
  asked: { readonly with?: readonly PerimeterId[]; readonly geography?: CogYear } = {}
): Promise<TerritoryPage> {
  const { atlas } = observatory
  const { geography } = asked
  const day = geography === undefined ? undefined : dayOfYear(findPerimeter(atlas, id), geography)
  const answer = await describePerimeter(observatory, id, day === undefined ? {} : { day })
  const comparators = (asked.with ?? settings.comparisons).filter((other) => other !== id)
  const density = await latestFigure(observatory, 'density' as IndicatorId, id, geography)
  const themes = await Promise.all(
    settings.themes.map((theme) => themeFigures(observatory, settings, theme, id, comparators, geography))
  )
  const placing = await placeAmongPeers(
    observatory,
    id,
    answer.version,
    themes.map(({ compared }) => compared)
  )
  const behind = answer.population ? await rowsBehind(observatory, answer.population) : []
  return {
    answer,
    ...(density && { density }),
    ...(placing && { placing }),
    comparators: comparators.map((other) => findPerimeter(atlas, other)),
    themes: themes.filter(({ compared, counts }) => compared.length + counts.length > 0),
    parts: await Promise.all(
      answer.version.parts.map(async ({ perimeter }) => {
        const population = await latestFigure(observatory, 'population' as IndicatorId, perimeter, geography)
        return {
          perimeter: findPerimeter(atlas, perimeter),
          communes: resolvePerimeter(atlas, perimeter, answer.day).communes.length,
          ...(population && { population })
        }
      })
    ),
    communes: (behind[0]?.rows ?? []).filter(({ territory }) => levelOf(territory) === 'COM').toSorted(byValue),
    ...(await relations(observatory, answer)),
    history: territoriesOf(answer.version).flatMap((territory) =>
      historyOf(atlas.geography, territory).map((event) => namedEvent(observatory, event))
    ),
    evolution: await evolutionOf(observatory, 'population' as IndicatorId, id, geography),
    rates: await ratesOf(observatory, themes, id, comparators[0], geography)
  }
}

/** At the latest period with a value; else the refusal at the latest period. Undefined where nothing can be asked. */
export async function latestFigure(
  observatory: Observatory,
  indicator: IndicatorId,
  perimeter: PerimeterId,
  geography?: CogYear
): Promise<Figure | undefined> {
  if (!observatory.registry.indicators.has(indicator)) return undefined
  let refusal: Figure | undefined
  for (const period of latestFirst(availablePeriods(observatory, indicator, perimeter, geography))) {
    const figure = await recallFigure(observatory, { indicator, perimeter, period, ...(geography && { geography }) })
    const comparable = !figure.cautions.some(({ kind }) => kind === 'census-too-close')
    if ('value' in figure.cell && comparable) return figure
    refusal ??= figure
    if (figure.reason && NEVER.includes(figure.reason)) break
  }
  return refusal
}

/** What a perimeter is refused for its kind: no other period would answer. */
const NEVER: readonly FigureReason[] = ['not-additive', 'not-a-peer', 'not-applicable', 'free-perimeter']

/** Every period that has a value. */
export async function evolutionOf(
  observatory: Observatory,
  indicator: IndicatorId,
  perimeter: PerimeterId,
  geography?: CogYear
): Promise<readonly Figure[]> {
  if (!observatory.registry.indicators.has(indicator)) return []
  const periods = availablePeriods(observatory, indicator, perimeter, geography)
  return recallFigures(
    observatory,
    periods.map((period) => ({ indicator, perimeter, period, ...(geography && { geography }) }))
  )
}

/** In all, and of one theme. */
const [MOST_RATES, MOST_OF_THEME] = [3, 2]

/** The density moves as the population does: it would say the same twice. */
async function ratesOf(
  observatory: Observatory,
  themes: readonly ThemeFigures[],
  id: PerimeterId,
  comparator: PerimeterId | undefined,
  geography: CogYear | undefined
): Promise<TerritoryPage['rates']> {
  const rates: TerritoryPage['rates'][number][] = []
  for (const { compared } of themes) {
    const before = rates.length
    for (const { indicator, mine: latest } of compared) {
      if (rates.length === MOST_RATES || rates.length - before === MOST_OF_THEME) break
      if (!('value' in latest.cell) || indicator.formula.kind === 'change' || indicator.id === 'density') continue
      if (availablePeriods(observatory, indicator.id, id, geography).length < 2) continue
      const mine = await evolutionOf(observatory, indicator.id, id, geography)
      // A span and a year are not two points of one line.
      if (mine.some(({ period }) => period.includes('/'))) continue
      if (mine.filter(({ cell }) => 'value' in cell).length < 2) continue
      const other = comparator ? await evolutionOf(observatory, indicator.id, comparator, geography) : []
      rates.push({ indicator, mine, other })
    }
  }
  return rates
}

/** Latest end first; among spans with the same end, the longest first. The same lists are asked for by every page. */
function latestFirst(periods: readonly Period[]): readonly Period[] {
  const known = turned.get(periods)
  if (known) return known
  const end = (period: Period): string => period.split('/').at(-1) ?? period
  const made = periods.toSorted((a, b) => (end(a) === end(b) ? a.localeCompare(b) : end(b).localeCompare(end(a))))
  turned.set(periods, made)
  return made
}

const turned = new WeakMap<readonly Period[], readonly Period[]>()

async function themeFigures(
  observatory: Observatory,
  settings: Settings,
  theme: Theme,
  id: PerimeterId,
  comparators: readonly PerimeterId[],
  geography: CogYear | undefined
): Promise<ThemeFigures> {
  const indicators = settings.indicators
    .flatMap((name) => observatory.registry.indicators.get(name) ?? [])
    .filter((indicator) => indicator.theme === theme.id)
  const found = await inTurn(
    indicators.map((indicator) => async () => {
      const mine = await latestFigure(observatory, indicator.id, id, geography)
      if (!mine) return undefined
      const others = await recallFigures(
        observatory,
        comparators.map((perimeter) => ({
          indicator: indicator.id,
          perimeter,
          period: mine.period,
          ...(geography && { geography })
        }))
      )
      return { indicator, mine, others, range: await rangeOf(observatory, settings, mine, others) }
    })
  )
  const all = found.filter((one) => one !== undefined)
  return {
    theme,
    compared: all.filter(({ indicator }) => isComparable(observatory, indicator)),
    counts: all
      .filter(({ indicator }) => !isComparable(observatory, indicator))
      .map(({ indicator, mine }) => ({ indicator, figure: mine }))
  }
}

async function rangeOf(
  observatory: Observatory,
  settings: Settings,
  { indicator, period, cell }: Figure,
  others: readonly Figure[]
): Promise<readonly [low: number, high: number]> {
  // Nothing would be drawn: the others need not be asked.
  const values = [cell, ...others.map((one) => one.cell)].flatMap((one) => ('value' in one ? [one.value] : []))
  if (values.length === 0) return [0, 0]
  const [low, high] = await listedRange(observatory, settings, indicator, period)
  return [Math.min(low, ...values), Math.max(high, ...values)]
}

/** Whether its size does not depend on the size of the territory. */
export function isComparable({ registry }: Observatory, { formula }: Indicator): boolean {
  if (formula.kind === 'rank') return false
  if (formula.kind === 'change') return formula.as !== 'difference'
  if (formula.kind !== 'level') return true
  return formula.terms.every(({ series }) => !measureOf(registry, series).additive)
}

/** With more, the address of their sum would be too long to be written. */
const MOST_SHARED = 300

async function relations(
  observatory: Observatory,
  { version, perimeter: own, day, population }: PerimeterAnswer
): Promise<Pick<TerritoryPage, 'overlapping' | 'within'>> {
  const overlapping: Shared[] = []
  const within: { readonly id: PerimeterId; readonly label: Perimeter['label'] }[] = []
  for (const { perimeter, members, shared } of neighboursOf(observatory, version.communes, day)) {
    if (perimeter.id === own.id) continue
    const [onlyHere, onlyThere] = [version.communes.length - shared.length, members - shared.length]
    if (onlyHere === 0) within.push({ id: perimeter.id, label: perimeter.label })
    else if (onlyThere > 0) {
      const inhabitants =
        population && shared.length <= MOST_SHARED
          ? await recallFigure(observatory, {
              indicator: population.indicator,
              perimeter: parsePerimeterId(FREE + packList({ cog: version.cog, communes: shared })),
              period: population.period,
              geography: version.cog
            })
          : undefined
      overlapping.push({
        ...{ perimeter, shared: shared.length, onlyHere, onlyThere },
        ...(inhabitants && { population: inhabitants })
      })
    }
  }
  return { overlapping, within: [...within, ...holders(observatory.atlas, version, within)] }
}

/** For a commune: its EPCI, zone and department, where no listed perimeter stands for them. */
function holders(
  { geography }: Observatory['atlas'],
  { communes, cog }: PerimeterVersion,
  known: TerritoryPage['within']
): TerritoryPage['within'] {
  const [commune] = communes
  if (!commune || communes.length > 1) return []
  const ids = [
    tryResolve(() => epciOf(geography, commune, cog)),
    zoneOf(geography, commune),
    territoryOf('DEP', departmentOf(commune))
  ].filter((one) => one !== undefined)
  return ids
    .map((territory) => ({ territory, name: nameOf(geography, territory, cog) }))
    .filter(({ name }) => !known.some(({ label }) => foldName(label.fr).includes(foldName(name))))
    .map(({ territory, name }) => ({ id: parsePerimeterId(territory), label: { fr: name, en: name } }))
}

function territoriesOf({ exactly, communes }: PerimeterVersion): readonly TerritoryId[] {
  const [commune] = communes
  if (exactly) return [exactly]
  return commune && communes.length === 1 ? [territoryOf('COM', commune)] : []
}

/** Codes are for machines: « Verquigneul (62847) ». */
export function namedEvent({ atlas }: Observatory, event: TerritoryEvent): TerritoryEvent {
  const year = Number(event.date.slice(0, 4))
  const name = (code: string, cog: CogYear): string => {
    if (code.startsWith('EPCI-')) return labelOf(atlas.geography, parseTerritoryId(code), cog)
    if (!/^(\d\d|2[AB])\d{3}$/.test(code)) return code
    return `${labelOf(atlas.geography, territoryOf('COM', code), cog)} (${code})`
  }
  return {
    ...event,
    before: event.before.map((code) => name(code, year - 1)),
    after: event.after.map((code) => name(code, year))
  }
}

function tryResolve<T>(find: () => T): T | undefined {
  try {
    return find()
  } catch (error) {
    if (error instanceof NotFound || error instanceof Refused) return undefined
    throw error
  }
}

function byValue({ cell: a }: FigureRow, { cell: b }: FigureRow): number {
  return ('value' in b ? b.value : -1) - ('value' in a ? a.value : -1)
}
