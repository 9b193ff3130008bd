/** What is private of people, in its own schema: kept, given back, destroyed. */

import { sql } from 'kysely'
import type { Purpose, RequestKind, Retained } from '../domain/organisations/retention.ts'
import type { Db } from './database.ts'
import { erasePersonal } from './journal.ts'

export type Contact = { readonly email: string | null; readonly phone: string | null }

export type DataRequest = {
  readonly id: string
  readonly person: string
  readonly kind: RequestKind
  /** `YYYY-MM-DD`. */
  readonly received: string
}

export async function saveContact(db: Db, person: string, contact: Contact): Promise<void> {
  await db
    .insertInto('private.contact')
    .values({ person, ...contact })
    .onConflict((conflict) => conflict.column('person').doUpdateSet(contact))
    .execute()
}

export async function insertConsent(db: Db, person: string, purpose: Purpose, day: string): Promise<void> {
  await sql`insert into private.consent (person, purpose, given_on) values (${person}, ${purpose}, ${day})
    on conflict (person, purpose, given_on) do update set withdrawn_on = null`.execute(db)
}

/** Whether there was one to withdraw. */
export async function withdrawConsent(db: Db, person: string, purpose: Purpose, day: string): Promise<boolean> {
  const { numAffectedRows } = await sql`update private.consent set withdrawn_on = ${day}
    where person = ${person} and purpose = ${purpose} and withdrawn_on is null`.execute(db)
  return (numAffectedRows ?? 0n) > 0n
}

export async function insertRequest(db: Db, { id, person, kind, received }: DataRequest): Promise<void> {
  await db.insertInto('private.request').values({ id, person, kind, received_on: received }).execute()
}

export async function findRequest(
  db: Db,
  id: string
): Promise<(DataRequest & { readonly answered: string | null }) | undefined> {
  const { rows } = await sql<DataRequest & { readonly answered: string | null }>`
    select id, person, kind, received_on::text as received, answered_on::text as answered
    from private.request where id = ${id}`.execute(db)
  return rows[0]
}

export async function saveAnswer(db: Db, id: string, day: string, outcome: string): Promise<void> {
  await db.updateTable('private.request').set({ answered_on: day, outcome }).where('id', '=', id).execute()
}

/** Everything that is held on a person, as plain data for them to take away. */
export async function findPersonFile(db: Db, person: string): Promise<unknown> {
  const { rows } = await sql<{ file: unknown }>`
    select jsonb_build_object(
      'person', (select to_jsonb(p) from person as p where id = ${person}),
      'mandates', (select coalesce(jsonb_agg(m order by m.id), '[]') from mandate as m where m.person = ${person}),
      'contact', (select to_jsonb(c) from private.contact as c where c.person = ${person}),
      'consents', (select coalesce(jsonb_agg(c order by given_on), '[]') from private.consent as c
        where c.person = ${person}),
      'requests', (select coalesce(jsonb_agg(r order by received_on), '[]') from private.request as r
        where r.person = ${person}),
      'journal', (select coalesce(jsonb_agg(to_jsonb(e) - 'hash' order by id), '[]') from journal.entry as e
        where (relation in ('person', 'private.contact') and key = ${person})
          or (relation in ('private.consent', 'private.request', 'mandate')
            and coalesce(after, before) ->> 'person' = ${person})),
      'personal', (select coalesce(jsonb_agg(to_jsonb(v) - 'salt' order by entry), '[]')
        from journal.personal as v join journal.entry as e on e.id = v.entry
        where relation in ('person', 'private.contact') and key = ${person})
    ) as file`.execute(db)
  return rows[0]?.file
}

export type PersonState = { readonly offices: number; readonly openAccounts: number }

/** Undefined when nobody has that name. */
export async function findPersonState(db: Db, person: string): Promise<PersonState | undefined> {
  const { rows } = await sql<PersonState>`
    select (select count(*)::integer from mandate where person = p.id) as offices,
      (select count(*)::integer from account where person = p.id and closed_at is null) as "openAccounts"
    from person as p where id = ${person}`.execute(db)
  return rows[0]
}

/** Contact, consents, and what the journal holds of them; the person too unless public offices remain. */
export async function destroyPerson(db: Db, person: string, { offices }: PersonState): Promise<number> {
  await db.deleteFrom('private.contact').where('person', '=', person).execute()
  await db.deleteFrom('private.consent').where('person', '=', person).execute()
  const erased = await erasePersonal(db, 'private.contact', person)
  if (offices > 0) return erased
  await db.deleteFrom('person').where('id', '=', person).execute()
  return erased + (await erasePersonal(db, 'person', person))
}

export type Due = { readonly kind: Retained; readonly key: string; readonly since: string }

/** What ended on the last due day of its kind, or before. */
export async function findDue(db: Db, lastDue: Readonly<Record<Retained, string>>): Promise<readonly Due[]> {
  const { rows } = await sql<Due>`
    select 'contact' as kind, contact.person as key, ended::text as since
    from private.contact as contact
    cross join lateral (
      select greatest(
        (select max(until) from mandate where person = contact.person),
        (select max(closed_at)::date from account where person = contact.person),
        (select lower(period)::date from history.contact as h where h.person = contact.person and upper_inf(h.period))
      ) as ended
    ) as last
    where ended <= ${lastDue.contact}::date
      and not exists (select from mandate where person = contact.person and until is null)
      and not exists (select from account where person = contact.person and closed_at is null)
    union all
    select 'consent', jsonb_build_array(person, purpose, given_on)::text, withdrawn_on::text
    from private.consent where withdrawn_on <= ${lastDue.consent}::date
    union all
    select 'request', id, answered_on::text from private.request where answered_on <= ${lastDue.request}::date
    order by 1, 2`.execute(db)
  return rows
}

export async function removeDue(db: Db, { kind, key }: Due): Promise<void> {
  switch (kind) {
    case 'contact':
      await db.deleteFrom('private.contact').where('person', '=', key).execute()
      await erasePersonal(db, 'private.contact', key)
      return
    case 'consent':
      await sql`delete from private.consent
        where jsonb_build_array(person, purpose, given_on) = ${key}::jsonb`.execute(db)
      return
    case 'request':
      await db.deleteFrom('private.request').where('id', '=', key).execute()
      await erasePersonal(db, 'private.request', key)
  }
}
