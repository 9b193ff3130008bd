/**
 * A database of its own for each test, cloned in some 50 ms from a template that is migrated once.
 * On the embedded server, or on the one at `TEST_DATABASE_URL`, whose account may create databases.
 */

import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll } from 'vitest'
import { ROOT } from '../src/root.ts'
import { openDatabase, type Database } from '../src/store/database.ts'
import { joinPostgres } from '../src/store/postgres.ts'

export type TestDatabase = Database & {
  /** For a command run in another process, as `DATABASE_URL`. */
  readonly url: string
}

type Server = { readonly url: (database: string) => string; readonly leave: () => Promise<void> }

/** Serialises the making of the template among test files. */
const LOCK = 20_121_204

let server: Promise<Server> | undefined
let clones = 0

/** Empty but for its tables; dropped when closed. */
export async function makeDatabase(): Promise<TestDatabase> {
  const { url } = await (server ??= joinServer())
  const name = `test_${process.pid}_${(clones += 1)}`
  await administer(url('postgres'), `create database ${name} template ${TEMPLATE}`)
  const { db, close } = await openDatabase({ database: url(name), home: '' })
  return {
    db,
    url: url(name),
    close: async () => {
      await close()
      await administer(url('postgres'), `drop database if exists ${name} with (force)`)
    }
  }
}

afterAll(async () => {
  await (await server)?.leave()
  server = undefined
})

const TEMPLATE = `template_${digestOfMigrations()}`

async function joinServer(): Promise<Server> {
  const own = process.env['TEST_DATABASE_URL']
  const found = own ? { url: urlOn(own), leave: () => Promise.resolve() } : await joinEmbedded()
  await makeTemplate(found.url)
  return found
}

async function joinEmbedded(): Promise<Server> {
  const { connection, leave } = await joinPostgres(join(tmpdir(), `chevalement-test-${userInfo().uid}`))
  const { user, host, port } = connection
  return { url: (name) => `postgres://${user}@/${name}?host=${encodeURIComponent(host)}&port=${port}`, leave }
}

function urlOn(own: string): (database: string) => string {
  return (database) => {
    const url = new URL(own)
    url.pathname = `/${database}`
    return url.href
  }
}

async function makeTemplate(url: (database: string) => string): Promise<void> {
  const client = new pg.Client(url('postgres'))
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK])
    await dropAbandoned(client)
    const { rowCount } = await client.query('select from pg_database where datname = $1', [TEMPLATE])
    if (rowCount) return
    const unfinished = `${TEMPLATE}_unfinished`
    await client.query(`drop database if exists ${unfinished}`)
    await client.query(`create database ${unfinished}`)
    await (await openDatabase({ database: url(unfinished), home: '' })).close()
    await client.query(`alter database ${unfinished} rename to ${TEMPLATE}`)
  } finally {
    await client.end()
  }
}

/** Databases of test processes that were killed. */
async function dropAbandoned(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ datname: string }>(
    `select datname from pg_database where datname ~ '^test_\\d'`
  )
  for (const { datname } of rows) {
    if (!isAlive(Number(datname.split('_')[1]))) await client.query(`drop database if exists ${datname} with (force)`)
  }
}

async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client(url)
  await client.connect()
  await client.query(statement)
  await client.end()
}

function digestOfMigrations(): string {
  const folder = join(ROOT, 'src/store/migrations')
  const hash = createHash('sha256')
  for (const name of readdirSync(folder).sort()) hash.update(readFileSync(join(folder, name)))
  return hash.digest('hex').slice(0, 12)
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
