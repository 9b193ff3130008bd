/** Connections to the registry, which outlive the server that they lead to. */

import type { PostgresPool, PostgresPoolClient } from 'kysely'
import pg from 'pg'
import { Refused } from '../domain/shared/errors.ts'
import type { Text } from '../domain/shared/text.ts'
import { isPassing } from './postgres.ts'

/** What Kysely asks of a pool. */
export type Pool = PostgresPool

/** Of the processor’s cores, a registry uses two or three at once; the others wait for the disk. */
const MOST_CONNECTIONS = 10

export function makePool(config: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({ max: MOST_CONNECTIONS, ...config })
  // An idle connection that the server closes is replaced at the next query.
  pool.on('error', ignore)
  // One in use says it to its next query; without a listener, Node would end the process.
  pool.on('connect', (client) => client.on('error', ignore))
  return pool
}

/**
 * Whoever asks for a connection while the server is gone waits until it is there again. What was begun on a connection
 * that turns out to be dead is begun on another, and what was only being read is read again, once. Whoever was writing
 * is told so, in a sentence: what was under way is undone, or was done before the answer was lost.
 *
 * @param current the pool of the server that lives now
 * @param recover waits for the server, no longer than a reader would
 */
export function lasting(current: () => pg.Pool, recover: () => Promise<void>): Pool {
  return {
    connect: async () => leased(await connect(), connect),
    end: () => current().end()
  }

  async function connect(): Promise<pg.PoolClient> {
    try {
      return await current().connect()
    } catch (error) {
      if (!isAway(error)) throw error
    }
    try {
      await recover()
      return await current().connect()
    } catch (error) {
      throw isAway(error) ? away(error) : error
    }
  }
}

const PATIENCE_MS = 3000
const PAUSE_MS = 100

/** Waits until a server that is not ours to start answers again; its absence is told by whoever then connects. */
export async function waitForServer(pool: pg.Pool): Promise<void> {
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until;) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
    try {
      const client = await pool.connect()
      client.release()
      return
    } catch (error) {
      if (!isAway(error)) throw error
    }
  }
}

/** One connection, for the time of a statement or of a transaction; another in its place when it turns out to be dead. */
function leased(first: pg.PoolClient, connect: () => Promise<pg.PoolClient>): PostgresPoolClient {
  let held: { readonly client: pg.PoolClient; readonly isDead: boolean } | undefined = { client: first, isDead: false }
  let isWithin = false

  async function query(...asked: readonly unknown[]): Promise<unknown> {
    try {
      return await ask(...asked)
    } catch (error) {
      // What a transaction did before is undone: the rest of it alone would be something else.
      if (!isPassing(error) || isWithin) throw told(error)
      return again(error, asked)
    }
  }

  async function ask(...asked: readonly unknown[]): Promise<unknown> {
    if (!held || held.isDead) throw new Error('Connection terminated')
    const { client } = held
    try {
      const answer: unknown = await Reflect.apply(client.query, client, asked)
      const [text] = asked
      if (typeof text === 'string' && BEGINS.test(text)) isWithin = true
      if (typeof text === 'string' && ENDS.test(text)) isWithin = false
      return answer
    } catch (error) {
      if (isPassing(error)) held = { client, isDead: true }
      throw error
    }
  }

  async function again(cause: unknown, asked: readonly unknown[]): Promise<unknown> {
    const [text] = asked
    if (typeof text === 'string' && BEGINS.test(text)) return onAnother(...asked)
    if (cause instanceof Error && UNSENT.test(cause.message)) {
      await onAnother('select')
      return ask(...asked).catch(retell)
    }
    // The server says whether it is a reading: a writing may have been done already.
    await onAnother('begin transaction read only')
    try {
      const answer = await ask(...asked)
      await ask('commit')
      return answer
    } catch (error) {
      await ask('rollback').catch(ignore)
      throw isCode(error, READ_ONLY) ? away(error) : told(error)
    }
  }

  /** On the first connection that lives: each dead one is thrown away, and there are as many as the pool holds. */
  async function onAnother(...asked: readonly unknown[]): Promise<unknown> {
    for (let tries = 0; ; tries += 1) {
      release()
      held = { client: await connect(), isDead: false }
      try {
        return await ask(...asked)
      } catch (error) {
        if (!isPassing(error) || tries >= MOST_CONNECTIONS) throw told(error)
      }
    }
  }

  /** Whether it can serve again is told to the pool. */
  function release(): void {
    held?.client.release(held.isDead)
    held = undefined
  }

  return { query: query as PostgresPoolClient['query'], release }
}

function told(error: unknown): unknown {
  return isAway(error) ? away(error) : error
}

function retell(error: unknown): never {
  throw told(error)
}

const BEGINS = /^(?:begin|start transaction)\b/i
const ENDS = /^(?:commit|rollback)$/i
/** Said by the driver, before it sends anything. */
const UNSENT = /not queryable/

/** PostgreSQL’s codes: a writing where only reading is allowed, a query that was cancelled, too many connections. */
const READ_ONLY = '25006'
const CANCELLED = '57014'
const CROWDED = '53300'

/** Whether asking again in a moment may do. */
function isAway(error: unknown): boolean {
  return isPassing(error) || isCode(error, CANCELLED) || isCode(error, CROWDED)
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}

function away(cause: unknown): Refused {
  return new Refused('database-unavailable', AWAY, { cause })
}

const AWAY: Text = {
  fr: 'Le registre a été interrompu un instant ; ce qui était enregistré l’est toujours. Réessayez : la page dit ce qui est enregistré, et revenir en arrière rend ce que vous aviez écrit.',
  en: 'The registry was interrupted for a moment; what was saved still is. Try again: the page tells what is saved, and going back gives back what you had written.'
}

function ignore(): void {}
