import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Block, Sum } from '../../../src/domain/indicators/block.ts'
import { aggregate, cellOf, sumAt, sumOfOne, sumOver } from '../../../src/domain/indicators/cube.ts'
import type { SeriesId } from '../../../src/domain/indicators/measure.ts'
import { OBSERVATION_STATUSES } from '../../../src/domain/indicators/observation.ts'
import { perimeterRows, piecesOf, rowsByTerritory } from '../../../src/domain/indicators/perimeter-rows.ts'
import { parsePeriod, type Period } from '../../../src/domain/shared/period.ts'
import type { VintageId } from '../../../src/domain/sources/source.ts'
import { territoryOf, type TerritoryId } from '../../../src/domain/territories/territory.ts'

describe('sums over perimeters', () => {
  const block = makeBlock(3, 2, ['A', 'E', 'Q', 'A', undefined, 'M'], [10, 20, NaN, 40, NaN, NaN])
  const [a, b, c] = block.territories as [TerritoryId, TerritoryId, TerritoryId]
  const [first, second] = block.periods as [Period, Period]
  const elsewhere = territoryOf('COM', '62999')

  it('add what is present, and count what is not', () => {
    expect(sumOver(block, [a, b, c], first)).toEqual(sum({ sum: 10, present: 1, withheld: 1, missing: 1 }))
    expect(sumOver(block, [a, b, c], second)).toEqual(sum({ sum: 60, present: 2, estimated: 1, notApplicable: 1 }))
  })

  it('count a member that the vintage does not know as missing', () => {
    expect(sumOver(block, [a, elsewhere], second)).toEqual(sum({ sum: 20, present: 1, estimated: 1, missing: 1 }))
  })

  it('count a member named twice once, known or not', () => {
    expect(sumOver(block, [b, b, elsewhere, elsewhere], second)).toEqual(sum({ sum: 40, present: 1, missing: 1 }))
    const sums = aggregate(block, perimeterRows(block.territories, [[b, b, elsewhere, elsewhere]]))
    expect(sumAt(sums, 0, 1)).toEqual(sum({ sum: 40, present: 1, missing: 1 }))
  })

  it('have every member missing at a period that the block does not hold', () => {
    expect(sumOver(block, [a, b], parsePeriod('1999'))).toEqual(sum({ missing: 2 }))
  })

  it('are the same of one territory, for which nothing is prepared', () => {
    for (const territory of [a, b, c, elsewhere]) {
      for (const period of [first, second, parsePeriod('1999')]) {
        expect(sumOfOne(block, territory, period)).toEqual(sumOver(block, [territory], period))
      }
    }
  })

  it('are zero, with nothing present, over nobody', () => {
    expect(sumOver(block, [], first)).toEqual(sum({}))
    expect(sumAt(aggregate(block, perimeterRows(block.territories, [[]])), 0, 0)).toEqual(sum({}))
    expect(aggregate(block, perimeterRows(block.territories, [])).sums).toHaveLength(0)
  })

  it('leave single cells to be read as they were published', () => {
    expect(cellOf(block, a, second)).toEqual({ status: 'E', value: 20 })
    expect(cellOf(block, b, first)).toEqual({ status: 'Q', value: null })
    expect(cellOf(block, c, first)).toEqual({ status: 'O', value: null })
    expect(cellOf(block, elsewhere, first)).toEqual({ status: 'O', value: null })
    const units = { ...block, units: Float64Array.of(7, NaN, 2, 3, 4, 5), largestShares: new Float64Array(6).fill(0.5) }
    expect(cellOf(units, a, first)).toEqual({ status: 'A', value: 10, units: 7, largestShare: 0.5 })
    expect(cellOf(units, a, second)).toEqual({ status: 'E', value: 20, largestShare: 0.5 })
  })

  it('count the exceptions of a period that is provisional as a whole', () => {
    const provisional = makeBlock(3, 2, ['A', 'P', 'A', 'P', 'A', 'Q'], [1, 2, 3, 4, 5, NaN])
    const sums = aggregate(provisional, perimeterRows(provisional.territories, [[a, b, c, elsewhere], [c], [a, b]]))
    expect(sumAt(sums, 0, 0)).toEqual(sum({ sum: 9, present: 3, missing: 1 }))
    expect(sumAt(sums, 0, 1)).toEqual(sum({ sum: 6, present: 2, estimated: 2, withheld: 1, missing: 1 }))
    expect(sumAt(sums, 1, 1)).toEqual(sum({ withheld: 1 }))
    expect(sumAt(sums, 2, 1)).toEqual(sum({ sum: 6, present: 2, estimated: 2 }))
  })

  it('read blocks that workers share', () => {
    const values = new Float64Array(new SharedArrayBuffer(48))
    values.set(block.values)
    expect(sumOver({ ...block, values }, [a, b], second).sum).toBe(60)
  })

  it('look territories up once for all the blocks that share a list', () => {
    expect(rowsByTerritory(block.territories)).toBe(rowsByTerritory(block.territories))
  })
})

