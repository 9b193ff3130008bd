/** Vintages that another observatory wrote: taken as they are, once their content is what it should be. */

import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { access, mkdir, open, rename, rm } from 'node:fs/promises'
import { InvalidInput } from '../domain/shared/errors.ts'
import { vintagePath } from './vintages.ts'

/**
 * Copies `from` to its address, synced; a vintage that is already there stays.
 *
 * @throws {InvalidInput} when its digest is not `content`
 */
export async function adoptVintageFile(
  home: string,
  { from, content, name }: { readonly from: string; readonly content: string; readonly name: string }
): Promise<void> {
  const path = vintagePath(home, content)
  await mkdir(`${home}/vintages`, { recursive: true })
  const unfinished = `${home}/vintages/${process.pid}-${randomUUID()}.unfinished`
  const isThere = await exists(path)
  const hash = createHash('sha256')
  try {
    const copy = isThere ? undefined : await open(unfinished, 'wx')
    try {
      for await (const part of createReadStream(from)) {
        const bytes: Buffer = part
        hash.update(bytes)
        await copy?.writeFile(bytes)
      }
      await copy?.sync()
    } finally {
      await copy?.close()
    }
    const found = hash.digest('hex')
    if (found !== content) throw otherContent(name, found, content)
    if (!isThere) await rename(unfinished, path)
  } finally {
    await rm(unfinished, { force: true })
  }
}

function otherContent(name: string, found: string, expected: string): InvalidInput {
  return new InvalidInput(
    {
      fr: `fichier de millésime altéré : empreinte ${found}, attendu ${expected}`,
      en: `damaged vintage file: digest ${found}, expected ${expected}`
    },
    { file: name }
  )
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path)
    return true
  } catch {
    return false
  }
}
