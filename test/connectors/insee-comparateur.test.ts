import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { inseeComparateur } from '../../src/connectors/insee-comparateur.ts'
import { communesOf } from '../../src/domain/territories/geography.ts'
import { territoryOf } from '../../src/domain/territories/territory.ts'
import { hasRealFile, realFile, smallFile } from './real-files.ts'
import { geography, refusals, totalOf, valueOf } from './reading.ts'
import { temporary } from './temporary.ts'

const ZIP = 'base_cc_comparateur_ed2022-01_csv.zip'
const REAL = '04_statistiques/insee_base_cc_comparateur_ed2022-01_csv.zip'

function read(name = ZIP, options = {}) {
  return inseeComparateur.read(smallFile(name), { geography: geography(), ...options })
}

describe('the INSEE comparator', () => {
  it('reads the table of the zip and not its dictionary', async () => {
    const reading = await read()
    expect(valueOf(reading, 'population', 'COM-62498', '2018')).toBe(31606)
    expect(valueOf(reading, 'population', 'COM-62498', '2013')).toBe(31647)
    expect([...reading.columns].find(([series]) => series === 'population')?.[1]).toBe('P18_POP, P13_POP')
  })

  it('keeps the decimals of census weights: rounding comes after sums', async () => {
    expect(valueOf(await read(), 'households', 'COM-62498', '2018')).toBe(14702.2749297224)
  })

  it('gives each column the period it is about', async () => {
    const reading = await read()
    expect(valueOf(reading, 'births', 'COM-62498', '2013/2018')).toBe(2242)
    expect(valueOf(reading, 'births', 'COM-62498', '2020')).toBe(434)
    expect(valueOf(reading, 'area', 'COM-62498', '2021')).toBe(11.7)
    expect(valueOf(reading, 'median-living-standard', 'COM-62498', '2019')).toBe(16310)
    expect(valueOf(reading, 'establishments', 'COM-62498', '2018')).toBeGreaterThan(0)
  })

  it('leaves out the arrondissements of Paris, Lyon and Marseille, whose cities are there too', async () => {
    const reading = await read()
    expect(valueOf(reading, 'population', 'COM-75056', '2018')).toBe(2175601)
    expect(valueOf(reading, 'population', 'COM-75101', '2018')).toBeUndefined()
    expect(reading.remarks.map(({ en }) => en).join()).toContain('three communes too: 3')
  })

  it('says withheld where the producer’s secrecy explains an empty cell, missing where nothing does', async () => {
    const reading = await read()
    expect(valueOf(reading, 'poverty-rate', 'COM-01001', '2019')).toBe('Q')
    expect(valueOf(reading, 'median-living-standard', 'COM-55039', '2019')).toBe('Q')
    // Île-de-Sein: over a hundred households in the census, and no taxes.
    expect(valueOf(reading, 'median-living-standard', 'COM-29083', '2019')).toBe('O')
    expect(valueOf(reading, 'jobs', 'COM-14666', '2013')).toBe('O')
  })

  it('has no row for what the producer does not cover', async () => {
    const reading = await read()
    expect(valueOf(reading, 'population', 'COM-97601', '2018')).toBeUndefined()
    expect(valueOf(reading, 'births', 'COM-97601', '2020')).toBe(162)
    expect(valueOf(reading, 'tax-households', 'COM-97105', '2019')).toBeUndefined()
    expect(valueOf(reading, 'population', 'COM-97105', '2018')).toBeGreaterThan(0)
    expect(valueOf(reading, 'tax-households', 'COM-97209', '2019')).toBeGreaterThan(0)
  })

  it('reads Corsican codes', async () => {
    expect(valueOf(await read(), 'population', 'COM-2A004', '2018')).toBeGreaterThan(60000)
  })

  it('infers geography from the census year, edition from the name, and says so', async () => {
    const reading = await read()
    expect([reading.edition, reading.cog]).toEqual(['2022-01', 2021])
    const unnamed = await read('base_cc_comparateur_spoilt.csv')
    expect(unnamed.edition).toBe('2022-01')
    expect(unnamed.remarks.map(({ en }) => en).join()).toContain('edition inferred from the 2018 census')
    const asked = await read(ZIP, { edition: '2022-02', cog: 2020 })
    expect([asked.edition, asked.cog]).toEqual(['2022-02', 2020])
  })

  it('refuses a spoilt row whole, with its line and column, and keeps the others', async () => {
    const reading = await read('base_cc_comparateur_spoilt.csv')
    expect(refusals(reading)).toEqual([
      'base_cc_comparateur_spoilt.csv:2:CODGEO 1001',
      expect.stringContaining('base_cc_comparateur_spoilt.csv:3:21 '),
      'base_cc_comparateur_spoilt.csv:5:P18_POP 3O1606'
    ])
    expect(reading.refused[0]?.expected.en).toContain('perhaps 01001, its leading zero lost')
    expect(reading.refused[2]?.expected.fr).toContain('la lettre « O »')
    expect(valueOf(reading, 'households', 'COM-62498', '2018')).toBeUndefined()
    expect(valueOf(reading, 'population', 'COM-62510', '2018')).toBe(30423)
  })

  it('names the columns it misses', async () => {
    const path = temporary('comparateur.csv', 'CODGEO;P18_POP;SUPERF\r\n62498;31606;11.7\r\n')
    const reading = inseeComparateur.read(path, { geography: geography() })
    await expect(reading).rejects.toThrow(
      /colonnes absentes.*NAIS1318.*P18_MEN.*MED19.*Trouvé : CODGEO, P18_POP, SUPERF/
    )
  })

  it('reads next year’s columns', async () => {
    const next = readFileSync(smallFile('base_cc_comparateur_spoilt.csv'), 'utf8')
    const header = next.split('\r\n')[0] ?? ''
    const later = header.replaceAll('P18_', 'P19_').replaceAll('P13_', 'P14_').replaceAll('1318', '1419')
    const path = temporary('comparateur-2019.csv', next.replace(header, later))
    const read2019 = await inseeComparateur.read(path, { geography: geography() })
    expect(valueOf(read2019, 'population', 'COM-62510', '2019')).toBe(30423)
    expect(valueOf(read2019, 'births', 'COM-62510', '2014/2019')).toBe(2193)
    expect(read2019.cog).toBe(2022)
  })
})

