import { describe, expect, it } from 'vitest'
import { parseSeriesId, type Measure, type MeasureId } from '../../../src/domain/indicators/measure.ts'
import { makeTableBuilder } from '../../../src/domain/indicators/table.ts'
import { parsePeriod } from '../../../src/domain/shared/period.ts'
import { keepDeclared } from '../../../src/domain/sources/declared.ts'
import type { Reading } from '../../../src/domain/sources/reading.ts'
import { territoryOf } from '../../../src/domain/territories/territory.ts'

const text = { fr: '', en: '' }

function makeMeasure(id: string, items: readonly string[] = []): [MeasureId, Measure] {
  const measureId = id as MeasureId
  const breakdown = { dimension: 'naf', exhaustive: true, items: items.map((code) => ({ code, label: text })) }
  return [
    measureId,
    { id: measureId, label: text, unit: 'establishments', additive: true, census: false, breakdowns: [breakdown] }
  ]
}

function makeReading(...series: readonly string[]): Reading {
  const builder = makeTableBuilder()
  const territory = territoryOf('COM', '62498')
  for (const [i, name] of series.entries()) {
    builder.add({ series: parseSeriesId(name), territory, period: parsePeriod('2018'), value: i + 1, status: 'A' })
  }
  const columns = new Map(series.map((name) => [parseSeriesId(name), 'ETTOT18']))
  const lines = Uint32Array.from(series, (_, i) => i + 2)
  return {
    table: builder.build(),
    lines,
    rows: series.length,
    refused: [],
    cog: 2019,
    edition: '2018',
    columns,
    remarks: []
  }
}

describe('what an observatory keeps of a producer’s file', () => {
  const measures = new Map([makeMeasure('establishments', ['GU'])])

  it('is the series that it declares, with the lines behind them', () => {
    const kept = keepDeclared(
      makeReading('establishments:naf=AZ', 'establishments', 'gini', 'establishments:naf=GU'),
      measures
    )
    expect(kept.table.seriesNames).toEqual(['establishments', 'establishments:naf=GU'])
    expect([...kept.table.series]).toEqual([0, 1])
    expect([...kept.table.values]).toEqual([2, 4])
    expect([...(kept.lines ?? [])]).toEqual([3, 5])
    expect([...kept.columns.keys()]).toEqual(['establishments', 'establishments:naf=GU'])
  })

  it('says which series are left out', () => {
    const kept = keepDeclared(makeReading('establishments', 'gini'), measures)
    expect(kept.remarks.map(({ en }) => en)).toEqual(['1 series that the observatory does not declare, left out: gini'])
  })

  it('is the reading itself when all are declared', () => {
    const reading = makeReading('establishments')
    expect(keepDeclared(reading, measures)).toBe(reading)
  })
})
