import { describe, expect, it } from 'vitest'
import type { Block } from '../../../src/domain/indicators/block.ts'
import { blockBytes, makeBlockCache } from '../../../src/domain/indicators/block-cache.ts'
import type { SeriesId } from '../../../src/domain/indicators/measure.ts'
import type { VintageId } from '../../../src/domain/sources/source.ts'

describe('the cache of blocks', () => {
  it('reads a block once, however many ask for it at the same time', async () => {
    const cache = makeBlockCache(1000)
    let readings = 0
    const read = (): Promise<Block> => {
      readings += 1
      return Promise.resolve(makeBlock('population', 10))
    }
    const [a, b] = await Promise.all([cache.find('p', read), cache.find('p', read)])
    expect(a).toBe(b)
    expect(await cache.find('p', read)).toBe(a)
    expect(readings).toBe(1)
  })

  it('lets the least recently used leave first, and stays within its bound', async () => {
    const cache = makeBlockCache(3 * blockBytes(makeBlock('a', 10)))
    for (const key of ['a', 'b', 'c', 'a', 'd']) await cache.find(key, () => Promise.resolve(makeBlock(key, 10)))
    expect(cache.length()).toBe(3)
    expect(cache.bytes()).toBe(3 * 90)
    const kept: string[] = []
    for (const key of ['a', 'c', 'd']) {
      const before = cache.bytes()
      await cache.find(key, () => Promise.reject(new Error(`${key} left`)))
      if (cache.bytes() === before) kept.push(key)
    }
    expect(kept).toEqual(['a', 'c', 'd'])
    await expect(cache.find('b', () => Promise.reject(new Error('b left')))).rejects.toThrow('b left')
  })

  it('gives a block larger than its bound without keeping it', async () => {
    const cache = makeBlockCache(50)
    expect((await cache.find('large', () => Promise.resolve(makeBlock('large', 10)))).series).toBe('large')
    expect(cache.length()).toBe(0)
    expect(cache.bytes()).toBe(0)
  })

  it('asks again after a reading that failed', async () => {
    const cache = makeBlockCache(1000)
    await expect(cache.find('a', () => Promise.reject(new Error('disk')))).rejects.toThrow('disk')
    expect((await cache.find('a', () => Promise.resolve(makeBlock('a', 1)))).series).toBe('a')
  })
})

function makeBlock(series: string, cells: number): Block {
  return {
    vintage: 'test@2024' as VintageId,
    series: series as SeriesId,
    cog: 2024,
    territories: [],
    periods: [],
    values: new Float64Array(cells),
    statuses: new Uint8Array(cells)
  }
}
