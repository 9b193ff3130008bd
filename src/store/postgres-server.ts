/** One server process over a cluster: found by its `postmaster.pid`, started, stopped. */

import { execFile, spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { mkdtemp, open, readFile, readlink, rename, rm, rmdir, stat, type FileHandle } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { Refused } from '../domain/shared/errors.ts'
import { diskIsFull, makePrivateFolder, type Cluster } from './postgres-cluster.ts'

export type Server = {
  readonly pid: number
  /** Folder of the socket. */
  readonly socket: string
  readonly port: number
}

const run = promisify(execFile)

type PidFile = Server & { readonly status: string }

/** The system's limit is 103 to 107 bytes. */
const LONGEST_SOCKET = 100

/** Recovery after a power cut may take a while. */
const PATIENCE_MS = 60_000
const LARGEST_LOG = 1_000_000

const SETTINGS = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  max_connections: '60',
  shared_buffers: '64MB',
  // Nothing replicates this server: `dump` is its backup.
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '256MB',
  // Three processes less, and no gain at this size.
  io_method: 'sync',
  // Compiling a query costs more than any query here.
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
  max_logical_replication_workers: '0'
}

/** The live server of the cluster, once it is ready; undefined when there is none, whatever a stale file says. */
export async function findServer({ data }: Cluster): Promise<Server | undefined> {
  const deadline = Date.now() + PATIENCE_MS
  while (Date.now() < deadline) {
    const found = await readPidFile(data)
    if (!found || !(await isServerOf(found.pid, data))) return undefined
    if (found.status === 'ready') {
      if (await exists(socketFile(found))) return found
      // Somebody emptied the folder of the socket: nobody can join this server any more.
      signal(found.pid, 'SIGINT')
    }
    await pause()
  }
  return undefined
}

/**
 * Starts the server, or finds the one that another command started meanwhile: PostgreSQL itself lets
 * only one live over the same data.
 * @throws {Refused} `database-unavailable`, with the last lines of the log
 */
export async function startServer(cluster: Cluster): Promise<Server> {
  const deadline = Date.now() + PATIENCE_MS
  for (;;) {
    await removeStalePidFile(cluster)
    const said = await launch(cluster)
    const server = await findServer(cluster)
    if (server) return server
    if (!isPassing(said) || Date.now() > deadline) throw cannotStart(cluster, said)
    await pause()
  }
}

/** Returns once the process is gone. Connections are closed, transactions under way are undone. */
export async function stopServer(cluster: Cluster, { pid, socket }: Server): Promise<void> {
  signal(pid, 'SIGINT')
  while (await isServerOf(pid, cluster.data)) await pause()
  await removeSocketFolder(cluster, socket)
}

/** Returns when the server is ready, or with what it said when it ended. */
async function launch(cluster: Cluster): Promise<string> {
  const { account, data } = cluster
  const { postgres } = await cluster.binaries()
  const socket = await makeSocketFolder(cluster)
  const settings = {
    ...SETTINGS,
    unix_socket_directories: `"${socket.replaceAll('"', '""')}"`,
    // Only part of the socket's name, and never the same: what a killed server left is in nobody's way.
    port: String(randomInt(1024, 65536))
  }
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const log = await openLog(cluster.log)
  try {
    const { size } = await log.stat()
    // Detached: Ctrl-C in the terminal must not reach the server before the last command leaves.
    const child = spawn(postgres, ['-D', data, ...options], {
      ...account,
      cwd: '/',
      env: { LC_ALL: 'C' },
      detached: true,
      stdio: ['ignore', log.fd, log.fd]
    })
    let ended = false
    const end = new Promise<void>((resolve, reject) => {
      child.once('error', reject)
      child.once('exit', () => {
        ended = true
        resolve()
      })
    })
    const ready = (async () => {
      while (!ended && !(await isReady(data))) await pause()
    })()
    await Promise.race([end, ready])
    child.unref()
    if (!ended) return ''
    await removeSocketFolder(cluster, socket)
    return await readFrom(cluster.log, size)
  } finally {
    await log.close()
  }
}

