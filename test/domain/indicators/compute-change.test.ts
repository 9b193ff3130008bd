import { describe, expect, it } from 'vitest'
import { parsePeriod } from '../../../src/domain/shared/period.ts'
import { commune, communeId, makeIndicator, makeMeasure, makeSource, makeVintage, text, type Rows } from '../../make.ts'
import { ask, kindsOf, level, made } from './asked.ts'

describe('a change', () => {
  const jobs = makeMeasure('jobs', { census: true })
  const base = makeIndicator('jobs', { formula: level('jobs'), unit: 'jobs', decimals: 0 })
  const change = (as: 'difference' | 'percent' | 'yearly-percent') =>
    makeIndicator(`jobs-${as}`, { formula: { kind: 'change', of: base.id, as }, periodType: 'span' })
  const indicators = [base, change('difference'), change('percent'), change('yearly-percent')]
  const rows = { jobs: { 2013: { 1: 766000, 2: 0 }, 2016: { 1: 800000, 2: 2 }, 2018: { 1: 852000, 2: 3 } } }
  const given = made(rows, { measures: [jobs], indicators })

  it('is counted from the two levels, never typed', () => {
    const at = (name: string) => ask(given, name, commune(1), '2013/2018').cell
    expect(at('jobs-difference')).toEqual({ status: 'A', value: 86000 })
    expect(at('jobs-percent')).toMatchObject({ value: expect.closeTo(11.227, 3) })
    expect(at('jobs-yearly-percent')).toMatchObject({ value: expect.closeTo(2.1507, 3) })
  })

  it('keeps its two ends as figures', () => {
    const figure = ask(given, 'jobs-percent', commune(1), '2013/2018')
    expect(figure.of.map(({ period, cell }) => [period, cell])).toEqual([
      ['2013', { status: 'A', value: 766000 }],
      ['2018', { status: 'A', value: 852000 }]
    ])
    expect(figure.vintages).toEqual(['census@2022'])
  })

  it('takes both ends from one edition, though another source comes first for one of them', () => {
    const vintages = [makeVintage('census@2022', rows), makeVintage('first@2020', { jobs: { 2013: { 1: 1 } } })]
    const sources = [makeSource('census', { priority: 2 }), makeSource('first', { priority: 1 })]
    const figure = ask({ ...given, vintages, sources }, 'jobs-difference', commune(1), '2013/2018')
    expect(figure).toMatchObject({ cell: { value: 86000 }, vintages: ['census@2022'] })
  })

  it('needs a span', () => {
    expect(ask(given, 'jobs-percent', commune(1), '2018')).toMatchObject({
      cell: { status: 'O' },
      reason: 'needs-span'
    })
  })

  it('flags two censuses less than five years apart', () => {
    const figure = ask(given, 'jobs-percent', commune(1), '2016/2018')
    expect(figure).toMatchObject({ cell: { status: 'A' }, reason: 'census-too-close' })
    expect(kindsOf(figure)).toEqual(['census-too-close'])
  })

  it('has no percent from zero', () => {
    expect(ask(given, 'jobs-percent', commune(2), '2013/2018')).toMatchObject({
      cell: { status: 'M' },
      reason: 'division-by-zero'
    })
    expect(ask(given, 'jobs-difference', commune(2), '2013/2018').cell).toEqual({ status: 'A', value: 3 })
  })

  it('says that it crosses a change of method', () => {
    const broken = { at: parsePeriod('2018'), label: text('Nouvelle méthode'), note: text('') }
    const figure = ask(
      { ...given, indicators: [{ ...base, breaks: [broken] }, change('percent')] },
      'jobs-percent',
      commune(1),
      '2013/2018'
    )
    expect(figure.breaks).toEqual([broken])
    expect(figure.cautions).toContainEqual({ kind: 'break-crossed', at: '2018' })
  })
})

describe('an index and a rank', () => {
  const jobs = makeIndicator('jobs', { formula: level('jobs') })
  const index = makeIndicator('jobs-index', { formula: { kind: 'index', of: jobs.id, base: parsePeriod('2013') } })
  const rank = makeIndicator('jobs-rank', { formula: { kind: 'rank', of: jobs.id, level: 'COM' }, decimals: 0 })
  const rows: Rows = { jobs: { 2013: { 1: 50 }, 2018: { 1: 60, 2: 80, 3: 60, 4: 'Q', 5: 10 } } }
  const given = made(rows, { measures: [makeMeasure('jobs')], indicators: [jobs, index, rank] })

  it('is 100 at the base', () => {
    expect(ask(given, 'jobs-index', commune(1)).cell).toEqual({ status: 'A', value: 120 })
    expect(ask(given, 'jobs-index', commune(1), '2013').cell).toEqual({ status: 'A', value: 100 })
  })

  it('shares a place between equals and leaves out those without a value, by name', () => {
    const figure = ask(given, 'jobs-rank', commune(1))
    expect(figure.cell).toEqual({ status: 'A', value: 2 })
    expect(figure.ranking).toMatchObject({ peers: 4, tied: 1 })
    expect(figure.ranking?.excluded.map(({ territory }) => territory)).toEqual([communeId(4), communeId(6)])
  })

  it('has no rank for a perimeter that is not a peer, nor for one without a value', () => {
    expect(ask(given, 'jobs-rank', 'both')).toMatchObject({ cell: { status: 'M' }, reason: 'not-a-peer' })
    expect(ask(given, 'jobs-rank', commune(4))).toMatchObject({ cell: { status: 'Q' }, reason: 'withheld-by-producer' })
  })
})
