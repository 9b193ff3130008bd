import { describe, expect, it } from 'vitest'
import { exhaustiveProblems } from '../../../src/domain/indicators/breakdown-check.ts'
import type { Measure } from '../../../src/domain/indicators/measure.ts'
import { makeMeasure, makeVintage, type Rows } from '../../make.ts'

const label = { fr: '', en: '' }

const SHOPS = makeMeasure('shops', {
  breakdowns: [
    {
      dimension: 'kind',
      exhaustive: true,
      items: [
        { code: 'a', label },
        { code: 'b', label },
        { code: 'c', label, within: 'b' }
      ]
    }
  ]
})

async function check(rows: Rows, measure: Measure = SHOPS): Promise<readonly string[]> {
  const { vintage, blocks } = makeVintage('book@2020', rows)
  const found = await exhaustiveProblems(vintage, [measure], (series) => {
    const block = blocks.get(series)
    return block ? Promise.resolve(block) : Promise.reject(new Error(series))
  })
  return found.map(({ en }) => en)
}

describe('items of a breakdown', () => {
  it('add up to their whole', async () => {
    expect(
      await check({
        shops: { 2020: { 1: 10 } },
        'shops:kind=a': { 2020: { 1: 4 } },
        'shops:kind=b': { 2020: { 1: 6 } }
      })
    ).toEqual([])
  })

  it('are told when they do not, with the first case and how many', async () => {
    expect(
      await check({
        shops: { 2020: { 1: 10, 2: 5 } },
        'shops:kind=a': { 2020: { 1: 4, 2: 9 } },
        'shops:kind=b': { 2020: { 1: 7, 2: 9 } }
      })
    ).toEqual(['shops, by kind: 2 sums do not hold, the first in COM-00001, 2020 (whole: 10, parts: 11)'])
  })

  it('bear what rounding leaves of a sum of weights', async () => {
    expect(
      await check({
        shops: { 2020: { 1: 0.3 } },
        'shops:kind=a': { 2020: { 1: 0.1 } },
        'shops:kind=b': { 2020: { 1: 0.2 } }
      })
    ).toEqual([])
  })

  it('are not checked where one of them is missing or withheld', async () => {
    expect(
      await check({
        shops: { 2020: { 1: 10, 2: 10 } },
        'shops:kind=a': { 2020: { 1: 'Q', 2: 1 } },
        'shops:kind=b': { 2020: { 1: 7 } }
      })
    ).toEqual([])
  })

  it('may be listed without adding up', async () => {
    const open = makeMeasure('shops', { breakdowns: SHOPS.breakdowns.map((one) => ({ ...one, exhaustive: false })) })
    expect(
      await check(
        { shops: { 2020: { 1: 10 } }, 'shops:kind=a': { 2020: { 1: 4 } }, 'shops:kind=b': { 2020: { 1: 1 } } },
        open
      )
    ).toEqual([])
  })

  it('never exceed the item that holds them', async () => {
    expect(await check({ 'shops:kind=b': { 2020: { 1: 6 } }, 'shops:kind=c': { 2020: { 1: 7 } } })).toEqual([
      'shops:kind=b, by kind: 1 sums do not hold, the first in COM-00001, 2020 (whole: 6, parts: 7)'
    ])
  })
})
