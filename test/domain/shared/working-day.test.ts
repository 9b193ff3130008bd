import { expect, it } from 'vitest'
import { addWorkingDays, isWorkingDay } from '../../../src/domain/shared/working-day.ts'

it('a delay jumps over Saturdays, Sundays and public holidays', () => {
  expect(addWorkingDays('2026-11-20', 1)).toBe('2026-11-23')
  // From Monday 21 December: Christmas and New Year's Day are Fridays.
  expect(addWorkingDays('2026-12-21', 10)).toBe('2027-01-06')
  expect(addWorkingDays('2026-11-22', 0)).toBe('2026-11-22')
})

it.each(['2026-04-06', '2026-05-14', '2026-05-25', '2027-03-29', '2024-05-09', '2026-07-14', '2026-11-11'])(
  'on %s offices are shut',
  (day) => {
    expect(isWorkingDay(day)).toBe(false)
  }
)

it('Easter itself moves, and the Friday before it is worked', () => {
  expect(isWorkingDay('2026-04-03')).toBe(true)
  expect(isWorkingDay('2026-04-07')).toBe(true)
})
