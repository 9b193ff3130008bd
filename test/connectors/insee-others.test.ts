import { parquetWriteBuffer } from 'hyparquet-writer'
import { describe, expect, it } from 'vitest'
import writeXlsxFile, { type SheetData } from 'write-excel-file/node'
import { readComposition } from '../../src/connectors/insee-composition.ts'
import { inseeFilosofiParquet, inseeRpParquet } from '../../src/connectors/insee-parquet.ts'
import { inseePopulationReference } from '../../src/connectors/insee-population-reference.ts'
import { inseeUnemployment } from '../../src/connectors/insee-unemployment.ts'
import { parsePeriod } from '../../src/domain/shared/period.ts'
import { communesOf, territoriesAt } from '../../src/domain/territories/geography.ts'
import { territoryOf } from '../../src/domain/territories/territory.ts'
import { hasRealFile, realFile, smallFile } from './real-files.ts'
import { geography, refusals, statusAt, totalOf, valueOf } from './reading.ts'
import { temporary } from './temporary.ts'

function options() {
  return { geography: geography() }
}

describe('reference populations', () => {
  const read = (name: string, more = {}) => inseePopulationReference.read(smallFile(name), { ...options(), ...more })

  it('reads the three populations of a commune', async () => {
    const reading = await read('populations_reference_2023_communes.csv')
    const values = ['population', 'population-apart', 'population-total'].map((series) =>
      valueOf(reading, series, 'COM-62498', '2023')
    )
    expect(values[2]).toBe(Number(values[0]) + Number(values[1]))
  })

  it('adds the arrondissements of a city, which the file gives in its stead', async () => {
    const reading = await read('populations_reference_2023_communes.csv')
    expect(valueOf(reading, 'population', 'COM-75101', '2023')).toBeUndefined()
    expect(valueOf(reading, 'population', 'COM-75056', '2023')).toBe(15_114 + 19_847)
    expect(reading.remarks.map(({ en }) => en).join()).toContain('sum of their arrondissements')
  })

  it('reads the year in the name of the file and says so, unless the person does', async () => {
    const reading = await read('populations_reference_2023_communes.csv')
    expect([reading.edition, reading.cog]).toEqual(['2023', 2025])
    expect(reading.remarks[0]?.en).toContain('year 2023 read in the name')
    const asked = await read('populations_reference_2023_communes.csv', {
      period: parsePeriod('2022'),
      edition: '2025-01'
    })
    expect([asked.edition, asked.cog, asked.table.periodNames]).toEqual(['2025-01', 2024, ['2022']])
  })

  it('refuses a file whose name says no year', async () => {
    const path = temporary('donnees_communes.csv', 'REG;DEP;COM;PMUN;PCAP;PTOT\n32;62;62498;1;1;2\n')
    await expect(inseePopulationReference.read(path, options())).rejects.toThrow(/--period et --edition/)
  })

  it('reads departments too', async () => {
    expect(valueOf(await read('populations_reference_2023_departements.csv'), 'population', 'DEP-02', '2023')).toBe(
      523_342
    )
  })

  it('says where a code or a number is wrong, and keeps the rest', async () => {
    const lines = ['REG;DEP;PMUN;PTOT', '32;2;523342;534380', '32;59;2 6O7 746;2650000', '32;62;1457000;1483000']
    const path = temporary('populations_2023_departements.csv', lines.join('\n'))
    const reading = await inseePopulationReference.read(path, options())
    expect(refusals(reading)).toEqual([
      'populations_2023_departements.csv:2:DEP 2',
      'populations_2023_departements.csv:3:PMUN 2 6O7 746'
    ])
    expect(valueOf(reading, 'population', 'DEP-62', '2023')).toBe(1_457_000)
  })

  it.skipIf(!hasRealFile('04_statistiques/insee_populations_reference_2023_communes.csv.gz'))(
    'adds up to what INSEE publishes for each department and for France',
    async () => {
      const [communes, departments, regions] = await Promise.all(
        ['communes.csv.gz', 'departements.csv', 'regions.csv'].map((name) =>
          inseePopulationReference.read(realFile(`04_statistiques/insee_populations_reference_2023_${name}`), options())
        )
      )
      if (!communes || !departments || !regions) throw new Error('three files')
      for (const [series, france] of [
        ['population', 68_094_280],
        ['population-total', 69_294_105]
      ] as const) {
        expect([communes, departments, regions].map((one) => totalOf(one, series, '2023'))).toEqual([
          france,
          france,
          france
        ])
      }
      const pma = ['200072460', '246200364', '246200299'].flatMap((epci) =>
        communesOf(geography(), territoryOf('EPCI', epci), 2025)
      )
      expect(totalOf(communes, 'population', '2023', new Set(pma.map((code) => `COM-${code}`)))).toBe(642_834)
      expect(
        totalOf(
          communes,
          'population',
          '2023',
          new Set(communesOf(geography(), territoryOf('DEP', '75'), 2025).map((code) => `COM-${code}`))
        )
      ).toBe(valueOf(departments, 'population', 'DEP-75', '2023'))
    }
  )
})

