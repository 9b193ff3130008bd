import { describe, expect, it } from 'vitest'
import { closenessTo, parseNumber } from '../../../src/domain/indicators/typed-number.ts'

describe('a number as people type it', () => {
  it.each([
    ['644 971', { value: 644971, decimals: 0, zeros: 0 }],
    ['644.971', { value: 644971, decimals: 0, zeros: 0 }],
    ['644,971', { value: 644971, decimals: 0, zeros: 0 }],
    ['644\u202f971 habitants', { value: 644971, decimals: 0, zeros: 0, units: ['inhabitants', 'people'] }],
    ['16,6 %', { value: 16.6, decimals: 1, zeros: 0, units: ['percent'] }],
    ['17 980 €', { value: 17980, decimals: 0, zeros: 1, units: ['eur', 'eur-per-m2'] }],
    ['−5,5', { value: -5.5, decimals: 1, zeros: 0 }],
    ['1 200 000', { value: 1200000, decimals: 0, zeros: 5 }],
    ['1,2 million', { value: 1200000, decimals: 0, zeros: 5 }],
    ['1.25 million inhabitants', { value: 1250000, decimals: 0, zeros: 4, units: ['inhabitants', 'people'] }],
    ['1,2 million d’habitants', { value: 1200000, decimals: 0, zeros: 5, units: ['inhabitants', 'people'] }],
    ['environ 2 millions', { value: 2000000, decimals: 0, zeros: 5 }],
    ['1,3 M', { value: 1300000, decimals: 0, zeros: 5 }],
    ['45k', { value: 45000, decimals: 0, zeros: 2 }],
    ['390 milliers d’emplois', { value: 390000, decimals: 0, zeros: 2, units: ['jobs'] }],
    ['lens', undefined],
    ['million', undefined],
    ['62 communes', undefined],
    ['3e', undefined],
    ['', undefined]
  ])('« %s » is read as %j', (text, expected) => {
    expect(parseNumber(text)).toEqual(expected)
  })

  it.each([
    ['1,2 million', 1186883, 0, 1],
    ['1,2 million', 1255036, 0, undefined],
    ['1,3 million', 1255036, 0, 1],
    ['644 971', 644971, 0, 0],
    ['644 970', 644971, 0, 1],
    ['18,4', 18.38, 1, 0],
    ['18', 18.4, 1, undefined]
  ])('« %s » against %d with %d decimals is %j', (text, value, decimals, expected) => {
    const typed = parseNumber(text)
    expect(typed && closenessTo(typed, value, decimals)).toBe(expected)
  })
})
