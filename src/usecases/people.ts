/** People written by forms: public offices with their dates, a private contact, the account that is theirs. */

import { createHash } from 'node:crypto'
import type { Actor } from '../domain/access/actor.ts'
import type { Subject } from '../domain/access/policy.ts'
import { choicesIn, type FieldConflict } from '../domain/journal/conflict.ts'
import { personConflicts, resolvePerson, type PersonState } from '../domain/organisations/person-conflict.ts'
import { personFields, readPerson, type PrivateContact } from '../domain/organisations/person-form.ts'
import { parsePersonId, type Person, type PersonId } from '../domain/organisations/person.ts'
import { registerProblems } from '../domain/organisations/register.ts'
import { InvalidInput, NotFound, Refused } from '../domain/shared/errors.ts'
import type { FormFields, FormProblem } from '../domain/shared/form.ts'
import { foldName } from '../domain/territories/names.ts'
import type { Db } from '../store/database.ts'
import { change } from '../store/journal.ts'
import { saveContact } from '../store/organisations-personal.ts'
import { findRegister, savePerson } from '../store/organisations.ts'
import {
  endLeft,
  findPerson,
  linkAccount,
  listPeople,
  listUnlinked,
  lockPerson,
  type AccountLink,
  type PersonLine,
  type PersonRecord
} from '../store/people.ts'
import { signatureOf } from './signature.ts'

type Asking = { readonly db: Db; readonly actor: Actor }

export function allPeople({ db }: Asking): Promise<readonly PersonLine[]> {
  return listPeople(db)
}

/** What a person is to the policy; nothing of one that is not there. */
export async function personSubject(db: Db, id: string): Promise<Subject> {
  return (await findPerson(db, id)) ? { owner: id, state: 'active' } : {}
}

export type PersonSheet = {
  readonly id: string
  readonly name: string
  readonly fields: FormFields
  readonly accounts: readonly AccountLink[]
  readonly unlinked: readonly AccountLink[]
}

/** @throws {NotFound} */
export async function openPerson({ db, actor }: Asking, id: string): Promise<PersonSheet> {
  return change(db, signatureOf(actor, {}), async (transaction) => {
    const record = await recordOf(transaction, id)
    const { person, accounts } = record
    return { id, name: person.name, fields: fieldsOf(record), accounts, unlinked: await listUnlinked(transaction) }
  })
}

export type PersonOutcome =
  | { readonly status: 'saved'; readonly id: string; readonly ended: number }
  | { readonly status: 'problems'; readonly problems: readonly FormProblem[] }
  /** Somebody saved first: nothing was written; `read` is what tells that what they saved was seen. */
  | { readonly status: 'conflict'; readonly read: string; readonly conflicts: readonly FieldConflict[] }

/**
 * Saves what the form says, unless somebody saved meanwhile: they are shown field by field, and fields `read` and
 * `choice.<field>` of their screen say what is kept. Who has left an organisation loses at once what was held on its
 * behalf, sessions included.
 *
 * @throws {NotFound}
 */
export async function savePersonForm(
  { db, actor }: Asking,
  id: string,
  fields: FormFields,
  now: Date
): Promise<PersonOutcome> {
  const form = readPerson(parsePersonId(id), fields)
  if (form.status === 'problems') return form
  return change(db, signatureOf(actor, fields), async (transaction): Promise<PersonOutcome> => {
    await lockPerson(transaction, id)
    const record = await recordOf(transaction, id)
    const [mine, theirs] = [stateOf(form), stateOf({ person: record.person, contact: record.contact ?? NO_CONTACT })]
    const { read = '' } = fieldsOf(record)
    const isSeen = read === fields['read']
    const choices = choicesIn(fields)
    const base = baseIn(id, fields) ?? (isSeen && Object.keys(choices).length === 0 ? theirs : undefined)
    const conflicts = personConflicts(base, mine, theirs)
    const chosen = isSeen || conflicts.length === 0 ? resolvePerson(mine, theirs, conflicts, choices) : undefined
    if (!chosen) return { status: 'conflict', read, conflicts }
    const { name, example, mandates, email, phone } = chosen
    const person = { id: form.person.id, name, example, mandates }
    const problems = await problemsOf(transaction, person)
    if (problems.length > 0) return { status: 'problems', problems }
    await savePerson(transaction, person)
    if (email !== theirs.email || phone !== theirs.phone) await saveContact(transaction, id, { email, phone })
    return { status: 'saved', id, ended: await endLeft(transaction, id, now) }
  })
}

