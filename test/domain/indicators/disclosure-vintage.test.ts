import { describe, expect, it } from 'vitest'
import type { DisclosureRule } from '../../../src/domain/indicators/disclosure.ts'
import { withheldOfVintage } from '../../../src/domain/indicators/disclosure-vintage.ts'
import type { Measure, MeasureId, SeriesId } from '../../../src/domain/indicators/measure.ts'
import { makeTableBuilder } from '../../../src/domain/indicators/table.ts'
import { parsePeriod } from '../../../src/domain/shared/period.ts'
import type { PerimeterId } from '../../../src/domain/territories/perimeter.ts'
import { parseCommuneCode, parseTerritoryId } from '../../../src/domain/territories/territory.ts'

const rule: DisclosureRule = { minUnits: 3, maxShare: 0.85, basis: 'test' }
const firms: Measure = {
  id: 'firms' as MeasureId,
  label: { fr: 'Entreprises', en: 'Enterprises' },
  unit: 'enterprises',
  additive: true,
  census: false,
  breakdowns: [
    {
      dimension: 'naf',
      exhaustive: true,
      items: [
        { code: 'AZ', label: { fr: 'Agriculture', en: 'Farming' } },
        { code: 'BE', label: { fr: 'Industrie', en: 'Industry' } }
      ]
    }
  ]
}

function vintage(rows: readonly (readonly [series: string, territory: string, period: string, units: number])[]) {
  const table = makeTableBuilder()
  for (const [series, territory, period, units] of rows) {
    table.add({
      series: series as SeriesId,
      territory: parseTerritoryId(territory),
      period: parsePeriod(period),
      value: units * 10,
      status: 'A',
      units,
      largestShare: 0.2
    })
  }
  return table.build()
}

const both = { id: 'both' as PerimeterId, communes: ['00001', '00002'].map(parseCommuneCode) }

describe('withheldOfVintage', () => {
  it('decides each period by itself', () => {
    const table = vintage([
      ['firms', 'COM-00001', '2020', 2],
      ['firms', 'COM-00002', '2020', 50],
      ['firms', 'COM-00001', '2021', 9],
      ['firms', 'COM-00002', '2021', 50]
    ])
    expect(withheldOfVintage(table, [firms], [both], rule, () => [])).toEqual([
      { series: 'firms', period: '2020', place: 'COM-00001', confidentiality: 'A' },
      { series: 'firms', period: '2020', place: 'both', confidentiality: 'D' }
    ])
  })

  it('withholds the producer’s own total of a larger territory when it gives a commune away', () => {
    const table = vintage([
      ['firms', 'COM-00001', '2020', 2],
      ['firms', 'COM-00002', '2020', 50],
      ['firms', 'EPCI-200000001', '2020', 52]
    ])
    const members = () => ['00001', '00002'].map(parseCommuneCode)
    expect(withheldOfVintage(table, [firms], [], rule, members)).toContainEqual({
      series: 'firms',
      period: '2020',
      place: 'EPCI-200000001',
      confidentiality: 'D'
    })
  })

  it('hides the whole or another item with a lone small item', () => {
    const table = vintage([
      ['firms', 'COM-00001', '2020', 42],
      ['firms:naf=AZ', 'COM-00001', '2020', 2],
      ['firms:naf=BE', 'COM-00001', '2020', 40]
    ])
    const hidden = withheldOfVintage(table, [firms], [], rule, () => [])
    expect(hidden.map(({ series, confidentiality }) => `${series} ${confidentiality}`)).toEqual([
      'firms:naf=AZ A',
      'firms:naf=BE D'
    ])
  })

  it('judges a median by its own units only: it is in no sum', () => {
    const table = vintage([
      ['firms', 'COM-00001', '2020', 2],
      ['firms', 'COM-00002', '2020', 50]
    ])
    const median: Measure = { ...firms, additive: false, breakdowns: [] }
    expect(withheldOfVintage(table, [median], [both], rule, () => [])).toEqual([
      { series: 'firms', period: '2020', place: 'COM-00001', confidentiality: 'A' }
    ])
  })

  it('has nothing to decide where the source gives no units: it has applied its rule itself', () => {
    const table = makeTableBuilder()
    table.add({
      series: 'firms' as SeriesId,
      territory: parseTerritoryId('COM-00001'),
      period: parsePeriod('2020'),
      value: 1,
      status: 'A'
    })
    expect(withheldOfVintage(table.build(), [firms], [both], rule, () => [])).toEqual([])
  })
})
