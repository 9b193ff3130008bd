/** What pages ask of editions: those that are being written, those that were frozen, those that the public reads. */

import type { ArchivedEdition, FrozenNote, Publication } from '../domain/editions/archive.ts'
import type { EditionFile, WrittenEdition } from '../domain/editions/writing.ts'
import type { Db } from '../store/database.ts'
import {
  findArchiveText,
  findFrozenFile,
  listFrozen,
  listPublications,
  parseArchive
} from '../store/edition-archive.ts'
import { listEditionPhotographs } from '../store/edition-texts.ts'
import { findEditionFiles, findWrittenEdition, listWrittenEditions } from '../store/editions.ts'
import { listChanges, type Change } from './journal.ts'

/** A fixture answers it without a database. */
export type EditionReader = {
  readonly list: () => Promise<readonly WrittenEdition[]>
  readonly find: (id: string) => Promise<WrittenEdition | undefined>
  /** The texts of an edition, `edition.yaml` among them; empty where there is none. */
  readonly files: (id: string) => Promise<readonly EditionFile[]>
  /** Names of the photographs of an edition being written. */
  readonly photographs: (id: string) => Promise<readonly string[]>
  /** All of them, or those of an edition; the latest first. */
  readonly frozen: (id?: string) => Promise<readonly FrozenNote[]>
  /** The latest first, those under embargo among them. */
  readonly publications: () => Promise<readonly Publication[]>
  /** The same value each time, for as long as it is asked often. */
  readonly archive: (digest: string) => Promise<ArchivedEdition | undefined>
  /** The very text that the digest is of. */
  readonly archiveText: (digest: string) => Promise<string | undefined>
  /** A photograph of a frozen edition, by its digest. */
  readonly photograph: (digest: string) => Promise<Uint8Array | undefined>
  /** What became of the issue itself: its states, the latest first. */
  readonly changes: (id: string) => Promise<readonly Change[]>
}

/** Each takes some megabytes. */
const MOST_KEPT = 4

export function makeEditionReader(db: Db): EditionReader {
  const kept = new Map<string, Promise<ArchivedEdition | undefined>>()
  return {
    list: () => listWrittenEditions(db),
    find: (id) => findWrittenEdition(db, id),
    files: (id) => findEditionFiles(db, id),
    photographs: (id) => listEditionPhotographs(db, id),
    frozen: (id) => listFrozen(db, id),
    publications: () => listPublications(db),
    archive(digest) {
      const found = kept.get(digest) ?? readArchive(db, digest)
      kept.delete(digest)
      kept.set(digest, found)
      const [oldest] = kept.keys()
      if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest)
      // What is not there may come, and a failure may pass.
      found.then((one) => one ?? kept.delete(digest)).catch(() => kept.delete(digest))
      return found
    },
    archiveText: (digest) => findArchiveText(db, digest),
    photograph: (digest) => findFrozenFile(db, digest),
    changes: (id) => listChanges(db, { record: { relation: 'edition', key: id } })
  }
}

async function readArchive(db: Db, digest: string): Promise<ArchivedEdition | undefined> {
  const text = await findArchiveText(db, digest)
  return text === undefined ? undefined : parseArchive(text)
}

/** A portal without editions. */
export const NO_EDITIONS: EditionReader = {
  list: () => Promise.resolve([]),
  find: () => Promise.resolve(undefined),
  files: () => Promise.resolve([]),
  photographs: () => Promise.resolve([]),
  frozen: () => Promise.resolve([]),
  publications: () => Promise.resolve([]),
  archive: () => Promise.resolve(undefined),
  archiveText: () => Promise.resolve(undefined),
  photograph: () => Promise.resolve(undefined),
  changes: () => Promise.resolve([])
}
