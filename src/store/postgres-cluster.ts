/**
 * Where the data of the embedded PostgreSQL lie, and how they are made.
 *
 * `<home>/postgres` holds `data`, `run` (the socket) and `server.log`. Where the account of the server may not
 * enter the home (root, in a checkout under a home of mode 700), `<home>/postgres` is a link to a folder of
 * its own under `/var/lib/chevalement`.
 */

import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmod,
  chown,
  mkdir,
  readFile,
  readdir,
  readlink,
  realpath,
  rename,
  rm,
  stat,
  symlink,
  writeFile
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Refused } from '../domain/shared/errors.ts'
import { canEnter, makeAccount, type Account } from './postgres-account.ts'
import { findBinaries, type Binaries } from './postgres-binaries.ts'

export type Cluster = {
  readonly data: string
  /** Where the socket lies when its path is short enough. */
  readonly run: string
  readonly log: string
  /** Found when a server is to be started: one that runs needs none. */
  readonly binaries: () => Promise<Binaries>
  /** Absent: the server runs under the account of this process. */
  readonly account?: Account
}

/** The only role; trusted, because only its account and root reach the socket. */
export const SUPERUSER = 'chevalement'

/** Folders and binaries of servers that run under an account of their own. */
const SHARED = '/var/lib/chevalement'

/** Undefined before the first start. @throws {Refused} `database-unavailable` */
export async function findCluster(home: string): Promise<Cluster | undefined> {
  const folder = await realpath(join(home, 'postgres')).catch(() => undefined)
  if (folder === undefined || (await isCopy(folder, home))) return undefined
  const data = join(folder, 'data')
  const owner = await stat(data).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw belongsToAnother(data, error)
  })
  if (!owner) return undefined
  const account = accountFor(owner)
  const version = await readFile(join(data, 'PG_VERSION'), 'utf8').catch((error: unknown) => {
    throw belongsToAnother(data, error)
  })
  const found = describe(folder, account)
  return { ...found, binaries: async () => ofVersion(await found.binaries(), version.trim(), data) }
}

/** @throws {Refused} `database-unavailable` for data that another major version of PostgreSQL has written */
function ofVersion(binaries: Binaries, version: string, data: string): Binaries {
  if (version === binaries.major) return binaries
  throw new Refused('database-unavailable', {
    fr: `Les données de ${data} sont d’un PostgreSQL ${version}, le programme apporte le ${binaries.major} : faites « dump » avec la version précédente du programme, puis « load » avec celle-ci`,
    en: `The data in ${data} come from PostgreSQL ${version}, the program brings ${binaries.major}: run "dump" with the previous release of the program, then "load" with this one`
  })
}

/**
 * Makes the data; when two commands do it at once, both end with those of the first to finish.
 * @throws {Refused} `database-unavailable`
 */
export async function makeCluster(home: string): Promise<Cluster> {
  const account = process.getuid?.() === 0 ? await makeAccount() : undefined
  try {
    await mkdir(home, { recursive: true })
    const cluster = describe(await makeFolder(await realpath(home), account), account)
    await makeData(cluster)
    return cluster
  } catch (error) {
    throw cannotWrite(home, error) ?? error
  }
}

async function makeData(cluster: Cluster): Promise<void> {
  const { data, account } = cluster
  await removeUnfinished(dirname(data))
  const unfinished = `${data}.${process.pid}.${randomBytes(4).toString('hex')}`
  try {
    await makePrivateFolder(unfinished, account)
    await initialise(unfinished, cluster)
    await rename(unfinished, data)
  } catch (error) {
    // Lost the race: the other's data are as good as ours.
    if (!isCode(error, 'ENOTEMPTY') && !isCode(error, 'EEXIST')) throw error
  } finally {
    await rm(unfinished, { recursive: true, force: true })
  }
}

/** Mode 700, for the account alone; taken as it is when it is there. */
export async function makePrivateFolder(path: string, account: Account | undefined): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 })
  await chmod(path, 0o700)
  if (account) await chown(path, account.uid, account.gid)
}

function describe(folder: string, account: Account | undefined): Cluster {
  return {
    data: join(folder, 'data'),
    run: join(folder, 'run'),
    log: join(folder, 'server.log'),
    binaries: () => findBinaries(account, SHARED),
    ...(account && { account })
  }
}

async function makeFolder(home: string, account: Account | undefined): Promise<string> {
  const folder = join(home, 'postgres')
  if (!account || (await canEnter(home, account))) {
    await mkdir(folder, { recursive: true, mode: 0o755 })
    return realpath(folder)
  }
  const aside = join(SHARED, randomBytes(6).toString('hex'))
  await mkdir(aside, { recursive: true, mode: 0o755 })
  if (await isCopy(folder, home)) await rm(folder)
  try {
    await symlink(aside, folder)
  } catch (error) {
    await rm(aside, { recursive: true })
    if (!isCode(error, 'EEXIST')) throw error
    return realpath(folder)
  }
  await removeAbandoned(home)
  await writeFile(join(aside, 'home'), home)
  return aside
}

