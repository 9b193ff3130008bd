/**
 * How long a guess must wait. Failures are counted for one network address with one account: whoever guesses waits,
 * its owner elsewhere does not, and nobody is ever shut out.
 */

export type Failures = {
  readonly count: number
  /** Milliseconds since 1970. */
  readonly last: number
}

/** Typing errors of a person cost nothing. */
const FREE = 4
const LONGEST_SECONDS = 60
/** After this, what went before is forgotten. */
const FORGOTTEN_MS = 15 * 60_000

/** Whole seconds, from 0 to 60; never more, even if the clock was set back. */
export function secondsToWait(failures: Failures | undefined, now: number): number {
  if (!failures || failures.count < FREE || isForgotten(failures, now)) return 0
  const delay = Math.min(2 ** (failures.count - FREE + 1), LONGEST_SECONDS)
  return Math.min(Math.max(0, Math.ceil((failures.last + delay * 1000 - now) / 1000)), delay)
}

export function addFailure(failures: Failures | undefined, now: number): Failures {
  return { count: failures && !isForgotten(failures, now) ? failures.count + 1 : 1, last: now }
}

function isForgotten({ last }: Failures, now: number): boolean {
  return now - last > FORGOTTEN_MS
}
