/** The registry: PostgreSQL, embedded or one's own, with its tables up to date. */

import { Kysely, PostgresDialect, sql } from 'kysely'
import type pg from 'pg'
import { Refused } from '../domain/shared/errors.ts'
import { applyMigrations } from './migrate.ts'
import { MIGRATIONS } from './migrations/all.ts'
import { lasting, makePool, waitForServer, type Pool } from './pool.ts'
import { joinPostgres } from './postgres.ts'
import { RULES_DIGEST } from './row-security.ts'
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
  /** Whether a server of one’s own is served by the account of the application too, whoever the address names. */
  readonly asApplication?: boolean
  /** Told before something slow. */
  readonly progress?: (step: 'creating' | 'migrating') => void
}

/**
 * @throws {Refused} `database-unavailable`; `newer-database` when a later release has written it; `no-application`
 *   when the account of the application is not there, or not to be taken on
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { database, home, progress = ignore, asApplication = false } = options
  if (database !== 'embedded') {
    const owner = { connectionString: database }
    const config = asApplication ? { connectionString: actingAs(APPLICATION, database) } : owner
    const own = makePool(config)
    return openPool(
      lasting(
        () => own,
        () => waitForServer(own)
      ),
      config,
      { progress, owner }
    )
  }
  let pool: pg.Pool | undefined
  const { connection, leave, recover } = await joinPostgres(home, progress, (found) => {
    void pool?.end()
    pool = makePool({ ...found, user: APPLICATION })
    // While the lease is asked for: a connection takes as long as all that a short command then asks.
    void pool.connect().then((client) => client.release(), ignore)
  })
  const config = { ...connection, user: APPLICATION }
  try {
    const kept = lasting(() => (pool ??= makePool(config)), recover)
    return await openPool(kept, config, { progress, leave, owner: connection })
  } catch (error) {
    await leave()
    throw error
  }
}

/** Changes rows, never tables, and only reads the journal: a second wall, whatever the program does. */
const APPLICATION = 'chevalement_app'

/** An address whose connections take on another account from their first breath; they fail where they may not. */
function actingAs(account: string, address: string): string {
  const [base = '', query = ''] = address.split('?', 2)
  const asked = new URLSearchParams(query)
  asked.set('options', `${asked.get('options') ?? ''} -c role=${account}`.trim())
  return `${base}?${asked.toString().replaceAll('+', '%20')}`
}

type PoolOptions = {
  readonly progress: (step: 'migrating') => void
  readonly leave?: () => Promise<void>
  /** Owns the tables; absent where the account of the address does. */
  readonly owner?: pg.PoolConfig
}

async function openPool(
  pool: Pool,
  config: pg.PoolConfig,
  { progress, leave = () => Promise.resolve(), owner = config }: PoolOptions
): Promise<Database> {
  const db = connect(pool)
  let closing: Promise<void> | undefined
  // At once: a server that stops closes what is left of the connections.
  const close = (): Promise<void> => (closing ??= Promise.all([db.destroy(), leave()]).then(ignore))
  try {
    // One query when nothing is missing, and by the account that will serve.
    if (!isUpToDate(await findApplied(db))) {
      await migrate(owner, progress)
      await sql`select`.execute(db)
    }
    return { db, close }
  } catch (error) {
    await db.destroy()
    if (isNoAccount(error)) throw noApplication(error)
    const cause = error instanceof Refused ? error.cause : error
    throw isUnreachable(cause) ? cannotConnect(config, cause) : error
  }
}

function connect(pool: Pool): Db {
  return new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) })
}

/** Applies what is missing, by the owner of the tables. */
async function migrate(owner: pg.PoolConfig, progress: (step: 'migrating') => void): Promise<void> {
  const db = connect(makePool(owner))
  try {
    if (isUpToDate(await findApplied(db))) return
    progress('migrating')
    await applyMigrations(db)
  } catch (error) {
    throw isCode(error, FORBIDDEN) ? notOwner(error) : error
  } finally {
    await db.destroy()
  }
}

/** @throws {Refused} `newer-database` */
function isUpToDate(applied: readonly string[]): boolean {
  const known = Object.keys(MIGRATIONS)
  const unknown = applied.filter((name) => !known.includes(name) && !name.startsWith(RULES))
  if (unknown.length > 0) {
    throw new Refused('newer-database', {
      fr: `Le registre a été écrit par une version plus récente du programme (${unknown.join(', ')}) : mettez le programme à jour`,
      en: `The registry was written by a later release of the program (${unknown.join(', ')}): upgrade the program`
    })
  }
  return applied.length > known.length && applied.includes(RULES + RULES_DIGEST)
}

/** Before the digest of the rules of rights, which follow the program as tables do. */
const RULES = 'rights '

/** None before the first migration, when neither the tables nor the account of the application are there. */
async function findApplied(db: Db): Promise<string[]> {
  try {
    const { rows } = await sql<{ name: string }>`select name from kysely_migration
      union all select ${RULES} || digest from rights.stamp`.execute(db)
    return rows.map(({ name }) => name)
  } catch (error) {
    if (['42P01', '3F000', FORBIDDEN].some((code) => isCode(error, code)) || isNoAccount(error)) return []
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

/** Said of an account that does not exist, where no password is asked, or that may not be taken on. */
function isNoAccount(error: unknown): boolean {
  const codes = ['28000', '22023', FORBIDDEN]
  return (
    codes.some((code) => isCode(error, code)) && error instanceof Error && error.message.includes(`"${APPLICATION}"`)
  )
}

function noApplication(cause: unknown): Refused {
  return new Refused(
    'no-application',
    {
      fr: `Le compte ${APPLICATION} manque à ce serveur, ou le compte de DATABASE_URL ne peut pas le prendre. Une fois, avec un compte qui le peut : create role ${APPLICATION} login; grant ${APPLICATION} to <compte>; puis, avec celui qui possède les tables : select journal.admit();`,
      en: `The account ${APPLICATION} is missing from this server, or the account of DATABASE_URL may not take it on. Once, with an account that can: create role ${APPLICATION} login; grant ${APPLICATION} to <account>; then, with the one that owns the tables: select journal.admit();`
    },
    { cause }
  )
}

function notOwner(cause: unknown): Refused {
  return new Refused(
    'not-owner',
    {
      fr: 'Les tables du registre sont à mettre à jour, et ce compte n’en a pas le droit : lancez une commande une fois avec le compte qui les possède dans DATABASE_URL',
      en: 'The tables of the registry are to be updated, and this account may not: run a command once with the account that owns them in DATABASE_URL'
    },
    { cause }
  )
}

/** PostgreSQL’s code for what an account may not do. */
const FORBIDDEN = '42501'

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}

function ignore(): void {}
