import { describe, expect, it } from 'vitest'
import { nextTry } from '../../../src/domain/service/job.ts'

const NOW = new Date('2026-11-22T12:00:00Z')

describe('a job that failed', () => {
  it('waits longer each time, and is given up after three days', () => {
    const waits: number[] = []
    let now = NOW
    for (let attempts = 1; ; attempts += 1) {
      const next = nextTry(attempts, now, undefined)
      if (next.status === 'failed') break
      waits.push((next.runAt.getTime() - now.getTime()) / 60_000)
      now = next.runAt
    }
    expect(waits).toEqual(waits.toSorted((one, other) => one - other))
    expect((now.getTime() - NOW.getTime()) / 3_600_000).toBeGreaterThan(72)
    expect(waits[0]).toBe(1)
  })

  it('is not tried again once what it carries is of no use', () => {
    expect(nextTry(1, NOW, new Date(NOW.getTime() + 60_000))).toEqual({ status: 'failed' })
    expect(nextTry(1, NOW, new Date(NOW.getTime() + 61_000)).status).toBe('waiting')
  })
})
