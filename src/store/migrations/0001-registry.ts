/** The definitions of an observatory, the vintages it received, the files it keeps. */

import { sql, type Kysely } from 'kysely'

const STATEMENTS = [
  `create table settings (
    one boolean primary key default true check (one),
    definition jsonb not null
  )`,
  ...['perimeter', 'measure', 'source', 'indicator', 'mapping'].map(
    (table) => `create table ${table} (
    id text primary key,
    position integer not null,
    definition jsonb not null
  )`
  ),
  `create table vintage (
    id text primary key,
    source text not null references source,
    edition text not null,
    content text not null,
    definition jsonb not null,
    changes jsonb not null,
    published_at timestamptz not null default now()
  )`,
  `comment on column vintage.content is 'SHA-256 of the Parquet file: the row is the commit of the file'`,
  `comment on column vintage.changes is 'Summary of the plan that was applied: the data changelog'`,
  `create table withheld (
    vintage text not null references vintage on delete cascade,
    series text not null,
    period text not null,
    place text not null,
    confidentiality text not null,
    primary key (vintage, series, period, place)
  )`,
  `comment on column withheld.place is 'A perimeter or a territory'`,
  `create table derived_members (
    perimeter text not null references perimeter on delete cascade,
    cog integer not null,
    communes jsonb not null,
    primary key (perimeter)
  )`,
  `comment on table derived_members is 'Communes that a geometry chose when the folder was loaded'`,
  `create table kept_file (
    path text primary key,
    sha256 text not null,
    bytes bigint not null
  )`,
  `comment on table kept_file is 'Outlines and texts of the folder, under their SHA-256 in the home'`
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}