/** Whether the link was copied along with its home: the data still belong to the home they were made for. */
async function isCopy(folder: string, home: string): Promise<boolean> {
  const target = await realpath(folder).catch(() => undefined)
  const owner = target && (await readFile(join(target, 'home'), 'utf8').catch(() => undefined))
  if (!owner || owner === (await realpath(home))) return false
  return (await readlink(join(owner, 'postgres')).catch(() => undefined)) === target
}

/**
 * Data of a home that was deleted: made again under the same name, or temporary. Another home that is not
 * there may lie on a disk that is not mounted.
 */
async function removeAbandoned(home: string): Promise<void> {
  for (const name of await readdir(SHARED)) {
    const owner = await readFile(join(SHARED, name, 'home'), 'utf8').catch(() => undefined)
    if (owner === undefined) continue
    const isTemporary = owner.startsWith(`${await realpath(tmpdir())}/`)
    const isGone = isTemporary && !(await stat(owner).catch(() => undefined))
    if (isGone || owner === home) await rm(join(SHARED, name), { recursive: true, force: true })
  }
}

/** What a command left that was killed while it made the data. */
async function removeUnfinished(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const [, pid] = /^data\.(\d+)\./.exec(name) ?? []
    if (pid && !isAlive(Number(pid))) await rm(join(folder, name), { recursive: true, force: true })
  }
}

async function initialise(data: string, { binaries, account }: Cluster): Promise<void> {
  const { initdb } = await binaries()
  const options = [
    `--pgdata=${data}`,
    `--username=${SUPERUSER}`,
    '--auth=trust',
    '--encoding=UTF8',
    // Built in: the order of texts never changes with the system's libraries. French order is asked for where
    // people see it, by the ICU collations that both servers have.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--text-search-config=french',
    '--no-instructions'
  ]
  await new Promise<void>((resolve, reject) => {
    execFile(initdb, options, { ...account, cwd: '/', env: { LC_ALL: 'C' } }, (error, _, stderr) => {
      if (!error) resolve()
      else reject(cannotInitialise(data, stderr || error.message))
    })
  })
}

function cannotInitialise(data: string, said: string): Refused {
  if (/No space left|Disk quota/i.test(said)) return diskIsFull(data)
  const hint = /shared libraries/.test(said)
    ? { fr: ' (npm rebuild --foreground-scripts)', en: ' (npm rebuild --foreground-scripts)' }
    : { fr: '', en: '' }
  return new Refused('database-unavailable', {
    fr: `PostgreSQL ne peut créer ses données dans ${data}${hint.fr} : ${said.trim()}`,
    en: `PostgreSQL cannot make its data in ${data}${hint.en}: ${said.trim()}`
  })
}

/** Undefined for what is no fault of the folder. */
function cannotWrite(home: string, error: unknown): Refused | undefined {
  if (isCode(error, 'ENOSPC') || isCode(error, 'EDQUOT')) return diskIsFull(home)
  const code = ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST'].find((known) => isCode(error, known))
  return code === undefined
    ? undefined
    : new Refused(
        'database-unavailable',
        {
          fr: `Le registre ne peut être écrit dans ${home} (${code}) : choisissez un autre dossier par CHEVALEMENT_HOME, ou indiquez votre serveur dans DATABASE_URL`,
          en: `The registry cannot be written in ${home} (${code}): choose another folder with CHEVALEMENT_HOME, or give a server of yours in DATABASE_URL`
        },
        { cause: error }
      )
}

export function diskIsFull(path: string): Refused {
  return new Refused('database-unavailable', {
    fr: `Le disque de ${path} est plein : PostgreSQL demande environ 100 Mo libres`,
    en: `The disk of ${path} is full: PostgreSQL needs some 100 MB free`
  })
}

function belongsToAnother(data: string, cause: unknown): Refused {
  return new Refused(
    'database-unavailable',
    {
      fr: `Le registre de ${data} appartient à un autre compte : lancez la commande sous le même compte que la première fois, ou choisissez un autre dossier par CHEVALEMENT_HOME`,
      en: `The registry in ${data} belongs to another account: run the command under the same account as the first time, or choose another folder with CHEVALEMENT_HOME`
    },
    { cause }
  )
}

/** Root starts the server under the account that owns the data, whoever that is. */
function accountFor(owner: Account): Account | undefined {
  return process.getuid?.() === 0 ? { uid: owner.uid, gid: owner.gid } : undefined
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return isCode(error, 'EPERM')
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
