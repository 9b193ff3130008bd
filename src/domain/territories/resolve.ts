/** From the definition of a perimeter to its members at a geography. */

import { InvalidInput, NotFound, Refused } from '../shared/errors.ts'
import { communesOf, epciOf, isCommune, nameOf, regionOf, zoneOf, type Geography } from './geography.ts'
import type { Perimeter, PerimeterDefinition, PerimeterId, PerimeterVersion } from './perimeter.ts'
import { isPacked, unpackList } from './packed.ts'
import { footprint } from './recode.ts'
import {
  beforeRegions,
  circular,
  emptyPerimeter,
  notDerived,
  refuseOutsideLife,
  straddles,
  unknownCommune,
  unknownPerimeter,
  unknownTerritory
} from './perimeter-refusals.ts'
import {
  codeOf,
  departmentOf,
  LEVELS,
  levelOf,
  parseTerritoryId,
  territoryOf,
  type CogYear,
  type CommuneCode,
  type TerritoryId
} from './territory.ts'

/** Everything that resolving needs: one value, passed along. */
export type Atlas = {
  readonly geography: Geography
  readonly perimeters: ReadonlyMap<PerimeterId, Perimeter>
  /** Members of the perimeters that a geometry defines, in the codes of the COG of the contours used. */
  readonly derived: ReadonlyMap<PerimeterId, { readonly communes: readonly CommuneCode[]; readonly cog: CogYear }>
  /** SHA-256 in hexadecimal; the domain has no cryptography of its own. */
  readonly sha256: (text: string) => string
}

/** What the id of a perimeter freely drawn begins with. */
export const FREE = 'libre:'
const SLUG = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/

/**
 * An id of the atlas, a commune by its code (`62498`), any territory (`EPCI-200072460`, `DEP-62`), or a free
 * perimeter: terms read from left to right, `+` with, `~` without, such as `libre:pma+62041~62498`. A term may also
 * be a packed list of communes.
 *
 * @throws {InvalidInput}
 */
export function parsePerimeterId(text: string): PerimeterId {
  const commune = /^COM-(.*)$/.exec(text)?.[1] ?? text
  if (isPlainId(commune)) return commune as PerimeterId
  if (text.startsWith(FREE) && freeTerms(text).every(({ id }) => isFreeTerm(id))) return text as PerimeterId
  const siren = LEVELS.EPCI.test(text)
  throw new InvalidInput({
    fr: `« ${text} » ne désigne pas un périmètre : ${siren ? `peut-être EPCI-${text} ; ` : ''}attendu un identifiant comme pma, un code de commune comme 62498, un territoire comme EPCI-200072460, ou libre:62498+62510`,
    en: `"${text}" does not name a perimeter: ${siren ? `perhaps EPCI-${text}; ` : ''}expected an id such as pma, a commune code such as 62498, a territory such as EPCI-200072460, or libre:62498+62510`
  })
}

/** Freely drawn: refused by protected indicators. */
export function isFree(id: PerimeterId): boolean {
  return id.startsWith(FREE)
}

/**
 * The definition behind an id; made up for communes, territories and free perimeters, in the names of the latest year.
 *
 * @throws {NotFound} with the nearest ids
 */
export function findPerimeter(atlas: Atlas, id: PerimeterId): Perimeter {
  const { geography, perimeters } = atlas
  const listed = perimeters.get(id)
  if (listed) return listed
  if (isFree(id)) return { id, ...FREE_TEXTS, definition: freeDefinition(id) }
  const territory = territoryBehind(id)
  if (!territory) throw unknownPerimeter(perimeters.keys(), id)
  const name = nameOrRefuse(geography, territory)
  const text = { fr: name, en: name }
  return { id, label: text, short: text, nature: [], definition: { kind: 'membership', territory } }
}

/**
 * The members on a day, in the codes of the COG in force that year.
 *
 * @param day `YYYY-MM-DD`
 * @throws {NotFound} unknown id or territory, with the nearest ones
 * @throws {Refused} `before-it-existed`, `after-it-ended`, `unknown-before-2019`, `not-yet-known`, `circular`,
 *   `straddles`, `not-derived`, `empty`
 */
export function resolvePerimeter(atlas: Atlas, id: PerimeterId, day: string): PerimeterVersion {
  const cog = Number(day.slice(0, 4))
  const perimeter = findPerimeter(atlas, id)
  const communes = [...membersOf(atlas, perimeter, day, [])].sort()
  if (communes.length === 0) throw emptyPerimeter(perimeter, cog)
  const exactly = publishedTerritory(atlas.geography, perimeter.definition, communes, cog)
  return {
    perimeter: id,
    version: `${cog}-${atlas.sha256(communes.join('\n')).slice(0, 8)}`,
    day,
    cog,
    communes,
    derived: isDerived(atlas, perimeter),
    ...(exactly !== undefined && { exactly }),
    parts: partsOf(atlas, perimeter, communes, day)
  }
}

