/**
 * Perimeters as row numbers of a list of territories, in compressed sparse rows, and cut into pieces:
 * territories that belong to the same perimeters form one piece, which is added up once for all of them.
 */

import type { TerritoryId } from '../territories/territory.ts'
import { at } from './columns.ts'

export type PerimeterRows = {
  /** The list that rows count in, sorted: the very array of the blocks to add up. */
  readonly territories: readonly TerritoryId[]
  /** Number of perimeters. */
  readonly length: number
  /** Members of perimeter `i`: `members[offsets[i]]` to `members[offsets[i + 1] - 1]`, ascending, each once. */
  readonly offsets: Uint32Array
  readonly members: Uint32Array
  /** Members asked that are not in the list, by perimeter. */
  readonly absent: Uint32Array
}

/** Rows grouped by the perimeters they share. Every member lies in exactly one piece. */
export type Pieces = {
  readonly length: number
  /** The piece of each row of the list; `NO_PIECE` where no perimeter wants it. */
  readonly pieceOf: Uint32Array
  /** Rows of each piece, ascending. */
  readonly rowsOf: SparseRows
  readonly ofPerimeter: SparseRows
  readonly perimetersOf: SparseRows
}

/** Items of `i`: `items[offsets[i]]` to `items[offsets[i + 1] - 1]`. */
export type SparseRows = {
  readonly offsets: Uint32Array
  readonly items: Uint32Array
}

/** A member named twice counts once. */
export function perimeterRows(
  territories: readonly TerritoryId[],
  perimeters: readonly (readonly TerritoryId[])[]
): PerimeterRows {
  const offsets = new Uint32Array(perimeters.length + 1)
  const absent = new Uint32Array(perimeters.length)
  const members = new Uint32Array(perimeters.reduce((total, list) => total + list.length, 0))
  const rowOf = rowFinder(territories, members.length)
  let end = 0
  perimeters.forEach((list, i) => {
    const start = end
    const unknown = new Set<TerritoryId>()
    for (const territory of list) {
      const row = rowOf(territory)
      if (row === undefined) unknown.add(territory)
      else members[end++] = row
    }
    end = start + sortOnce(members.subarray(start, end))
    offsets[i + 1] = end
    absent[i] = unknown.size
  })
  return {
    territories,
    length: perimeters.length,
    offsets,
    members: members.slice(0, end),
    absent
  }
}

/** A lookup of 35,000 territories takes longer to make than a first figure to find its few members one by one. */
function rowFinder(territories: readonly TerritoryId[], count: number): (territory: TerritoryId) => number | undefined {
  if (!lookups.has(territories) && count * FEW < territories.length) return (one) => placeIn(territories, one)
  const rows = rowsByTerritory(territories)
  return (one) => rows.get(one)
}

/** Looking for one among sorted territories reads some sixteen of them. */
const FEW = 32

function placeIn(sorted: readonly TerritoryId[], territory: TerritoryId): number | undefined {
  let [start, end] = [0, sorted.length]
  while (start < end) {
    const middle = (start + end) >> 1
    if ((sorted[middle] ?? '') < territory) start = middle + 1
    else end = middle
  }
  return sorted[start] === territory ? start : undefined
}

/** The row of each territory; made once per list, so that blocks which share their list share this too. */
export function rowsByTerritory(territories: readonly TerritoryId[]): ReadonlyMap<TerritoryId, number> {
  const known = lookups.get(territories)
  if (known) return known
  const rows = new Map<TerritoryId, number>()
  for (const territory of territories) rows.set(territory, rows.size)
  lookups.set(territories, rows)
  return rows
}

const lookups = new WeakMap<readonly TerritoryId[], ReadonlyMap<TerritoryId, number>>()

/** Made once per set of perimeters. */
export function piecesOf(perimeters: PerimeterRows): Pieces {
  const known = pieces.get(perimeters)
  if (known) return known
  const made = makePieces(perimeters)
  pieces.set(perimeters, made)
  return made
}

const pieces = new WeakMap<PerimeterRows, Pieces>()

/**
 * Splits the rows perimeter after perimeter: members of a class that a perimeter wants leave for a new
 * class. The cost is the number of memberships, whatever the overlaps.
 */
