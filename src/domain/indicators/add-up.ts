/**
 * The loop behind all sums over many perimeters. It reads and writes plain arrays that others may share, and keeps
 * nothing: any thread can run it.
 */

import type { Period } from '../shared/period.ts'
import type { Block } from './block.ts'
import { at, statusAt, valueAt } from './columns.ts'
import { OBSERVATION_STATUSES } from './observation.ts'
import { NO_PIECE, type PerimeterRows, type Pieces, type SparseRows } from './perimeter-rows.ts'
import { HOLLOW, type Usual } from './usual.ts'

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

/** What is read of perimeters beside their pieces. */
export type Sizes = Pick<PerimeterRows, 'length' | 'offsets' | 'absent'>

/** Where the sums of one block are written. */
export type Room = {
  readonly sums: Float64Array
  /** One plane after the other, of those that are `COUNTED`. */
  readonly counts: Uint32Array
}

/** @param size number of sums: perimeters times periods */
export function makeRoom(size: number): Room {
  return { sums: new Float64Array(size), counts: new Uint32Array(COUNTED * size) }
}

/** The part of one block in the room of many. */
export function roomIn({ sums, counts }: Room, start: number, size: number): Room {
  return {
    sums: sums.subarray(start, start + size),
    counts: counts.subarray(COUNTED * start, COUNTED * (start + size))
  }
}

export function sumsIn({ sums, counts }: Room, periods: readonly Period[], expected: Uint32Array): Sums {
  const count = (role: Role): Uint32Array => {
    const start = PLANES.indexOf(role) * sums.length
    return counts.subarray(start, start + sums.length)
  }
  return {
    periods,
    expected,
    sums,
    estimated: count('estimated'),
    missing: count('missing'),
    withheld: count('withheld'),
    notApplicable: count('notApplicable')
  }
}

/** Members of each perimeter, known to the list of territories or not. */
export function expectedOf({ length, offsets, absent }: Sizes): Uint32Array {
  return Uint32Array.from({ length }, (_, i) => at(offsets, i + 1) - at(offsets, i) + at(absent, i))
}

/**
 * One pass over the rows that some perimeter wants adds each value once, to its piece; pieces are then added
 * per perimeter. Members first count as what is usual at their period; the cells that depart from it are few: theirs
 * are the only statuses looked at one by one, and counted at once in all their perimeters.
 *
 * @param width number of periods
 * @param room whatever it held is written over
 */
export function addUp(
  { values }: Pick<Block, 'values'>,
  width: number,
  usual: Usual,
  sizes: Sizes,
  pieces: Pieces,
  room: Room
): void {
  room.counts.fill(0)
  countUsual(usual, sizes, room.counts)
  countOthers(usual, sizes.length * width, pieces, room.counts)
  const pieceSums = new Float64Array(pieces.length * width)
  addTogether(values, usual.rows, pieces.rowsOf, width, pieceSums)
  addTogether(pieceSums, new Uint8Array(pieces.length), pieces.ofPerimeter, width, room.sums)
}

/** Those that the block has no row for are missing, the others have the usual status. */
function countUsual({ statuses }: Usual, { length, offsets, absent }: Sizes, counts: Uint32Array): void {
  const width = statuses.length
  const missing = PLANES.indexOf('missing') * length * width
  for (let i = 0; i < length; i++) {
    const held = at(offsets, i + 1) - at(offsets, i)
    counts.fill(at(absent, i), missing + i * width, missing + (i + 1) * width)
    for (let p = 0; p < width; p++) {
      const plane = statusAt(PLANE_OF, statusAt(statuses, p))
      if (plane !== PRESENT) counts[plane * length * width + i * width + p] = held
    }
  }
}

/** Moves the cells that are not usual from the one count to the other; nobody reads how many are plainly present. */
function countOthers(
  { statuses, departures, departed }: Usual,
  size: number,
  { pieceOf, perimetersOf: { offsets, items } }: Pieces,
  counts: Uint32Array
): void {
  const width = statuses.length
  for (let d = 0; d < departures.length; d++) {
    const cell = at(departures, d)
    const row = Math.floor(cell / width)
    const piece = at(pieceOf, row)
    if (piece === NO_PIECE) continue
    const p = cell - row * width
    const start = at(offsets, piece)
    const end = at(offsets, piece + 1)
    const plane = statusAt(PLANE_OF, statusAt(departed, d))
    if (plane !== PRESENT) count(counts, plane * size + p, items, start, end, width, 1)
    const usualPlane = statusAt(PLANE_OF, statusAt(statuses, p))
    if (usualPlane !== PRESENT) count(counts, usualPlane * size + p, items, start, end, width, -1)
  }
}