describe('localised unemployment', () => {
  it('reads quarters under two header lines, with decimal commas', async () => {
    const reading = await inseeUnemployment.read(smallFile('chomage-zone-t1-2012-t4-2015.csv'), options())
    expect(valueOf(reading, 'unemployment-rate-localised', 'ZE2020-3215', '2012-Q4')).toBe(16.6)
    expect(valueOf(reading, 'unemployment-rate-localised', 'ZE2020-3205', '2012-Q4')).toBe(12.7)
    expect([reading.edition, reading.cog]).toEqual(['2015-Q4', 2015])
  })

  it('has no row before an overseas zone begins', async () => {
    const reading = await inseeUnemployment.read(smallFile('chomage-zone-t1-2012-t4-2015.csv'), options())
    expect(valueOf(reading, 'unemployment-rate-localised', 'ZE2020-0101', '2013-Q4')).toBeUndefined()
    expect(valueOf(reading, 'unemployment-rate-localised', 'ZE2020-0101', '2014-Q1')).toBe(27.9)
  })

  it('reads the older workbook, whose header is on line 6', async () => {
    const text = (cells: readonly (string | number)[]) => cells.map((value) => ({ value }))
    const data: SheetData = [
      text(['Taux de chômage localisés par zone d’emploi']),
      text(['Source : Insee']),
      [],
      [],
      text([
        'Code de la zone d’emploi 2020',
        'Libellé',
        'Code région 2016',
        'Libellé région',
        '4e trimestre 2012',
        '1er trimestre 2013'
      ]),
      text(['ZE2020', 'LIBZE2020', 'REG', 'LIBREG', '2012-T4', '2013-T1']),
      text(['0051', 'Alençon', '00', 'INTERRÉGIONAL', 9.4, 9.6]),
      text(['3215', 'Lens', '32', 'HAUTS DE FRANCE', 16.6, 16.8])
    ]
    const path = temporary('chomage.xlsx', '')
    await writeXlsxFile(data, { sheet: 'txcho_ze' }).toFile(path)
    const reading = await inseeUnemployment.read(path, options())
    expect(valueOf(reading, 'unemployment-rate-localised', 'ZE2020-3215', '2012-Q4')).toBe(16.6)
    expect(reading.edition).toBe('2013-Q1')
  })

  it('says where a zone code, a separator or a letter is wrong', async () => {
    const reading = await inseeUnemployment.read(smallFile('chomage-zone_spoilt.csv'), options())
    expect(refusals(reading)).toEqual([
      'chomage-zone_spoilt.csv:3:ZE2020 51',
      expect.stringContaining('chomage-zone_spoilt.csv:4:21 '),
      'chomage-zone_spoilt.csv:7:2012-T4 l6,6'
    ])
    expect(refusals(reading)).toHaveLength(3)
    expect(valueOf(reading, 'unemployment-rate-localised', 'ZE2020-3205', '2012-Q4')).toBe(12.7)
  })

  it('asks for at least a quarter', async () => {
    const path = temporary('zones.csv', 'ZE2020;LIBZE2020\n3215;Lens\n')
    await expect(inseeUnemployment.read(path, options())).rejects.toThrow(/aucune colonne de trimestre/)
  })

  it.skipIf(!hasRealFile('04_statistiques/insee_chomage-zone-t1-2003-t3-2023.xlsx'))(
    'reads both editions of the 302 zones, and what each says of Lens and Béthune',
    async () => {
      const editions = await Promise.all(
        ['insee_chomage-zone-t1-2003-t3-2023.xlsx', 'insee_chomage-zone-t1-2003-t4-2025.csv'].map((name) =>
          inseeUnemployment.read(realFile(`04_statistiques/${name}`), options())
        )
      )
      expect(editions.map(({ edition, rows, refused }) => [edition, rows, refused.length])).toEqual([
        ['2023-Q3', 302, 0],
        ['2025-Q4', 302, 0]
      ])
      for (const reading of editions) {
        const rate = (zone: string, quarter: string) => valueOf(reading, 'unemployment-rate-localised', zone, quarter)
        expect([rate('ZE2020-3215', '2012-Q4'), rate('ZE2020-3215', '2021-Q1')]).toEqual([16.6, 11.1])
        expect([rate('ZE2020-3205', '2012-Q4'), rate('ZE2020-3205', '2021-Q1')]).toEqual([12.7, 9.1])
      }
    }
  )
})

