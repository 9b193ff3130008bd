import { expect, it } from 'vitest'
import { makeCache } from '../../src/usecases/cache.ts'

it('gives what it made as long as there is room', () => {
  const cache = makeCache<string>(2)
  expect(cache.get('a', () => 'made')).toBe('made')
  expect(cache.get('a', () => 'made again')).toBe('made')
  expect(cache.find('a')).toBe('made')
  expect(cache.find('b')).toBeUndefined()
})

it('lets go first what nobody asked for since room was last made', () => {
  const cache = makeCache<string>(3)
  for (const key of ['a', 'b', 'c']) cache.get(key, () => key)
  cache.find('a')
  cache.get('d', () => 'd')
  expect(['a', 'b', 'c', 'd'].filter((key) => cache.find(key))).toEqual(['a', 'c', 'd'])
})

it('keeps the last one made, however large, and nothing else beside it', () => {
  const cache = makeCache<string>(10, (value) => value.length)
  cache.get('small', () => '1234')
  cache.get('large', () => '12345678901234')
  expect(cache.find('small')).toBeUndefined()
  expect(cache.find('large')).toBeDefined()
})