describe('rows of perimeters', () => {
  it('are the same for a few members, looked for one by one, as for many', () => {
    const members = [0, 63, 99, 100].map((row) => territoryOf('COM', String(62_001 + row)))
    const few = perimeterRows(makeTerritories(100), [members.slice(0, 3)])
    expect([...few.members]).toEqual([0, 63, 99])
    expect(few.absent[0]).toBe(0)
    const none = perimeterRows(makeTerritories(100), [members.slice(3)])
    expect([none.members.length, none.absent[0]]).toEqual([0, 1])
    const many = perimeterRows(makeTerritories(100), [makeTerritories(100), members])
    expect([...many.members.subarray(many.offsets[1])]).toEqual([0, 63, 99])
    expect(many.absent[1]).toBe(1)
  })
})

describe('pieces', () => {
  it('cover each member exactly once, whatever the overlaps', () => {
    fc.assert(
      fc.property(arbitraryPerimeters(30), (members) => {
        const territories = makeTerritories(30)
        const rows = perimeterRows(territories, membersOf(territories, members))
        const { pieceOf, rowsOf, ofPerimeter, length } = piecesOf(rows)
        members.forEach((_, i) => {
          const own = [...ofPerimeter.items.subarray(ofPerimeter.offsets[i], ofPerimeter.offsets[i + 1])]
          const covered = own.flatMap((piece) => [
            ...rowsOf.items.subarray(rowsOf.offsets[piece], rowsOf.offsets[piece + 1])
          ])
          expect(covered.sort((a, b) => a - b)).toEqual([
            ...rows.members.subarray(rows.offsets[i], rows.offsets[i + 1])
          ])
        })
        for (let piece = 0; piece < length; piece++) {
          const own = [...rowsOf.items.subarray(rowsOf.offsets[piece], rowsOf.offsets[piece + 1])]
          expect(own).toEqual([...pieceOf.keys()].filter((row) => pieceOf[row] === piece))
          expect(own.length).toBeGreaterThan(0)
        }
      })
    )
  })
})

describe('against DuckDB', () => {
  let db: DuckDBConnection
  beforeAll(async () => {
    db = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect()
  })

  it('sums are equal and counts add up to the members, for blocks of every status and any perimeters', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryCase(), async ({ block, members }) => {
        const lists = membersOf(block.territories, members)
        const sums = aggregate(block, perimeterRows(block.territories, lists))
        const expected = await sumByDuckdb(db, block, members)
        for (const [i, list] of lists.entries()) {
          for (const [p, period] of block.periods.entries()) {
            const found = sumAt(sums, i, p)
            const single = sumOver(block, list, period)
            const peer = expected.get(`${i} ${p}`) ?? sum({})
            expect({ ...found, sum: 0 }).toEqual({ ...peer, sum: 0 })
            expect({ ...single, sum: 0 }).toEqual({ ...peer, sum: 0 })
            expect(close(found.sum, peer.sum) && close(single.sum, peer.sum)).toBe(true)
            expect(found.present + found.missing + found.withheld + found.notApplicable).toBe(new Set(list).size)
          }
        }
      }),
      { numRuns: 60 }
    )
  })
})

