/** What the map of an indicator is made of: communes of a perimeter, or the authorities or zones of a region. */

import type { Text } from '../domain/shared/text.ts'
import { nameOf, regionOf, territoriesAt } from '../domain/territories/geography.ts'
import type { PerimeterId } from '../domain/territories/perimeter.ts'
import { footprint } from '../domain/territories/recode.ts'
import { findPerimeter, parsePerimeterId } from '../domain/territories/resolve.ts'
import {
  departmentOf,
  territoryOf,
  type CogYear,
  type CommuneCode,
  type TerritoryId
} from '../domain/territories/territory.ts'
import type { Observatory } from './observatory.ts'
import { labelOf } from './places.ts'

/** Intermunicipal authorities or employment zones of the region, or the communes of a perimeter. */
export type Coverage = 'epci' | 'zones' | PerimeterId

const LEVEL = { epci: 'EPCI', zones: 'ZE2020' } as const

/** Wider than communes: all the territories of a level in a region. */
export function isRegional(coverage: Coverage): coverage is keyof typeof LEVEL {
  return Object.hasOwn(LEVEL, coverage)
}

export type AreaLevel = 'COM' | 'EPCI' | 'ZE2020'

export type MappedArea = {
  readonly perimeter: PerimeterId
  readonly territory: TerritoryId
  readonly name: string
  readonly communes: readonly CommuneCode[]
}

export type Areas = {
  readonly level: AreaLevel
  readonly label: Text
  /** The COG year of the communes' codes. */
  readonly cog: CogYear
  readonly areas: readonly MappedArea[]
}

/** Larger perimeters are not drawn commune by commune. */
const MOST_DRAWN = 1000

/** @throws {InvalidInput} */
export function parseCoverage(text: string): Coverage {
  return text === 'epci' || text === 'zones' ? text : parsePerimeterId(text)
}

/**
 * @param subject says which region
 * @throws {NotFound} no such perimeter
 */
export function areasOf(observatory: Observatory, coverage: Coverage, subject: PerimeterId): Areas | undefined {
  const { geography } = observatory.atlas
  const cog = geography.latest
  if (!isRegional(coverage)) {
    const { communes } = observatory.places.place(coverage, undefined).version
    if (communes.length > MOST_DRAWN) return undefined
    const areas = communes.map((code) => areaOf(observatory, territoryOf('COM', code), [code]))
    return { level: 'COM', label: findPerimeter(observatory.atlas, coverage).label, cog, areas }
  }
  const region = regionBehind(observatory, subject)
  if (!region) return undefined
  const level = LEVEL[coverage]
  const name = nameOf(geography, region)
  return {
    level,
    label: LABELS[coverage](name),
    cog,
    areas: territoriesAt(geography, level, cog, region).map((territory) =>
      areaOf(observatory, territory, observatory.places.place(parsePerimeterId(territory), cog).version.communes)
    )
  }
}

export function levelChoices(
  observatory: Observatory,
  subject: PerimeterId
): readonly { readonly coverage: Coverage; readonly label: Text }[] {
  const region = regionBehind(observatory, subject)
  if (!region) return []
  const name = nameOf(observatory.atlas.geography, region)
  return (['epci', 'zones'] as const).map((coverage) => ({ coverage, label: LABELS[coverage](name) }))
}

/** The communes of each area in the codes that outlines are drawn with. */
export function outlinesBehind(
  { atlas }: Observatory,
  areas: readonly Pick<MappedArea, 'perimeter' | 'communes'>[],
  years: { readonly from: CogYear; readonly to: CogYear }
): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map(
    areas.map(({ perimeter, communes }) => {
      const { whole, straddling } = footprint(atlas.geography, communes, years)
      return [perimeter, new Set<string>([...whole, ...straddling.map(({ commune }) => commune)])] as const
    })
  )
}

function areaOf({ atlas }: Observatory, territory: TerritoryId, communes: readonly CommuneCode[]): MappedArea {
  return {
    perimeter: parsePerimeterId(territory),
    territory,
    name: labelOf(atlas.geography, territory, atlas.geography.latest),
    communes
  }
}

/** Where the first of its communes lies. */
export function regionBehind(observatory: Observatory, subject: PerimeterId): TerritoryId | undefined {
  const { geography } = observatory.atlas
  const [commune] = observatory.places.place(subject, undefined).version.communes
  return commune && regionOf(geography, territoryOf('DEP', departmentOf(commune)), geography.latest)
}

const LABELS = {
  epci: (region: string): Text => ({
    fr: `Intercommunalités de la région ${region}`,
    en: `Intermunicipal authorities of the region ${region}`
  }),
  zones: (region: string): Text => ({
    fr: `Zones d’emploi de la région ${region}`,
    en: `Employment zones of the region ${region}`
  })
} as const
