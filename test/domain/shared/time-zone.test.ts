import { expect, it } from 'vitest'
import { beginningOf, dayThere, endOf, instantAt, isTimeZone } from '../../../src/domain/shared/time-zone.ts'

it('a zone is one of the database of zones', () => {
  expect(['Europe/Paris', 'Indian/Reunion', 'UTC'].filter(isTimeZone)).toHaveLength(3)
  expect(['', 'Paris', 'Europe/Lens', '+0x'].filter(isTimeZone)).toEqual([])
})

it('a day begins when it does there', () => {
  expect(dayThere('Europe/Paris', new Date('2026-12-31T23:00:00Z'))).toBe('2027-01-01')
  expect(dayThere('America/Cayenne', new Date('2027-01-01T02:59:59Z'))).toBe('2026-12-31')
})

it('a day lasts from midnight to midnight there, twenty-three hours when clocks go forward', () => {
  expect(beginningOf('Europe/Paris', '2027-03-28')).toBe('2027-03-27T23:00:00.000Z')
  expect(endOf('Europe/Paris', '2027-03-28')).toBe('2027-03-28T22:00:00.000Z')
  expect(endOf('Indian/Reunion', '2026-12-31')).toBe('2026-12-31T20:00:00.000Z')
})

it('an hour that clocks jump over is told as if they had not', () => {
  expect(instantAt('Europe/Paris', '2027-03-28', 2).toISOString()).toBe('2027-03-28T01:00:00.000Z')
  expect(instantAt('Europe/Paris', '2027-03-28', 3).toISOString()).toBe('2027-03-28T01:00:00.000Z')
})
