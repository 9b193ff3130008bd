/**
 * The reference file of the COG as values to ask: columns are split and indexed only when a question needs them,
 * because a command that computes one figure must answer at once.
 */

import { parseCommuneCode, type CogYear, type CommuneCode } from './territory.ts'

/**
 * As `scripts/cog.js` writes it: texts of lines and tabs, in the order of `codes`. Each part is asked for
 * once, when a question needs it: it need not be there before.
 */
export type CompactGeography = {
  readonly years: readonly CogYear[]
  /** Communes in force in any of the years, sorted, five characters each. */
  readonly codes: string
  /** A line per code, as of its last year: name, postal codes. */
  readonly names: string
  readonly postal: string
  /** `code, years that have it`: the codes that some of the years lack, and those whose ground changed between them. */
  readonly unsteady: string
  /** A line of `epcis` per code, -1 for none; a line of `zones` per code. */
  readonly epciIndex: readonly number[]
  readonly zoneIndex: readonly number[]
  readonly zones: string
  /** `code, year, field, value`: before that year, the field had this value. Sorted by code, latest year first. */
  readonly communeChanges: string
  readonly epcis: string
  readonly epciChanges: string
  readonly departments: string
  readonly regions: string
  /** Elementary grounds: `code, day, holder, day, holder…`; those not listed have been one commune since 1943. */
  readonly grounds: readonly (readonly string[])[]
  /** `code, year:population…` of communes that were one commune with another, before or after. */
  readonly populations: string
  /** `code, name, until` for names given up before 2019. */
  readonly formerNames: string
  /** `code, name, commune, postal codes`. */
  readonly arrondissements: string
}

/** The territory of a commune as it was before it ever merged, and who held it from which day on. */
export type Ground = {
  /** The code it bears, or bore last, as a commune of its own. */
  readonly code: CommuneCode
  /** From the earliest; an empty day: since 1943. No commune: dissolved among several neighbours. */
  readonly holders: readonly { readonly day: string; readonly commune: CommuneCode | undefined }[]
}

/** Before the year, the field had this value. */
export type Change = { readonly year: CogYear; readonly field: string; readonly value: string }

/** Each table is made at its first use, and kept. */
export type Tables = {
  /** Of the yearly lists. */
  readonly firstYear: CogYear
  readonly codes: () => readonly CommuneCode[]
  readonly codeAt: (index: number) => CommuneCode
  /** Where a code stands among `codes`; -1 when it does not. */
  readonly indexOf: (code: string) => number
  /** Where a text would stand among them: the first code that does not come before it. */
  readonly placeOf: (text: string) => number
  /** Years of the lists that have a code; undefined for those that all have, and that hold the same ground in all. */
  readonly yearsOf: (code: string) => readonly CogYear[] | undefined
  readonly names: () => readonly string[]
  readonly postal: () => readonly string[]
  readonly communeChanges: () => ReadonlyMap<string, readonly Change[]>
  /** In the order that `epciIndex` refers to. */
  readonly epcis: () => readonly { readonly siren: string; readonly name: string; readonly type: string }[]
  readonly epciIndex: () => readonly number[]
  readonly epciChanges: () => ReadonlyMap<string, readonly Change[]>
  readonly zones: () => readonly { readonly code: string; readonly name: string }[]
  readonly zoneIndex: () => readonly number[]
  /** By zone, where its communes stand among `codes`. */
  readonly zonePlaces: () => readonly (readonly number[])[]
  readonly departments: () => ReadonlyMap<string, { readonly name: string; readonly region: string }>
  readonly regions: () => ReadonlyMap<string, string>
  readonly grounds: () => readonly Ground[]
  /** Grounds that a commune holds or ever held; undefined for those that have been one commune since 1943. */
  readonly groundsOf: (code: string) => readonly Ground[] | undefined
  readonly populations: () => ReadonlyMap<string, ReadonlyMap<CogYear, number>>
  readonly formerNames: () => ReadonlyMap<string, readonly { readonly name: string; readonly until: string }[]>
  readonly arrondissements: () => ReadonlyMap<string, Arrondissement>
}

export type Arrondissement = { readonly name: string; readonly commune: CommuneCode; readonly postal: string }

export function makeTables(compact: CompactGeography): Tables {
  const text = lazy(() => compact.codes)
  const codes = lazy(() => parseCodes(text()))
  const zones = lazy(() => parseRows(compact.zones).map(([code = '', name = '']) => ({ code, name })))
  const zoneIndex = lazy(() => compact.zoneIndex)
  const grounds = lazy(() => compact.grounds)
  const rowsOf = lazy(() => indexRows(grounds()))
  const unsteady = lazy(() => keyed(compact.unsteady, ([listed = '']) => listed.split(' ').map(Number)))
  const parsed = new Map<readonly string[], Ground>()
  /** One ground, one value: whoever asks gets the same. */
  const groundIn = (row: readonly string[]): Ground => {
    const ground = parsed.get(row) ?? parseGround(row)
    parsed.set(row, ground)
    return ground
  }
  return {
    firstYear: Math.min(...compact.years),
    codes,
    codeAt: (index) => parseCommuneCode(text().slice(index * 5, index * 5 + 5)),
    indexOf: makeIndexOf(text, codes),
    placeOf: (code) => findPlace(text(), code),
    yearsOf: (code) => unsteady().get(code),
    names: lazy(() => compact.names.split('\n')),
    postal: lazy(() => compact.postal.split('\n')),
    communeChanges: lazy(() => parseChanges(compact.communeChanges)),
    epcis: lazy(() => parseRows(compact.epcis).map(([siren = '', name = '', type = '']) => ({ siren, name, type }))),
    epciIndex: lazy(() => compact.epciIndex),
    epciChanges: lazy(() => parseChanges(compact.epciChanges)),
    zones,
    zoneIndex,
    zonePlaces: lazy(() => groupPlaces(zoneIndex(), zones().length)),
    departments: lazy(() => keyed(compact.departments, ([name = '', region = '']) => ({ name, region }))),
    regions: lazy(() => keyed(compact.regions, ([name = '']) => name)),
    grounds: lazy(() => grounds().map(groundIn)),
    groundsOf: (code) => rowsOf().get(code)?.map(groundIn),
    populations: lazy(() => keyed(compact.populations, (years) => new Map(years.flatMap(parseCount)))),
    formerNames: lazy(() => groupNames(parseRows(compact.formerNames))),
    arrondissements: lazy(() =>
      keyed(compact.arrondissements, ([name = '', commune = '', postal = '']) => ({
        name,
        commune: parseCommuneCode(commune),
        postal
      }))
    )
  }
}

