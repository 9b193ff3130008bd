import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseSeriesId } from '../../../src/domain/indicators/measure.ts'
import type { Observation } from '../../../src/domain/indicators/observation.ts'
import { recodeTable } from '../../../src/domain/indicators/recode.ts'
import { makeTableBuilder, type ObservationTable } from '../../../src/domain/indicators/table.ts'
import { parsePeriod } from '../../../src/domain/shared/period.ts'
import { communesOf } from '../../../src/domain/territories/geography.ts'
import { territoryOf } from '../../../src/domain/territories/territory.ts'
import { commune, makeHistory, makeVale } from '../territories/make.ts'

const vale = makeVale()
const people = parseSeriesId('population')
const median = parseSeriesId('median-living-standard')

function additive(series: string): boolean {
  return series !== median
}

function row(n: number, value: number | null, given: Partial<Observation> = {}): Observation {
  const territory = territoryOf('COM', commune(n))
  return { series: people, territory, period: parsePeriod('2022'), value, status: value === null ? 'O' : 'A', ...given }
}

function makeTable(rows: readonly Observation[]): ObservationTable {
  const builder = makeTableBuilder()
  for (const one of rows) builder.add(one)
  return builder.build()
}

/** `code value status`, sorted. */
function texts(table: ObservationTable): string[] {
  return Array.from({ length: table.length }, (_, i) => {
    const status = '?AEPOQM'[table.statuses[i] ?? 0]
    return `${table.territoryNames[table.territory[i] ?? -1]} ${table.values[i]} ${status}`
  }).sort()
}

function recode(rows: readonly Observation[], from: number, to: number, splits: 'refuse' | 'estimate' = 'refuse') {
  return recodeTable(vale, makeTable(rows), { from, to, splits, additive })
}

describe('recodeTable', () => {
  it('adds up communes that merged, and lets the others pass', () => {
    const { table, refused, unknown } = recode([row(1, 600), row(2, 400), row(11, 5), row(6, 7)], 2019, 2026)
    expect(texts(table)).toEqual(['COM-00001 1000 A', 'COM-00007 7 A', 'COM-00011 5 A'])
    expect([refused, unknown]).toEqual([[], []])
  })

  it('leaves other levels alone', () => {
    const epci = territoryOf('EPCI', '100000001')
    expect(texts(recode([{ ...row(1, 3), territory: epci }], 2019, 2026).table)).toEqual(['EPCI-100000001 3 A'])
  })

  it('refuses a commune that split, or shares it out by population and says estimated', () => {
    expect(recode([row(3, 100)], 2019, 2026).refused).toMatchObject([{ territory: 'COM-00003', reason: 'split' }])
    const { table, refused } = recode([row(3, 100)], 2019, 2026, 'estimate')
    expect(texts(table)).toEqual(['COM-00003 75 E', 'COM-00004 25 E'])
    expect(refused).toEqual([])
  })

  it('never estimates where no population tells the share', () => {
    const { table, refused } = recode([row(8, 100), row(10, 50)], 2016, 2022, 'estimate')
    expect(texts(table)).toEqual(['COM-00010 NaN O'])
    expect(refused.map(({ territory, reason }) => `${territory} ${reason}`)).toEqual([
      'COM-00008 split',
      'COM-00010 incomplete'
    ])
  })

  it('never adds medians up', () => {
    const medians = [
      row(1, 18_000, { series: median }),
      row(2, 21_000, { series: median }),
      row(6, 1, { series: median })
    ]
    const { table, refused } = recode(medians, 2019, 2026)
    expect(texts(table)).toEqual(['COM-00007 1 A'])
    expect(refused.map(({ reason }) => reason)).toEqual(['not-additive', 'not-additive'])
  })

  it('gives no sum when a part is missing or withheld, and lists what it could not use', () => {
    const missing = recode([row(1, 600)], 2019, 2026)
    expect(texts(missing.table)).toEqual(['COM-00001 NaN O'])
    expect(missing.refused).toMatchObject([{ territory: 'COM-00001', reason: 'incomplete' }])
    const withheld = recode([row(1, 600), row(2, null, { status: 'Q' })], 2019, 2026)
    expect(texts(withheld.table)).toEqual(['COM-00001 NaN Q'])
  })

  it('keeps the doubtful status of a part', () => {
    expect(texts(recode([row(1, 6), row(2, 4, { status: 'P' })], 2019, 2026).table)).toEqual(['COM-00001 10 P'])
    expect(texts(recode([row(1, 6, { status: 'E' }), row(2, 4)], 2019, 2026).table)).toEqual(['COM-00001 10 E'])
  })

  it('adds up units, and keeps the largest contributor of the parts', () => {
    const rows = [row(1, 60, { units: 3, largestShare: 0.5 }), row(2, 40, { units: 2, largestShare: 0.9 })]
    const { table } = recode(rows, 2019, 2026)
    expect([...(table.units ?? []), ...(table.largestShares ?? [])]).toEqual([5, 0.36])
  })

  it('lists codes of another year, with the commune that they became', () => {
    const { table, unknown } = recode([row(2, 400)], 2026, 2026)
    expect(table.length).toBe(0)
    expect(unknown).toMatchObject([{ code: '00002', proposals: [{ commune: '00001', name: 'Aval-Bosc' }] }])
  })
})

const histories = fc.array(
  fc.record({
    population: fc.integer({ min: 1, max: 1000 }),
    holders: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 8, maxLength: 8 })
  }),
  { minLength: 1, maxLength: 6 }
)
const year = fc.integer({ min: 2019, max: 2026 })

describe('whatever happens to communes', () => {
  it.each(['refuse', 'estimate'] as const)('no value is lost in silence (%s)', (splits) => {
    fc.assert(
      fc.property(histories, year, year, (history, from, to) => {
        const world = makeHistory(history)
        const codes = communesOf(world, territoryOf('FRANCE', 'F'), from)
        const rows = codes.map((code, i) => row(0, 2 ** i, { territory: territoryOf('COM', code) }))
        const { table, refused, unknown } = recodeTable(world, makeTable(rows), { from, to, splits, additive })
        expect(unknown).toEqual([])
        const kept = table.values.reduce((sum, value) => sum + (Number.isNaN(value) ? 0 : value), 0)
        const total = rows.reduce((sum, { value }) => sum + (value ?? 0), 0)
        const left = new Set(refused.map(({ territory }) => territory))
        const lost = rows.reduce((sum, { territory, value }) => sum + (left.has(territory) ? (value ?? 0) : 0), 0)
        if (splits === 'refuse' || lost === 0) expect(kept + lost).toBeCloseTo(total)
        else expect(kept + lost).toBeGreaterThanOrEqual(total - 1e-6)
      })
    )
  })
})
