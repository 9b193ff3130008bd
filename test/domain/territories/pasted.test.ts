import { describe, expect, it } from 'vitest'
import { readPasted, remarkOn, type Pasted } from '../../../src/domain/territories/pasted.ts'
import { parseCommuneCode } from '../../../src/domain/territories/territory.ts'
import { loadGeography } from '../../../src/store/geography.ts'
import { ROOT } from '../../../src/root.ts'

const geography = loadGeography(ROOT)
function read(text: string, year?: number): Pasted {
  return readPasted(geography, text, { isPerimeter: (id) => id === 'cahc', ...(year !== undefined && { year }) })
}

describe('pasted text', () => {
  it('holds codes, names and perimeters, one a line or between commas', () => {
    expect(read('62041 Arras\nLENS; noeux les mines,cahc\r\n1004\n\n62041')).toEqual({
      communes: ['01004', '62041', '62498', '62617'],
      others: ['cahc'],
      review: [],
      lines: 6
    })
  })

  it('leaves homonyms to choose from, unless the department is told', () => {
    expect(read('Saint-Martin').review).toEqual(['Saint-Martin'])
    const remark = remarkOn(geography, 'Saint-Martin', new Set())
    expect(remark.kind).toBe('homonyms')
    expect(remark.communes.map(({ department }) => department)).toEqual(['32', '54', '65', '67'])
    expect(read('Saint-Martin (67)').communes).toEqual(['67426'])
  })

  it('follows a commune that is no more into the one that took all that was pasted', () => {
    const alone = read('01039')
    expect(alone.communes).toEqual([])
    const { kind, communes } = remarkOn(geography, '01039', new Set())
    expect(kind).toBe('part')
    expect(communes.map(({ commune }) => commune)).toEqual(['01138'])
    const whole = read('01039\n01138')
    expect(whole).toMatchObject({ communes: ['01138'], review: ['01039'] })
    expect(remarkOn(geography, '01039', new Set(whole.communes)).kind).toBe('followed')
  })

  it('says what it does not know', () => {
    expect(read('99999\nNulle-Part')).toMatchObject({
      communes: [],
      review: expect.arrayContaining(['99999', 'Nulle-Part']) as unknown
    })
    expect(remarkOn(geography, '99999', new Set()).kind).toBe('unknown')
  })

  it('reads ten thousand codes without looking any of them up more than a few times', () => {
    const text = geography.tables.codes().slice(0, 10_000).join('\n')
    const looked = { count: 0 }
    const tables = new Proxy(geography.tables, {
      get(target, key, receiver) {
        looked.count += 1
        return Reflect.get(target, key, receiver) as unknown
      }
    })
    const readCounted = (year?: number): Pasted =>
      readPasted({ ...geography, tables }, text, { isPerimeter: () => false, ...(year !== undefined && { year }) })
    const { communes } = readCounted()
    expect(communes.length).toBeGreaterThan(9900)
    expect(parseCommuneCode('01001')).toBe(communes[0])
    expect(readCounted(2012).communes.length).toBeGreaterThan(9500)
    expect(looked.count).toBeLessThan(100 * 10_000)
  })
})
