import { describe, expect, it } from 'vitest'
import { anctProgrammes } from '../../src/connectors/anct-programmes.ts'
import { atoutFranceLodging } from '../../src/connectors/atout-france-lodging.ts'
import { dgfipDvf } from '../../src/connectors/dgfip-dvf.ts'
import { parsePeriod } from '../../src/domain/shared/period.ts'
import { communesOf } from '../../src/domain/territories/geography.ts'
import { territoryOf } from '../../src/domain/territories/territory.ts'
import { hasRealFile, realFile, smallFile } from './real-files.ts'
import { countOf, geography, refusals, totalOf, valueOf } from './reading.ts'
import { temporary } from './temporary.ts'

function options() {
  return { geography: geography() }
}

describe('classified lodgings', () => {
  const read = (name = 'hebergements_classes_2026-04.csv') => atoutFranceLodging.read(smallFile(name), options())

  it('counts hotels, rooms, lodgings and places by commune', async () => {
    const reading = await read()
    const counts = ['hotels', 'hotel-rooms', 'classified-lodgings', 'lodging-places'].map((series) =>
      valueOf(reading, series, 'COM-62498', '2026-04')
    )
    expect(counts).toEqual([3, 54 + 51 + 21, 3, 112 + 102 + 45])
  })

  it('finds communes in capitals without œ, by arrondissement, or served by the next department’s post', async () => {
    const reading = await read()
    expect(valueOf(reading, 'hotels', 'COM-62617', '2026-04')).toBe(1)
    expect(valueOf(reading, 'hotels', 'COM-62119', '2026-04')).toBe(2)
    expect(valueOf(reading, 'hotels', 'COM-75056', '2026-04')).toBe(1)
    expect(valueOf(reading, 'hotels', 'COM-69123', '2026-04')).toBe(1)
    expect(valueOf(reading, 'hotels', 'COM-2A090', '2026-04')).toBe(1)
    expect(valueOf(reading, 'classified-lodgings', 'COM-39102', '2026-04')).toBe(1)
  })

  it('does not count the rooms of what is no hotel', async () => {
    const reading = await read()
    expect(totalOf(reading, 'hotels', '2026-04')).toBeLessThan(totalOf(reading, 'classified-lodgings', '2026-04'))
    expect(valueOf(reading, 'hotel-rooms', 'COM-39102', '2026-04')).toBe(0)
  })

  it('takes its date from its name, and leaves overseas collectivities out', async () => {
    const reading = await read()
    expect([reading.edition, reading.cog]).toEqual(['2026-04', 2026])
    expect(reading.remarks.map(({ en }) => en).join(' ')).toMatch(/as of 2026-04.*rows of overseas collectivities.*: 1/)
    expect(reading.refused).toEqual([])
  })

  it('never loses a row that it cannot place: it proposes communes', async () => {
    const reading = await read('hebergements_classes_2026-04_spoilt.csv')
    expect(refusals(reading)).toEqual([
      'hebergements_classes_2026-04_spoilt.csv:4:COMMUNE 06160 JUAN LES PINS',
      'hebergements_classes_2026-04_spoilt.csv:6:COMMUNE 32150 BARBOTAN',
      'hebergements_classes_2026-04_spoilt.csv:7:NOMBRE DE CHAMBRES 2O'
    ])
    expect(reading.refused.map(({ expected }) => expected.en)).toEqual([
      expect.stringContaining('Antibes (06004)'),
      expect.stringContaining('Cazaubon (32096)'),
      expect.stringContaining('the letter "O"')
    ])
    expect(valueOf(reading, 'hotels', 'COM-62498', '2026-04')).toBe(2)
    // Without a postal code, a name that only one commune bears is enough.
    expect(valueOf(reading, 'hotels', 'COM-91570', '2026-04')).toBe(1)
  })

  it('refuses a file without a date', async () => {
    const header = 'DATE DE CLASSEMENT;TYPOLOGIE ÉTABLISSEMENT;CODE POSTAL;COMMUNE;NOMBRE DE CHAMBRES'
    const path = temporary('hebergements.csv', `${header}\n19/06/2023;HÔTEL DE TOURISME;62300;LENS;54\n`)
    await expect(atoutFranceLodging.read(path, options())).rejects.toThrow(/ne dit pas sa date/)
  })

  const real = '04_statistiques/atout-france_hebergements_classes_2026-04.csv.gz'
  it.skipIf(!hasRealFile(real))(
    'finds 29 hotels and 1,542 rooms in the metropolitan pole, as counted by hand',
    async () => {
      const reading = await atoutFranceLodging.read(realFile(real), options())
      const pma = new Set(
        ['200072460', '246200364', '246200299'].flatMap((epci) =>
          communesOf(geography(), territoryOf('EPCI', epci), 2026).map((code) => `COM-${code}`)
        )
      )
      expect(totalOf(reading, 'hotels', '2026-04', pma)).toBe(29)
      expect(totalOf(reading, 'hotel-rooms', '2026-04', pma)).toBe(1542)
      expect(reading.rows).toBe(21_311)
      expect(reading.refused.length).toBeLessThan(300)
    }
  )
})

