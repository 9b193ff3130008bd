/** What is private of people, in its own schema: kept, given back, destroyed. */

import { sql } from 'kysely'
import type { Purpose, RequestKind, Retained } from '../domain/organisations/retention.ts'
import type { Db } from './database.ts'
import { erasePersonal } from './journal.ts'

export type Contact = { readonly email: string | null; readonly phone: string | null }

/** Whom a request is about, as far as it is known: a person of the register, an account, or an address alone. */
export type DataSubject = { readonly person: string | null; readonly account: string | null }

export type DataRequest = DataSubject & {
  readonly id: string
  readonly kind: RequestKind
  readonly email: string | null
  readonly message: string | null
  /** `YYYY-MM-DD`. */
  readonly received: string
  /** When whoever asks proved who they are; null until then. */
  readonly confirmed: string | null
  readonly answered: string | null
  readonly outcome: string | null
}

export async function saveContact(db: Db, person: string, contact: Contact): Promise<void> {
  await db
    .insertInto('private.contact')
    .values({ person, ...contact })
    .onConflict((conflict) => conflict.column('person').doUpdateSet(contact))
    .execute()
}

/** What a person agreed to and has not withdrawn, by purpose, with the day. */
export async function findConsents(db: Db, person: string): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ purpose: string; day: string }>`
    select purpose, max(given_on)::text as day from private.consent
    where person = ${person} and withdrawn_on is null group by purpose`.execute(db)
  return new Map(rows.map(({ purpose, day }) => [purpose, day]))
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

/** `digest` is of the word in the link that proves the address. */
export async function insertRequest(
  db: Db,
  { id, person, account, kind, email, message, received, confirmed }: Omit<DataRequest, 'answered' | 'outcome'>,
  digest?: string
): Promise<void> {
  const asked = { id, person, account, kind, email, message, received_on: received, confirmed_on: confirmed }
  await db
    .insertInto('private.request')
    .values({ ...asked, digest: digest ?? null })
    .execute()
}

const REQUESTS = sql`select id, person, account, kind, email, message, received_on::text as received,
  confirmed_on::text as confirmed, answered_on::text as answered, outcome from private.request`

export async function findRequest(db: Db, id: string): Promise<DataRequest | undefined> {
  const { rows } = await sql<DataRequest>`${REQUESTS} where id = ${id}`.execute(db)
  return rows[0]
}

/** Those that the reader may see, what waits first, the oldest of it first; the answered ones after, latest first. */
export async function listRequests(db: Db): Promise<readonly DataRequest[]> {
  const { rows } = await sql<DataRequest>`${REQUESTS}
    order by answered_on is not null, case when answered_on is null then received_on end, answered_on desc, id
    limit 500`.execute(db)
  return rows
}

/** Whether the link was good: it serves once, and for a week. */
export async function confirmRequest(db: Db, digest: string, day: string): Promise<boolean> {
  const { numAffectedRows } = await sql`update private.request set confirmed_on = ${day}, digest = null
    where digest = ${digest} and received_on > ${day}::date - 7`.execute(db)
  return (numAffectedRows ?? 0n) > 0n
}

/** By somebody who checked who asks. */
export async function confirmKnown(db: Db, id: string, day: string): Promise<void> {
  await db
    .updateTable('private.request')
    .set({ confirmed_on: day, digest: null })
    .where('id', '=', id)
    .where('confirmed_on', 'is', null)
    .execute()
}

