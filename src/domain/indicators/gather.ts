/** The rows of one series behind a sum: which territories are added, what each lacks, and the sum itself. */

import type { Period } from '../shared/period.ts'
import { departmentOf, parseCommuneCode, codeOf, territoryOf, type TerritoryId } from '../territories/territory.ts'
import type { Straddling } from '../territories/recode.ts'
import type { Sums } from './add-up.ts'
import type { Block, Sum } from './block.ts'
import { aggregate, cellOf, sumAt, sumOfOne, sumRows } from './cube.ts'
import { OBSERVATION_STATUSES } from './observation.ts'
import { perimeterRows, rowsByTerritory, type PerimeterRows } from './perimeter-rows.ts'

/** What is added: the communes of a perimeter, its parts, or the one territory a value was published for. */
export type Basis = {
  readonly over: 'members' | 'parts' | 'territory'
  readonly territories: readonly TerritoryId[]
  readonly straddling: readonly Straddling[]
}

/** Territories of a basis that give a sum nothing. */
export type Gap = {
  readonly missing: ReadonlySet<TerritoryId>
  readonly withheld: ReadonlySet<TerritoryId>
  /** Overseas departments for which the series has no value at all, and their communes. */
  readonly departments: readonly TerritoryId[]
  readonly absent: ReadonlySet<TerritoryId>
}

export type Gathered = {
  readonly sum: number
  /** Of the basis, without the absent departments. */
  readonly expected: number
  readonly present: number
  readonly notApplicable: number
  readonly status: 'A' | 'E' | 'P'
  /** Statistical units behind the sum, and the share of the largest; NaN: not given. */
  readonly units: number
  readonly largestShare: number
}

export const NO_GAP: Gap = { missing: new Set(), withheld: new Set(), departments: [], absent: new Set() }

/** @param listed the series is a complete list: no row is none of it */
export function findGap(block: Block, basis: Basis, period: Period, { listed }: { readonly listed: boolean }): Gap {
  const { territories } = basis
  const sum = sumAll(block, territories, period)
  if (sum.missing + sum.withheld === 0) return NO_GAP
  const { missing, withheld } = holesOf(block, territories, period, listed)
  const departments = absentDepartments(territories, missing)
  const isAbsent = (territory: TerritoryId): boolean => departments.has(overseasOf(territory) ?? '')
  return {
    missing: new Set(missing.filter((territory) => !isAbsent(territory))),
    withheld: new Set(withheld),
    departments: [...departments.values()],
    absent: new Set(missing.filter(isAbsent))
  }
}

/** What none of several series of one formula can do without. */
export function mergeGaps(gaps: readonly Gap[]): Gap {
  if (gaps.every((gap) => gap === NO_GAP)) return NO_GAP
  const absent = new Set(gaps.flatMap((gap) => [...gap.absent]))
  const of = (pick: (gap: Gap) => ReadonlySet<TerritoryId>): Set<TerritoryId> =>
    new Set(gaps.flatMap((gap) => [...pick(gap)]).filter((territory) => !absent.has(territory)))
  return {
    missing: of((gap) => gap.missing),
    withheld: of((gap) => gap.withheld),
    departments: [...new Set(gaps.flatMap((gap) => gap.departments))].toSorted(),
    absent
  }
}

/** Share of the territories asked, by number, that give nothing. */
export function gapShare(basis: Basis, gap: Gap): number {
  const expected = basis.territories.length - gap.absent.size
  return expected === 0 ? 0 : new Set([...gap.missing, ...gap.withheld]).size / expected
}

/** Adds up what the gap leaves; straddling communes count for their share inside. */
export function gather(block: Block, basis: Basis, gap: Gap, period: Period): Gathered {
  const kept = keptOf(block, basis.territories, gap, period)
  const { sum, estimated, notApplicable } = sumAll(block, kept, period)
  const parts = basis.straddling.map(({ commune, ratio = NaN }) => {
    const { value } = cellOf(block, territoryOf('COM', commune), period)
    return (value ?? NaN) * ratio
  })
  const lacking = new Set([...gap.missing, ...gap.withheld]).size
  const expected = basis.territories.length - gap.absent.size
  return {
    sum: parts.reduce((total, part) => total + part, sum),
    expected,
    present: expected - lacking - notApplicable,
    notApplicable,
    status: parts.length > 0 ? 'E' : estimated > 0 ? doubtOf(block, kept, period) : 'A',
    ...unitsOf(block, kept, period, sum)
  }
}

/** What lacks a value adds nothing: only where another term's holes have one here must they be left out. */
function keptOf(block: Block, territories: readonly TerritoryId[], gap: Gap, period: Period): readonly TerritoryId[] {
  const lacking = [...gap.missing, ...gap.withheld, ...gap.absent]
  if (lacking.every((territory) => cellOf(block, territory, period).value === null)) return territories
  const without = new Set(lacking)
  return territories.filter((territory) => !without.has(territory))
}

/** E as soon as one is estimated, else P. */
function doubtOf(block: Block, territories: readonly TerritoryId[], period: Period): 'E' | 'P' {
  return territories.some((territory) => cellOf(block, territory, period).status === 'E') ? 'E' : 'P'
}

