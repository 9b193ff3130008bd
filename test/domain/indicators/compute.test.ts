import { describe, expect, it } from 'vitest'
import type { Cell } from '../../../src/domain/indicators/cell.ts'
import { computeEnds, computeFigure, computeFigureChange } from '../../../src/domain/indicators/compute.ts'
import type { Figure } from '../../../src/domain/indicators/figure.ts'
import type { Formula, Terms } from '../../../src/domain/indicators/indicator.ts'
import { withheldKey } from '../../../src/domain/indicators/registry.ts'
import { parseVintageId } from '../../../src/domain/indicators/request.ts'
import { publishedCell, territoriesBehind } from '../../../src/domain/indicators/rows.ts'
import type { TerritoryId } from '../../../src/domain/territories/territory.ts'
import { parsePeriod } from '../../../src/domain/shared/period.ts'
import {
  COAST,
  commune,
  communeId,
  indicatorId,
  makeIndicator,
  makeInputs,
  makeMeasure,
  makePlace,
  makeSource,
  makeVintage,
  perimeter,
  PLACES,
  series,
  text,
  VALLEY,
  type Made,
  type Rows
} from '../../make.ts'

function plus(name: string): Terms {
  return [{ series: series(name), sign: 1 }]
}

function level(name: string): Formula {
  return { kind: 'level', terms: plus(name) }
}

function share(numerator: string, denominator: string): Formula {
  return {
    kind: 'share',
    numerator: plus(numerator),
    denominator: plus(denominator)
  }
}

const census = makeSource('census')

/** One source, one vintage, and what is told. */
function made(rows: Rows, given: Partial<Made>): Made {
  return { measures: [], sources: [census], indicators: [], vintages: [makeVintage('census@2022', rows)], ...given }
}

function ask(given: Made, name: string, where: string, period = '2018'): Figure {
  const request = { indicator: indicatorId(name), perimeter: perimeter(where), period: parsePeriod(period) }
  return computeFigure(makeInputs(given), request)
}

function kindsOf(figure: Figure): readonly string[] {
  return figure.cautions.map(({ kind }) => kind)
}

