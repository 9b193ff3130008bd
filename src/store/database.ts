/** The registry: PostgreSQL, embedded or one's own, with its tables up to date. */

import { Kysely, Migrator, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { Refused } from '../domain/shared/errors.ts'
import { MIGRATIONS } from './migrations/all.ts'
import { joinPostgres } from './postgres.ts'
import type { Schema } from './schema.ts'

export type Db = Kysely<Schema>

export type Database = {
  readonly db: Db
  /** Gives the connections back; the last process to leave stops the embedded server. Safe to call twice. */
  readonly close: () => Promise<void>
}

export type DatabaseOptions = {
  /** `embedded`, or the address of a server: `postgres://user@host/name`. */
  readonly database: string
  /** Holds the data of the embedded server. */
  readonly home: string
  /** Told before something slow. */
  readonly progress?: (step: 'creating' | 'migrating') => void
}

/** @throws {Refused} `database-unavailable`, or `newer-database` when a later release has written it */
export async function openDatabase({ database, home, progress = ignore }: DatabaseOptions): Promise<Database> {
  if (database !== 'embedded') return openPool({ connectionString: database }, progress)
  const { connection, leave } = await joinPostgres(home, progress)
  try {
    return await openPool(connection, progress, leave)
  } catch (error) {
    await leave()
    throw error
  }
}

async function openPool(
  config: pg.PoolConfig,
  progress: (step: 'migrating') => void,
  leave: () => Promise<void> = () => Promise.resolve()
): Promise<Database> {
  const pool = new pg.Pool({ max: 10, ...config })
  // An idle connection that the server closes is replaced at the next query.
  pool.on('error', ignore)
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) })
  let closing: Promise<void> | undefined
  const close = (): Promise<void> => (closing ??= db.destroy().then(leave))
  try {
    await migrate(db, progress)
    return { db, close }
  } catch (error) {
    await db.destroy()
    throw isUnreachable(error) ? cannotConnect(config, error) : error
  }
}

/** Applies what is missing, under the lock of Kysely's migrator; one query when nothing is. */
async function migrate(db: Db, progress: (step: 'migrating') => void): Promise<void> {
  const known = Object.keys(MIGRATIONS)
  const applied = await findApplied(db)
  const unknown = applied.filter((name) => !known.includes(name))
  if (unknown.length > 0) {
    throw new Refused('newer-database', {
      fr: `Le registre a été écrit par une version plus récente du programme (${unknown.join(', ')}) : mettez le programme à jour`,
      en: `The registry was written by a later release of the program (${unknown.join(', ')}): upgrade the program`
    })
  }
  if (applied.length === known.length) return
  progress('migrating')
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve({ ...MIGRATIONS }) } })
  const { error } = await migrator.migrateToLatest()
  if (error) throw error
}

async function findApplied(db: Db): Promise<string[]> {
  try {
    const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db)
    return rows.map(({ name }) => name)
  } catch (error) {
    if (isCode(error, '42P01')) return []
    throw error
  }
}

function isUnreachable(error: unknown): error is Error {
  const codes = ['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', 'ENOENT', 'EAI_AGAIN', '28P01', '28000', '3D000', '53300']
  return error instanceof Error && codes.some((code) => isCode(error, code))
}

function cannotConnect({ connectionString, host }: pg.PoolConfig, cause: Error): Refused {
  const address = connectionString?.replace(/:[^:@/]*@/, ':***@') ?? host
  return new Refused(
    'database-unavailable',
    {
      fr: `Le serveur PostgreSQL ${address} ne peut être joint : ${cause.message || String(cause)}`,
      en: `The PostgreSQL server ${address} cannot be reached: ${cause.message || String(cause)}`
    },
    { cause }
  )
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}

function ignore(): void {}
