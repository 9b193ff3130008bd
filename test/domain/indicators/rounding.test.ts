import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { round, roundText } from '../../../src/domain/indicators/rounding.ts'

/** Rounded half away from zero on the fifteen digits of the number, in whole numbers all along. */
function byDigits(value: number, decimals: number): string {
  const [mantissa = '', power = ''] = Math.abs(value).toExponential(14).split('e')
  const digits = BigInt(mantissa.replace('.', ''))
  const shift = Number(power) - 14 + decimals
  const unit = 10n ** BigInt(Math.max(0, -shift))
  const whole = shift >= 0 ? digits * 10n ** BigInt(shift) : (2n * digits + unit) / (2n * unit)
  const text = whole.toString().padStart(decimals + 1, '0')
  const shown = decimals === 0 ? text : `${text.slice(0, -decimals)}.${text.slice(-decimals)}`
  return value < 0 && whole > 0n ? `-${shown}` : shown
}

describe('rounding', () => {
  it('is that of the decimal digits, whatever the number', () => {
    const anyNumber = fc.oneof(
      fc.double({ min: -1e12, max: 1e12, noNaN: true }),
      fc.integer({ min: -2_000_000, max: 2_000_000 }).map((n) => n / 1000),
      fc.integer({ min: -99_999, max: 99_999 }).map((n) => (2 * n + 1) / 2),
      fc.integer({ min: -99_999, max: 99_999 }).map((n) => (2 * n + 1) / 200)
    )
    fc.assert(
      fc.property(anyNumber, fc.integer({ min: 0, max: 6 }), (value, decimals) => {
        expect(roundText(value, decimals)).toBe(byDigits(value, decimals))
      }),
      { numRuns: 3000 }
    )
  })

  it('takes halves away from zero, as people write them', () => {
    expect([roundText(2.675, 2), roundText(-2.675, 2), roundText(0.5, 0), roundText(16.549999999999997, 1)]).toEqual([
      '2.68',
      '-2.68',
      '1',
      '16.6'
    ])
    expect([round(-0.4, 0), roundText(-0.004, 2), roundText(1234, -2)]).toEqual([0, '0.00', '1200'])
  })
})