describe('a sum', () => {
  const people = makeMeasure('people', { unit: 'inhabitants' })
  const population = makeIndicator('population', { formula: level('people'), unit: 'inhabitants', decimals: 0 })

  it('adds the members up and says where each part comes from', () => {
    const given = made(
      { people: { 2018: { 1: 100, 2: 200.5, 3: 300 } } },
      { measures: [people], indicators: [population] }
    )
    const figure = ask(given, 'population', 'valley')
    expect(figure.cell).toEqual({ status: 'A', value: 600.5 })
    expect(figure.vintages).toEqual(['census@2022'])
    expect(figure.address).toBe('/chiffres/population/valley/2018?geographie=2026&editions=census@2022')
    expect(figure.terms).toMatchObject([{ over: 'members', expected: 3, present: 3, missing: [], column: 'PEOPLE' }])
  })

  it('has no value when a member is missing, but a lower bound and the missing share', () => {
    const given = made({ people: { 2018: { 1: 100, 2: 200 } } }, { measures: [people], indicators: [population] })
    const figure = ask(given, 'population', 'valley')
    expect(figure).toMatchObject({ cell: { status: 'O' }, reason: 'incomplete' })
    expect(figure.terms[0]).toMatchObject({ lowerBound: 300, expected: 3, present: 2, missing: [communeId(3)] })
  })

  it('treats a member that the producer withheld as missing, and names it', () => {
    const given = made({ people: { 2018: { 1: 100, 2: 'Q', 3: 1 } } }, { measures: [people], indicators: [population] })
    expect(ask(given, 'population', 'valley')).toMatchObject({
      reason: 'incomplete',
      terms: [{ withheld: [communeId(2)], lowerBound: 101 }]
    })
    expect(ask(given, 'population', commune(2))).toMatchObject({
      cell: { status: 'Q', confidentiality: 'N' },
      reason: 'withheld-by-producer'
    })
  })

  it('is estimated within the tolerance of the indicator, and says what is missing', () => {
    const tolerant = { ...population, tolerance: 0.2 }
    const rows = { people: { 2018: { 1: 1, 2: 2, 3: 3, 4: 4, 5: 5 } } }
    const figure = ask(made(rows, { measures: [people], indicators: [tolerant] }), 'population', 'both')
    expect(figure.cell).toEqual({ status: 'E', value: 15 })
    expect(figure.cautions).toContainEqual({ kind: 'estimated', missingShare: 1 / 6 })
    const just = { ...population, tolerance: 1 / 6 }
    expect(ask(made(rows, { measures: [people], indicators: [just] }), 'population', 'both').cell.status).toBe('E')
    expect(ask(made(rows, { measures: [people], indicators: [tolerant] }), 'population', 'coast').cell.status).toBe('O')
  })

  it('says that nothing is published there when no member has a row', () => {
    const given = made({ people: { 2018: { 1: 100 } } }, { measures: [people], indicators: [population] })
    expect(ask(given, 'population', 'coast')).toMatchObject({ cell: { status: 'O' }, reason: 'not-published-here' })
  })

  it('has no vintage for a period that none holds', () => {
    const given = made({ people: { 2018: { 1: 100 } } }, { measures: [people], indicators: [population] })
    expect(ask(given, 'population', 'valley', '2017')).toMatchObject({ reason: 'no-vintage', vintages: [] })
  })

  it('follows a commune into the codes of an older vintage', () => {
    const vintages = [makeVintage('census@2022', { people: { 2018: { 4: 1, 5: 2, 6: 3, 7: 4 } } }, { cog: 2020 })]
    const figure = ask(made({}, { measures: [people], indicators: [population], vintages }), 'population', 'coast')
    expect(figure.cell).toEqual({ status: 'A', value: 10 })
    expect(figure.cautions).toContainEqual({ kind: 'recoded', from: 2020, estimated: false })
  })

  it('refuses a commune that straddles the perimeter, or estimates its share where the ratio is known', () => {
    const straddling = (ratio?: number) => ({
      ...makePlace('edge', [1]),
      footprint: () => ({
        members: [communeId(1)],
        straddling: [{ commune: commune(2), inside: [], outside: [], ...(ratio !== undefined && { ratio }) }],
        recoded: true
      })
    })
    const given = made({ people: { 2018: { 1: 100, 2: 50 } } }, { measures: [people], indicators: [population] })
    expect(ask({ ...given, places: [straddling()] }, 'population', 'edge')).toMatchObject({ reason: 'straddles' })
    const estimated = ask({ ...given, places: [straddling(0.4)] }, 'population', 'edge')
    expect(estimated.cell).toEqual({ status: 'E', value: 120 })
    expect(kindsOf(estimated)).toContain('recoded')
  })

  it('counts a territory without a row as none when the measure is a complete list', () => {
    const museums = makeMeasure('museums', { listed: true })
    const indicators = [makeIndicator('museums', { formula: level('museums') })]
    const rows: Rows = { museums: { 2017: { 4: 1 }, 2018: { 1: 2, 2: 'O' } } }
    const given = made(rows, { measures: [museums], indicators })
    expect(ask(given, 'museums', 'coast').cell).toEqual({ status: 'A', value: 0 })
    expect(ask(given, 'museums', 'valley').reason).toBe('incomplete')
  })

  it('takes the published total of the very territory when the communes have holes', () => {
    const vintages = [makeVintage('census@2022', { people: { 2018: { 1: 100, 2: 'Q', 3: 1, [VALLEY]: 140 } } })]
    const figure = ask(made({}, { measures: [people], indicators: [population], vintages }), 'population', 'valley')
    expect(figure.cell).toEqual({ status: 'A', value: 140 })
    expect(figure.terms[0]).toMatchObject({ over: 'territory' })
  })

  it('adds the parts up where the vintage knows them alone', () => {
    const rows = { people: { 2018: { [VALLEY]: 140, [COAST]: 60 } } }
    const figure = ask(made(rows, { measures: [people], indicators: [population] }), 'population', 'both')
    expect(figure).toMatchObject({ cell: { status: 'A', value: 200 }, terms: [{ over: 'parts', expected: 2 }] })
  })

  it('passes on that a member is estimated or provisional', () => {
    const value = (status: 'E' | 'P') => ({ value: 1, status }) as const
    const rows = { people: { 2018: { 1: 1, 2: value('P'), 3: 1, 4: value('E'), 5: value('P'), 6: 1 } } }
    const given = made(rows, { measures: [people], indicators: [population] })
    expect(ask(given, 'population', 'valley').cell.status).toBe('P')
    expect(ask(given, 'population', 'coast').cell.status).toBe('E')
  })

  it('is read with care under 200 when it comes from a census', () => {
    const given = made(
      { people: { 2018: { 1: 100, 2: 100, 3: 100 } } },
      { measures: [{ ...people, census: true }], indicators: [population] }
    )
    expect(kindsOf(ask(given, 'population', commune(1)))).toEqual(['census-small-count'])
    expect(kindsOf(ask(given, 'population', 'valley'))).toEqual([])
  })

  it('says which overseas department a vintage leaves out, and counts without it', () => {
    const mayotte = ['97601', '97602'].map((code) => `COM-${code}` as ReturnType<typeof communeId>)
    const france = {
      ...makePlace('france', [1, 2]),
      footprint: () => ({ members: [communeId(1), communeId(2), ...mayotte], straddling: [], recoded: false })
    }
    const given = made({ people: { 2018: { 1: 5, 2: 6 } } }, { measures: [people], indicators: [population] })
    const figure = ask({ ...given, places: [france] }, 'population', 'france')
    expect(figure.cell).toEqual({ status: 'A', value: 11 })
    expect(figure.cautions).toEqual([{ kind: 'territory-absent', territories: ['DEP-976'] }])
    const alone = { ...france, footprint: () => ({ members: mayotte, straddling: [], recoded: false }) }
    expect(ask({ ...given, places: [alone] }, 'population', 'france')).toMatchObject({
      reason: 'not-published-here',
      cautions: []
    })
  })
})

