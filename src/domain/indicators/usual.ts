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
  /** By territory: all `USUAL`, some of another status, or some without a value, `HOLLOW`. */
  readonly rows: Uint8Array
  /** Periods of another status, of territory `t`: `departures[offsets[t]]` to `departures[offsets[t + 1] - 1]`. */
  readonly offsets: Uint32Array
  readonly departures: Uint32Array
}

export const USUAL = 0
const UNUSUAL = 1
export const HOLLOW = 2

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
  const offsets = new Uint32Array(new SharedArrayBuffer((rows.length + 1) * Uint32Array.BYTES_PER_ELEMENT))
  const departures: number[] = []
  for (let row = 0; row < rows.length; row++) {
    let hollow = false
    for (let p = 0; p < width; p++) {
      if (statusAt(all, row * width + p) !== statusAt(statuses, p)) departures.push(p)
      if (Number.isNaN(valueAt(values, row * width + p))) hollow = true
    }
    offsets[row + 1] = departures.length
    rows[row] = hollow ? HOLLOW : departures.length > at(offsets, row) ? UNUSUAL : USUAL
  }
  const shared = new Uint32Array(new SharedArrayBuffer(departures.length * Uint32Array.BYTES_PER_ELEMENT))
  shared.set(departures)
  return { statuses, rows, offsets, departures: shared }
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
