import { cpSync, existsSync, readFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { InvalidInput } from '../../src/domain/shared/errors.ts'
import { communesNamed, entries } from '../../src/domain/territories/gazetteer.ts'
import {
  communesOf,
  epciOf,
  epciTypeOf,
  isCommune,
  nameOf,
  regionOf,
  territoriesAt,
  zoneOf
} from '../../src/domain/territories/geography.ts'
import { historyOf } from '../../src/domain/territories/history.ts'
import { holderAt } from '../../src/domain/territories/reference.ts'
import { counterparts, footprint, proposalsFor } from '../../src/domain/territories/recode.ts'
import { COG_YEARS, parseCommuneCode, parseTerritoryId } from '../../src/domain/territories/territory.ts'
import { loadGeography } from '../../src/store/geography.ts'

const root = join(import.meta.dirname, '..', '..')
const cog = loadGeography(root)
const com = parseCommuneCode
const DATA = join(root, '..', 'shared', 'data')

function members(id: string, year: number): readonly string[] {
  return communesOf(cog, parseTerritoryId(id), year)
}

describe('the names of the COG', () => {
  it('are written with the apostrophe that people read, whatever the producer types', () => {
    const names = [...entries(cog)].flatMap((entry) => (entry ? [entry.name, ...entry.otherNames] : []))
    expect(names.filter((name) => name.includes("'"))).toEqual([])
    expect(names).toEqual(expect.arrayContaining(['L’Haÿ-les-Roses', 'Val-d’Oise']))
  })
})

describe('loadGeography', () => {
  it('says which file is missing or broken', () => {
    const folder = mkdtempSync(join(tmpdir(), 'geography-'))
    expect(() => loadGeography(folder)).toThrow(InvalidInput)
    const parts = join(folder, 'reference', 'cog-2019-2026')
    cpSync(join(root, 'reference', 'cog-2019-2026'), parts, { recursive: true })
    const copied = loadGeography(folder)
    writeFileSync(join(parts, 'names.json.gz'), readFileSync(join(root, 'package.json')))
    expect(() => nameOf(copied, parseTerritoryId('COM-62498'), 2026)).toThrow(/names\.json\.gz/)
    rmSync(join(parts, 'years.json.gz'))
    expect(() => loadGeography(folder)).toThrow(/years\.json\.gz/)
  })
})

describe('the lists of communes', () => {
  it('have as many communes as INSEE says, each year', () => {
    const counts = COG_YEARS.map((year) => members('FRANCE-F', year).length)
    expect(counts).toEqual([34_970, 34_968, 34_965, 34_955, 34_945, 34_935, 34_875, 34_875])
    expect([1999, 2012, 2015, 2016, 2017, 2018].map((year) => members('FRANCE-F', year).length)).toEqual([
      36_694, 36_700, 36_658, 35_885, 35_416, 35_357
    ])
  })

  it('have 109 codes gone and 14 new from one list to the next', () => {
    const steps = COG_YEARS.slice(1).map((year) => {
      const [before, after] = [new Set(members('FRANCE-F', year - 1)), new Set(members('FRANCE-F', year))]
      const [gone, fresh] = [[...before].filter((c) => !after.has(c)), [...after].filter((c) => !before.has(c))]
      return { gone: gone.length, fresh: fresh.length }
    })
    expect(steps.reduce((sum, { gone }) => sum + gone, 0)).toBe(109)
    expect(steps.reduce((sum, { fresh }) => sum + fresh, 0)).toBe(14)
  })

  it('cover Corsica and the five overseas departments', () => {
    expect(members('DEP-2A', 2026)).toHaveLength(124)
    expect(members('DEP-2B', 2026)).toHaveLength(236)
    expect(['971', '972', '973', '974', '976'].map((d) => members(`DEP-${d}`, 2026).length)).toEqual([
      32, 34, 22, 24, 17
    ])
    expect(members('FRANCE-F', 2026).length - members('FRANCE-FM', 2026).length).toBe(129)
    expect(nameOf(cog, parseTerritoryId('COM-2A004'))).toBe('Ajaccio')
    expect(regionOf(cog, parseTerritoryId('COM-97608'), 2026)).toBe('REG-06')
    expect(isCommune(cog, '01004', 2026)).toBe(true)
  })

  it('know 101 departments, 18 regions, 306 employment zones, and an EPCI for all but four islands', () => {
    const sizes = (['DEP', 'REG', 'ZE2020'] as const).map((level) => territoriesAt(cog, level, 2026).length)
    expect(sizes).toEqual([101, 18, 306])
    for (const year of COG_YEARS) {
      const without = communesOf(cog, parseTerritoryId('FRANCE-F'), year).filter((c) => !epciOf(cog, c, year))
      expect([year, ...without]).toEqual([year, '22016', '29083', '29155', '85113'])
    }
    expect(communesOf(cog, parseTerritoryId('FRANCE-F'), 2012).filter((c) => !zoneOf(cog, c))).toEqual([])
  })
})

describe('the mining basin', () => {
  it('CABBALR has 100 communes, and its members before 2019 are unknown', () => {
    for (const year of COG_YEARS) expect(members('EPCI-200072460', year)).toHaveLength(100)
    expect(() => members('EPCI-200072460', 2018)).toThrow(expect.objectContaining({ reason: 'unknown-before-2019' }))
  })

  it('Verquigneul merged into Béthune, then left it', () => {
    expect([1990, 1991, 2008].map((year) => isCommune(cog, '62847', year))).toEqual([true, false, true])
    expect(historyOf(cog, parseTerritoryId('COM-62847'))).toEqual([
      { date: '1990-12-10', kind: 'merged', before: ['62119', '62847'], after: ['62119'] },
      { date: '2008-01-01', kind: 'split', before: ['62119'], after: ['62119', '62847'] }
    ])
    expect(footprint(cog, [com('62847')], { from: 1990, to: 2026 }).whole).toEqual(['62847'])
    expect(footprint(cog, [com('62847')], { from: 2026, to: 1999 }).straddling).toEqual([
      { commune: '62119', inside: ['62847'], outside: ['62119'], ratio: expect.closeTo(0.072, 2) }
    ])
  })

  it('Émerchicourt is in Cœur d’Ostrevent in 2023 only', () => {
    const within = COG_YEARS.filter((year) => epciOf(cog, com('59192'), year) === 'EPCI-245901152')
    expect(within).toEqual([2023])
    expect(historyOf(cog, parseTerritoryId('EPCI-245901152'))).toEqual([
      { date: '2023-01-01', kind: 'members-changed', before: [], after: ['59192'] },
      { date: '2024-01-01', kind: 'members-changed', before: ['59192'], after: [] },
      { date: '2025-01-01', kind: 'nature-changed', before: ['CC'], after: ['CA'] }
    ])
  })

  it('Cœur d’Ostrevent is a communauté de communes until 2024, d’agglomération since', () => {
    const types = COG_YEARS.map((year) => epciTypeOf(cog, parseTerritoryId('EPCI-245901152'), year))
    expect(types).toEqual(['CC', 'CC', 'CC', 'CC', 'CC', 'CC', 'CA', 'CA'])
  })

  it('finds Nœux-les-Mines however it is spelt; a ligature is no change of name', () => {
    for (const name of ['Nœux-les-Mines', 'NOEUX-LES-MINES', 'Noeux les mines']) {
      expect(communesNamed(cog, name, { cog: 2026 })).toEqual(['62617'])
    }
    expect(historyOf(cog, parseTerritoryId('COM-62617')).filter(({ date }) => date > '2019')).toEqual([])
  })
})

describe('events', () => {
  it('are found by comparing the lists: mergers, splits, changes of code, and back', () => {
    expect(counterparts(cog, com('27676'), { from: 2020, to: 2021 })).toEqual(['27058'])
    expect(counterparts(cog, com('27058'), { from: 2021, to: 2026 })).toEqual(['27676'])
    expect(counterparts(cog, com('14666'), { from: 2020, to: 2019 })).toEqual(['14712'])
    expect(counterparts(cog, com('45287'), { from: 2019, to: 2020 })).toEqual(['45307'])
    expect(counterparts(cog, com('91001'), { from: 1968, to: 1967 })).toEqual(['78001'])
  })

  it('propose what a code stands for', () => {
    const proposed = (code: string) => proposalsFor(cog, code, 2026).map(({ commune }) => commune)
    expect(proposed('1004')).toEqual(['01004'])
    expect(proposed('75104')).toEqual(['75056'])
    expect(proposed('62O41')).toEqual(['62041'])
    expect(proposed('62294')).toEqual(['62295'])
  })
})

describe('entries', () => {
  it('find an old name under the commune of today, and a city by its postal codes', () => {
    const found = new Map([...entries(cog)].flatMap((entry) => (entry ? [[entry.territory, entry] as const] : [])))
    expect(found.get(parseTerritoryId('COM-62295'))?.otherNames).toContain('Enquin-les-Mines')
    expect(found.get(parseTerritoryId('COM-62498'))?.postalCodes).toEqual(['62300'])
    expect(found.get(parseTerritoryId('EPCI-200044618'))?.otherNames).toEqual(['CA du Douaisis (CAD)'])
    expect(found.size).toBe(34_875 + 1255 + 306 + 101 + 18)
  })
})

describe.skipIf(!existsSync(DATA))('against files of other producers, beside the checkout', () => {
  it('agrees with INSEE on the EPCI of 2020', () => {
    const text = readFileSync(join(DATA, '01_territoires', 'insee_epci_2020.csv'), 'utf8')
    const lines = text.trim().split(/\r?\n/).slice(1)
    const differing = lines.flatMap((line) => {
      const [code = '', , epci = ''] = line.split(';')
      const ours = epciOf(cog, com(code), 2020)
      return (epci === 'ZZZZZZZZZ' ? undefined : `EPCI-${epci}`) === ours ? [] : [`${code} ${epci} ${ours}`]
    })
    expect(lines).toHaveLength(34_968)
    expect(differing).toEqual([])
  })

  /** In force in January 2014 by their decrees, which the history follows; the lists took them up a year or two later. */
  const LATE = ['2014 2015 55298 55138', '2015 2014 55138 55298', '2015 2016 14697 14472', '2016 2015 14472 14697']

  it('agrees with an independent table of passage on mergers, splits and codes, 1999 to 2024', () => {
    const text = gunzipSync(readFileSync(join(DATA, '02_passages', 'passages_communes_1968_2024.csv.gz'))).toString()
    const lines = text
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(','))
    const differing = lines.flatMap(([, from, to, variant, before = '', after = '']) => {
      const years = { from: Number(from), to: Number(to) }
      if (variant !== 'insee' || Math.min(years.from, years.to) < 1999) return []
      return counterparts(cog, com(before), years).includes(com(after)) ? [] : [`${from} ${to} ${before} ${after}`]
    })
    expect(differing).toEqual(LATE)
  })
})

describe('the years that a list has a code', () => {
  it('are those at which some ground is held under it', () => {
    const { codes, groundsOf, yearsOf } = cog.tables
    const years = COG_YEARS.filter((year) => year >= cog.firstEpciYear && year <= cog.latest)
    const wrong = codes().filter((code) => {
      const grounds = groundsOf(code)
      return years.some((year) => {
        const isHeld = !grounds || grounds.some((ground) => holderAt(ground, year) === code)
        return isHeld !== (yearsOf(code)?.includes(year) ?? true)
      })
    })
    expect(wrong).toEqual([])
  })

  it('are not told only of codes that hold the same ground at each of them', () => {
    const { codes, groundsOf, yearsOf } = cog.tables
    const wrong = codes().filter((code) => {
      if (yearsOf(code)) return false
      const held = COG_YEARS.filter((year) => year >= cog.firstEpciYear).map((year) =>
        (groundsOf(code) ?? []).filter((ground) => holderAt(ground, year) === code)
      )
      return held.some((grounds) => grounds.length !== held[0]?.length || grounds.some((g) => !held[0]?.includes(g)))
    })
    expect(wrong).toEqual([])
  })
})
