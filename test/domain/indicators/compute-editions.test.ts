import { describe, expect, it } from 'vitest'
import { isContested } from '../../../src/domain/indicators/caution.ts'
import { computeEnds, computeFigure, computeFigureChange } from '../../../src/domain/indicators/compute.ts'
import { parseVintageId } from '../../../src/domain/indicators/request.ts'
import { parsePeriod } from '../../../src/domain/shared/period.ts'
import {
  commune,
  indicatorId,
  makeIndicator,
  makeInputs,
  makeMeasure,
  makeSource,
  makeVintage,
  perimeter,
  text,
  type Made
} from '../../make.ts'
import { ask, census, kindsOf, level, share } from './asked.ts'

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

  it('is contested for a ratio too, when another source gives both its parts', () => {
    const parts = [makeMeasure('people'), makeMeasure('women')]
    const formula = share('women', 'people')
    const women = [makeIndicator('women-share', { formula, unit: 'percent', decimals: 1 })]
    const census = makeVintage('census@2022', { people: { 2018: { 1: 100 } }, women: { 2018: { 1: 50 } } })
    const whole = makeVintage('register@2023', { people: { 2018: { 1: 120 } }, women: { 2018: { 1: 72 } } })
    const asked = { ...given, measures: parts, indicators: women }
    const both = ask({ ...asked, vintages: [census, whole] }, 'women-share', commune(1))
    expect(both.cell).toEqual({ status: 'A', value: 50 })
    expect(both.cautions).toMatchObject([{ kind: 'contested', values: [{ source: 'register', cell: { value: 60 } }] }])
  })

  it('is contested for a ratio where another source gives one part alone, with what the ratio would then be', () => {
    const parts = [makeMeasure('people', { label: text('Habitants') }), makeMeasure('women')]
    const women = [makeIndicator('women-share', { formula: share('women', 'people'), unit: 'percent', decimals: 1 })]
    const census = makeVintage('census@2022', { people: { 2018: { 1: 100 } }, women: { 2018: { 1: 50 } } })
    const asked = { ...given, measures: parts, indicators: women }
    const count = (people: number): Made => ({
      ...asked,
      vintages: [census, makeVintage('register@2023', { people: { 2018: { 1: people } } })]
    })
    const figure = ask(count(120), 'women-share', commune(1))
    expect(figure).toMatchObject({ cell: { status: 'A', value: 50 }, rivals: [], vintages: ['census@2022'] })
    expect(figure.cautions).toMatchObject([
      {
        ...{ kind: 'contested-part', part: text('Habitants') },
        mine: { source: 'census', cell: { value: 100 } },
        values: [{ source: 'register', cell: { value: 120 }, figure: { status: 'A', value: (100 * 50) / 120 } }]
      }
    ])
    expect(isContested(figure.cautions)).toBe(true)
    expect(ask(count(100.001), 'women-share', commune(1)).cautions).toEqual([])
    expect(ask({ ...count(120), vintages: [census] }, 'women-share', commune(1)).cautions).toEqual([])
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