/** In each perimeter that `items` lists from `start` to `end`. */
function count(
  counts: Uint32Array,
  first: number,
  items: Uint32Array,
  start: number,
  end: number,
  width: number,
  change: number
): void {
  for (let k = start; k < end; k++) {
    const cell = first + at(items, k) * width
    counts[cell] = at(counts, cell) + change
  }
}

/**
 * Adds rows of one table into rows of another: row `i` of `into` is the sum of the rows that `parts` lists for it. Twelve
 * periods at a time stay in registers while the rows go by: twice as quick as adding each row where it belongs.
 *
 * @param kinds of the rows of `from`: cells without a value are looked for in those that are `HOLLOW`, and add nothing
 */
function addTogether(
  from: Float64Array,
  kinds: Uint8Array,
  { offsets, items }: SparseRows,
  width: number,
  into: Float64Array
): void {
  for (let i = 0; i + 1 < offsets.length; i++) {
    const start = at(offsets, i)
    const end = at(offsets, i + 1)
    let p = 0
    for (; p + 12 <= width; p += 12) {
      let a = 0
      let b = 0
      let c = 0
      let d = 0
      let e = 0
      let f = 0
      let g = 0
      let h = 0
      let j = 0
      let l = 0
      let m = 0
      let n = 0
      for (let k = start; k < end; k++) {
        const row = at(items, k)
        const cell = row * width + p
        if (statusAt(kinds, row) === HOLLOW) {
          a += addendAt(from, cell)
          b += addendAt(from, cell + 1)
          c += addendAt(from, cell + 2)
          d += addendAt(from, cell + 3)
          e += addendAt(from, cell + 4)
          f += addendAt(from, cell + 5)
          g += addendAt(from, cell + 6)
          h += addendAt(from, cell + 7)
          j += addendAt(from, cell + 8)
          l += addendAt(from, cell + 9)
          m += addendAt(from, cell + 10)
          n += addendAt(from, cell + 11)
        } else {
          a += valueAt(from, cell)
          b += valueAt(from, cell + 1)
          c += valueAt(from, cell + 2)
          d += valueAt(from, cell + 3)
          e += valueAt(from, cell + 4)
          f += valueAt(from, cell + 5)
          g += valueAt(from, cell + 6)
          h += valueAt(from, cell + 7)
          j += valueAt(from, cell + 8)
          l += valueAt(from, cell + 9)
          m += valueAt(from, cell + 10)
          n += valueAt(from, cell + 11)
        }
      }
      const cell = i * width + p
      into[cell] = a
      into[cell + 1] = b
      into[cell + 2] = c
      into[cell + 3] = d
      into[cell + 4] = e
      into[cell + 5] = f
      into[cell + 6] = g
      into[cell + 7] = h
      into[cell + 8] = j
      into[cell + 9] = l
      into[cell + 10] = m
      into[cell + 11] = n
    }
    for (; p < width; p++) {
      let sum = 0
      for (let k = start; k < end; k++) sum += addendAt(from, at(items, k) * width + p)
      into[i * width + p] = sum
    }
  }
}

function addendAt(values: Float64Array, cell: number): number {
  const value = valueAt(values, cell)
  return Number.isNaN(value) ? 0 : value
}

/** What members are counted as, in the order the counters stand in. */
const PLANES = ['missing', 'withheld', 'notApplicable', 'estimated', 'present'] as const

type Role = (typeof PLANES)[number]

const PRESENT = PLANES.indexOf('present')

/** The last plane is never written: who is plainly present is what the others leave. */
export const COUNTED = PRESENT

const ROLES = {
  A: 'present',
  E: 'estimated',
  P: 'estimated',
  O: 'missing',
  Q: 'withheld',
  M: 'notApplicable'
} as const

/** The counter of each status code of a block; 0, a cell without a row, is missing. */
const PLANE_OF = Uint8Array.from([0, ...OBSERVATION_STATUSES.map((status) => PLANES.indexOf(ROLES[status]))])

export function roleOf(code: number): Role {
  return ROLES[OBSERVATION_STATUSES[code - 1] ?? 'O']
}
