import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Block } from '../../../src/domain/indicators/block.ts'
import type { ObservationStatus } from '../../../src/domain/indicators/observation.ts'
import { makeTableBuilder } from '../../../src/domain/indicators/table.ts'
import { parsePeriod } from '../../../src/domain/shared/period.ts'
import { compare } from '../../../src/domain/sources/comparison.ts'
import { eachDuplicate } from '../../../src/domain/sources/duplicates.ts'
import { changesNothing, changesOf, planImport, type Plan, type Planned } from '../../../src/domain/sources/plan.ts'
import type { Reading, RefusedRow } from '../../../src/domain/sources/reading.ts'
import type { SourceId } from '../../../src/domain/sources/source.ts'
import { parseTerritoryId, type TerritoryId } from '../../../src/domain/territories/territory.ts'
import { parseVintageId } from '../../../src/domain/indicators/request.ts'
import { ROOT } from '../../../src/root.ts'
import { loadGeography } from '../../../src/store/geography.ts'
import { makeMeasure, makeVintage, series, type Rows } from '../../make.ts'

const geography = loadGeography(ROOT)

/** `62498 population 2018 31000`, one observation a line from line 2 on; a letter is a status. */
function readingOf(lines: readonly string[], given: Partial<Reading> = {}): Reading {
  const builder = makeTableBuilder()
  for (const line of lines) {
    const [code = '', name = '', period = '', value = ''] = line.split(' ')
    const status = /^[OQM]$/.test(value) ? (value as ObservationStatus) : 'A'
    builder.add({
      series: series(name),
      territory: parseTerritoryId(code.includes('-') ? code : `COM-${code}`),
      period: parsePeriod(period),
      value: status === 'A' ? Number(value) : null,
      status
    })
  }
  return {
    table: builder.build(),
    lines: Uint32Array.from(lines, (_, i) => i + 2),
    rows: lines.length,
    refused: [],
    cog: 2026,
    edition: '2026',
    columns: new Map([[series('population'), 'POP']]),
    remarks: [],
    ...given
  }
}

function planned(reading: Reading, published: readonly Block[] = []): Planned {
  return planImport({
    source: 'test' as SourceId,
    vintage: parseVintageId('test@2026'),
    file: { name: 'x.csv', bytes: 1, sha256: '00' },
    reading,
    published,
    measures: new Map([makeMeasure('population'), makeMeasure('jobs')].map((measure) => [measure.id, measure])),
    geography
  })
}

function planOf(lines: readonly string[], published: readonly Block[] = [], given: Partial<Reading> = {}): Plan {
  return planned(readingOf(lines, given), published).plan
}

/** Blocks of the communes of real codes, keyed in full. */
function publishedAs(rows: Rows, name = 'test@2025'): readonly Block[] {
  return [...makeVintage(name, rows).blocks.values()]
}

const before = publishedAs({
  population: { 2018: { 'COM-62498': 31000, 'COM-62119': 25000, 'COM-62427': 'O', 'COM-62065': 6000 } }
})

