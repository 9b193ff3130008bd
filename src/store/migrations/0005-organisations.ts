/** The register of organisations and people: what is public, and apart from it what is private. */

import { sql, type Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const PUBLIC: readonly string[] = [
  `create table organisation (
    id text primary key,
    version integer not null default 1,
    kind text not null,
    names jsonb not null,
    aliases jsonb not null default '[]',
    forms jsonb not null default '[]',
    predecessors jsonb not null default '[]',
    participations jsonb not null default '[]',
    territory text,
    contact jsonb,
    note jsonb,
    merged_into text references organisation (id) deferrable initially deferred
  )`,
  `comment on table organisation is 'Who takes part: an organisation over time'`,
  `comment on column organisation.version is 'Raised by each update: whoever saves names the one that was read'`,
  `comment on column organisation.kind is 'What readers filter by, from a closed list'`,
  `comment on column organisation.names is 'Oldest first: {name, from?, to?, source?}, days'`,
  `comment on column organisation.aliases is 'Other names and abbreviations it is searched by'`,
  `comment on column organisation.forms is 'Legal forms, oldest first: {form, from?, to?, source?}'`,
  `comment on column organisation.predecessors is 'What it follows or has absorbed: {organisation, kind, on, source?}'`,
  `comment on column organisation.participations is 'What it takes part in, and as what: {in, role, from?, to?, source}'`,
  `comment on column organisation.territory is 'The perimeter it is responsible for'`,
  `comment on column organisation.contact is 'Public only: {site?, address?}'`,
  `comment on column organisation.merged_into is 'The record that replaces this one, found to be a duplicate'`,

  `create table organisation_list (
    id text primary key,
    version integer not null default 1,
    position integer not null,
    label jsonb not null,
    participation jsonb not null,
    source text not null
  )`,
  `comment on table organisation_list is 'Lists that are computed from participations, never typed'`,
  `comment on column organisation_list.participation is '{in, role}: who takes part in what, and as what'`,

  `create table person (
    id text primary key,
    version integer not null default 1,
    name text not null,
    example boolean not null default false
  )`,
  `comment on table person is 'Holders of public offices; invented people are marked'`,
  `comment on column person.example is 'Invented, for demonstration'`,

  `create table mandate (
    id text primary key,
    version integer not null default 1,
    person text not null references person (id) on delete cascade deferrable initially deferred,
    organisation text not null references organisation (id) deferrable initially deferred,
    office jsonb not null,
    since date,
    until date,
    attested date,
    source text not null
  )`,
  `comment on table mandate is 'An office that a person holds in an organisation, between two dates'`,
  `comment on column mandate.since is 'First day; null when it is not known'`,
  `comment on column mandate.until is 'Last day, included; null while it lasts'`,
  `comment on column mandate.attested is 'A day on which the source says that the office was held'`,
  `create index mandate_person on mandate (person)`,
  `create index mandate_organisation on mandate (organisation)`
]

const PRIVATE: readonly string[] = [
  `create schema private`,
  `comment on schema private is 'Personal data that is nobody else''s business: never on a public page, never in a folder'`,

  `create table private.contact (
    person text primary key references public.person (id) on delete cascade,
    version integer not null default 1,
    email text,
    phone text
  )`,
  `create table private.consent (
    person text not null references public.person (id) on delete cascade,
    purpose text not null,
    given_on date not null,
    withdrawn_on date,
    primary key (person, purpose, given_on)
  )`,
  `comment on column private.consent.purpose is 'What the person agreed to, from a closed list'`,

  // A request outlives the data that it is about: it is what shows that it was answered.
  `create table private.request (
    id text primary key,
    version integer not null default 1,
    person text not null,
    kind text not null check (kind in ('access', 'export', 'rectification', 'erasure')),
    received_on date not null,
    answered_on date,
    outcome text
  )`,
  `comment on table private.request is 'What people asked about their own data, and what was done'`
]

const ATTACHED: readonly string[] = [
  `select journal.attach('public.organisation')`,
  `select journal.attach('public.organisation_list')`,
  `select journal.attach('public.person', personal => '{name}')`,
  `select journal.attach('public.mandate')`,
  `select journal.attach('private.contact', personal => '{email,phone}')`,
  `select journal.attach('private.consent')`,
  `select journal.attach('private.request', personal => '{outcome}')`
]

const RIGHTS: readonly string[] = [
  `do $$ begin
    if exists (select from pg_roles where rolname = 'chevalement_app') then
      grant usage on schema private to chevalement_app;
      grant select, insert, update, delete on all tables in schema private to chevalement_app;
      alter default privileges in schema private grant select, insert, update, delete on tables to chevalement_app;
    end if;
  end $$`
]

const STATEMENTS: readonly string[] = [...PUBLIC, ...PRIVATE, ...ATTACHED, ...RIGHTS]
