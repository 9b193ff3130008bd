/** What people paste: codes of this year or another, names, whole territories, one a line or between commas. */

import { communesNamed } from './gazetteer.ts'
import { isCommune, nameOf, type Geography } from './geography.ts'
import { historyOf } from './history.ts'
import { counterparts, footprint } from './recode.ts'
import { departmentOf, LEVELS, parseCommuneCode, territoryOf, type CogYear, type CommuneCode } from './territory.ts'

export type Pasted = {
  /** Understood, in the codes of the latest year. Sorted. */
  readonly communes: readonly CommuneCode[]
  /** Identifiers of whole territories and of listed perimeters, to be parsed. */
  readonly others: readonly string[]
  /** Lines to be told about: not understood, or understood as something else. In their order, each once. */
  readonly review: readonly string[]
  readonly lines: number
}

/** Why a line is to be looked at again, with the communes of today that it may stand for. */
export type Remark = {
  readonly line: string
  readonly kind: 'followed' | 'part' | 'gone' | 'homonyms' | 'unknown'
  readonly name?: string
  readonly communes: readonly Remarked[]
}

export type Remarked = { readonly commune: CommuneCode; readonly name: string; readonly department: string }

export type PasteOptions = {
  /** The year of the codes; absent: the latest, and older ones are followed one by one. */
  readonly year?: CogYear
  readonly isPerimeter: (id: string) => boolean
}

export function readPasted(geography: Geography, text: string, options: PasteOptions): Pasted {
  const lines = [...new Set(text.split(/[\r\n,;\t|]+/).map((line) => line.trim()))].filter((line) => line !== '')
  const { latest } = geography
  const codes = new Set<CommuneCode>()
  const former = new Map<CommuneCode, string>()
  const others = new Set<string>()
  const review: string[] = []
  for (const line of lines) {
    const code = codeIn(line)
    if (code !== undefined) {
      if (options.year !== undefined && options.year < latest) former.set(code, line)
      else if (isCommune(geography, code, latest)) codes.add(code)
      else former.set(code, line)
    } else if (options.isPerimeter(line)) others.add(line)
    else {
      const found = named(geography, line)
      const [only] = found
      if (only && found.length === 1) codes.add(only)
      else review.push(line)
    }
  }
  const groups = new Map<CogYear, CommuneCode[]>()
  for (const [code, line] of former) {
    const year = options.year ?? lastYearOf(geography, code)
    if (year === undefined || !isCommune(geography, code, year)) review.push(line)
    else groups.set(year, [...(groups.get(year) ?? []), code])
  }
  for (const [year, group] of groups) {
    const standing = options.year === undefined ? [...codes].filter((code) => isCommune(geography, code, year)) : []
    const { whole } = footprint(geography, [...group, ...standing], { from: year, to: latest })
    const found = new Set(whole)
    for (const code of group) {
      const heirs = heirsOf(geography, code, year)
      for (const heir of heirs) if (found.has(heir)) codes.add(heir)
      const isItself = heirs.length === 1 && heirs[0] === code && found.has(code)
      if (!isItself) review.push(former.get(code) ?? code)
    }
  }
  return { communes: [...codes].sort(), others: [...others], review, lines: lines.length }
}

/** What to say of a line that was not taken as it stood. */
export function remarkOn(
  geography: Geography,
  line: string,
  members: ReadonlySet<CommuneCode>,
  year?: CogYear
): Remark {
  const code = codeIn(line)
  const told = (communes: readonly CommuneCode[]): readonly Remarked[] =>
    communes.map((commune) => ({ commune, name: nameIn(geography, commune), department: departmentOf(commune) }))
  if (code === undefined) {
    const found = named(geography, line)
    return { line, kind: found.length > 0 ? 'homonyms' : 'unknown', communes: told(found) }
  }
  const then = year ?? lastYearOf(geography, code)
  if (then === undefined || !isCommune(geography, code, then)) return { line, kind: 'unknown', communes: [] }
  const heirs = heirsOf(geography, code, then)
  const name = nameOf(geography, territoryOf('COM', code), then)
  const missing = heirs.filter((heir) => !members.has(heir))
  const kind = heirs.length === 0 ? 'gone' : missing.length === 0 ? 'followed' : 'part'
  return { line, kind, name, communes: told(heirs) }
}

/** `62041`, `62041 Arras`, `1004` as spreadsheets leave it. */
function codeIn(line: string): CommuneCode | undefined {
  const [, word = ''] = /^(?:COM-)?([0-9][0-9AB]?\d{3})(?:\s+\D.*)?$/i.exec(line) ?? []
  const code = word.padStart(5, '0').toUpperCase()
  return word !== '' && LEVELS.COM.test(code) ? parseCommuneCode(code) : undefined
}

/** `Saint-Martin (62)` is the one of that department. */
function named(geography: Geography, line: string): readonly CommuneCode[] {
  const [, name = line, department] = /^(.*?)\s*\((\d[\dAB]\d?)\)$/i.exec(line) ?? []
  const where = department === undefined ? {} : { department: department.toUpperCase() }
  return communesNamed(geography, name, { cog: geography.latest, ...where })
}

/** Of a code that is in force no more: the last year it was. */
function lastYearOf(geography: Geography, code: CommuneCode): CogYear | undefined {
  if (isCommune(geography, code, geography.latest)) return geography.latest
  const gone = historyOf(geography, territoryOf('COM', code)).findLast(
    ({ before, after }) => before.includes(code) && !after.includes(code)
  )
  if (!gone) return undefined
  const year = Number(gone.date.slice(0, 4))
  return gone.date.endsWith('-01-01') ? year - 1 : year
}

function heirsOf(geography: Geography, code: CommuneCode, year: CogYear): readonly CommuneCode[] {
  return counterparts(geography, code, { from: year, to: geography.latest })
}

function nameIn(geography: Geography, commune: CommuneCode): string {
  return nameOf(geography, territoryOf('COM', commune))
}