/** Undefined when it has no members that day, whatever the reason: one perimeter never spoils a list of many. */
export function resolveIfAny(atlas: Atlas, id: PerimeterId, day: string): PerimeterVersion | undefined {
  try {
    return resolvePerimeter(atlas, id, day)
  } catch (error) {
    if (error instanceof NotFound || error instanceof Refused) return undefined
    throw error
  }
}

/**
 * The day that a year of the COG is asked on: its first, or the one that the perimeter began on if it began that year.
 */
export function dayOfYear({ validFrom }: Pick<Perimeter, 'validFrom'>, cog: CogYear): string {
  return validFrom?.startsWith(`${cog}-`) ? validFrom : `${cog}-01-01`
}

// ---- members

function membersOf(
  atlas: Atlas,
  perimeter: Perimeter,
  day: string,
  above: readonly PerimeterId[]
): ReadonlySet<CommuneCode> {
  const { id, definition } = perimeter
  if (above.includes(id)) throw circular([...above, id])
  refuseOutsideLife(perimeter, day)
  const cog = Number(day.slice(0, 4))
  const of = (other: PerimeterId): ReadonlySet<CommuneCode> =>
    membersOf(atlas, findPerimeter(atlas, other), day, [...above, id])
  switch (definition.kind) {
    case 'membership':
      return new Set(membersOfTerritory(atlas, definition.territory, cog))
    case 'list':
      return followed(atlas, perimeter, definition.communes, { from: definition.cog, to: cog })
    case 'geometry': {
      const derived = atlas.derived.get(id)
      if (!derived) throw notDerived(perimeter, definition.file)
      return followed(atlas, perimeter, derived.communes, { from: derived.cog, to: cog })
    }
    case 'union':
      return new Set(definition.of.flatMap((other) => [...of(other)]))
    case 'intersection': {
      const [first, ...others] = definition.of.map(of)
      return new Set([...(first ?? [])].filter((commune) => others.every((other) => other.has(commune))))
    }
    case 'difference': {
      const [first, ...others] = definition.of.map(of)
      return new Set([...(first ?? [])].filter((commune) => !others.some((other) => other.has(commune))))
    }
  }
}

function membersOfTerritory(atlas: Atlas, territory: TerritoryId, cog: CogYear): readonly CommuneCode[] {
  const { geography } = atlas
  const code = territory.slice('COM-'.length)
  const gone = levelOf(territory) === 'COM' && cog <= geography.latest && !isCommune(geography, code, cog)
  if (gone) throw unknownCommune(geography, code, cog)
  if (cog < 2016 && FORMED_IN_2016.includes(territory)) throw beforeRegions(nameOf(geography, territory), cog)
  try {
    return communesOf(geography, territory, cog)
  } catch (error) {
    if (error instanceof NotFound) throw unknownTerritory(geography, territory, cog)
    throw error
  }
}

/** Regions that others were merged into on 1 January 2016. */
const FORMED_IN_2016: readonly string[] = ['27', '28', '32', '44', '75', '76', '84'].map((code) => `REG-${code}`)

/** @throws {NotFound} with what may have been meant */
function nameOrRefuse(geography: Geography, territory: TerritoryId): string {
  try {
    return nameOf(geography, territory)
  } catch (error) {
    if (!(error instanceof NotFound)) throw error
    const { latest } = geography
    if (levelOf(territory) === 'COM') throw unknownCommune(geography, codeOf(territory), latest)
    throw unknownTerritory(geography, territory, latest)
  }
}

/** A list holds in its own year; elsewhere, only as long as no merger crosses its border. */
function followed(
  { geography }: Atlas,
  perimeter: Perimeter,
  communes: readonly CommuneCode[],
  years: { readonly from: CogYear; readonly to: CogYear }
): ReadonlySet<CommuneCode> {
  const found = footprint(geography, communes, years)
  if (found.straddling.length > 0 || found.unknown.length > 0) throw straddles(perimeter, years.to, found)
  return new Set(found.whole)
}

function isDerived(atlas: Atlas, { definition }: Perimeter): boolean {
  if (definition.kind === 'geometry') return true
  return 'of' in definition && definition.of.some((id) => isDerived(atlas, findPerimeter(atlas, id)))
}

// ---- published territories

/** Computed from the members, not from the definition: a free list of all communes of an EPCI is that EPCI. */
function publishedTerritory(
  geography: Geography,
  definition: PerimeterDefinition,
  communes: readonly CommuneCode[],
  cog: CogYear
): TerritoryId | undefined {
  if (definition.kind === 'membership') return definition.territory
  const [first] = communes
  if (first === undefined) return undefined
  if (communes.length === 1) return territoryOf('COM', first)
  const isAll = (territory: TerritoryId | undefined): boolean =>
    territory !== undefined && communesOf(geography, territory, cog).length === communes.length
  const shared = (container: Container): TerritoryId | undefined => sharedContainer(geography, container, communes, cog)
  const zone = [epciContainer, zoneOf].map(shared).find(isAll)
  if (zone !== undefined) return zone
  for (const container of NESTED) {
    const territory = shared(container)
    if (territory !== undefined) return isAll(territory) ? territory : undefined
  }
  return undefined
}