/** Requests that wait, by address: one more is refused beyond some. */
export async function countWaiting(db: Db, email: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::integer as count from private.request
    where email = ${email} and answered_on is null`.execute(db)
  return rows[0]?.count ?? 0
}

/** People and accounts that have this address: whom a request may be about. */
export async function findByAddress(db: Db, email: string): Promise<DataSubject | undefined> {
  const { rows } = await sql<DataSubject>`
    select coalesce(a.person, c.person) as person, a.id as account
    from (select id, person from account where email = lower(${email})) as a
    full join (select person from private.contact where lower(email) = lower(${email})) as c on true
    order by c.person nulls last limit 1`.execute(db)
  return rows[0]
}

export async function saveAnswer(
  db: Db,
  id: string,
  answer: DataSubject & { readonly day: string; readonly outcome: string; readonly by: string }
): Promise<void> {
  const { day, outcome, person, account, by } = answer
  await db
    .updateTable('private.request')
    .set({ answered_on: day, outcome, person, account, answered_by: by })
    .where('id', '=', id)
    .execute()
}

/** Everything that is held on a person and their account, as plain data for them to take away; secrets are not. */
export async function findPersonFile(
  db: Db,
  { person, account }: DataSubject
): Promise<Readonly<Record<string, unknown>>> {
  const { rows } = await sql<{ file: Readonly<Record<string, unknown>> }>`
    with about as materialized (
      select e.* from journal.entry as e
      where (relation in ('person', 'private.contact') and key = ${person})
        or (relation = 'account' and key = ${account})
        or (relation in ('private.consent', 'mandate') and coalesce(after, before) ->> 'person' = ${person})
        or (relation = 'private.request'
          and (coalesce(after, before) ->> 'person' = ${person} or coalesce(after, before) ->> 'account' = ${account}))
    )
    select jsonb_build_object(
      'person', (select to_jsonb(p) from person as p where id = ${person}),
      'mandates', (select coalesce(jsonb_agg(m order by m.id), '[]') from mandate as m where m.person = ${person}),
      'contact', (select to_jsonb(c) from private.contact as c where c.person = ${person}),
      'consents', (select coalesce(jsonb_agg(c order by given_on), '[]') from private.consent as c
        where c.person = ${person}),
      'requests', (select coalesce(jsonb_agg(to_jsonb(r) - 'digest' order by received_on), '[]')
        from private.request as r where r.person = ${person} or r.account = ${account}),
      'account', (select jsonb_build_object('id', a.id, 'email', a.email, 'name', a.name, 'created_at', a.created_at,
          'closed_at', a.closed_at) from account as a where a.id = ${account}),
      'roles', (select coalesce(jsonb_agg(g order by since), '[]') from role_grant as g where g.account = ${account}),
      'sessions', (select coalesce(jsonb_agg(jsonb_build_object('created_at', s.created_at, 'address', s.ip_address,
          'agent', s.user_agent) order by s.created_at), '[]') from account_session as s where s.account = ${account}),
      'drafts', (select coalesce(jsonb_agg(to_jsonb(d) order by saved_at), '[]') from draft as d
        where d.account = ${account}),
      'late_forms', (select coalesce(jsonb_agg(to_jsonb(l) - 'digest' order by sent_at), '[]') from late_form as l
        where l.account = ${account}),
      'journal', (select coalesce(jsonb_agg(to_jsonb(e) - 'hash' order by id), '[]') from about as e),
      'personal', (select coalesce(jsonb_agg(to_jsonb(v) - 'salt' order by entry), '[]')
        from journal.personal as v join about on about.id = v.entry)
    ) as file`.execute(db)
  return rows[0]?.file ?? {}
}

export type PersonState = { readonly offices: number; readonly openAccounts: number }

/** What an erasure depends on; undefined when neither the person nor the account is there. */
export async function findPersonState(db: Db, { person, account }: DataSubject): Promise<PersonState | undefined> {
  const { rows } = await sql<PersonState & { readonly known: boolean }>`
    select exists (select from person where id = ${person}) or exists (select from account where id = ${account}) as known,
      (select count(*)::integer from mandate where person = ${person}) as offices,
      (select count(*)::integer from account
        where (person = ${person} or id = ${account}) and closed_at is null) as "openAccounts"`.execute(db)
  const [found] = rows
  return found?.known ? { offices: found.offices, openAccounts: found.openAccounts } : undefined
}

/**
 * Contact, consents, the name and address of closed accounts, and what the journal holds of them; the person too unless
 * public offices remain.
 */
export async function destroyPerson(
  db: Db,
  { person, account }: DataSubject,
  { offices }: PersonState
): Promise<number> {
  const { rows: accounts } = await sql<{ id: string }>`
    select id from account where (person = ${person} or id = ${account}) and closed_at is not null`.execute(db)
  let erased = 0
  for (const { id } of accounts) {
    await sql`delete from job where recipient = (select email from account where id = ${id})`.execute(db)
    const gone = { email: `${id}@efface.invalid`, name: '–', person: null }
    await db.updateTable('account').set(gone).where('id', '=', id).execute()
    erased += await erasePersonal(db, 'account', id)
  }
  if (person === null) return erased
  await sql`delete from job where recipient = (select lower(email) from private.contact where person = ${person})`.execute(
    db
  )
  await db.deleteFrom('private.contact').where('person', '=', person).execute()
  await db.deleteFrom('private.consent').where('person', '=', person).execute()
  erased += await erasePersonal(db, 'private.contact', person)
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
    union all
    select 'unproven', id, received_on::text from private.request
    where answered_on is null and confirmed_on is null and received_on <= ${lastDue.unproven}::date
    union all
    select 'late-form', digest, sent_at::date::text from late_form where sent_at < ${lastDue['late-form']}::date + 1
    union all
    select 'doubt-address', d.id, lower(settled.period)::date::text
    from private.doubt_reporter as r join doubt as d on d.id = r.doubt
      join history.doubt as settled on settled.id = d.id and upper_inf(settled.period)
    where d.status in ('answered', 'refused') and lower(settled.period)::date <= ${lastDue['doubt-address']}::date
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
    case 'late-form':
      await db.deleteFrom('late_form').where('digest', '=', key).execute()
      return
    case 'doubt-address':
      await db.deleteFrom('private.doubt_reporter').where('doubt', '=', key).execute()
      await erasePersonal(db, 'private.doubt_reporter', key)
      return
    case 'request':
    case 'unproven':
      await db.deleteFrom('private.request').where('id', '=', key).execute()
      await erasePersonal(db, 'private.request', key)
  }
}
