import { describe, expect, it } from 'vitest'
import { CHECKS, judge, worst } from '../../../src/domain/service/health.ts'

describe('a check', () => {
  it.each([
    ['failed-jobs', 0, 'ok'],
    ['failed-jobs', 1, 'amber'],
    ['failed-jobs', 20, 'red'],
    ['disk', 16, 'ok'],
    ['disk', 15, 'amber'],
    ['disk', 5, 'red'],
    ['letters', 240, 'red']
  ] as const)('%s at %i is %s', (name, value, level) => {
    expect(judge(name, { status: 'measured', value }).level).toBe(level)
  })

  it('that cannot be measured is grave; one that has nothing to measure is not', () => {
    expect(judge('database', { status: 'fault', why: { fr: 'non', en: 'no' } }).level).toBe('red')
    expect(judge('pages', { status: 'nothing' }).level).toBe('ok')
  })

  it('the worst one is the state of all', () => {
    const ok = judge('pages', { status: 'nothing' })
    const amber = judge('dump', { status: 'measured', value: 9 })
    expect(worst([])).toBe('ok')
    expect(worst([ok, amber])).toBe('amber')
    expect(worst([amber, judge('disk', { status: 'measured', value: 1 }), ok])).toBe('red')
  })

  it('is grave later than it asks for a look', () => {
    for (const { amber, red, unit } of Object.values(CHECKS)) {
      expect(unit === 'percent-free' ? amber - red : red - amber).toBeGreaterThan(0)
    }
  })
})
