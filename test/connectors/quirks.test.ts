/** What producers do to their files, read by a mapping; docs/sources.md lists where the others are tested. */

import { describe, expect, it } from 'vitest'
import { proposeMapping } from '../../src/connectors/proposal.ts'
import { readTable } from '../../src/connectors/table.ts'
import { parseMapping } from '../../src/folder/mapping-file.ts'
import { readYaml } from '../../src/folder/yaml.ts'
import { ROOT } from '../../src/root.ts'
import { loadGeography } from '../../src/store/geography.ts'
import type { Reading } from '../../src/domain/sources/reading.ts'
import { temporary } from './temporary.ts'

const geography = loadGeography(ROOT)

function read(name: string, content: string | Buffer, yaml: string): Promise<Reading> {
  return readTable(temporary(name, content), parseMapping(readYaml('mapping.yaml', yaml)), { geography })
}

function shown({ table }: Reading): readonly string[] {
  return Array.from({ length: table.length }, (_, row) =>
    [
      table.territoryNames[table.territory[row] ?? 0],
      table.periodNames[table.period[row] ?? 0],
      table.values[row] ?? NaN
    ].join(' ')
  )
}

function one(column: string): string {
  return `values: { layout: wide, columns: [{ column: ${column}, series: population }] }\nheader: 1\n`
}

describe('quirks of producers’ files', () => {
  it('codes that lost their leading zero in a spreadsheet (INSEE, wages)', async () => {
    const content = '"CODGEO","LIBGEO","SNHM14"\n"1004","Ambérieu-en-Bugey",13.7\n"62498","Lens",11.9\n'
    const mapping = `${one('SNHM14')}territory: { columns: [CODGEO], level: COM }\nperiod: "2014"`
    const reading = await read('salaire_net_horaire_moyen_communes_2014.csv', content, mapping)
    expect(shown(reading)).toEqual(['COM-01004 2014 13.7', 'COM-62498 2014 11.9'])
    expect(reading.remarks.map(({ en }) => en).join()).toContain('1 code had lost its leading zeros')
  })

  it('codes that are numbers (ANCT, Action cœur de ville)', async () => {
    const content = '[{"insee_com":1053,"lib_com":"Bourg-en-Bresse","pop":41248},{"insee_com":62119,"pop":24895}]'
    const mapping = `${one('pop')}territory: { columns: [insee_com], level: COM }\nperiod: "2018"`
    expect(shown(await read('acv.json', content, mapping))).toEqual(['COM-01053 2018 41248', 'COM-62119 2018 24895'])
  })

  it('a year in two digits, a comma with an exponent (SSMSI, recorded crime)', async () => {
    const content =
      '"classe";"annee";"Code.departement";"unité.de.compte";"faits";"tauxpourmille"\n' +
      '"Homicides";16;"62";"victime";12;"7,83177350511023e-03"\n"Homicides";17;"2A";"victime";4;"2,6e-02"\n' +
      '"Vols avec armes";16;"62";"infraction";5;"3,4e-03"\n'
    const mapping =
      one('tauxpourmille') +
      'territory: { columns: [Code.departement], level: DEP }\nperiod: { column: annee }\n' +
      'where: [{ column: classe, is: [Homicides] }]'
    const reading = await read('crimes_delits_departements.csv', content, mapping)
    expect(shown(reading)).toEqual(['DEP-62 2016 0.00783177350511023', 'DEP-2A 2017 0.026'])
  })

  it('periods such as 1968-1975, lines without one (ANCT, mortality by EPCI)', async () => {
    const content =
      'codgeo;libgeo;an;tx_mortalite\n246200364;CA de Lens-Liévin;1968-1975;11,8\n246200364;CA de Lens-Liévin;;\n'
    const mapping = `${one('tx_mortalite')}territory: { columns: [codgeo], level: EPCI }\nperiod: { column: an }`
    const reading = await read('taux_mortalite_epci.csv', content, mapping)
    expect(shown(reading)).toEqual(['EPCI-246200364 1968/1975 11.8'])
    expect(reading.refused.map(({ place }) => [place.line, place.column])).toEqual([[3, 'an']])
  })

  it('thousands in spaces, cp1252, semicolons (DGCL, members of EPCI)', async () => {
    const content = Buffer.from(
      'siren;raison_sociale;insee;nom_membre;pmun_2025\r\n246200364;CA Lens-Li\xe9vin;62498;Lens;"32\xa0667"\r\n',
      'latin1'
    )
    const mapping = `${one('pmun_2025')}territory: { columns: [insee], level: COM }\nperiod: "2022"`
    const reading = await read('perimetre-epci-a-fp_2025.csv', content, mapping)
    expect(shown(reading)).toEqual(['COM-62498 2022 32667'])
    expect(reading.remarks.map(({ en }) => en).join()).toContain('Windows-1252')
  })

  it('values that begin with a space, in a file with a byte order mark (ANCT, grids)', async () => {
    const content = '\ufeffinsee_com,lib_com,densite\n62498,Lens, 2797\n 62119,Béthune, 2655\n'
    const mapping = `${one('densite')}territory: { columns: [insee_com], level: COM }\nperiod: "2026"`
    expect(shown(await read('densite.csv', content, mapping))).toEqual(['COM-62498 2026 2797', 'COM-62119 2026 2655'])
  })

  it('hundreds of trailing empty columns, and territories that are in no list (INSEE, priority quarters)', async () => {
    const header = `CODGEO;LIBGEO;POP_MUN;LIB_COM${';'.repeat(157)}\n`
    const lines = `Ensemble;Ensemble des QPV;5 019 573;${';'.repeat(157)}\nQP062001;Cité 12-14;2 224;Lens, Liévin${';'.repeat(157)}\n`
    const mapping = `${one('POP_MUN')}territory: { columns: [CODGEO], level: COM }\nperiod: "2017"\nskip: [Ensemble]`
    const reading = await read('insee_qpv_DEMO_2017.csv', `\ufeff${header}${lines}`, mapping)
    expect(shown(reading)).toEqual([])
    expect(reading.refused).toMatchObject([{ place: { line: 3, column: 'CODGEO' }, found: 'QP062001' }])
    const file = temporary('insee_qpv_DEMO_2017.csv', `\ufeff${header}${lines}`)
    expect(reading.refused[0]?.expected.fr).toContain('c’est un quartier prioritaire')
    await expect(proposeMapping(file, { geography, measures: [] })).rejects.toThrow(
      /QP062001 ».*c’est un quartier prioritaire.*Demander le fichier par commune/
    )
  })
})
