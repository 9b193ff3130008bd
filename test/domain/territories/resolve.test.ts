import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { InvalidInput, NotFound } from '../../../src/domain/shared/errors.ts'
import { overlap } from '../../../src/domain/territories/overlap.ts'
import type { Perimeter, PerimeterDefinition, PerimeterId } from '../../../src/domain/territories/perimeter.ts'
import {
  dayOfYear,
  findPerimeter,
  isFree,
  parsePerimeterId,
  resolvePerimeter
} from '../../../src/domain/territories/resolve.ts'
import { commune, makeAtlas, makePerimeter, PLATEAU, VALLEY } from './make.ts'

function ids(...texts: readonly string[]): PerimeterId[] {
  return texts.map(parsePerimeterId)
}

function list(...communes: readonly number[]): PerimeterDefinition {
  return { kind: 'list', cog: 2026, communes: communes.map(commune) }
}

const PERIMETERS: readonly Perimeter[] = [
  makePerimeter('valley', { kind: 'membership', territory: VALLEY }, { validFrom: '2017-01-01' }),
  makePerimeter('plateau', { kind: 'membership', territory: PLATEAU }),
  makePerimeter('both', { kind: 'union', of: ids('valley', 'plateau') }),
  makePerimeter('shore', list(1, 3, 11)),
  makePerimeter('old', { kind: 'list', communes: [2, 3].map(commune), cog: 2019 }),
  makePerimeter('ended', list(1), { validTo: '2022-12-31' }),
  makePerimeter('drawn', { kind: 'geometry', file: 'geometries/drawn.geojson', rule: 'inside' }),
  makePerimeter('with-drawn', { kind: 'union', of: ids('drawn', '00011') }),
  makePerimeter('lost', { kind: 'geometry', file: 'geometries/lost.geojson', rule: 'inside' }),
  makePerimeter('round', { kind: 'union', of: ids('about') }),
  makePerimeter('about', { kind: 'union', of: ids('valley', 'round') }),
  makePerimeter('meet', { kind: 'intersection', of: ids('valley', 'shore') }),
  makePerimeter('nothing', { kind: 'intersection', of: ids('valley', 'plateau') })
]

const atlas = makeAtlas(PERIMETERS, {
  derived: new Map([[parsePerimeterId('drawn'), { communes: [3, 4, 6].map(commune), cog: 2015 }]])
})

function members(id: string, day = '2026-01-01'): string {
  return resolvePerimeter(atlas, parsePerimeterId(id), day)
    .communes.map((code) => Number(code.slice(2)))
    .join(' ')
}

function reason(id: string, day = '2026-01-01'): unknown {
  try {
    return members(id, day)
  } catch (error) {
    return error instanceof Error && 'reason' in error ? error.reason : error
  }
}

describe('resolvePerimeter', () => {
  it.each([
    ['valley', '2026-01-01', '1 3 4'],
    ['valley', '2019-01-01', '1 2 3 5'],
    ['valley', '2020-06-30', '1 2 3'],
    ['both', '2026-01-01', '1 3 4 5 7 8 10'],
    ['meet', '2026-01-01', '1 3'],
    ['shore', '2026-01-01', '1 3 11'],
    ['00011', '2026-01-01', '11'],
    ['EPCI-100000002', '2020-01-01', '5 6 8 10'],
    ['drawn', '2026-01-01', '3 4 7'],
    ['drawn', '2020-01-01', '3 6']
  ])('%s on %s is %s', (id, day, expected) => {
    expect(members(id, day)).toBe(expected)
  })

  it('has the same version for the same members, whatever defines them', () => {
    const version = (id: string, day = '2026-01-01') => resolvePerimeter(atlas, parsePerimeterId(id), day).version
    expect(version('valley')).toMatch(/^2026-[0-9a-f]{8}$/)
    expect(version('libre:00001+00003+00004')).toBe(version('valley'))
    expect(version('valley', '2025-01-01').slice(5)).toBe(version('valley').slice(5))
    expect(version('valley', '2021-01-01').slice(5)).not.toBe(version('valley').slice(5))
  })

  it('takes a year on the day the perimeter began, if it began that year', () => {
    const [days, began] = [[2018, 2019, 2020], { validFrom: '2019-03-07' }]
    expect(days.map((year) => dayOfYear(began, year))).toEqual(['2018-01-01', '2019-03-07', '2020-01-01'])
    expect(dayOfYear({}, 2019)).toBe('2019-01-01')
  })

  it('says which published territory it is, however it is defined', () => {
    const exactly = (id: string) => resolvePerimeter(atlas, parsePerimeterId(id), '2026-01-01').exactly
    expect(exactly('valley')).toBe(VALLEY)
    expect(exactly('00003')).toBe('COM-00003')
    expect(exactly('libre:00004+00003+00001')).toBe(VALLEY)
    expect(exactly('libre:00001+00003')).toBeUndefined()
    expect(exactly('both')).toBeUndefined()
  })

  it('says which published territories make it up, if they do', () => {
    const parts = (id: string) => resolvePerimeter(atlas, parsePerimeterId(id), '2026-01-01').parts
    expect(parts('both')).toEqual([
      { perimeter: 'valley', territory: VALLEY },
      { perimeter: 'plateau', territory: PLATEAU }
    ])
    expect(parts('libre:both+00011').map(({ perimeter }) => perimeter)).toEqual(['valley', 'plateau', '00011'])
    expect(parts('libre:both+00001')).toEqual([])
    expect(parts('valley')).toEqual([])
  })

  it('is derived when a geometry, its own or a part’s, chose the members', () => {
    const derived = (id: string) => resolvePerimeter(atlas, parsePerimeterId(id), '2026-01-01').derived
    expect(['drawn', 'with-drawn', 'valley', '00011'].map(derived)).toEqual([true, true, false, false])
  })

  it.each([
    ['valley', '2016-12-31', 'before-it-existed'],
    ['both', '2016-12-31', 'before-it-existed'],
    ['valley', '2018-01-01', 'unknown-before-2019'],
    ['valley', '2027-01-01', 'not-yet-known'],
    ['ended', '2023-01-01', 'after-it-ended'],
    ['round', '2026-01-01', 'circular'],
    ['lost', '2026-01-01', 'not-derived'],
    ['nothing', '2026-01-01', 'empty'],
    ['old', '2026-01-01', 'straddles'],
    ['shore', '2020-01-01', 'straddles']
  ])('refuses %s on %s: %s', (id, day, expected) => {
    expect(reason(id, day)).toBe(expected)
  })

  it('follows a list as long as no merger crosses its border', () => {
    expect(members('old', '2019-01-01')).toBe('2 3')
    expect(members('shore', '2024-01-01')).toBe('1 3 11')
  })

  it('proposes the nearest ids, or what a code became', () => {
    expect(() => members('valey')).toThrow(/« valey » : peut-être valley/)
    expect(() => members('00002')).toThrow(/00001 Aval-Bosc/)
    expect(() => members('EPCI-999999999')).toThrow(NotFound)
    expect(() => members('EPCI-100000020')).toThrow(/: peut-être EPCI-100000002 CC du Plateau/)
    expect(() => members('00901')).toThrow(/^aucune commune 00901 .*: peut-être 00001 Aval-Bosc/)
    expect(() => parsePerimeterId('100000002')).toThrow(/peut-être EPCI-100000002/)
    expect(() => members('libre:valley+nowhere')).toThrow(/« nowhere »/)
  })
})

