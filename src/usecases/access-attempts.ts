/** Guesses and what they cost: who tries too often waits, and a word that served once serves no more. */

import { createHmac } from 'node:crypto'
import { isIPv6 } from 'node:net'
import { addFailure, secondsToWait, FORGOTTEN_MS } from '../domain/access/delay.ts'
import type { Text } from '../domain/shared/text.ts'
import { countAttempt, deleteAttempt, insertSpent, pruneAttempts, refundAttempt } from '../store/access-attempts.ts'
import type { Access, Client } from './access.ts'

type Counting = Pick<Access, 'db' | 'settings' | 'now'>

/** What is tried, and where it counts. */
export type Attempt = {
  /** `sign-in`, `code`, `recovery`, `password`: each is counted apart. */
  readonly what: string
  readonly client: Client
  /** Undefined while nobody has said which. */
  readonly account: string | undefined
  /** A browser that signed in to this account before counts alone: nobody around it makes it wait. */
  readonly device?: string | undefined
}

/** Failures that cost nothing, for one account and for all those of an address: an office shares one. */
const FREE = { account: 4, address: 40 } as const

/** A word is remembered for longer than any clock is wrong. */
const SPENT_MS = 30 * 24 * 3600 * 1000

/** Failures between two cleanings. */
const PRUNED_EVERY = 100

const LONGEST = 300

let counted = 0

/**
 * Counts a failure before anything is checked: a hundred guesses at once are a hundred. Taken back by `forget`.
 *
 * @returns whole seconds to wait: the attempt must not go on, and was not counted; 0 lets it
 */
export async function takeAttempt(access: Counting, attempt: Attempt): Promise<number> {
  const { db, now } = access
  const at = now()
  if ((counted += 1) % PRUNED_EVERY === 0) await prune(access)
  for (const { key, free } of bucketsOf(attempt)) {
    let seconds = 0
    await countAttempt(db, digestOf(access, key), at, (before) => {
      seconds = secondsToWait(before, at.getTime(), free)
      return seconds > 0 ? undefined : addFailure(before, at.getTime(), free)
    })
    if (seconds > 0) return seconds
  }
  return 0
}

/** The attempt succeeded: failures on this account are forgotten; for the whole address, this one never was. */
export async function forgetAttempts(access: Counting, attempt: Attempt): Promise<void> {
  for (const { key, isShared } of bucketsOf(attempt)) {
    await (isShared ? refundAttempt : deleteAttempt)(access.db, digestOf(access, key))
  }
}

/** False when it served before, in whichever process, whatever the clock says. */
export async function isFirstUse(access: Counting, word: string): Promise<boolean> {
  return insertSpent(access.db, digestOf(access, `spent ${word}`), access.now())
}

async function prune({ db, now }: Counting): Promise<void> {
  const at = now().getTime()
  await pruneAttempts(db, { attempts: new Date(at - FORGOTTEN_MS), spent: new Date(at - SPENT_MS) })
}

type Bucket = {
  readonly key: string
  readonly free: number
  /** Of all the accounts that are tried from an address. */
  readonly isShared: boolean
}

/** The narrowest first. */
function bucketsOf({ what, client, account, device }: Attempt): readonly Bucket[] {
  const whom = account?.slice(0, LONGEST).toLowerCase()
  if (device !== undefined) {
    return [{ key: `${what} by ${device} on ${whom ?? ''}`, free: FREE.account, isShared: false }]
  }
  const place = networkOf(client.address)
  const shared = { key: `${what} from ${place}`, free: FREE.address, isShared: true }
  if (whom === undefined) return [shared]
  return [{ key: `${what} from ${place} on ${whom}`, free: FREE.account, isShared: false }, shared]
}

/** Without the secret, a copy of the database says neither who tried nor what. */
function digestOf({ settings }: Counting, text: string): string {
  return createHmac('sha256', settings.secret).update(`attempt\n${text}`).digest('base64url')
}

/**
 * An IPv6 subscriber holds a /64: sixteen digits tell subscribers apart, not their addresses, however they are shortened.
 * Some servers in front add the port, which is another each time.
 */
export function networkOf(address: string): string {
  const bare = /^\[([^\]]*)\](?::\d+)?$/.exec(address)?.[1] ?? address.replace(/^(\d+(?:\.\d+){3}):\d+$/, '$1')
  const mapped = /^::ffff:(\d+(?:\.\d+){3})$/i.exec(bare)?.[1]
  if (mapped !== undefined || !isIPv6(bare)) return mapped ?? bare
  const [before = [], after] = bare.split('::').map((part) => part.split(':').filter(Boolean))
  const gap = after && Array.from({ length: 8 - before.length - after.length }, () => '0')
  const groups = [...before, ...(gap ?? []), ...(after ?? [])].slice(0, 4)
  return groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':')
}

export function waitText(seconds: number): Text {
  return {
    fr: `Trop d’essais d’ici : réessayez dans ${seconds} s. Un lien de secours par courriel passe outre.`,
    en: `Too many tries from here: try again in ${seconds} s. A recovery link by e-mail needs no waiting.`
  }
}
