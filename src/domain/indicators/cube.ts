/**
 * Sums over territories: blocks of observations added up over perimeters, with counts of what was
 * present, estimated, missing and withheld. One loop serves a single figure and all the perimeters of
 * France; nothing is computed in advance.
 */

import type { Period } from '../shared/period.ts'
import type { TerritoryId } from '../territories/territory.ts'
import type { Block, Sum } from './block.ts'
import { addUp, expectedOf, makeRoom, roleOf, sumsIn, type Sums } from './add-up.ts'
import { at, statusAt, valueAt } from './columns.ts'
import { OBSERVATION_STATUSES, type ObservationStatus } from './observation.ts'
import { perimeterRows, piecesOf, rowsByTerritory, type PerimeterRows } from './perimeter-rows.ts'
import { usualOf } from './usual.ts'

/** One cell of a block; `O` where the vintage has no row. */
export type BlockCell = {
  readonly status: ObservationStatus
  readonly value: number | null
  readonly units?: number
  readonly largestShare?: number
}

/** Adds a block up over every perimeter, at every period of the block. */
export function aggregate(block: Block, perimeters: PerimeterRows): Sums {
  const room = makeRoom(perimeters.length * block.periods.length)
  addUp(block, block.periods.length, usualOf(block), perimeters, piecesOf(perimeters), room)
  return sumsIn(room, block.periods, expectedOf(perimeters))
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
  return sumRows(block, rows.members, { absent: at(rows.absent, 0), column: block.periods.indexOf(period) })
}

/** One territory at one period: nothing is prepared for it. */
export function sumOfOne(block: Block, territory: TerritoryId, period: Period): Sum {
  const row = rowsByTerritory(block.territories).get(territory)
  const column = block.periods.indexOf(period)
  return row === undefined ? sumRows(block, [], { absent: 1, column }) : sumRows(block, [row], { absent: 0, column })
}

/**
 * The same sums as `aggregate`, at one period, of one perimeter.
 *
 * @param rows ascending, each once
 * @param at `absent`: members that the block does not know; `column`: of the period, -1 for one that it lacks
 */
export function sumRows(
  block: Block,
  rows: Iterable<number>,
  { absent, column }: { readonly absent: number; readonly column: number }
): Sum {
  const found = { sum: 0, present: 0, estimated: 0, missing: absent, withheld: 0, notApplicable: 0 }
  for (const row of rows) {
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
