/** Long work in short pieces: whoever else is served by this process comes in between. */

import { setImmediate } from 'node:timers/promises'

/** Longer than this, other readers wait. */
const SLICE_MS = 5

/** Steps until the last. */
export async function throughSteps<T>(steps: Generator<unknown, T>): Promise<T> {
  for (let since = performance.now(); ;) {
    const { done, value } = steps.next()
    if (done) return value
    if (performance.now() - since < SLICE_MS) continue
    await setImmediate()
    since = performance.now()
  }
}

/** One task after the other, in the order given. */
export async function inTurn<T>(tasks: readonly (() => T | Promise<T>)[]): Promise<readonly T[]> {
  const done: T[] = []
  let since = performance.now()
  for (const task of tasks) {
    done.push(await task())
    if (performance.now() - since < SLICE_MS) continue
    await setImmediate()
    since = performance.now()
  }
  return done
}

export function piecesOf<T>(all: readonly T[], length: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / length) }, (_, i) => all.slice(i * length, (i + 1) * length))
}
