import { describe, expect, it } from 'vitest'
import { computeFigure } from '../../src/domain/indicators/compute.ts'
import { parsePeriod } from '../../src/domain/shared/period.ts'
import { figureJson, withoutNoise } from '../../src/view/figure-json.ts'
import { census, share } from '../domain/indicators/asked.ts'
import {
  commune,
  indicatorId,
  makeIndicator,
  makeInputs,
  makeMeasure,
  makeSource,
  makeVintage,
  perimeter,
  text
} from '../make.ts'

describe('a value given to programs', () => {
  it('is not rounded, but for the noise that a sum of fractions leaves', () => {
    const area = [0.1, 0.2, 0.3].reduce((sum, one) => sum + one, 0)
    expect(String(area)).not.toBe('0.6')
    expect(withoutNoise(area)).toBe(0.6)
    expect(withoutNoise(63211 / 38)).toBe(1663.44736842105)
    expect(withoutNoise(644971)).toBe(644971)
  })
})

describe('a ratio of which one part is contested', () => {
  const inputs = makeInputs({
    measures: [makeMeasure('people', { label: text('Habitants'), unit: 'inhabitants' }), makeMeasure('women')],
    indicators: [makeIndicator('women-share', { formula: share('women', 'people'), unit: 'percent', decimals: 1 })],
    sources: [census, makeSource('register', { priority: 2, producer: text('Registre') })],
    vintages: [
      makeVintage('census@2022', { people: { 2018: { 1: 1200 } }, women: { 2018: { 1: 600 } } }),
      makeVintage('register@2023', { people: { 2018: { 1: 1000 } } })
    ]
  })
  const request = {
    indicator: indicatorId('women-share'),
    perimeter: perimeter(commune(1)),
    period: parsePeriod('2018')
  }
  const [caution] = [figureJson(inputs.registry, { figure: computeFigure(inputs, request) })['cautions']].flat()

  it('tells both values of the part, and the ratio that each would give, to people', () => {
    expect(caution).toMatchObject({ kind: 'contested-part' })
    expect(JSON.stringify(caution).replaceAll(/[\u00a0\u202f]/g, ' ')).toMatch(
      /Habitants : 1 200 habitants \(.*\) ici ; 1 000 habitants \(Registre.*\), ce qui donnerait 60,0 %\./
    )
  })

  it('and to programs', () => {
    expect(caution).toMatchObject({
      part: { fr: 'Habitants' },
      mine: { source: 'census', value: 1200, unit: 'inhabitants' },
      values: [{ source: 'register', value: 1000, figure: { value: 60, unit: 'percent', status: 'A' } }]
    })
  })
})
