/** The work that waits, done one piece at a time; and what administrators see and do of it. */

import type { Actor } from '../domain/access/actor.ts'
import { mustBeAllowed } from '../domain/access/refusal.ts'
import {
  cadenceOf,
  NOTIFICATION_KIND_NAMES,
  type Cadence,
  type Notification
} from '../domain/notifications/notification.ts'
import type { JobKind } from '../domain/service/job.ts'
import { InvalidInput, NotFound } from '../domain/shared/errors.ts'
import type { Language, Text } from '../domain/shared/text.ts'
import { setSending } from '../store/access-links.ts'
import type { Db } from '../store/database.ts'
import { change } from '../store/journal.ts'
import { findRecipients, takeOne, takeUntold, type Recipient } from '../store/notifications.ts'
import { discardJob, findQueueState, listJobs, retryJob, workOnce, type Job, type QueueState } from '../store/queue.ts'
import { findMarks, saveMark } from '../store/service.ts'
import type { Access } from './access.ts'
import { authorOf } from './access-invitations.ts'
import { giveUpFreezing } from './edition-freezing.ts'
import { readWaiting, type Mail } from './letters.ts'
import { digestMail, noticeMail, type Addresses } from './notification-mail.ts'
import { stopWord, type Stopped } from './notification-stop.ts'

/** Kinds of work whose hands are given: they make files, or ask figures. */
export type HandKind = Extract<JobKind, `edition-${string}`>

export type Workshop = {
  readonly db: Db
  readonly settings: { readonly secret: string; readonly origin: string }
  /** Name of the observatory. */
  readonly observatory: Text
  readonly now: () => Date
  /**
   * Undefined when no mail server is configured: people are told in the product alone.
   *
   * @param id the same at each try: a mail server that has the letter already tells it by that
   * @throws {Refused} when trying again is of no use, any other error when it is
   */
  readonly deliver: ((mail: Mail, id: string) => Promise<void>) | undefined
  /** The address of a page in a language, from its French address. */
  readonly pathIn: (path: string, language: Language) => string
  readonly paths: Readonly<Record<'settings' | 'stop', Readonly<Record<Language, string>>>>
  /** Work that is no letter. What it writes in the transaction is undone when it fails, and it is tried again. */
  readonly hands: Readonly<Record<HandKind, (transaction: Db, payload: unknown) => Promise<void>>>
  readonly log: (line: string) => void
}

/** Does what has waited longest, if anything is due. */
export async function workNext(workshop: Workshop): Promise<'idle' | 'done' | 'failed'> {
  const { db, now, log } = workshop
  const outcome = await workOnce(db, now(), (transaction, job) => work(workshop, transaction, job))
  if (outcome.status !== 'failed') return outcome.status
  const { job, fault, isGivenUp } = outcome
  log(`job ${job.id} (${job.kind}), try ${job.attempts + 1}: ${fault.message}`)
  const invitation = invitationOf(job)
  if (isGivenUp && invitation !== undefined) {
    await change(db, { actor: 'system' }, (transaction) => setSending(transaction, invitation, 'failed'))
  }
  if (isGivenUp && job.kind === 'edition-freeze') {
    const { edition } = job.payload as { readonly edition: string }
    await giveUpFreezing(db, edition, now())
  }
  return 'failed'
}

/** All that is written is written before the letter leaves: what remains after is the commit alone. */
async function work(workshop: Workshop, transaction: Db, job: Job): Promise<void> {
  const { deliver, now, hands } = workshop
  if (isHandKind(job.kind)) return hands[job.kind](transaction, job.payload)
  const mail = await mailOf(workshop, transaction, job)
  if (!mail || !deliver) return
  await saveMark(transaction, 'letter', now(), {})
  await deliver(mail, `${job.id}.${job.createdAt.getTime().toString(36)}`)
}

/** Undefined when there is nothing to say any more: read meanwhile, not wanted any more, the account closed. */
async function mailOf(workshop: Workshop, transaction: Db, job: Job): Promise<Mail | undefined> {
  const { deliver, settings } = workshop
  switch (job.kind) {
    case 'letter': {
      if (!deliver) throw new Error('no mail server is configured (SMTP_URL)')
      const { invitation, ...mail } = readWaiting(job.payload, settings.secret)
      if (invitation !== undefined) {
        await change(transaction, { actor: 'system' }, () => setSending(transaction, invitation, 'sent'))
      }
      return mail
    }
    case 'notice':
      return deliver && noticeOf(workshop, transaction, job)
    case 'digest':
      return deliver && digestOf(workshop, transaction, job)
    case 'edition-files':
    case 'edition-freeze':
    case 'edition-reminder':
    case 'edition-review':
      return undefined
  }
}