describe('a ratio', () => {
  const measures = [makeMeasure('vacant'), makeMeasure('dwellings'), makeMeasure('area', { steady: true })]
  const vacancy = makeIndicator('vacancy-rate', { formula: share('vacant', 'dwellings'), unit: 'percent' })

  it('divides sums, it does not average rates', () => {
    const rows = { vacant: { 2018: { 1: 1, 2: 45, 3: 0 } }, dwellings: { 2018: { 1: 10, 2: 90, 3: 0 } } }
    expect(ask(made(rows, { measures, indicators: [vacancy] }), 'vacancy-rate', 'valley').cell).toEqual({
      status: 'A',
      value: 46 // and not 30
    })
  })

  it('is not applicable when its denominator is zero', () => {
    const rows = { vacant: { 2018: { 1: 0 } }, dwellings: { 2018: { 1: 0 } } }
    const figure = ask(made(rows, { measures, indicators: [vacancy] }), 'vacancy-rate', commune(1))
    expect(figure).toMatchObject({ cell: { status: 'M' }, reason: 'division-by-zero' })
  })

  it('estimates over the communes that both sums know, so that it does not lean', () => {
    const indicators = [{ ...vacancy, tolerance: 0.2 }]
    const all = { 1: 10, 2: 10, 3: 10, 4: 10, 5: 10, 6: 1000 }
    const rows = { vacant: { 2018: { 1: 1, 2: 1, 3: 1, 4: 1, 5: 1 } }, dwellings: { 2018: all } }
    const figure = ask(made(rows, { measures, indicators }), 'vacancy-rate', 'both')
    expect(figure.cell).toEqual({ status: 'E', value: 10 })
    expect(figure.terms.map(({ present }) => present)).toEqual([5, 5])
  })

  it('takes an area from the nearest period known', () => {
    const formula: Formula = { kind: 'density', numerator: plus('dwellings'), denominator: plus('area'), per: 1 }
    const rows = {
      dwellings: { 2018: { 1: 10 }, 2023: { 1: 30 } },
      area: { 2018: { 1: 5 } }
    }
    const given = made(rows, { measures, indicators: [makeIndicator('density', { formula })] })
    expect(ask(given, 'density', commune(1), '2023').cell).toEqual({ status: 'A', value: 6 })
    expect(ask(given, 'density', commune(1), '2023').terms[1]?.period).toBe('2018')
    expect(ask(given, 'density', commune(1), '2012').reason).toBe('no-vintage')
  })

  it('takes both sums from one edition, even when one of them has a later one', () => {
    const vintages = [
      makeVintage('census@2021', { vacant: { 2018: { 1: 1 } }, dwellings: { 2018: { 1: 10 } } }),
      makeVintage('census@2022', { dwellings: { 2018: { 1: 20 } } })
    ]
    const figure = ask(made({}, { measures, indicators: [vacancy], vintages }), 'vacancy-rate', commune(1))
    expect(figure).toMatchObject({ cell: { value: 10 }, vintages: ['census@2021'] })
  })
})

