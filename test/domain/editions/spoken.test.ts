import { describe, expect, it } from 'vitest'
import { spokenNumber } from '../../../src/domain/editions/spoken.ts'

describe('a number said aloud', () => {
  it.each([
    [6129, 0, 'more', 6100],
    [6199, 0, 'nearly', 6200],
    [6100, 0, 'exact', 6100],
    [6174, 0, 'more', 6100],
    [644_971, 0, 'nearly', 645_000],
    [644_300, 0, 'more', 644_000],
    [1_234_567, 0, 'more', 1_230_000],
    [113, 0, 'exact', 113],
    [999.6, 0, 'nearly', 1000],
    [11.14, 1, 'exact', 11.1],
    [1646.94, 1, 'exact', 1646.9],
    [-6129, 0, 'exact', -6129],
    [0, 0, 'exact', 0]
  ])('of %d, with %d decimals, is %s %d', (value, decimals, kind, said) => {
    expect(spokenNumber(value, decimals)).toMatchObject({ kind, value: said })
  })

  it('never says « plus de » of less, nor « près de » of more, and stays within its last digit said', () => {
    for (let value = 1000; value < 2_000_000; value += 997) {
      const { kind, value: said } = spokenNumber(value, 0)
      if (kind === 'more') expect(said).toBeLessThan(value)
      if (kind === 'nearly') expect(said).toBeGreaterThan(value)
      expect(Math.abs(said - value) / value).toBeLessThan(0.1)
    }
  })
})
