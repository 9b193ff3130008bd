/** Which vintage answers: one for all the series of a formula where there is one, else each its best. */

import { comparePeriods, firstDay, periodEnds, type Period } from '../shared/period.ts'
import type { Vintage, VintageId, VintageSeries } from '../sources/source.ts'
import { levelOf, type CogYear } from '../territories/territory.ts'
import type { SeriesId } from './measure.ts'
import type { Place } from './place.ts'
import { measureOf, sourceOf, type Registry } from './registry.ts'
import { remember, type Kept } from './remember.ts'

/** A vintage that can answer for a series. */
export type Choice = {
  readonly vintage: Vintage
  readonly held: VintageSeries
  /** The period asked; for a measure that hardly moves, the nearest known. */
  readonly period: Period
}

/** A vintage that holds a series, whatever the period. */
export type Holding = Pick<Choice, 'vintage' | 'held'>

/** A choice for each series of a formula. */
export type Assignment = ReadonlyMap<SeriesId, Choice>

export type ChoiceOptions = {
  /** Only these answer; absent: all. */
  readonly editions?: readonly VintageId[]
  /** These answer first where they can: both ends of a change from one edition. */
  readonly prefer?: readonly VintageId[]
}

/**
 * The producer's column for that period: of `P18_POP, P13_POP`, the only one that bears the year; of
 * `2003-T1 … 2025-T4`, the one that is named so. All of them when none or several do.
 */
export function columnOf({ held, period }: Pick<Choice, 'held' | 'period'>): string {
  const [start = '', end] = held.column.split(' … ')
  if (end !== undefined) return namedLike(start, period) ?? held.column
  const known = columns.get(held)?.get(period)
  if (known !== undefined) return known
  const found = findColumn(held, period)
  const ofSeries = columns.get(held) ?? new Map<Period, string>()
  columns.set(held, ofSeries.set(period, found))
  return found
}

const columns = new WeakMap<VintageSeries, Map<Period, string>>()

function findColumn(held: VintageSeries, period: Period): string {
  const years = periodEnds(period).map((end) => end.slice(2, 4))
  const columns = held.column.split(', ')
  const [only, ...others] = columns.filter((column) => years.every((year) => column.includes(year)))
  return only !== undefined && others.length === 0 ? only : held.column
}

/** A period as the producer names its columns: years, or quarters as « 2003-T1 ». */
function namedLike(name: string, period: Period): string | undefined {
  if (/^\d{4}$/.test(name) && /^\d{4}$/.test(period)) return period
  return /^\d{4}-T\d$/.test(name) && /^\d{4}-Q\d$/.test(period) ? period.replace('Q', 'T') : undefined
}

/** Vintages that hold the series at the period, the one that answers first. */
export function choicesFor(
  registry: Registry,
  series: SeriesId,
  period: Period,
  place: Place,
  { editions, prefer = [] }: ChoiceOptions = {}
): readonly Choice[] {
  const rank = (choice: Choice): readonly number[] => {
    const suit = suitability(registry, choice, place)
    return [suit, prefer.includes(choice.vintage.id) ? 0 : 1, sourceOf(registry, choice.vintage).priority]
  }
  return heldBy(registry, series)
    .filter(({ vintage }) => !editions || editions.includes(vintage.id))
    .flatMap((holding) => choiceIn(registry, holding, period))
    .map((choice) => ({ choice, rank: rank(choice) }))
    .toSorted((a, b) => compareRanks(a.rank, b.rank) || compareEditions(a.choice.vintage, b.choice.vintage))
    .map(({ choice }) => choice)
}

/** In the order of the registry; found once for all series: a page asks hundreds of times. */
export function heldBy(registry: Registry, series: string): readonly Holding[] {
  const known = holdings.get(registry) ?? holdingsOf(registry)
  holdings.set(registry, known)
  return known.get(series) ?? []
}

const holdings = new WeakMap<Registry, ReadonlyMap<string, readonly Holding[]>>()

function holdingsOf(registry: Registry): ReadonlyMap<string, readonly Holding[]> {
  const found = new Map<string, Holding[]>()
  for (const vintage of registry.vintages.values()) {
    for (const held of vintage.series) {
      const known = found.get(held.series)
      if (known) known.push({ vintage, held })
      else found.set(held.series, [{ vintage, held }])
    }
  }
  return found
}

/**
 * All ways to answer a formula, the one that answers first; none when a series is held nowhere. Found once for all
 * places of one shape; what an address pins is found each time.
 */
export function assignmentsFor(
  registry: Registry,
  series: readonly SeriesId[],
  period: Period,
  place: Place,
  options: ChoiceOptions = {}
): readonly Assignment[] {
  const { editions, prefer = [] } = options
  if (editions) return findAssignments(registry, series, period, place, options)
  const key = `${series.join(' ')} ${period} ${shapeOf(registry, place)} ${prefer.join(' ')}`
  return remember(assignments, registry, key, () => findAssignments(registry, series, period, place, options))
}

const assignments: Kept<readonly Assignment[]> = new WeakMap()