describe('parsePerimeterId', () => {
  it.each(['pma', 'erbm-250', '62498', '2A004', 'EPCI-200072460', 'DEP-2A', 'FRANCE-F', 'libre:62498+62510~pma'])(
    'reads %s',
    (text) => {
      expect(parsePerimeterId(text)).toBe(text)
    }
  )

  it('knows a commune under its code only', () => {
    expect(parsePerimeterId('COM-62498')).toBe('62498')
  })

  it.each([
    '',
    'PMA',
    '6249',
    'a_b',
    '-a',
    'libre:',
    'libre:62498+',
    'libre:+62498',
    'libre:libre:a',
    'EPCI-12',
    'a/b'
  ])('refuses "%s"', (text) => {
    expect(() => parsePerimeterId(text)).toThrow(InvalidInput)
  })
})

describe('a free perimeter', () => {
  it('reads its signs from left to right', () => {
    expect(members('libre:valley+00011~00003')).toBe('1 4 11')
    expect(members('libre:valley~00003+00003')).toBe('1 3 4')
    expect(members('libre:valley~shore~00004+00005')).toBe('5')
  })

  it('says that it is one', () => {
    expect([isFree(parsePerimeterId('libre:00001')), isFree(parsePerimeterId('valley'))]).toEqual([true, false])
    expect(findPerimeter(atlas, parsePerimeterId('libre:00001')).label.en).toBe('Free perimeter')
    expect(findPerimeter(atlas, parsePerimeterId('00011')).label.fr).toBe('Nœux')
  })
})

describe('sets of communes', () => {
  const sets = fc.uniqueArray(fc.constantFrom(1, 3, 4, 5, 7, 8, 10, 11), { minLength: 1 })

  function resolved(definitions: Readonly<Record<string, PerimeterDefinition>>, id: string): readonly string[] {
    const perimeters = Object.entries(definitions).map(([name, definition]) => makePerimeter(name, definition))
    try {
      return resolvePerimeter(makeAtlas(perimeters), parsePerimeterId(id), '2026-01-01').communes
    } catch (error) {
      if (error instanceof Error && 'reason' in error && error.reason === 'empty') return []
      throw error
    }
  }

  it('obey the laws of union, intersection and difference', () => {
    fc.assert(
      fc.property(sets, sets, (a, b) => {
        const world = {
          a: list(...a),
          b: list(...b),
          or: { kind: 'union', of: ids('a', 'b') },
          ro: { kind: 'union', of: ids('b', 'a') },
          and: { kind: 'intersection', of: ids('a', 'b') },
          less: { kind: 'difference', of: ids('a', 'b') },
          more: { kind: 'difference', of: ids('b', 'a') }
        } as const
        const of = (id: keyof typeof world) => resolved(world, id)
        expect(of('or')).toEqual(of('ro'))
        expect(of('or')).toHaveLength(a.length + b.length - of('and').length)
        expect([...of('less'), ...of('and')].sort()).toEqual(of('a'))
        expect([...of('less'), ...of('and'), ...of('more')].sort()).toEqual(of('or'))
        expect(overlap(a.map(commune), b.map(commune))).toEqual({
          shared: of('and'),
          onlyHere: of('less'),
          onlyThere: of('more')
        })
      })
    )
  })
})
