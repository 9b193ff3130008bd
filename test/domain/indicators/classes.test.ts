import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { classOf, makeClasses, MOST_CLASSES } from '../../../src/domain/indicators/classes.ts'

function range(from: number, to: number, step = 1): number[] {
  return Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => from + i * step)
}

describe('the classes of a map', () => {
  it('are five, between round thresholds at equal steps, where values spread evenly', () => {
    const { rule, thresholds } = makeClasses(range(3.1, 24.9, 0.1), 1)
    expect(rule.kind).toBe('steps')
    expect(thresholds).toHaveLength(4)
    const widths = thresholds.slice(1).map((threshold, i) => threshold - (thresholds[i] ?? 0))
    expect(new Set(widths).size).toBe(1)
    expect(thresholds.every((threshold) => Number.isInteger(2 * threshold))).toBe(true)
  })

  it('follow rounded quantiles where values are skewed, such as a density', () => {
    const skewed = range(1, 300).map((i) => 20 * 1.03 ** i)
    const { rule, thresholds } = makeClasses(skewed, 0)
    expect(rule.kind).toBe('quantiles')
    const counts = [0, 1, 2, 3, 4].map(
      (n) => skewed.filter((value) => classOf({ rule, thresholds, decimals: 0 }, value) === n).length
    )
    expect(Math.min(...counts)).toBeGreaterThan(30)
    expect(thresholds.map(String).every((text) => text.replace(/0+$/, '').length <= 2)).toBe(true)
  })

  it('hold their lower bound, and leave the upper one to the next', () => {
    const classes = { rule: { kind: 'steps', width: 4 }, thresholds: [8, 12, 16, 20], decimals: 1 } as const
    expect([7.9, 8, 11.94, 12, 20, 99].map((value) => classOf(classes, value))).toEqual([0, 1, 1, 2, 4, 4])
  })

  it('class a value as it is shown', () => {
    const classes = { rule: { kind: 'steps', width: 4 }, thresholds: [16], decimals: 1 } as const
    expect(classOf(classes, 15.96)).toBe(1)
    expect(classOf(classes, 15.94)).toBe(0)
  })

  it('are one for all-equal values, and none for no value', () => {
    expect(makeClasses([4, 4, 4], 0)).toEqual({ rule: { kind: 'equal' }, thresholds: [], decimals: 0 })
    expect(makeClasses([], 0).rule.kind).toBe('none')
  })

  it('are one per value where fewer than five differ', () => {
    const classes = makeClasses([0, 0, 1, 3, 3, 0], 0)
    expect(classes).toEqual({ rule: { kind: 'values' }, thresholds: [1, 3], decimals: 0 })
    expect([0, 1, 3].map((value) => classOf(classes, value))).toEqual([0, 1, 2])
  })

  it('keep thresholds apart where most values are tied', () => {
    const { thresholds } = makeClasses([...Array<number>(90).fill(0), 1, 2, 3, 4, 5, 6], 0)
    expect(new Set(thresholds).size).toBe(thresholds.length)
    expect(thresholds[0]).toBeGreaterThan(0)
  })

  it('stand around the middle of a change, and only where there are both signs', () => {
    const both = makeClasses(range(-4, 6, 0.25), 1, 0)
    expect(both.rule).toEqual({ kind: 'around', middle: 0 })
    const [a = 0, b = 0, c = 0, d = 0] = both.thresholds
    expect([a, b]).toEqual([-d, -c])
    expect(classOf(both, 0)).toBe(2)
    expect(makeClasses(range(1, 9, 0.25), 1, 0).rule.kind).not.toBe('around')
  })

  it('put every value in one class, in order, with ascending thresholds, whatever the values', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { maxLength: 80 }),
        fc.integer({ min: -1, max: 3 }),
        fc.boolean(),
        (values, decimals, signed) => {
          const classes = makeClasses(values, decimals, signed ? 0 : undefined)
          expect(classes.thresholds).toEqual([...new Set(classes.thresholds)].toSorted((a, b) => a - b))
          expect(classes.thresholds.length).toBeLessThan(MOST_CLASSES)
          const ordered = values.toSorted((a, b) => a - b).map((value) => classOf(classes, value))
          expect(ordered).toEqual(ordered.toSorted((a, b) => a - b))
        }
      )
    )
  })
})
