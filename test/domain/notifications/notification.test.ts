import { describe, expect, it } from 'vitest'
import { cadenceOf, nextDigest } from '../../../src/domain/notifications/notification.ts'

describe('a digest', () => {
  it.each([
    ['daily', '2026-11-22T04:59:00Z', '2026-11-22T05:00:00.000Z'],
    ['daily', '2026-11-22T05:00:00Z', '2026-11-23T05:00:00.000Z'],
    ['daily', '2026-12-31T23:00:00Z', '2027-01-01T05:00:00.000Z'],
    ['daily', '2026-07-14T03:59:00Z', '2026-07-14T04:00:00.000Z'],
    // Clocks go back in the night of 25 October 2026, and forward in that of 28 March 2027.
    ['daily', '2026-10-24T12:00:00Z', '2026-10-25T05:00:00.000Z'],
    ['daily', '2026-10-23T12:00:00Z', '2026-10-24T04:00:00.000Z'],
    ['daily', '2027-03-27T12:00:00Z', '2027-03-28T04:00:00.000Z'],
    ['daily', '2027-03-28T01:30:00Z', '2027-03-28T04:00:00.000Z'],
    ['weekly', '2026-11-22T07:00:00Z', '2026-11-23T05:00:00.000Z'],
    ['weekly', '2026-11-23T05:00:00Z', '2026-11-30T05:00:00.000Z'],
    // Sunday evening in London, Monday in Paris already.
    ['weekly', '2026-11-22T23:30:00Z', '2026-11-23T05:00:00.000Z'],
    ['weekly', '2026-10-19T12:00:00Z', '2026-10-26T05:00:00.000Z']
  ] as const)('that is %s leaves, after %s, at %s: six in the morning in Paris', (cadence, after, next) => {
    expect(nextDigest(cadence, new Date(after), 'Europe/Paris').toISOString()).toBe(next)
  })

  it.each([
    ['America/Cayenne', '2026-11-22T08:00:00Z', '2026-11-22T09:00:00.000Z'],
    ['Indian/Reunion', '2026-11-22T08:00:00Z', '2026-11-23T02:00:00.000Z'],
    ['Pacific/Noumea', '2026-11-22T20:00:00Z', '2026-11-23T19:00:00.000Z'],
    ['Asia/Kathmandu', '2026-11-22T00:00:00Z', '2026-11-22T00:15:00.000Z']
  ])('leaves at six in the morning in %s', (zone, after, next) => {
    expect(nextDigest('daily', new Date(after), zone).toISOString()).toBe(next)
  })
})

it('a kind that nobody chose a frequency for keeps its own', () => {
  expect(cadenceOf({}, 'organisation.changed')).toBe('daily')
  expect(cadenceOf({ 'organisation.changed': 'none' }, 'organisation.changed')).toBe('none')
})
