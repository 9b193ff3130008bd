/** What became of editions, out to a folder and in again: what was frozen is checked by its digest both ways. */

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import type { EditionRecord } from '../domain/editions/record.ts'
import { InvalidInput } from '../domain/shared/errors.ts'
import { archivePath, frozenPhotographPath, listFrozenPhotographs } from '../folder/edition-record.ts'
import type { Db } from '../store/database.ts'
import { findFrozenFile, parseArchive } from '../store/edition-archive.ts'
import { findFrozenContent, listFrozenFiles, putEditionRecord, putFrozenFile } from '../store/edition-record.ts'
import { sha256 } from './open.ts'

const expand = promisify(gunzip)

/** Files of the folder that hold what was frozen, by path. */
export async function frozenOriginals(
  db: Db,
  records: readonly EditionRecord[]
): Promise<ReadonlyMap<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>()
  for (const { id, archives } of records) {
    for (const { digest } of archives) {
      const path = archivePath(id, digest)
      const content = await findFrozenContent(db, digest)
      const { photographs } = parseArchive(await checked(path, digest, content ?? new Uint8Array()))
      if (content) files.set(path, content)
      for (const name of Object.values(photographs)) {
        const bytes = await findFrozenFile(db, name)
        if (bytes) files.set(frozenPhotographPath(id, name), bytes)
      }
    }
  }
  return files
}

/** @throws {InvalidInput} when a frozen edition is not what its digest says, or is missing: the file is named */
export async function putRecords(db: Db, root: string, records: readonly EditionRecord[]): Promise<void> {
  for (const { path, digest } of await listFrozenPhotographs(root)) {
    const bytes = await readFile(join(root, path))
    if (sha256(bytes) !== digest) throw damaged(path)
    await putFrozenFile(db, digest, bytes)
  }
  for (const record of records) {
    const contents = new Map<string, Uint8Array>()
    for (const { digest } of record.archives) {
      const path = archivePath(record.id, digest)
      const content = await readFile(join(root, path)).catch(() => new Uint8Array())
      await checked(path, digest, content)
      contents.set(digest, content)
    }
    await putEditionRecord(db, record, contents)
  }
}

/** Frozen editions and their photographs that are not what their digest says: their digests. */
export async function damagedArchives(db: Db, records: readonly EditionRecord[]): Promise<readonly string[]> {
  const found: string[] = []
  for (const { digest } of records.flatMap(({ archives }) => archives)) {
    const content = await findFrozenContent(db, digest)
    const isSound = content && (await checked('', digest, content).catch(() => undefined)) !== undefined
    if (!isSound) found.push(digest)
  }
  for (const digest of await listFrozenFiles(db)) {
    const bytes = await findFrozenFile(db, digest)
    if (!bytes || sha256(bytes) !== digest) found.push(digest)
  }
  return found
}

/** The text whose SHA-256 is the digest. */
async function checked(path: string, digest: string, content: Uint8Array): Promise<string> {
  const text = await expand(content).catch(() => undefined)
  if (text && sha256(text) === digest) return text.toString('utf8')
  throw damaged(path)
}

function damaged(path: string): InvalidInput {
  return new InvalidInput(
    {
      fr: 'ce qui a été figé manque, ou n’est plus ce que son empreinte dit : reprenez ce fichier d’une autre copie',
      en: 'what was frozen is missing, or is no longer what its digest says: take this file from another copy'
    },
    { file: path }
  )
}