/** In the cluster's folder, else, when that path is too long for a socket, in a new one under the system's. */
async function makeSocketFolder({ run, account }: Cluster): Promise<string> {
  if (fits(run)) {
    await makePrivateFolder(run, account)
    return run
  }
  // The system's folder of root may be closed to the account.
  const parent = !account && fits(join(tmpdir(), 'chevalement-000000')) ? tmpdir() : '/tmp'
  const folder = await mkdtemp(join(parent, 'chevalement-'))
  await makePrivateFolder(folder, account)
  return folder
}

/** The one in the cluster's folder stays; a foreign one still in use is not empty. */
async function removeSocketFolder(cluster: Cluster, socket: string): Promise<void> {
  if (socket !== cluster.run) await rmdir(socket).catch(() => undefined)
}

function socketFile({ socket, port }: Pick<Server, 'socket' | 'port'>): string {
  return join(socket, `.s.PGSQL.${port}`)
}

function fits(folder: string): boolean {
  return Buffer.byteLength(socketFile({ socket: folder, port: 65535 })) <= LONGEST_SOCKET
}

async function readPidFile(data: string): Promise<PidFile | undefined> {
  return parsePidFile(await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => ''))
}

/** Lines of `postmaster.pid`; the later ones appear while the server starts. */
function parsePidFile(text: string): PidFile | undefined {
  const [pid, , , port, socket = '', , , status = ''] = text.split('\n')
  if (!pid) return undefined
  return { pid: Math.abs(Number(pid)), port: Number(port), socket, status: status.trim() }
}

async function isReady(data: string): Promise<boolean> {
  const found = await readPidFile(data)
  return found?.status === 'ready' && (await isServerOf(found.pid, data))
}

/** After a power cut the number may belong to anything: a server of ours stands in its data. */
async function isServerOf(pid: number, data: string): Promise<boolean> {
  if (process.platform === 'linux') return (await readlink(`/proc/${pid}/cwd`).catch(() => '')) === data
  const command = await run('ps', ['-ww', '-o', 'command=', '-p', String(pid)]).catch(() => ({ stdout: '' }))
  return command.stdout.includes(`postgres -D ${data}`)
}

/**
 * PostgreSQL refuses to start over a file whose number now belongs to another live process. Renamed before it is judged again: if another command started a server meanwhile, its file
 * goes back in place.
 */
async function removeStalePidFile(cluster: Cluster): Promise<void> {
  const file = join(cluster.data, 'postmaster.pid')
  const text = await readFile(file, 'utf8').catch(() => '')
  const stale = parsePidFile(text)
  if (!stale || (await isServerOf(stale.pid, cluster.data))) return
  const aside = `${file}.${process.pid}`
  try {
    await rename(file, aside)
  } catch {
    return
  }
  if ((await readFile(aside, 'utf8')) !== text) return rename(aside, file)
  await rm(aside)
  await Promise.all(['', '.lock'].map((end) => rm(`${socketFile(stale)}${end}`, { force: true })))
  await removeSocketFolder(cluster, stale.socket)
}

async function openLog(path: string): Promise<FileHandle> {
  const size = await stat(path).then(
    (found) => found.size,
    () => 0
  )
  if (size > LARGEST_LOG) await rename(path, `${path}.1`)
  return open(path, 'a', 0o600)
}

async function readFrom(path: string, offset: number): Promise<string> {
  const bytes = await readFile(path)
  return bytes.subarray(offset).toString('utf8').trim()
}

/** Another command was faster, or the processes of a killed server are not all gone yet. */
function isPassing(said: string): boolean {
  return said === '' || /lock file .* already exists|pre-existing shared memory block/.test(said)
}

function cannotStart({ data, log }: Cluster, said: string): Refused {
  if (/No space left|Disk quota/i.test(said)) return diskIsFull(dirname(data))
  const last = said.split('\n').slice(-3).join('\n')
  return new Refused('database-unavailable', {
    fr: `PostgreSQL ne démarre pas (voir ${log}) : ${last}`,
    en: `PostgreSQL does not start (see ${log}): ${last}`
  })
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // Gone already, which is what was wanted.
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false
  )
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 5))
}
