/** What accounts need of the machine: a secret of its own, letters, an identity provider. */

import { randomBytes } from 'node:crypto'
import { link, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import type { Db } from '../store/database.ts'
import type { Access } from '../usecases/access.ts'
import { isLoopback } from '../usecases/access-demonstration.ts'
import { makeProvider } from '../usecases/access-provider.ts'
import { makePost } from '../usecases/letters.ts'

const SHORTEST_SECRET = 40

export type AccountsOptions = {
  readonly db: Db
  readonly config: Config
  /** Where the server answers, once it does. */
  readonly url: () => string
  /** Name of the observatory. */
  readonly name: string
  /** Whether its folder says `demonstration: true`. */
  readonly demonstration: boolean
  readonly log: (line: string) => void
}

/** Opens nothing: the library, the mail server and the provider are reached when somebody needs them. */
export async function openAccounts({ db, config, url, name, demonstration, log }: AccountsOptions): Promise<Access> {
  const { publicUrl, host, home, mail, provider, behindProxy } = config
  const secret = await readSecret(home)
  const now = (): Date => new Date()
  return {
    db,
    settings: {
      secret,
      name,
      get origin() {
        return publicUrl ?? url()
      }
    },
    now,
    send: mail && makePost(secret, now),
    provider: provider && makeProvider(provider),
    demonstration: demonstration && publicUrl === undefined && !behindProxy && isLoopback(host),
    behindProxy,
    log
  }
}

/**
 * Made once, whole or not at all, readable by nobody else. Without it every session ends and one-time codes are set up
 * again. One that a full disk or a power cut left short would be guessed: it is made anew.
 */
async function readSecret(home: string): Promise<string> {
  const file = join(home, 'secret')
  const known = await readFile(file, 'utf8').catch(() => undefined)
  if (known !== undefined && known.length >= SHORTEST_SECRET) return known
  if (known !== undefined) await rm(file, { force: true })
  const aside = `${file}.${randomBytes(6).toString('hex')}`
  await writeFile(aside, randomBytes(48).toString('base64url'), { mode: 0o600, flush: true })
  try {
    await link(aside, file)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    await rm(aside, { force: true })
  }
  return readFile(file, 'utf8')
}
