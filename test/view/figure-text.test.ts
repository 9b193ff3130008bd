import { describe, expect, it } from 'vitest'
import { compareChanges, compareFigures, type FigureChange } from '../../src/domain/indicators/change.ts'
import { computeEnds, computeFigure, computeFigureChange } from '../../src/domain/indicators/compute.ts'
import type { Figure } from '../../src/domain/indicators/figure.ts'
import { parsePeriod } from '../../src/domain/shared/period.ts'
import { changeSentence, comparisonSentence, figureSentence } from '../../src/view/figure-text.ts'
import { figureJson } from '../../src/view/figure-json.ts'
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

const rate = makeIndicator('unemployment', {
  label: text('Taux de chômage'),
  formula: { kind: 'level', terms: [{ series: series('unemployment'), sign: 1 }] },
  unit: 'percent',
  periodType: 'quarter',
  breaks: [{ at: parsePeriod('2014-Q1'), label: text('Nouvelle enquête'), note: text('') }]
})
const jobs = makeIndicator('jobs', {
  label: text('Emplois'),
  formula: { kind: 'level', terms: [{ series: series('jobs'), sign: 1 }] },
  unit: 'jobs',
  decimals: 0
})

const inputs = makeInputs({
  measures: [makeMeasure('unemployment', { additive: false, unit: 'percent' }), makeMeasure('jobs')],
  sources: [makeSource('localised')],
  indicators: [rate, jobs],
  vintages: [
    makeVintage('localised@2025', {
      unemployment: {
        '2012-Q4': { 1: 16.6, 2: 12.7 },
        '2014-Q1': { 1: 12.04, 2: 12.7 },
        '2021-Q1': { 1: 11.1, 2: 12.66 },
        '2022-Q1': { 1: 11.08 }
      },
      jobs: { 2012: { 1: 766000, 2: 1000 }, 2020: { 1: 852000, 2: 1022 } }
    })
  ]
})

type Ends = { readonly from: Figure; readonly to: Figure; readonly change: FigureChange }

function ends(name: string, where: string, from: string, to: string): Ends {
  const request = { indicator: indicatorId(name), perimeter: perimeter(where), period: parsePeriod(to) }
  const both = computeEnds(inputs, request, parsePeriod(from))
  return { ...both, change: computeFigureChange(inputs, both.from, both.to) }
}

function plain(sentence: string): string {
  return sentence.replace(/[\u00a0\u202f]/g, ' ')
}

describe('the sentence of a figure', () => {
  const ask = (name: string, where: string, period: string) =>
    computeFigure(inputs, { indicator: indicatorId(name), perimeter: perimeter(where), period: parsePeriod(period) })

  it('names the perimeter and the period beside the number', () => {
    expect(plain(figureSentence(ask('unemployment', '00001', '2012-Q4'), rate, 'fr'))).toBe(
      'Taux de chômage, 00001 : 16,6 % au 4e trimestre 2012.'
    )
  })

  it('gives the reason where there is no value', () => {
    expect(plain(figureSentence(ask('unemployment', 'both', '2012-Q4'), rate, 'fr'))).toBe(
      'Taux de chômage, both : pas de valeur au 4e trimestre 2012. Une médiane ou un taux ne s’additionne pas : ' +
        'il n’existe que pour les territoires où il est publié.'
    )
  })
})

describe('the sentence of an incomplete sum', () => {
  it('gives what is known: how many are missing, and at least how much', () => {
    const figure = computeFigure(inputs, {
      ...{ indicator: indicatorId('jobs'), perimeter: perimeter('valley'), period: parsePeriod('2012') }
    })
    expect(plain(figureSentence(figure, jobs, 'fr'))).toBe(
      'Emplois, valley : pas de valeur en 2012. La somme est incomplète : la valeur manque pour des communes du ' +
        'périmètre. Manque 1 sur 3 ; au moins 767 000 emplois.'
    )
  })
})

