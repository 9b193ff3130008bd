/** Passwords: checked against those tried first, kept as the library keeps them. */

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parsePassword } from '../domain/access/password.ts'
import { ROOT } from '../root.ts'

let list: Promise<ReadonlySet<string>> | undefined

/** @throws {InvalidInput} when the password is not taken */
export async function hashPassword(password: string, known: readonly string[]): Promise<string> {
  const taken = parsePassword(password, await (list ??= readList()), known)
  const { hashPassword: hash } = await import('../store/access-hash.ts')
  return hash(taken)
}

async function readList(): Promise<ReadonlySet<string>> {
  const text = await readFile(join(ROOT, 'reference/common-passwords.txt'), 'utf8')
  return new Set(text.split('\n').filter((line) => line !== '' && !line.startsWith('# ')))
}
