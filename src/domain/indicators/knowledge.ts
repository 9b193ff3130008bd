/**
 * What a reader can deduce from published sums: a system of linear equations over unknown cells.
 *
 * Exact deduction is elimination: in reduced row echelon form, an unknown is revealed if and only if
 * one row holds it alone. It is done modulo two primes: an unknown that the rationals reveal can be
 * missed by one prime only if that prime divides a minor of the matrix, and by both practically never.
 * Deduction by bounds is interval propagation (`bounds.ts`): cells are not negative, so a sum bounds its terms.
 *
 * Equations come one at a time and only what each one changes is looked at, so that a thousand perimeters
 * over a country stay a matter of seconds.
 */

import { makeBounds, type Interval } from './bounds.ts'

/** Below 2^26, so that a product of two residues is exact in a double. */
const PRIMES = [67_108_859, 67_108_837] as const

/** Coefficients by unknown; never zero. */
export type Row = ReadonlyMap<number, number>

/** One published sum: Σ coefficient × unknown = value. */
export type Equation = { readonly row: Row; readonly value: number }

/** What one more equation would change in what is known. */
export type News = {
  /** Unknowns whose exact value would now follow. */
  readonly revealed: readonly number[]
  /** Rows of the reduced form that would be new or different, modulo `prime`. */
  readonly rows: readonly Row[]
  /** All rows of the new reduced form that hold an unknown. */
  readonly rowsWith: (unknown: number) => Iterable<Row>
  /** The unknown that leads a row: it stands in no other. */
  readonly pivotOf: (row: Row) => number
  readonly prime: number
  /** Unknowns between tighter bounds than before. */
  readonly bounded: ReadonlyMap<number, Interval>
}

export type Knowledge = {
  /** Adds an equation unless what it would change is harmful, and answers whether it did; refused, it leaves no trace. */
  readonly learn: (equation: Equation, isHarmful: (news: News) => boolean) => boolean
}

export function makeKnowledge(): Knowledge {
  const bases = PRIMES.map(makeBasis)
  const [first] = bases
  const bounds = makeBounds()
  if (!first) throw new Error('at least one prime')
  return {
    learn(equation, isHarmful) {
      const changed = bases.map((basis) => basis.insert(equation.row))
      const news: News = {
        revealed: bases.flatMap((basis, i) => (changed[i] ?? []).filter((pivot) => basis.rows.get(pivot)?.size === 1)),
        rows: (changed[0] ?? []).flatMap((pivot) => first.rows.get(pivot) ?? []),
        rowsWith: first.rowsWith,
        pivotOf: first.pivotOf,
        prime: first.prime,
        bounded: bounds.add(equation)
      }
      if (!isHarmful(news)) return true
      for (const basis of bases) basis.undo()
      bounds.undo()
      return false
    }
  }
}

type Basis = {
  readonly prime: number
  readonly rows: ReadonlyMap<number, Row>
  /** Adds a row in reduced form; the pivots of the rows it changed, none when it follows from the others. */
  readonly insert: (row: Row) => readonly number[]
  /** Takes the last insertion back. */
  readonly undo: () => void
  readonly rowsWith: (unknown: number) => Iterable<Row>
  readonly pivotOf: (row: Row) => number
}

function makeBasis(prime: number): Basis {
  const rows = new Map<number, Row>()
  const pivots = new Map<Row, number>()
  /** Pivots of the rows in which an unknown stands. */
  const holders = new Map<number, Set<number>>()
  let before: (readonly [pivot: number, row: Row | undefined])[] = []

  function put(pivot: number, row: Row | undefined): void {
    const old = rows.get(pivot)
    if (old) {
      pivots.delete(old)
      for (const column of old.keys()) holders.get(column)?.delete(pivot)
    }
    if (!row) {
      rows.delete(pivot)
      return
    }
    rows.set(pivot, row)
    pivots.set(row, pivot)
    for (const column of row.keys()) {
      const set = holders.get(column)
      if (set) set.add(pivot)
      else holders.set(column, new Set([pivot]))
    }
  }

  function replace(pivot: number, row: Row): void {
    before.push([pivot, rows.get(pivot)])
    put(pivot, row)
  }

  function insert(row: Row): readonly number[] {
    before = []
    const reduced = new Map<number, number>()
    for (const [column, coefficient] of row) addTo(reduced, column, ((coefficient % prime) + prime) % prime, prime)
    for (const [column, coefficient] of [...reduced]) {
      const pivotRow = rows.get(column)
      if (pivotRow) addMultiple(reduced, pivotRow, prime - coefficient, prime)
    }
    const pivot = leastShared(reduced)
    if (pivot === undefined) return []
    scale(reduced, inverse(reduced.get(pivot) ?? 1, prime), prime)
    for (const other of [...(holders.get(pivot) ?? [])]) {
      const cleared = new Map(rows.get(other))
      addMultiple(cleared, reduced, prime - (cleared.get(pivot) ?? 0), prime)
      replace(other, cleared)
    }
    replace(pivot, reduced)
    return before.map(([changed]) => changed)
  }

  /** The unknown that fewest rows hold: the fewest rows to clear. */
  function leastShared(row: Row): number | undefined {
    let best: number | undefined
    for (const column of row.keys()) {
      if (best === undefined || (holders.get(column)?.size ?? 0) < (holders.get(best)?.size ?? 0)) best = column
    }
    return best
  }

  return {
    prime,
    rows,
    insert,
    undo() {
      for (const [pivot, row] of before.toReversed()) put(pivot, row)
      before = []
    },
    *rowsWith(unknown) {
      for (const pivot of holders.get(unknown) ?? []) {
        const row = rows.get(pivot)
        if (row) yield row
      }
    },
    pivotOf: (row) => pivots.get(row) ?? -1
  }
}

function addMultiple(target: Map<number, number>, row: Row, factor: number, prime: number): void {
  for (const [column, coefficient] of row) addTo(target, column, (coefficient * factor) % prime, prime)
}

function addTo(target: Map<number, number>, column: number, amount: number, prime: number): void {
  const total = ((target.get(column) ?? 0) + amount) % prime
  if (total === 0) target.delete(column)
  else target.set(column, total)
}

function scale(row: Map<number, number>, factor: number, prime: number): void {
  for (const [column, coefficient] of row) row.set(column, (coefficient * factor) % prime)
}

/** By Fermat: a^(p-2). */
function inverse(value: number, prime: number): number {
  let result = 1
  let base = value
  for (let power = prime - 2; power > 0; power = Math.floor(power / 2)) {
    if (power % 2 === 1) result = (result * base) % prime
    base = (base * base) % prime
  }
  return result
}
