import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Perimeter } from '../../src/domain/territories/perimeter.ts'
import { parsePerimeterId } from '../../src/domain/territories/resolve.ts'
import { parseTerritoryId } from '../../src/domain/territories/territory.ts'
import { loadGeography } from '../../src/store/geography.ts'
import { sha256 } from '../../src/usecases/open.ts'
import { makePlaces } from '../../src/usecases/places.ts'
import { text } from '../make.ts'

const geography = loadGeography(resolve(import.meta.dirname, '../..'))

function membership(id: string, territory: string): Perimeter {
  return {
    ...{ id: parsePerimeterId(id), label: text(id), short: text(id), nature: [] },
    definition: { kind: 'membership', territory: parseTerritoryId(territory) }
  }
}

const young = { ...membership('young', 'EPCI-246200364'), validFrom: '2020-05-04' }
const listed = [membership('coeur-ostrevent', 'EPCI-245901152'), membership('call', 'EPCI-246200364'), young]
const perimeters = new Map(listed.map((perimeter) => [perimeter.id, perimeter]))
const { place, peers } = makePlaces({ geography, perimeters, derived: new Map(), sha256 })

describe('a place', () => {
  it('is on the closed list in its latest composition only: another could be subtracted from it', () => {
    expect(place(parsePerimeterId('coeur-ostrevent'), undefined).listed).toBe(true)
    expect(place(parsePerimeterId('coeur-ostrevent'), 2024).listed).toBe(true)
    expect(place(parsePerimeterId('coeur-ostrevent'), 2023).listed).toBe(false) // Émerchicourt, that year alone
  })

  it('is on it as a commune, not as a territory or a free perimeter of the same communes', () => {
    expect(place(parsePerimeterId('62498'), undefined).listed).toBe(true)
    expect(place(parsePerimeterId('EPCI-246200364'), undefined).listed).toBe(false)
    expect(place(parsePerimeterId('libre:62498+62510'), undefined).listed).toBe(false)
  })

  it('is found at the year it began in, whatever the day', () => {
    expect(place(parsePerimeterId('young'), 2020).version.communes).toHaveLength(36)
    expect(place(parsePerimeterId('young'), 2020).version.day).toBe('2020-05-04')
    expect(place(parsePerimeterId('young'), 2021).version.day).toBe('2021-01-01')
    expect(() => place(parsePerimeterId('young'), 2019)).toThrow(/4\smai\s2020/)
  })

  it('gives the same members, in the same array, for the same year', () => {
    const call = place(parsePerimeterId('call'), undefined)
    expect(call.footprint(2021).members).toHaveLength(36)
    expect(call.footprint(2021).members).toBe(place(parsePerimeterId('call'), undefined).footprint(2021).members)
  })

  it('has peers in its region when it is a territory of that level', () => {
    const call = place(parsePerimeterId('call'), undefined)
    const others = peers(call, 'EPCI') ?? []
    expect(others.map(({ version }) => version.exactly)).toContain('EPCI-246200364')
    expect(peers(call, 'ZE2020')).toBeUndefined()
    expect(peers(place(parsePerimeterId('62498'), undefined), 'COM')?.length).toBeGreaterThan(3000)
  })
})
