/** The shipped example as figures see it: its definitions and its own Parquet files, without a database. */

import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { VintageId } from '../src/domain/sources/source.ts'
import type { CommitmentRegister } from '../src/domain/commitments/commitment-register.ts'
import { readCommitments } from '../src/folder/commitment-files.ts'
import { readClaimRegister } from '../src/folder/document-files.ts'
import { readRegister } from '../src/folder/organisation-files.ts'
import { readFolder, type Folder } from '../src/folder/read.ts'
import { loadGeography } from '../src/store/geography.ts'
import { openVintageFile, readBlock, type VintageFile } from '../src/store/vintage-read.ts'
import { makeObservatory, type Observatory } from '../src/usecases/observatory.ts'
import { sha256, type OpenObservatory } from '../src/usecases/open.ts'

const ROOT = resolve(import.meta.dirname, '..')
const EXAMPLE = resolve(ROOT, 'examples/bassin-minier')

export const hasExample = existsSync(resolve(EXAMPLE, 'vintages'))

let folder: Promise<Folder> | undefined

/** Its definitions, read once: that takes most of a second. */
export function readExample(): Promise<Folder> {
  return (folder ??= readFolder(EXAMPLE))
}

/** Perimeters that a geometry chooses are not resolved here. */
export async function openExample(): Promise<Observatory> {
  const folder = await readExample()
  const files = new Map<VintageId, Promise<VintageFile>>()
  const registry = {
    perimeters: byId(folder.perimeters),
    indicators: byId(folder.indicators),
    measures: byId(folder.measures),
    sources: byId(folder.sources),
    vintages: byId(folder.vintages),
    withheld: new Map()
  }
  const atlas = { geography: loadGeography(ROOT), perimeters: registry.perimeters, derived: new Map(), sha256 }
  return makeObservatory(registry, atlas, async (vintage, series) => {
    const file = files.get(vintage) ?? openVintageFile(resolve(EXAMPLE, `vintages/${vintage}.parquet`))
    files.set(vintage, file)
    return readBlock(await file, series)
  })
}

/** The same with what the folder says of itself: nothing is kept beside it. */
export async function openWholeExample(): Promise<OpenObservatory> {
  const [observatory, folder] = await Promise.all([openExample(), readExample()])
  return { ...observatory, folder, assets: [], home: '' }
}

function byId<T extends { readonly id: string }>(items: readonly T[]): ReadonlyMap<T['id'], T> {
  return new Map(items.map((item) => [item.id, item]))
}

/** What was promised, read with the names that it may lead to. */
export async function readExampleCommitments(): Promise<CommitmentRegister> {
  const folder = await readExample()
  const { documents, claims } = await readClaimRegister(EXAMPLE)
  const { organisations } = await readRegister(EXAMPLE, new Set(folder.perimeters.map(({ id }) => id)))
  const names = (all: readonly { readonly id: string }[]): ReadonlySet<string> => new Set(all.map(({ id }) => id))
  return readCommitments(EXAMPLE, {
    claims: names(claims),
    documents: names(documents),
    organisations: names(organisations),
    indicators: names(folder.indicators)
  })
}
