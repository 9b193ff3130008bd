/** The tables brought up to date: the migrations that are missing, then the rules of rights. */

import { Migrator } from 'kysely'
import type { Db } from './database.ts'
import { MIGRATIONS } from './migrations/all.ts'
import { writeRules } from './row-security.ts'

/** By the owner of the tables, under the lock of Kysely's migrator. */
export async function applyMigrations(db: Db): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve({ ...MIGRATIONS }) } })
  const { error } = await migrator.migrateToLatest()
  if (error) throw error
  await writeRules(db)
}
