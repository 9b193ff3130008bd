import { describe, expect, it } from 'vitest'
import { admits, intervalOf, stepOf } from '../../../src/domain/sources/claim-amount.ts'
import { yearsOf } from '../../../src/domain/sources/claim-words.ts'
import { amountOf } from '../../../src/domain/sources/claim.ts'
import { makeClaim } from './make-claim.ts'

describe('the rounding of a claim', () => {
  it('is that of the last digit which says something', () => {
    expect([580_700, 150, 646.9, 23_000, 1000].map(stepOf)).toEqual([100, 1, 0.1, 1000, 1000])
  })

  it('admits what would be written so, and no more', () => {
    expect(admits(makeClaim({ value: 580_700 }), 580_742)).toBe(true)
    expect(admits(makeClaim({ value: 580_700 }), 580_760)).toBe(false)
    expect(admits(makeClaim({ value: 26.5 }), 26.46)).toBe(true)
  })

  it('follows the word before it: « plus de 6 100 » goes from 6 100 to 6 199', () => {
    const more = makeClaim({ value: 6100, qualifier: 'more-than' })
    expect([6099, 6100, 6129, 6199, 6201].map((value) => admits(more, value))).toEqual([false, true, true, true, false])
    const nearly = makeClaim({ value: 650_000, qualifier: 'nearly' })
    expect([639_000, 644_971, 651_000].map((value) => admits(nearly, value))).toEqual([false, true, false])
  })

  it('has an order of magnitude where there are only words', () => {
    expect(intervalOf(makeClaim({ qualifier: 'several-thousands' }))).toEqual({ from: 2000, to: 100_000 })
    expect(intervalOf(makeClaim())).toBeUndefined()
  })
})

describe('a damaged reading', () => {
  const mended = (value: number, likely: string): number | undefined =>
    amountOf(makeClaim({ reading: { status: 'doubtful', raw: { value }, likely } }))?.value

  it('is mended by a remark that a slip of the scan explains', () => {
    expect([mended(206, '2016'), mended(2130, '130'), mended(1, '11 parcs'), mended(20_719, '2019')]).toEqual([
      2016, 130, 11, 2019
    ])
  })

  it('is not mended by a remark on something else', () => {
    expect([mended(26.5, '2018'), mended(16, '1re fois'), mended(3, '2016'), mended(4, 'not a number')]).toEqual([
      26.5, 16, 3, 4
    ])
  })

  it('gives way to what somebody has validated', () => {
    const reading = { status: 'validated', raw: { value: 2130 }, validated: { value: 130 }, by: 'A. Exemple' } as const
    expect(amountOf(makeClaim({ reading }))?.value).toBe(130)
  })
})

describe('a period in words', () => {
  it.each([
    ['2012-2022', { from: 2012, to: 2022 }],
    ['depuis 2012', { from: 2012, to: Infinity }],
    ['d’ici 2030', { from: -Infinity, to: 2030 }],
    ['fin 2021', { from: 2021, to: 2021 }],
    ['années 1950s', { from: 1950, to: 1959 }],
    ['2022 (no vintage)', { from: 2022, to: 2022 }],
    ['10 ans', undefined]
  ])('%s', (text, years) => {
    expect(yearsOf(text)).toEqual(years)
  })
})
