/**
 * Sums over territories: blocks of observations added up over perimeters, with counts of what was
 * present, estimated, missing and withheld. One loop serves a single figure and all the perimeters of
 * France; nothing is computed in advance.
 */

import type { Period } from '../shared/period.ts'
import type { TerritoryId } from '../territories/territory.ts'
import type { Block, Sum } from './block.ts'
import { OBSERVATION_STATUSES, type ObservationStatus } from './observation.ts'
import { perimeterRows, piecesOf, rowsByTerritory, type PerimeterRows } from './perimeter-rows.ts'

/** Sums of all perimeters and periods, in columns: `sums[perimeter * periods.length + period]`; so for the counts. */
export type Sums = {
  readonly periods: readonly Period[]
  /** Members of each perimeter. */
  readonly expected: Uint32Array
  /** As in `Sum`; the members that are present are what the four counts leave of `expected`. */
  readonly sums: Float64Array
  readonly estimated: Uint32Array
  readonly missing: Uint32Array
  readonly withheld: Uint32Array
  readonly notApplicable: Uint32Array
}

/** One cell of a block; `O` where the vintage has no row. */
export type BlockCell = {
  readonly status: ObservationStatus
  readonly value: number | null
  readonly units?: number
  readonly largestShare?: number
}

/** The members that a sum lacks, by reason. */
export type Gaps = {
  readonly missing: readonly TerritoryId[]
  readonly withheld: readonly TerritoryId[]
  readonly notApplicable: readonly TerritoryId[]
}

/**
 * Adds a block up over every perimeter, at every period of the block.
 *
 * One pass over the rows that some perimeter wants adds each value once, to its piece; pieces are then added
 * per perimeter. Rows that are not plainly present are few: theirs are the only cells looked at one by one, and
 * counted at once in all their perimeters.
 */
export function aggregate(block: Block, perimeters: PerimeterRows): Sums {
  const width = block.periods.length
  const size = perimeters.length * width
  const counts = new Uint32Array(COUNTED.length * size)
  const expected = countMembers(perimeters, counts, width)
  const pieceSums = addRows(block, perimeters, counts)
  const count = (role: (typeof COUNTED)[number]): Uint32Array => {
    const start = COUNTED.indexOf(role) * size
    return counts.subarray(start, start + size)
  }
  return {
    periods: block.periods,
    expected,
    sums: addPieces(pieceSums, perimeters, width),
    estimated: count('estimated'),
    missing: count('missing'),
    withheld: count('withheld'),
    notApplicable: count('notApplicable')
  }
}

/** One perimeter and period out of many. */
export function sumAt(sums: Sums, perimeter: number, period: number): Sum {
  const cell = perimeter * sums.periods.length + period
  const missing = at(sums.missing, cell)
  const withheld = at(sums.withheld, cell)
  const notApplicable = at(sums.notApplicable, cell)
  return {
    sum: valueAt(sums.sums, cell),
    present: at(sums.expected, perimeter) - missing - withheld - notApplicable,
    estimated: at(sums.estimated, cell),
    missing,
    withheld,
    notApplicable
  }
}

/** Adds a block up over members at one period. A member named twice counts once; a period it lacks has every member missing. */
export function sumOver(block: Block, members: readonly TerritoryId[], period: Period): Sum {
  const rows = perimeterRows(block.territories, [members])
  const column = block.periods.indexOf(period)
  const found = { sum: 0, present: 0, estimated: 0, missing: at(rows.absent, 0), withheld: 0, notApplicable: 0 }
  for (const row of rows.members) {
    const cell = row * block.periods.length + column
    const role = column < 0 ? 'missing' : roleOf(statusAt(block.statuses, cell))
    if (role === 'present' || role === 'estimated') {
      found.sum += valueAt(block.values, cell)
      found.present += 1
    }
    if (role !== 'present') found[role] += 1
  }
  return found
}

/** The members that `sumOver` counts as missing, withheld or not applicable, in the order given. */
export function gapsOver(block: Block, members: readonly TerritoryId[], period: Period): Gaps {
  const gaps = {
    missing: new Set<TerritoryId>(),
    withheld: new Set<TerritoryId>(),
    notApplicable: new Set<TerritoryId>()
  }
  for (const member of members) {
    const role = roleOf(statusCode(block, member, period))
    if (role !== 'present' && role !== 'estimated') gaps[role].add(member)
  }
  return { missing: [...gaps.missing], withheld: [...gaps.withheld], notApplicable: [...gaps.notApplicable] }
}

/** What the block holds of one territory at one period: for values that cannot be added. */
export function cellOf(block: Block, territory: TerritoryId, period: Period): BlockCell {
  const cell = cellIndex(block, territory, period)
  const status = OBSERVATION_STATUSES[statusCode(block, territory, period) - 1] ?? 'O'
  const value = cell < 0 ? NaN : valueAt(block.values, cell)
  const units = cell < 0 ? NaN : (block.units?.[cell] ?? NaN)
  const largestShare = cell < 0 ? NaN : (block.largestShares?.[cell] ?? NaN)
  return {
    status,
    value: Number.isNaN(value) ? null : value,
    ...(!Number.isNaN(units) && { units }),
    ...(!Number.isNaN(largestShare) && { largestShare })
  }
}

/** Members of each perimeter; those that the block has no row for start the count of missing ones. */
function countMembers({ length, offsets, absent }: PerimeterRows, counts: Uint32Array, width: number): Uint32Array {
  const expected = new Uint32Array(length)
  const missing = COUNTED.indexOf('missing') * length * width
  for (let i = 0; i < length; i++) {
    expected[i] = at(offsets, i + 1) - at(offsets, i) + at(absent, i)
    counts.fill(at(absent, i), missing + i * width, missing + (i + 1) * width)
  }
  return expected
}

