import { describe, expect, it } from 'vitest'
import { computeEnds, computeFigureChange } from '../../src/domain/indicators/compute.ts'
import { parsePeriod } from '../../src/domain/shared/period.ts'
import type { Language } from '../../src/domain/shared/text.ts'
import { spokenSentence } from '../../src/view/speech-text.ts'
import {
  indicatorId,
  makeIndicator,
  makeInputs,
  makeMeasure,
  makeSource,
  makeVintage,
  perimeter,
  series,
  text
} from '../make.ts'

const households = makeIndicator('households', {
  label: text('Ménages'),
  formula: { kind: 'level', terms: [{ series: series('households'), sign: 1 }] },
  unit: 'households',
  decimals: 0
})
const inputs = makeInputs({
  measures: [makeMeasure('households')],
  sources: [makeSource('census')],
  indicators: [households],
  vintages: [
    makeVintage('census@2025', {
      households: { 2013: { 1: 10120, 2: 640, 3: 200000 }, 2018: { 1: 10150, 2: 640, 3: 200040 } }
    })
  ]
})

function said(where: string, language: Language = 'fr'): string {
  const request = { indicator: indicatorId('households'), perimeter: perimeter(where), period: parsePeriod('2018') }
  const { from, to } = computeEnds(inputs, request, parsePeriod('2013'))
  const answer = { figure: to, from, change: computeFigureChange(inputs, from, to) }
  return spokenSentence({ indicator: households, answer, sources: [], warnings: [] }, language)
    .replace(/[\u00a0\u202f]/g, ' ')
    .replace(/^.*: /, '')
}

describe('a change that is said', () => {
  it('says once the number that rounding gives to both ends', () => {
    expect(said('00001')).toBe('plus de 10 100 ménages, contre un peu moins en 2013, soit +0,3 %.')
    expect(said('00001', 'en')).toBe('more than 10,100 households, against slightly less in 2013, that is +0.3%.')
  })

  it('is none where nothing changed, or nothing that is shown', () => {
    expect(said('00002')).toBe('640 ménages, comme en 2013.')
    expect(said('00003')).toBe('plus de 200 000 ménages, presque comme en 2013.')
  })
})
