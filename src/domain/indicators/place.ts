/** A perimeter as figures need it: resolved, named, and able to say its members in the codes of another year. */

import type { Text } from '../shared/text.ts'
import type { PerimeterVersion } from '../territories/perimeter.ts'
import type { Straddling } from '../territories/recode.ts'
import {
  codeOf,
  levelOf,
  parseCommuneCode,
  type CogYear,
  type CommuneCode,
  type TerritoryId
} from '../territories/territory.ts'

export type Place = {
  readonly version: PerimeterVersion
  readonly label: Text
  /**
   * On the closed list that statistical secrecy was decided over, in its latest composition; or a commune.
   * Sums of protected series are for these only: another composition could be subtracted from a listed one.
   */
  readonly listed: boolean
  /** The same array for the same year, so that sums are prepared once. */
  readonly footprint: (cog: CogYear) => PlaceFootprint
  /** Members of a published territory that year; undefined where the composition is not known. */
  readonly compositionOf: (territory: TerritoryId, cog: CogYear) => readonly CommuneCode[] | undefined
}

export type PlaceFootprint = {
  /** Communes of that year that lie wholly in the place. */
  readonly members: readonly TerritoryId[]
  readonly straddling: readonly Straddling[]
  /** Whether the codes differ from those of the place's own year. */
  readonly recoded: boolean
}

/** The commune that the place was that year, when it was one, whole. */
export function onlyCommune(place: Place, cog: CogYear): TerritoryId | undefined {
  if (place.version.communes.length !== 1) return undefined
  const { members, straddling } = place.footprint(cog)
  return members.length === 1 && straddling.length === 0 ? members[0] : undefined
}

/** What the published territory leaves out of the place, and what it holds besides; undefined when they are the same. */
export function compositionGap(
  place: Place,
  territory: TerritoryId,
  cog: CogYear
): { readonly without: readonly CommuneCode[]; readonly besides: readonly CommuneCode[] } | undefined {
  // Departments and beyond are what they were, but for a commune or two.
  if (!['EPCI', 'ZE2020'].includes(levelOf(territory))) return undefined
  const published = place.compositionOf(territory, cog)
  if (!published) return undefined
  const { members, straddling } = place.footprint(cog)
  const here = new Set(members.map(codeOf))
  const there = new Set<string>(published)
  const without = [...here].filter((code) => !there.has(code)).map(parseCommuneCode)
  const besides = published.filter((code) => !here.has(code) && !straddling.some(({ commune }) => commune === code))
  return without.length + besides.length === 0 ? undefined : { without, besides }
}
