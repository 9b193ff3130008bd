/** Work that waits in the registry until it is done, and what becomes of it when it fails. */

import type { Text } from '../shared/text.ts'

/** A later module adds a line here, and its work in `jobs/`. */
export const JOB_KINDS = {
  letter: { fr: 'lettre', en: 'letter' },
  notice: { fr: 'avis', en: 'notice' },
  digest: { fr: 'résumé des avis', en: 'digest of notices' },
  'edition-files': { fr: 'fichiers d’une édition', en: 'files of an edition' },
  'edition-freeze': { fr: 'édition à figer', en: 'issue to freeze' },
  'edition-reminder': { fr: 'rappel aux producteurs d’une édition', en: 'reminder to the producers of an issue' },
  'edition-review': { fr: 'éditions à revoir', en: 'editions to review' }
} as const satisfies Record<string, Text>

export type JobKind = keyof typeof JOB_KINDS

export function isJobKind(text: string): text is JobKind {
  return Object.hasOwn(JOB_KINDS, text)
}

const MINUTE_MS = 60_000

/** Minutes until the next try, after the first failure, the second…: three days in all. */
const BACK_OFF = [1, 2, 5, 10, 20, 40, 60, 120, 240, 480, 720, 1440, 1440]

export type NextTry = { readonly status: 'waiting'; readonly runAt: Date } | { readonly status: 'failed' }

/** @param attempts how often it has failed by now, at least 1 */
export function nextTry(attempts: number, now: Date, expiresAt: Date | undefined): NextTry {
  const minutes = BACK_OFF[attempts - 1]
  if (minutes === undefined) return { status: 'failed' }
  const runAt = new Date(now.getTime() + minutes * MINUTE_MS)
  return expiresAt && runAt >= expiresAt ? { status: 'failed' } : { status: 'waiting', runAt }
}
