import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  decideWithheld,
  type DisclosureQuestion,
  type DisclosureRule
} from '../../../src/domain/indicators/disclosure.ts'
import { primaryReason } from '../../../src/domain/indicators/disclosure-primary.ts'
import type { SeriesId } from '../../../src/domain/indicators/measure.ts'
import type { PerimeterId } from '../../../src/domain/territories/perimeter.ts'
import { territoryOf } from '../../../src/domain/territories/territory.ts'
import { isDeducible, pinned, type KnownSum } from './adversary.ts'

const enterprises: DisclosureRule = { minUnits: 3, maxShare: 0.85, basis: 'test' }
const households: DisclosureRule = { minUnits: 11, maxShare: 1, basis: 'test' }

type Cells = readonly { readonly value: number; readonly units: number; readonly largest?: number }[]

function ask(
  rule: DisclosureRule,
  series: Readonly<Record<string, Cells>>,
  perimeters: Readonly<Record<string, readonly number[]>>,
  ties: DisclosureQuestion['ties'] = []
): DisclosureQuestion {
  const count = Object.values(series)[0]?.length ?? 0
  return {
    rule,
    territories: Array.from({ length: count }, (_, i) => territoryOf('COM', `00${String(i + 1).padStart(3, '0')}`)),
    family: Object.entries(series).map(([id, cells]) => ({
      series: id as SeriesId,
      values: Float64Array.from(cells, (c) => c.value),
      units: Float64Array.from(cells, (c) => c.units),
      largestShares: Float64Array.from(cells, (c) => c.largest ?? 0.1)
    })),
    ties,
    perimeters: Object.entries(perimeters).map(([id, members]) => ({ id: id as PerimeterId, members }))
  }
}

function hiddenPerimeters(question: DisclosureQuestion): string[] {
  return decideWithheld(question).perimeters.map(({ perimeter, why }) => `${perimeter} ${why}`)
}

function hiddenCells(question: DisclosureQuestion): string[] {
  return decideWithheld(question).territories.map(
    ({ series, territory, why }) => `${series} ${territory.slice(-1)} ${why}`
  )
}

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

/** A family of overlapping perimeters over communes, some of them small or dominated. */
const families = fc.integer({ min: 2, max: 9 }).chain((count) =>
  fc.record({
    rule: fc.constantFrom(enterprises, { minUnits: 5, maxShare: 1, basis: 'test' }),
    cells: fc.array(
      fc
        .record({
          units: fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 7, max: 80 })),
          mean: fc.integer({ min: 0, max: 9 }),
          largest: fc.constantFrom(0.3, 0.5, 0.95)
        })
        .map(({ units, mean, largest }) => ({
          units,
          value: units * mean,
          largest: units === 0 || mean === 0 ? 0 : Math.max(largest, 1 / units)
        })),
      { minLength: count, maxLength: count }
    ),
    perimeters: fc.array(fc.uniqueArray(fc.integer({ min: 0, max: count - 1 }), { minLength: 1 }), {
      minLength: 1,
      maxLength: 7
    })
  })
)

