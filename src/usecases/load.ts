/** A portable folder into the registry: whole, in one transaction, or not at all. */

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ClaimRegister } from '../domain/sources/claim-register.ts'
import type { Register } from '../domain/organisations/register.ts'
import { sameValue } from '../domain/journal/sentence.ts'
import { InvalidInput, Refused } from '../domain/shared/errors.ts'
import type { Text } from '../domain/shared/text.ts'
import type { Geography } from '../domain/territories/geography.ts'
import type { Atlas } from '../domain/territories/resolve.ts'
import type { CommitmentRegister, KnownNames } from '../domain/commitments/commitment-register.ts'
import { recordNames, type EditionRecord } from '../domain/editions/record.ts'
import type { EditionTexts } from '../domain/editions/writing.ts'
import { readCommitments } from '../folder/commitment-files.ts'
import { readClaimRegister } from '../folder/document-files.ts'
import { readEditionTexts } from '../folder/edition-files.ts'
import { readEditionRecords } from '../folder/edition-record.ts'
import { readRegister } from '../folder/organisation-files.ts'
import { placeInPerimeter, readFolder, type Folder } from '../folder/read.ts'
import { findCommitments, findTouched, replaceCommitments } from '../store/commitments.ts'
import type { Db } from '../store/database.ts'
import { whileWriting } from '../store/disk.ts'
import { findClaimRegister, replaceClaimRegister } from '../store/documents.ts'
import { findEditionRecords } from '../store/edition-record.ts'
import { findEditionTexts, replaceEditions } from '../store/editions.ts'
import { change } from '../store/journal.ts'
import { findRegister, replaceRegister } from '../store/organisations.ts'
import { replaceAssets, replaceRegistry, replaceWithheld } from '../store/registry.ts'
import { openVintageFile, readTable } from '../store/vintage-read.ts'
import { lockVintages } from '../store/vintage-rows.ts'
import { adoptVintageFile } from '../store/vintage-adopt.ts'
import { vintagePath } from '../store/vintages.ts'
import { findAppearance } from './appearance.ts'
import { checkEntries } from './az.ts'
import { deriveMembers } from './derive.ts'
import { putRecords } from './edition-records.ts'
import { refuseDroppedBreaks } from './lifted-breaks.ts'
import { sha256 } from './open.ts'
import { unresolvedPerimeters } from './perimeter-check.ts'
import { registryRows } from './registry-rows.ts'
import { findRegistry } from './registry.ts'
import { hiddenOf } from './secrecy.ts'

export type LoadContext = {
  readonly db: Db
  /** Receives the vintages. */
  readonly home: string
  readonly geography: Geography
  /** Told before each part. */
  readonly progress?: (step: Text) => void
}

export type Loaded = {
  readonly perimeters: number
  readonly indicators: number
  readonly vintages: number
  readonly observations: number
}

/**
 * Replaces what the registry holds by the folder.
 *
 * @throws {InvalidInput} with file, line and column of what is wrong; nothing has changed
 * @throws {Refused} `would-lose` when the registry holds what the folder does not, unless `replace`; `disk-full`,
 *   `not-writable`; `break-dropped`; nothing has changed
 */
