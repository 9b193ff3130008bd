/** Forms that were sent after their session had ended: they wait for whoever wrote them to sign in again. */

import { sql, type Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const OWN = `account = (select rights.account()) and (select rights.holds('draft.keep', 'own'))`

const STATEMENTS: readonly string[] = [
  `create table late_form (
    digest text primary key,
    account text not null references account (id) on delete cascade,
    form text not null,
    fields jsonb not null,
    sent_at timestamptz not null
  )`,
  `comment on table late_form is 'Sent after the session of the account had ended; given back once, in the same browser. Some for each account, not journalled'`,
  `comment on column late_form.digest is 'SHA-256 of a word that only the browser has, the account and the form'`,
  `comment on column late_form.form is 'Address of the form in French, without its question'`,
  `create index on late_form (account, sent_at)`,
  `create index on late_form (sent_at)`,
  `alter table late_form enable row level security`,
  // Whoever sends it is nobody any more: the program keeps it for them.
  `create policy program on late_form using ((select rights.trusted())) with check ((select rights.trusted()))`,
  `create policy may_select on late_form for select using (${OWN})`,
  `create policy may_delete on late_form for delete using (${OWN})`,
  `create or replace function rights.forget_drafts() returns trigger language plpgsql
    security definer set search_path = pg_catalog, pg_temp as $$
  begin
    delete from public.draft where account = new.id;
    delete from public.late_form where account = new.id;
    return null;
  end $$`
]
