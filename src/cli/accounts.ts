/** What accounts need of the machine: a secret of its own, letters, an identity provider. */

import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { makeMailer } from '../jobs/mail.ts'
import type { Db } from '../store/database.ts'
import type { Access } from '../usecases/access.ts'
import { isLoopback } from '../usecases/access-demonstration.ts'
import { makeProvider } from '../usecases/access-provider.ts'

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
  return {
    db,
    settings: {
      secret: await readSecret(home),
      name,
      get origin() {
        return publicUrl ?? url()
      }
    },
    now: () => new Date(),
    send: mail && makeMailer(mail),
    provider: provider && makeProvider(provider),
    demonstration: demonstration && publicUrl === undefined && !behindProxy && isLoopback(host),
    behindProxy,
    log
  }
}

/** Made once, readable by nobody else. Without it every session ends and one-time codes are set up again. */
async function readSecret(home: string): Promise<string> {
  const file = join(home, 'secret')
  const made = randomBytes(48).toString('base64url')
  try {
    await writeFile(file, made, { mode: 0o600, flag: 'wx' })
    return made
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    return readFile(file, 'utf8')
  }
}