describe('a value that does not add up', () => {
  const median = makeMeasure('median', { unit: 'eur', additive: false })
  const standard = makeIndicator('median-living-standard', { formula: level('median'), unit: 'eur', decimals: 0 })
  const rows = { median: { 2019: { [VALLEY]: 20110, [COAST]: 18000 } } }
  const given = made(rows, { measures: [median], indicators: [standard] })

  it('answers for the very territory it was published for', () => {
    const figure = ask(given, 'median-living-standard', 'valley', '2019')
    expect(figure).toMatchObject({ cell: { status: 'A', value: 20110 }, terms: [{ over: 'territory' }] })
  })

  it('is refused elsewhere, and offers what the parts have', () => {
    expect(ask(given, 'median-living-standard', 'both', '2019')).toMatchObject({
      cell: { status: 'O' },
      reason: 'not-additive',
      offers: [
        { perimeter: 'valley', label: text('valley'), cell: { status: 'A', value: 20110 } },
        { perimeter: 'coast', cell: { status: 'A', value: 18000 } }
      ]
    })
  })

  it('is a weighted mean, estimated, when its own denominator is published', () => {
    const measures = [{ ...median, weight: makeMeasure('active').id }, makeMeasure('active')]
    const weighed = { ...rows, active: { 2019: { [VALLEY]: 100, [COAST]: 300 } } }
    const figure = ask(made(weighed, { measures, indicators: [standard] }), 'median-living-standard', 'both', '2019')
    expect(figure.cell).toEqual({ status: 'E', value: (20110 * 100 + 18000 * 300) / 400 })
    expect(kindsOf(figure)).toEqual(['weighted-mean'])
    expect(figure.terms.map(({ role }) => role)).toEqual(['value', 'weight'])
  })

  it('says when the territory was published in another composition', () => {
    const moved = [makePlace('valley', [1, 2, 3, 4], { exactly: VALLEY }), ...PLACES.slice(1)]
    const figure = ask({ ...given, places: moved }, 'median-living-standard', 'valley', '2019')
    expect(figure.cautions).toEqual([{ kind: 'published-composition', cog: 2026, without: [commune(4)], besides: [] }])
  })
})

