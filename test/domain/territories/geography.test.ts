import { describe, expect, it } from 'vitest'
import { NotFound, Refused } from '../../../src/domain/shared/errors.ts'
import {
  communesOf,
  epciOf,
  epciTypeOf,
  holdersOf,
  isCommune,
  nameOf,
  regionOf,
  territoriesAt,
  territoryExists,
  zoneOf
} from '../../../src/domain/territories/geography.ts'
import { communesNamed, entries } from '../../../src/domain/territories/gazetteer.ts'
import { historyOf } from '../../../src/domain/territories/history.ts'
import { territoryOf, type TerritoryId } from '../../../src/domain/territories/territory.ts'
import { commune, makeVale, PLATEAU, VALLEY } from './make.ts'

const vale = makeVale()
function com(n: number): TerritoryId {
  return territoryOf('COM', commune(n))
}

describe('isCommune', () => {
  it.each([
    [2, 2020, true],
    [2, 2021, false],
    [4, 2015, true],
    [4, 2016, false],
    [4, 2022, false],
    [4, 2023, true],
    [6, 2023, true],
    [6, 2024, false],
    [7, 2023, false],
    [7, 2024, true],
    [9, 2015, true],
    [9, 2016, false],
    [11, 1943, true],
    [11, 1942, false],
    [11, 2027, false],
    [12, 2026, false]
  ])('of commune %i in %i is %s', (n, year, expected) => {
    expect(isCommune(vale, commune(n), year)).toBe(expected)
  })

  it('is false for what is no code at all', () => {
    expect(['', '0001', '000011', 'Aval', 'ZZZZZ'].filter((text) => isCommune(vale, text, 2026))).toEqual([])
  })
})

describe('communesOf', () => {
  it('gives the members of an EPCI in the codes of the year', () => {
    expect(communesOf(vale, VALLEY, 2019)).toEqual([1, 2, 3, 5].map(commune))
    expect(communesOf(vale, VALLEY, 2020)).toEqual([1, 2, 3].map(commune))
    expect(communesOf(vale, VALLEY, 2021)).toEqual([1, 3].map(commune))
    expect(communesOf(vale, VALLEY, 2026)).toEqual([1, 3, 4].map(commune))
    expect(communesOf(vale, PLATEAU, 2026)).toEqual([5, 7, 8, 10].map(commune))
  })

  it('says that the members of an EPCI are unknown before the first list, and after the last', () => {
    expect(() => communesOf(vale, VALLEY, 2018)).toThrow(expect.objectContaining({ reason: 'unknown-before-2019' }))
    expect(() => communesOf(vale, VALLEY, 2027)).toThrow(expect.objectContaining({ reason: 'not-yet-known' }))
    expect(() => epciOf(vale, commune(1), 2018)).toThrow(Refused)
  })

  it('knows communes, zones and France before the first list of EPCI', () => {
    expect(communesOf(vale, territoryOf('FRANCE', 'F'), 2015)).toEqual([1, 2, 3, 4, 5, 6, 8, 9, 10, 11].map(commune))
    expect(communesOf(vale, territoryOf('ZE2020', '0002'), 2015)).toEqual([6, 8, 9, 10, 11].map(commune))
  })

  it('does not know a commune that is not in force, nor an EPCI that never was', () => {
    expect(() => communesOf(vale, com(2), 2021)).toThrow(NotFound)
    expect(() => communesOf(vale, territoryOf('EPCI', '999999999'), 2021)).toThrow(NotFound)
    expect(territoryExists(vale, com(2), 2020)).toBe(true)
    expect(territoryExists(vale, com(2), 2021)).toBe(false)
    expect(territoryExists(vale, VALLEY, 2018)).toBe(false)
  })
})

describe('names and natures', () => {
  it('are those of the year', () => {
    expect([2019, 2021, 2022].map((year) => nameOf(vale, com(5), year))).toEqual(['Étang', 'Étang', 'Nouvel-Étang'])
    expect(nameOf(vale, com(1), 2020)).toBe('Aval')
    expect(nameOf(vale, com(1))).toBe('Aval-Bosc')
    expect([2021, 2022].map((year) => nameOf(vale, VALLEY, year))).toEqual(['CC des Deux Rives', 'CA de la Vallée'])
    expect([2019, 2024, 2025].map((year) => epciTypeOf(vale, VALLEY, year))).toEqual(['CC', 'CC', 'CA'])
  })

  it('of communes gone before the first list are still known', () => {
    expect(nameOf(vale, com(9), 2015)).toBe('Hameau')
  })

  it('an island may belong to no EPCI', () => {
    expect(epciOf(vale, commune(11), 2026)).toBeUndefined()
    expect(epciOf(vale, commune(5), 2019)).toBe(VALLEY)
    expect(epciOf(vale, commune(5), 2020)).toBe(PLATEAU)
    expect(epciOf(vale, commune(2), 2021)).toBeUndefined()
  })

  it('a commune gone is in the zone of the one that took it over', () => {
    expect(zoneOf(vale, commune(9))).toBe('ZE2020-0002')
    expect(zoneOf(vale, commune(2))).toBe('ZE2020-0001')
  })
})

