/**
 * Communes, EPCI, departments, regions and employment zones by COG year.
 *
 * Communes are known from 1943 on, since every merger and split since then is. Who belongs to which EPCI is known
 * for the years of the yearly lists only. Employment zones are those of 2020, regions those of 2016, at every year.
 */

import { NotFound, Refused } from '../shared/errors.ts'
import { FIRST_COG_YEAR, refuseUnknownEpci, refuseUnknownYear, territoryNotFound } from './refusals.ts'
import { groupPlaces, holderAt, makeTables, valueAt, type CompactGeography, type Tables } from './reference.ts'
import {
  codeOf,
  departmentOf,
  levelOf,
  parseCommuneCode,
  territoryOf,
  type CogYear,
  type CommuneCode,
  type Level,
  type TerritoryId
} from './territory.ts'

/** Opaque: made by `makeGeography`, asked by the functions of this layer. */
export type Geography = {
  /** The last COG year known. */
  readonly latest: CogYear
  /** The first year that EPCI are known for. */
  readonly firstEpciYear: CogYear
  readonly tables: Tables
  /** Answers already given: a figure asks the same members for each of its terms. */
  readonly known: Map<string, readonly CommuneCode[]>
  readonly epciPlaces: Map<CogYear, ReadonlyMap<string, readonly number[]>>
}

/** Communauté de communes, d’agglomération, urbaine, métropole; MET69 is the métropole de Lyon, a department's equal. */
export const EPCI_TYPES = ['CC', 'CA', 'CU', 'METRO', 'MET69'] as const

export type EpciType = (typeof EPCI_TYPES)[number]

export function makeGeography(compact: CompactGeography): Geography {
  const tables = makeTables(compact)
  return {
    latest: Math.max(...compact.years),
    firstEpciYear: Math.min(...compact.years),
    tables,
    known: new Map(),
    epciPlaces: new Map()
  }
}

/** Whether a commune code is in force at the COG of a year. */
export function isCommune(geography: Geography, code: string, cog: CogYear): boolean {
  const { tables } = geography
  if (cog < FIRST_COG_YEAR || cog > geography.latest) return false
  if (cog >= tables.firstYear) return tables.indexOf(code) >= 0 && isListed(tables, code, cog)
  const grounds = tables.groundsOf(code)
  if (!grounds) return tables.indexOf(code) >= 0
  return grounds.some((ground) => holderAt(ground, cog) === code)
}

/**
 * Members of a territory in the codes of that year, sorted.
 *
 * @throws {NotFound} when there is no such territory that year
 * @throws {Refused} `unknown-before-2019` for an EPCI before the yearly lists, `not-yet-known` after them
 */
export function communesOf(geography: Geography, territory: TerritoryId, cog: CogYear): readonly CommuneCode[] {
  const key = `${territory} ${cog}`
  const known = geography.known.get(key)
  if (known) return known
  refuseUnknownYear(geography, territory, cog)
  const found = findMembers(geography, territory, cog)
  if (found.length === 0) throw territoryNotFound(territory, cog)
  geography.known.set(key, found)
  return found
}

/** False as well where the year itself is not known. */
export function territoryExists(geography: Geography, territory: TerritoryId, cog: CogYear): boolean {
  try {
    return communesOf(geography, territory, cog).length > 0
  } catch (error) {
    if (error instanceof NotFound || error instanceof Refused) return false
    throw error
  }
}

/**
 * The name in force that year, the latest when the year is left out. Names of EPCI before the yearly lists are
 * those of the first list.
 *
 * @throws {NotFound}
 */
export function nameOf(geography: Geography, territory: TerritoryId, cog: CogYear = geography.latest): string {
  const { tables } = geography
  const code = codeOf(territory)
  const level = levelOf(territory)
  const found = {
    COM: () => communeName(tables, code, cog),
    EPCI: () => epciAt(geography, territory, cog)?.name,
    DEP: () => tables.departments().get(code)?.name,
    REG: () => tables.regions().get(code),
    ZE2020: () => tables.zones().find((zone) => zone.code === code)?.name,
    FRANCE: () => (code === 'F' ? 'France' : 'France métropolitaine')
  }[level]()
  if (found === undefined) throw territoryNotFound(territory, cog)
  return found
}

/**
 * Undefined for the four islands that belong to none, and for a code that is not in force that year.
 *
 * @throws {Refused} `unknown-before-2019`, `not-yet-known`
 */
export function epciOf(geography: Geography, commune: CommuneCode, cog: CogYear): TerritoryId | undefined {
  refuseUnknownEpci(geography, cog)
  if (!isCommune(geography, commune, cog)) return undefined
  const siren = sirenOf(geography.tables, commune, cog)
  return siren === '' ? undefined : territoryOf('EPCI', siren)
}

/** @throws {NotFound} */
export function epciTypeOf(geography: Geography, epci: TerritoryId, cog: CogYear): EpciType {
  const type = epciAt(geography, epci, cog)?.type
  const found = EPCI_TYPES.find((known) => known === type)
  if (!found) throw territoryNotFound(epci, cog)
  return found
}

