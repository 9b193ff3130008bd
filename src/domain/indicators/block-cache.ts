/**
 * Blocks kept in memory, the least recently used leaving first: memory grows with the measures that are
 * touched, up to a bound, and not with the catalogue.
 */

import type { Block } from './block.ts'

export type BlockCache = {
  /**
   * The block of this key, read when it is not there. Those who ask while it is being read wait for the same
   * reading; a reading that fails is not kept.
   */
  readonly find: (key: string, read: () => Promise<Block>) => Promise<Block>
  /** Bytes held by blocks, without the lists of territories, which blocks of a vintage share. */
  readonly bytes: () => number
  readonly length: () => number
}

/** @param maxBytes a block larger than this is given, and not kept */
export function makeBlockCache(maxBytes: number): BlockCache {
  /** In the order of last use. */
  const blocks = new Map<string, Block>()
  const readings = new Map<string, Promise<Block>>()
  let bytes = 0

  function keep(key: string, block: Block): void {
    blocks.set(key, block)
    bytes += blockBytes(block)
    for (const [oldest, left] of blocks) {
      if (bytes <= maxBytes) return
      blocks.delete(oldest)
      bytes -= blockBytes(left)
    }
  }

  async function readOnce(key: string, read: () => Promise<Block>): Promise<Block> {
    try {
      const block = await read()
      keep(key, block)
      return block
    } finally {
      readings.delete(key)
    }
  }

  return {
    find(key, read) {
      const known = blocks.get(key)
      if (known) {
        blocks.delete(key)
        blocks.set(key, known)
        return Promise.resolve(known)
      }
      const reading = readings.get(key) ?? readOnce(key, read)
      readings.set(key, reading)
      return reading
    },
    bytes: () => bytes,
    length: () => blocks.size
  }
}

export function blockBytes({ values, statuses, units, largestShares }: Block): number {
  return values.byteLength + statuses.byteLength + (units?.byteLength ?? 0) + (largestShares?.byteLength ?? 0)
}