describe('territoriesAt', () => {
  it('lists a level, sorted', () => {
    expect(territoriesAt(vale, 'EPCI', 2026)).toEqual([VALLEY, PLATEAU])
    expect(territoriesAt(vale, 'COM', 2026)).toEqual([1, 3, 4, 5, 7, 8, 10, 11].map(com))
  })

  it('finds no region for France as a whole', () => {
    expect(regionOf(vale, territoryOf('FRANCE', 'F'), 2026)).toBeUndefined()
    expect(regionOf(vale, territoryOf('DEP', '62'), 2026)).toBe('REG-32')
  })
})

describe('holdersOf', () => {
  it('follows the ground of a code to another year', () => {
    expect(holdersOf(vale, commune(2), 2026)).toEqual([commune(1)])
    expect(holdersOf(vale, commune(9), 2020)).toEqual([commune(8)])
    expect(holdersOf(vale, commune(6), 2026)).toEqual([commune(7)])
    expect(holdersOf(vale, commune(7), 2019)).toEqual([commune(6)])
    expect(holdersOf(vale, '00901', 2026)).toEqual([commune(1)])
    expect(holdersOf(vale, '00999', 2026)).toEqual([])
  })
})

describe('communesNamed', () => {
  it.each(['Nœux', 'NOEUX', 'noeux', ' Nœux '])('finds %s however it is spelt', (name) => {
    expect(communesNamed(vale, name, { cog: 2026 })).toEqual([commune(11)])
  })

  it('reads ST as Saint, and finds by a former name or by a commune gone', () => {
    expect(communesNamed(vale, 'ST ILOT', { cog: 2026 })).toEqual([commune(10)])
    expect(communesNamed(vale, 'Étang', { cog: 2026 })).toEqual([commune(5)])
    expect(communesNamed(vale, 'Bosc', { cog: 2026 })).toEqual([commune(1)])
    expect(communesNamed(vale, 'Hameau', { cog: 2026 })).toEqual([commune(10)])
  })

  it('tells namesakes apart by department and postal code, else gives them all', () => {
    expect(communesNamed(vale, 'Fossé', { cog: 2023 })).toEqual([commune(6)])
    expect(communesNamed(vale, 'Cluse', { cog: 2023, department: '62' })).toEqual([])
    expect(communesNamed(vale, 'Aval', { cog: 2026, postalCode: '00100' })).toEqual([commune(1)])
  })
})

describe('entries', () => {
  const found = new Map([...entries(vale)].flatMap((entry) => (entry ? [[entry.territory, entry] as const] : [])))

  it('gives every territory in force with the names it absorbed', () => {
    expect(found.get(com(1))?.otherNames.toSorted()).toEqual(['Aval', 'Aval 1er Arrondissement', 'Bosc'])
    expect(found.get(com(10))?.otherNames).toEqual(['Hameau'])
    expect(found.get(VALLEY)?.otherNames).toEqual(['CC des Deux Rives'])
    expect(found.has(com(2))).toBe(false)
  })
})

describe('historyOf', () => {
  it('tells a merger, on both sides', () => {
    const merger = { date: '2021-01-01', kind: 'merged', before: [1, 2].map(commune), after: [commune(1)] }
    expect(historyOf(vale, com(2))).toEqual([merger])
    expect(historyOf(vale, com(1))).toContainEqual(merger)
  })

  it('tells a merger undone', () => {
    expect(historyOf(vale, com(4))).toEqual([
      { date: '2016-01-01', kind: 'merged', before: [3, 4].map(commune), after: [commune(3)] },
      { date: '2023-01-01', kind: 'split', before: [commune(3)], after: [3, 4].map(commune) }
    ])
  })

  it('tells a ground that went from one commune to another', () => {
    expect(historyOf(vale, com(10))).toEqual([
      { date: '2022-01-01', kind: 'redrawn', before: [8, 10].map(commune), after: [8, 10].map(commune) }
    ])
  })

  it('tells names, codes and moves from one EPCI to another', () => {
    expect(historyOf(vale, com(5))).toEqual([
      { date: '2020-01-01', kind: 'moved', before: [VALLEY], after: [PLATEAU] },
      { date: '2022-01-01', kind: 'renamed', before: ['Étang'], after: ['Nouvel-Étang'] }
    ])
    expect(historyOf(vale, com(7))).toEqual([
      { date: '2024-01-01', kind: 'code-changed', before: [commune(6)], after: [commune(7)] }
    ])
  })

  it('tells the life of an EPCI; a merger among members is no change of members', () => {
    expect(historyOf(vale, VALLEY)).toEqual([
      { date: '2020-01-01', kind: 'members-changed', before: [commune(5)], after: [] },
      { date: '2022-01-01', kind: 'renamed', before: ['CC des Deux Rives'], after: ['CA de la Vallée'] },
      { date: '2025-01-01', kind: 'nature-changed', before: ['CC'], after: ['CA'] }
    ])
    expect(historyOf(vale, territoryOf('DEP', '62'))).toEqual([])
  })
})
