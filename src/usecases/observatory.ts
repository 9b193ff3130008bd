/** An observatory in memory: what it knows, where its territories are, its observations as they are asked for. */

import type { Block } from '../domain/indicators/block.ts'
import { makeBlockCache } from '../domain/indicators/block-cache.ts'
import type { SeriesId } from '../domain/indicators/measure.ts'
import type { Registry } from '../domain/indicators/registry.ts'
import type { FigureInputs } from '../domain/indicators/term.ts'
import type { VintageId } from '../domain/sources/source.ts'
import type { Atlas } from '../domain/territories/resolve.ts'
import { makePlaces } from './places.ts'

export type ReadBlock = (vintage: VintageId, series: SeriesId) => Promise<Block>

/** Read-only: after an import or a load, open it again. */
export type Observatory = {
  readonly registry: Registry
  readonly atlas: Atlas
  /** Read once, and kept as long as there is room. */
  readonly block: ReadBlock
  readonly places: Pick<FigureInputs, 'place' | 'peers'>
}

/** A measure of all communes at twelve periods takes 4 MB: some hundred measures in use at once. */
const MAX_BLOCK_BYTES = 512 * 1024 * 1024

export function makeObservatory(registry: Registry, atlas: Atlas, readBlock: ReadBlock): Observatory {
  const blocks = makeBlockCache(MAX_BLOCK_BYTES)
  return {
    registry,
    atlas,
    block: (vintage, series) => blocks.find(`${vintage} ${series}`, () => readBlock(vintage, series)),
    places: makePlaces(atlas)
  }
}
