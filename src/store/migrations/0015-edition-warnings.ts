/** What people were told of figures that changed under an edition: each change once. */

import { sql, type Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS: readonly string[] = [
  `create table edition_warning (
    edition text not null,
    subject text not null,
    figure text not null,
    stamp text not null,
    told_at timestamptz not null,
    primary key (edition, subject, figure, stamp)
  )`,
  `comment on table edition_warning is 'Changes of cited figures that people were told of'`,
  `comment on column edition_warning.subject is 'Digest of a frozen edition; « verdict » and an organisation for what it said of a draft'`,
  `comment on column edition_warning.figure is 'Key of the mention'`,
  `comment on column edition_warning.stamp is 'What the figure says now: another value is told again'`
]
