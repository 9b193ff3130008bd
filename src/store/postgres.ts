/**
 * The embedded PostgreSQL: real binaries from npm, started when the first command needs them and stopped
 * when the last one leaves. Nobody installs or configures anything.
 *
 * Who is there is asked of PostgreSQL itself: each process holds a connection with a shared advisory lock,
 * its lease. The last to leave is the one that gets the same lock alone; whoever arrives meanwhile waits on
 * it, sees the server go, and starts another. The kernel closes the connections of a process that dies, so
 * nothing is ever left to clean up: after kill -9 the server lives on and the next command adopts it.
 *
 * Access: no TCP port, a Unix socket in a folder of mode 700, trust inside it. Peer authentication would
 * refuse root, who is not the account the server runs under; a password would have to lie in a file
 * protected by the very same folder mode. Whoever may enter the folder may read the data files anyway.
 */

import pg from 'pg'
import { Refused } from '../domain/shared/errors.ts'
import { findCluster, makeCluster, SUPERUSER, type Cluster } from './postgres-cluster.ts'
import { findServer, startServer, stopServer, type Server } from './postgres-server.ts'

export type Connection = {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly database: string
  readonly ssl: false
}

export type EmbeddedPostgres = {
  /** What `pg` connects with; the host is the folder of the socket. */
  readonly connection: Connection
  /** Process of the server. */
  readonly pid: number
  /** Gives the lease back; stops the server when no other process holds one. Safe to call twice. */
  readonly leave: () => Promise<void>
  /**
   * Takes the lease again, on a server that is started when the one before is gone. Begins by itself when that one goes
   * away; those who ask meanwhile wait for the same.
   *
   * @throws {Refused} `database-unavailable`
   */
  readonly recover: () => Promise<void>
}

/** The advisory lock that stands for the server being in use. */
const LEASE = 20_120_630

const PATIENCE_MS = 60_000

/**
 * A lease on the server whose data lie in `<home>/postgres`, made and started when needed. `found` is told where a
 * server lives while the lease is being asked for, and again when that one went away and another is tried.
 * @throws {Refused} `database-unavailable`, with what PostgreSQL said and what to do
 */
export async function joinPostgres(
  home: string,
  progress: (step: 'creating') => void = ignore,
  found: (connection: Connection) => void = ignore
): Promise<EmbeddedPostgres> {
  const cluster = (await findCluster(home)) ?? (progress('creating'), await makeCluster(home))
  const take = (): ReturnType<typeof takeLease> => takeLease(cluster, found, Date.now() + PATIENCE_MS)
  let held = await take()
  let isLeaving = false
  let recovery: Promise<void> | undefined
  const recover = (): Promise<void> => (recovery ??= renew().finally(() => (recovery = undefined)))
  async function renew(): Promise<void> {
    if (isLeaving) return
    const { lease } = held
    held = await take()
    watch()
    await lease.end().catch(ignore)
  }
  /** Killed, or fallen with one of its processes: whoever writes next finds it there again. */
  function watch(): void {
    const { lease } = held
    lease.once('end', () => {
      if (!isLeaving && lease === held.lease) recover().catch(ignore)
    })
  }
  watch()
  const leave = once(async () => {
    await recovery?.catch(ignore)
    isLeaving = true
    forgetSignals()
    await leaveServer(cluster, held.server, held.lease)
  })
  const forgetSignals = leaveOnSignal(leave)
  return { connection: connectionTo(held.server), pid: held.server.pid, leave, recover }
}

async function takeLease(
  cluster: Cluster,
  found: (connection: Connection) => void,
  deadline: number
): Promise<{ server: Server; lease: pg.Client }> {
  for (;;) {
    const server = (await findServer(cluster)) ?? (await startServer(cluster))
    found(connectionTo(server))
    const lease = await tryLease(server)
    if (lease) return { server, lease }
    if (Date.now() > deadline) {
      throw new Refused('database-unavailable', {
        fr: `Le serveur PostgreSQL de ${cluster.data} (processus ${server.pid}) ne répond pas : voir ${cluster.log}`,
        en: `The PostgreSQL server of ${cluster.data} (process ${server.pid}) does not answer: see ${cluster.log}`
      })
    }
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

/** Undefined while the server starts, stops, or when it went away since it was found. */
async function tryLease(server: Server): Promise<pg.Client | undefined> {
  const lease = new pg.Client(connectionTo(server))
  // A server that is stopped by hand closes the connection; queries then say so themselves.
  lease.on('error', ignore)
  try {
    await lease.connect()
    await lease.query('select pg_advisory_lock_shared($1)', [LEASE])
    return lease
  } catch (error) {
    await lease.end().catch(ignore)
    if (isPassing(error)) return undefined
    throw error
  }
}

async function leaveServer(cluster: Cluster, server: Server, lease: pg.Client): Promise<void> {
  try {
    // In the order of the list, and in one round trip: the command has answered, and people wait.
    const { rows } = await lease.query<{ alone: boolean }>(
      'select pg_advisory_unlock_shared($1), pg_try_advisory_lock($1) as alone',
      [LEASE]
    )
    // The lock is held until the server is gone: who arrives now waits on it rather than join a dying server.
    if (rows[0]?.alone) await stopServer(cluster, server)
  } catch (error) {
    if (!isPassing(error)) throw error
  } finally {
    await lease.end().catch(ignore)
  }
}

/** Ctrl-C and a polite kill leave too; a process that handles the signal itself closes by its own means. */
function leaveOnSignal(leave: () => Promise<void>): () => void {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  const onSignal = (signal: NodeJS.Signals): void => {
    if (process.listenerCount(signal) > 1) return
    void leave().finally(() => process.kill(process.pid, signal))
  }
  for (const signal of signals) process.on(signal, onSignal)
  return () => {
    for (const signal of signals) process.off(signal, onSignal)
  }
}

/** The whole server is ours: its first database is the registry. Nothing is taken from the variables of psql. */
function connectionTo({ socket, port }: Server): Connection {
  return { host: socket, port, user: SUPERUSER, database: 'postgres', ssl: false }
}

/** What a server says or does while it starts or stops: admin shutdown, crash shutdown, cannot connect now. */
export function isPassing(error: unknown): boolean {
  const passing = ['57P01', '57P02', '57P03', 'ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE']
  if (!(error instanceof Error)) return false
  return (
    passing.includes('code' in error ? String(error.code) : '') ||
    /Connection terminated|not queryable/.test(error.message)
  )
}

function once(run: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined
  return () => (done ??= run())
}

function ignore(): void {}
