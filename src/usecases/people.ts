/** People written by forms: public offices with their dates, a private contact, the account that is theirs. */

import { createHash } from 'node:crypto'
import type { Actor } from '../domain/access/actor.ts'
import type { Subject } from '../domain/access/policy.ts'
import { personFields, readPerson } from '../domain/organisations/person-form.ts'
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
  | { readonly status: 'problems'; readonly problems: readonly FormProblem[]; readonly read?: string }

/**
 * Saves what the form says, unless somebody saved meanwhile; who has left an organisation loses at once what was held
 * on its behalf, sessions included.
 *
 * @throws {NotFound}
 */
export async function savePersonForm(
  { db, actor }: Asking,
  id: string,
  fields: FormFields,
  now: Date
): Promise<PersonOutcome> {
  const read = readPerson(parsePersonId(id), fields)
  if (read.status === 'problems') return read
  return change(db, signatureOf(actor, fields), async (transaction): Promise<PersonOutcome> => {
    const stored = fieldsOf(await recordOf(transaction, id))
    if (stored['read'] !== fields['read']) return meanwhile(stored, fields)
    const problems = await problemsOf(transaction, read.person)
    if (problems.length > 0) return { status: 'problems', problems }
    await savePerson(transaction, read.person)
    const { email, phone } = read.contact
    if (email !== (stored['email'] || null) || phone !== (stored['phone'] || null)) {
      await saveContact(transaction, id, read.contact)
    }
    return { status: 'saved', id, ended: await endLeft(transaction, id, now) }
  })
}

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

/** With what tells whether somebody saved since: a digest of all that the form shows. */
function fieldsOf({ person, contact }: PersonRecord): FormFields {
  const fields = personFields(person, contact)
  return { ...fields, read: createHash('sha256').update(JSON.stringify(fields)).digest('hex').slice(0, 16) }
}

function meanwhile(stored: FormFields, fields: FormFields): PersonOutcome {
  const names = [...new Set([...Object.keys(stored), ...Object.keys(fields)])]
  const differing = names.filter(
    (name) => /^(?:name|email|phone)$|^mandates\./.test(name) && (stored[name] ?? '') !== (fields[name] ?? '').trim()
  )
  return {
    status: 'problems',
    read: stored['read'] ?? '',
    problems: [
      { field: 'name', text: MEANWHILE },
      ...differing.map((field) => ({
        field,
        text: { fr: `à présent : ${stored[field] || 'vide'}`, en: `now: ${stored[field] || 'empty'}` }
      }))
    ]
  }
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
const MEANWHILE = {
  fr: 'quelqu’un a enregistré pendant que vous écriviez ; rien n’est écrasé. Voyez ce qui diffère, puis enregistrez encore',
  en: 'somebody saved while you were writing; nothing is overwritten. See what differs, then save again'
}
const NOT_THEIRS = {
  fr: 'Ce compte est déjà celui de quelqu’un, ou il est fermé.',
  en: 'This account is somebody’s already, or it is closed.'
}
