/**
 * How long a guess must wait. Failures are counted for one network address with one account, and for that address
 * with all accounts: whoever guesses waits, its owner elsewhere does not, and nobody is ever shut out.
 */

export type Failures = {
  readonly count: number
  /** Milliseconds since 1970. */
  readonly last: number
}

const LONGEST_SECONDS = 60
/** After this, what went before is forgotten. */
export const FORGOTTEN_MS = 15 * 60_000
/** Two processes read the clock a little apart. */
const A_MOMENT_MS = 5000

/**
 * Whole seconds, from 0 to 60.
 *
 * @param free failures that cost nothing: people mistype
 */
export function secondsToWait(failures: Failures | undefined, now: number, free: number): number {
  const count = leftOf(failures, now, free)
  if (!failures || count < free) return 0
  const delay = Math.min(2 ** (count - free + 1), LONGEST_SECONDS)
  return Math.max(0, Math.ceil((failures.last + delay * 1000 - now) / 1000))
}

export function addFailure(failures: Failures | undefined, now: number, free: number): Failures {
  return { count: leftOf(failures, now, free) + 1, last: now }
}

/**
 * Failures fade: those of an office, spread over a day, are no attack. One that is to come was counted before the
 * clock was set back: waiting for it would be waiting for ever.
 */
function leftOf(failures: Failures | undefined, now: number, free: number): number {
  if (!failures) return 0
  const since = now - failures.last
  if (since > FORGOTTEN_MS || since < -A_MOMENT_MS) return 0
  return Math.max(0, failures.count - Math.floor((Math.max(0, since) * free) / FORGOTTEN_MS))
}