/** Sums by piece, `piece * periods.length + period`; cells without a value add nothing, and are counted. */
function addRows(block: Block, perimeters: PerimeterRows, counts: Uint32Array): Float64Array {
  const { values, statuses, periods } = block
  const { length, rows, pieces, perimetersOf } = piecesOf(perimeters)
  const odd = oddRows(block)
  const width = periods.length
  const size = perimeters.length * width
  const sums = new Float64Array(length * width)
  for (let i = 0; i < rows.length; i++) {
    const row = at(rows, i)
    const piece = at(pieces, i)
    const into = piece * width
    const from = row * width
    if (statusAt(odd, row) === 0) {
      addRow(sums, into, values, from, width)
      continue
    }
    for (let p = 0; p < width; p++) {
      const status = statusAt(statuses, from + p)
      const value = valueAt(values, from + p)
      if (!Number.isNaN(value)) sums[into + p] = valueAt(sums, into + p) + value
      if (status === NORMAL) continue
      const counter = statusAt(COUNTERS, status) * size + p
      for (let k = at(perimetersOf.offsets, piece); k < at(perimetersOf.offsets, piece + 1); k++) {
        const cell = counter + at(perimetersOf.items, k) * width
        counts[cell] = at(counts, cell) + 1
      }
    }
  }
  return sums
}

/** Four periods a turn: a quarter faster than one. */
function addRow(sums: Float64Array, into: number, values: Float64Array, from: number, width: number): void {
  let p = 0
  for (; p + 4 <= width; p += 4) {
    const a = valueAt(values, from + p)
    const b = valueAt(values, from + p + 1)
    const c = valueAt(values, from + p + 2)
    const d = valueAt(values, from + p + 3)
    sums[into + p] = valueAt(sums, into + p) + a
    sums[into + p + 1] = valueAt(sums, into + p + 1) + b
    sums[into + p + 2] = valueAt(sums, into + p + 2) + c
    sums[into + p + 3] = valueAt(sums, into + p + 3) + d
  }
  for (; p < width; p++) sums[into + p] = valueAt(sums, into + p) + valueAt(values, from + p)
}

/** 1 for each territory that is not plainly present at every period; found once per block. */
function oddRows(block: Block): Uint8Array {
  const known = oddRowsOf.get(block)
  if (known) return known
  const width = block.periods.length
  const odd = new Uint8Array(block.territories.length)
  for (let row = 0; row < odd.length; row++) {
    for (let p = 0; p < width; p++) if (statusAt(block.statuses, row * width + p) !== NORMAL) odd[row] = 1
  }
  oddRowsOf.set(block, odd)
  return odd
}

const oddRowsOf = new WeakMap<Block, Uint8Array>()

/** Four periods at a time stay in registers while the pieces go by. */
function addPieces(pieceSums: Float64Array, perimeters: PerimeterRows, width: number): Float64Array {
  const { offsets, items } = piecesOf(perimeters).ofPerimeter
  const sums = new Float64Array(perimeters.length * width)
  for (let i = 0; i < perimeters.length; i++) {
    const start = at(offsets, i)
    const end = at(offsets, i + 1)
    let p = 0
    for (; p + 4 <= width; p += 4) {
      let a = 0
      let b = 0
      let c = 0
      let d = 0
      for (let k = start; k < end; k++) {
        const from = at(items, k) * width + p
        a += valueAt(pieceSums, from)
        b += valueAt(pieceSums, from + 1)
        c += valueAt(pieceSums, from + 2)
        d += valueAt(pieceSums, from + 3)
      }
      const into = i * width + p
      sums[into] = a
      sums[into + 1] = b
      sums[into + 2] = c
      sums[into + 3] = d
    }
    for (; p < width; p++) {
      let a = 0
      for (let k = start; k < end; k++) a += valueAt(pieceSums, at(items, k) * width + p)
      sums[i * width + p] = a
    }
  }
  return sums
}

const NORMAL = 1 + OBSERVATION_STATUSES.indexOf('A')

/** What is counted of the members of a perimeter, in the order the counters stand in. */
const COUNTED = ['missing', 'withheld', 'notApplicable', 'estimated'] as const

type Role = 'present' | (typeof COUNTED)[number]

const ROLES = { A: 'present', E: 'estimated', P: 'estimated', O: 'missing', Q: 'withheld', M: 'notApplicable' } as const

/** The counter of each status code of a block; 0 is a cell without a row. Normal cells are not counted. */
const COUNTERS = Uint8Array.from([0, ...OBSERVATION_STATUSES.map((status) => Math.max(0, counterOf(ROLES[status])))])

function counterOf(role: Role): number {
  return COUNTED.findIndex((counted) => counted === role)
}

function roleOf(code: number): Role {
  return ROLES[OBSERVATION_STATUSES[code - 1] ?? 'O']
}

/** 0 when the block has no such territory, period or row. */
function statusCode(block: Block, territory: TerritoryId, period: Period): number {
  return block.statuses[cellIndex(block, territory, period)] ?? 0
}

/** -1 when the block has no such territory or period. */
function cellIndex({ territories, periods }: Block, territory: TerritoryId, period: Period): number {
  const row = rowsByTerritory(territories).get(territory)
  const column = periods.indexOf(period)
  return row === undefined || column < 0 ? -1 : row * periods.length + column
}

/** Reading past the end is a fault of ours. One function per kind of array: a shared one makes every loop four times slower. */
function at(numbers: Uint32Array, index: number): number {
  return numbers[index] ?? 0
}

function valueAt(numbers: Float64Array, index: number): number {
  return numbers[index] ?? 0
}

function statusAt(numbers: Uint8Array, index: number): number {
  return numbers[index] ?? 0
}