describe('an attacker who knows everything that is published', () => {
  const published = (question: DisclosureQuestion, upTo = Infinity): KnownSum[] => {
    const { territories, perimeters } = decideWithheld(question)
    const [series] = question.family
    const hidden = new Set(territories.map(({ territory }) => question.territories.indexOf(territory)))
    const withheld = new Set<string>(perimeters.map(({ perimeter }) => perimeter))
    return question.perimeters
      .slice(0, upTo)
      .filter(({ id }) => !withheld.has(id))
      .map(({ members }) => ({
        coefficients: question.territories.map((_, i) => (members.includes(i) && hidden.has(i) ? 1 : 0)),
        value: members.filter((i) => hidden.has(i)).reduce((t, i) => t + (series?.values[i] ?? 0), 0)
      }))
      .filter(({ coefficients }) => coefficients.some(Boolean))
  }

  const question = ({ rule, cells, perimeters }: { rule: DisclosureRule; cells: Cells; perimeters: number[][] }) =>
    ask(rule, { x: cells }, Object.fromEntries(perimeters.map((members, i) => [`p${i}`, members])))

  it('cannot deduce a protected commune, nor a group of them that fails the rule', () => {
    fc.assert(
      fc.property(families, (family) => {
        const asked = question(family)
        const sums = published(asked)
        const rows = sums.map(({ coefficients }) => coefficients)
        const [series] = asked.family
        const hidden = asked.territories.flatMap((_, i) =>
          primaryReason(series?.units[i] ?? 0, series?.largestShares[i] ?? 0, asked.rule) ? [i] : []
        )
        for (let mask = 1; mask < 1 << hidden.length; mask += 1) {
          const group = hidden.filter((_, bit) => mask & (1 << bit))
          const units = group.reduce((t, i) => t + (series?.units[i] ?? 0), 0)
          const sum = group.reduce((t, i) => t + (series?.values[i] ?? 0), 0)
          const most = Math.max(...group.map((i) => (series?.values[i] ?? 0) * (series?.largestShares[i] ?? 0)))
          if (!primaryReason(units, sum > 0 ? most / sum : 0, asked.rule)) continue
          const target = asked.territories.map((_, i) => (group.includes(i) ? 1 : 0))
          expect(isDeducible(rows, target), `group ${group.join()} of ${JSON.stringify(family)}`).toBe(false)
        }
      }),
      { numRuns: 400 }
    )
  })

  it('cannot pin a protected commune to one value by bounds', () => {
    fc.assert(
      fc.property(families, (family) => {
        const asked = question(family)
        const found = pinned(published(asked), asked.territories.length)
        const hidden = asked.territories.flatMap((_, i) =>
          primaryReason(asked.family[0]?.units[i] ?? 0, asked.family[0]?.largestShares[i] ?? 0, asked.rule) ? [i] : []
        )
        expect(hidden.filter((i) => found.has(i))).toEqual([])
      }),
      { numRuns: 400 }
    )
  })

  it('learns nothing from the arrival of a perimeter: what was decided before stays decided', () => {
    fc.assert(
      fc.property(families, ({ rule, cells, perimeters }) => {
        const names = (list: readonly (readonly number[])[]): string[] =>
          hiddenPerimeters(ask(rule, { x: cells }, Object.fromEntries(list.map((members, i) => [`p${i}`, members]))))
        const before = names(perimeters.slice(0, -1))
        expect(names(perimeters).filter((text) => !text.startsWith(`p${perimeters.length - 1} `))).toEqual(before)
      }),
      { numRuns: 300 }
    )
  })

  it('is not given less than can be given: each sum withheld would have revealed something', () => {
    let asked = 0
    let kept = 0
    fc.assert(
      fc.property(families, (family) => {
        const all = question(family)
        const [series] = all.family
        const hidden = all.territories.flatMap((_, i) =>
          primaryReason(series?.units[i] ?? 0, series?.largestShares[i] ?? 0, all.rule) ? [i] : []
        )
        const { perimeters } = decideWithheld(all)
        const publishable = all.perimeters.length - perimeters.filter(({ why }) => why !== 'D').length
        asked += publishable
        kept += publishable - perimeters.filter(({ why }) => why === 'D').length
        for (const { perimeter } of perimeters.filter(({ why }) => why === 'D')) {
          const at = all.perimeters.findIndex(({ id }) => id === perimeter)
          const before = published(all, at)
          const members = all.perimeters[at]?.members ?? []
          const inside = hidden.filter((i) => members.includes(i))
          const added: KnownSum = {
            coefficients: all.territories.map((_, i) => (inside.includes(i) ? 1 : 0)),
            value: inside.reduce((t, i) => t + (series?.values[i] ?? 0), 0)
          }
          const rows = [...before, added].map(({ coefficients }) => coefficients)
          const groups = Array.from({ length: (1 << hidden.length) - 1 }, (_, m) =>
            hidden.filter((_h, bit) => (m + 1) & (1 << bit))
          )
          const leaks = groups.some((group) => {
            const units = group.reduce((t, i) => t + (series?.units[i] ?? 0), 0)
            const sum = group.reduce((t, i) => t + (series?.values[i] ?? 0), 0)
            const most = Math.max(...group.map((i) => (series?.values[i] ?? 0) * (series?.largestShares[i] ?? 0)))
            const fails = sum === 0 || primaryReason(units, most / sum, all.rule) !== undefined
            return (
              fails &&
              isDeducible(
                rows,
                all.territories.map((_, i) => (group.includes(i) ? 1 : 0))
              )
            )
          })
          const bounded = pinned([...before, added], all.territories.length)
          expect(leaks || hidden.some((i) => bounded.has(i)), JSON.stringify(family)).toBe(true)
        }
      }),
      { numRuns: 400 }
    )
    // Families drawn at random are denser than any real one: four in ten is what the model leaves there.
    expect(kept / asked).toBeGreaterThan(0.4)
  })
})