describe('several editions and sources', () => {
  const measures = [makeMeasure('people')]
  const indicators = [makeIndicator('population', { formula: level('people'), decimals: 0 })]
  const vintages = [
    makeVintage('census@2021', { people: { 2018: { 1: 90 } } }),
    makeVintage('census@2022', { people: { 2018: { 1: 100 } } }),
    makeVintage('register@2023', { people: { 2018: { 1: 120 } } })
  ]
  const sources = [census, makeSource('register', { priority: 2 })]
  const given: Made = { measures, indicators, sources, vintages }

  it('lets the latest edition of the first source answer, and lists the others', () => {
    const figure = ask(given, 'population', commune(1))
    expect(figure.cell).toEqual({ status: 'A', value: 100 })
    expect(figure.rivals).toMatchObject([
      { vintage: 'census@2021', source: 'census', cell: { status: 'A', value: 90 }, sameSource: true },
      { vintage: 'register@2023', cell: { status: 'A', value: 120 }, sameSource: false }
    ])
  })

  it('is contested when another source differs as shown, not when it rounds alike', () => {
    const { cautions, rivals } = ask(given, 'population', commune(1))
    expect(cautions).toEqual([{ kind: 'contested', values: rivals.filter(({ sameSource }) => !sameSource) }])
    const alike = [vintages[1], makeVintage('register@2023', { people: { 2018: { 1: 100.2 } } })]
    const figure = ask({ ...given, vintages: alike.flatMap((v) => v ?? []) }, 'population', commune(1))
    expect(kindsOf(figure)).toEqual([])
  })

  it('is contested where an item of its breakdown is, naming the item; the total stays', () => {
    const museum = makeMeasure('people', {
      breakdowns: [{ dimension: 'museum', exhaustive: false, items: [{ code: 'A', label: text('Louvre') }] }]
    })
    const both = [
      makeVintage('census@2022', { people: { 2018: { 1: 100 } }, 'people:museum=A': { 2018: { 1: 60 } } }),
      makeVintage('register@2023', { 'people:museum=A': { 2018: { 1: 70 } } })
    ]
    const figure = ask({ ...given, measures: [museum], vintages: both }, 'population', commune(1))
    expect(figure.cell).toEqual({ status: 'A', value: 100 })
    expect(figure.cautions).toMatchObject([
      { kind: 'contested', item: text('Louvre'), values: [{ source: 'register', cell: { value: 70 } }] }
    ])
  })

  it('warns of a change whose ends have no source in common', () => {
    const inputs = makeInputs({
      ...given,
      vintages: [
        makeVintage('census@2022', { people: { 2013: { 1: 100 } } }),
        makeVintage('register@2023', { people: { 2018: { 1: 120 } } })
      ]
    })
    const request = {
      indicator: indicatorId('population'),
      perimeter: perimeter(commune(1)),
      period: parsePeriod('2018')
    }
    const { from, to } = computeEnds(inputs, request, parsePeriod('2013'))
    const { cautions, difference } = computeFigureChange(inputs, from, to)
    expect(difference).toEqual({ status: 'A', value: 20 })
    expect(cautions).toMatchObject([{ kind: 'other-source', sources: [{ source: 'census' }, { source: 'register' }] }])
  })

  it('refuses a change between periods of another nature or length', () => {
    const season = '2012-12-04/2013-11-30'
    const inputs = makeInputs({
      ...given,
      vintages: [makeVintage('census@2022', { people: { [season]: { 1: 9 }, 2013: { 1: 8 } } })]
    })
    const request = {
      indicator: indicatorId('population'),
      perimeter: perimeter(commune(1)),
      period: parsePeriod('2013')
    }
    const { from, to } = computeEnds(inputs, request, parsePeriod(season))
    expect(computeFigureChange(inputs, from, to)).toMatchObject({
      ...{ reason: 'other-period', difference: { status: 'O' }, percent: { status: 'O' } }
    })
  })

  it('asks one period of what is not read between two', () => {
    expect(ask(given, 'population', commune(1), '2013/2018').reason).toBe('needs-one-period')
  })

  it('prefers another source to a sum with holes, which contradicts nobody', () => {
    const holed = [
      makeVintage('census@2022', { people: { 2018: { 1: 1, 2: 2 } } }),
      makeVintage('register@2023', { people: { 2018: { 1: 1, 2: 2, 3: 3 } } })
    ]
    const tolerant = indicators.map((one) => ({ ...one, tolerance: 0.4 }))
    const figure = ask({ ...given, indicators: tolerant, vintages: holed }, 'population', 'valley')
    expect(figure).toMatchObject({ cell: { status: 'A', value: 6 }, vintages: ['register@2023'], cautions: [] })
    expect(figure.rivals).toMatchObject([
      { vintage: 'census@2022', cell: { status: 'E', value: 3 }, sameSource: false }
    ])
  })

  it('answers the same for ever under the editions of its address', () => {
    const request = {
      indicator: indicatorId('population'),
      perimeter: perimeter(commune(1)),
      period: parsePeriod('2018')
    }
    const pinned = { ...request, editions: [parseVintageId('census@2021')] }
    expect(computeFigure(makeInputs(given), pinned).cell).toEqual({ status: 'A', value: 90 })
  })
})

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

