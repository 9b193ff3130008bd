import { describe, expect, it } from 'vitest'
import { computeEnds, computeFigure, computeFigureChange } from '../../../src/domain/indicators/compute.ts'
import { blocksBehind, partsBehind, periodsFor } from '../../../src/domain/indicators/needs.ts'
import { round } from '../../../src/domain/indicators/rounding.ts'
import { parsePeriod } from '../../../src/domain/shared/period.ts'
import { cautionText } from '../../../src/view/reason-text.ts'
import {
  commune,
  indicatorId,
  makeIndicator,
  makeInputs,
  makeMeasure,
  makeVintage,
  perimeter,
  text,
  type Made,
  type Rows
} from '../../make.ts'
import { ask, census, level, share } from './asked.ts'

function item(code: string, label: string): { readonly code: string; readonly label: ReturnType<typeof text> } {
  return { code, label: text(label) }
}
const nights = makeMeasure('nights', {
  breakdowns: [{ dimension: 'kind', exhaustive: true, items: [item('H', 'hôtels'), item('C', 'campings')] }]
})
const indicators = [
  makeIndicator('nights', { formula: level('nights'), decimals: 0 }),
  makeIndicator('hotel-nights', { formula: level('nights:kind=H'), decimals: 0 }),
  makeIndicator('camping-nights', { formula: level('nights:kind=C'), decimals: 0 }),
  makeIndicator('camping-share', { formula: share('nights:kind=C', 'nights'), unit: 'percent' })
]
const parts: Rows = {
  'nights:kind=H': { 2011: { 1: 766_000 }, 2019: { 1: 852_000 } },
  'nights:kind=C': { 2011: { 1: 118_000 }, 2019: { 1: 210_000 } }
}

function given(rows: Rows, measure = nights): Made {
  return { measures: [measure], indicators, sources: [census], vintages: [makeVintage('census@2022', rows)] }
}

function asked(made: Made, name: string): ReturnType<typeof ask> {
  const request = { indicator: indicatorId(name), perimeter: perimeter(commune(1)), period: parsePeriod('2019') }
  return computeFigure({ ...makeInputs(made), hasParts: true }, request)
}

describe('a total that nobody published', () => {
  it('is computed from the parts that sum to it, and says so', () => {
    const figure = ask(given(parts), 'nights', commune(1), '2019')
    expect(figure.cell).toEqual({ status: 'A', value: 1_062_000 })
    expect(figure.terms.map(({ series }) => series)).toEqual(['nights:kind=H', 'nights:kind=C'])
    expect(figure.cautions).toEqual([{ kind: 'from-parts', parts: [text('hôtels'), text('campings')] }])
    const [caution] = figure.cautions
    const style = { unit: 'nights', decimals: 0 }
    expect(caution && cautionText(caution, { ...style, language: 'en' })).toContain('Computed from two parts')
    expect(caution && cautionText(caution, { ...style, language: 'fr' })).toContain('Calculé de deux parties')
  })

  it('changes as its parts do, unrounded: 766 000 → 852 000 is +11.2 %, 118 000 → 210 000 is +78.0 %', () => {
    const inputs = makeInputs(given(parts))
    const changed = ['hotel-nights', 'camping-nights', 'nights'].map((name) => {
      const request = { indicator: indicatorId(name), perimeter: perimeter(commune(1)), period: parsePeriod('2019') }
      const { from, to } = computeEnds(inputs, request, parsePeriod('2011'))
      return computeFigureChange(inputs, from, to).percent
    })
    expect(changed).toMatchObject([
      { value: (100 * 86) / 766 },
      { value: (100 * 92) / 118 },
      { value: (100 * 178) / 884 }
    ])
    expect(changed.map((cell) => 'value' in cell && round(cell.value, 1))).toEqual([11.2, 78, 20.1])
  })

  it('is computed too where the vintage has a line for it without a value', () => {
    const figure = asked(given({ ...parts, nights: { 2011: { 1: 884_000 }, 2019: { 1: 'O' } } }), 'nights')
    expect(figure).toMatchObject({ cell: { value: 1_062_000 }, cautions: [{ kind: 'from-parts' }] })
  })

  it('gives a share as well', () => {
    const { cell } = ask(given(parts), 'camping-share', commune(1), '2019')
    expect('value' in cell && round(cell.value, 1)).toBe(19.8)
  })

  it('is not computed when it is published, withheld, or short of a part', () => {
    const published = ask(given({ ...parts, nights: { 2019: { 1: 1_062_100 } } }), 'nights', commune(1), '2019')
    expect(published).toMatchObject({ cell: { value: 1_062_100 }, cautions: [] })
    expect(asked(given({ ...parts, nights: { 2019: { 1: 'Q' } } }), 'nights').cell.status).toBe('Q')
    const short = { ...parts, 'nights:kind=C': { 2011: { 1: 118_000 } } }
    expect(ask(given(short), 'nights', commune(1), '2019')).toMatchObject({ cell: { status: 'O' } })
    const open = { ...nights, breakdowns: nights.breakdowns.map((one) => ({ ...one, exhaustive: false })) }
    expect(ask(given(parts, open), 'nights', commune(1), '2019')).toMatchObject({ cell: { status: 'O' } })
  })

  it('is offered at the periods of its parts, and asks for their blocks', () => {
    const { registry, place } = makeInputs(given(parts))
    const id = indicatorId('nights')
    expect(periodsFor(registry, id, place(perimeter(commune(1)), undefined))).toEqual(['2011', '2019'])
    const series = ['nights:kind=H', 'nights:kind=C']
    expect(blocksBehind(registry, id, parsePeriod('2019')).map((one) => one.series)).toEqual(series)
    expect(partsBehind(registry, id, parsePeriod('2019')).map((one) => one.series)).toEqual(series)
  })
})