/** Units add up; the largest unit of the sum is the largest of its members'. */
function unitsOf(
  block: Block,
  territories: readonly TerritoryId[],
  period: Period,
  sum: number
): { readonly units: number; readonly largestShare: number } {
  if (!block.units && !block.largestShares) return { units: NaN, largestShare: NaN }
  let units = 0
  let largest = 0
  for (const territory of territories) {
    const cell = cellOf(block, territory, period)
    units += cell.units ?? (cell.value === 0 ? 0 : NaN)
    largest = Math.max(largest, (cell.value ?? 0) * (cell.largestShare ?? 0))
  }
  return { units, largestShare: sum > 0 ? largest / sum : NaN }
}

/**
 * Kept for wide perimeters alone: there are few, and many figures ask. Communes are tens of thousands: their sums,
 * and those of a few of them, are read each time from the rows.
 */
function sumAll(block: Block, territories: readonly TerritoryId[], period: Period): Sum {
  const [first] = territories
  if (first !== undefined && territories.length === 1) return sumOfOne(block, first, period)
  const column = block.periods.indexOf(period)
  const rows = rowsFor(block.territories, territories)
  if (column >= 0 && rows.members.length > MOST_READ) return sumAt(sumsFor(block, rows), 0, column)
  return sumRows(block, rows.members, { absent: rows.absent[0] ?? 0, column })
}

const MOST_READ = 400

/** A block and a perimeter are added up once, at all periods, however many figures ask. */
function sumsFor(block: Block, rows: PerimeterRows): Sums {
  const known = preparedSums.get(rows)?.get(block)
  if (known) return known
  const sums = aggregate(block, rows)
  const byBlock = preparedSums.get(rows) ?? new WeakMap<Block, Sums>()
  preparedSums.set(rows, byBlock.set(block, sums))
  return sums
}

const preparedSums = new WeakMap<PerimeterRows, WeakMap<Block, Sums>>()

/** Footprints and lists of territories are the same arrays from one question to the next: their rows are found once. */
function rowsFor(list: readonly TerritoryId[], members: readonly TerritoryId[]): PerimeterRows {
  const known = preparedRows.get(members)?.get(list)
  if (known) return known
  const rows = perimeterRows(list, [members])
  const byList = preparedRows.get(members) ?? new WeakMap<readonly TerritoryId[], PerimeterRows>()
  preparedRows.set(members, byList.set(list, rows))
  return rows
}

const preparedRows = new WeakMap<readonly TerritoryId[], WeakMap<readonly TerritoryId[], PerimeterRows>>()

/** Reads the rows themselves: quick, and it tells no row from a row without a value. */
function holesOf(
  { territories: list, periods, statuses }: Block,
  territories: readonly TerritoryId[],
  period: Period,
  listed: boolean
): { readonly missing: readonly TerritoryId[]; readonly withheld: readonly TerritoryId[] } {
  const column = periods.indexOf(period)
  const missing: TerritoryId[] = []
  const withheld: TerritoryId[] = []
  for (const row of rowsFor(list, territories).members) {
    const status = statuses[row * periods.length + column] ?? NO_ROW
    const territory = list[row]
    if (!territory) continue
    if (status === WITHHELD) withheld.push(territory)
    if (status === MISSING || (status === NO_ROW && !listed)) missing.push(territory)
  }
  return { missing: listed ? missing : [...missing, ...unknownTo(list, territories)], withheld }
}

const NO_ROW = 0
const MISSING = 1 + OBSERVATION_STATUSES.indexOf('O')
const WITHHELD = 1 + OBSERVATION_STATUSES.indexOf('Q')

/** Found once per pair of lists. */
function unknownTo(list: readonly TerritoryId[], territories: readonly TerritoryId[]): readonly TerritoryId[] {
  const prepared = rowsFor(list, territories)
  if (prepared.absent[0] === 0) return []
  const known = unknown.get(prepared)
  if (known) return known
  const rows = rowsByTerritory(list)
  const found = territories.filter((territory) => !rows.has(territory))
  unknown.set(prepared, found)
  return found
}

const unknown = new WeakMap<PerimeterRows, readonly TerritoryId[]>()

/** Overseas departments all of whose communes are missing, by code, when other departments are there. */
function absentDepartments(
  territories: readonly TerritoryId[],
  missing: readonly TerritoryId[]
): ReadonlyMap<string, TerritoryId> {
  const lacking = countOverseas(missing)
  if (lacking.size === 0) return new Map()
  const all = overseasIn(territories)
  const absent = [...lacking].filter(([code, count]) => count === all.get(code))
  const isWhole = absent.reduce((sum, [, count]) => sum + count, 0) === territories.length
  return isWhole ? new Map() : new Map(absent.map(([code]) => [code, territoryOf('DEP', code)]))
}

/** Communes by overseas department; counted once per list. */
function overseasIn(territories: readonly TerritoryId[]): ReadonlyMap<string, number> {
  const known = overseasCounts.get(territories)
  if (known) return known
  const counts = countOverseas(territories)
  overseasCounts.set(territories, counts)
  return counts
}

const overseasCounts = new WeakMap<readonly TerritoryId[], ReadonlyMap<string, number>>()

function countOverseas(territories: readonly TerritoryId[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const territory of territories) {
    const code = overseasOf(territory)
    if (code !== undefined) counts.set(code, (counts.get(code) ?? 0) + 1)
  }
  return counts
}

function overseasOf(territory: TerritoryId): string | undefined {
  return territory.startsWith('COM-97') ? departmentOf(parseCommuneCode(codeOf(territory))) : undefined
}