describe('a protected series', () => {
  const rule = { minUnits: 3, maxShare: 0.85, basis: 'loi de 1951' }
  const firms = (value: number, units: number, largestShare = 0.1) =>
    ({ value, units, largestShare, status: 'A' }) as const
  const rows = {
    sales: {
      2018: { 1: firms(10, 2), 2: firms(20, 9), 3: firms(30, 9), 4: firms(5, 9, 0.9), 5: firms(1, 9), 6: firms(1, 9) }
    }
  }
  const given = made(rows, {
    measures: [makeMeasure('sales')],
    indicators: [makeIndicator('sales', { formula: level('sales') })],
    sources: [makeSource('census', { disclosure: rule })]
  })

  it('has no value where few units stand behind it, or one holds almost all', () => {
    expect(ask(given, 'sales', commune(1))).toMatchObject({
      cell: { status: 'Q', confidentiality: 'A' },
      reason: 'too-few-units'
    })
    expect(ask(given, 'sales', commune(4))).toMatchObject({
      cell: { status: 'Q', confidentiality: 'G' },
      reason: 'dominated'
    })
    expect(ask(given, 'sales', commune(2)).cell).toEqual({ status: 'A', value: 20 })
  })

  it('is withheld as decided with its vintage, and leaves no trace of its value', () => {
    const key = withheldKey(parseVintageId('census@2022'), series('sales'), parsePeriod('2018'), perimeter('valley'))
    const figure = ask({ ...given, withheld: new Map([[key, 'D']]) }, 'sales', 'valley')
    expect(figure).toMatchObject({ cell: { status: 'Q', confidentiality: 'D' }, reason: 'would-reveal' })
    expect(JSON.stringify(figure)).not.toMatch(/"(value|lowerBound)":\s*\d/)
    expect(figure.terms[0]).not.toHaveProperty('lowerBound')
  })

  it('is not asked of the next source: what one protects, another does not give', () => {
    const open = makeVintage('open@2022', { sales: { 2018: { 1: 10 } } })
    const protectedFirst = makeVintage('census@2022', rows)
    const sources = [...given.sources, makeSource('open', { priority: 2 })]
    const figure = ask({ ...given, sources, vintages: [protectedFirst, open] }, 'sales', commune(1))
    expect(figure.cell).toEqual({ status: 'Q', confidentiality: 'A' })
  })

  it('is refused for a commune that was several: their sum was never decided', () => {
    const vintages = [
      makeVintage('census@2022', { sales: { 2018: { 6: firms(1, 9), 7: firms(2, 9) } } }, { cog: 2020 })
    ]
    expect(ask({ ...given, vintages }, 'sales', commune(6)).reason).toBe('free-perimeter')
  })

  it('shows no row that is withheld, by the rule or by decision', () => {
    const inputs = makeInputs(given)
    const figure = ask(given, 'sales', 'valley')
    const [term] = figure.terms
    if (!term) throw new Error('a term was expected')
    const block = inputs.block(term.vintage, term.series)
    const shown = (where: TerritoryId, registry = inputs.registry): Cell => publishedCell(registry, term, block, where)
    expect(territoriesBehind(inputs.registry, term, inputs.place(perimeter('valley'), undefined))).toEqual(
      [1, 2, 3].map(communeId)
    )
    expect([1, 2, 4].map((n) => shown(communeId(n)))).toEqual([
      { status: 'Q', confidentiality: 'A' },
      { status: 'A', value: 20 },
      { status: 'Q', confidentiality: 'G' }
    ])
    const key = withheldKey(term.vintage, term.series, term.period, communeId(2))
    const decided = { ...inputs.registry, withheld: new Map([[key, 'D' as const]]) }
    expect(shown(communeId(2), decided)).toEqual({ status: 'Q', confidentiality: 'D' })
  })

  it('weighs no mean with what is withheld, nor for a perimeter freely drawn', () => {
    const measures = [makeMeasure('price', { additive: false, weight: makeMeasure('sales').id }), makeMeasure('sales')]
    const indicators = [makeIndicator('price', { formula: level('price') })]
    const vintages = [
      makeVintage('census@2022', {
        price: { 2018: { 1: firms(10, 9), 2: firms(20, 9), 3: firms(30, 9), 4: firms(40, 9) } },
        sales: { 2018: { 1: firms(1, 9), 2: firms(1, 9), 3: firms(1, 9), 4: firms(1, 9) } }
      })
    ]
    const asked: Made = { ...given, measures, indicators, vintages }
    expect(ask(asked, 'price', 'valley').cell).toEqual({ status: 'E', value: 20 })
    expect(ask(asked, 'price', 'libre:00001+00004').reason).toBe('free-perimeter')
    const key = withheldKey(parseVintageId('census@2022'), series('sales'), parsePeriod('2018'), communeId(2))
    expect(ask({ ...asked, withheld: new Map([[key, 'D']]) }, 'price', 'valley')).toMatchObject({
      reason: 'incomplete',
      terms: [{ withheld: [communeId(2)] }, {}]
    })
  })

  it('leaves the measures alone that its rule does not name', () => {
    const named = { ...rule, measures: [makeMeasure('turnover').id] }
    const figure = ask(
      { ...given, sources: [makeSource('census', { disclosure: named })] },
      'sales',
      'libre:00001+00004'
    )
    expect(figure.cell).toEqual({ status: 'A', value: 15 })
  })

  it('is refused for a perimeter freely drawn', () => {
    expect(ask(given, 'sales', 'libre:00001+00004')).toMatchObject({ cell: { status: 'O' }, reason: 'free-perimeter' })
  })

  it('gives no lower bound when a member is missing: subtraction would reveal the rest', () => {
    const holed = made({ sales: { 2018: { 1: firms(10, 2), 2: firms(20, 9) } } }, given)
    const figure = ask(
      { ...holed, vintages: [makeVintage('census@2022', { sales: { 2018: { 1: firms(10, 2), 2: firms(20, 9) } } })] },
      'sales',
      'valley'
    )
    expect(figure.reason).toBe('incomplete')
    expect(figure.terms[0]).not.toHaveProperty('lowerBound')
  })
})

it('is plain data: it can be written as JSON and read back', () => {
  const given = made(
    { people: { 2018: { 1: 100, 2: 200 } } },
    { measures: [makeMeasure('people')], indicators: [makeIndicator('population', { formula: level('people') })] }
  )
  const figure = ask(given, 'population', 'valley')
  expect(JSON.parse(JSON.stringify(figure))).toEqual(figure)
})
