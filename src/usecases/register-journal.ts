/** The journal as those who keep the register read it: who, why, on whose behalf, and what they may still take back. */

import { ROLES, type GrantedRole } from '../domain/access/role.ts'
import type { Entry } from '../domain/journal/entry.ts'
import { PUBLIC_RELATIONS } from '../domain/journal/sentence.ts'
import type { Organisation, OrganisationId } from '../domain/organisations/organisation.ts'
import { organisationsCalled } from '../domain/organisations/search.ts'
import { dayWords } from '../domain/shared/day.ts'
import { InvalidInput } from '../domain/shared/errors.ts'
import type { Text } from '../domain/shared/text.ts'
import { findGrantsEver } from '../store/access.ts'
import { findInvitations } from '../store/access-links.ts'
import type { Db } from '../store/database.ts'
import { findAuthors, findEntries } from '../store/journal.ts'
import { findRegister } from '../store/organisations.ts'
import { instantsOf, MOST_CHANGES, readable, type Change, type Labels } from './journal.ts'
import { mayUndo, type Undo } from './register-undo.ts'
import { registerLabels } from './organisations.ts'

export type SignedChange = Change & {
  /** The name of the account, or what wrote without one. */
  readonly author: string
  /** On the last entry of what was written together. */
  readonly undo: Undo
}

export type RegisterJournal = {
  readonly from: string
  readonly to: string
  readonly today: string
  /** The organisation that it is limited to. */
  readonly organisation?: { readonly id: string; readonly name: string }
  /** What was typed for one, and those that may be meant: none, or several. */
  readonly unclear?: {
    readonly text: string
    readonly choice: readonly { readonly id: string; readonly name: string }[]
  }
  /** Names to propose. */
  readonly names: readonly string[]
  readonly changes: readonly SignedChange[]
  /** Whether there are earlier ones that are not listed. */
  readonly isCut: boolean
}

/** Personal values stand in them as digests. */
const RELATIONS = [
  ...PUBLIC_RELATIONS,
  'person',
  'private.contact',
  'private.consent',
  'private.request',
  'account',
  'role_grant',
  'invitation',
  'mapping'
]

/** @throws {InvalidInput} when the days are the wrong way round */
export async function registerJournal(
  db: Db,
  asked: {
    readonly from: string
    readonly to: string
    readonly today: string
    /** Where these days are. */
    readonly zone: string
    /** Its identifier, or words of its name. */
    readonly organisation: string | undefined
    /** As the journal names who reads. */
    readonly author: string
  }
): Promise<RegisterJournal> {
  const { from, to, today, zone, organisation, author } = asked
  if (from > to) {
    throw new InvalidInput({
      fr: `le premier jour (${dayWords(from).fr}) vient après le dernier (${dayWords(to).fr})`,
      en: `the first day (${dayWords(from).en}) comes after the last (${dayWords(to).en})`
    })
  }
  const register = await findRegister(db)
  const called = ({ id, names }: Organisation) => ({ id, name: names.at(-1)?.name ?? id })
  const names = register.organisations.filter((one) => one.mergedInto === undefined).map((one) => called(one).name)
  const found = organisation === undefined ? [] : organisationsCalled(register.organisations, organisation)
  const [subject] = found
  // What was removed has entries left under its identifier.
  const key = found.length > 1 ? undefined : (subject?.id ?? organisation)
  const isUnclear = organisation !== undefined && key === undefined
  const entries = isUnclear
    ? []
    : await findEntries(db, {
        relations: RELATIONS,
        // Who may read it whole may read every draft.
        issues: 'all',
        limit: MOST_CHANGES,
        ...instantsOf(zone, { from, to }),
        ...(key !== undefined && { record: { relation: 'organisation', key } })
      })
  if (organisation !== undefined && (isUnclear || (!subject && entries.length === 0))) {
    const unclear = { text: organisation, choice: found.map(called) }
    return { from, to, today, names, unclear, changes: [], isCut: false }
  }
  return {
    from,
    to,
    today,
    names,
    ...(subject && { organisation: called(subject) }),
    changes: await signed(db, entries, { author, labels: registerLabels(register) }),
    isCut: entries.length === MOST_CHANGES
  }
}

/** The last change of a record, when it is one’s own and nothing rests on it. */
export async function ownLastChange(
  db: Db,
  record: Pick<Entry, 'relation' | 'key'>,
  author: string
): Promise<number | undefined> {
  const [last] = await findEntries(db, { relations: [], record, limit: 1 })
  return last && (await mayUndo(db, last, author)) !== 'none' ? last.id : undefined
}

async function signed(
  db: Db,
  entries: readonly Entry[],
  { author, labels }: { readonly author: string; readonly labels: Labels }
): Promise<readonly SignedChange[]> {
  const keysOf = (wanted: string): readonly string[] =>
    entries.flatMap(({ relation, key }) => (relation === wanted ? [key] : []))
  const grants = await findGrantsEver(db, keysOf('role_grant'))
  const accounts = [...keysOf('account'), ...[...grants.values()].map(({ account }) => account)]
  const names = await findAuthors(db, [...entries.map(({ actor }) => actor), ...accounts.map((id) => `account:${id}`)])
  const invitations = await findInvitations(db, keysOf('invitation'))
  /** Accounts by their names; roles and invitations by what they are and whose. */
  const named: Labels = (relation, key) => {
    const invitation = relation === 'invitation' ? invitations.get(key) : undefined
    if (invitation) return ofWhom(invitation.grant.role, invitation.name)
    const grant = relation === 'role_grant' ? grants.get(key) : undefined
    const name = names.get(`account:${grant?.account ?? key}`)
    if (name === undefined) return labels(relation, key)
    return grant ? ofWhom(grant.role, name) : { fr: name, en: name }
  }
  const changes: SignedChange[] = []
  let told = ''
  for (const entry of entries.toReversed()) {
    changes.push({
      ...readable(entry, named),
      author: names.get(entry.actor) ?? entry.actor,
      undo: entry.at === told ? 'none' : await mayUndo(db, entry, author)
    })
    told = entry.at
  }
  return changes
}

function ofWhom(role: GrantedRole, name: string | undefined): Text {
  const { fr, en } = ROLES[role].label
  return name === undefined ? { fr, en } : { fr: `${fr}, ${name}`, en: `${en}, ${name}` }
}

/** The organisations that what was typed may mean: one, or several to choose from, whose entries are not told. */
export async function organisationsMeant(db: Db, text: string): Promise<readonly OrganisationId[]> {
  return organisationsCalled((await findRegister(db)).organisations, text).map(({ id }) => id)
}
