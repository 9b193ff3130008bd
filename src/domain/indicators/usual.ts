/**
 * What the cells of a block mostly are, so that adding it up looks at the others alone: a measure of which a whole
 * year is provisional is as quick to count as one that is final.
 */

import type { Block } from './block.ts'
import { at, statusAt, valueAt } from './columns.ts'
import { OBSERVATION_STATUSES } from './observation.ts'

/** What the cells of a block mostly are, and where they are not. */
export type Usual = {
  /** By period, the commonest status with a value: provisional, where a whole year is. */
  readonly statuses: Uint8Array
  /** By territory: `HOLLOW` when some cell has no value, otherwise 0. */
  readonly rows: Uint8Array
  /** Cells of another status, ascending, and that status. */
  readonly departures: Uint32Array
  readonly departed: Uint8Array
}

export const HOLLOW = 1

/** Found once per block. */
export function usualOf(block: Block): Usual {
  const known = usuals.get(block)
  if (known) return known
  const usual = findUsual(block, block.periods.length)
  usuals.set(block, usual)
  return usual
}

export function knownUsual(block: Block): Usual | undefined {
  return usuals.get(block)
}

/** What another thread has found of a block. */
export function keepUsual(block: Block, usual: Usual): void {
  usuals.set(block, usual)
}

/** In memory that threads share. */
export function findUsual({ values, statuses: all }: Pick<Block, 'values' | 'statuses'>, width: number): Usual {
  const statuses = usualStatuses(all, width)
  const rows = new Uint8Array(new SharedArrayBuffer(width === 0 ? 0 : all.length / width))
  const cells: number[] = []
  for (let row = 0; row < rows.length; row++) {
    for (let p = 0; p < width; p++) {
      const cell = row * width + p
      if (statusAt(all, cell) !== statusAt(statuses, p)) cells.push(cell)
      if (Number.isNaN(valueAt(values, cell))) rows[row] = HOLLOW
    }
  }
  const departures = new Uint32Array(new SharedArrayBuffer(cells.length * Uint32Array.BYTES_PER_ELEMENT))
  departures.set(cells)
  const departed = new Uint8Array(new SharedArrayBuffer(cells.length))
  departures.forEach((cell, i) => (departed[i] = statusAt(all, cell)))
  return { statuses, rows, departures, departed }
}

const usuals = new WeakMap<Block, Usual>()

function usualStatuses(statuses: Uint8Array, width: number): Uint8Array {
  const kinds = 1 + OBSERVATION_STATUSES.length
  const counts = new Uint32Array(width * kinds)
  for (let cell = 0; cell < statuses.length;) {
    for (let p = 0; p < width; p++, cell++) {
      const counter = p * kinds + statusAt(statuses, cell)
      counts[counter] = at(counts, counter) + 1
    }
  }
  return Uint8Array.from({ length: width }, (_, p) =>
    WITH_VALUE.reduce((best, status) => (at(counts, p * kinds + status) > at(counts, p * kinds + best) ? status : best))
  )
}

/** Codes of the statuses that come with a value. */
const WITH_VALUE = (['A', 'E', 'P'] as const).map((status) => 1 + OBSERVATION_STATUSES.indexOf(status))
