/**
 * Sets of communes from one COG year to another.
 *
 * A commune is the grounds it holds: two years compare through the grounds they share, so that a merger, a change of
 * code, and a merger undone are all exact. Only a border that no longer exists needs an estimate, by population.
 */

import type { Text } from '../shared/text.ts'
import { communesOf, holdersOf, isCommune, nameOf, type Geography } from './geography.ts'
import { nearestNames } from './names.ts'
import { holderAt, type Ground } from './reference.ts'
import { departmentOf, LEVELS, parseCommuneCode, territoryOf, type CogYear, type CommuneCode } from './territory.ts'

/** What a set of communes of one COG year is in the codes of another. */
export type Footprint = {
  /** Codes of `to` that lie wholly in the set. Sorted. */
  readonly whole: readonly CommuneCode[]
  /** Codes of `to` that lie partly in it. Sorted. */
  readonly straddling: readonly Straddling[]
  /** Codes that `from` does not have, and those whose ground had no code of its own at `to`. */
  readonly unknown: readonly UnknownCode[]
}

export type Straddling = {
  readonly commune: CommuneCode
  /** Codes of `from` that share its ground: those in the set, those outside. */
  readonly inside: readonly CommuneCode[]
  readonly outside: readonly CommuneCode[]
  /** Share of its population inside the set, in [0, 1]. Absent when the populations are not known: no estimate is honest. */
  readonly ratio?: number
}

export type UnknownCode = { readonly code: string; readonly proposals: readonly Proposal[] }

/** What an unknown code probably stands for, and why. */
export type Proposal = { readonly commune: CommuneCode; readonly name: string; readonly why: Text }

export type Years = { readonly from: CogYear; readonly to: CogYear }

/** @param communes codes of the COG `from`; the answer is in codes of the COG `to` */
export function footprint(geography: Geography, communes: Iterable<CommuneCode>, years: Years): Footprint {
  const { from, to } = years
  const set = new Set(communes)
  const unknown: UnknownCode[] = []
  const reached = new Set<CommuneCode>()
  const whole: CommuneCode[] = []
  for (const commune of set) {
    if (isSteady(geography, commune, years)) {
      whole.push(commune)
      continue
    }
    const successors = isCommune(geography, commune, from) ? counterparts(geography, commune, years) : []
    if (successors.length === 0) unknown.push({ code: commune, proposals: proposalsFor(geography, commune, to) })
    for (const successor of successors) reached.add(successor)
  }
  const straddling: Straddling[] = []
  for (const commune of [...reached].sort()) {
    const origins = counterparts(geography, commune, { from: to, to: from })
    const outside = origins.filter((origin) => !set.has(origin))
    if (outside.length === 0) {
      whole.push(commune)
      continue
    }
    const ratio = shareOf(geography, { commune, cog: to }, (ground) => {
      const holder = holderAt(ground, from)
      return holder !== undefined && set.has(holder)
    })
    const inside = origins.filter((origin) => set.has(origin))
    straddling.push({ commune, inside, outside, ...(ratio !== undefined && { ratio }) })
  }
  return { whole: whole.sort(), straddling, unknown }
}

/** Whether a commune is in force at both years, and holds the same ground; told of most without reading any ground. */
function isSteady(geography: Geography, commune: CommuneCode, { from, to }: Years): boolean {
  const { firstYear, groundsOf, yearsOf } = geography.tables
  const isKept = Math.min(from, to) >= firstYear ? yearsOf(commune) === undefined : groundsOf(commune) === undefined
  return isKept && isCommune(geography, commune, to)
}

/** The communes of `to` that hold ground of a commune of `from`. Sorted; none when its ground had no code of its own. */
export function counterparts(geography: Geography, commune: CommuneCode, { from, to }: Years): readonly CommuneCode[] {
  const grounds = groundsAt(geography, commune, from)
  if (!grounds) return isCommune(geography, commune, to) ? [commune] : []
  const holders = grounds.map((ground) => holderAt(ground, to))
  return [...new Set(holders.filter((holder) => holder !== undefined))].sort()
}

/**
 * The share of a commune's population that lives on some of its grounds, in [0, 1].
 *
 * Read in the yearly list nearest in time where both sides were communes of their own; undefined when there is none.
 */
