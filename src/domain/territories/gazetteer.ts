/** The names of the COG: which commune a text means, and all that a search may find. */

import { holdersOf, nameOf, territoriesAt, type Geography } from './geography.ts'
import { foldName } from './names.ts'
import type { Tables } from './reference.ts'
import {
  codeOf,
  departmentOf,
  parseCommuneCode,
  territoryOf,
  type CogYear,
  type CommuneCode,
  type TerritoryId
} from './territory.ts'

/** A territory as a search finds it. */
export type Entry = {
  readonly territory: TerritoryId
  readonly name: string
  /** Former names, communes that it absorbed, arrondissements; spelt as they were. */
  readonly otherNames: readonly string[]
  readonly postalCodes: readonly string[]
}

/** Names take a while to index, and no figure needs them: kept per geography. */
const NAMES = new WeakMap<Geography, ReadonlyMap<string, readonly CommuneCode[]>>()

/**
 * Communes of that name in whatever spelling (`ST` for Saint, œ, capitals), former names and communes included, as
 * the codes that hold the ground at `cog`. Several when the name is ambiguous, none when it is unknown. A commune
 * that bears the name today wins over one that bore it once.
 */
export function communesNamed(
  geography: Geography,
  name: string,
  where: { readonly cog: CogYear; readonly department?: string; readonly postalCode?: string }
): readonly CommuneCode[] {
  const named = namesIn(geography).get(foldName(name)) ?? []
  const near = named.filter((code) => where.department === undefined || departmentOf(code) === where.department)
  const current = new Set(near.flatMap((code) => holdersOf(geography, code, where.cog)))
  const bearing = [...current].filter(
    (code) => foldName(nameOf(geography, territoryOf('COM', code), where.cog)) === foldName(name)
  )
  const found = (bearing.length > 0 ? bearing : [...current]).sort()
  if (where.postalCode === undefined || found.length < 2) return found
  const { postalCode } = where
  const delivered = found.filter((code) => postalCodesOf(geography, code).includes(postalCode))
  return delivered.length > 0 ? delivered : found
}

/** As of the last year the code is in force; none for codes gone before the yearly lists. */
export function postalCodesOf(geography: Geography, commune: CommuneCode): readonly string[] {
  const line = geography.tables.postal()[geography.tables.indexOf(commune)] ?? ''
  return line.split(' ').filter((code) => code !== '')
}

/**
 * Every commune, EPCI, zone, department and region in force at the latest COG year, for a search index; `undefined`
 * where it pauses.
 */
export function* entries(geography: Geography): Generator<Entry | undefined> {
  const { latest, tables } = geography
  const absorbed = yield* absorbedNames(geography)
  for (const territory of territoriesAt(geography, 'COM', latest)) {
    const code = parseCommuneCode(codeOf(territory))
    const name = nameOf(geography, territory)
    const others = new Map(absorbed.get(code)?.map((other) => [foldName(other), other]))
    others.delete(foldName(name))
    yield { territory, name, otherNames: [...others.values()], postalCodes: postalCodesOf(geography, code) }
  }
  for (const level of ['EPCI', 'ZE2020', 'DEP', 'REG'] as const) {
    for (const territory of territoriesAt(geography, level, latest)) {
      const changes = level === 'EPCI' ? (tables.epciChanges().get(codeOf(territory)) ?? []) : []
      const otherNames = changes.filter((change) => change.field === 'name').map((change) => change.value)
      yield { territory, name: nameOf(geography, territory), otherNames, postalCodes: [] }
    }
  }
}

/** Names that the ground of each commune of today ever bore. */
function* absorbedNames(geography: Geography): Generator<undefined, Map<CommuneCode, string[]>> {
  const found = new Map<CommuneCode, string[]>()
  for (const [code, name] of allNames(geography.tables)) {
    yield
    for (const holder of holdersOf(geography, code, geography.latest)) {
      const names = found.get(holder)
      if (names) names.push(name)
      else found.set(holder, [name])
    }
  }
  return found
}

function namesIn(geography: Geography): ReadonlyMap<string, readonly CommuneCode[]> {
  const known = NAMES.get(geography)
  if (known) return known
  const found = new Map<string, CommuneCode[]>()
  for (const [code, name] of allNames(geography.tables)) {
    const folded = foldName(name)
    const codes = found.get(folded)
    if (codes === undefined) found.set(folded, [code])
    else if (!codes.includes(code)) codes.push(code)
  }
  NAMES.set(geography, found)
  return found
}

function* allNames(tables: Tables): Generator<readonly [CommuneCode, string]> {
  for (const [i, code] of tables.codes().entries()) yield [code, tables.names()[i] ?? '']
  for (const [code, changes] of tables.communeChanges()) {
    for (const change of changes) if (change.field === 'name') yield [parseCommuneCode(code), change.value]
  }
  for (const [code, names] of tables.formerNames()) {
    for (const { name } of names) yield [parseCommuneCode(code), name]
  }
  for (const [code, { name }] of tables.arrondissements()) yield [parseCommuneCode(code), name]
}
