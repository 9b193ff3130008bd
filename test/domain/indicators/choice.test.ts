import { expect, it } from 'vitest'
import { columnOf } from '../../../src/domain/indicators/choice.ts'
import { parsePeriod } from '../../../src/domain/shared/period.ts'
import { series } from '../../make.ts'

it.each([
  ['P18_POP, P13_POP', '2018', 'P18_POP'],
  ['P18_POP, P13_POP', '2013', 'P13_POP'],
  ['NAIS1318, NAISD20', '2013/2018', 'NAIS1318'],
  ['P18_POP1518, P13_POP1518', '2018', 'P18_POP1518, P13_POP1518'],
  ['2003-T1 … 2025-T4', '2012-Q4', '2012-T4'],
  ['2001 … 2018', '2015', '2015'],
  ['1er trimestre 2003 … 4e trimestre 2025', '2012-Q4', '1er trimestre 2003 … 4e trimestre 2025'],
  ['total', '2015', 'total']
])('names of the columns %s the one of %s: %s', (column, period, expected) => {
  const held = { series: series('population'), periods: [], column, levels: [] }
  expect(columnOf({ held, period: parsePeriod(period) })).toBe(expected)
})