function isHandKind(kind: JobKind): kind is HandKind {
  return kind.startsWith('edition-')
}

async function noticeOf(workshop: Workshop, transaction: Db, job: Job): Promise<Mail | undefined> {
  const { notification } = job.payload as { readonly notification: string }
  const recipient = await recipientOf(transaction, job)
  const taken = recipient && (await takeOne(transaction, notification, workshop.now()))
  if (!taken || cadenceOf(recipient.choices, taken.notification.kind) === 'none') return undefined
  const addresses = addressesOf(workshop, recipient, taken.notification.kind)
  return noticeMail(recipient, taken.notification, workshop.observatory, addresses)
}

async function digestOf(workshop: Workshop, transaction: Db, job: Job): Promise<Mail | undefined> {
  const { cadence } = job.payload as { readonly cadence: Cadence }
  const recipient = await recipientOf(transaction, job)
  if (!recipient) return undefined
  const kinds = NOTIFICATION_KIND_NAMES.filter((kind) => cadenceOf(recipient.choices, kind) === cadence)
  const untold = await takeUntold(transaction, recipient.account, kinds, workshop.now())
  if (untold.length === 0) return undefined
  return digestMail(recipient, untold, workshop.observatory, addressesOf(workshop, recipient, 'digests'))
}

async function recipientOf(transaction: Db, { account }: Job): Promise<Recipient | undefined> {
  return account === undefined ? undefined : (await findRecipients(transaction, { accounts: [account] }))[0]
}

function addressesOf(workshop: Workshop, { account, language }: Recipient, stopped: Stopped): Addresses {
  const { settings, paths, pathIn } = workshop
  const origin = settings.origin.replace(/\/$/, '')
  return {
    stop: `${origin}${paths.stop[language]}/${stopWord(settings.secret, account, stopped)}`,
    settings: `${origin}${paths.settings[language]}`,
    page: ({ path }: Notification) => `${origin}${pathIn(path, language)}`
  }
}

function invitationOf({ payload }: Job): string | undefined {
  if (typeof payload !== 'object' || payload === null || !('invitation' in payload)) return undefined
  return typeof payload.invitation === 'string' ? payload.invitation : undefined
}

/** Shown at once. */
const MOST_SHOWN = 200

export type Queue = QueueState & {
  readonly jobs: readonly Job[]
  /** When a mail server last took a letter; undefined when none ever did. */
  readonly lastLetter: Date | undefined
}

export async function readQueue({ db, now }: Access, actor: Actor): Promise<Queue> {
  mustBeAllowed(actor, 'administration.read', {})
  const [state, jobs, marks] = await Promise.all([findQueueState(db, now()), listJobs(db, MOST_SHOWN), findMarks(db)])
  return { ...state, jobs, lastLetter: marks.get('letter')?.at }
}

/** At once, with all its tries before it. @throws {NotFound} when it was done or discarded meanwhile */
export async function retry({ db, now }: Access, actor: Actor, id: string): Promise<void> {
  mustBeAllowed(actor, 'administration.run', {})
  if (!(await retryJob(db, idOf(id), now()))) throw new NotFound(NO_JOB)
}

/** For good: the journal keeps what kind it was, and why. @throws {InvalidInput} without a reason */
export async function discard({ db }: Access, actor: Actor, id: string, reason: string): Promise<void> {
  mustBeAllowed(actor, 'administration.run', {})
  const told = reason.trim().slice(0, 500)
  if (told === '') throw new InvalidInput(NO_REASON)
  await change(db, { actor: authorOf(actor), reason: told }, async (transaction) => {
    if (!(await discardJob(transaction, idOf(id), told))) throw new NotFound(NO_JOB)
  })
}

/** @throws {NotFound} */
function idOf(text: string): string {
  if (/^\d{1,18}$/.test(text)) return text
  throw new NotFound(NO_JOB)
}

const NO_JOB: Text = {
  fr: 'Cette tâche n’est plus là : elle est faite, ou abandonnée. Rouvrez la liste.',
  en: 'This job is not there any more: it was done, or discarded. Open the list again.'
}
const NO_REASON: Text = {
  fr: 'Dites pourquoi cette tâche est abandonnée : le journal le garde.',
  en: 'Say why this job is discarded: the journal keeps it.'
}
