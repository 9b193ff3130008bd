/** The observatory out, as a portable folder: `load` is its inverse; nothing private is in it. */

import { randomUUID } from 'node:crypto'
import { mkdir, readdir, rename, rm, rmdir, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { InvalidInput, NotFound, Refused } from '../domain/shared/errors.ts'
import { changelogText } from '../folder/changelog.ts'
import { isFolderFile, listFiles } from '../folder/layout.ts'
import { commitmentTexts } from '../folder/commitment-files.ts'
import { claimTexts } from '../folder/document-files.ts'
import { editionTexts } from '../folder/edition-files.ts'
import { recordTexts } from '../folder/edition-record.ts'
import { registerTexts } from '../folder/organisation-files.ts'
import { folderTexts, writeFolder } from '../folder/write.ts'
import { findCommitments } from '../store/commitments.ts'
import type { Db } from '../store/database.ts'
import { whileWriting } from '../store/disk.ts'
import { findClaimRegister } from '../store/documents.ts'
import { findEditionRecords } from '../store/edition-record.ts'
import { findEditionTexts } from '../store/editions.ts'
import { findRegister } from '../store/organisations.ts'
import { findAsset } from '../store/registry.ts'
import { verifyVintageFile, vintagePath } from '../store/vintages.ts'
import { frozenOriginals } from './edition-records.ts'
import { openRegistry } from './registry.ts'

export type Dumped = { readonly files: number; readonly vintages: number }

/**
 * Written beside the target, then put in its place: a dump that was there stays whole until the new one is.
 *
 * @throws {Refused} `empty`, `not-writable`, `disk-full`, or `not-a-dump` when the target holds anything but an earlier dump
 * @throws {InvalidInput} when a vintage was damaged: a backup of it would be worth nothing
 */
export async function dumpFolder(
  { db, home }: { readonly db: Db; readonly home: string },
  target: string
): Promise<Dumped> {
  const root = resolve(target)
  await refuseUnlessOurs(root, target)
  await refuseUnlessWritable(root, target)
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute((snapshot) => dumpSnapshot({ db: snapshot, home }, root))
}

async function dumpSnapshot({ db, home }: { readonly db: Db; readonly home: string }, root: string): Promise<Dumped> {
  const { folder } = await openRegistry(db)
  for (const { content } of folder.vintages) await verifyVintageFile(home, content)

  const records = await findEditionRecords(db)
  const unfinished = `${root}.${process.pid}-${randomUUID().slice(0, 8)}.unfinished`
  const changelog = changelogText(folder.vintages, folder.sources, folder.settings.languages[0])
  const texts = [
    ...folderTexts(folder, changelog),
    ...registerTexts(await findRegister(db)),
    ...claimTexts(await findClaimRegister(db)),
    ...editionTexts(await findEditionTexts(db)),
    ...recordTexts(records),
    ...commitmentTexts(await findCommitments(db))
  ]
  const originals = new Map<string, string | Uint8Array>(
    folder.vintages.map(({ id, content }) => [`vintages/${id}.parquet`, vintagePath(home, content)])
  )
  for (const [path, bytes] of await frozenOriginals(db, records)) originals.set(path, bytes)
  for (const path of folder.files) originals.set(path, await readAsset(db, path))
  try {
    await whileWriting(root, () => writeFolder(unfinished, texts, originals))
    await replaceBy(root, unfinished)
  } finally {
    await rm(unfinished, { recursive: true, force: true })
  }
  return { files: texts.length + originals.size, vintages: folder.vintages.length }
}

async function readAsset(db: Db, path: string): Promise<Uint8Array> {
  const bytes = await findAsset(db, path)
  if (bytes) return bytes
  throw new NotFound({
    fr: `Le fichier « ${path} » a disparu du registre`,
    en: `The file "${path}" is gone from the registry`
  })
}

/** The one that was there goes away only once the new one has its name. */
async function replaceBy(root: string, next: string): Promise<void> {
  const before = `${next}.before`
  const was = await exists(root)
  if (was) await rename(root, before)
  try {
    await rename(next, root)
  } catch (error) {
    if (was) await rename(before, root)
    throw error
  }
  await rm(before, { recursive: true, force: true })
}

/** Nothing of anybody else's is ever overwritten: not a home, not a working tree. */
async function refuseUnlessOurs(root: string, target: string): Promise<void> {
  if (!(await exists(root))) return
  if (!(await stat(root)).isDirectory()) {
    throw new InvalidInput(
      { fr: 'attendu un dossier, trouvé un fichier', en: 'expected a folder, found a file' },
      { file: target }
    )
  }
  const names = await readdir(root)
  if (names.length === 0) return
  const paths = await listFiles(root)
  const stray = names.find((name) => name.startsWith('.')) ?? paths.find((path) => !isFolderFile(path))
  if (stray === undefined && paths.includes('observatory.yaml')) return
  const found = stray ?? names[0] ?? ''
  throw new Refused('not-a-dump', {
    fr: `${target} contient « ${found} », qui n’est pas d’une sauvegarde : attendu un dossier nouveau, vide, ou une sauvegarde d’avant`,
    en: `${target} holds "${found}", which is not of a dump: expected a folder that is new, empty, or an earlier dump`
  })
}

/** Tried before anything is read: a folder beside the target, as the dump will be. Its parent is made where missing. */
async function refuseUnlessWritable(root: string, target: string): Promise<void> {
  const trial = `${root}.${process.pid}-${randomUUID().slice(0, 8)}.unfinished`
  try {
    if (!(await exists(dirname(root)))) await mkdir(dirname(root))
    await mkdir(trial)
    await rmdir(trial)
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw new Refused(
      'not-writable',
      {
        fr: `${target} ne peut pas être écrit (${why}) : attendu un dossier dans un lieu qui existe et où l’on peut écrire`,
        en: `${target} cannot be written (${why}): expected a folder in a place that exists and can be written to`
      },
      { cause: error }
    )
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return false
    throw error
  }
}