function findAssignments(
  registry: Registry,
  series: readonly SeriesId[],
  period: Period,
  place: Place,
  options: ChoiceOptions
): readonly Assignment[] {
  const wanted = [...new Set(series)]
  const choices = new Map(wanted.map((one) => [one, choicesFor(registry, one, period, place, options)]))
  if ([...choices.values()].some((found) => found.length === 0)) return []
  // What hardly moves may come from elsewhere without harm: it does not decide.
  const firm = wanted.filter((one) => !measureOf(registry, one).steady)
  const deciding = firm.length > 0 ? firm : wanted
  const [first] = deciding
  const together = (first ? (choices.get(first) ?? []) : [])
    .map(({ vintage }) => vintage)
    .filter((vintage) => deciding.every((one) => choices.get(one)?.some((c) => c.vintage.id === vintage.id)))
  const assign = (vintage: Vintage | undefined): Assignment =>
    new Map(
      [...choices].flatMap(([one, found]) => {
        const choice = found.find((c) => c.vintage.id === vintage?.id) ?? found[0]
        return choice ? [[one, choice] as const] : []
      })
    )
  return together.length > 0 ? together.map(assign) : [assign(undefined)]
}

/**
 * How near the territories that a vintage is about come to the place: it answers (by itself, by a sum, by a
 * weighted mean), its parts or its communes have values of their own, or it is about others.
 */
export type Nearness = 'answers' | 'parts' | 'members' | 'elsewhere'

/** Periods at which vintages of that nearness, or a better one, hold the series; ascending. */
export function periodsOf(
  registry: Registry,
  series: SeriesId,
  place: Place,
  { nearness, weighted }: { readonly nearness: Nearness; readonly weighted: boolean }
): readonly Period[] {
  const { additive, weight } = measureOf(registry, series)
  const answers = additive || weighted || weight !== undefined ? BY_MEMBERS : BY_ITSELF
  const worst = { answers, parts: BY_PARTS, members: BY_MEMBERS, elsewhere: UNSUITED }[nearness]
  const found = new Set<Period>()
  for (const holding of heldBy(registry, series)) {
    if (suitability(registry, holding, place) > worst) continue
    holding.held.periods.forEach((period) => found.add(period))
  }
  return [...found].toSorted(comparePeriods)
}

const BY_ITSELF = 0
const BY_PARTS = 1
const BY_MEMBERS = 2
/** Published for other territories. */
const UNSUITED = 3

/** All that the suitability of any vintage depends on: places of one shape are answered at the same periods. */
export function shapeOf(registry: Registry, place: Place): string {
  const known = shapes.get(registry) ?? new WeakMap<Place, string>()
  const shape = known.get(place) ?? findShape(registry, place)
  shapes.set(registry, known.set(place, shape))
  return shape
}

const shapes = new WeakMap<Registry, WeakMap<Place, string>>()

function findShape(registry: Registry, { version, footprint }: Place): string {
  const { exactly, parts, communes } = version
  const levels = [...new Set(parts.map(({ territory }) => levelOf(territory)))].sort()
  const alone = communes.length === 1 ? cogsOf(registry).filter((cog) => footprint(cog).members.length === 1) : []
  return [exactly === undefined ? '' : levelOf(exactly), levels.join('+'), alone.join('+')].join('|')
}

function cogsOf(registry: Registry): readonly CogYear[] {
  const known = cogs.get(registry)
  if (known) return known
  const found = [...new Set([...registry.vintages.values()].map(({ cog }) => cog))].sort()
  cogs.set(registry, found)
  return found
}

const cogs = new WeakMap<Registry, readonly CogYear[]>()

function suitability(registry: Registry, { vintage, held }: Omit<Choice, 'period'>, place: Place): number {
  const has = (level: string): boolean => held.levels.includes(level)
  const { exactly, parts, communes } = place.version
  const exact = exactly !== undefined && has(levelOf(exactly))
  const byParts = parts.length > 0 && parts.every(({ territory }) => has(levelOf(territory)))
  if (measureOf(registry, held.series).additive) {
    return has('COM') || exact ? BY_ITSELF : byParts ? BY_PARTS : UNSUITED
  }
  const alone = communes.length === 1 && has('COM') && place.footprint(vintage.cog).members.length === 1
  if (exact || alone) return BY_ITSELF
  return byParts ? BY_PARTS : has('COM') ? BY_MEMBERS : UNSUITED
}

function choiceIn(registry: Registry, { vintage, held }: Holding, period: Period): readonly Choice[] {
  if (held.periods.includes(period)) return [{ vintage, held, period }]
  const nearest = measureOf(registry, held.series).steady ? nearestPeriod(held.periods, period) : undefined
  return nearest ? [{ vintage, held, period: nearest }] : []
}

/** The last one before, else the first one after. */
function nearestPeriod(periods: readonly Period[], period: Period): Period | undefined {
  const sorted = periods.toSorted(comparePeriods)
  return sorted.findLast((one) => firstDay(one) <= firstDay(period)) ?? sorted[0]
}

function compareRanks(a: readonly number[], b: readonly number[]): number {
  return a.reduce((order, value, i) => order || value - (b[i] ?? 0), 0)
}

/** The latest edition first. */
function compareEditions(a: Vintage, b: Vintage): number {
  if (a.edition !== b.edition) return a.edition < b.edition ? 1 : -1
  return a.id < b.id ? -1 : 1
}
