import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { round, roundText } from '../../src/domain/indicators/rounding.ts'
import { formatCell, formatNumber, formatValue, type NumberStyle } from '../../src/view/number.ts'

function fr(decimals: number, signed = false): NumberStyle {
  return { language: 'fr', decimals, signed }
}

function en(decimals: number, signed = false): NumberStyle {
  return { language: 'en', decimals, signed }
}

describe('rounding', () => {
  it.each([
    [2.675, 2, '2.68'],
    [1.005, 2, '1.01'],
    [-0.5, 0, '-1'],
    [0.5, 0, '1'],
    [-0.04, 1, '0.0'],
    [16.549999999999997, 1, '16.6'],
    [99.95, 1, '100.0'],
    [1_344_203.5, -2, '1344200'],
    [150, -2, '200'],
    [49, -2, '0'],
    [0, 1, '0.0']
  ])('of %f to %i digits is %s: half away from zero, on the decimals that people see', (value, decimals, expected) => {
    expect(roundText(value, decimals)).toBe(expected)
  })

  it('never strays by more than half a unit, nor gives minus zero', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e9, max: 1e9, noNaN: true }),
        fc.integer({ min: -3, max: 4 }),
        (value, decimals) => {
          const rounded = round(value, decimals)
          expect(Math.abs(rounded - value)).toBeLessThanOrEqual(0.5 * 10 ** -decimals * (1 + 1e-9) + 1e-9)
          expect(Object.is(rounded, -0)).toBe(false)
        }
      )
    )
  })
})

describe('a number in French', () => {
  it.each([
    [644971, 0, '644\u202f971'],
    [1344203.5, 1, '1\u202f344\u202f203,5'],
    [-5.5, 1, '\u22125,5'],
    [997.02, 0, '997'],
    [0, 1, '0,0'],
    [1790, 0, '1\u202f790']
  ])('%f with %i decimals is %s', (value, decimals, expected) => {
    expect(formatNumber(value, fr(decimals))).toBe(expected)
  })

  it('bears a sign when it is a change, except zero', () => {
    expect(formatNumber(11.23, fr(1, true))).toBe('+11,2')
    expect(formatNumber(-0.01, fr(1, true))).toBe('0,0')
  })

  it('stands close to a sign, and a space away from a word that agrees with it', () => {
    expect(formatValue(16.6, 'percent', fr(1))).toBe('16,6\u202f%')
    expect(formatValue(997, 'km2', fr(0))).toBe('997\u202fkm²')
    expect(formatValue(644971, 'inhabitants', fr(0))).toBe('644\u202f971\u00a0habitants')
    expect(formatValue(1.9, 'people', fr(1))).toBe('1,9\u00a0personne')
    expect(formatValue(-5.5, 'points', fr(1, true))).toBe('\u22125,5\u00a0points')
  })
})

describe('a number in English', () => {
  it('has its own marks', () => {
    expect(formatValue(1344203.5, 'inhabitants', en(1))).toBe('1,344,203.5\u00a0inhabitants')
    expect(formatValue(16.6, 'percent', en(1))).toBe('16.6%')
    expect(formatValue(-20110, 'eur', en(0))).toBe('\u2212€20,110')
    expect(formatValue(1, 'jobs', en(0))).toBe('1\u00a0job')
    expect(formatValue(0, 'jobs', en(0))).toBe('0\u00a0jobs')
  })
})

it('gives a rank its ending', () => {
  expect([1, 2, 3, 21].map((rank) => formatValue(rank, 'rank', fr(0)))).toEqual(['1er', '2e', '3e', '21e'])
  expect([1, 2, 3, 4, 11, 12, 13, 21, 112].map((rank) => formatValue(rank, 'rank', en(0)))).toEqual(
    '1st 2nd 3rd 4th 11th 12th 13th 21st 112th'.split(' ')
  )
})

describe('an absence', () => {
  it('has four forms, and zero is none of them', () => {
    const shown = (cell: Parameters<typeof formatCell>[0]) => formatCell(cell, 'jobs', fr(0))
    expect(shown({ status: 'A', value: 0 })).toBe('0\u00a0emploi')
    expect(shown({ status: 'O' })).toBe('–')
    expect(shown({ status: 'Q', confidentiality: 'D' })).toBe('secret')
    expect(shown({ status: 'M' })).toBe('sans objet')
  })
})
