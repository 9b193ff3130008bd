/** Guesses at sign-in, counted where no restart forgets them; words that served once; answers alike for a recovery. */

import { sql, type Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS: readonly string[] = [
  `create table attempt (
    digest text primary key,
    failures integer not null,
    last timestamptz not null
  )`,
  `comment on table attempt is 'Failures by who tries what: forgotten after a quarter of an hour, bounded, not journalled'`,
  `comment on column attempt.digest is 'Of an address, or an address with an account: keyed by a secret that is not in the database'`,
  `create index on attempt (last)`,

  `create table spent (
    digest text primary key,
    at timestamptz not null
  )`,
  `comment on table spent is 'One-time codes and challenges that served: they do not serve again, even if the clock is set back'`,
  `create index on spent (at)`,

  // A request for an address without account leaves the same row: it costs what the other costs.
  `alter table recovery alter column account drop not null`,
  `comment on column recovery.account is 'Null when the address has none: such a link was never sent and opens nothing'`,
  `create index on recovery (account)`,
  `create index on recovery (expires_at)`
]
