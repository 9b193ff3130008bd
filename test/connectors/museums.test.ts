import { describe, expect, it } from 'vitest'
import { cultureMuseumAttendance } from '../../src/connectors/culture-museum-attendance.ts'
import { louvreLensAttendance } from '../../src/connectors/louvre-lens-attendance.ts'
import { hasRealFile, realFile, smallFile } from './real-files.ts'
import { geography, refusals, statusAt, valueOf } from './reading.ts'
import { temporary } from './temporary.ts'

const LENS = 'COM-62498'
const LOUVRE = 'museum-admissions:museum=6249801'
const REAL = '05_programmes/frequentation-des-musees-de-france_2001-2018.csv'

function options() {
  return { geography: geography() }
}
function read(name = 'frequentation-des-musees-de-france.csv') {
  return cultureMuseumAttendance.read(smallFile(name), options())
}

describe('attendance of museums by the Ministry of Culture', () => {
  it('reads a museum by its reference, through the region’s change of name and rows in no order', async () => {
    const reading = await read()
    const years = ['2012', '2013', '2014', '2015', '2016', '2017', '2018']
    expect(years.map((year) => valueOf(reading, LOUVRE, LENS, year))).toEqual([
      148_270, 863_117, 491_884, 353_761, 444_602, 450_324, 482_759
    ])
    expect(valueOf(reading, 'museum-admissions-free:museum=6249801', LENS, '2015')).toBe(212_257)
  })

  it('gives a commune the sum of its museums', async () => {
    const reading = await read()
    expect(valueOf(reading, 'museum-admissions', LENS, '2015')).toBe(353_761)
    expect(valueOf(reading, 'museum-admissions', 'COM-25056', '2010')).toBe(233_153)
  })

  it('says not applicable where a museum is closed, even with a 0 on the line', async () => {
    const reading = await read()
    expect(valueOf(reading, 'museum-admissions-paying:museum=7510301', 'COM-75056', '2005')).toBe('M')
    expect(valueOf(reading, 'museum-admissions', 'COM-75056', '2005')).toBe('M')
  })

  it('says missing where admissions are not communicated (NC), or where R stands, which nothing explains', async () => {
    const reading = await read()
    expect(valueOf(reading, 'museum-admissions', 'COM-66136', '2010')).toBe('O')
    expect(valueOf(reading, 'museum-admissions', 'COM-35194', '2011')).toBe('O')
  })

  it('says not applicable where a museum is counted on the line of another', async () => {
    const reading = await read()
    expect(statusAt(reading, 'museum-admissions:museum=2505604', 'COM-25056', '2010')).toBe('M')
    expect(reading.remarks.map(({ en }) => en).join()).toContain('counted on the line of another (1)')
  })

  it('gives back the leading zero that references have lost', async () => {
    expect(valueOf(await read(), 'museum-admissions:museum=0273801', 'COM-02738', '2009')).toBe(16_126)
  })

  it('finds a commune through capitals, CEDEX, a former commune, a misspelt name', async () => {
    const reading = await read()
    expect(valueOf(reading, 'museum-admissions', 'COM-2A272', '2012')).toBe('M')
    expect(valueOf(reading, 'museum-admissions', 'COM-73006', '2009')).toBe(1006)
    // Labastide-Murat is in Cœur-de-Causse since 2016, Équeurdreville in Cherbourg-en-Cotentin.
    expect(valueOf(reading, 'museum-admissions', 'COM-46138', '2005')).toBe('O')
    expect(valueOf(reading, 'museum-admissions', 'COM-50129', '2011')).toBe('M')
  })

  it('leaves out overseas collectivities, which are in no department', async () => {
    const reading = await read()
    expect(reading.refused).toEqual([])
    expect(reading.remarks.map(({ en }) => en).join()).toContain(
      'overseas collectivities left out, in no department: 1'
    )
  })

  it('refuses a town that it cannot find, a second line for a museum and year, a letter in a number', async () => {
    const reading = await read('frequentation-des-musees-de-france_spoilt.csv')
    expect(refusals(reading)).toEqual([
      'frequentation-des-musees-de-france_spoilt.csv:5:ville SAINT-GILLES-LES-HAUTS',
      'frequentation-des-musees-de-france_spoilt.csv:7:ref_musee 7134201',
      'frequentation-des-musees-de-france_spoilt.csv:8:total 353 76l'
    ])
    expect(reading.refused[1]?.expected.en).toContain('already on line 6')
    expect(valueOf(reading, LOUVRE, LENS, '2013')).toBe(863_117)
  })

  it('names the columns it misses', async () => {
    const path = temporary('musees.csv', 'ref_musee;ville;annee;payant;gratuit\n6249801;LENS;2015;1;2\n')
    const reading = cultureMuseumAttendance.read(path, options())
    await expect(reading).rejects.toThrow(/colonnes absentes : departements, total. Trouvé : ref_musee/)
  })

  it.skipIf(!hasRealFile(REAL))('reads the whole file but a handful of rows', async () => {
    const reading = await cultureMuseumAttendance.read(realFile(REAL), options())
    expect([reading.rows, reading.refused.length]).toEqual([21_290, 22])
    const museums = reading.table.seriesNames.filter((name) => name.startsWith('museum-admissions:'))
    // 1,264 in the file: one in La Réunion has no commune, one is in Saint-Pierre-et-Miquelon.
    expect(museums).toHaveLength(1262)
    expect(valueOf(reading, 'museum-admissions', 'COM-59345', '2015')).toBe(146_316)
  })
})

describe('attendance of the Louvre-Lens by the museum and the press', () => {
  const readLouvre = () => louvreLensAttendance.read(smallFile('louvre-lens_frequentation.csv'), options())

  it('keeps its own value of 2015 beside the ministry’s', async () => {
    expect(valueOf(await readLouvre(), LOUVRE, LENS, '2015')).toBe(435_213)
    expect(valueOf(await read(), LOUVRE, LENS, '2015')).toBe(353_761)
  })

  it('leaves out the lines that repeat the ministry', async () => {
    const reading = await readLouvre()
    expect(valueOf(reading, LOUVRE, LENS, '2014')).toBeUndefined()
    expect(reading.remarks.map(({ en }) => en).join()).toContain('answers for itself: 5')
  })

  it('keeps the days of a first year that began with the opening, and marks rounded figures as estimated', async () => {
    const reading = await readLouvre()
    expect(valueOf(reading, LOUVRE, LENS, '2012-12-04/2013-11-30')).toBe(900_000)
    expect(statusAt(reading, LOUVRE, LENS, '2012-12-04/2013-11-30')).toBe('E')
  })

  it('says missing where only words are known', async () => {
    const reading = await readLouvre()
    expect(valueOf(reading, LOUVRE, LENS, '2019')).toBe('O')
    expect(valueOf(reading, LOUVRE, LENS, '2022')).toBe(571_047)
    expect(reading.edition).toBe('2022')
  })
})
