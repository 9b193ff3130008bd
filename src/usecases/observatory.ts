/** An observatory in memory: what it knows, where its territories are, its observations as they are asked for. */

import type { Block } from '../domain/indicators/block.ts'
import type { SeriesId } from '../domain/indicators/measure.ts'
import type { Registry } from '../domain/indicators/registry.ts'
import type { FigureInputs } from '../domain/indicators/term.ts'
import type { VintageId } from '../domain/sources/source.ts'
import type { Atlas } from '../domain/territories/resolve.ts'
import { makeCache } from './cache.ts'
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

/** In blocks of the size of France, two years: about 300 MB. */
const BLOCKS_KEPT = 400

export function makeObservatory(registry: Registry, atlas: Atlas, readBlock: ReadBlock): Observatory {
  const blocks = makeCache<Promise<Block>>(BLOCKS_KEPT)
  return {
    registry,
    atlas,
    block(vintage, series) {
      const key = `${vintage} ${series}`
      return blocks.get(key, async () => {
        try {
          return await readBlock(vintage, series)
        } catch (error) {
          // What could not be read today may be there tomorrow.
          blocks.forget(key)
          throw error
        }
      })
    },
    places: makePlaces(atlas)
  }
}
