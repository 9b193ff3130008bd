/**
 * The second wall on personal data: row-level security, by rules that are rows, filled from the policy table; drafts;
 * and what is asked about one’s own data by people whom the register does not know.
 */

import { sql, type Kysely } from 'kysely'
import type { Action } from '../../domain/access/action.ts'

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

/** Ours alone, whatever stands in the search path of the one who asks. */
const SAFELY = `stable security definer set search_path = pg_catalog, pg_temp`

const RULES: readonly string[] = [
  `create schema rights`,
  `comment on schema rights is 'The policy table of the program as rows, and who asks: what row-level security is judged by'`,
  `create table rights.rule (
    action text not null,
    role text not null,
    relation text not null,
    before_second_factor boolean not null,
    primary key (action, role, relation)
  )`,
  `comment on table rights.rule is 'Written from the policy table of the program, by the owner of the tables'`,
  `comment on column rights.rule.role is 'One that is granted, everyone, or signed-in'`,
  `comment on column rights.rule.before_second_factor is 'Holds before a role that needs a second factor has used it'`,
  `create table rights.role (role text primary key, needs_second_factor boolean not null)`,
  `create table rights.stamp (single boolean primary key default true check (single), digest text not null)`,
  `comment on table rights.stamp is 'Of the rules that are there: another digest in the program asks for them to be written again'`,

  `create function rights.account() returns text language sql ${SAFELY} as $$
    select id from public.account
    where closed_at is null and id = substring(current_setting('chevalement.actor', true) from '^account:(.+)$')
  $$`,
  `comment on function rights.account is 'The account that this transaction acts for; null for nobody, or once it is closed'`,
  `create function rights.person() returns text language sql ${SAFELY} as $$
    select person from public.account where id = rights.account()
  $$`,
  `create function rights.trusted() returns boolean language sql ${SAFELY} as $$
    select coalesce(current_setting('chevalement.actor', true), '') in ('command', 'system')
  $$`,
  `comment on function rights.trusted is 'A command typed on the machine, or the program for itself: never a request'`,
  `create function rights.has_left(holder text, of_organisation text) returns boolean language sql ${SAFELY} as $$
    select exists (select from public.mandate where person = holder and organisation = of_organisation)
      and not exists (select from public.mandate
        where person = holder and organisation = of_organisation and (until is null or until >= current_date))
  $$`,
  `comment on function rights.has_left is 'Whether every office that the person held there has ended: what was held on its behalf ends with it'`,
  `create function rights.holds(asked text, of_relation text) returns boolean language sql ${SAFELY} as $$
    with held as (
      select g.role, g.territory, r.needs_second_factor
      from public.role_grant as g left join rights.role as r on r.role = g.role
      where g.account = rights.account() and g.until is null
        and not rights.has_left(rights.person(), g.organisation)
    ), standing as (
      select rights.account() is not null as signed_in,
        coalesce(current_setting('chevalement.two_factors', true), '') <> 'true'
          and exists (select from held where needs_second_factor) as waiting
    )
    select exists (
      select from rights.rule as one cross join standing
      where one.action = asked and one.relation = of_relation and (
        one.role = 'everyone' or (
          signed_in and (not waiting or one.before_second_factor) and (
            one.role = 'signed-in'
            or exists (select from held where held.role = one.role and held.territory is null)
          )
        )
      )
    )
  $$`,
  `comment on function rights.holds is 'Whether a rule of that relation allows the action to whom this transaction acts for'`
]

const DRAFTS: readonly string[] = [
  `create table draft (
    account text not null references account (id) on delete cascade,
    form text not null,
    fields jsonb not null,
    saved_at timestamptz not null default now(),
    primary key (account, form)
  )`,
  `comment on table draft is 'What somebody has begun to write in a form, and not sent: theirs alone, not journalled'`,
  `comment on column draft.form is 'Address of the form, without its question'`,
  `create function rights.forget_drafts() returns trigger language plpgsql
    security definer set search_path = pg_catalog, pg_temp as $$
  begin
    delete from public.draft where account = new.id;
    return null;
  end $$`,
  `create trigger forget_drafts after update of closed_at on account for each row
    when (new.closed_at is not null) execute function rights.forget_drafts()`
]

