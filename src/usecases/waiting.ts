/** What waits for an account: each kind asks its own question, and answers with nothing where the policy says no. */

import { zoneOf } from '../domain/indicators/settings.ts'
import type { Actor } from '../domain/access/actor.ts'
import { may } from '../domain/access/policy.ts'
import { inOrderOfHaste, type Waiting, type WaitingKind } from '../domain/access/waiting.ts'
import type { DoubtStatus } from '../domain/indicators/doubt.ts'
import type { Text } from '../domain/shared/text.ts'
import { dayThere } from '../domain/shared/time-zone.ts'
import { listDoubts, type DoubtQuery } from '../store/doubts.ts'
import { listDrafts } from '../store/drafts.ts'
import { change } from '../store/journal.ts'
import { listRequests } from '../store/organisations-personal.ts'
import { openInvitations } from './access-invitations.ts'
import { tellDoubts, type ToldDoubt } from './doubt-page.ts'
import { subjectOf, type DoubtContext } from './doubts.ts'
import type { DeskContext } from './edition-desk.ts'
import { figuresWaiting, issuesWaiting } from './edition-waiting.ts'
import type { OpenObservatory } from './open.ts'
import { signatureOf } from './signature.ts'

export type AccountActor = Actor & { readonly kind: 'account' }

type Question = (context: DeskContext, actor: AccountActor) => Promise<readonly Omit<Waiting, 'kind'>[]>

const QUESTIONS: Readonly<Record<WaitingKind, Question>> = {
  'doubt-to-answer': (context, actor) => doubts(context, actor, { action: 'doubt.answer', query: ['open'], own: true }),
  'doubt-to-read': (context, actor) => doubts(context, actor, { action: 'doubt.moderate', query: ['received'] }),
  'doubt-overdue': async (context, actor) => {
    const all = await doubts(context, actor, { action: 'doubt.moderate', query: ['open'], own: false })
    return all.filter(({ isLate }) => isLate)
  },
  figures: figuresWaiting,
  edition: issuesWaiting,
  'data-request': async ({ access }, actor) => {
    if (!may(actor, 'data.answer', { state: 'open' }).allowed) return []
    const all = await change(access.db, signatureOf(actor, {}), (transaction) => listRequests(transaction))
    return all
      .filter(({ confirmed, answered }) => confirmed !== null && answered === null)
      .map(({ kind, received }) => ({ title: REQUESTS[kind], path: '/demandes', since: received, isLate: false }))
  },
  invitation: async ({ access, observatory }, actor) => {
    if (!may(actor, 'invitation.send', {}).allowed) return []
    const now = access.now()
    return (await openInvitations(access, actor)).map(({ email, createdAt, expiresAt }) => ({
      title: same(email ?? '–'),
      path: '/acces',
      since: dayOf(observatory, createdAt),
      due: dayOf(observatory, expiresAt),
      isLate: expiresAt < now
    }))
  },
  draft: async ({ access, observatory }, { account }) =>
    (await listDrafts(access.db, account)).map(({ form, savedAt }) => ({
      title: same(form),
      path: form,
      since: dayOf(observatory, savedAt),
      isLate: false
    }))
}

/** Everything that waits for an account, in order of haste. */
export async function waitingFor(context: DeskContext, actor: AccountActor): Promise<readonly Waiting[]> {
  const kinds = Object.keys(QUESTIONS) as readonly WaitingKind[]
  const found = await Promise.all(
    kinds.map(async (kind) => (await QUESTIONS[kind](context, actor)).map((one) => ({ ...one, kind })))
  )
  return inOrderOfHaste(found.flat())
}

/** More is on the page of doubts. */
const MOST = 50

type Asked = {
  readonly action: 'doubt.answer' | 'doubt.moderate'
  readonly query: readonly DoubtStatus[]
  /** Those that this account is to answer, or those that another is; undefined: both. */
  readonly own?: boolean
}

async function doubts(
  context: DoubtContext,
  actor: AccountActor,
  { action, query: statuses, own }: Asked
): Promise<readonly Omit<Waiting, 'kind'>[]> {
  const query: DoubtQuery = { statuses, limit: MOST, ...(own && { officer: actor.account }) }
  const stored = (await listDoubts(context.access.db, query)).filter(
    ({ doubt }) =>
      (own !== false || doubt.officer !== actor.account) && may(actor, action, subjectOf(context, doubt)).allowed
  )
  return (await tellDoubts(context, stored)).map(doubtWaiting)
}

function doubtWaiting({ id, indicator, place, period, receivedOn, dueOn, isLate }: ToldDoubt): Omit<Waiting, 'kind'> {
  return {
    title: { fr: `${indicator.fr}, ${place.fr}, ${period}`, en: `${indicator.en}, ${place.en}, ${period}` },
    path: `/doutes/${encodeURIComponent(id)}`,
    since: receivedOn,
    due: dueOn,
    isLate
  }
}

const REQUESTS = {
  access: { fr: 'Accès à des données', en: 'Access to data' },
  export: { fr: 'Copie de données', en: 'Copy of data' },
  rectification: { fr: 'Correction de données', en: 'Correction of data' },
  erasure: { fr: 'Effacement de données', en: 'Erasure of data' }
} as const satisfies Record<string, Text>

function same(text: string): Text {
  return { fr: text, en: text }
}

function dayOf({ folder }: OpenObservatory, at: Date): string {
  return dayThere(zoneOf(folder.settings), at)
}
