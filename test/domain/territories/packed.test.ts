import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { InvalidInput } from '../../../src/domain/shared/errors.ts'
import { packList, unpackList } from '../../../src/domain/territories/packed.ts'
import { parseCommuneCode, type CommuneCode } from '../../../src/domain/territories/territory.ts'

const codes = fc
  .tuple(fc.constantFrom('01', '2A', '2B', '59', '62', '97'), fc.integer({ min: 0, max: 999 }))
  .map(([department, number]) => parseCommuneCode(department + String(number).padStart(3, '0')))

describe('a packed list of communes', () => {
  it('gives back the communes that it was made of, sorted and once', () => {
    fc.assert(
      fc.property(fc.array(codes, { minLength: 1, maxLength: 300 }), (communes) => {
        const packed = packList({ cog: 2026, communes })
        expect(unpackList(packed)).toEqual({ cog: 2026, communes: [...new Set(communes)].sort() })
      })
    )
  })

  it('takes a few bits per commune: ten thousand scattered ones fit in an address', () => {
    const communes: CommuneCode[] = []
    for (let department = 1; department <= 95; department += 1) {
      if (department === 20) continue
      const two = String(department).padStart(2, '0')
      for (let i = 0; i < 107; i += 1)
        communes.push(parseCommuneCode(two + String((i * i * 7 + i * 3) % 900).padStart(3, '0')))
    }
    const packed = packList({ cog: 2026, communes })
    expect(packed.length).toBeLessThan(8000)
    const dense = Array.from({ length: 890 }, (_, i) => parseCommuneCode(`62${String(i + 1).padStart(3, '0')}`))
    expect(packList({ cog: 2026, communes: dense }).length).toBeLessThan(170)
  })

  it('is refused as soon as a sign was changed, cut or added', () => {
    const packed = packList({ cog: 2026, communes: ['62041', '62119', '62498'].map(parseCommuneCode) })
    for (const wrong of [
      packed.slice(0, -1),
      `${packed}A`,
      `${packed}AAAA`,
      packed.replace('2026', '1789'),
      'liste2026.'
    ]) {
      expect(() => unpackList(wrong), wrong).toThrow(InvalidInput)
    }
    expect(() => unpackList(`liste2026.${'A'.repeat(20_000)}`)).toThrow(InvalidInput)
  })

  it('never makes another fault than a refusal, whatever is written', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9_-]{1,60}$/), (signs) => {
        try {
          const list = unpackList(`liste2026.${signs}`)
          expect(packList(list)).toBe(`liste2026.${signs}`)
        } catch (error) {
          expect(error).toBeInstanceOf(InvalidInput)
        }
      })
    )
  })
})