const REQUESTS: readonly string[] = [
  `alter table private.request alter column person drop not null`,
  `alter table private.request add column account text, add column email text, add column message text,
    add column confirmed_on date, add column digest text unique, add column answered_by text`,
  `comment on column private.request.account is 'Asked while signed in; null else'`,
  `comment on column private.request.email is 'Where the answer goes'`,
  `comment on column private.request.confirmed_on is 'When the address was proved by a link, or at once by a session; null until then'`,
  `comment on column private.request.digest is 'SHA-256 of the word in the link that proves the address; null once it was used'`,
  `select journal.attach('private.request', personal => '{outcome,email,message}', secret => '{digest}')`,
  `update private.request set confirmed_on = received_on`
]

type Statement = 'select' | 'insert' | 'update' | 'delete'

type Wall = {
  readonly table: string
  /** SQL that is true of a row that is one’s own. */
  readonly own: string
  /** Actions of which one is needed, for each statement; nobody may do what is not told. */
  readonly needs: Readonly<Partial<Record<Statement, readonly Action[]>>>
}

const THEIR_OWN = 'person = (select rights.person())'

const WALLS: readonly Wall[] = [
  {
    table: 'private.contact',
    own: THEIR_OWN,
    needs: {
      select: ['person.read-private'],
      insert: ['person.edit'],
      update: ['person.edit'],
      delete: ['person.edit', 'person.erase']
    }
  },
  {
    table: 'private.consent',
    own: THEIR_OWN,
    needs: {
      select: ['person.read-private'],
      insert: ['person.edit'],
      update: ['person.edit'],
      delete: ['person.edit', 'person.erase']
    }
  },
  {
    table: 'private.request',
    own: `(${THEIR_OWN} or account = (select rights.account()))`,
    needs: { select: ['data.read'], insert: ['data.ask'], update: ['data.answer'], delete: ['person.erase'] }
  },
  {
    table: 'journal.personal',
    own: `exists (select from journal.entry as e where e.id = entry and (
      (e.relation in ('person', 'private.contact') and e.key = (select rights.person()))
      or (e.relation = 'account' and e.key = (select rights.account()))))`,
    needs: { select: ['person.export'] }
  },
  {
    table: 'public.draft',
    own: 'account = (select rights.account())',
    needs: { select: ['draft.keep'], insert: ['draft.keep'], update: ['draft.keep'], delete: ['draft.keep'] }
  }
]

/** The statements that put a wall up. The owner of the tables, who migrates and whose triggers write, is not held by it. */
function wallStatements({ table, own, needs }: Wall): readonly string[] {
  const statements = Object.entries(needs) as [Statement, readonly Action[]][]
  return [
    `alter table ${table} enable row level security`,
    ...statements.map(([statement, actions]) => {
      const rule = actions.map((action) => opens(action, own)).join(' or ')
      const whole = `((select rights.trusted()) or ${rule})`
      const clause = statement === 'insert' ? `with check ${whole}` : `using ${whole}`
      return `create policy may_${statement} on ${table} for ${statement} ${clause}`
    })
  ]
}

/** Asked once for a statement, but for whose the row is. */
function opens(action: Action, own: string): string {
  return `(select rights.holds('${action}', 'any')) or ((select rights.holds('${action}', 'own')) and ${own})`
}

/** What `journal.admit` gave, and what later migrations have added: one function makes an account that was made by hand whole. */
const ADMISSION: readonly string[] = [
  `alter function journal.admit() rename to admit_registry`,
  `create function journal.admit() returns void language plpgsql set search_path = pg_catalog, public, pg_temp as $$
  begin
    if not exists (select from pg_roles where rolname = 'chevalement_app') then return; end if;
    perform journal.admit_registry();
    grant usage on schema private, rights to chevalement_app;
    grant select, insert, update, delete on all tables in schema private to chevalement_app;
    grant select on all tables in schema rights to chevalement_app;
    grant execute on all functions in schema rights to chevalement_app;
    alter default privileges in schema private grant select, insert, update, delete on tables to chevalement_app;
    begin
      -- So that the account that migrates can put the wall on and serve behind it.
      execute format('grant chevalement_app to %I', current_user);
    exception when insufficient_privilege or invalid_grant_operation then null;
    end;
  end $$`,
  `comment on function journal.admit is 'Gives the account of the application its rights; again, once it was made by hand'`,
  `revoke execute on function journal.admit(), journal.admit_registry() from public`,
  `select journal.admit()`
]

const STATEMENTS: readonly string[] = [...RULES, ...DRAFTS, ...REQUESTS, ...WALLS.flatMap(wallStatements), ...ADMISSION]