type Container = (geography: Geography, commune: CommuneCode, cog: CogYear) => TerritoryId | undefined

/** Each lies in the next: where one holds more than the communes, so do all that follow. */
const NESTED: readonly Container[] = [
  departmentContainer,
  (geography, commune, cog) => regionOf(geography, territoryOf('COM', commune), cog),
  (_, commune) => (commune.startsWith('97') ? undefined : territoryOf('FRANCE', 'FM')),
  () => territoryOf('FRANCE', 'F')
]

function epciContainer(geography: Geography, commune: CommuneCode, cog: CogYear): TerritoryId | undefined {
  return cog >= geography.firstEpciYear ? epciOf(geography, commune, cog) : undefined
}

function departmentContainer(geography: Geography, commune: CommuneCode): TerritoryId | undefined {
  const code = departmentOf(commune)
  return geography.tables.departments().has(code) ? territoryOf('DEP', code) : undefined
}

/** The one territory that all the communes lie in, if there is one. */
function sharedContainer(
  geography: Geography,
  container: Container,
  communes: readonly CommuneCode[],
  cog: CogYear
): TerritoryId | undefined {
  const [first, ...others] = communes
  const territory = first && container(geography, first, cog)
  return others.every((commune) => container(geography, commune, cog) === territory) ? territory : undefined
}

/** The terms of a union, when each is a published territory and none overlaps another. */
function partsOf(
  atlas: Atlas,
  perimeter: Perimeter,
  communes: readonly CommuneCode[],
  day: string
): PerimeterVersion['parts'] {
  if (perimeter.definition.kind !== 'union') return []
  const parts: { perimeter: PerimeterId; territory: TerritoryId }[] = []
  let members = 0
  for (const id of perimeter.definition.of) {
    if (membersOf(atlas, findPerimeter(atlas, id), day, []).size === 0) continue
    const term = resolvePerimeter(atlas, id, day)
    if (term.exactly !== undefined) parts.push({ perimeter: id, territory: term.exactly })
    else if (term.parts.length > 0) parts.push(...term.parts)
    else return []
    members += term.communes.length
  }
  return members === communes.length ? parts : []
}

// ---- identifiers

function isPlainId(text: string): boolean {
  return SLUG.test(text) || LEVELS.COM.test(text) || isTerritory(text)
}

function isTerritory(text: string): boolean {
  try {
    return parseTerritoryId(text).length > 0
  } catch (error) {
    if (error instanceof InvalidInput) return false
    throw error
  }
}

/** @throws {InvalidInput} for a packed list that is none */
function isFreeTerm(text: string): boolean {
  return isPacked(text) ? unpackList(text).communes.length > 0 : isPlainId(text)
}

function territoryBehind(id: PerimeterId): TerritoryId | undefined {
  if (LEVELS.COM.test(id)) return territoryOf('COM', id)
  return isTerritory(id) ? parseTerritoryId(id) : undefined
}

/** The first sign may be left out: `libre:a+b` is `libre:+a+b`. */
function freeTerms(text: string): readonly { readonly sign: string; readonly id: string }[] {
  const [head = '', ...rest] = text.slice(FREE.length).split(/([+~])/)
  const terms = [{ sign: '+', id: head }]
  for (let i = 0; i < rest.length; i += 2) terms.push({ sign: rest[i] ?? '', id: rest[i + 1] ?? '' })
  return terms
}

/** Signs are read from left to right: `a~b+c` puts back what c shares with b. */
function freeDefinition(id: PerimeterId): PerimeterDefinition {
  const terms = freeTerms(id)
  const last = terms.at(-1)
  if (last && terms.length === 1 && isPacked(last.id)) return { kind: 'list', ...unpackList(last.id) }
  if (!last || terms.every(({ sign }) => sign === '+')) {
    return { kind: 'union', of: terms.map((term) => termId(term.id)) }
  }
  const head = parsePerimeterId(id.slice(0, -last.sign.length - last.id.length))
  return { kind: last.sign === '~' ? 'difference' : 'union', of: [head, termId(last.id)] }
}

function termId(term: string): PerimeterId {
  return parsePerimeterId(isPacked(term) ? FREE + term : term)
}

const FREE_TEXTS = {
  label: { fr: 'Périmètre libre', en: 'Free perimeter' },
  short: { fr: 'Libre', en: 'Free' },
  nature: [{ text: { fr: 'Ensemble de communes choisi par le lecteur', en: 'Set of communes chosen by the reader' } }]
} as const satisfies Partial<Perimeter>
