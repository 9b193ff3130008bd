/** What all rules on claims share: claims that a relation joins, and the arithmetic of a gap. */

import type { Meaning } from './claim-meaning.ts'
import { plainUnit } from './claim-unit.ts'
import type { Found, Step } from './conflict.ts'

export type Valued = Meaning & { readonly value: number; readonly interval: NonNullable<Meaning['interval']> }

export function isValued(one: Meaning): one is Valued {
  return one.value !== undefined && one.interval !== undefined
}

/** Claims that a relation joins, each cluster once; only those that contradict another are in it. */
export function clusters<T extends Meaning>(
  all: readonly T[],
  /** Only claims of one key are compared. */
  keyOf: (one: T) => string,
  contradict: (a: T, b: T) => boolean
): readonly T[][] {
  const group = new Map<T, T[]>()
  for (const fellows of groupBy(all, keyOf)) {
    for (const [i, b] of fellows.entries()) {
      for (const a of fellows.slice(0, i)) {
        if (!contradict(a, b)) continue
        const [left, right] = [group.get(a) ?? [a], group.get(b) ?? [b]]
        if (left === right) continue
        const joined = [...left, ...right]
        for (const one of joined) group.set(one, joined)
      }
    }
  }
  return [...new Set(group.values())]
}

export function groupBy<T>(all: readonly T[], keyOf: (one: T) => string): readonly (readonly T[])[] {
  const groups = new Map<string, T[]>()
  for (const one of all) {
    const key = keyOf(one)
    const fellows = groups.get(key)
    if (fellows) fellows.push(one)
    else groups.set(key, [one])
  }
  return [...groups.values()]
}

export function ids(some: readonly Meaning[]): Found['claims'] {
  return some.map(({ claim }) => claim.id)
}

/** The unit that arithmetic is written in: the claim's own words, without what cut the number short. */
export function unitText({ claim, scale }: Meaning): string {
  return scale === 1 ? claim.unit : plainUnit(claim.unit)
}

/** Between the largest and the smallest. */
export function gapOf(some: readonly Valued[]): readonly Step[] {
  const values = some.map(({ value }) => value)
  const [most, least] = [Math.max(...values), Math.min(...values)]
  const [first] = some
  if (most === least || !first || first.aspect === 'date') return []
  const gap: Step = { operation: '−', operands: [most, least], result: most - least, unit: unitText(first) }
  const change: Step = { operation: 'change', operands: [least, most], result: (most / least - 1) * 100, unit: '%' }
  return least > 0 && first.unit !== '%' && first.unit !== 'points' ? [gap, change] : [gap]
}

/** Of what is rounded, in parts of itself. */
export function errorOf({ value, step }: Valued): number {
  return value === 0 ? 0 : step / 2 / Math.abs(value)
}

/** Claims told of one after the other in one document. */
export function isNear(a: Meaning, b: Meaning, most = 6): boolean {
  return a.claim.document === b.claim.document && Math.abs(a.order - b.order) <= most
}
