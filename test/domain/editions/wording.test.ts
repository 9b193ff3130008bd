import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wordNumber, WORDING_KINDS } from '../../../src/domain/editions/wording.ts'

describe('words for a rounded number', () => {
  it('says « plus de 6 100 » from above 6 100 to below 6 200, and for no other value', () => {
    const said = (value: number) => {
      const worded = wordNumber(value, { kind: 'more', step: 100 })
      return worded.ok ? [worded.kind, worded.value] : worded.reason
    }
    expect(said(6101)).toEqual(['more', 6100])
    expect(said(6199)).toEqual(['more', 6100])
    expect(said(6200)).toEqual(['exact', 6200])
    expect(said(6100)).toEqual(['exact', 6100])
    expect(said(6099)).toEqual(['more', 6000])
  })

  it('says « près de » of what is just below, and refuses it of what is far', () => {
    expect(wordNumber(5990, { kind: 'nearly', step: 100 })).toMatchObject({ ok: true, value: 6000 })
    expect(wordNumber(5930, { kind: 'nearly', step: 100 })).toEqual({ ok: false, reason: 'too-far-to-be-near' })
    expect(wordNumber(6010, { kind: 'nearly', step: 100 })).toEqual({ ok: false, reason: 'too-far-to-be-near' })
  })

  it('rounds by parts of a unit as well', () => {
    expect(wordNumber(16.62, { kind: 'more', step: 0.5 })).toEqual({ ok: true, kind: 'more', value: 16.5, decimals: 1 })
    expect(wordNumber(0.3, { kind: 'about', step: 0.1 })).toEqual({ ok: true, kind: 'exact', value: 0.3, decimals: 1 })
  })

  it('is true of the number, whatever the number and the step', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e7, max: 1e7, noNaN: true }),
        fc.constantFrom(...WORDING_KINDS),
        fc.constantFrom(1, 5, 10, 100, 1000, 0.1, 0.5),
        (value, kind, step) => {
          const worded = wordNumber(value, { kind, step })
          if (!worded.ok) return
          const [size, said] = [Math.abs(value), Math.abs(worded.value)]
          const slack = step * 1e-6
          if (worded.kind === 'more') expect(said).toBeLessThan(size + slack)
          if (worded.kind === 'less' || worded.kind === 'nearly') expect(said).toBeGreaterThan(size - slack)
          expect(Math.abs(said - size)).toBeLessThanOrEqual(step + slack)
        }
      )
    )
  })
})
