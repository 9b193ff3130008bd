/** An observatory opened: its registry read, its geography, its vintages within reach. */

import { createHash } from 'node:crypto'
import { NotFound } from '../domain/shared/errors.ts'
import type { VintageId } from '../domain/sources/source.ts'
import type { Geography } from '../domain/territories/geography.ts'
import type { Db } from '../store/database.ts'
import { notesOf } from '../store/vintage-notes.ts'
import { openVintageFile, readBlock, type VintageFile } from '../store/vintage-read.ts'
import { vintagePath } from '../store/vintages.ts'
import { makeObservatory, type Observatory, type ReadBlock } from './observatory.ts'
import { openRegistry, type OpenRegistry } from './registry.ts'

export type OpenObservatory = Observatory &
  Pick<OpenRegistry, 'folder' | 'assets'> & {
    /** Holds the vintages, and what is kept to answer sooner; empty: nothing is kept. */
    readonly home: string
  }

export type OpenContext = {
  readonly db: Db
  /** Holds the vintages. */
  readonly home: string
  readonly geography: Geography
}

/** @throws {Refused} 'empty' before any folder was loaded */
export async function openObservatory({ db, home, geography }: OpenContext): Promise<OpenObservatory> {
  const { registry, derived, folder, assets } = await openRegistry(db)
  const atlas = { geography, perimeters: registry.perimeters, derived, sha256 }
  return { ...makeObservatory(registry, atlas, makeReadBlock(home, registry.vintages)), folder, assets, home }
}

/** Hardly a question does without these tables: read one at a time, while PostgreSQL answers. */
export async function readAhead({ tables }: Geography): Promise<void> {
  const asked = [
    () => tables.codeAt(0),
    tables.epciIndex,
    tables.epcis,
    tables.epciChanges,
    tables.zoneIndex,
    tables.zones,
    () => tables.yearsOf('')
  ]
  for (const read of asked) {
    // What has come from PostgreSQL meanwhile goes first.
    await new Promise(setImmediate)
    read()
  }
}

export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}

/** Each file is opened once: its index and its lists of territories are shared by its series. */
function makeReadBlock(home: string, vintages: OpenRegistry['registry']['vintages']): ReadBlock {
  const files = new Map<VintageId, Promise<VintageFile>>()
  function fileOf(id: VintageId): Promise<VintageFile> {
    const known = files.get(id)
    if (known) return known
    const vintage = vintages.get(id)
    if (!vintage) {
      throw new NotFound({ fr: `Le millésime « ${id} » n’existe pas`, en: `There is no vintage "${id}"` })
    }
    const opened = openVintageFile(vintagePath(home, vintage.content), notesOf(home, vintage.content))
    files.set(id, opened)
    opened.catch(() => files.delete(id))
    return opened
  }
  return async (id, series) => readBlock(await fileOf(id), series)
}
