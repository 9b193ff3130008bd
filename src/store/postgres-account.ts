/** PostgreSQL refuses to run as root: the account it runs under then, and where that account may enter. */

import { execFile } from 'node:child_process'
import { stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { promisify } from 'node:util'
import { Refused } from '../domain/shared/errors.ts'

export type Account = { readonly uid: number; readonly gid: number }

const run = promisify(execFile)
const NAME = 'chevalement'

/**
 * The system account `chevalement`, made when it does not exist. It owns nothing but the data of the server.
 * @throws {Refused} `database-unavailable`
 */
export async function makeAccount(): Promise<Account> {
  const found = await findAccount()
  if (found) return found
  const options = ['--system', '--user-group', '--no-create-home', '--home-dir', '/nonexistent']
  let cause: unknown
  // Another command may be making it at the same time: what counts is that it is there afterwards.
  await run('useradd', [...options, '--shell', '/usr/sbin/nologin', NAME]).catch((error: unknown) => (cause = error))
  const made = await findAccount()
  if (made) return made
  throw new Refused(
    'database-unavailable',
    {
      fr: `PostgreSQL ne tourne pas sous root, et le compte système « ${NAME} » n’a pu être créé : créez-le, ou lancez la commande sous un autre compte, ou indiquez votre serveur dans DATABASE_URL`,
      en: `PostgreSQL does not run as root, and the system account "${NAME}" could not be made: make it, or run the command under another account, or give a server of yours in DATABASE_URL`
    },
    { cause }
  )
}

async function findAccount(): Promise<Account | undefined> {
  try {
    const [uid, gid] = await Promise.all(
      ['-u', '-g'].map(async (what) => Number((await run('id', [what, NAME])).stdout))
    )
    return uid && gid ? { uid, gid } : undefined
  } catch {
    return undefined
  }
}

/** Whether `account` may read `path`, which is absolute and exists, and pass through every folder above it. */
export async function canEnter(path: string, account: Account, wanted = 0o5): Promise<boolean> {
  const { uid, gid, mode } = await stat(path)
  const granted = uid === account.uid ? mode >> 6 : gid === account.gid ? mode >> 3 : mode
  if ((granted & wanted) !== wanted) return false
  const parent = dirname(path)
  return parent === path || canEnter(parent, account, 0o1)
}
