import { describe, expect, it } from 'vitest'
import type { Formula } from '../../../src/domain/indicators/indicator.ts'
import {
  COAST,
  commune,
  communeId,
  makeIndicator,
  makeMeasure,
  makePlace,
  makeVintage,
  PLACES,
  text,
  VALLEY,
  type Rows
} from '../../make.ts'
import { ask, kindsOf, level, made, plus, share } from './asked.ts'

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

it('is plain data: it can be written as JSON and read back', () => {
  const given = made(
    { people: { 2018: { 1: 100, 2: 200 } } },
    { measures: [makeMeasure('people')], indicators: [makeIndicator('population', { formula: level('people') })] }
  )
  const figure = ask(given, 'population', 'valley')
  expect(JSON.parse(JSON.stringify(figure))).toEqual(figure)
})
