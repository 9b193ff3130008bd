/** Interval propagation: what published sums say of the least and the most that each unknown can be. */

import type { Equation } from './knowledge.ts'

export type Interval = { readonly low: number; readonly high: number }

export type Bounds = {
  /** Adds an equation; the unknowns it moved, with their bounds now. */
  readonly add: (equation: Equation) => ReadonlyMap<number, Interval>
  /** Takes the last addition back. */
  readonly undo: () => void
}

const FREE: Interval = { low: 0, high: Infinity }

/** Equations looked at again after one addition, at most: gains shrink, and a bound that stays loose reveals nothing. */
const STEPS = 2_000

/** No unknown is negative; nothing else is known at the start. */
export function makeBounds(): Bounds {
  const intervals = new Map<number, Interval>()
  const equations = new Map<number, Equation[]>()
  let before = new Map<number, Interval | undefined>()
  let last: Equation | undefined

  const read = (unknown: number): Interval => intervals.get(unknown) ?? FREE

  function move(unknown: number, interval: Interval): void {
    if (!before.has(unknown)) before.set(unknown, intervals.get(unknown))
    intervals.set(unknown, interval)
  }

  function propagate(start: Equation): void {
    const queue = [start]
    const waiting = new Set(queue)
    for (let step = 0; step < STEPS && step < queue.length; step += 1) {
      const current = queue[step]
      if (!current) return
      waiting.delete(current)
      for (const unknown of tighten(current, read, move)) {
        for (const other of equations.get(unknown) ?? []) {
          if (other === current || waiting.has(other)) continue
          waiting.add(other)
          queue.push(other)
        }
      }
    }
  }

  return {
    add(equation) {
      before = new Map()
      last = equation
      for (const unknown of equation.row.keys()) {
        const list = equations.get(unknown)
        if (list) list.push(equation)
        else equations.set(unknown, [equation])
      }
      propagate(equation)
      return new Map([...before.keys()].map((unknown) => [unknown, read(unknown)]))
    },
    undo() {
      for (const [unknown, interval] of before) {
        if (interval) intervals.set(unknown, interval)
        else intervals.delete(unknown)
      }
      for (const unknown of last?.row.keys() ?? []) equations.get(unknown)?.pop()
      before = new Map()
      last = undefined
    }
  }
}

/** Each term lies between the value less the most, and less the least, that the other terms can be. */
function tighten(
  { row, value }: Equation,
  read: (unknown: number) => Interval,
  move: (unknown: number, interval: Interval) => void
): number[] {
  const moved: number[] = []
  const terms = [...row].map(([unknown, coefficient]) => ({
    unknown,
    coefficient,
    ...termEnds(read(unknown), coefficient)
  }))
  const endless = {
    low: terms.filter(({ least }) => least === -Infinity).length,
    high: terms.filter(({ most }) => most === Infinity).length
  }
  const least = terms.reduce((total, term) => total + (term.least === -Infinity ? 0 : term.least), 0)
  const most = terms.reduce((total, term) => total + (term.most === Infinity ? 0 : term.most), 0)
  for (const term of terms) {
    const othersLeast = restOf(least, term.least, endless.low, -Infinity)
    const othersMost = restOf(most, term.most, endless.high, Infinity)
    const [a, b] = [(value - othersMost) / term.coefficient, (value - othersLeast) / term.coefficient]
    const { low, high } = read(term.unknown)
    const tighter = { low: Math.max(low, Math.min(a, b)), high: Math.min(high, Math.max(a, b)) }
    if (tighter.low <= low + slack(low) && tighter.high >= high - slack(high)) continue
    move(term.unknown, tighter)
    moved.push(term.unknown)
  }
  return moved
}

function restOf(total: number, own: number, endlessCount: number, endless: number): number {
  const others = own === endless ? endlessCount - 1 : endlessCount
  if (others > 0) return endless
  return own === endless ? total : total - own
}

function termEnds({ low, high }: Interval, coefficient: number): { readonly least: number; readonly most: number } {
  return coefficient > 0
    ? { least: low * coefficient, most: high * coefficient }
    : { least: high * coefficient, most: low * coefficient }
}

function slack(bound: number): number {
  return Number.isFinite(bound) ? 1e-9 * Math.max(1, Math.abs(bound)) : 0
}
