/** A change taken back by who made it, whole, while nothing rests on it: a record, a person with offices, a role, a merge. */

import type { Action } from '../domain/access/action.ts'
import type { Actor } from '../domain/access/actor.ts'
import { may, type Subject } from '../domain/access/policy.ts'
import type { Authorship, Entry } from '../domain/journal/entry.ts'
import { commitmentProblems } from '../domain/commitments/commitment-register.ts'
import { registerProblems } from '../domain/organisations/register.ts'
import { NotFound, Refused } from '../domain/shared/errors.ts'
import type { Text } from '../domain/shared/text.ts'
import { endGrant, findAccount, lockAdministrators } from '../store/access.ts'
import { findCommitments } from '../store/commitments.ts'
import type { Db } from '../store/database.ts'
import { change, findEntry, findWhole } from '../store/journal.ts'
import { findHolder, hasLater, isReferred, revertEntry, type UndoableRelation } from '../store/journal-undo.ts'
import { findRegister } from '../store/organisations.ts'
import { mustStillBeAllowed } from './access-still.ts'
import { commitmentSubject, namesKnown } from './commitment-forms.ts'
import { organisationSubject } from './organisation-forms.ts'
import { authorOf } from './access-invitations.ts'
import { signatureOf } from './signature.ts'

export type UndoContext = {
  readonly db: Db
  readonly actor: Actor
  readonly now: () => Date
  /** Names of the perimeters that exist. */
  readonly perimeters: ReadonlySet<string>
  /** Names of the indicators that exist. */
  readonly indicators: ReadonlySet<string>
}

/** What needs no erasing to be put back, with the key of its table. */
const UNDOABLE: Readonly<Record<UndoableRelation, string>> = {
  organisation: 'id',
  organisation_list: 'id',
  person: 'id',
  mandate: 'id',
  'private.contact': 'person',
  role_grant: 'id',
  claim: 'id',
  proposition: 'id',
  commitment_action: 'id',
  commitment_lead: 'id'
}

/**
 * Takes back a change of one’s own, with all that was written with it, as a change of its own: the journal keeps both.
 * A role that ended because its holder had left comes back if the author may grant roles; else it stays ended.
 *
 * @returns the entry that was asked for
 * @throws {NotFound}
 * @throws {Refused} by the policy; `not-yours`, `not-undoable`, `changed-since`, `in-use`, `erased`, `last-administrator`
 */
export async function undoChange(context: UndoContext, id: number): Promise<Entry> {
  const { db, actor } = context
  const authorship = { ...signatureOf(actor, {}), reason: `undo ${id}` }
  return change(db, authorship, async (transaction) => {
    const entry = Number.isSafeInteger(id) ? await findEntry(transaction, id) : undefined
    if (!entry) throw new NotFound({ fr: `Il n’y a pas d’écriture ${id}`, en: `There is no entry ${id}` })
    const whole = await findWhole(transaction, entry)
    await refuseUnlessUndoable(transaction, whole, authorOf(actor))
    const administrators = await lockAdministrators(transaction)
    const kept = await refuseUnlessAllowed(transaction, actor, whole)
    const before = await problemsNow(transaction, context)
    try {
      for (const one of kept.toReversed()) await revert(transaction, one, { authorship, now: context.now() })
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && TAKEN.includes(String(error.code)))) throw error
      throw refused('in-use', IN_USE, error)
    }
    if (administrators.length > 0 && (await lockAdministrators(transaction)).length === 0) {
      throw refused('last-administrator', LAST_ADMINISTRATOR)
    }
    const known = new Set(before)
    if ((await problemsNow(transaction, context)).some((one) => !known.has(one))) throw refused('in-use', IN_USE)
    return entry
  })
}

async function problemsNow(db: Db, { perimeters, indicators }: UndoContext): Promise<readonly string[]> {
  const promised = commitmentProblems(await findCommitments(db), await namesKnown(db, indicators))
  return [...registerProblems(await findRegister(db), perimeters), ...promised].map((one) => JSON.stringify(one))
}

/** What its author may still take back: a merge is told apart, and what goes with other changes. */
export type Undo = 'none' | 'change' | 'together' | 'merge'

export async function mayUndo(db: Db, entry: Entry, author: string): Promise<Undo> {
  if (entry.actor !== author || !isUndoable(entry)) return 'none'
  const whole = await findWhole(db, entry)
  if (!whole.every(isUndoable) || (await hasLater(db, recordsOf(whole), last(whole)))) return 'none'
  if (isMerge(whole)) return 'merge'
  return whole.length > 1 ? 'together' : 'change'
}

/** What the policy asks of an entry: whose it is, and whether what was written with it is the last of each record. */
export async function entrySubject(db: Db, id: number): Promise<Subject> {
  const entry = Number.isSafeInteger(id) ? await findEntry(db, id) : undefined
  if (!entry) return {}
  const owner = /^account:(.+)$/.exec(entry.actor)?.[1]
  const whole = await findWhole(db, entry)
  const isOver = await hasLater(db, recordsOf(whole), last(whole))
  return { ...(owner !== undefined && { owner }), state: isOver ? 'closed' : 'open' }
}

async function refuseUnlessUndoable(db: Db, whole: readonly Entry[], author: string): Promise<void> {
  if (whole.some(({ actor }) => actor !== author)) throw refused('not-yours', NOT_YOURS)
  const other = whole.find((one) => !isUndoable(one))
  if (other) {
    throw refused('not-undoable', {
      fr: `Un changement de ${other.relation} ne s’annule pas ainsi`,
      en: `A change of ${other.relation} is not undone this way`
    })
  }
  if (await hasLater(db, recordsOf(whole), last(whole))) throw refused('changed-since', CHANGED_SINCE)
}

