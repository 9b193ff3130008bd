/** Connections to the registry, which outlive the server that they lead to. */

import pg from 'pg'
import { isPassing, type EmbeddedPostgres } from './postgres.ts'

/** What Kysely asks of a pool. */
export type Pool = Pick<pg.Pool, 'end'> & { readonly connect: () => Promise<pg.PoolClient> }

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
        return await current().connect()
      } catch (error) {
        if (!isPassing(error)) throw error
        await recover()
        return current().connect()
      }
    },
    end: () => current().end()
  }
}

function ignore(): void {}
