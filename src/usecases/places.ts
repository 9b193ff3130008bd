/** Perimeters resolved for figures: members at a geography, their codes of other years, their peers. */

import type { FigureInputs } from '../domain/indicators/term.ts'
import type { Place, PlaceFootprint } from '../domain/indicators/place.ts'
import { NotFound, Refused } from '../domain/shared/errors.ts'
import { communesOf, nameOf, regionOf, territoriesAt, type Geography } from '../domain/territories/geography.ts'
import type { PerimeterId, PerimeterVersion } from '../domain/territories/perimeter.ts'
import { footprint } from '../domain/territories/recode.ts'
import {
  dayOfYear,
  findPerimeter,
  parsePerimeterId,
  resolvePerimeter,
  type Atlas
} from '../domain/territories/resolve.ts'
import {
  levelOf,
  territoryOf,
  type CogYear,
  type CommuneCode,
  type Level,
  type TerritoryId
} from '../domain/territories/territory.ts'
import { makeCache } from './cache.ts'

/** Communes of a region ranked on several geographies stay; free perimeters come and go. */
const PLACES_KEPT = 20_000

/** @returns what figures ask of territories; the same place for the same question */
export function makePlaces(atlas: Atlas): Pick<FigureInputs, 'place' | 'peers'> {
  const { geography } = atlas
  const places = makeCache<Place>(PLACES_KEPT)

  function place(perimeter: PerimeterId, year: CogYear | undefined): Place {
    const cog = year ?? geography.latest
    return places.get(`${perimeter} ${cog}`, () => makePlace(atlas, perimeter, cog))
  }

  function peers(asked: Place, level: Level): readonly Place[] | undefined {
    const { exactly, cog, communes } = asked.version
    const [first] = communes
    const territory = exactly ?? (communes.length === 1 && first ? territoryOf('COM', first) : undefined)
    if (!territory || levelOf(territory) !== level) return undefined
    const region = regionOf(geography, territory, cog)
    if (!region) return undefined
    return territoriesAt(geography, level, cog, region).map((one) => place(idOf(one), cog))
  }

  return { place, peers }
}

function makePlace(atlas: Atlas, perimeter: PerimeterId, cog: CogYear): Place {
  const { geography } = atlas
  const version = resolvePerimeter(atlas, perimeter, dayOfYear(findPerimeter(atlas, perimeter), cog))
  const footprints = new Map<CogYear, PlaceFootprint>()
  return {
    version,
    label: findPerimeter(atlas, perimeter).label,
    listed: isListed(atlas, perimeter, version),
    footprint(year) {
      const known = footprints.get(year)
      if (known) return known
      const made = makeFootprint(geography, version, year)
      footprints.set(year, made)
      return made
    },
    compositionOf: (territory, year) => compositionOf(geography, territory, year)
  }
}

function makeFootprint(geography: Geography, { communes, cog }: PerimeterVersion, to: CogYear): PlaceFootprint {
  if (to === cog) return { members: communes.map(asTerritory), straddling: [], recoded: false }
  const { whole, straddling } = footprint(geography, communes, { from: cog, to })
  const recoded = whole.length !== communes.length || whole.some((code, i) => code !== communes[i])
  return { members: whole.map(asTerritory), straddling, recoded }
}

/** A commune is on every list; another perimeter only in the composition that secrecy was decided for. */
function isListed(atlas: Atlas, perimeter: PerimeterId, version: PerimeterVersion): boolean {
  if (version.communes.length === 1 && version.communes.map(String).includes(perimeter)) return true
  if (!atlas.perimeters.has(perimeter)) return false
  const { latest } = atlas.geography
  if (version.cog === latest) return true
  try {
    const now = resolvePerimeter(atlas, perimeter, dayOfYear(findPerimeter(atlas, perimeter), latest))
    const { whole, straddling } = footprint(atlas.geography, version.communes, { from: version.cog, to: latest })
    return straddling.length === 0 && whole.join() === now.communes.join()
  } catch (error) {
    if (error instanceof Refused) return false
    throw error
  }
}

function compositionOf(geography: Geography, territory: TerritoryId, cog: CogYear): readonly CommuneCode[] | undefined {
  try {
    return communesOf(geography, territory, cog)
  } catch (error) {
    if (error instanceof Refused || error instanceof NotFound) return undefined
    throw error
  }
}

/** The name of a territory, or its identifier where the geography knows none. */
export function labelOf(geography: Geography, territory: TerritoryId, cog: CogYear): string {
  try {
    return nameOf(geography, territory, cog)
  } catch (error) {
    if (error instanceof Refused || error instanceof NotFound) return territory
    throw error
  }
}

function idOf(territory: TerritoryId): PerimeterId {
  return parsePerimeterId(territory.startsWith('COM-') ? territory.slice('COM-'.length) : territory)
}

function asTerritory(code: CommuneCode): TerritoryId {
  return territoryOf('COM', code)
}
