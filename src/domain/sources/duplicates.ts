/** Keys that a table gives twice: the same series, territory and period. */

import type { ObservationTable } from '../indicators/table.ts'

/**
 * Tells of each row `again` that has the key of a row `first` before it, in their order: ten milliseconds for a
 * million keys that fill most of their grid, some sixty by open addressing when they do not.
 */
export function eachDuplicate(table: ObservationTable, callback: (first: number, again: number) => void): void {
  const { length, series, territory, period, seriesNames, territoryNames, periodNames } = table
  const keys = seriesNames.length * territoryNames.length * periodNames.length
  if (keys > 8 * length) return eachHashed(table, callback)
  /** 1 + the row that holds the key; 0: none yet. */
  const first = new Uint32Array(keys)
  for (let row = 0; row < length; row += 1) {
    const key =
      ((series[row] ?? 0) * territoryNames.length + (territory[row] ?? 0)) * periodNames.length + (period[row] ?? 0)
    const held = first[key] ?? 0
    if (held > 0) callback(held - 1, row)
    else first[key] = row + 1
  }
}

/** The same where keys are few among all that the names could make. */
function eachHashed(
  { length, series, territory, period }: ObservationTable,
  callback: (first: number, again: number) => void
): void {
  let size = 16
  while (size < length * 2) size *= 2
  const mask = size - 1
  /** 1 + the row that holds the key; 0: free. */
  const slots = new Uint32Array(size)
  for (let row = 0; row < length; row += 1) {
    const s = series[row] ?? 0
    const t = territory[row] ?? 0
    const p = period[row] ?? 0
    let hash = Math.imul(s, 0x9e3779b1) ^ Math.imul(t, 0x85ebca6b) ^ Math.imul(p, 0xc2b2ae35)
    hash = Math.imul(hash ^ (hash >>> 15), 0x27d4eb2f)
    let at = (hash ^ (hash >>> 13)) & mask
    for (;;) {
      const held = (slots[at] ?? 0) - 1
      if (held === -1) {
        slots[at] = row + 1
        break
      }
      if (series[held] === s && territory[held] === t && period[held] === p) {
        callback(held, row)
        break
      }
      at = (at + 1) & mask
    }
  }
}
