/** Rounding for display: once, at the end, half away from zero, on the decimal form that people see. */

/** Fifteen significant digits: what a double holds for certain, so that 16.549999999999997 is 16.55. */
const SIGNIFICANT = 15

/**
 * The decimal digits of `value` rounded half away from zero: `roundText(2.675, 2)` is `2.68`.
 *
 * @param decimals digits after the mark; negative rounds to tens, hundreds
 */
export function roundText(value: number, decimals: number): string {
  const [mantissa = '0', power = '0'] = Math.abs(value)
    .toExponential(SIGNIFICANT - 1)
    .split('e')
  const digits = mantissa.replace('.', '')
  // The number is digits × 10^shift; keep those left of the mark plus `decimals`.
  const kept = 1 + Number(power) + decimals
  const exact = kept > SIGNIFICANT ? BigInt : Number
  const scaled = kept < 0 ? 0 : exact(digits.slice(0, kept).padEnd(kept, '0') || '0')
  const up = kept >= 0 && (digits[kept] ?? '0') >= '5'
  // Beyond the digits there is nothing left to round.
  const whole = up && typeof scaled === 'number' ? scaled + 1 : scaled
  const sign = value < 0 && whole > 0 ? '-' : ''
  if (decimals <= 0) return sign + (Number(whole) === 0 ? '0' : `${whole}${'0'.repeat(-decimals)}`)
  const text = whole.toString().padStart(decimals + 1, '0')
  return `${sign}${text.slice(0, -decimals)}.${text.slice(-decimals)}`
}

/** Of a part of a formula: census sums have decimals that are no precision; small numbers keep two. */
export function partDecimals(value: number): number {
  return Number.isInteger(value) || Math.abs(value) >= 1000 ? 0 : 2
}

/** The rounded number; never minus zero. */
export function round(value: number, decimals: number): number {
  return Number(roundText(value, decimals))
}
