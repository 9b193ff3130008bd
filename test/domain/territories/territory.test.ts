import { describe, expect, it } from 'vitest'
import { InvalidInput } from '../../../src/domain/shared/errors.ts'
import {
  codeOf,
  departmentOf,
  levelOf,
  parseCommuneCode,
  parseTerritoryId,
  territoryOf
} from '../../../src/domain/territories/territory.ts'

describe('parseCommuneCode', () => {
  it.each([
    ['01004', '01'],
    ['62498', '62'],
    ['2A004', '2A'],
    ['2B033', '2B'],
    ['97105', '971'],
    ['97608', '976']
  ])('reads %s, of department %s', (text, department) => {
    expect(departmentOf(parseCommuneCode(text))).toBe(department)
  })

  it.each(['', '1004', '624980', '2C004', '2a004', '62 498', 'A2004', '6249O', ' 62498', '62498\n'])(
    'refuses "%s"',
    (text) => {
      expect(() => parseCommuneCode(text)).toThrow(InvalidInput)
    }
  )
})

describe('parseTerritoryId', () => {
  it.each([
    ['COM-62498', 'COM', '62498'],
    ['EPCI-200072460', 'EPCI', '200072460'],
    ['DEP-2A', 'DEP', '2A'],
    ['DEP-976', 'DEP', '976'],
    ['REG-32', 'REG', '32'],
    ['ZE2020-0051', 'ZE2020', '0051'],
    ['FRANCE-F', 'FRANCE', 'F'],
    ['FRANCE-FM', 'FRANCE', 'FM']
  ])('reads %s as level %s and code %s', (text, level, code) => {
    const territory = parseTerritoryId(text)
    expect([levelOf(territory), codeOf(territory)]).toEqual([level, code])
  })

  it.each([
    '',
    '62498',
    'COM-6249',
    'EPCI-20007246',
    'DEP-96',
    'REG-1',
    'ZE2010-0051',
    'FRANCE-D',
    'com-62498',
    'toString-1',
    'COM-62498-1'
  ])('refuses "%s"', (text) => {
    expect(() => parseTerritoryId(text)).toThrow(InvalidInput)
    const [level, code] = ['DEP', '00'] as const
    expect(() => territoryOf(level, code)).toThrow(InvalidInput)
  })
})
