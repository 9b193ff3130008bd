/** Long work in short pieces: whoever else is served by this process comes in between. */

import { setImmediate } from 'node:timers/promises'

/** Longer than this, other readers wait. */
const SLICE_MS = 5

/** To be awaited between two pieces of a long work: others are served once it has held the process for a slice. */
export function makeTurns(): () => Promise<void> {
  let since = performance.now()
  return async () => {
    if (performance.now() - since < SLICE_MS) return
    await setImmediate()
    since = performance.now()
  }
}

/** Steps until the last. */
export async function throughSteps<T>(steps: Generator<unknown, T>): Promise<T> {
  for (const turn = makeTurns(); ; await turn()) {
    const { done, value } = steps.next()
    if (done) return value
  }
}

/** One task after the other, in the order given. */
export async function inTurn<T>(tasks: readonly (() => T | Promise<T>)[]): Promise<readonly T[]> {
  const done: T[] = []
  const turn = makeTurns()
  for (const task of tasks) {
    done.push(await task())
    await turn()
  }
  return done
}

export function piecesOf<T>(all: readonly T[], length: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / length) }, (_, i) => all.slice(i * length, (i + 1) * length))
}