describe('members of national programmes', () => {
  const read = (name: string) => anctProgrammes.read(smallFile(`anct_2024/${name}_geom.geojson`), options())

  it('reads members in a text of names and codes', async () => {
    const reading = await read('acv')
    const members = ['62119', '62178', '62498', '62510', '59178'].map((code) =>
      valueOf(reading, 'programme-membership:programme=acv', `COM-${code}`, '2024')
    )
    expect(members).toEqual([1, 1, 1, 1, 1])
    expect(reading.table.length).toBe(5)
  })

  it('takes the year from the folder and the programme from the name, and says so', async () => {
    const reading = await read('acv')
    expect([reading.edition, reading.cog]).toEqual(['2024-acv', 2024])
    expect(reading.remarks[0]?.en).toContain('read in the name "anct_2024"')
  })

  it('reads members that are EPCI', async () => {
    const reading = await read('ti')
    expect(valueOf(reading, 'programme-membership:programme=ti', 'EPCI-200072460', '2024')).toBe(1)
  })

  it('counts a commune once, and a city for its arrondissements', async () => {
    const reading = await read('fs')
    expect(valueOf(reading, 'programme-membership:programme=fs', 'COM-13055', '2024')).toBe(1)
    expect(countOf(reading, 'programme-membership:programme=fs', '2024')).toBe(2)
    expect(reading.remarks.map(({ en }) => en).join()).toContain('in no department: 1')
  })

  it('refuses a member that is no longer a commune, and says which it became', async () => {
    const reading = await read('frla')
    expect(refusals(reading)).toEqual([expect.stringMatching(/^frla_geom.geojson:\d+:liste_geo NA \(49232\)$/)])
    expect(reading.refused[0]?.expected.en).toContain('Lys-Haut-Layon (49373)')
    expect(valueOf(reading, 'programme-membership:programme=frla', 'COM-02408', '2024')).toBe(1)
  })

  it('finds by its name a commune given by its SIREN', async () => {
    const path = temporary(
      'ami_geom.geojson',
      '{"type":"FeatureCollection","features":[{"type":"Feature","geometry":null,"properties":{"id_territoire":"1","liste_geo":"Beissat (212301907); Galéria (212001218); CA de Lens - Liévin (246200364)"}}]}'
    )
    const reading = await anctProgrammes.read(path, { ...options(), period: parsePeriod('2024') })
    expect(reading.table.territoryNames).toEqual(['COM-23019', 'COM-2B121', 'EPCI-246200364'])
  })

  it('refuses a file whose name says no programme', async () => {
    const path = temporary(
      'towns_2024.geojson',
      '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"id_territoire":"1","liste_geo":"Lens (62498)"},"geometry":null}]}'
    )
    await expect(anctProgrammes.read(path, options())).rejects.toThrow(/ne dit pas le programme/)
  })

  it.skipIf(!hasRealFile('05_programmes/anct_2024/acv_geom.geojson')).each([
    ['acv', 245],
    ['pvd', 1645],
    ['va', 2497],
    ['ti', 641]
  ])('reads all members of %s', async (programme, members) => {
    const reading = await anctProgrammes.read(realFile(`05_programmes/anct_2024/${programme}_geom.geojson`), options())
    expect(reading.table.length).toBe(members)
  })
})

describe('property sales', () => {
  it('reads sales and mean prices, and refuses the row that has no commune', async () => {
    const reading = await dgfipDvf.read(smallFile('dvf_indicateurs_communes_2024.csv'), options())
    expect(valueOf(reading, 'property-sales', 'COM-62498', '2024')).toBe(224)
    expect(valueOf(reading, 'house-sales', 'COM-62498', '2024')).toBe(141)
    expect(valueOf(reading, 'mean-price-m2', 'COM-62498', '2024')).toBe(1678)
    expect(refusals(reading)).toEqual(['dvf_indicateurs_communes_2024.csv:8:INSEE_COM NA'])
  })

  it('reads neither of the two shares, which hold each other’s values', async () => {
    const reading = await dgfipDvf.read(smallFile('dvf_indicateurs_communes_2024.csv'), options())
    expect([...reading.columns.values()]).not.toContain('PropMaison')
  })

  it('refuses a row of another year', async () => {
    const header =
      'INSEE_COM,annee,nb_mutations,NbMaisons,NbApparts,PropMaison,PropAppart,PrixMoyen,Prixm2Moyen,SurfaceMoy'
    const path = temporary('dvf.csv', `${header}\n62498,2024,2,1,1,50,50,1,1,1\n62510,2023,2,1,1,50,50,1,1,1\n`)
    const reading = await dgfipDvf.read(path, options())
    expect(refusals(reading)).toEqual(['dvf.csv:3:annee 2023'])
  })
})
