/**
 * Perimeters as row numbers of a list of territories, in compressed sparse rows, and cut into pieces:
 * territories that belong to the same perimeters form one piece, which is added up once for all of them.
 */

import type { TerritoryId } from '../territories/territory.ts'

export type PerimeterRows = {
  /** The list that rows count in: the very array of the blocks to add up. */
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
  /** Rows of piece `k`: `rows[offsets[k]]` to `rows[offsets[k + 1] - 1]`, ascending. */
  readonly offsets: Uint32Array
  readonly rows: Uint32Array
  /** Piece of each row of the list; `NO_PIECE` where no perimeter wants it. */
  readonly pieceOf: Uint32Array
  /** Pieces of each perimeter, and the perimeters of each piece. */
  readonly ofPerimeter: SparseRows
  readonly perimetersOf: SparseRows
}

export type SparseRows = { readonly offsets: Uint32Array; readonly items: Uint32Array }

export const NO_PIECE = 0xffffffff

/** A member named twice counts once. */
export function perimeterRows(
  territories: readonly TerritoryId[],
  perimeters: readonly (readonly TerritoryId[])[]
): PerimeterRows {
  const rows = rowsByTerritory(territories)
  const offsets = new Uint32Array(perimeters.length + 1)
  const absent = new Uint32Array(perimeters.length)
  const members = new Uint32Array(perimeters.reduce((total, list) => total + list.length, 0))
  let end = 0
  perimeters.forEach((list, i) => {
    const start = end
    const unknown = new Set<TerritoryId>()
    for (const territory of list) {
      const row = rows.get(territory)
      if (row === undefined) unknown.add(territory)
      else members[end++] = row
    }
    end = start + sortOnce(members.subarray(start, end))
    offsets[i + 1] = end
    absent[i] = unknown.size
  })
  return { territories, length: perimeters.length, offsets, members: members.slice(0, end), absent }
}

/** The row of each territory; made once per list, so that blocks which share their list share this too. */
export function rowsByTerritory(territories: readonly TerritoryId[]): ReadonlyMap<TerritoryId, number> {
  const known = lookups.get(territories)
  if (known) return known
  const rows = new Map(territories.map((territory, row) => [territory, row]))
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
function makePieces({ territories, length, offsets, members }: PerimeterRows): Pieces {
  const classOf = new Uint32Array(territories.length)
  const movedTo = new Uint32Array(members.length + 1)
  const movedBy = new Uint32Array(members.length + 1)
  let classes = 1
  for (let i = 0; i < length; i++) {
    for (let m = offsets[i] ?? 0; m < (offsets[i + 1] ?? 0); m++) {
      const row = members[m] ?? 0
      const from = classOf[row] ?? 0
      if (movedBy[from] !== i + 1) {
        movedBy[from] = i + 1
        movedTo[from] = classes++
      }
      classOf[row] = movedTo[from] ?? 0
    }
  }
  const { pieceOf, count } = numberPieces(classOf, classes)
  const rows = invert(pieceOf, count)
  const ofPerimeter = distinctPieces({ length, offsets, members }, pieceOf, count)
  return { length: count, ...{ offsets: rows.offsets, rows: rows.items }, pieceOf, ofPerimeter, perimetersOf: transpose(ofPerimeter, count) }
}

/** Classes that still have rows, numbered in the order of their first row; class 0 is nobody's. */
function numberPieces(classOf: Uint32Array, classes: number): { pieceOf: Uint32Array; count: number } {
  const numbers = new Uint32Array(classes).fill(NO_PIECE)
  let count = 0
  const pieceOf = classOf.map((from) => {
    if (from === 0) return NO_PIECE
    if (numbers[from] === NO_PIECE) numbers[from] = count++
    return numbers[from] ?? NO_PIECE
  })
  return { pieceOf, count }
}

function distinctPieces(
  { length, offsets, members }: Pick<PerimeterRows, 'length' | 'offsets' | 'members'>,
  pieceOf: Uint32Array,
  count: number
): SparseRows {
  const seenBy = new Uint32Array(count)
  const ends = new Uint32Array(length + 1)
  const items = new Uint32Array(members.length)
  let end = 0
  for (let i = 0; i < length; i++) {
    for (let m = offsets[i] ?? 0; m < (offsets[i + 1] ?? 0); m++) {
      const piece = pieceOf[members[m] ?? 0] ?? 0
      if (seenBy[piece] === i + 1) continue
      seenBy[piece] = i + 1
      items[end++] = piece
    }
    ends[i + 1] = end
  }
  return { offsets: ends, items: items.slice(0, end) }
}

function transpose({ offsets, items }: SparseRows, count: number): SparseRows {
  const owners = new Uint32Array(items.length)
  for (let i = 0; i + 1 < offsets.length; i++) owners.fill(i, offsets[i], offsets[i + 1])
  const order = invert(items, count)
  return { offsets: order.offsets, items: order.items.map((position) => owners[position] ?? 0) }
}

/** Positions of each key, ascending; keys out of range are left out. */
function invert(keys: Uint32Array, count: number): SparseRows {
  const offsets = new Uint32Array(count + 1)
  for (const key of keys) if (key < count) offsets[key + 1] = (offsets[key + 1] ?? 0) + 1
  for (let k = 0; k < count; k++) offsets[k + 1] = (offsets[k + 1] ?? 0) + (offsets[k] ?? 0)
  const next = offsets.slice()
  const items = new Uint32Array(offsets[count] ?? 0)
  keys.forEach((key, position) => {
    if (key >= count) return
    items[next[key] ?? 0] = position
    next[key] = (next[key] ?? 0) + 1
  })
  return { offsets, items }
}

/** Sorts in place, keeps each number once, and says how many are left. */
function sortOnce(numbers: Uint32Array): number {
  numbers.sort()
  let kept = 0
  for (let i = 0; i < numbers.length; i++) {
    if (i === 0 || numbers[i] !== numbers[i - 1]) numbers[kept++] = numbers[i] ?? 0
  }
  return kept
}