describe('Parquet copies', () => {
  const column = (name: string, data: readonly (number | string | null)[]) => ({
    name,
    data: [...data],
    type: typeof data[0] === 'string' ? ('STRING' as const) : ('DOUBLE' as const),
    nullable: true
  })
  const filosofi = [
    'MED_SL',
    'D1_SL',
    'D9_SL',
    'IR_D9_D1_SL',
    'PR_MD60',
    'S_HH_TAX',
    'S_EI_DI_UNE',
    'S_RET_PEN_DI',
    'S_SOC_BEN_DI'
  ]

  it('says withheld where Filosofi gives the median only', async () => {
    const columnData = [
      column('code', ['62498', '03151', '2A004']),
      ...filosofi.map((name) => column(name, [name === 'MED_SL' ? 17250 : 32, name === 'MED_SL' ? 21050 : null, 20]))
    ]
    const path = temporary('filosofi_2021_commune.parquet', new Uint8Array(parquetWriteBuffer({ columnData })))
    const reading = await inseeFilosofiParquet.read(path, options())
    expect([reading.edition, reading.cog]).toEqual(['2021', 2025])
    expect(valueOf(reading, 'poverty-rate', 'COM-62498', '2021')).toBe(32)
    expect(valueOf(reading, 'poverty-rate', 'COM-03151', '2021')).toBe('Q')
  })

  it.skipIf(!hasRealFile('04_statistiques/insee_filosofi_2021_commune.parquet'))(
    'reads the whole of Filosofi 2021',
    async () => {
      const reading = await inseeFilosofiParquet.read(
        realFile('04_statistiques/insee_filosofi_2021_commune.parquet'),
        options()
      )
      expect([reading.rows, reading.refused.length]).toEqual([31_212, 0])
      expect(valueOf(reading, 'median-living-standard', 'COM-62498', '2021')).toBe(17_250)
    }
  )

  it.skipIf(!hasRealFile('04_statistiques/insee_rp_2022_commune.parquet'))(
    'reads the shares of the 2022 census as published, and its population as INSEE adds it up',
    async () => {
      const reading = await inseeRpParquet.read(realFile('04_statistiques/insee_rp_2022_commune.parquet'), options())
      expect([reading.rows, reading.edition, reading.cog]).toEqual([34_848, '2022', 2025])
      expect(totalOf(reading, 'population', '2022')).toBe(67_760_573)
      expect(valueOf(reading, 'share-65-plus', 'COM-62498', '2022')).toBe(20.2)
      expect(statusAt(reading, 'share-managers', 'COM-10327', '2022')).toBe('O')
    }
  )
})

describe.skipIf(!hasRealFile('01_territoires/ZE2020_au_01-01-2023.xlsx'))('compositions published by INSEE', () => {
  it.each([
    ['EPCI', 'Intercommunalite_Metropole_au_01-01-2023.xlsx'],
    ['ZE2020', 'ZE2020_au_01-01-2023.xlsx']
  ] as const)('has the same members of each %s in 2023 as the shipped geography', async (level, name) => {
    const published = await readComposition(realFile(`01_territoires/${name}`), level)
    const ours = new Map(
      territoriesAt(geography(), level, 2023).map((one) => [one, communesOf(geography(), one, 2023)])
    )
    expect([...published.keys()].toSorted()).toEqual([...ours.keys()].toSorted())
    const differing = [...published].filter(([one, communes]) => communes.toSorted().join() !== ours.get(one)?.join())
    expect(differing).toEqual([])
  })
})
