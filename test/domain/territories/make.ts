/** A department 00, which the COG does not use, with one case of everything that happens to communes. */

import { createHash } from 'node:crypto'
import { makeGeography, type Geography } from '../../../src/domain/territories/geography.ts'
import type { Perimeter, PerimeterDefinition } from '../../../src/domain/territories/perimeter.ts'
import type { CompactGeography } from '../../../src/domain/territories/reference.ts'
import { parsePerimeterId, type Atlas } from '../../../src/domain/territories/resolve.ts'
import { parseCommuneCode, territoryOf, type CommuneCode } from '../../../src/domain/territories/territory.ts'

export function commune(n: number): CommuneCode {
  return parseCommuneCode(`00${String(n).padStart(3, '0')}`)
}

export const VALLEY = territoryOf('EPCI', '100000001')
export const PLATEAU = territoryOf('EPCI', '100000002')

/**
 * 1 and 2 merged in 2021. 4 merged into 3 in 2016 and left it in 2023. 5 changed its name in 2022, and its EPCI from
 * 2020 on. 6 became 7 in 2024. 9 merged into 8 in 2016, then went over to 10 in 2022. 11 never changed.
 */
export function makeVale(): Geography {
  return makeGeography({
    years: [2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026],
    codes: [1, 2, 3, 4, 5, 6, 7, 8, 10, 11].map(commune).join(''),
    unsteady: [
      ...[1, 3, 8, 10].map((code) => `${commune(code)}\t2019 2020 2021 2022 2023 2024 2025 2026`),
      '00002\t2019 2020',
      '00004\t2023 2024 2025 2026',
      '00006\t2019 2020 2021 2022 2023',
      '00007\t2024 2025 2026'
    ].join('\n'),
    names: 'Aval-Bosc\nBosc\nCluse\nDent\nNouvel-Étang\nFossé\nFossé\nGué\nSaint-Îlot\nNœux',
    postal: '00100\n00100\n00300\n00300\n00500\n00600\n00600\n00800\n01000\n01100',
    epciIndex: [0, 0, 0, 0, 1, 1, 1, 1, 1, -1],
    zoneIndex: [0, 0, 0, 0, 0, 1, 1, 1, 1, 1],
    zones: '0001\tVallée\n0002\tPlateau',
    communeChanges: '00001\t2021\tname\tAval\n00005\t2022\tname\tÉtang\n00005\t2020\tepci\t100000001',
    epcis: '100000001\tCA de la Vallée\tCA\n100000002\tCC du Plateau\tCC',
    epciChanges: '100000001\t2025\ttype\tCC\n100000001\t2022\tname\tCC des Deux Rives',
    departments: '62\tPas-de-Calais\t32',
    regions: '32\tHauts-de-France',
    grounds: [
      ['00001', '', '00001'],
      ['00002', '', '00002', '2021-01-01', '00001'],
      ['00003', '', '00003'],
      ['00004', '', '00004', '2016-01-01', '00003', '2023-01-01', '00004'],
      ['00007', '', '00006', '2024-01-01', '00007'],
      ['00008', '', '00008'],
      ['00009', '', '00009', '2016-01-01', '00008', '2022-01-01', '00010'],
      ['00010', '', '00010']
    ],
    populations: [
      '00001\t2019:600\t2020:600\t2021:1000',
      '00002\t2019:400\t2020:400',
      '00003\t2019:1000\t2022:1000\t2023:750',
      '00004\t2023:250',
      '00008\t2021:500\t2022:300',
      '00010\t2021:100\t2022:310'
    ].join('\n'),
    formerNames: '00004\tDent\t2016-01-01\n00009\tHameau\t2016-01-01',
    arrondissements: '00901\tAval 1er Arrondissement\t00001\t00101'
  })
}

export function makePerimeter(id: string, definition: PerimeterDefinition, given: Partial<Perimeter> = {}): Perimeter {
  const text = { fr: id, en: id }
  return { id: parsePerimeterId(id), label: text, short: text, nature: [], definition, ...given }
}

export function makeAtlas(perimeters: readonly Perimeter[], given: Partial<Atlas> = {}): Atlas {
  return {
    geography: makeVale(),
    perimeters: new Map(perimeters.map((perimeter) => [perimeter.id, perimeter])),
    derived: new Map(),
    sha256: (text) => createHash('sha256').update(text).digest('hex'),
    ...given
  }
}

export type Histories = readonly { readonly population: number; readonly holders: readonly number[] }[]

/** One ground per entry; `holders` are the communes that hold it from 2019 on, one a year. All counted each year. */
export function makeHistory(histories: Histories): Geography {
  const used = new Set(histories.flatMap(({ holders }) => holders))
  const codes = [...used].sort((a, b) => a - b)
  const populations = codes.map((code) => {
    const years = histories[0]?.holders.flatMap((_, i) => {
      const held = histories.filter(({ holders }) => holders[i] === code)
      return held.length === 0 ? [] : [`${2019 + i}:${held.reduce((sum, { population }) => sum + population, 0)}`]
    })
    return [commune(code), ...(years ?? [])].join('\t')
  })
  return makeGeography({
    ...EMPTY,
    codes: codes.map(commune).join(''),
    unsteady: codes.map((code) => yearsListed(code, histories)).join('\n'),
    names: codes.map((code) => `Commune ${code}`).join('\n'),
    postal: codes.map(() => '').join('\n'),
    epciIndex: codes.map(() => -1),
    zoneIndex: codes.map(() => -1),
    populations: populations.join('\n'),
    grounds: histories.map(({ holders }, i) => [
      commune(900 + i),
      ...holders.flatMap((holder, year) => {
        const first = year === 0
        return first || holder !== holders[year - 1] ? [first ? '' : `${2019 + year}-01-01`, commune(holder)] : []
      })
    ])
  })
}

/** The last holder of a ground keeps it. */
function yearsListed(code: number, histories: Histories): string {
  const listed = EMPTY.years.filter((_, i) =>
    histories.some(({ holders }) => holders[Math.min(i, holders.length - 1)] === code)
  )
  return `${commune(code)}\t${listed.join(' ')}`
}

const EMPTY: CompactGeography = {
  years: [2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026],
  codes: '',
  unsteady: '',
  names: '',
  postal: '',
  epciIndex: [],
  zoneIndex: [],
  zones: '',
  communeChanges: '',
  epcis: '',
  epciChanges: '',
  departments: '',
  regions: '',
  grounds: [],
  populations: '',
  formerNames: '',
  arrondissements: ''
}
