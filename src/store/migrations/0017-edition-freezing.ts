/** Freezes that were asked for and not done yet; photographs of editions: how large each is, and those taken out. */

import { sql, type Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const FREEZING: readonly string[] = [
  `create table edition_freezing (
    edition text primary key references edition (id) on delete cascade deferrable initially deferred,
    account text not null references account (id) on delete cascade,
    two_factors boolean not null,
    asked_at timestamptz not null,
    why jsonb
  )`,
  `comment on table edition_freezing is 'A freeze that was asked for: gone in the transaction that does it. Not journalled'`,
  `comment on column edition_freezing.account is 'Who asked, in whose name it is done'`,
  `comment on column edition_freezing.two_factors is 'Whether who asked had used a second factor'`,
  `comment on column edition_freezing.why is '{fr, en}: what refused it; null while it waits'`,
  `create index on edition_freezing (account)`
]

const PHOTOGRAPHS: readonly string[] = [
  `alter table asset add column size integer`,
  `comment on column asset.size is 'Bytes of a photograph of an edition, for the journal; null for other files'`,
  `select journal.attach('public.asset', aside => '{bytes}')`,
  `create table removed_photograph (
    path text not null,
    sha256 text not null,
    bytes bytea not null,
    primary key (path, sha256)
  )`,
  `comment on table removed_photograph is 'Photographs taken out of an edition, to be put back: the journal says when and by whom'`
]

const STATEMENTS: readonly string[] = [...FREEZING, ...PHOTOGRAPHS]
