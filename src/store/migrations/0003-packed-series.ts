/** The series of a vintage beside its manifest, packed. Rows that are there keep theirs in the manifest. */

import { sql, type Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table vintage add column series json`.execute(db)
  await sql`comment on column vintage.series is
    'Series of the manifest, each list of levels and periods once; null where the manifest holds its own'`.execute(db)
}
