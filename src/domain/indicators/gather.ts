/** The rows of one series behind a sum: which territories are added, what each lacks, and the sum itself. */

import type { Period } from '../shared/period.ts'
import {
  departmentOf,
  parseCommuneCode,
  codeOf,
  levelOf,
  territoryOf,
  type TerritoryId
} from '../territories/territory.ts'
import type { Straddling } from '../territories/recode.ts'
import type { Block } from './block.ts'
import { aggregate, cellOf, gapsOver, sumAt } from './cube.ts'
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
  const gaps = gapsOver(block, territories, period)
  const missing = listed ? gaps.missing.filter((territory) => hasRow(block, territory, period)) : gaps.missing
  const departments = absentDepartments(territories, new Set(missing))
  const isAbsent = (territory: TerritoryId): boolean => departments.has(overseasOf(territory) ?? '')
  return {
    missing: new Set(missing.filter((territory) => !isAbsent(territory))),
    withheld: new Set(gaps.withheld),
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
  const lacks = (territory: TerritoryId): boolean =>
    gap.missing.has(territory) || gap.withheld.has(territory) || gap.absent.has(territory)
  const kept = gap === NO_GAP ? basis.territories : basis.territories.filter((territory) => !lacks(territory))
  const { sum, estimated, notApplicable } = sumAll(block, kept, period)
  const parts = basis.straddling.map(({ commune, ratio = NaN }) => {
    const { value } = cellOf(block, territoryOf('COM', commune), period)
    return (value ?? NaN) * ratio
  })
  return {
    sum: parts.reduce((total, part) => total + part, sum),
    expected: basis.territories.length - gap.absent.size,
    present: kept.length - notApplicable,
    notApplicable,
    status: parts.length > 0 ? 'E' : estimated > 0 ? doubtOf(block, kept, period) : 'A',
    ...unitsOf(block, kept, period, sum)
  }
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

function sumAll(block: Block, territories: readonly TerritoryId[], period: Period): ReturnType<typeof sumAt> {
  const column = block.periods.indexOf(period)
  if (column < 0) {
    return { sum: 0, present: 0, estimated: 0, missing: territories.length, withheld: 0, notApplicable: 0 }
  }
  return sumAt(aggregate(block, rowsFor(block.territories, territories)), 0, column)
}

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

function hasRow(block: Block, territory: TerritoryId, period: Period): boolean {
  const row = rowsByTerritory(block.territories).get(territory)
  const column = block.periods.indexOf(period)
  return row !== undefined && column >= 0 && block.statuses[row * block.periods.length + column] !== 0
}

/** Overseas departments all of whose communes are missing, by code, when other departments are there. */
function absentDepartments(
  territories: readonly TerritoryId[],
  missing: ReadonlySet<TerritoryId>
): ReadonlyMap<string, TerritoryId> {
  const lacking = new Map<string, TerritoryId>()
  for (const territory of missing) {
    const code = overseasOf(territory)
    if (code) lacking.set(code, territoryOf('DEP', code))
  }
  for (const territory of territories) {
    if (!missing.has(territory)) lacking.delete(overseasOf(territory) ?? '')
  }
  const elsewhere = territories.some((territory) => !lacking.has(overseasOf(territory) ?? ''))
  return elsewhere ? lacking : new Map()
}

function overseasOf(territory: TerritoryId): string | undefined {
  if (levelOf(territory) !== 'COM' || !codeOf(territory).startsWith('97')) return undefined
  return departmentOf(parseCommuneCode(codeOf(territory)))
}