function makePieces(perimeters: PerimeterRows): Pieces {
  const { territories, length, offsets, members } = perimeters
  if (length === 1) return onePiece(territories.length, members)
  const classOf = new Uint32Array(territories.length)
  const movedTo = new Uint32Array(members.length + 1)
  const movedBy = new Uint32Array(members.length + 1)
  let classes = 1
  for (let i = 0; i < length; i++) {
    for (let m = at(offsets, i); m < at(offsets, i + 1); m++) {
      const row = at(members, m)
      const from = at(classOf, row)
      if (at(movedBy, from) !== i + 1) {
        movedBy[from] = i + 1
        movedTo[from] = classes++
      }
      classOf[row] = at(movedTo, from)
    }
  }
  const count = numberInPlace(classOf, classes)
  const ofPerimeter = piecesOfPerimeters({ length, offsets, members }, classOf, count)
  return {
    length: count,
    pieceOf: classOf,
    rowsOf: rowsOfPieces(classOf, count),
    ofPerimeter,
    perimetersOf: transpose(ofPerimeter, count)
  }
}

/** A single perimeter is one piece, or none. */
function onePiece(size: number, members: Uint32Array): Pieces {
  const length = Math.min(1, members.length)
  const pieceOf = new Uint32Array(size).fill(NO_PIECE)
  for (const row of members) pieceOf[row] = 0
  const one: SparseRows = { offsets: Uint32Array.of(0, length), items: new Uint32Array(length) }
  const offsets = length === 0 ? new Uint32Array(1) : Uint32Array.of(0, members.length)
  return { length, pieceOf, rowsOf: { offsets, items: members }, ofPerimeter: one, perimetersOf: one }
}

/** Numbers the classes that still have rows, by first row; class 0, which nobody wants, becomes `NO_PIECE`. */
function numberInPlace(classOf: Uint32Array, classes: number): number {
  const numbers = new Uint32Array(classes).fill(NO_PIECE)
  let count = 0
  for (let row = 0; row < classOf.length; row++) {
    const from = at(classOf, row)
    if (from !== 0 && numbers[from] === NO_PIECE) numbers[from] = count++
    classOf[row] = at(numbers, from)
  }
  return count
}

export const NO_PIECE = 0xffffffff

function rowsOfPieces(pieceOf: Uint32Array, count: number): SparseRows {
  const offsets = new Uint32Array(count + 1)
  for (const piece of pieceOf) if (piece !== NO_PIECE) offsets[piece + 1] = at(offsets, piece + 1) + 1
  for (let k = 0; k < count; k++) offsets[k + 1] = at(offsets, k + 1) + at(offsets, k)
  const next = offsets.slice()
  const items = new Uint32Array(at(offsets, count))
  pieceOf.forEach((piece, row) => {
    if (piece === NO_PIECE) return
    items[at(next, piece)] = row
    next[piece] = at(next, piece) + 1
  })
  return { offsets, items }
}

function piecesOfPerimeters(
  { length, offsets, members }: Pick<PerimeterRows, 'length' | 'offsets' | 'members'>,
  pieceOf: Uint32Array,
  count: number
): SparseRows {
  const seenBy = new Uint32Array(count)
  const ends = new Uint32Array(length + 1)
  const items = new Uint32Array(members.length)
  let end = 0
  for (let i = 0; i < length; i++) {
    for (let m = at(offsets, i); m < at(offsets, i + 1); m++) {
      const piece = at(pieceOf, at(members, m))
      if (at(seenBy, piece) === i + 1) continue
      seenBy[piece] = i + 1
      items[end++] = piece
    }
    ends[i + 1] = end
  }
  return { offsets: ends, items: items.slice(0, end) }
}

function transpose({ offsets, items }: SparseRows, count: number): SparseRows {
  const starts = new Uint32Array(count + 1)
  for (const item of items) starts[item + 1] = at(starts, item + 1) + 1
  for (let k = 0; k < count; k++) starts[k + 1] = at(starts, k + 1) + at(starts, k)
  const next = starts.slice()
  const owners = new Uint32Array(items.length)
  for (let i = 0; i + 1 < offsets.length; i++) {
    for (const item of items.subarray(at(offsets, i), at(offsets, i + 1))) {
      owners[at(next, item)] = i
      next[item] = at(next, item) + 1
    }
  }
  return { offsets: starts, items: owners }
}

/** Sorts in place, keeps each number once, and says how many are left. */
function sortOnce(numbers: Uint32Array): number {
  numbers.sort()
  let kept = 0
  for (let i = 0; i < numbers.length; i++) {
    if (i === 0 || at(numbers, i) !== at(numbers, kept - 1)) numbers[kept++] = at(numbers, i)
  }
  return kept
}