function stateOf({ person, contact }: { readonly person: Person; readonly contact: PrivateContact }): PersonState {
  const { name, example, mandates } = person
  return { name, example, mandates, email: contact.email, phone: contact.phone }
}

/** What the form was opened on, which the form carries: names and addresses have no past in the registry. */
function baseIn(id: string, fields: FormFields): PersonState | undefined {
  const base = parseFields(fields['base'] ?? '')
  const read = base && readPerson(parsePersonId(id), base)
  return read?.status === 'read' ? stateOf(read) : undefined
}

function parseFields(text: string): FormFields | undefined {
  try {
    const read: unknown = JSON.parse(text)
    if (typeof read !== 'object' || read === null) return undefined
    const pairs = Object.entries(read).filter((pair): pair is [string, string] => typeof pair[1] === 'string')
    return Object.fromEntries(pairs)
  } catch {
    return undefined
  }
}

const NO_CONTACT: PrivateContact = { email: null, phone: null }

/** Adds a person, under an identifier made from the name. */
export async function addPersonForm({ db, actor }: Asking, fields: FormFields): Promise<PersonOutcome> {
  const id = foldName(fields['name'] ?? '').replaceAll(' ', '-')
  if (!isPersonId(id)) return { status: 'problems', problems: [{ field: 'name', text: NO_NAME }] }
  const read = readPerson(id, fields)
  if (read.status === 'problems') return read
  return change(db, signatureOf(actor, fields), async (transaction): Promise<PersonOutcome> => {
    if (await findPerson(transaction, id)) return { status: 'problems', problems: [{ field: 'name', text: KNOWN }] }
    const problems = await problemsOf(transaction, read.person)
    if (problems.length > 0) return { status: 'problems', problems }
    await savePerson(transaction, read.person)
    if (read.contact.email !== null || read.contact.phone !== null) await saveContact(transaction, id, read.contact)
    return { status: 'saved', id, ended: 0 }
  })
}

/** Says whose an account is, or that it is nobody’s any more. @throws {NotFound} {Refused} `other-person` */
export async function setAccount(
  { db, actor }: Asking,
  person: string,
  asked: { readonly account: string; readonly isLinked: boolean },
  now: Date
): Promise<void> {
  await change(db, signatureOf(actor, {}), async (transaction) => {
    const { accounts } = await recordOf(transaction, person)
    const unlinked = await listUnlinked(transaction)
    const among = asked.isLinked ? unlinked : accounts
    if (!among.some(({ id }) => id === asked.account)) throw new Refused('other-person', NOT_THEIRS)
    await linkAccount(transaction, asked.account, asked.isLinked ? person : null)
    await endLeft(transaction, person, now)
  })
}

async function recordOf(db: Db, id: string): Promise<PersonRecord> {
  const record = await findPerson(db, id)
  if (record) return record
  throw new NotFound({ fr: `La personne « ${id} » n’existe pas`, en: `There is no person "${id}"` })
}

/** With what both had read, and what tells whether somebody saved since: a digest of all that the form shows. */
function fieldsOf({ person, contact }: PersonRecord): FormFields {
  const fields = personFields(person, contact)
  const base = JSON.stringify(fields)
  return { ...fields, base, read: createHash('sha256').update(base).digest('hex').slice(0, 16) }
}

async function problemsOf(db: Db, person: Person): Promise<readonly FormProblem[]> {
  const register = await findRegister(db)
  return registerProblems({ ...register, people: [person] }, new Set())
    .filter(({ kind }) => kind === 'people')
    .map(({ path, text }) => ({ field: path.join('.'), text }))
}

function isPersonId(text: string): text is PersonId {
  try {
    return parsePersonId(text) !== ''
  } catch (error) {
    if (error instanceof InvalidInput) return false
    throw error
  }
}

const NO_NAME = { fr: 'attendu un nom', en: 'expected a name' }
const KNOWN = {
  fr: 'une personne de ce nom est déjà dans le registre : ajoutez ce qui les distingue',
  en: 'a person of that name is in the register already: add what tells them apart'
}
const NOT_THEIRS = {
  fr: 'Ce compte est déjà celui de quelqu’un, ou il est fermé.',
  en: 'This account is somebody’s already, or it is closed.'
}
