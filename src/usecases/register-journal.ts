/** The journal as those who keep the register read it: who, why, on whose behalf, and what they may still take back. */

import type { Entry } from '../domain/journal/entry.ts'
import { PUBLIC_RELATIONS } from '../domain/journal/sentence.ts'
import { dayWords } from '../domain/shared/day.ts'
import { InvalidInput } from '../domain/shared/errors.ts'
import type { Db } from '../store/database.ts'
import { findAuthors, findEntries } from '../store/journal.ts'
import { findRegister } from '../store/organisations.ts'
import { dayAfter, readable, type Change } from './journal.ts'
import { mayUndo } from './organisation-changes.ts'
import { registerLabels } from './organisations.ts'

export type SignedChange = Change & {
  /** The name of the account, or what wrote without one. */
  readonly author: string
  readonly mayUndo: boolean
}

export type RegisterJournal = {
  readonly from: string
  readonly to: string
  readonly today: string
  /** The organisation that it is limited to. */
  readonly organisation?: { readonly id: string; readonly name: string }
  readonly changes: readonly SignedChange[]
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

const MOST = 300

/** @throws {InvalidInput} when the days are the wrong way round */
export async function registerJournal(
  db: Db,
  asked: {
    readonly from: string
    readonly to: string
    readonly today: string
    readonly organisation: string | undefined
    /** As the journal names who reads. */
    readonly author: string
  }
): Promise<RegisterJournal> {
  const { from, to, today, organisation, author } = asked
  if (from > to) {
    throw new InvalidInput({
      fr: `le premier jour (${dayWords(from).fr}) vient après le dernier (${dayWords(to).fr})`,
      en: `the first day (${dayWords(from).en}) comes after the last (${dayWords(to).en})`
    })
  }
  const register = await findRegister(db)
  const entries = await findEntries(db, {
    relations: RELATIONS,
    limit: MOST,
    from: `${from}T00:00:00Z`,
    to: dayAfter(to),
    ...(organisation !== undefined && { record: { relation: 'organisation', key: organisation } })
  })
  const subject = register.organisations.find(({ id }) => id === organisation)
  return {
    from,
    to,
    today,
    ...(subject && { organisation: { id: subject.id, name: subject.names.at(-1)?.name ?? subject.id } }),
    changes: await signed(db, entries, { author, labels: registerLabels(register) })
  }
}

/** The last change of a record, when it is one’s own and nothing rests on it. */
export async function ownLastChange(db: Db, record: Entry['key'], author: string): Promise<number | undefined> {
  const [last] = await findEntries(db, { relations: [], record: { relation: 'organisation', key: record }, limit: 1 })
  return last && (await mayUndo(db, last, author)) ? last.id : undefined
}

async function signed(
  db: Db,
  entries: readonly Entry[],
  { author, labels }: { readonly author: string; readonly labels: ReturnType<typeof registerLabels> }
): Promise<readonly SignedChange[]> {
  const names = await findAuthors(
    db,
    entries.map(({ actor }) => actor)
  )
  const changes: SignedChange[] = []
  for (const entry of entries.toReversed()) {
    changes.push({
      ...readable(entry, labels(entry.relation, entry.key)),
      author: names.get(entry.actor) ?? entry.actor,
      mayUndo: await mayUndo(db, entry, author)
    })
  }
  return changes
}