/** The employment zone of 2020 that a commune lies in; a former one, that of the commune that took it over. */
export function zoneOf(geography: Geography, commune: CommuneCode): TerritoryId | undefined {
  const { tables } = geography
  const at = tables.indexOf(commune)
  const heir = at < 0 ? holdersOf(geography, commune, geography.latest)[0] : undefined
  const zone = tables.zones()[tables.zoneIndex()[heir === undefined ? at : tables.indexOf(heir)] ?? -1]
  return zone && territoryOf('ZE2020', zone.code)
}

/** The region of a commune or department, or the one that holds most communes of an EPCI or zone; none for France. */
export function regionOf(geography: Geography, territory: TerritoryId, cog: CogYear): TerritoryId | undefined {
  const level = levelOf(territory)
  if (level === 'REG') return territory
  if (level === 'FRANCE') return undefined
  const departments = geography.tables.departments()
  if (level === 'DEP') return regionIn(departments.get(codeOf(territory))?.region)
  const counts = new Map<string, number>()
  for (const commune of communesOf(geography, territory, cog)) {
    const region = departments.get(departmentOf(commune))?.region
    if (region !== undefined) counts.set(region, (counts.get(region) ?? 0) + 1)
  }
  return regionIn([...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))[0]?.[0])
}

/** All territories of a level that year, sorted; with `region`, those whose `regionOf` it is. */
export function territoriesAt(
  geography: Geography,
  level: Level,
  cog: CogYear,
  region?: TerritoryId
): readonly TerritoryId[] {
  const all = codesOfLevel(geography, level, cog).map((code) => territoryOf(level, code))
  return region === undefined ? all : all.filter((territory) => regionOf(geography, territory, cog) === region)
}

/**
 * The communes that hold, at `cog`, the ground that `code` held at any time: itself where it is in force.
 * A municipal arrondissement answers with its city.
 */
export function holdersOf(geography: Geography, code: string, cog: CogYear): readonly CommuneCode[] {
  if (isCommune(geography, code, cog)) return [parseCommuneCode(code)]
  const city = geography.tables.arrondissements().get(code)?.commune
  if (city !== undefined) return isCommune(geography, city, cog) ? [city] : []
  const grounds = geography.tables.groundsOf(code) ?? geography.tables.grounds().filter((g) => g.code === code)
  const holders = grounds.map((ground) => holderAt(ground, cog))
  return [...new Set(holders.filter((holder) => holder !== undefined))].sort()
}

// ---- members

function findMembers(geography: Geography, territory: TerritoryId, cog: CogYear): readonly CommuneCode[] {
  const code = codeOf(territory)
  const { tables } = geography
  switch (levelOf(territory)) {
    case 'COM':
      return isCommune(geography, code, cog) ? [parseCommuneCode(code)] : []
    case 'EPCI':
      return epciMembers(geography, code, cog)
    case 'DEP':
      return departmentMembers(geography, code, cog)
    case 'REG':
      return [...tables.departments()]
        .filter(([, { region }]) => region === code)
        .flatMap(([department]) => departmentMembers(geography, department, cog))
        .sort()
    case 'ZE2020':
      return zoneMembers(geography, territory, cog)
    case 'FRANCE':
      return allCommunes(geography, cog).filter((commune) => code === 'F' || !commune.startsWith('97'))
  }
}

function allCommunes(geography: Geography, cog: CogYear): readonly CommuneCode[] {
  const key = `all ${cog}`
  const known = geography.known.get(key)
  if (known) return known
  const { tables } = geography
  const listed = tables.codes().filter((code) => isInForce(tables, code, cog))
  const former = cog < geography.firstEpciYear ? tables.grounds().map((ground) => holderAt(ground, cog)) : []
  const found = [...new Set([...listed, ...former.filter((holder) => holder !== undefined)])].sort()
  geography.known.set(key, found)
  return found
}

/** Of a code that some list has. */
function isInForce(tables: Tables, code: CommuneCode, cog: CogYear): boolean {
  if (cog >= tables.firstYear) return isListed(tables, code, cog)
  const grounds = tables.groundsOf(code)
  return !grounds || grounds.some((ground) => holderAt(ground, cog) === code)
}

/** Of a code that some list has: whether that of the year does. */
function isListed(tables: Tables, code: string, cog: CogYear): boolean {
  return tables.yearsOf(code)?.includes(cog) ?? true
}

/** Before the first list, one pass answers for all zones of a year: former communes have to be looked for. */
function zoneMembers(geography: Geography, territory: TerritoryId, cog: CogYear): readonly CommuneCode[] {
  const { codeAt, zonePlaces, zones } = geography.tables
  if (cog >= geography.firstEpciYear) {
    const zone = zones().findIndex(({ code }) => code === codeOf(territory))
    const listed = (zonePlaces()[zone] ?? []).map(codeAt)
    return listed.filter((commune) => isInForce(geography.tables, commune, cog))
  }
  const found = new Map<TerritoryId, CommuneCode[]>()
  for (const commune of allCommunes(geography, cog)) {
    const zone = zoneOf(geography, commune)
    if (zone === undefined) continue
    const members = found.get(zone)
    if (members) members.push(commune)
    else found.set(zone, [commune])
  }
  for (const [zone, members] of found) geography.known.set(`${zone} ${cog}`, members)
  return found.get(territory) ?? []
}

