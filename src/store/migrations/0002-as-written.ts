/**
 * Documents are only ever read whole: kept as they were written, they come out at once and in the order of their
 * keys, which is that of the folder.
 */

import { sql, type Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const [table, columns] of DOCUMENTS) {
    const changes = columns.map((column) => `alter column ${column} type json`).join(', ')
    await sql.raw(`alter table ${table} ${changes}`).execute(db)
  }
}

const DOCUMENTS = [
  ['observatory', ['definition']],
  ['perimeter', ['definition']],
  ['measure', ['definition']],
  ['indicator', ['definition']],
  ['source', ['definition']],
  ['mapping', ['definition']],
  ['vintage', ['manifest', 'plan']],
  ['derived_perimeter', ['method']]
] as const