describe('a plan', () => {
  it('of a first file adds everything', () => {
    const plan = planOf(['62498 population 2018 31000', '62119 population 2018 25000', '62427 population 2018 O'])
    expect(plan.rows).toEqual({ read: 3, kept: 3, refused: 0 })
    expect(plan.observations).toEqual({ kept: 3, added: 2, revised: 0, unchanged: 0, vanished: 0 })
    expect(plan.series).toMatchObject([{ series: 'population', column: 'POP', periods: ['2018'], levels: ['COM'] }])
  })

  it('tells added, revised before and after, unchanged and vanished', () => {
    const plan = planOf(
      ['62498 population 2018 31415', '62119 population 2018 25000', '62427 population 2018 26000'],
      before
    )
    expect(plan.observations).toEqual({ kept: 3, added: 1, revised: 1, unchanged: 1, vanished: 1 })
    expect(plan.revised).toEqual([
      { series: 'population', territory: 'COM-62498', period: '2018', before: 31000, after: 31415 }
    ])
    expect(plan.added).toEqual([{ series: 'population', territory: 'COM-62427', period: '2018' }])
    expect(plan.vanished).toEqual([{ series: 'population', territory: 'COM-62065', period: '2018' }])
  })

  it('does not call vanished what another period, or another measure, goes on saying', () => {
    const plan = planOf(['62498 population 2019 31500', '62498 jobs 2018 9'], before)
    expect(plan.observations).toMatchObject({ added: 2, vanished: 0 })
  })

  it('compares with the latest edition that has the period', () => {
    const older = publishedAs({ population: { 2018: { 'COM-62498': 1 }, 2013: { 'COM-62498': 7 } } }, 'test@2024')
    const plan = planOf(['62498 population 2018 31000', '62498 population 2013 8'], [...before, ...older])
    expect(plan.revised.map(({ before: old, after }) => [old, after])).toEqual([[7, 8]])
  })

  it('of the same values changes nothing', () => {
    const plan = planOf(
      ['62498 population 2018 31000', '62119 population 2018 25000', '62065 population 2018 6000'],
      before
    )
    expect(changesNothing(plan)).toBe(true)
  })

  it('shows a value that goes away as revised to none', () => {
    const plan = planOf(['62498 population 2018 Q'], before)
    expect(plan.revised).toMatchObject([{ before: 31000, after: null }])
  })

  it('puts the largest revisions in proportion first', () => {
    const plan = planOf(
      ['62498 population 2018 31010', '62119 population 2018 5000', '62065 population 2018 6100'],
      before
    )
    expect(plan.revised.map(({ territory }) => territory)).toEqual(['COM-62119', 'COM-62065', 'COM-62498'])
    expect(changesOf(plan)).toMatchObject({ read: 3, refused: 0, added: 0, revised: 3, vanished: 0, unknown: [] })
  })
})

describe('keys given twice', () => {
  it('with one value: kept once, refused nowhere, said', () => {
    const { plan, table } = planned(
      readingOf(['62498 population 2018 5', '62119 population 2018 6', '62498 population 2018 5'])
    )
    expect(plan.rows).toEqual({ read: 3, kept: 3, refused: 0 })
    expect(plan.refused).toEqual([])
    expect(plan.remarks[0]?.fr).toBe('1 observation est donnée deux fois avec la même valeur : gardée une fois')
    expect(table.length).toBe(2)
  })

  it('with two values: neither is kept', () => {
    const { plan, table } = planned(
      readingOf(['62498 population 2018 5', '62119 population 2018 6', '62498 population 2018 7'])
    )
    expect(plan.rows).toEqual({ read: 3, kept: 1, refused: 2 })
    expect(plan.refused.map(({ place }) => place.line)).toEqual([2, 4])
    expect(plan.refused[0]?.expected.fr).toContain('la ligne 4 dit 7, celle-ci 5')
    expect(plan.refused[1]?.expected.fr).toContain('la ligne 2 dit 5, celle-ci 7')
    expect([...table.values]).toEqual([6])
  })

  it('with one value, then another: none is kept, and each has its line', () => {
    const { plan, table } = planned(
      readingOf(['62498 population 2018 5', '62498 population 2018 5', '62498 population 2018 7'])
    )
    expect(plan.rows).toEqual({ read: 3, kept: 0, refused: 3 })
    expect(plan.refused.map(({ place }) => place.line).toSorted()).toEqual([2, 3, 4])
    expect(table.length).toBe(0)
  })

  it.each([
    ['in a grid that they fill', 1],
    ['in a grid that is nearly empty', 1000]
  ])('are found as a map finds them, %s', (_, spread) => {
    const keys = fc.array(fc.tuple(fc.nat(3), fc.nat(5), fc.nat(2)), { maxLength: 200 })
    fc.assert(
      fc.property(keys, (given) => {
        const builder = makeTableBuilder()
        for (const n of Array.from({ length: 6 * spread }, (_value, i) => i)) {
          builder.territoryIndex(`COM-${String(n).padStart(5, '0')}` as TerritoryId)
        }
        for (const n of [0, 1, 2, 3]) builder.seriesIndex(series(`s${n}`))
        for (const n of [0, 1, 2]) builder.periodIndex(parsePeriod(`201${n}`))
        for (const [s, t, p] of given) builder.push(s, t, p, 1, 'A')
        const known = new Map<string, number>()
        const expected = given.flatMap((key, row) => {
          const first = known.get(String(key))
          if (first !== undefined) return [{ first, again: row }]
          known.set(String(key), row)
          return []
        })
        const found: { first: number; again: number }[] = []
        eachDuplicate(builder.build(), (first, again) => found.push({ first, again }))
        expect(found).toEqual(expected)
      })
    )
  })
})