export async function loadFolder(
  context: LoadContext,
  root: string,
  { replace = false }: { readonly replace?: boolean } = {}
): Promise<Loaded> {
  const { db, home, progress = ignore } = context
  progress({ fr: 'Lecture du dossier', en: 'Reading the folder' })
  const folder = await readFolder(root)
  const register = await readRegister(root, new Set(folder.perimeters.map(({ id }) => id)))
  const claims = await readClaimRegister(root)
  const editions = await readEditionTexts(root)
  const records = await readEditionRecords(root)
  const commitments = await readCommitments(root, namesKnown({ folder, register, claims }))
  if (!replace) await refuseToLose(db, { folder, register, claims, editions, records, commitments })
  const readAsset = (path: string): Promise<Uint8Array> => readFile(join(root, path))
  await checkEntries(folder, readAsset, claims.claims)
  await findAppearance(folder.files, readAsset)

  progress({ fr: 'Périmètres dérivés des contours', en: 'Perimeters derived from outlines' })
  const derived = await deriveMembers(folder, readAsset)
  const atlas = atlasOf(context, folder, derived)
  await refuseUnresolved(root, atlas, folder)

  const replaceAll = async (transaction: Db): Promise<void> => {
    await lockVintages(transaction)
    const current = (await findRegistry(transaction))?.folder
    if (current) refuseDroppedBreaks(current, folder)
    if (!replace) await refuseToLose(transaction, { folder, register, claims, editions, records, commitments })
    for (const [i, { id, content }] of folder.vintages.entries()) {
      const count = `${i + 1}/${folder.vintages.length}`
      progress({ fr: `Millésime ${count} : ${id}`, en: `Vintage ${count}: ${id}` })
      const name = `vintages/${id}.parquet`
      await adoptVintageFile(home, { from: join(root, name), content, name })
    }
    await replaceRegistry(transaction, registryRows(folder, derived))
    await replaceAssets(transaction, assetsOf(folder, readAsset))
    await replaceRegister(transaction, register)
    await replaceClaimRegister(transaction, claims)
    await replaceEditions(transaction, editions)
    await putRecords(transaction, root, records)
    await replaceCommitments(transaction, commitments)
    progress({ fr: 'Secret statistique', en: 'Statistical secrecy' })
    await decideAll(transaction, home, folder, atlas)
  }
  await whileWriting(home, () => change(db, BY_COMMAND, replaceAll))
  return {
    perimeters: folder.perimeters.length,
    indicators: folder.indicators.length,
    vintages: folder.vintages.length,
    observations: folder.vintages.reduce((total, { rows }) => total + rows, 0)
  }
}

/** How the journal signs it. */
const BY_COMMAND = { actor: 'command', reason: 'load' } as const

function atlasOf({ geography }: LoadContext, { perimeters }: Folder, derived: Atlas['derived']): Atlas {
  return { geography, perimeters: new Map(perimeters.map((one) => [one.id, one])), derived, sha256 }
}

/** A code that no geography knows would be met by every page that lists its perimeter. */
async function refuseUnresolved(root: string, atlas: Atlas, { perimeters }: Folder): Promise<void> {
  const found = unresolvedPerimeters(atlas, perimeters)
  // A part says more than what is made of it.
  const first =
    found.find(({ perimeter }) => !('of' in (atlas.perimeters.get(perimeter)?.definition ?? {}))) ?? found[0]
  if (!first) return
  const kind = atlas.perimeters.get(first.perimeter)?.definition.kind
  const path = kind === 'membership' ? ['definition', 'territory'] : ['definition']
  throw new InvalidInput(first.text, await placeInPerimeter(root, first.perimeter, path))
}

/** Decided again from what is loaded: the closed list and its order may have changed with it. */
async function decideAll(db: Db, home: string, folder: Folder, atlas: Atlas): Promise<void> {
  const isProtected = new Set(folder.sources.filter(({ disclosure }) => disclosure).map(({ id }) => id))
  for (const vintage of folder.vintages) {
    if (!isProtected.has(vintage.source)) continue
    const table = await readTable(await openVintageFile(vintagePath(home, vintage.content)))
    const hidden = hiddenOf({ ...folder, atlas }, vintage, table)
    const rows = hidden.map(({ where, ...rest }) => ({ vintage: vintage.id, perimeter: where, ...rest }))
    await replaceWithheld(db, vintage.id, rows)
  }
}

async function* assetsOf(
  folder: Folder,
  readAsset: (path: string) => Promise<Uint8Array>
): AsyncGenerator<{ readonly path: string; readonly bytes: Buffer }> {
  for (const path of folder.files) yield { path, bytes: Buffer.from(await readAsset(path)) }
}

/** What a folder brings. */
type Coming = {
  readonly folder: Folder
  readonly register: Register
  readonly claims: ClaimRegister
  readonly editions: readonly EditionTexts[]
  readonly records: readonly EditionRecord[]
  readonly commitments: CommitmentRegister
}