describe.skipIf(!hasRealFile(REAL))('the whole comparator of January 2022', () => {
  it('gives the totals that INSEE and the metropolitan pole published', async () => {
    const reading = await inseeComparateur.read(realFile(REAL), { geography: geography() })
    const pma = new Set<string>(
      ['200072460', '246200364', '246200299'].flatMap((epci) =>
        communesOf(geography(), territoryOf('EPCI', epci), 2021).map((code) => `COM-${code}`)
      )
    )
    expect(reading.rows).toBe(35010)
    expect(reading.refused).toEqual([])
    // France without Mayotte, census of 2018.
    expect(totalOf(reading, 'population', '2018')).toBe(66_732_538)
    expect(pma.size).toBe(150)
    expect(totalOf(reading, 'population', '2018', pma)).toBe(644_971)
    expect(totalOf(reading, 'area', '2021', pma)).toBeCloseTo(997.02, 6)
    expect(Math.round(totalOf(reading, 'households', '2018', pma))).toBe(268_912)
    expect(Math.floor(totalOf(reading, 'jobs', '2018', pma))).toBe(190_148)
  })

  it('has sections of establishments that add up to their total', async () => {
    const reading = await inseeComparateur.read(realFile(REAL), { geography: geography() })
    const sections = ['AZ', 'BE', 'FZ', 'GU', 'OQ'].map((code) =>
      totalOf(reading, `establishments:naf=${code}`, '2018')
    )
    expect(sections.reduce((a, b) => a + b)).toBe(totalOf(reading, 'establishments', '2018'))
  })
})
