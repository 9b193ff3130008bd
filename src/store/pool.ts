/** Connections to the registry, which outlive the server that they lead to. */

import type { PostgresPool, PostgresPoolClient } from 'kysely'
import pg from 'pg'
import { Refused } from '../domain/shared/errors.ts'
import type { Text } from '../domain/shared/text.ts'
import { isPassing, type EmbeddedPostgres } from './postgres.ts'

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
 * Whoever asks for a connection while the server is gone waits until another was started. What was under way when it
 * went is undone, and says so.
 *
 * @param current the pool of the server that lives now
 */
export function lasting(current: () => pg.Pool, recover: EmbeddedPostgres['recover']): Pool {
  return {
    async connect() {
      try {
        return telling(await current().connect())
      } catch (error) {
        if (!isPassing(error)) throw error
        await recover()
        return telling(await current().connect())
      }
    },
    end: () => current().end()
  }
}

/** Whoever was writing when the server went away is told so, in a sentence. */
function telling(client: pg.PoolClient): PostgresPoolClient {
  const known = told.get(client)
  if (known) return known
  const query = async (...asked: readonly unknown[]): Promise<unknown> => {
    try {
      return await Reflect.apply(client.query, client, asked)
    } catch (error) {
      throw isPassing(error) ? new Refused('database-unavailable', INTERRUPTED, { cause: error }) : error
    }
  }
  const made = { query: query as PostgresPoolClient['query'], release: () => client.release() }
  told.set(client, made)
  return made
}

const told = new WeakMap<pg.PoolClient, PostgresPoolClient>()

const INTERRUPTED: Text = {
  fr: 'Le registre a été interrompu, et il est déjà rétabli. Rouvrez la page : elle dit ce qui est enregistré.',
  en: 'The registry was interrupted, and is already being restored. Open the page again: it tells what is saved.'
}

function ignore(): void {}
