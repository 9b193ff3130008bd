import { describe, expect, it } from 'vitest'
import type { Cell } from '../../../src/domain/indicators/cell.ts'
import { withheldKey } from '../../../src/domain/indicators/registry.ts'
import { parseVintageId } from '../../../src/domain/indicators/request.ts'
import { publishedCell, territoriesBehind } from '../../../src/domain/indicators/rows.ts'
import type { TerritoryId } from '../../../src/domain/territories/territory.ts'
import { parsePeriod } from '../../../src/domain/shared/period.ts'
import {
  commune,
  communeId,
  makeIndicator,
  makeInputs,
  makeMeasure,
  makeSource,
  makeVintage,
  perimeter,
  series,
  type Made
} from '../../make.ts'
import { ask, level, made } from './asked.ts'

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
