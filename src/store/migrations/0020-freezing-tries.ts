/** How often a freeze was begun and not ended: one that ends its process each time is given up. */

import { sql, type Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(`alter table edition_freezing add column begun integer not null default 0`).execute(db)
  await sql
    .raw(`comment on column edition_freezing.begun is 'Tries that neither did it nor said why: their process ended'`)
    .execute(db)
}