describe('the sentence of a change', () => {
  const say = (name: string, where: string, from: string, to: string, indicator = rate) => {
    const { from: start, to: end, change } = ends(name, where, from, to)
    return plain(changeSentence(start, end, change, indicator, 'fr'))
  }

  it('gives points for rates, and warns of a change of method on the way', () => {
    expect(say('unemployment', '00001', '2012-Q4', '2021-Q1')).toBe(
      'Taux de chômage, 00001 : de 16,6 % au 4e trimestre 2012 à 11,1 % au 1er trimestre 2021, soit −5,5 points. ' +
        'La méthode change au 1er trimestre 2014 : de part et d’autre, comparer avec prudence.'
    )
  })

  it('does not make a change of what rounds alike', () => {
    expect(say('unemployment', '00002', '2014-Q1', '2021-Q1')).toBe(
      'Taux de chômage, 00002 : de 12,7 % au 1er trimestre 2014 à 12,7 % au 1er trimestre 2021, ' +
        'presque sans changement, aux arrondis près.'
    )
  })

  it('says when the difference of rounded ends would seem another', () => {
    expect(say('unemployment', '00001', '2014-Q1', '2022-Q1')).toBe(
      'Taux de chômage, 00001 : de 12,0 % au 1er trimestre 2014 à 11,1 % au 1er trimestre 2022, ' +
        'soit −1,0 point (calculé avant arrondi).'
    )
  })

  it('gives percent for counts', () => {
    expect(say('jobs', '00001', '2012', '2020', jobs)).toBe(
      'Emplois, 00001 : de 766 000 emplois en 2012 à 852 000 emplois en 2020, soit +11,2 %.'
    )
  })

  it('says plainly that nothing changed', () => {
    const { from, to, change } = ends('unemployment', '00002', '2012-Q4', '2014-Q1')
    expect(plain(changeSentence(from, to, change, rate, 'fr'))).toContain(
      '12,7 % au 1er trimestre 2014, sans changement.'
    )
  })
})

describe('a comparison', () => {
  it('is of the changes in points, for the same span', () => {
    const [one, other] = [ends('jobs', '00001', '2012', '2020'), ends('jobs', '00002', '2012', '2020')]
    const comparison = compareChanges(one.change, other.change)
    expect(comparison).toMatchObject({ ok: true, unit: 'points', difference: { value: expect.closeTo(9.027, 3) } })
    expect(plain(comparisonSentence(comparison, other.to, 'fr'))).toBe('Écart avec l’évolution de 00002 : +9,0 points.')
  })

  it('is of the values without a start, and says so when they are level', () => {
    const [lens, bethune] = [
      ends('unemployment', '00001', '2012-Q4', '2021-Q1'),
      ends('unemployment', '00002', '2012-Q4', '2021-Q1')
    ]
    const say = (one: Figure, other: Figure): string =>
      plain(comparisonSentence(compareFigures(one, other), other, 'fr'))
    expect(say(lens.from, bethune.from)).toBe('3,9 points de plus que 00002 (4e trimestre 2012).')
    expect(say(lens.to, bethune.to)).toBe('1,6 point de moins que 00002 (1er trimestre 2021).')
    expect(say(lens.to, lens.to)).toBe('Au même niveau que 00001, aux arrondis près (1er trimestre 2021).')
  })

  it('is refused when the period or the definition differs', () => {
    const one = ends('jobs', '00001', '2012', '2020')
    const rateHere = ends('unemployment', '00001', '2012-Q4', '2021-Q1')
    expect(compareFigures(one.to, one.from)).toEqual({ ok: false, reason: 'other-period' })
    expect(compareFigures(one.to, rateHere.to)).toEqual({ ok: false, reason: 'other-definition' })
  })
})

describe('the JSON of a figure', () => {
  it('holds the value unrounded, its French form, and the lineage', () => {
    const { to, from, change } = ends('jobs', '00001', '2012', '2020')
    const json = figureJson(inputs.registry, { figure: to, from, change })
    expect(JSON.parse(JSON.stringify(json))).toMatchObject({
      value: 852000,
      display: '852\u202f000\u00a0emplois',
      unit: 'jobs',
      status: 'A',
      reason: null,
      perimeter: { id: '00001', version: '2026-00001', count: 1, communes: ['00001'] },
      period: '2020',
      geography: '2026-01-01',
      vintages: [{ id: 'localised@2025', edition: '2025' }],
      lineage: { formula: 'JOBS', terms: [{ vintage: 'localised@2025', column: 'JOBS', value: 852000 }] },
      from: { value: 766000, period: '2012' },
      change: { value: expect.closeTo(11.227, 3), display: '+11,2\u202f%', unit: 'percent', difference: 86000 }
    })
  })

  it('has null for a value that is refused, with the reason and the offers', () => {
    const request = {
      indicator: indicatorId('unemployment'),
      perimeter: perimeter('both'),
      period: parsePeriod('2012-Q4')
    }
    const json = figureJson(inputs.registry, { figure: computeFigure(inputs, request) })
    expect(json).toMatchObject({ value: null, display: '–', status: 'O', reason: 'not-additive' })
  })
})