/** Codes in force since the first list stand side by side; former ones have to be looked for. */
function departmentMembers(geography: Geography, code: string, cog: CogYear): readonly CommuneCode[] {
  if (cog < geography.firstEpciYear) return allCommunes(geography, cog).filter((c) => departmentOf(c) === code)
  const { codeAt, placeOf } = geography.tables
  const [first, end] = [placeOf(code), placeOf(`${code}~`)]
  const codes = Array.from({ length: end - first }, (_, i) => codeAt(first + i))
  return codes.filter((commune) => isInForce(geography.tables, commune, cog))
}

/** Those of the last list, but for the communes that changed EPCI after the year. */
function epciMembers(geography: Geography, siren: string, cog: CogYear): readonly CommuneCode[] {
  const { tables, latest } = geography
  const index = tables.epciIndex()
  const epci = tables.epcis().findIndex((known) => known.siren === siren)
  const changes = cog < latest ? tables.communeChanges() : undefined
  const members: CommuneCode[] = []
  for (let place = index.indexOf(epci); epci >= 0 && place >= 0; place = index.indexOf(epci, place + 1)) {
    const code = tables.codeAt(place)
    if (valueAt(changes?.get(code), 'epci', cog, siren) === siren) members.push(code)
  }
  for (const [code, changed] of changes ?? []) {
    const isOther = index[tables.indexOf(code)] !== epci
    if (isOther && valueAt(changed, 'epci', cog, '') === siren) members.push(parseCommuneCode(code))
  }
  return members.filter((code) => isInForce(tables, code, cog)).sort()
}

/** By SIREN, where the members stand among the codes, in force or not; one pass answers for all EPCI of a year. */
function epciPlaces(geography: Geography, cog: CogYear): ReadonlyMap<string, readonly number[]> {
  const known = geography.epciPlaces.get(cog)
  if (known) return known
  const { tables } = geography
  const changed = [...tables.communeChanges().keys()]
  const moved = new Set(changed.map(tables.indexOf))
  const stayed = groupPlaces(tables.epciIndex(), tables.epcis().length, (place) => !moved.has(place))
  const found = new Map(tables.epcis().map(({ siren }, epci) => [siren, stayed[epci] ?? []]))
  for (const code of changed) found.get(sirenOf(tables, code, cog))?.push(tables.indexOf(code))
  geography.epciPlaces.set(cog, found)
  return found
}

function sirensAt(geography: Geography, cog: CogYear): readonly string[] {
  const places = epciPlaces(geography, cog)
  const { codeAt } = geography.tables
  return [...places.keys()]
    .filter((s) => places.get(s)?.some((i) => isInForce(geography.tables, codeAt(i), cog)))
    .sort()
}

function sirenOf(tables: Tables, commune: string, cog: CogYear): string {
  const now = tables.epcis()[tables.epciIndex()[tables.indexOf(commune)] ?? -1]?.siren ?? ''
  return valueAt(tables.communeChanges().get(commune), 'epci', cog, now)
}

function epciAt(geography: Geography, epci: TerritoryId, cog: CogYear): { name: string; type: string } | undefined {
  const { tables } = geography
  const siren = codeOf(epci)
  const found = tables.epcis().find((known) => known.siren === siren)
  if (!found) return undefined
  const changes = tables.epciChanges().get(siren)
  return { name: valueAt(changes, 'name', cog, found.name), type: valueAt(changes, 'type', cog, found.type) }
}

function codesOfLevel(geography: Geography, level: Level, cog: CogYear): readonly string[] {
  const { tables } = geography
  switch (level) {
    case 'COM':
      return allCommunes(geography, cog)
    case 'EPCI':
      refuseUnknownEpci(geography, cog)
      return sirensAt(geography, cog)
    case 'DEP':
      return [...tables.departments().keys()].sort()
    case 'REG':
      return [...tables.regions().keys()].sort()
    case 'ZE2020':
      return tables.zones().map((zone) => zone.code)
    case 'FRANCE':
      return ['F', 'FM']
  }
}

// ---- names

function communeName(tables: Tables, code: string, cog: CogYear): string | undefined {
  const former = tables.formerNames().get(code)
  const at = tables.indexOf(code)
  const before = former?.find(({ until }) => until > `${cog}-01-01`)?.name
  if (before !== undefined || at < 0) return before ?? former?.at(-1)?.name
  return valueAt(tables.communeChanges().get(code), 'name', cog, tables.names()[at] ?? '')
}

function regionIn(code: string | undefined): TerritoryId | undefined {
  return code === undefined ? undefined : territoryOf('REG', code)
}
