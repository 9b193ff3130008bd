/**
 * Vintages on disk: `<home>/vintages/<sha256>.parquet`, written once, never changed. A file without a row in
 * the registry does not exist: the row is the commit, and `removeOrphans` clears what a crash left before it.
 */

import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { InvalidInput, NotFound } from '../domain/shared/errors.ts'
import type { ObservationTable } from '../domain/indicators/table.ts'
import type { VintageId } from '../domain/sources/source.ts'
import type { CogYear } from '../domain/territories/territory.ts'
import { removeNotes } from './vintage-notes.ts'
import { orderTable } from './vintage-order.ts'
import { encodeVintage } from './vintage-write.ts'

export type WrittenVintage = {
  /** SHA-256 of the file, its address. */
  readonly content: string
  readonly rows: number
  readonly bytes: number
}

export function vintagePath(home: string, content: string): string {
  return `${home}/${vintageName(content)}`
}

/** In the home, wherever that is: how messages call it. */
function vintageName(content: string): string {
  return `vintages/${content}.parquet`
}

/**
 * Writes, syncs, renames. The same rows in any order give the same file; a file that is already there stays.
 *
 * @throws {InvalidInput} when two rows have the same key, or a value and its status do not agree
 */
export async function writeVintageFile(
  home: string,
  table: ObservationTable,
  meta: { readonly vintage: VintageId; readonly cog: CogYear }
): Promise<WrittenVintage> {
  const ordered = orderTable(table)
  const folder = `${home}/vintages`
  const name = `${process.pid}-${randomUUID()}${UNFINISHED}`
  const unfinished = `${folder}/${name}`
  const hash = createHash('sha256')
  let bytes = 0
  await mkdir(folder, { recursive: true })
  writing.add(name)
  try {
    const file = await open(unfinished, 'wx')
    try {
      for await (const part of encodeVintage(ordered, meta)) {
        hash.update(part)
        bytes += part.length
        await file.writeFile(part)
      }
      await file.sync()
    } finally {
      await file.close()
    }
    const content = hash.digest('hex')
    await rename(unfinished, vintagePath(home, content))
    await syncFolder(folder)
    return { content, rows: ordered.length, bytes }
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  } finally {
    writing.delete(name)
  }
}

/**
 * Removes vintages that the registry does not know, and files that nobody is writing any more. To be called
 * while no import can be between its file and its row.
 */
export async function removeOrphans(home: string, known: ReadonlySet<string>): Promise<readonly string[]> {
  const orphans = await findOrphans(home, known)
  for (const name of orphans) await rm(`${home}/vintages/${name}`, { force: true })
  await removeNotes(home, known)
  return orphans
}

/** What `removeOrphans` would remove: names in the folder of the vintages. */
export async function findOrphans(home: string, known: ReadonlySet<string>): Promise<readonly string[]> {
  return (await namesIn(`${home}/vintages`)).filter((name) => {
    const content = /^([0-9a-f]{64})\.parquet$/.exec(name)?.[1]
    return content === undefined ? name.endsWith(UNFINISHED) && !isWriting(name) : !known.has(content)
  })
}

/**
 * Reads the whole file and compares it with its address.
 *
 * @throws {NotFound} when it is gone
 * @throws {InvalidInput} when it is another
 */
export async function verifyVintageFile(home: string, content: string): Promise<void> {
  const name = vintageName(content)
  const hash = createHash('sha256')
  try {
    for await (const part of createReadStream(vintagePath(home, content))) hash.update(part as Uint8Array)
  } catch (error) {
    throw new NotFound(
      { fr: `le fichier de millésime ${name} est introuvable`, en: `the vintage file ${name} cannot be found` },
      { cause: error }
    )
  }
  const found = hash.digest('hex')
  if (found === content) return
  throw new InvalidInput(
    {
      fr: `fichier de millésime altéré : empreinte ${found}, attendu ${content}`,
      en: `damaged vintage file: digest ${found}, expected ${content}`
    },
    { file: name }
  )
}

const UNFINISHED = '.unfinished'

/** What this very process is writing: another before it may have had the same number. */
const writing = new Set<string>()

/** Whether the process that a name starts with still writes it. */
function isWriting(name: string): boolean {
  const pid = Number(name.split('-')[0])
  if (pid === process.pid) return writing.has(name)
  try {
    return pid > 0 && process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}

/** So that the new name survives a power cut. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
