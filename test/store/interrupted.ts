/** A server that is taken away and given back: a relay before the real one, and connections ended by PostgreSQL itself. */

import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import pg from 'pg'

export type Relay = {
  /** The same database, through the relay. */
  readonly url: string
  /** Ends what passes, and refuses what comes. */
  readonly cut: () => Promise<void>
  readonly mend: () => Promise<void>
  readonly close: () => Promise<void>
}

/** @param url of a database, on a socket or on a port */
export async function makeRelay(url: string): Promise<Relay> {
  const { host, port, user, database, password } = new pg.Client(url)
  const to = host.startsWith('/') ? { path: join(host, `.s.PGSQL.${port}`) } : { host, port }
  const open = new Set<Socket>()
  const server = createServer((socket) => {
    const other = connect(to)
    for (const [one, next] of [
      [socket, other],
      [other, socket]
    ] as const) {
      open.add(one)
      one.on('error', () => next.destroy())
      one.on('close', () => {
        open.delete(one)
        next.destroy()
      })
      one.pipe(next)
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const at = (server.address() as AddressInfo).port
  const cut = async (): Promise<void> => {
    if (!server.listening) return
    const closed = once(server, 'close')
    server.close()
    for (const socket of open) socket.destroy()
    await closed
  }
  return {
    url: `postgres://${user}${typeof password === 'string' ? `:${password}` : ''}@127.0.0.1:${at}/${database}`,
    cut,
    mend: async () => {
      server.listen(at, '127.0.0.1')
      await once(server, 'listening')
    },
    close: cut
  }
}

/** Ends the connections to that database, all or those that run `running`; how many there were. */
export async function terminate(url: string, running?: string): Promise<number> {
  return asAdministrator(url, async (client, database) => {
    const { rowCount } = await client.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = $1 and pid <> pg_backend_pid() and ($2::text is null or (state = 'active' and query like $2))`,
      [database, running === undefined ? null : `%${running}%`]
    )
    return rowCount ?? 0
  })
}

async function asAdministrator<T>(url: string, use: (client: pg.Client, database: string) => Promise<T>): Promise<T> {
  const { host, port, user, password, database = '' } = new pg.Client(url)
  const client = new pg.Client({
    host,
    port,
    ...(user && { user }),
    ...(password && { password }),
    database: 'postgres'
  })
  await client.connect()
  try {
    return await use(client, database)
  } finally {
    await client.end()
  }
}
