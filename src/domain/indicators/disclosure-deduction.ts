/** Whether what a reader could now deduce gives away a protected cell, or a group of cells that fails the rule. */

import type { Interval } from './bounds.ts'
import type { DisclosureRule } from './disclosure.ts'
import { primaryReason } from './disclosure-primary.ts'
import type { Unknown } from './disclosure-unknowns.ts'
import type { News, Row } from './knowledge.ts'

export function revealsTooMuch(news: News, unknowns: readonly Unknown[], rule: DisclosureRule): boolean {
  if (news.revealed.some((u) => unknowns[u]?.sensitive)) return true
  for (const [u, interval] of news.bounded) {
    const unknown = unknowns[u]
    if (!unknown || !isPinned(interval, unknown.sum)) continue
    if (unknown.sensitive || (unknown.protects && unknown.sum === 0)) return true
  }
  return revealsSmallGroup(news, unknowns, rule)
}

/** Only one value is left: one point, or one whole number where the value is one. */
function isPinned({ low, high }: Interval, value: number): boolean {
  if (high - low <= 1e-6 * Math.max(1, Math.abs(value))) return true
  return Number.isInteger(value) && Math.floor(high + 1e-6) - Math.ceil(low - 1e-6) < 1
}

/** Combinations tried before a sum is withheld for want of certainty. */
const COMBINATIONS = 2_000

/**
 * Whether the sum over a group that fails the primary rule can now be computed. A vector of the row space
 * is fixed by its values at the pivots, so each group of 0s and 1s is a choice of rows; one that could not
 * be computed before holds a row that changed. Rows that share no unknown need not be tried together: if
 * their union fails the rule, one of them fails it alone.
 */
function revealsSmallGroup(news: News, unknowns: readonly Unknown[], rule: DisclosureRule): boolean {
  let budget = COMBINATIONS

  function search(chosen: ReadonlySet<Row>, vector: Row, units: number, sum: number): boolean {
    if (isFailingGroup(vector, unknowns, rule)) return true
    for (const row of neighbours(vector, news)) {
      const unknown = unknowns[news.pivotOf(row)]
      if (!unknown || chosen.has(row)) continue
      const [nextUnits, nextSum] = [units + unknown.units, sum + unknown.sum]
      if (!couldFail(nextUnits, nextSum, vector, row, unknowns, rule)) continue
      budget -= 1
      if (budget < 0) return true
      if (search(new Set([...chosen, row]), add(vector, row, news.prime), nextUnits, nextSum)) return true
    }
    return false
  }
  return news.rows.some((row) => {
    const unknown = unknowns[news.pivotOf(row)]
    if (!unknown || !couldFail(unknown.units, unknown.sum, row, row, unknowns, rule)) return false
    return search(new Set([row]), row, unknown.units, unknown.sum)
  })
}

/** Whether a group that holds at least these units and this sum, and draws on these unknowns, may still fail the rule. */
function couldFail(
  units: number,
  sum: number,
  vector: Row,
  row: Row,
  unknowns: readonly Unknown[],
  rule: DisclosureRule
): boolean {
  if (units < rule.minUnits) return true
  if (rule.maxShare >= 1) return false
  let largest = 0
  for (const columns of [vector, row]) {
    for (const column of columns.keys()) largest = Math.max(largest, unknowns[column]?.largest ?? 0)
  }
  return sum * rule.maxShare < largest
}

function neighbours(vector: Row, news: News): ReadonlySet<Row> {
  const found = new Set<Row>()
  for (const column of vector.keys()) {
    for (const row of news.rowsWith(column)) found.add(row)
  }
  return found
}

function add(vector: Row, row: Row, prime: number): Row {
  const sum = new Map(vector)
  for (const [column, coefficient] of row) {
    const total = ((sum.get(column) ?? 0) + coefficient) % prime
    if (total === 0) sum.delete(column)
    else sum.set(column, total)
  }
  return sum
}

function isFailingGroup(vector: Row, unknowns: readonly Unknown[], rule: DisclosureRule): boolean {
  let units = 0
  let sum = 0
  let largest = 0
  let protects = false
  for (const [column, coefficient] of vector) {
    const unknown = unknowns[column]
    if (!unknown || coefficient !== 1) return false
    units += unknown.units
    sum += unknown.sum
    largest = Math.max(largest, unknown.largest)
    protects ||= unknown.protects
  }
  return protects && (sum === 0 || primaryReason(units, largest / sum, rule) !== undefined)
}
