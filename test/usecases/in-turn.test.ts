import { describe, expect, it } from 'vitest'
import { inTurn, makeTurns } from '../../src/usecases/in-turn.ts'

/** Longer than a slice. */
function holdTheProcess(): void {
  for (const since = performance.now(); performance.now() - since < 6;);
}

describe('a long work in pieces', () => {
  it('lets others be served between two pieces, once it has held the process for long', async () => {
    const order: string[] = []
    const turn = makeTurns()
    setImmediate(() => order.push('another'))
    holdTheProcess()
    order.push('first piece')
    await turn()
    order.push('second piece')
    expect(order).toEqual(['first piece', 'another', 'second piece'])
  })

  it('gives what each task gives, in the order given', async () => {
    expect(await inTurn([() => 1, () => Promise.resolve(2), holdTheProcess, () => 3])).toEqual([1, 2, undefined, 3])
  })
})
