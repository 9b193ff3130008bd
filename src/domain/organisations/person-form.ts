/** The record of a person as the fields of a form, and back: public offices, and beside them the private contact. */

import { parseEmail } from '../access/identity.ts'
import { InvalidInput } from '../shared/errors.ts'
import {
  dayIn,
  EMPTY_FIELD,
  formRows,
  lineProblem,
  NOT_A_DAY,
  rowFields,
  type FormFields,
  type FormProblem
} from '../shared/form.ts'
import type { OrganisationId } from './organisation.ts'
import type { Mandate, Person, PersonId } from './person.ts'

/** Characters, as of the name of an account. */
const LONGEST_NAME = 100

export type PrivateContact = { readonly email: string | null; readonly phone: string | null }

export function personFields({ name, example, mandates }: Person, contact: PrivateContact | undefined): FormFields {
  const rows = mandates.map(({ office, ...rest }) => ({ ...rest, officeFr: office.fr, officeEn: office.en }))
  return {
    name,
    example: example ? 'yes' : '',
    ...rowFields('mandates', rows),
    email: contact?.email ?? '',
    phone: contact?.phone ?? ''
  }
}

export type ReadPerson =
  | { readonly status: 'read'; readonly person: Person; readonly contact: PrivateContact }
  | { readonly status: 'problems'; readonly problems: readonly FormProblem[] }

export function readPerson(id: PersonId, fields: FormFields): ReadPerson {
  const problems: FormProblem[] = []
  const name = (fields['name'] ?? '').trim()
  const badName = name === '' ? EMPTY_FIELD : lineProblem(name, LONGEST_NAME)
  if (badName) problems.push({ field: 'name', text: badName })
  const mandates = formRows(fields, 'mandates').map(([i, row]): Mandate => {
    for (const cell of ['organisation', 'officeFr', 'officeEn', 'source'] as const) {
      const bad = row[cell] ? lineProblem(row[cell]) : EMPTY_FIELD
      if (bad) problems.push({ field: `mandates.${i}.${cell}`, text: bad })
    }
    for (const cell of ['from', 'to', 'attested'] as const) {
      if (row[cell] && dayIn(row[cell]) === undefined)
        problems.push({ field: `mandates.${i}.${cell}`, text: NOT_A_DAY })
    }
    return {
      organisation: (row['organisation'] ?? '') as OrganisationId,
      office: { fr: row['officeFr'] ?? '', en: row['officeEn'] ?? '' },
      ...(row['from'] && { from: row['from'] }),
      ...(row['to'] && { to: row['to'] }),
      ...(row['attested'] && { attested: row['attested'] }),
      source: row['source'] ?? ''
    }
  })
  const email = emailIn(fields, problems)
  const phone = (fields['phone'] ?? '').trim()
  if (phone !== '' && !/^\+?[\d .()-]{6,25}$/.test(phone)) {
    problems.push({ field: 'phone', text: { fr: 'attendu un numéro, comme 03 21 00 00 00', en: 'expected a number' } })
  }
  if (problems.length > 0) return { status: 'problems', problems }
  return {
    status: 'read',
    person: { id, name, example: fields['example'] === 'yes', mandates },
    contact: { email, phone: phone || null }
  }
}

function emailIn(fields: FormFields, problems: FormProblem[]): string | null {
  const text = (fields['email'] ?? '').trim()
  if (text === '') return null
  try {
    return parseEmail(text)
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error
    problems.push({ field: 'email', text: error.text })
    return null
  }
}
