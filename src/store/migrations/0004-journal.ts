/**
 * The journal: every change of the tables that are attached to it, written by triggers, sealed when its
 * transaction commits, chained by SHA-256; and their period tables, which say what was known at an instant.
 *
 * A change is noted row by row while the transaction runs, and written once at its end: what was deleted and
 * inserted again as it was is no change, and two writers wait for each other only while one of them commits.
 */

import { sql, type Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const TABLES: readonly string[] = [
  `create schema journal`,
  `create schema history`,
  `comment on schema history is 'One table for each attached table, with its columns and the period of each row'`,

  `create table journal.entry (
    id bigint primary key,
    at timestamptz not null,
    actor text not null,
    on_behalf text,
    reason text,
    relation text not null,
    key text not null,
    action text not null check (action in ('insert', 'update', 'delete')),
    before jsonb,
    after jsonb,
    hash bytea not null
  )`,
  `comment on table journal.entry is 'Every change: never altered, never removed'`,
  `comment on column journal.entry.id is 'From 1, without a gap'`,
  `comment on column journal.entry.at is 'When it was sealed; never before the entry that precedes it, even if the clock is set back'`,
  `comment on column journal.entry.actor is 'account:<id>, command, or system when nobody was named'`,
  `comment on column journal.entry.on_behalf is 'The organisation or person for whom it was done'`,
  `comment on column journal.entry.relation is 'The table, with its schema unless it is public'`,
  `comment on column journal.entry.key is 'Its primary key: the value, or a JSON array of several'`,
  `comment on column journal.entry.before is 'Of an update, the fields that changed; of a removal, all; null for a row that is new'`,
  `comment on column journal.entry.after is 'Of an update, the fields that changed; of a new row, all; null for a removal'`,
  `comment on column journal.entry.hash is 'SHA-256 of the hash before it and of journal.canonical'`,
  `create index entry_record on journal.entry (relation, key, id)`,
  `create index entry_at on journal.entry (at, id)`,

  `create table journal.personal (
    entry bigint not null references journal.entry (id) deferrable initially deferred,
    side text not null check (side in ('before', 'after')),
    field text not null,
    salt bytea not null,
    value jsonb not null,
    primary key (entry, side, field)
  )`,
  `comment on table journal.personal is 'Personal values of entries, which hold only their digest: gone once they are erased'`,

  `create table journal.head (
    single boolean primary key default true check (single),
    entries bigint not null,
    at timestamptz not null,
    hash bytea not null
  )`,
  `comment on table journal.head is 'The last entry; its lock is what makes commits seal one after the other'`,
  `insert into journal.head values (true, 0, '-infinity', decode(repeat('00', 32), 'hex'))`,

  `create table journal.attachment (
    relation text primary key,
    name text not null unique,
    keys text[] not null,
    personal text[] not null,
    secret text[] not null,
    aside text[] not null,
    close_period text not null,
    open_period text not null
  )`,
  `comment on column journal.attachment.name is 'Of its period table'`,
  `comment on column journal.attachment.personal is 'Columns of which entries hold a salted digest, and the period table nothing'`,
  `comment on column journal.attachment.secret is 'The same, and neither salt nor value is kept'`,
  `comment on column journal.attachment.aside is 'Columns that are left out: large, or of no consequence'`,

  // Emptied by the transaction that fills them: after a crash there is nothing to find.
  `create unlogged table journal.pending (
    tx xid8 not null default pg_current_xact_id(),
    relation text not null,
    key text not null,
    position bigint generated always as identity,
    before jsonb,
    after jsonb,
    forget boolean not null default false,
    primary key (tx, relation, key)
  )`,
  `create unlogged table journal.closing (tx xid8 primary key default pg_current_xact_id())`
]

/** Ours alone, whatever stands in the search path of the one who writes; instants in one form. */
const SAFELY = `security definer set search_path = pg_catalog, pg_temp set timezone = 'UTC'`

const FUNCTIONS: readonly string[] = [
  `create function journal.canonical(entry journal.entry) returns text language sql stable
    set search_path = pg_catalog, pg_temp as $$
    select jsonb_build_object(
      'id', entry.id,
      'at', to_char(entry.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
      'actor', entry.actor,
      'on_behalf', entry.on_behalf,
      'reason', entry.reason,
      'relation', entry.relation,
      'key', entry.key,
      'action', entry.action,
      'before', entry.before,
      'after', entry.after
    )::text
  $$`,

  `create function journal.key_of(row_value jsonb, keys text[]) returns text language sql immutable
    set search_path = pg_catalog, pg_temp as $$
    select case
      when array_length(keys, 1) = 1 then row_value ->> keys[1]
      else (select jsonb_agg(row_value -> name order by place) from unnest(keys) with ordinality as k (name, place))::text
    end
  $$`,

  `create aggregate journal.merge(jsonb) (sfunc = jsonb_concat, stype = jsonb, initcond = '{}')`,

  `create function journal.note() returns trigger language plpgsql ${SAFELY} as $$
  declare
    relation text := case tg_table_schema when 'public' then '' else tg_table_schema || '.' end || tg_table_name;
    keys text[] := tg_argv[0]::text[];
    aside text[] := tg_argv[1]::text[];
    was jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) - aside end;
    becomes jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) - aside end;
    old_key text := journal.key_of(was, keys);
    new_key text := journal.key_of(becomes, keys);
  begin
    if old_key <> new_key then
      insert into journal.pending (relation, key, before) values (relation, old_key, was)
        on conflict on constraint pending_pkey do update set after = null;
      was := null;
    end if;
    insert into journal.pending (relation, key, before, after)
      values (relation, coalesce(new_key, old_key), was, becomes)
      on conflict on constraint pending_pkey do update set after = excluded.after;
    insert into journal.closing default values on conflict do nothing;
    return null;
  end $$`,

  // A salt is two random UUIDs: 244 bits from the strong generator of the server.
  `create function journal.digested(entry_id bigint, of_side text, fields jsonb, personal text[], secret text[], forget boolean)
    returns jsonb language plpgsql set search_path = pg_catalog, pg_temp as $$
  declare
    name text;
    salted bytea;
  begin
    foreach name in array personal || secret loop
      continue when coalesce(jsonb_typeof(fields -> name), 'null') = 'null';
      salted := uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid());
      if not forget and name <> all (secret) then
        insert into journal.personal (entry, side, field, salt, value)
          values (entry_id, of_side, name, salted, fields -> name);
      end if;
      fields := fields || jsonb_build_object(name, jsonb_build_object(
        'sha256', encode(sha256(salted || convert_to((fields -> name)::text, 'UTF8')), 'hex')));
    end loop;
    return fields;
  end $$`,

  `create function journal.seal() returns trigger language plpgsql ${SAFELY} as $$
  declare
    last journal.head;
    made journal.entry;
    noted journal.pending;
    attached journal.attachment;
    asked timestamptz;
  begin
    select * into last from journal.head for update;
    -- The application may not choose its hour; the owner may, to bring in what happened elsewhere.
    if session_user <> 'chevalement_app' then
      asked := nullif(current_setting('chevalement.at', true), '')::timestamptz;
    end if;
    made.at := greatest(coalesce(asked, clock_timestamp()), last.at + interval '1 microsecond');
    made.actor := coalesce(nullif(current_setting('chevalement.actor', true), ''), 'system');
    made.on_behalf := nullif(current_setting('chevalement.on_behalf', true), '');
    made.reason := nullif(current_setting('chevalement.reason', true), '');
    for noted in select * from journal.pending where tx = pg_current_xact_id() order by position loop
      continue when noted.before is not distinct from noted.after;
      select * into strict attached from journal.attachment where relation = noted.relation;
      made.relation := noted.relation;
      made.key := noted.key;
      made.before := noted.before;
      made.after := noted.after;
      if noted.before is null then
        made.action := 'insert';
      elsif noted.after is null then
        made.action := 'delete';
      else
        made.action := 'update';
        select coalesce(jsonb_object_agg(key, value), '{}') into made.before from jsonb_each(noted.before)
          where value is distinct from noted.after -> key;
        select coalesce(jsonb_object_agg(key, value), '{}') into made.after from jsonb_each(noted.after)
          where value is distinct from noted.before -> key;
      end if;
      made.id := last.entries + 1;
      made.before := journal.digested(made.id, 'before', made.before, attached.personal, attached.secret, noted.forget);
      made.after := journal.digested(made.id, 'after', made.after, attached.personal, attached.secret, noted.forget);
      made.hash := sha256(last.hash || convert_to(journal.canonical(made), 'UTF8'));
      insert into journal.entry select made.*;
      last.entries := made.id;
      last.hash := made.hash;
      if noted.before is not null then execute attached.close_period using made.at, noted.before; end if;
      if noted.after is not null then execute attached.open_period using made.at, noted.after; end if;
    end loop;
    delete from journal.pending where tx = pg_current_xact_id();
    delete from journal.closing where tx = pg_current_xact_id();
    update journal.head set entries = last.entries, hash = last.hash, at = made.at where entries <> last.entries;
    return null;
  end $$`,

  `create function journal.refuse() returns trigger language plpgsql as $$
  begin
    raise exception '% is not allowed on %.%: it would escape the journal', lower(tg_op), tg_table_schema, tg_table_name
      using errcode = 'insufficient_privilege';
  end $$`,

  `create function journal.next_version() returns trigger language plpgsql as $$
  begin
    new.version := old.version + 1;
    return new;
  end $$`,

  // Called again after a migration added a column: the period table gets it too.
  `create function journal.attach(
    attached regclass, personal text[] default '{}', secret text[] default '{}', aside text[] default '{}'
  ) returns void language plpgsql set search_path = pg_catalog, pg_temp as $$
  declare
    place text;
    plain text;
    relation text;
    keys text[];
    kept text[];
    has_version boolean;
    is_new boolean;
    missing record;
    matching text;
  begin
    select n.nspname, c.relname into place, plain
      from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.oid = attached;
    relation := case place when 'public' then '' else place || '.' end || plain;
    select array_agg(a.attname::text order by array_position(i.indkey::int2[], a.attnum)) into strict keys
      from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey::int2[])
      where i.indrelid = attached and i.indisprimary;
    select array_agg(attname::text order by attnum) filter (where attname <> all (personal || secret || aside)),
        bool_or(attname = 'version') into kept, has_version
      from pg_attribute where attrelid = attached and attnum > 0 and not attisdropped;

    is_new := to_regclass(format('history.%I', plain)) is null;
    if is_new then
      execute format('create table history.%I (period tstzrange not null)', plain);
    end if;
    for missing in
      select attname, format_type(atttypid, atttypmod) as type from pg_attribute a
      where attrelid = attached and attname::text = any (kept) and not attisdropped and not exists (
        select from pg_attribute where attrelid = format('history.%I', plain)::regclass and attname = a.attname)
    loop
      execute format('alter table history.%I add column %I %s', plain, missing.attname, missing.type);
    end loop;
    select string_agg(format('was.%1$I = one.%1$I', name), ' and ') into matching from unnest(keys) as name;
    if is_new then
      execute format('create index on history.%I using gist (period)', plain);
      execute format('create index on history.%I (%s, lower(period))', plain,
        (select string_agg(format('%I', name), ', ') from unnest(keys) as name));
      execute format('create unique index on history.%I (%s) where upper_inf(period)', plain,
        (select string_agg(format('%I', name), ', ') from unnest(keys) as name));
    end if;

    insert into journal.attachment values (relation, plain, keys, personal, secret, aside,
      format('update history.%I as was set period = tstzrange(lower(was.period), $1)
        from jsonb_populate_record(null::%s, $2) as one where upper_inf(was.period) and %s', plain, attached, matching),
      format('insert into history.%I (period, %s) select tstzrange($1, null), %s from jsonb_populate_record(null::%s, $2)',
        plain, (select string_agg(format('%I', name), ', ') from unnest(kept) as name),
        (select string_agg(format('%I', name), ', ') from unnest(kept) as name), attached))
    on conflict on constraint attachment_pkey do update set keys = excluded.keys, personal = excluded.personal,
      secret = excluded.secret, aside = excluded.aside, close_period = excluded.close_period,
      open_period = excluded.open_period;

    execute format('create or replace trigger journal_note after insert or update or delete on %s
      for each row execute function journal.note(%L, %L)', attached, keys::text, aside::text);
    execute format('create or replace trigger journal_keeps before truncate on %s
      for each statement execute function journal.refuse()', attached);
    if has_version then
      execute format('create or replace trigger journal_version before update on %s
        for each row execute function journal.next_version()', attached);
    end if;
    if is_new then
      execute format('insert into journal.pending (relation, key, after)
        select %L, journal.key_of(to_jsonb(one), %L), to_jsonb(one) - %L::text[] from %s as one order by 2',
        relation, keys::text, aside::text, attached);
      if found then insert into journal.closing default values on conflict do nothing; end if;
    end if;
  end $$`,

  `create function journal.erase(of_relation text, of_key text) returns bigint language plpgsql ${SAFELY} as $$
  declare
    erased bigint;
  begin
    -- What this very transaction is about to seal is forgotten as well.
    update journal.pending set forget = true
      where tx = pg_current_xact_id() and relation = of_relation and key = of_key;
    delete from journal.personal where entry in
      (select id from journal.entry where relation = of_relation and key = of_key);
    get diagnostics erased = row_count;
    return erased;
  end $$`,
  `comment on function journal.erase is 'Destroys the personal values of one record and their salts: the entries stay, and prove nothing of them any more'`
]

const GUARDS: readonly string[] = [
  `create constraint trigger journal_seal after insert on journal.closing
    deferrable initially deferred for each row execute function journal.seal()`,
  `create trigger journal_keeps before update or delete or truncate on journal.entry
    for each statement execute function journal.refuse()`,
  `revoke execute on all functions in schema journal from public`
]

/** The registry as it was before the journal; what a rule computes from it again is not journalled. */
const ATTACHED: readonly string[] = [
  ...['observatory', 'perimeter', 'measure', 'indicator', 'source', 'mapping'].map(
    (table) => `select journal.attach('public.${table}')`
  ),
  `select journal.attach('public.asset', aside => '{bytes}')`,
  `select journal.attach('public.vintage', aside => '{series,plan,position}')`
]

/**
 * The account of the application: it changes rows, never tables, and only reads the journal. Who migrates without
 * the right to make accounts makes it by hand, as docs/journal.md says.
 */
const ROLE: readonly string[] = [
  `do $$ begin
    if not exists (select from pg_roles where rolname = 'chevalement_app') then
      create role chevalement_app login;
    end if;
  exception
    when insufficient_privilege or duplicate_object or unique_violation then null;
  end $$`,
  `create function journal.admit() returns void language plpgsql set search_path = pg_catalog, public, pg_temp as $$
  begin
    if not exists (select from pg_roles where rolname = 'chevalement_app') then return; end if;
    revoke create on schema public from public;
    grant usage on schema public, journal, history to chevalement_app;
    grant select, insert, update, delete on all tables in schema public to chevalement_app;
    grant usage on all sequences in schema public to chevalement_app;
    revoke insert, update, delete on kysely_migration, kysely_migration_lock from chevalement_app;
    grant select on journal.entry, journal.personal, journal.head, journal.attachment to chevalement_app;
    grant select on all tables in schema history to chevalement_app;
    grant execute on function journal.erase, journal.canonical, journal.key_of, journal.merge to chevalement_app;
    alter default privileges in schema public grant select, insert, update, delete on tables to chevalement_app;
    alter default privileges in schema public grant usage on sequences to chevalement_app;
    alter default privileges in schema history grant select on tables to chevalement_app;
  end $$`,
  `comment on function journal.admit is 'Gives the account of the application its rights; again, once it was made by hand'`,
  `revoke execute on function journal.admit from public`,
  `select journal.admit()`
]

const STATEMENTS: readonly string[] = [...TABLES, ...FUNCTIONS, ...GUARDS, ...ATTACHED, ...ROLE]
