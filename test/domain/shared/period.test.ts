import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { InvalidInput } from '../../../src/domain/shared/errors.ts'
import {
  comparePeriods,
  firstDay,
  makeSpan,
  parsePeriod,
  periodEnds,
  periodType,
  periodYear
} from '../../../src/domain/shared/period.ts'

describe('parsePeriod', () => {
  it.each([
    ['2018', 'year', '2018-01-01', 2018],
    ['2012-Q4', 'quarter', '2012-10-01', 2012],
    ['2021-Q1', 'quarter', '2021-01-01', 2021],
    ['2021-03', 'month', '2021-03-01', 2021],
    ['2020-02-29', 'day', '2020-02-29', 2020],
    ['2013/2018', 'span', '2013-01-01', 2018],
    ['2012-12-04/2013-11-30', 'span', '2012-12-04', 2013],
    ['2012-Q4/2021-Q1', 'span', '2012-10-01', 2021]
  ])('reads %s as a %s that begins on %s and ends in %i', (text, type, day, year) => {
    const period = parsePeriod(text)
    expect([period, periodType(period), firstDay(period), periodYear(period)]).toEqual([text, type, day, year])
  })

  it.each([
    '',
    '18',
    '1799',
    '2200',
    '2018-13',
    '2018-00',
    '2018-Q5',
    '2018-Q0',
    '2021-02-29',
    '2021-04-31',
    '2018-1',
    '2018/2013',
    '2018/2018',
    '2013/2018/2020',
    '/2018',
    '2018/',
    ' 2018',
    '2O18',
    '01/01/2018'
  ])('refuses "%s"', (text) => {
    expect(() => parsePeriod(text)).toThrow(InvalidInput)
  })
})

describe('spans', () => {
  it('have two ends; a point of time is both of its own', () => {
    expect(periodEnds(parsePeriod('2013/2018'))).toEqual(['2013', '2018'])
    expect(periodEnds(parsePeriod('2018'))).toEqual(['2018', '2018'])
    expect(makeSpan(parsePeriod('2013'), parsePeriod('2018'))).toBe('2013/2018')
    expect(() => makeSpan(parsePeriod('2018'), parsePeriod('2013'))).toThrow(InvalidInput)
  })
})

describe('comparePeriods', () => {
  it('puts a year before its first quarter, its first month and its first day', () => {
    const periods = ['2019', '2018-01-01', '2018-Q2', '2018-01', '2018', '2018-Q1'].map(parsePeriod)
    expect(periods.sort(comparePeriods)).toEqual(['2018', '2018-01', '2018-01-01', '2018-Q1', '2018-Q2', '2019'])
  })

  const point = fc
    .tuple(fc.integer({ min: 1800, max: 2199 }), fc.constantFrom('', '-Q1', '-Q4', '-02', '-11', '-12-31', '-02-28'))
    .map(([year, rest]) => parsePeriod(`${year}${rest}`))

  it('is an order', () => {
    fc.assert(
      fc.property(point, point, point, (a, b, c) => {
        expect(comparePeriods(a, b) + comparePeriods(b, a)).toBe(0)
        expect(comparePeriods(a, b) === 0).toBe(a === b)
        if (comparePeriods(a, b) <= 0 && comparePeriods(b, c) <= 0) expect(comparePeriods(a, c)).toBeLessThanOrEqual(0)
      })
    )
  })
})