export function shareOf(
  geography: Geography,
  { commune, cog }: { readonly commune: CommuneCode; readonly cog: CogYear },
  isInside: (ground: Ground) => boolean
): number | undefined {
  const grounds = groundsAt(geography, commune, cog)
  if (!grounds) return undefined
  const years = yearsWithLists(geography).sort((a, b) => Math.abs(a - cog) - Math.abs(b - cog) || a - b)
  for (const year of years) {
    const inside = populationOf(geography, grounds.filter(isInside), year)
    const outside = populationOf(
      geography,
      grounds.filter((ground) => !isInside(ground)),
      year
    )
    if (inside !== undefined && outside !== undefined && inside + outside > 0) return inside / (inside + outside)
  }
  return undefined
}

/**
 * What a code that is not in force at `cog` probably stands for: a digit mistyped or lost, an arrondissement of a
 * city, a commune that merged, a code that changed.
 */
export function proposalsFor(geography: Geography, code: string, cog: CogYear): readonly Proposal[] {
  const text = code.trim()
  const repaired = repairs(text).filter(({ code: other }) => isCommune(geography, other, cog))
  const found = repaired.map(({ code: other, why }) => propose(geography, parseCommuneCode(other), cog, why))
  const city = geography.tables.arrondissements().get(text)
  for (const holder of holdersOf(geography, text, cog)) {
    if (holder === text) continue
    found.push(propose(geography, holder, cog, city ? ARRONDISSEMENT : OTHER_YEAR))
  }
  if (found.length > 0 || !LEVELS.COM.test(text)) return found
  const neighbours = communesNear(geography, parseCommuneCode(text), cog)
  return nearestNames(text, neighbours, 3).map((near) => propose(geography, parseCommuneCode(near), cog, NEAR))
}

// ---- grounds

/** Undefined for a commune that has been one, under one code, since 1943. */
function groundsAt(geography: Geography, commune: CommuneCode, cog: CogYear): readonly Ground[] | undefined {
  return geography.tables.groundsOf(commune)?.filter((ground) => holderAt(ground, cog) === commune)
}

/** Undefined unless the grounds were exactly some communes of that year, with a population each. */
function populationOf(geography: Geography, grounds: readonly Ground[], year: CogYear): number | undefined {
  const wanted = new Set(grounds)
  let sum = 0
  for (const holder of new Set(grounds.map((ground) => holderAt(ground, year)))) {
    const held = holder === undefined ? undefined : groundsAt(geography, holder, year)
    const population = holder === undefined ? undefined : geography.tables.populations().get(holder)?.get(year)
    if (!held || population === undefined || !held.every((ground) => wanted.has(ground))) return undefined
    sum += population
  }
  return sum
}

function yearsWithLists({ firstEpciYear, latest }: Geography): CogYear[] {
  return Array.from({ length: latest - firstEpciYear + 1 }, (_, i) => firstEpciYear + i)
}

// ---- proposals

const LOST_ZERO: Text = { fr: 'zéro initial perdu', en: 'leading zero lost' }
const LETTER: Text = { fr: 'lettre à la place d’un chiffre', en: 'letter in place of a digit' }
const ARRONDISSEMENT: Text = { fr: 'arrondissement de cette commune', en: 'arrondissement of this commune' }
const OTHER_YEAR: Text = {
  fr: 'même territoire, sous un code d’une autre année',
  en: 'same ground, under a code of another year'
}
const NEAR: Text = { fr: 'code voisin', en: 'similar code' }

function repairs(code: string): { readonly code: string; readonly why: Text }[] {
  const padded = /^[0-9AB]{4}$/.test(code) ? [{ code: `0${code}`, why: LOST_ZERO }] : []
  const digits = code.replaceAll(/[Oo]/g, '0').replaceAll(/[Il]/g, '1').toUpperCase()
  return digits === code || digits.length !== 5 ? padded : [...padded, { code: digits, why: LETTER }]
}

function communesNear(geography: Geography, code: CommuneCode, cog: CogYear): readonly CommuneCode[] {
  const department = departmentOf(code)
  if (!geography.tables.departments().has(department)) return []
  return communesOf(geography, territoryOf('DEP', department), cog).filter((other) => differsOnce(other, code))
}

function differsOnce(a: string, b: string): boolean {
  return [...a].filter((character, i) => character !== b[i]).length === 1
}

function propose(geography: Geography, commune: CommuneCode, cog: CogYear, why: Text): Proposal {
  return { commune, name: nameOf(geography, territoryOf('COM', commune), cog), why }
}
