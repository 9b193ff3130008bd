/** Communes, EPCI, departments, regions, employment zones by COG year, with the events between years. */

import type { CogYear, CommuneCode, Level, TerritoryId } from './territory.ts'

/** Opaque: made by `makeGeography`, asked by the functions of this module. */
export type Geography = {
  /** The last COG year known. */
  readonly latest: CogYear
}

export type EpciType = 'CC' | 'CA' | 'CU' | 'METRO' | 'MET69'

/** What happened to a commune or an EPCI, in force from `date` on. */
export type TerritoryEvent = {
  readonly date: string
  readonly kind: 'merged' | 'split' | 'renamed' | 'code-changed' | 'joined-epci' | 'left-epci' | 'nature-changed'
  readonly before: readonly string[]
  readonly after: readonly string[]
}

/** Whether a commune code is in force at the COG of a year (1943 to the latest). */
export declare function isCommune(geography: Geography, code: string, cog: CogYear): boolean

/** Sorted. @throws {NotFound} unknown territory @throws {Refused} 'unknown-before-2019' for EPCI before 2019 */
export declare function communesOf(geography: Geography, territory: TerritoryId, cog: CogYear): readonly CommuneCode[]

export declare function territoryExists(geography: Geography, territory: TerritoryId, cog: CogYear): boolean

/** The name in force that year (the latest when the year is left out). @throws {NotFound} */
export declare function nameOf(geography: Geography, territory: TerritoryId, cog?: CogYear): string

/** Undefined for the few islands that belong to none. @throws {Refused} 'unknown-before-2019' */
export declare function epciOf(geography: Geography, commune: CommuneCode, cog: CogYear): TerritoryId | undefined

export declare function epciTypeOf(geography: Geography, epci: TerritoryId, cog: CogYear): EpciType

export declare function zoneOf(geography: Geography, commune: CommuneCode): TerritoryId | undefined

/** The region of a commune, a department, or (by most of its communes) an EPCI or a zone. */
export declare function regionOf(geography: Geography, territory: TerritoryId, cog: CogYear): TerritoryId

/** All territories of a level that year, sorted; with `region`, those whose `regionOf` it is. */
export declare function territoriesAt(
  geography: Geography,
  level: Level,
  cog: CogYear,
  region?: TerritoryId
): readonly TerritoryId[]

/**
 * Communes of that name (any spelling: case, accents, œ, hyphens, ST for SAINT), déléguées and old names included,
 * as codes in force at `cog`. Several when the name is ambiguous, none when unknown.
 */
export declare function communesNamed(
  geography: Geography,
  name: string,
  where: { readonly cog: CogYear; readonly department?: string; readonly postalCode?: string }
): readonly CommuneCode[]

export declare function historyOf(geography: Geography, territory: TerritoryId): readonly TerritoryEvent[]
