/** What happened to a commune or an EPCI: mergers, splits, names, members. */

import { communesOf, epciTypeOf, nameOf, territoryExists, type Geography } from './geography.ts'
import { foldName } from './names.ts'
import { footprint } from './recode.ts'
import type { Ground } from './reference.ts'
import { codeOf, levelOf, territoryOf, type CogYear, type CommuneCode, type TerritoryId } from './territory.ts'

/**
 * `before` and `after` are commune codes for what happens to the ground and to the members of an EPCI, names for
 * `renamed`, legal natures for `nature-changed`, EPCI for `moved`.
 */
export type TerritoryEvent = {
  /** In force from this day on. Since 2019 only the year is known: the 1st of January of its list. */
  readonly date: string
  readonly kind: EventKind
  readonly before: readonly string[]
  readonly after: readonly string[]
}

/** `redrawn`: several communes became several others. `created` and `dissolved` are for EPCI. */
export type EventKind =
  | 'merged'
  | 'split'
  | 'code-changed'
  | 'redrawn'
  | 'renamed'
  | 'moved'
  | 'created'
  | 'dissolved'
  | 'nature-changed'
  | 'members-changed'

/** Events of a commune since 1943, of an EPCI since 2019, earliest first; none for other levels. */
export function historyOf(geography: Geography, territory: TerritoryId): readonly TerritoryEvent[] {
  const events = {
    COM: communeEvents,
    EPCI: epciEvents,
    DEP: noEvents,
    REG: noEvents,
    ZE2020: noEvents,
    FRANCE: noEvents
  }[levelOf(territory)](geography, territory)
  return events.toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))
}

function noEvents(): TerritoryEvent[] {
  return []
}

// ---- communes

function communeEvents(geography: Geography, territory: TerritoryId): TerritoryEvent[] {
  const code = codeOf(territory)
  return [...groundEvents(geography, code), ...renames(geography, territory), ...moves(geography, code)]
}

/** What the communes that share ground with `code` on a day were before it, and what they are after. */
function groundEvents({ tables }: Geography, code: string): TerritoryEvent[] {
  const grounds = tables.groundsOf(code) ?? []
  const days = new Set(grounds.flatMap(({ holders }) => holders.slice(1).map(({ day }) => day)))
  return [...days].flatMap((date) => {
    const own = grounds.map((ground) => stepOn(ground, date)).filter((step) => isOf(step, new Set([code])))
    if (own.every(({ before, after }) => before === after)) return []
    const concerned = new Set(own.flatMap(({ before, after }) => [before, after]).filter((c) => c !== undefined))
    const steps = [...new Set([...concerned].flatMap((c) => tables.groundsOf(c) ?? []))]
      .map((ground) => stepOn(ground, date))
      .filter((step) => isOf(step, concerned))
    const before = distinct(steps.map((step) => step.before))
    const after = distinct(steps.map((step) => step.after))
    return [{ date, kind: groundKind(before.length, after.length), before, after }]
  })
}

type Step = { readonly before: CommuneCode | undefined; readonly after: CommuneCode | undefined }

function stepOn({ holders }: Ground, date: string): Step {
  return {
    before: holders.findLast(({ day }) => day < date)?.commune,
    after: holders.findLast(({ day }) => day <= date)?.commune
  }
}

function isOf({ before, after }: Step, communes: ReadonlySet<string>): boolean {
  return communes.has(before ?? '') || communes.has(after ?? '')
}

function groundKind(before: number, after: number): EventKind {
  if (before === 1 && after === 1) return 'code-changed'
  if (after === 1) return 'merged'
  return before === 1 ? 'split' : 'redrawn'
}

function renames(geography: Geography, territory: TerritoryId): TerritoryEvent[] {
  const { tables } = geography
  const former = tables.formerNames().get(codeOf(territory)) ?? []
  const changes = tables.communeChanges().get(codeOf(territory)) ?? []
  const given = [
    ...former.map(({ name, until }) => ({ name, until })),
    ...changes
      .filter(({ field }) => field === 'name')
      .map(({ year, value }) => ({ name: value, until: firstDay(year) }))
      .reverse()
  ]
  const names = [...given.map(({ name }) => name), lastName(geography, territory)]
  return given.flatMap(({ name, until }, i) => {
    const next = names[i + 1]
    if (next === undefined || foldName(next) === foldName(name)) return []
    return [{ date: until, kind: 'renamed', before: [name], after: [next] }]
  })
}

/** Of a code in force since 2019; a commune gone before that did not change its name when it went. */
function lastName(geography: Geography, territory: TerritoryId): string | undefined {
  return geography.tables.indexOf(codeOf(territory)) < 0 ? undefined : nameOf(geography, territory)
}

function moves({ tables }: Geography, code: string): TerritoryEvent[] {
  const changes = (tables.communeChanges().get(code) ?? []).filter(({ field }) => field === 'epci')
  const last = tables.epcis()[tables.epciIndex()[tables.indexOf(code)] ?? -1]?.siren ?? ''
  return changes.map(({ year, value }, i) => ({
    date: firstDay(year),
    kind: 'moved',
    before: epciOrNone(value),
    after: epciOrNone(i === 0 ? last : (changes[i - 1]?.value ?? ''))
  }))
}

// ---- EPCI

function epciEvents(geography: Geography, territory: TerritoryId): TerritoryEvent[] {
  const events: TerritoryEvent[] = []
  for (let year = geography.firstEpciYear + 1; year <= geography.latest; year += 1) {
    const existed = territoryExists(geography, territory, year - 1)
    const exists = territoryExists(geography, territory, year)
    if (existed && exists) events.push(...memberEvents(geography, territory, year))
    else if (exists) events.push(lifeEvent('created', year, communesOf(geography, territory, year)))
    else if (existed) events.push(lifeEvent('dissolved', year, communesOf(geography, territory, year - 1)))
  }
  for (const { year, field, value } of geography.tables.epciChanges().get(codeOf(territory)) ?? []) {
    const now = field === 'name' ? nameOf(geography, territory, year) : epciTypeOf(geography, territory, year)
    const kind = field === 'name' ? 'renamed' : 'nature-changed'
    events.push({ date: firstDay(year), kind, before: [value], after: [now] })
  }
  return events
}

function lifeEvent(kind: 'created' | 'dissolved', year: CogYear, members: readonly CommuneCode[]): TerritoryEvent {
  const [before, after] = kind === 'created' ? [[], members] : [members, []]
  return { date: firstDay(year), kind, before, after }
}

/** Communes that left and joined, in the codes of the year; a merger among members is no change of members. */
function memberEvents(geography: Geography, territory: TerritoryId, year: CogYear): TerritoryEvent[] {
  const before = footprint(geography, communesOf(geography, territory, year - 1), { from: year - 1, to: year })
  const then = new Set([...before.whole, ...before.straddling.map(({ commune }) => commune)])
  const now = new Set(communesOf(geography, territory, year))
  const left = [...then].filter((commune) => !now.has(commune))
  const joined = [...now].filter((commune) => !then.has(commune))
  if (left.length + joined.length === 0) return []
  return [{ date: firstDay(year), kind: 'members-changed', before: left, after: joined }]
}

// ---- text

function epciOrNone(siren: string): TerritoryId[] {
  return siren === '' ? [] : [territoryOf('EPCI', siren)]
}

function firstDay(year: CogYear): string {
  return `${year}-01-01`
}

function distinct(codes: readonly (CommuneCode | undefined)[]): CommuneCode[] {
  return [...new Set(codes.filter((code) => code !== undefined))].sort()
}
