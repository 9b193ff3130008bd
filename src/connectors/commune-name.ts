/** Communes that a producer gives by their name: capitals without accents, CEDEX, arrondissements, former communes. */

import type { Text } from '../domain/shared/text.ts'
import { communesNamed, postalCodesOf } from '../domain/territories/gazetteer.ts'
import { nameOf, territoriesAt, type Geography } from '../domain/territories/geography.ts'
import { foldName, nearestNames } from '../domain/territories/names.ts'
import {
  codeOf,
  departmentOf,
  parseCommuneCode,
  territoryOf,
  type CogYear,
  type CommuneCode
} from '../domain/territories/territory.ts'

export type NamedPlace = {
  readonly name: string
  readonly cog: CogYear
  /** The codes it may be in: one, or two for Corsica. Empty: not known. */
  readonly departments: readonly string[]
  readonly postalCode?: string
  /** A code that the file suggests: it decides between communes of the same name. */
  readonly hint?: CommuneCode
}

/** Undecided: several communes bear the name. Unknown: none does. */
export type CommuneFound =
  | { readonly commune: CommuneCode }
  | { readonly undecided: readonly CommuneCode[] }
  | { readonly unknown: readonly string[] }

export function findCommune(geography: Geography, place: NamedPlace): CommuneFound {
  for (const name of spellings(place.name)) {
    const found = candidates(geography, name, place)
    const [only] = found
    if (only && found.length === 1) return { commune: only }
    if (place.hint && found.includes(place.hint)) return { commune: place.hint }
    if (only) return { undecided: found }
  }
  const [across, ...others] = delivered(geography, place)
  if (across && others.length === 0) return { commune: across }
  return { unknown: proposals(geography, place) }
}

/** What is expected where a commune is not found, with the nearest ones. */
export function expectedCommune(geography: Geography, place: NamedPlace, found: CommuneFound): Text {
  const codes = 'undecided' in found ? found.undecided : []
  const near = 'unknown' in found ? found.unknown : codes.map((code) => describe(geography, code, place.cog))
  const list = near.join(', ')
  if (codes.length > 0) {
    return {
      fr: `une seule commune ; plusieurs portent ce nom : ${list}`,
      en: `one commune; several bear this name: ${list}`
    }
  }
  const where = place.postalCode ?? place.departments.join(', ')
  return {
    fr: `une commune${where === '' ? '' : ` (${where})`}${list === '' ? '' : `. Peut-être ${list}`}`,
    en: `a commune${where === '' ? '' : ` (${where})`}${list === '' ? '' : `. Perhaps ${list}`}`
  }
}

/** The department of a postal code; both of Corsica's, and none where it is not one. */
export function departmentsOfPostalCode(postalCode: string): readonly string[] {
  if (!/^\d{5}$/.test(postalCode)) return []
  if (postalCode.startsWith('97')) return [postalCode.slice(0, 3)]
  return postalCode.startsWith('20') ? ['2A', '2B'] : [postalCode.slice(0, 2)]
}

/** Departments by their folded names, with the spellings that producers use besides. */
export function departmentsByName(geography: Geography): ReadonlyMap<string, string> {
  const named = territoriesAt(geography, 'DEP', geography.latest).map(
    (territory) => [foldName(nameOf(geography, territory)), codeOf(territory)] as const
  )
  return new Map([...named, ['ile et vilaine', '35'], ['reunion', '974']])
}

/** As written, then without what post offices add, then each side of a dash that joins two names. */
function spellings(name: string): readonly string[] {
  const plain = name
    .replace(/\s+cedex(\s+\d+)?$/i, '')
    .replace(/\s+\d+(er|e|ème)?\s+arrondissement$/i, '')
    .replace(/\s*[-–(]\s*martinique\s*[-–)]?$/i, '')
    .trim()
  return [...new Set([name, plain, ...plain.split(/\s+[-–]\s+/)])].filter((one) => one !== '')
}

function candidates(geography: Geography, name: string, { cog, departments, postalCode }: NamedPlace) {
  const where = postalCode === undefined ? { cog } : { cog, postalCode }
  if (departments.length === 0) return communesNamed(geography, name, where)
  return departments.flatMap((department) => communesNamed(geography, name, { ...where, department }))
}

/** A few communes get their mail from the next department: the postal code is then theirs all the same. */
function delivered(geography: Geography, { name, cog, postalCode }: NamedPlace): readonly CommuneCode[] {
  if (postalCode === undefined) return []
  return communesNamed(geography, name, { cog }).filter((code) => postalCodesOf(geography, code).includes(postalCode))
}

/** Names that look like it, then what else the postal code delivers: hamlets and seaside resorts have none of their own. */
function proposals(geography: Geography, { name, cog, departments, postalCode = '' }: NamedPlace): readonly string[] {
  const inside = territoriesAt(geography, 'COM', cog)
    .map((territory) => parseCommuneCode(codeOf(territory)))
    .filter((code) => departments.includes(departmentOf(code)))
  const names = new Map(inside.map((code) => [nameOf(geography, territoryOf('COM', code), cog), code]))
  const near = nearestNames(name, names.keys()).flatMap((one) => names.get(one) ?? [])
  const mailed = inside.filter((code) => postalCodesOf(geography, code).includes(postalCode))
  const found = [...new Set([...near, ...mailed])].slice(0, MOST_PROPOSALS)
  return found.map((code) => `${nameOf(geography, territoryOf('COM', code), cog)} (${code})`)
}

const MOST_PROPOSALS = 5

function describe(geography: Geography, code: CommuneCode, cog: CogYear): string {
  return `${nameOf(geography, territoryOf('COM', code), cog)} (${code}, ${departmentOf(code)})`
}
