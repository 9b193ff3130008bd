import { describe, expect, it } from 'vitest'
import { inseeFilosofi, inseeFilosofiEpci } from '../../src/connectors/insee-filosofi.ts'
import { hasRealFile, realFile, smallFile } from './real-files.ts'
import { countOf, geography, refusals, valueOf } from './reading.ts'
import { temporary } from './temporary.ts'

const CABBALR = 'EPCI-200072460'

function read(name: string, connector = inseeFilosofi) {
  return connector.read(smallFile(name), { geography: geography() })
}

describe('Filosofi by commune', () => {
  it('finds the year in the names of the columns, and the geography in the year after', async () => {
    const reading = await read('FILO2019_DISP_COM.csv')
    expect([reading.edition, reading.cog]).toEqual(['2019', 2020])
    expect(valueOf(reading, 'median-living-standard', 'COM-62498', '2019')).toBe(16310)
  })

  it('reads decimal commas, and columns that come in another order', async () => {
    const [older, newer] = [await read('FILO2014_DISP_COM.csv'), await read('FILO2019_DISP_COM.csv')]
    expect(valueOf(newer, 'gini', 'COM-62498', '2019')).toBe(0.258)
    expect(valueOf(newer, 'share-income-wages', 'COM-62498', '2019')).toBe(54)
    expect(valueOf(newer, 'share-income-unemployment', 'COM-62498', '2019')).toBe(3.8)
    expect(valueOf(older, 'share-income-wages', 'COM-62498', '2014')).toBeUndefined()
    expect(valueOf(older, 'share-income-wages-and-unemployment', 'COM-62498', '2014')).toBeGreaterThan(50)
  })

  it('reads the columns without a year', async () => {
    const reading = await read('FILO2019_DISP_COM.csv')
    expect(valueOf(reading, 'interdecile-ratio', 'COM-62498', '2019')).toBe(3)
    expect(valueOf(reading, 'interquartile-range', 'COM-62498', '2019')).toBe(9630)
    expect(valueOf(reading, 's80-s20-ratio', 'COM-62498', '2019')).toBe(3.7)
  })

  it('says withheld under 1,000 households and 2,000 persons, where only the median is given', async () => {
    const reading = await read('FILO2019_DISP_COM.csv')
    expect(valueOf(reading, 'median-living-standard', 'COM-01001', '2019')).toBe(23970)
    expect(valueOf(reading, 'gini', 'COM-01001', '2019')).toBe('Q')
    expect(reading.remarks.map(({ en }) => en).join()).toContain('under 50 households and 100 persons have no row')
  })

  it('leaves out arrondissements', async () => {
    const reading = await read('FILO2019_DISP_COM.csv')
    expect(valueOf(reading, 'tax-households', 'COM-13055', '2019')).toBeGreaterThan(300_000)
    expect(valueOf(reading, 'tax-households', 'COM-13201', '2019')).toBeUndefined()
  })

  it('names the column without which there is no year', async () => {
    const path = temporary('FILO_DISP_COM.csv', 'CODGEO;LIBGEO;NBMEN\r\n62498;Lens;13991\r\n')
    await expect(inseeFilosofi.read(path, { geography: geography() })).rejects.toThrow(/colonne absente : Q2/)
  })
})

describe('Filosofi by EPCI', () => {
  it('reads the file of 2017, with its 69 columns without a name', async () => {
    const reading = await read('FILO2017_DISP_EPCI.csv', inseeFilosofiEpci)
    expect(reading.refused).toEqual([])
    expect(valueOf(reading, 'median-living-standard', CABBALR, '2017')).toBeGreaterThan(17000)
    expect(reading.table.seriesNames).toHaveLength(29)
  })

  it('refuses a code that is no EPCI and a number with a letter, and keeps the rest', async () => {
    const reading = await read('FILO2019_DISP_EPCI_spoilt.csv', inseeFilosofiEpci)
    expect(refusals(reading)).toEqual([
      'FILO2019_DISP_EPCI_spoilt.csv:4:Q219 18 42O',
      'FILO2019_DISP_EPCI_spoilt.csv:6:CODGEO ZZZZZZZZZ'
    ])
    expect(valueOf(reading, 'median-living-standard', CABBALR, '2019')).toBe(19400)
  })
})

describe.skipIf(!hasRealFile('04_statistiques/insee_FILO2019_DISP_COM.csv.gz'))('the whole files of Filosofi', () => {
  it.each([
    [2014, 32974],
    [2015, 32252],
    [2016, 31789],
    [2019, 31361]
  ])('reads the communes of %i', async (year, rows) => {
    const path = realFile(`04_statistiques/insee_FILO${year}_DISP_COM.csv.gz`)
    const reading = await inseeFilosofi.read(path, { geography: geography() })
    expect([reading.rows, reading.refused.length, reading.cog]).toEqual([rows, 0, year + 1])
    expect(countOf(reading, 'median-living-standard', String(year))).toBe(rows - 45)
    expect(reading.table.seriesNames.length).toBe(year === 2014 ? 27 : 29)
  })

  it.each([
    [2014, 2123],
    [2015, 2048],
    [2016, 1252],
    [2017, 1249],
    [2019, 1240]
  ])('reads the EPCI of %i', async (year, rows) => {
    const path = realFile(`04_statistiques/insee_FILO${year}_DISP_EPCI.csv`)
    const reading = await inseeFilosofiEpci.read(path, { geography: geography() })
    expect([reading.rows, reading.refused.length]).toEqual([rows, 0])
    // The community of Béthune-Bruay was created on the 1st of January 2017: the geography of incomes of 2016.
    if (year >= 2016) expect(valueOf(reading, 'median-living-standard', CABBALR, String(year))).toBeGreaterThan(17_000)
  })
})