describe('codes not found', () => {
  // Enquin-les-Mines (62294) became Enquin-lez-Guinegatte (62295) in 2017.
  const lines = ['62294 population 2018 1', '62498 population 2018 2', '99999 population 2018 3']

  it('are listed with their line and what they probably stand for, never lost in silence', () => {
    const { plan, table } = planned(readingOf(lines))
    expect(plan.unknown.map(({ code, place }) => [code, place.line])).toEqual([
      ['62294', 2],
      ['99999', 4]
    ])
    expect(plan.unknown[0]?.proposals.map(({ commune }) => commune)).toContain('62295')
    expect(plan.rows).toEqual({ read: 3, kept: 1, refused: 2 })
    expect([...table.values]).toEqual([2])
    expect(changesOf(plan).unknown).toEqual(['62294', '99999'])
  })

  it('propose the COG year that knows more of them, the nearest first', () => {
    expect(planOf(lines).betterCog).toMatchObject({ found: 2, of: 3 })
    expect(planOf(lines).betterCog?.cog).toBeLessThan(2018)
    expect(planOf(['62498 population 2018 2']).betterCog).toBeUndefined()
  })

  it('of EPCI before 2019 cannot be checked, and are taken as they stand', () => {
    expect(planOf(['EPCI-200072460 population 2016 1'], [], { cog: 2016 }).unknown).toEqual([])
    expect(planOf(['EPCI-999999999 population 2026 1']).unknown).toMatchObject([{ code: '999999999', proposals: [] }])
  })
})

describe('what blocks a plan', () => {
  it('counts each refused line once, whatever refuses it', () => {
    const refused: RefusedRow = {
      place: { file: 'x.csv', line: 9, column: 'POP' },
      found: '20 00O',
      expected: { fr: '', en: '' }
    }
    const plan = planOf(['62498 population 2018 1'], [], { rows: 3, refused: [refused, refused] })
    expect(plan.rows).toEqual({ read: 3, kept: 2, refused: 1 })
  })

  it('names the series that the observatory does not declare', () => {
    expect(planOf(['62498 happiness 2018 1', '62498 population:age=00-14 2018 1']).undeclared).toEqual([
      'happiness',
      'population:age=00-14'
    ])
  })
})

describe('a comparison', () => {
  it('agrees with one made key by key', () => {
    const cell = fc.record({ t: fc.integer({ min: 1, max: 6 }), p: fc.constantFrom('2018', '2019'), v: fc.nat(3) })
    const table = fc.uniqueArray(cell, { selector: ({ t, p }) => `${t} ${p}`, maxLength: 12 })
    fc.assert(
      fc.property(table, table, (old, now) => {
        const rows: Record<string, Record<string, number>> = {}
        for (const { t, p, v } of old) (rows[p] ??= {})[`COM-0000${t}`] = v
        const blocks = publishedAs({ population: rows })
        const builder = makeTableBuilder()
        for (const { t, p, v } of now) {
          const territory = parseTerritoryId(`COM-0000${t}`)
          builder.add({ series: series('population'), territory, period: parsePeriod(p), value: v, status: 'A' })
        }
        const [counts] = compare(builder.build(), blocks, 100).series
        const oldOf = ({ t, p }: { t: number; p: string }) => old.find((one) => one.t === t && one.p === p)
        const periods = new Set(now.map(({ p }) => p))
        const gone = old.filter((one) => periods.has(one.p) && !now.some(({ t, p }) => t === one.t && p === one.p))
        expect(counts ?? { added: 0, revised: 0, unchanged: 0, vanished: 0 }).toMatchObject({
          added: now.filter((one) => !oldOf(one)).length,
          revised: now.filter((one) => (oldOf(one)?.v ?? one.v) !== one.v).length,
          unchanged: now.filter((one) => oldOf(one)?.v === one.v).length,
          vanished: gone.length
        })
      })
    )
  })
})
