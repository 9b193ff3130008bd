/** Rounding for display: once, at the end, half away from zero, on the decimal form that people see. */

/** Fifteen significant digits: what a double holds for certain, so that 16.549999999999997 is 16.55. */
const SIGNIFICANT = 15

/**
 * The decimal digits of `value` rounded half away from zero: `roundText(2.675, 2)` is `2.68`.
 *
 * @param decimals digits after the mark; negative rounds to tens, hundreds
 */
export function roundText(value: number, decimals: number): string {
  const whole = wholeNear(Math.abs(value), decimals) ?? wholeOf(Math.abs(value), decimals)
  const sign = value < 0 && whole > 0 ? '-' : ''
  if (decimals <= 0) return sign + (Number(whole) === 0 ? '0' : `${whole}${'0'.repeat(-decimals)}`)
  const text = whole.toString().padStart(decimals + 1, '0')
  return `${sign}${text.slice(0, -decimals)}.${text.slice(-decimals)}`
}

const POWERS = [1, 10, 100, 1000, 10_000]

/** Scaled numbers below this are told from their neighbours by far more than a double errs. */
const SURE = 1e9

/** Nearer to a half than this, a number is looked at digit by digit. */
const DOUBT = 1e-5

/** The number in units of its last decimal, where no half is near; undefined where digits decide. A page rounds thousands. */
function wholeNear(size: number, decimals: number): number | undefined {
  const scaled = size * (POWERS[decimals] ?? NaN)
  if (!(scaled < SURE)) return undefined
  const below = Math.floor(scaled)
  const rest = scaled - below
  if (Math.abs(rest - 0.5) < DOUBT) return undefined
  return rest > 0.5 ? below + 1 : below
}

/** The same from the decimal digits. */
function wholeOf(size: number, decimals: number): number | bigint {
  const [mantissa = '0', power = '0'] = size.toExponential(SIGNIFICANT - 1).split('e')
  const digits = mantissa.replace('.', '')
  // The number is digits × 10^shift; keep those left of the mark plus `decimals`.
  const kept = 1 + Number(power) + decimals
  const exact = kept > SIGNIFICANT ? BigInt : Number
  const scaled = kept < 0 ? 0 : exact(digits.slice(0, kept).padEnd(kept, '0') || '0')
  const up = kept >= 0 && (digits[kept] ?? '0') >= '5'
  // Beyond the digits there is nothing left to round.
  return up && typeof scaled === 'number' ? scaled + 1 : scaled
}

/** Of a part of a formula: census sums have decimals that are no precision; small numbers keep two. */
export function partDecimals(value: number): number {
  return Number.isInteger(value) || Math.abs(value) >= 1000 ? 0 : 2
}

/** The rounded number; never minus zero. */
export function round(value: number, decimals: number): number {
  return Number(roundText(value, decimals))
}
