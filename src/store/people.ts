/** People of the register as those who keep it see them: with their offices, their account, their private contact. */

import { sql } from 'kysely'
import type { PrivateContact } from '../domain/organisations/person-form.ts'
import type { Mandate, Person, PersonId } from '../domain/organisations/person.ts'
import type { Db } from './database.ts'

export type PersonLine = {
  readonly id: string
  readonly name: string
  readonly example: boolean
  readonly offices: number
  /** Accounts that are theirs, and open. */
  readonly accounts: number
}

export async function listPeople(db: Db): Promise<readonly PersonLine[]> {
  const { rows } = await sql<PersonLine>`
    select p.id, p.name, p.example, (select count(*)::integer from mandate where person = p.id) as offices,
      (select count(*)::integer from account where person = p.id and closed_at is null) as accounts
    from person as p order by lower(p.name), p.id limit 2000`.execute(db)
  return rows
}

export type PersonRecord = {
  readonly person: Person
  /** Undefined where there is none, or none that the reader may see. */
  readonly contact: PrivateContact | undefined
  readonly accounts: readonly AccountLink[]
}

/** Until the transaction ends: two who save at once save one after the other. */
export async function lockPerson(db: Db, id: string): Promise<void> {
  await sql`select from person where id = ${id} for update`.execute(db)
}

export type AccountLink = { readonly id: string; readonly name: string; readonly email: string }

export async function findPerson(db: Db, id: string): Promise<PersonRecord | undefined> {
  const { rows } = await sql<{
    readonly id: string
    readonly name: string
    readonly example: boolean
    readonly mandates: readonly Mandate[]
    readonly contact: PrivateContact | null
    readonly accounts: readonly AccountLink[]
  }>`
    select p.id, p.name, p.example,
      coalesce((select json_agg(json_strip_nulls(json_build_object('organisation', organisation, 'office', office,
          'from', since, 'to', until, 'attested', attested, 'source', source)) order by id collate "C")
        from mandate where person = p.id), '[]') as mandates,
      (select json_build_object('email', email, 'phone', phone) from private.contact where person = p.id) as contact,
      coalesce((select json_agg(json_build_object('id', id, 'name', name, 'email', email)) from account
        where person = p.id and closed_at is null), '[]') as accounts
    from person as p where p.id = ${id}`.execute(db)
  const [row] = rows
  if (!row) return undefined
  const { contact, accounts, ...person } = row
  return { person: { ...person, id: person.id as PersonId }, contact: contact ?? undefined, accounts }
}

/** Open accounts that are nobody’s of the register yet. */
export async function listUnlinked(db: Db): Promise<readonly AccountLink[]> {
  const { rows } = await sql<AccountLink>`
    select id, name, email from account
    where person is null and closed_at is null and not demonstration order by lower(name), id limit 500`.execute(db)
  return rows
}

/** Whether there was such an account to be linked, or freed. */
export async function linkAccount(db: Db, account: string, person: string | null): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('account')
    .set({ person })
    .where('id', '=', account)
    .where('closed_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/**
 * Ends what a person holds on behalf of organisations where every office has ended, and the sessions of the accounts
 * that held it; how many roles ended.
 */
export async function endLeft(db: Db, person: string, now: Date): Promise<number> {
  const { rows } = await sql<{ account: string }>`
    update role_grant as g set until = ${now} from account as a
    where a.id = g.account and a.person = ${person} and g.until is null and rights.has_left(${person}, g.organisation)
    returning g.account`.execute(db)
  const accounts = [...new Set(rows.map(({ account }) => account))]
  if (accounts.length > 0) await db.deleteFrom('account_session').where('account', 'in', accounts).execute()
  return rows.length
}
