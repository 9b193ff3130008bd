import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findSimilar, spreadOf, type Profile } from '../../../src/domain/indicators/similar.ts'

const peers: readonly Profile<string>[] = [
  { of: 'a', values: [10, 100] },
  { of: 'b', values: [12, 140] },
  { of: 'c', values: [14, 120] },
  { of: 'd', values: [16, 180] },
  { of: 'e', values: [18, 160] }
]

describe('the spread of an indicator over peers', () => {
  it('is the median and 1.4826 times the median absolute deviation', () => {
    const spread = spreadOf([10, 12, 14, 16, 18])
    expect(spread?.median).toBe(14)
    expect(spread?.deviation).toBeCloseTo(2 * 1.4826)
  })

  it('is not moved by one far-off value', () => {
    expect(spreadOf([10, 12, 14, 16, 1e9])).toEqual(spreadOf([10, 12, 14, 16, 18]))
  })

  it('does not exist when most have the same value, or too few have one', () => {
    expect(spreadOf([3, 3, 3, 3, 9])).toBeUndefined()
    expect(spreadOf([1, 2, 3, 4])).toBeUndefined()
  })
})

describe('territories like one', () => {
  it('are those at the least distance, in deviations and not in units', () => {
    const { nearest, compared } = findSimilar({ of: 'x', values: [14, 120] }, peers, 2)
    expect(nearest.map(({ of }) => of)).toEqual(['c', 'b'])
    expect(nearest[0]?.distance).toBe(0)
    expect(nearest[1]?.gaps[0]).toBeCloseTo(-1 / 1.4826)
    expect(nearest[1]?.gaps[1]).toBeCloseTo(1 / 1.4826)
    expect(nearest[1]?.distance).toBeCloseTo(1 / 1.4826)
    expect(compared).toBe(5)
  })

  it('are the same whatever the units', () => {
    const value = fc.integer({ min: 1, max: 1000 })
    fc.assert(
      fc.property(fc.array(fc.tuple(value, value), { minLength: 6, maxLength: 40 }), value, (pairs, factor) => {
        const profiles = pairs.map((values, of) => ({ of, values }))
        const [target, ...others] = profiles
        if (!target) return
        const scale = ({ of, values: [x, y] }: (typeof profiles)[number]) => ({ of, values: [x * factor, y] })
        const one = findSimilar(target, others, 5).nearest
        const two = findSimilar(scale(target), others.map(scale), 5).nearest
        expect(two.map(({ distance }) => distance.toFixed(6))).toEqual(one.map(({ distance }) => distance.toFixed(6)))
      })
    )
  })

  it('leave out an indicator that the territory itself lacks', () => {
    const { spreads, nearest } = findSimilar({ of: 'x', values: [14, undefined] }, peers, 1)
    expect(spreads[1]).toBeUndefined()
    expect(nearest[0]?.gaps).toEqual([0, undefined])
  })

  it('are measured on what they have, and left out when they have too little', () => {
    const some: readonly Profile<string>[] = [
      ...peers.map(({ of, values: [x = 0, y = 0] }) => ({ of, values: [x, y, x + y] })),
      { of: 'two of three', values: [14, 120, undefined] },
      { of: 'one of three', values: [14, undefined, undefined] }
    ]
    const answer = findSimilar({ of: 'x', values: [14, 120, 134] }, some, 10)
    expect([answer.compared, answer.partial, answer.excluded]).toEqual([5, 1, 1])
    expect(answer.nearest.map(({ of }) => of)).toContain('two of three')
    expect(answer.nearest.map(({ of }) => of)).not.toContain('one of three')
  })

  it('are none where nothing can be measured', () => {
    expect(findSimilar({ of: 'x', values: [undefined, undefined] }, peers, 3).nearest).toEqual([])
  })
})
