/** The shipped example as figures see it: its definitions and its own Parquet files, without a database. */

import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { VintageId } from '../src/domain/sources/source.ts'
import { readFolder } from '../src/folder/read.ts'
import { loadGeography } from '../src/store/geography.ts'
import { openVintageFile, readBlock, type VintageFile } from '../src/store/vintage-read.ts'
import { makeObservatory, type Observatory } from '../src/usecases/observatory.ts'
import { sha256, type OpenObservatory } from '../src/usecases/open.ts'

const ROOT = resolve(import.meta.dirname, '..')
const EXAMPLE = resolve(ROOT, 'examples/bassin-minier')

export const hasExample = existsSync(resolve(EXAMPLE, 'vintages'))

/** Perimeters that a geometry chooses are not resolved here. */
export async function openExample(): Promise<Observatory> {
  const folder = await readFolder(EXAMPLE)
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
  const [observatory, folder] = await Promise.all([openExample(), readFolder(EXAMPLE)])
  return { ...observatory, folder, assets: [], home: '' }
}

function byId<T extends { readonly id: string }>(items: readonly T[]): ReadonlyMap<T['id'], T> {
  return new Map(items.map((item) => [item.id, item]))
}