/** What commitments of a folder may lead to. */
function namesKnown({ folder, register, claims }: Pick<Coming, 'folder' | 'register' | 'claims'>): KnownNames {
  const names = (all: Named): ReadonlySet<string> => new Set(all.map(({ id }) => id))
  return {
    claims: names(claims.claims),
    documents: names(claims.documents),
    organisations: names(register.organisations),
    indicators: names(folder.indicators)
  }
}

/** What was imported or defined here and nowhere else is not thrown away by a slip. */
async function refuseToLose(
  db: Db,
  { folder, register, claims, editions, records, commitments }: Coming
): Promise<void> {
  const current = (await findRegistry(db))?.folder
  if (!current) return
  const [kept, said] = [await findRegister(db), await findClaimRegister(db)]
  const lost = [
    ...missing(kept.organisations, register.organisations),
    ...missing(kept.lists, register.lists),
    ...missing(kept.people, register.people),
    ...missing(said.documents, claims.documents),
    ...missing(said.claims, claims.claims),
    ...missing(decided(said), decided(claims)),
    ...missing(await writtenHere(db), editions.flatMap(filesOf)),
    ...missing(await toldHere(db, records), records.flatMap(namesIn)),
    ...missing(await promisedHere(db, commitments), recordsOf(commitments)),
    ...missing(current.perimeters, folder.perimeters),
    ...missing(current.indicators, folder.indicators),
    ...missing(current.sources, folder.sources),
    ...missing(current.measures, folder.measures),
    ...current.vintages
      .filter(({ id, content }) => !folder.vintages.some((one) => one.id === id && one.content === content))
      .map(({ id }) => id)
  ]
  if (lost.length === 0) return
  const names = `${lost.slice(0, 5).join(', ')}${lost.length > 5 ? '…' : ''}`
  throw new Refused('would-lose', {
    fr: `L’observatoire contient ce que le dossier n’a pas (${lost.length} : ${names}). \`chevalement dump\` le garde ; --replace accepte de le perdre`,
    en: `The observatory holds what the folder does not (${lost.length}: ${names}). \`chevalement dump\` keeps it; --replace accepts to lose it`
  })
}

/** What people signed, by what it is about. */
function decided({ rulings, closings }: ClaimRegister): Named {
  return [...rulings.map(({ claim }) => ({ id: claim })), ...closings.map(({ conflict }) => ({ id: conflict }))]
}

/** Texts as a name each: another text has another. */
function filesOf({ id, files }: EditionTexts): Named {
  return files.map(({ name, text }) => ({ id: `editions/${id}/${name} (${sha256(text).slice(0, 8)})` }))
}

/** Files of editions that somebody has written in since they came. */
async function writtenHere(db: Db): Promise<Named> {
  const all = await findEditionTexts(db)
  return all.flatMap(({ id, files }) => filesOf({ id, files: files.filter(({ version }) => version > 1) }))
}

/** What became of editions that the folder tells of as well: what it says nothing of stays as it is. */
async function toldHere(db: Db, next: readonly EditionRecord[]): Promise<Named> {
  const told = new Set(next.map(({ id }) => id))
  return (await findEditionRecords(db)).filter(({ id }) => told.has(id)).flatMap(namesIn)
}

function namesIn(record: EditionRecord): Named {
  return recordNames(record).map((id) => ({ id }))
}

/** Promises that the folder has not, or tells otherwise than people have since they came. */
async function promisedHere(db: Db, next: CommitmentRegister): Promise<Named> {
  const current = await findCommitments(db)
  const [touched, coming] = [await findTouched(db), new Map(recordsOf(next).map((one) => [one.id, one]))]
  return recordsOf(current).flatMap((one) => {
    const its = coming.get(one.id)
    if (its && (!touched.has(one.id) || sameValue(one, its))) return []
    return [{ id: its ? `${one.id} (…)` : one.id }]
  })
}

function recordsOf({ sets, propositions, actions, leads }: CommitmentRegister): Named {
  return [...sets, ...propositions, ...actions, ...leads]
}

type Named = readonly { readonly id: string }[]

function missing(current: Named, next: Named): readonly string[] {
  const there = new Set(next.map(({ id }) => id))
  return current.filter(({ id }) => !there.has(id)).map(({ id }) => id)
}

function ignore(): void {}
