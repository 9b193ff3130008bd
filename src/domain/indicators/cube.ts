/**
 * Sums over territories: blocks of observations added up over perimeters, with counts of what was
 * present, estimated, missing and withheld. One loop serves a single figure and all the perimeters of
 * France; nothing is computed in advance.
 */

import type { Period } from '../shared/period.ts'
import type { TerritoryId } from '../territories/territory.ts'
import type { Block, Sum } from './block.ts'
import { OBSERVATION_STATUSES, type ObservationStatus } from './observation.ts'
import { NO_PIECE, perimeterRows, piecesOf, rowsByTerritory, type PerimeterRows } from './perimeter-rows.ts'

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
 * Rows are added once per piece, four periods at a time; pieces are then added per perimeter. Cells that
 * are not plainly present are few, listed once per block, and counted apart.
 */
export function aggregate(block: Block, perimeters: PerimeterRows): Sums {
  const width = block.periods.length
  const size = perimeters.length * width
  const expected = new Uint32Array(perimeters.length)
  const counts = {
    estimated: new Uint32Array(size),
    missing: new Uint32Array(size),
    withheld: new Uint32Array(size),
    notApplicable: new Uint32Array(size)
  }
  for (let i = 0; i < perimeters.length; i++) {
    const absent = perimeters.absent[i] ?? 0
    expected[i] = at(perimeters.offsets, i + 1) - at(perimeters.offsets, i) + absent
    counts.missing.fill(absent, i * width, (i + 1) * width)
  }
  countOddCells(block, perimeters, counts)
  return { periods: block.periods, expected, sums: addPieces(addRows(block, perimeters), perimeters, width), ...counts }
}

/** One perimeter and period out of many. */
export function sumAt(sums: Sums, perimeter: number, period: number): Sum {
  const cell = perimeter * sums.periods.length + period
  const missing = at(sums.missing, cell)
  const withheld = at(sums.withheld, cell)
  const notApplicable = at(sums.notApplicable, cell)
  return {
    sum: at(sums.sums, cell),
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
    const role = column < 0 ? 'missing' : roleOf(at(block.statuses, cell))
    if (role === 'present' || role === 'estimated') {
      found.sum += at(block.values, cell)
      found.present += 1
    }
    if (role !== 'present') found[role] += 1
  }
  return found
}

/** The members that `sumOver` counts as missing, withheld or not applicable, in the order given. */
export function gapsOver(block: Block, members: readonly TerritoryId[], period: Period): Gaps {
  const gaps = { missing: new Set<TerritoryId>(), withheld: new Set<TerritoryId>(), notApplicable: new Set<TerritoryId>() }
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
  const value = cell < 0 ? NaN : at(block.values, cell)
  const units = cell < 0 ? NaN : (block.units?.[cell] ?? NaN)
  const largestShare = cell < 0 ? NaN : (block.largestShares?.[cell] ?? NaN)
  return {
    status,
    value: Number.isNaN(value) ? null : value,
    ...(!Number.isNaN(units) && { units }),
    ...(!Number.isNaN(largestShare) && { largestShare })
  }
}

/** Sums by piece, `piece * periods.length + period`; cells without a value add nothing. */
function addRows({ values, periods: { length: width } }: Block, perimeters: PerimeterRows): Float64Array {
  const { length, offsets, rows } = piecesOf(perimeters)
  const sums = new Float64Array(length * width)
  for (let piece = 0; piece < length; piece++) {
    const start = at(offsets, piece)
    const end = at(offsets, piece + 1)
    let column = 0
    for (; column + 4 <= width; column += 4) {
      let [a, b, c, d] = [0, 0, 0, 0]
      for (let i = start; i < end; i++) {
        const cell = at(rows, i) * width + column
        a += valueOrZero(at(values, cell))
        b += valueOrZero(at(values, cell + 1))
        c += valueOrZero(at(values, cell + 2))
        d += valueOrZero(at(values, cell + 3))
      }
      const cell = piece * width + column
      sums[cell] = a
      sums[cell + 1] = b
      sums[cell + 2] = c
      sums[cell + 3] = d
    }
    for (; column < width; column++) {
      let a = 0
      for (let i = start; i < end; i++) a += valueOrZero(at(values, at(rows, i) * width + column))
      sums[piece * width + column] = a
    }
  }
  return sums
}

function addPieces(pieceSums: Float64Array, perimeters: PerimeterRows, width: number): Float64Array {
  const { ofPerimeter } = piecesOf(perimeters)
  const sums = new Float64Array(perimeters.length * width)
  for (let i = 0; i < perimeters.length; i++) {
    const into = i * width
    for (let k = at(ofPerimeter.offsets, i); k < at(ofPerimeter.offsets, i + 1); k++) {
      const from = at(ofPerimeter.items, k) * width
      for (let p = 0; p < width; p++) sums[into + p] = at(sums, into + p) + at(pieceSums, from + p)
    }
  }
  return sums
}

type Counts = Pick<Sums, 'estimated' | 'missing' | 'withheld' | 'notApplicable'>

function countOddCells(block: Block, perimeters: PerimeterRows, counts: Counts): void {
  const width = block.periods.length
  const { pieceOf, perimetersOf } = piecesOf(perimeters)
  const byStatus = ROLES.map((role) => (role === 'present' ? counts.missing : counts[role]))
  let row = 0
  let rowStart = 0
  for (const cell of oddCells(block)) {
    while (cell >= rowStart + width) {
      row += 1
      rowStart += width
    }
    const piece = at(pieceOf, row)
    if (piece === NO_PIECE) continue
    const count = byStatus[at(block.statuses, cell)] ?? counts.missing
    const column = cell - rowStart
    for (let k = at(perimetersOf.offsets, piece); k < at(perimetersOf.offsets, piece + 1); k++) {
      const into = at(perimetersOf.items, k) * width + column
      count[into] = at(count, into) + 1
    }
  }
}

/** Cells of any status but A, ascending; listed once per block. */
function oddCells(block: Block): Uint32Array {
  const known = oddCellsOf.get(block)
  if (known) return known
  let length = 0
  for (const status of block.statuses) if (status !== NORMAL) length += 1
  const cells = new Uint32Array(length)
  let next = 0
  block.statuses.forEach((status, cell) => {
    if (status !== NORMAL) cells[next++] = cell
  })
  oddCellsOf.set(block, cells)
  return cells
}

const oddCellsOf = new WeakMap<Block, Uint32Array>()

const NORMAL = 1 + OBSERVATION_STATUSES.indexOf('A')

type Role = 'present' | keyof Gaps | 'estimated'

/** What a status code of a block is counted as; 0 is a cell without a row. */
const ROLES = ['missing', ...OBSERVATION_STATUSES.map(roleOfStatus)] as const

function roleOfStatus(status: ObservationStatus): Role {
  const roles = { A: 'present', E: 'estimated', P: 'estimated', O: 'missing', Q: 'withheld', M: 'notApplicable' } as const
  return roles[status]
}

function roleOf(code: number): Role {
  return ROLES[code] ?? 'missing'
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

function valueOrZero(value: number): number {
  return Number.isNaN(value) ? 0 : value
}

/** Reading past the end is a fault of ours; zero keeps the loop free of a branch that the compiler cannot drop. */
function at(numbers: Uint32Array | Uint8Array | Float64Array, index: number): number {
  return numbers[index] ?? 0
}
