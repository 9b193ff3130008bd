/** An observatory opened: its registry read, its geography, its vintages within reach. */

import { createHash } from 'node:crypto'
import type { Geography } from '../domain/territories/geography.ts'
import type { Db } from '../store/database.ts'
import { makeObservatory, type Observatory, type ReadBlock } from './observatory.ts'
import { openRegistry, type OpenRegistry } from './registry.ts'

export type OpenObservatory = Observatory & Pick<OpenRegistry, 'folder' | 'assets'>

/**
 * @param readBlock one series of one vintage, from its Parquet file
 * @throws {Refused} 'empty' before any folder was loaded
 */
export async function openObservatory(
  db: Db,
  geography: Geography,
  makeReadBlock: (opened: OpenRegistry) => ReadBlock
): Promise<OpenObservatory> {
  const opened = await openRegistry(db)
  const { registry, derived, folder, assets } = opened
  const atlas = { geography, perimeters: registry.perimeters, derived, sha256 }
  return { ...makeObservatory(registry, atlas, makeReadBlock(opened)), folder, assets }
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