/** What is to be put back: all of it, but the roles that this author may not give again. @throws {Refused} */
async function refuseUnlessAllowed(db: Db, actor: Actor, whole: readonly Entry[]): Promise<readonly Entry[]> {
  if (isMerge(whole)) {
    await mustStillBeAllowed(db, actor, 'organisation.merge', { state: 'active' })
    return whole
  }
  const isLeaving = whole.some(({ relation }) => relation === 'mandate')
  const kept: Entry[] = []
  for (const one of whole) {
    const [action, subject] = await rightOf(db, one)
    const isFollowing = isLeaving && one.relation === 'role_grant'
    if (isFollowing && !may(actor, action, subject).allowed) continue
    await mustStillBeAllowed(db, actor, action, subject)
    kept.push(one)
  }
  return kept
}

/** The right to make the change that takes it back. */
async function rightOf(db: Db, { relation, key, action, before, after }: Entry): Promise<readonly [Action, Subject]> {
  switch (relation) {
    case 'organisation':
      return action === 'delete'
        ? ['organisation.create', {}]
        : ['organisation.edit', await organisationSubject(db, key)]
    case 'person':
    case 'private.contact':
      return ['person.edit', { owner: key, state: 'active' }]
    case 'mandate': {
      const told = (after ?? before)?.['person']
      const person = typeof told === 'string' ? told : await findHolder(db, 'mandate', key)
      return ['person.edit', person === undefined ? {} : { owner: person, state: 'active' }]
    }
    case 'role_grant': {
      const owner = await findHolder(db, 'role_grant', key)
      const account = owner === undefined ? undefined : await findAccount(db, owner)
      const subject: Subject = account ? { owner: account.id, state: account.closedAt ? 'closed' : 'active' } : {}
      return [action === 'insert' ? 'role.withdraw' : 'role.grant', subject]
    }
    case 'claim':
      return ['claim.validate', {}]
    case 'proposition':
      return [before && 'assessments' in before ? 'commitment.review' : 'commitment.reword', {}]
    case 'commitment_action': {
      const isWording = ['title', 'former_titles', 'aim'].some((field) => before && field in before)
      return isWording ? ['commitment.reword', {}] : ['commitment.edit', await commitmentSubject(db, 'action', key)]
    }
    case 'commitment_lead':
      return action === 'update'
        ? ['commitment.edit', await commitmentSubject(db, 'lead', key)]
        : ['commitment.import', {}]
    default:
      return ['organisation.import', {}]
  }
}

async function revert(
  db: Db,
  entry: Entry,
  { authorship, now }: { readonly authorship: Authorship; readonly now: Date }
): Promise<void> {
  const { relation, key, action } = entry
  if (!isRelation(relation)) return
  // What was held was held: it ends, and is not made never to have been.
  if (relation === 'role_grant' && action === 'insert') return endGrant(db, key, now)
  if (action === 'insert' && (await isReferred(db, entry, authorship))) throw refused('in-use', IN_USE)
  const outcome = await revertEntry(db, { ...entry, relation }, { column: UNDOABLE[relation], authorship })
  if (outcome === 'erased') throw refused('erased', ERASED)
}

/** Records that the change is about; of a merge, the one that goes on too, even if nothing was added to it. */
function recordsOf(whole: readonly Entry[]): readonly (readonly [string, string])[] {
  const kept = whole.flatMap((one) => (isMerging(one) ? [['organisation', String(one.after?.['merged_into'])]] : []))
  return [...whole.map(({ relation, key }) => [relation, key]), ...kept].map(([relation = '', key = '']) => [
    relation,
    key
  ])
}

function last(whole: readonly Entry[]): number {
  return Math.max(...whole.map(({ id }) => id))
}

function isMerge(whole: readonly Entry[]): boolean {
  return whole.some(isMerging)
}

function isMerging({ relation, after }: Entry): boolean {
  return relation === 'organisation' && typeof after?.['merged_into'] === 'string'
}

function isUndoable({ relation }: Entry): boolean {
  return isRelation(relation)
}

function isRelation(text: string): text is UndoableRelation {
  return Object.hasOwn(UNDOABLE, text)
}

function refused(reason: string, text: Text, cause?: Error): Refused {
  return new Refused(reason, text, { cause })
}

/** PostgreSQL’s codes: a row that others lead to, a name that is taken. */
const TAKEN = ['23503', '23505']

const NOT_YOURS: Text = {
  fr: 'Seul l’auteur d’un changement peut l’annuler',
  en: 'Only the author of a change may undo it'
}
const CHANGED_SINCE: Text = {
  fr: 'Une fiche de ce changement a été modifiée depuis : corrigez-la plutôt',
  en: 'A record of this change was changed since: correct it instead'
}
const IN_USE: Text = {
  fr: 'D’autres fiches renvoient à celle-ci : changez-les d’abord',
  en: 'Other records lead to this one: change them first'
}
const ERASED: Text = {
  fr: 'Ce qui était écrit a été effacé pour de bon : il n’y a plus rien à remettre',
  en: 'What was written was erased for good: there is nothing left to put back'
}
const LAST_ADMINISTRATOR: Text = {
  fr: 'Il ne resterait aucun administrateur : donnez d’abord ce rôle à un autre compte',
  en: 'There would be no administrator left: give the role to another account first'
}
