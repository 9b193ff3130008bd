import { describe, expect, it } from 'vitest'
import { cadenceOf, nextDigest } from '../../../src/domain/notifications/notification.ts'

describe('a digest', () => {
  it.each([
    ['daily', '2026-11-22T05:59:00Z', '2026-11-22T06:00:00.000Z'],
    ['daily', '2026-11-22T06:00:00Z', '2026-11-23T06:00:00.000Z'],
    ['daily', '2026-12-31T23:00:00Z', '2027-01-01T06:00:00.000Z'],
    ['weekly', '2026-11-22T07:00:00Z', '2026-11-23T06:00:00.000Z'],
    ['weekly', '2026-11-23T06:00:00Z', '2026-11-30T06:00:00.000Z']
  ] as const)('that is %s leaves, after %s, at %s', (cadence, after, next) => {
    expect(nextDigest(cadence, new Date(after)).toISOString()).toBe(next)
  })
})

it('a kind that nobody chose a frequency for keeps its own', () => {
  expect(cadenceOf({}, 'organisation.changed')).toBe('daily')
  expect(cadenceOf({ 'organisation.changed': 'none' }, 'organisation.changed')).toBe('none')
})