/** Who holds a ground at the COG of a year. */
export function holderAt(ground: Ground, cog: CogYear): CommuneCode | undefined {
  return ground.holders.findLast(({ day }) => day <= `${cog}-01-01`)?.commune
}

/** What a field was in a year, given what it is now and how it changed. */
export function valueAt(changes: readonly Change[] | undefined, field: string, year: CogYear, now: string): string {
  return changes?.findLast((change) => change.field === field && change.year > year)?.value ?? now
}

/** The places of each index, from 0 to `size`; -1 is in none. */
export function groupPlaces(index: readonly number[], size: number, isWanted = (_: number) => true): number[][] {
  const groups = Array.from({ length: size }, (): number[] => [])
  for (let place = 0; place < index.length; place += 1) {
    if (isWanted(place)) groups[index[place] ?? -1]?.push(place)
  }
  return groups
}

function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => (made ??= { value: make() }).value
}

function parseRows(text: string): string[][] {
  return text === '' ? [] : text.split('\n').map((line) => line.split('\t'))
}

function keyed<T>(text: string, read: (cells: readonly string[]) => T): Map<string, T> {
  return new Map(parseRows(text).map(([key = '', ...cells]) => [key, read(cells)]))
}

/** Thirty-five thousand codes at once: one test of the whole text instead of one for each. */
function parseCodes(text: string): CommuneCode[] {
  if (!/^(?:(?:\d\d|2[AB])\d{3})*$/.test(text)) throw new Error('the codes of the reference file are not codes')
  return (text.match(/.{5}/g) ?? []) as CommuneCode[]
}

function parseChanges(text: string): Map<string, Change[]> {
  const found = new Map<string, Change[]>()
  for (const [code = '', year = '', field = '', value = ''] of parseRows(text)) {
    const change = { year: Number(year), field, value }
    const changes = found.get(code)
    if (changes) changes.push(change)
    else found.set(code, [change])
  }
  for (const changes of found.values()) changes.sort((a, b) => b.year - a.year)
  return found
}

function parseGround([code = '', ...cells]: readonly string[]): Ground {
  const holders: { day: string; commune: CommuneCode | undefined }[] = []
  for (let i = 0; i < cells.length; i += 2) {
    const commune = cells[i + 1] ?? ''
    holders.push({ day: cells[i] ?? '', commune: commune === '' ? undefined : parseCommuneCode(commune) })
  }
  return { code: parseCommuneCode(code), holders }
}

function parseCount(text: string): [number, number][] {
  const [year = '', population = ''] = text.split(':')
  return population === '' ? [] : [[Number(year), Number(population)]]
}

/** By each commune that holds a ground or ever held it. */
function indexRows(rows: readonly (readonly string[])[]): Map<string, (readonly string[])[]> {
  const found = new Map<string, (readonly string[])[]>()
  for (const row of rows) {
    for (let i = 2; i < row.length; i += 2) {
      const commune = row[i] ?? ''
      const held = found.get(commune)
      if (held === undefined) found.set(commune, [row])
      else if (held.at(-1) !== row) held.push(row)
    }
  }
  return found
}

/** A figure asks for a few hundred codes, which halving finds at once; an import asks for all, which want an index. */
function makeIndexOf(text: () => string, codes: () => readonly CommuneCode[]): (code: string) => number {
  const index = lazy(() => new Map<string, number>(codes().map((code, place) => [code, place])))
  let asked = 0
  return (code) => {
    asked += 1
    if (asked > 5000) return index().get(code) ?? -1
    const place = findPlace(text(), code)
    return text().slice(place * 5, place * 5 + 5) === code ? place : -1
  }
}

function findPlace(codes: string, text: string): number {
  let [low, high] = [0, codes.length / 5]
  while (low < high) {
    const middle = (low + high) >> 1
    if (codes.slice(middle * 5, middle * 5 + 5) < text) low = middle + 1
    else high = middle
  }
  return low
}

function groupNames(rows: readonly (readonly string[])[]): Map<string, { name: string; until: string }[]> {
  const found = new Map<string, { name: string; until: string }[]>()
  for (const [code = '', name = '', until = ''] of rows) {
    const names = found.get(code)
    if (names) names.push({ name, until })
    else found.set(code, [{ name, until }])
  }
  return found
}
