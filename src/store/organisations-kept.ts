/**
 * What is kept of an address besides the register: doubts reported, invitations, letters that wait; and what an account
 * leaves behind. Behind walls that no role opens: the program reads it for itself.
 */

import { sql, type RawBuilder } from 'kysely'
import type { Db } from './database.ts'
import { erasePersonal } from './journal.ts'
import type { DataSubject } from './organisations-personal.ts'

/** Whom a request is about, with the address that was proved. */
export type Bearer = DataSubject & { readonly email: string | null }

export type KeptCounts = { readonly doubts: number; readonly invitations: number }

/** Plain data for whoever it is about to take away. */
export async function findKept(db: Db, bearer: Bearer): Promise<Readonly<Record<string, unknown>>> {
  const { emails, accounts } = namesOf(bearer)
  const { rows } = await sql<{ kept: Readonly<Record<string, unknown>> }>`
    select jsonb_build_object(
      'doubts', (select coalesce(jsonb_agg(jsonb_build_object('received_on', d.received_on, 'figure', d.address,
          'text', d.text, 'status', d.status, 'email', r.email, 'consented_on', r.consented_on) order by d.received_on), '[]')
        from private.doubt_reporter as r join doubt as d on d.id = r.doubt
        where lower(r.email) in (${emails}) or r.account in (${accounts})),
      'invitations', (select coalesce(jsonb_agg(jsonb_build_object('email', i.email, 'name', i.name, 'role', i.role,
          'created_at', i.created_at, 'expires_at', i.expires_at, 'used_at', i.used_at) order by i.created_at), '[]')
        from invitation as i where lower(i.email) in (${emails})),
      'letters', (select coalesce(jsonb_agg(jsonb_build_object('kind', j.kind, 'recipient', j.recipient,
          'created_at', j.created_at) order by j.id), '[]') from job as j where lower(j.recipient) in (${emails})),
      'visits', (select coalesce(jsonb_agg(to_jsonb(v) - 'account' order by v.commune), '[]')
        from commune_visit as v where v.account in (${accounts})),
      'notifications', (select coalesce(jsonb_agg(to_jsonb(n) - 'account' order by n.created_at), '[]')
        from notification as n where n.account in (${accounts})),
      'passkeys', (select coalesce(jsonb_agg(jsonb_build_object('name', p.name, 'created_at', p.created_at)
          order by p.created_at), '[]') from passkey as p where p.account in (${accounts}))
    ) as kept`.execute(db)
  return rows[0]?.kept ?? {}
}

export async function countKept(db: Db, bearer: Bearer): Promise<KeptCounts> {
  const { emails, accounts } = namesOf(bearer)
  const { rows } = await sql<KeptCounts>`
    select (select count(*)::integer from private.doubt_reporter
        where lower(email) in (${emails}) or account in (${accounts})) as doubts,
      (select count(*)::integer from invitation where lower(email) in (${emails})) as invitations`.execute(db)
  return rows[0] ?? { doubts: 0, invitations: 0 }
}

/** Before the account and the contact lose the addresses that lead here. An open invitation to them ends. */
export async function destroyKept(db: Db, bearer: Bearer): Promise<number> {
  const { emails, accounts } = namesOf(bearer)
  const { rows: doubts } = await sql<{ doubt: string }>`
    delete from private.doubt_reporter
    where lower(email) in (${emails}) or account in (${accounts}) returning doubt`.execute(db)
  const { rows: invitations } = await sql<{ id: string }>`
    update invitation set email = null, name = null,
      withdrawn_at = case when used_at is null then coalesce(withdrawn_at, now()) end
    where lower(email) in (${emails}) returning id`.execute(db)
  await sql`delete from job where lower(recipient) in (${emails})`.execute(db)
  await sql`delete from commune_visit where account in (${accounts})`.execute(db)
  await sql`delete from notification where account in (${accounts})`.execute(db)
  await sql`delete from late_form where account in (${accounts})`.execute(db)
  let erased = 0
  for (const { doubt } of doubts) erased += await erasePersonal(db, 'private.doubt_reporter', doubt)
  for (const { id } of invitations) erased += await erasePersonal(db, 'invitation', id)
  return erased
}

/** The addresses and the accounts of one, as queries. */
function namesOf({ person, account, email }: Bearer): {
  readonly emails: RawBuilder<unknown>
  readonly accounts: RawBuilder<unknown>
} {
  const accounts = sql`select id from account where id = ${account} or person = ${person}`
  return {
    accounts,
    emails: sql`select lower(${email}::text)
      union select email from account where id in (${accounts})
      union select lower(email) from private.contact where person = ${person}`
  }
}
