import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addTime, NO_TIMES, quantile, slowest } from '../../../src/domain/service/timing.ts'

describe('times of pages', () => {
  it('tell a quantile that is never too short, and at most a quarter too long', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 1, max: 60_000, noNaN: true }), { minLength: 1, maxLength: 300 }),
        (all) => {
          const found = quantile(all.reduce(addTime, NO_TIMES), 0.95) ?? 0
          const exact = all.toSorted((one, other) => one - other)[Math.ceil(0.95 * all.length) - 1] ?? 0
          expect(found).toBeGreaterThanOrEqual(Math.floor(exact))
          expect(found).toBeLessThanOrEqual(Math.ceil(exact * 1.25) + 1)
        }
      )
    )
  })

  it('fade: what was slow long ago does not stay slow', () => {
    let times = NO_TIMES
    for (let i = 0; i < 1000; i += 1) times = addTime(times, 5000)
    for (let i = 0; i < 60_000; i += 1) times = addTime(times, 10)
    expect(quantile(times, 0.95)).toBeLessThan(20)
    expect(times.total).toBeLessThanOrEqual(2000)
  })

  it('are listed with the slowest first', () => {
    const times = new Map([
      ['GET /a', addTime(NO_TIMES, 10)],
      ['GET /b', addTime(NO_TIMES, 500)]
    ])
    expect(slowest(times, 1).map(({ route }) => route)).toEqual(['GET /b'])
    expect(quantile(NO_TIMES, 0.5)).toBeUndefined()
  })
})