/** A whole and three items over a few communes, with perimeters over all four. */
const tables = fc.integer({ min: 1, max: 4 }).chain((count) =>
  fc.record({
    items: fc.array(
      fc.array(fc.oneof(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 5, max: 60 })), {
        minLength: count,
        maxLength: count
      }),
      { minLength: 3, maxLength: 3 }
    ),
    perimeters: fc.array(fc.uniqueArray(fc.integer({ min: 0, max: count - 1 }), { minLength: 1 }), { maxLength: 4 })
  })
)

describe('an attacker who knows how items sum to wholes', () => {
  it('cannot deduce a protected item of a commune from items, wholes and overlapping perimeters', () => {
    let cells = 0
    let shown = 0
    fc.assert(
      fc.property(tables, ({ items, perimeters }) => {
        const whole = (items[0] ?? []).map((_, i) => items.reduce((t, item) => t + (item[i] ?? 0), 0))
        const all = [whole, ...items]
        const cellsOf = (list: readonly number[]): Cells =>
          list.map((n) => ({ value: n, units: n, largest: n ? 1 / n : 0 }))
        const asked = ask(
          enterprises,
          Object.fromEntries(all.map((list, i) => [`s${i}`, cellsOf(list)])),
          Object.fromEntries(perimeters.map((members, i) => [`p${i}`, members])),
          [{ whole: 0, items: [1, 2, 3] }]
        )
        const decision = decideWithheld(asked)
        const count = whole.length
        const at = (item: number, cell: number): number => item * count + cell
        const unit = (...columns: number[]): number[] =>
          Array.from({ length: 4 * count }, (_, c) => (columns.includes(c) ? 1 : 0))
        const hidden = new Set(
          decision.territories.map(({ series, territory }) =>
            at(Number(series.slice(1)), asked.territories.indexOf(territory))
          )
        )
        const withheld = new Set(decision.perimeters.map(({ series, perimeter }) => `${series} ${perimeter}`))
        const rows = [
          ...Array.from({ length: 4 * count }, (_, c) => c)
            .filter((c) => !hidden.has(c))
            .map((c) => unit(c)),
          ...whole.map((_, cell) =>
            unit(at(1, cell), at(2, cell), at(3, cell)).map((v, c) => (c === at(0, cell) ? -1 : v))
          ),
          ...asked.perimeters.flatMap(({ id, members }) =>
            asked.family.flatMap(({ series }, item) =>
              withheld.has(`${series} ${id}`) ? [] : [unit(...members.map((cell) => at(item, cell)))]
            )
          )
        ]
        cells += 4 * count
        shown += 4 * count - hidden.size
        all.forEach((list, item) =>
          list.forEach((n, cell) => {
            if (!primaryReason(n, 0, enterprises)) return
            expect(isDeducible(rows, unit(at(item, cell))), JSON.stringify({ items, perimeters })).toBe(false)
          })
        )
      }),
      { numRuns: 300 }
    )
    expect(shown / cells).toBeGreaterThan(0.6)
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
