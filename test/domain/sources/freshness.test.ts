import { describe, expect, it } from 'vitest'
import { freshnessOf } from '../../../src/domain/sources/freshness.ts'

const quarterly = { everyMonths: 3, lagMonths: 3 }

describe('the next edition', () => {
  it('is expected one rhythm and one delay after the end of the latest', () => {
    expect(freshnessOf(quarterly, [{ edition: '2025-Q3' }, { edition: '2025-Q4' }], '2026-06-30')).toEqual({
      kind: 'current',
      next: '2026-06'
    })
  })

  it('is late once its month is over', () => {
    expect(freshnessOf(quarterly, [{ edition: '2025-Q4' }], '2026-08-01')).toEqual({
      kind: 'late',
      next: '2026-06',
      months: 2
    })
  })

  it('of a yearly source follows the end of the year, that of a month the month', () => {
    expect(freshnessOf({ everyMonths: 12, lagMonths: 24 }, [{ edition: '2023' }], '2026-11-22')).toMatchObject({
      kind: 'current',
      next: '2026-12'
    })
    expect(freshnessOf({ everyMonths: 12 }, [{ edition: '2022-01' }], '2023-01-31')).toMatchObject({ next: '2023-01' })
  })

  it('is not expected of a source without a calendar, nor from nothing', () => {
    expect(freshnessOf({}, [{ edition: '2022' }], '2026-01-01')).toEqual({ kind: 'irregular' })
    expect(freshnessOf({ everyMonths: 12 }, [{ edition: 'first' }], '2026-01-01')).toEqual({ kind: 'irregular' })
    expect(freshnessOf({ everyMonths: 12 }, [], '2026-01-01')).toEqual({ kind: 'empty' })
  })
})
