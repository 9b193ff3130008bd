import { describe, expect, it } from 'vitest'
import { decideWithheld } from '../../../src/domain/indicators/disclosure.ts'
import { primaryReason } from '../../../src/domain/indicators/disclosure-primary.ts'
import { ask, enterprises, hiddenCells, hiddenPerimeters, households, type Cells } from './disclosed.ts'

describe('primaryReason', () => {
  it('withholds under the least number of units, and where one unit dominates', () => {
    expect(primaryReason(2, 0.5, enterprises)).toBe('A')
    expect(primaryReason(3, 0.5, enterprises)).toBeUndefined()
    expect(primaryReason(50, 0.86, enterprises)).toBe('G')
    expect(primaryReason(50, 0.85, enterprises)).toBeUndefined()
    expect(primaryReason(10, 0.99, households)).toBe('A')
  })

  it('publishes an empty cell: everybody can guess that it is empty', () => {
    expect(primaryReason(0, NaN, enterprises)).toBeUndefined()
  })
})

describe('decideWithheld', () => {
  const safe = { value: 100, units: 50 }
  const large = { value: 9000, units: 500 }
  const small = { value: 7, units: 2 }

  it('publishes everything when nothing is small', () => {
    expect(decideWithheld(ask(enterprises, { firms: [safe, safe] }, { both: [0, 1] }))).toEqual({
      territories: [],
      perimeters: []
    })
  })

  it('withholds the sum that would give a lone small commune away', () => {
    const question = ask(enterprises, { firms: [small, safe, safe] }, { all: [0, 1, 2] })
    expect(hiddenCells(question)).toEqual(['firms 1 A'])
    expect(hiddenPerimeters(question)).toEqual(['all D'])
  })

  it('publishes the sum over two small communes that together reach the threshold', () => {
    expect(hiddenPerimeters(ask(enterprises, { firms: [small, small, safe] }, { all: [0, 1, 2] }))).toEqual([])
  })

  it('withholds the sum over two small communes that together stay under it', () => {
    const one = { value: 4, units: 1 }
    expect(hiddenPerimeters(ask(enterprises, { firms: [one, one, safe] }, { all: [0, 1, 2] }))).toEqual(['all D'])
  })

  it('withholds the second of two perimeters that differ by one protected commune, in the declared order', () => {
    const series = { firms: [small, small, small, safe] }
    expect(hiddenPerimeters(ask(enterprises, series, { wide: [0, 1, 2, 3], narrow: [1, 2, 3] }))).toEqual(['narrow D'])
    expect(hiddenPerimeters(ask(enterprises, series, { narrow: [1, 2, 3], wide: [0, 1, 2, 3] }))).toEqual(['wide D'])
  })

  it('sees through three perimeters of which no two differ by one commune', () => {
    // ab + bc − (abc…) alone gives nothing; ab + bc + ca = 2(a+b+c) gives each of them.
    const series = { firms: [small, small, small] }
    expect(hiddenPerimeters(ask(enterprises, series, { ab: [0, 1], bc: [1, 2], ca: [2, 0] }))).toEqual(['ca D'])
  })

  it('withholds a perimeter that fails the rule by itself, with the rule as the reason', () => {
    const one = { value: 4, units: 1 }
    expect(hiddenPerimeters(ask(enterprises, { firms: [one, one, safe] }, { pair: [0, 1] }))).toEqual(['pair A'])
  })

  it('withholds a sum dominated by one unit among its hidden communes', () => {
    const giant = { value: 1000, units: 4, largest: 0.95 }
    const tiny = { value: 3, units: 2 }
    expect(hiddenPerimeters(ask(enterprises, { jobs: [giant, tiny, large] }, { all: [0, 1, 2] }))).toEqual(['all D'])
  })

  it('withholds a sum of hidden communes that is zero, for then each of them is', () => {
    const none = { value: 0, units: 2 }
    expect(hiddenPerimeters(ask(enterprises, { jobs: [none, none, safe] }, { all: [0, 1, 2] }))).toEqual(['all D'])
  })

  it('hides a second item so that a lone hidden item is not the whole minus the others', () => {
    const question = ask(
      enterprises,
      {
        all: [{ value: 60, units: 60 }],
        farms: [{ value: 2, units: 2 }],
        shops: [{ value: 18, units: 18 }],
        works: [{ value: 40, units: 40 }]
      },
      {},
      [{ whole: 0, items: [1, 2, 3] }]
    )
    expect(hiddenCells(question)).toEqual(['farms 1 A', 'shops 1 D'])
  })

  it('never takes an empty item as cover', () => {
    const question = ask(
      enterprises,
      {
        all: [{ value: 42, units: 42 }],
        farms: [{ value: 2, units: 2 }],
        shops: [{ value: 0, units: 0 }],
        works: [{ value: 40, units: 40 }]
      },
      {},
      [{ whole: 0, items: [1, 2, 3] }]
    )
    expect(hiddenCells(question)).toEqual(['farms 1 A', 'works 1 D'])
  })

  it('goes on hiding while the hidden items together stay under the threshold', () => {
    const question = ask(
      { ...households, minUnits: 11 },
      {
        all: [{ value: 117, units: 117 }],
        a: [{ value: 3, units: 3 }],
        b: [{ value: 4, units: 4 }],
        c: [{ value: 20, units: 20 }],
        d: [{ value: 90, units: 90 }]
      },
      {},
      [{ whole: 0, items: [1, 2, 3, 4] }]
    )
    expect(hiddenCells(question)).toEqual(['a 1 A', 'b 1 A', 'c 1 D'])
  })

  it('gives the same answer whatever the order of the communes', () => {
    const cells = [small, safe, small, { value: 1, units: 1 }, safe]
    const turn = (i: number): number => (i + 2) % cells.length
    const members = { p: [0, 1, 2], q: [2, 3, 4], r: [0, 3] }
    const turned = Object.fromEntries(Object.entries(members).map(([id, list]) => [id, list.map(turn)]))
    const moved: Cells[number][] = []
    cells.forEach((cell, i) => (moved[turn(i)] = cell))
    expect(hiddenPerimeters(ask(enterprises, { x: moved }, turned))).toEqual(
      hiddenPerimeters(ask(enterprises, { x: cells }, members))
    )
  })
})

describe('a basin with protected communes', () => {
  /** 240 communes in 12 groups of 20; three overlapping zones, unions, and two perimeters cut out of the whole. */
  const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i)
  const cells: Cells = range(0, 240).map((i) => {
    const units = i % 4 === 0 ? 1 + (i % 3 === 0 ? 1 : 0) : 5 + ((i * 37) % 400)
    return { units, value: units * (2 + (i % 7)), largest: 1 / units }
  })
  const groups = Object.fromEntries(range(0, 12).map((g) => [`epci-${g}`, range(g * 20, g * 20 + 20)]))
  const perimeters = {
    whole: range(0, 240),
    west: range(0, 120),
    basin: range(30, 170),
    'zone-a': range(10, 95),
    'zone-b': range(95, 200),
    'zone-c': range(200, 240),
    ...groups,
    'without-one': range(1, 240)
  }

  it('publishes nearly everything, and not the perimeter that leaves one protected commune out', () => {
    const { perimeters: withheld } = decideWithheld(ask(enterprises, { jobs: cells }, perimeters))
    expect(withheld).toContainEqual({ series: 'jobs', perimeter: 'without-one', why: 'D' })
    expect(withheld.length / Object.keys(perimeters).length).toBeLessThan(0.2)
  })
})
