/** The registry of an observatory: its definitions, its vintages, and what each vintage withholds. */

import { sql, type Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

/** Tables of definitions alike: what the folder says, in its order. */
const DEFINED = ['perimeter', 'measure', 'indicator', 'source'] as const

const STATEMENTS: readonly string[] = [
  `create table observatory (
    id text primary key,
    definition jsonb not null
  )`,
  `comment on table observatory is 'The observatory itself: one row'`,
  `comment on column observatory.definition is 'Name, languages, default perimeter, as in observatory.yaml'`,

  ...DEFINED.flatMap((table) => [
    `create table ${table} (
      id text primary key,
      position integer not null,
      definition jsonb not null
    )`,
    `comment on column ${table}.position is 'Order in the folder, from 0'`,
    `comment on column ${table}.definition is 'The domain value of that name, as JSON'`
  ]),

  `create table mapping (
    id text primary key,
    source text not null references source (id) deferrable initially deferred,
    definition jsonb not null
  )`,
  `comment on table mapping is 'How a person told the generic connector to read the files of a source'`,

  `create table asset (
    path text primary key,
    sha256 text not null,
    bytes bytea not null
  )`,
  `comment on table asset is 'Files of the observatory kept as they are: contours, geometries of perimeters'`,
  `comment on column asset.path is 'From the root of the folder, with slashes: contours/communes.json'`,
  `comment on column asset.sha256 is 'Of bytes, in lower-case hexadecimal'`,
  `comment on column asset.bytes is 'The file itself'`,

  `create table vintage (
    id text primary key,
    source text not null references source (id) deferrable initially deferred,
    edition text not null,
    cog integer not null,
    manifest jsonb not null,
    plan jsonb,
    position integer generated always as identity unique,
    superseded_by text references vintage (id) deferrable initially deferred
  )`,
  `comment on table vintage is 'Deliveries whose Parquet file is written and synced: this row is the commit'`,
  `comment on column vintage.id is '<source>@<edition>'`,
  `comment on column vintage.edition is 'Sortable; the latest edition answers'`,
  `comment on column vintage.cog is 'Year of the Code officiel géographique of its codes'`,
  `comment on column vintage.manifest is 'The whole domain value Vintage, as JSON; its content addresses the Parquet file'`,
  `comment on column vintage.plan is 'What the import changed, for the data changelog; null for a vintage loaded from a folder without it'`,
  `comment on column vintage.position is 'Order of arrival'`,
  `comment on column vintage.superseded_by is 'The correction that answers in its place; null while it answers itself'`,
  `create index vintage_source on vintage (source, edition)`,

  `create table withheld (
    vintage text not null references vintage (id) on delete cascade,
    series text not null,
    period text not null,
    perimeter text not null,
    confidentiality text not null,
    primary key (vintage, series, period, perimeter)
  )`,
  `comment on table withheld is 'Cells that statistical secrecy hides, decided once when the vintage is published'`,
  `comment on column withheld.perimeter is 'A perimeter, or a commune under its own code'`,
  `comment on column withheld.confidentiality is 'N by the producer, A too few units, G one unit dominates, D would reveal another'`,

  `create table derived_perimeter (
    perimeter text not null,
    version text not null,
    communes text[] not null,
    method jsonb not null,
    primary key (perimeter, version)
  )`,
  `comment on table derived_perimeter is 'Members found by a geometry, which is too slow to ask at each figure'`,
  `comment on column derived_perimeter.version is 'COG year and digest of the members'`,
  `comment on column derived_perimeter.method is 'Geometry, rule and contours that gave the members'`
]
