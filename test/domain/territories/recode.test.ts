import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { communesOf } from '../../../src/domain/territories/geography.ts'
import { counterparts, footprint, proposalsFor } from '../../../src/domain/territories/recode.ts'
import { territoryOf } from '../../../src/domain/territories/territory.ts'
import { commune, makeHistory, makeVale } from './make.ts'

const vale = makeVale()
const FRANCE = territoryOf('FRANCE', 'F')

function found(communes: readonly number[], from: number, to: number) {
  return footprint(vale, communes.map(commune), { from, to })
}

describe('footprint', () => {
  it('is the same codes where nothing happened', () => {
    expect(found([11, 3], 2019, 2020)).toEqual({ whole: [3, 11].map(commune), straddling: [], unknown: [] })
  })

  it('is exact over a merger, both ways', () => {
    expect(found([1, 2], 2019, 2026).whole).toEqual([commune(1)])
    expect(found([1], 2026, 2019).whole).toEqual([1, 2].map(commune))
  })

  it('is exact over a merger undone: what left is what had come', () => {
    expect(found([4], 2015, 2026)).toEqual({ whole: [commune(4)], straddling: [], unknown: [] })
    expect(found([4], 2026, 2015)).toEqual({ whole: [commune(4)], straddling: [], unknown: [] })
  })

  it('follows a change of code', () => {
    expect(found([6], 2019, 2026).whole).toEqual([commune(7)])
    expect(found([7], 2026, 2019).whole).toEqual([commune(6)])
  })

  it('straddles where a border is gone, with the share of population inside', () => {
    expect(found([2], 2019, 2026)).toEqual({
      whole: [],
      straddling: [{ commune: commune(1), inside: [commune(2)], outside: [commune(1)], ratio: 0.4 }],
      unknown: []
    })
    expect(found([3], 2026, 2019).straddling).toEqual([
      { commune: commune(3), inside: [commune(3)], outside: [commune(4)], ratio: 0.75 }
    ])
  })

  it('gives no ratio where no list counted both sides apart', () => {
    expect(found([8], 2015, 2019).straddling).toEqual([
      { commune: commune(8), inside: [commune(8)], outside: [commune(9)] }
    ])
  })

  it('says which codes the year does not have, and what they stand for', () => {
    expect(found([2, 11], 2026, 2019)).toMatchObject({ whole: [commune(11)], unknown: [{ code: commune(2) }] })
  })
})

describe('proposalsFor', () => {
  const why = (code: string, cog = 2026) => proposalsFor(vale, code, cog).map((p) => [p.commune, p.why.en])

  it.each([
    ['0003', [['00003', 'leading zero lost']]],
    ['OOOO3', [['00003', 'letter in place of a digit']]],
    ['00901', [['00001', 'arrondissement of this commune']]],
    ['00002', [['00001', 'same ground, under a code of another year']]],
    ['00006', [['00007', 'same ground, under a code of another year']]],
    ['Lens', []]
  ])('for %s are %j', (code, expected) => {
    expect(why(code)).toEqual(expected)
  })
})

/** Up to six grounds, held each year by any of five communes. */
const histories = fc.array(
  fc.record({
    population: fc.integer({ min: 1, max: 1000 }),
    holders: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 8, maxLength: 8 })
  }),
  { minLength: 1, maxLength: 6 }
)
const year = fc.integer({ min: 2019, max: 2026 })

describe('whatever happens to communes', () => {
  it('all of them at one year are all of them at another', () => {
    fc.assert(
      fc.property(histories, year, year, (history, from, to) => {
        const world = makeHistory(history)
        const all = footprint(world, communesOf(world, FRANCE, from), { from, to })
        expect(all).toEqual({ whole: communesOf(world, FRANCE, to), straddling: [], unknown: [] })
      })
    )
  })

  it('a set and its complement share out each commune of the other year, and nothing is in neither', () => {
    fc.assert(
      fc.property(histories, year, year, fc.integer({ min: 0, max: 31 }), (history, from, to, mask) => {
        const world = makeHistory(history)
        const all = communesOf(world, FRANCE, from)
        const inSet = all.filter((_, i) => (mask >> i) & 1)
        const here = footprint(world, inSet, { from, to })
        const there = footprint(
          world,
          all.filter((code) => !inSet.includes(code)),
          { from, to }
        )
        const straddling = here.straddling.map((s) => s.commune)
        expect(there.straddling.map((s) => s.commune)).toEqual(straddling)
        expect([...here.whole, ...there.whole, ...straddling].sort()).toEqual(communesOf(world, FRANCE, to))
        for (const [i, { ratio }] of here.straddling.entries()) {
          const other = there.straddling[i]?.ratio
          expect((ratio === undefined) === (other === undefined)).toBe(true)
          if (ratio !== undefined && other !== undefined) expect(ratio + other).toBeCloseTo(1)
        }
      })
    )
  })

  it('what is exact comes back as it was', () => {
    fc.assert(
      fc.property(histories, year, year, fc.integer({ min: 0, max: 31 }), (history, from, to, mask) => {
        const world = makeHistory(history)
        const set = communesOf(world, FRANCE, from).filter((_, i) => (mask >> i) & 1)
        const there = footprint(world, set, { from, to })
        if (there.straddling.length > 0) return
        expect(footprint(world, there.whole, { from: to, to: from }).whole).toEqual(set)
      })
    )
  })

  it('counterparts are mutual', () => {
    fc.assert(
      fc.property(histories, year, year, (history, from, to) => {
        const world = makeHistory(history)
        for (const code of communesOf(world, FRANCE, from)) {
          const back = counterparts(world, code, { from, to }).map((c) =>
            counterparts(world, c, { from: to, to: from })
          )
          expect(back.every((origins) => origins.includes(code))).toBe(true)
        }
      })
    )
  })
})
