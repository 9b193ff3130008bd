import { describe, expect, it } from 'vitest'
import { withoutNoise } from '../../src/view/figure-json.ts'

describe('a value given to programs', () => {
  it('is not rounded, but for the noise that a sum of fractions leaves', () => {
    const area = [0.1, 0.2, 0.3].reduce((sum, one) => sum + one, 0)
    expect(String(area)).not.toBe('0.6')
    expect(withoutNoise(area)).toBe(0.6)
    expect(withoutNoise(63211 / 38)).toBe(1663.44736842105)
    expect(withoutNoise(644971)).toBe(644971)
  })
})