/** What SQL counts, by `perimeter period`. */
async function sumByDuckdb(
  db: DuckDBConnection,
  block: Block,
  members: readonly (readonly number[])[]
): Promise<ReadonlyMap<string, Sum>> {
  const width = block.periods.length
  const cells = [...block.statuses].flatMap((code, cell) => {
    const status = OBSERVATION_STATUSES[code - 1]
    const value = block.values[cell] ?? NaN
    return status
      ? [`(${Math.floor(cell / width)}, ${cell % width}, ${Number.isNaN(value) ? 'null' : value}, '${status}')`]
      : []
  })
  const pairs = members.flatMap((list, i) => [...new Set(list)].map((row) => `(${i}, ${row})`))
  if (pairs.length === 0) return new Map()
  const found = await db.runAndReadAll(`
    with cells(t, p, value, status) as (select * from (values ${[...cells, `(-1, 0, 0.0, 'A')`].join()})),
      members(m, t) as (select * from (values ${pairs.join()})),
      periods(p) as (select unnest(range(${width})))
    select m::int m, periods.p::int p, coalesce(sum(value), 0)::double s,
      (count(*) filter (status in ('A', 'E', 'P')))::int present,
      (count(*) filter (status in ('E', 'P')))::int estimated,
      (count(*) filter (coalesce(status, 'O') = 'O'))::int missing,
      (count(*) filter (status = 'Q'))::int withheld,
      (count(*) filter (status = 'M'))::int na
    from members cross join periods left join cells on cells.t = members.t and cells.p = periods.p
    group by all`)
  return new Map(
    found.getRows().map((row) => {
      const [m, p, total, present, estimated, missing, withheld, notApplicable] = row.map(Number)
      return [`${m} ${p}`, sum({ sum: total, present, estimated, missing, withheld, notApplicable } as Partial<Sum>)]
    })
  )
}

function arbitraryCase(): fc.Arbitrary<{ block: Block; members: number[][] }> {
  const cell = fc.tuple(
    fc.constantFrom(undefined, ...OBSERVATION_STATUSES),
    fc.oneof(fc.integer({ min: -1000, max: 1_000_000 }), fc.double({ min: -1e6, max: 1e9, noNaN: true }))
  )
  return fc.tuple(fc.integer({ min: 1, max: 25 }), fc.integer({ min: 1, max: 17 })).chain(([height, width]) =>
    fc.record({
      block: fc.array(cell, { minLength: height * width, maxLength: height * width }).map((cells) =>
        makeBlock(
          height,
          width,
          cells.map(([status]) => status),
          cells.map(([status, value]) => (status === 'A' || status === 'E' || status === 'P' ? value : NaN))
        )
      ),
      members: arbitraryPerimeters(height + 3)
    })
  )
}

/** Perimeters as numbers of territories, some beyond the list. */
function arbitraryPerimeters(count: number): fc.Arbitrary<number[][]> {
  return fc.array(fc.array(fc.integer({ min: 0, max: count - 1 }), { maxLength: 40 }), { maxLength: 8 })
}

function membersOf(territories: readonly TerritoryId[], members: readonly (readonly number[])[]): TerritoryId[][] {
  return members.map((list) => list.map((row) => territories[row] ?? territoryOf('COM', String(99_000 + row))))
}

function makeBlock(
  height: number,
  width: number,
  statuses: readonly ((typeof OBSERVATION_STATUSES)[number] | undefined)[],
  values: readonly number[]
): Block {
  return {
    vintage: 'test@2024' as VintageId,
    series: 'population' as SeriesId,
    cog: 2024,
    territories: makeTerritories(height),
    periods: Array.from({ length: width }, (_, p) => parsePeriod(String(2010 + p))),
    values: Float64Array.from(values),
    statuses: Uint8Array.from(statuses, (status) => (status ? 1 + OBSERVATION_STATUSES.indexOf(status) : 0))
  }
}

function makeTerritories(count: number): TerritoryId[] {
  return Array.from({ length: count }, (_, i) => territoryOf('COM', String(62_001 + i)))
}

function sum(parts: Partial<Sum>): Sum {
  return { sum: 0, present: 0, estimated: 0, missing: 0, withheld: 0, notApplicable: 0, ...parts }
}

/** Up to the rounding of additions made in another order. */
function close(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-12 * 40 * 1e9
}
