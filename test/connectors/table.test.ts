import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import writeXlsxFile, { type SheetData } from 'write-excel-file/node'
import { describe, expect, it } from 'vitest'
import { readTable } from '../../src/connectors/table.ts'
import { proposeMapping } from '../../src/connectors/proposal.ts'
import { OBSERVATION_STATUSES } from '../../src/domain/indicators/observation.ts'
import { InvalidInput } from '../../src/domain/shared/errors.ts'
import { parsePeriod } from '../../src/domain/shared/period.ts'
import type { Mapping } from '../../src/domain/sources/mapping.ts'
import type { Reading } from '../../src/domain/sources/reading.ts'
import { mappingDocument, parseMapping } from '../../src/folder/mapping-file.ts'
import { readYaml, writeYaml } from '../../src/folder/yaml.ts'
import { ROOT } from '../../src/root.ts'
import { loadGeography } from '../../src/store/geography.ts'
import { makeMeasure, series } from '../make.ts'
import { hasRealFile, realFile } from './real-files.ts'
import { temporary } from './temporary.ts'

const geography = loadGeography(ROOT)

function mapping(yaml: string): Mapping {
  return parseMapping(readYaml('mapping.yaml', yaml))
}

function read(content: string, yaml: string): Promise<Reading> {
  return readTable(temporary('table.csv', content), mapping(yaml), { geography })
}

/** `62498 population 2018 31000`, a status in place of a value that is not there. */
function shown({ table }: Reading): readonly string[] {
  return Array.from({ length: table.length }, (_, row) => {
    const value = table.values[row] ?? NaN
    return [
      table.territoryNames[table.territory[row] ?? 0]?.replace('COM-', ''),
      table.seriesNames[table.series[row] ?? 0],
      table.periodNames[table.period[row] ?? 0],
      Number.isNaN(value) ? OBSERVATION_STATUSES[(table.statuses[row] ?? 0) - 1] : value
    ].join(' ')
  })
}

const WIDE = `
header: 1
territory: { columns: [CODGEO], level: COM }
values:
  layout: wide
  columns:
    - { column: P18_POP, series: population, period: 2018 }
    - { column: P13_POP, series: population, period: 2013 }
`

describe('a wide table', () => {
  it('gives one observation a column, with its line', async () => {
    const reading = await read('CODGEO;P18_POP;P13_POP\n62498;31 415;31000\n1004;14,5;\n', WIDE)
    expect(shown(reading)).toEqual([
      '62498 population 2018 31415',
      '62498 population 2013 31000',
      '01004 population 2018 14.5',
      '01004 population 2013 O'
    ])
    expect([...(reading.lines ?? [])]).toEqual([2, 2, 3, 3])
    expect(reading.remarks.map(({ fr }) => fr)).toEqual(['1 code avait perdu ses zéros de tête : ils ont été remis'])
  })

  it('refuses a row whole, by the first cell that cannot be read', async () => {
    const reading = await read('CODGEO;P18_POP;P13_POP\n62498;1;2\n62119;3;4x\nLens;5;6\n62065;7\n62427;8;9;10\n', WIDE)
    expect([reading.rows, shown(reading).length]).toEqual([5, 2])
    expect(reading.refused.map(({ place, found }) => [place.line, place.column, found])).toEqual([
      [3, 'P13_POP', '4x'],
      [4, 'CODGEO', 'Lens'],
      [5, 3, '2 / 3'],
      [6, 4, '4 / 3']
    ])
  })

  it('names the code that a letter stands in', async () => {
    const { refused } = await read('CODGEO;P18_POP;P13_POP\n624O8;1;2\n', WIDE)
    expect(refused[0]?.expected.fr).toBe('un code COM, comme 62498 : peut-être 62408')
  })

  it('passes over empty rows, notes under the table and stray separators', async () => {
    const content = 'CODGEO;P18_POP;P13_POP\n62498;1;2;;\n;;\nSource : Insee\nChamp : France;;\n'
    const reading = await read(content, WIDE)
    expect([reading.rows, reading.refused.length]).toEqual([1, 0])
    expect(reading.remarks.map(({ fr }) => fr)).toEqual(['2 lignes de notes, hors du tableau'])
  })

  it('keeps the producer’s own marks, over the common ones', async () => {
    const marks = `${WIDE}marks: { NC: withheld, F: not-applicable, '0': missing }\n`
    const reading = await read('CODGEO;P18_POP;P13_POP\n62498;NC;F\n62119;0;nd\n', marks)
    expect(shown(reading).map((line) => line.split(' ').at(-1))).toEqual(['Q', 'M', 'O', 'O'])
  })

  it('reads the units and the share beside a protected value, and refuses the row without them', async () => {
    const yaml = `
header: 1
territory: { columns: [CODE], level: COM }
period: 2022
values: { layout: wide, columns: [{ column: CA, series: turnover, units: N, largestShare: PART }] }
`
    const reading = await read('CODE;CA;N;PART\n62498;100;12;0,4\n62119;50;3 x;0,9\n62427;50;3;90\n', yaml)
    expect([...(reading.table.units ?? [])]).toEqual([12])
    expect([...(reading.table.largestShares ?? [])]).toEqual([0.4])
    expect(reading.refused.map(({ place }) => place.column)).toEqual(['N', 'PART'])
  })
})

describe('other layouts', () => {
  it('one row a value: a column names the series, another the period', async () => {
    const yaml = `
header: 1
skip: [Ensemble]
where: [{ column: SEXE, is: [T] }]
territory: { columns: [DEP, COM], level: COM }
period: { column: ANNEE }
values: { layout: long, name: VAR, series: { POP: population, EMP: jobs }, value: VAL }
`
    const rows = ['DEP;COM;SEXE;ANNEE;VAR;VAL', '62;498;T;2018;POP;5', '62;498;T;16;EMP;6', '62;498;F;2018;POP;2']
    const reading = await read([...rows, '62;498;T;2018;XXX;1', '62;119;T;demain;POP;1'].join('\n'), yaml)
    expect(shown(reading)).toEqual(['62498 population 2018 5', '62498 jobs 2016 6'])
    expect(reading.refused).toMatchObject([{ place: { line: 6, column: 'ANNEE' }, found: 'demain' }])
    expect(reading.rows).toBe(3)
  })

  it('one column a period, under two lines of headers', async () => {
    const yaml = `
header: 2
territory: { columns: [ZE2020], level: ZE2020 }
values: { layout: periods, series: unemployment-localised }
`
    const reading = await read(
      'Zone;Libellé;1er trimestre 2003;\nZE2020;LIB;2003-T1;2003-T2\n3209;Lens;12,5;12,7\n',
      yaml
    )
    expect(shown(reading)).toEqual([
      'ZE2020-3209 unemployment-localised 2003-Q1 12.5',
      'ZE2020-3209 unemployment-localised 2003-Q2 12.7'
    ])
  })

  it('levels named row by row, or one territory for the whole file', async () => {
    const yaml = `
header: 1
territory: { columns: [CODE], level: { column: MAILLE, names: { commune: COM, departement: DEP } } }
period: 2022
values: { layout: wide, columns: [{ column: V, series: votes }] }
`
    const reading = await read('MAILLE;CODE;V\ncommune;62498;1\ndepartement;62;2\nquartier;1;3\n', yaml)
    expect(shown(reading)).toEqual(['62498 votes 2022 1', 'DEP-62 votes 2022 2'])
    expect(reading.refused).toMatchObject([{ found: 'quartier', expected: { fr: 'l’un de commune, departement' } }])
    const france = await read(
      'ANNEE;V\n2021;5\n',
      `
header: 1
territory: { id: FRANCE-F }
period: { column: ANNEE }
values: { layout: wide, columns: [{ column: V, series: votes }] }
`
    )
    expect(shown(france)).toEqual(['FRANCE-F votes 2021 5'])
  })
})

describe('a mapping file', () => {
  async function refusal(yaml: string): Promise<string> {
    try {
      await read('CODGEO;POP\n62498;1\n', yaml)
      return 'accepted'
    } catch (error) {
      if (error instanceof InvalidInput) return error.message
      throw error
    }
  }

  it('is refused by the line and the key that are wrong', async () => {
    expect(await refusal('header: 1\nterritoire: { columns: [A], level: COM }\n')).toMatch(/mapping\.yaml:.*territory/)
    expect(await refusal(`${WIDE}encoding: latin\n`)).toMatch(/^mapping\.yaml:9:\d+ : «\sencoding\s»\s: .*windows-1252/)
    expect(await refusal(WIDE.replace('header: 1', 'header: zéro'))).toMatch(/^mapping\.yaml:2:\d+ : .*5-6/)
    expect(await refusal(WIDE.replace('level: COM', 'level: COMMUNE'))).toContain('mapping.yaml:3')
  })

  it('names a column that the table does not have', async () => {
    expect(await refusal(WIDE)).toBe('table.csv:1:P18_POP : colonne absente : P18_POP')
  })

  it('reads as docs/howto/import.md shows it', () => {
    const [, yaml = ''] = /```yaml\n([^]*?)```/.exec(readFileSync(join(ROOT, 'docs/howto/import.md'), 'utf8')) ?? []
    expect(mapping(yaml)).toMatchObject({ header: { from: 5, to: 6 }, values: { columns: [{}, { units: 'NB' }] } })
  })

  it('is written as it is read', () => {
    const given = mapping(`${WIDE}marks: { s: withheld }\nskip: [Ensemble]\ncog: 2021\nsheet: COM\n`)
    expect(mapping(writeYaml(mappingDocument(given)))).toEqual(given)
  })
})

describe('a workbook', () => {
  it('whose values are merged over several rows refuses those rows, with the range', async () => {
    const path = temporary('merged-values.xlsx', '')
    const rows: SheetData = [
      [{ value: 'CODGEO' }, { value: 'population' }],
      [{ value: '62498' }, { value: 31000, rowSpan: 2 }],
      [{ value: '62119' }, null],
      [{ value: '62427' }, { value: 25000 }]
    ]
    await writeXlsxFile(rows, {}).toFile(path)
    const yaml = `header: 1
territory: { columns: [CODGEO], level: COM }
period: 2018
values: { layout: wide, columns: [{ column: population, series: population }] }
`
    const reading = await readTable(path, mapping(yaml), { geography })
    expect([...reading.table.values]).toEqual([25000])
    expect(reading.refused.map(({ place, expected }) => [place.line, expected.fr])).toEqual([
      [2, expect.stringContaining('les cellules B2:B3 sont fusionnées')],
      [3, expect.stringContaining('les cellules B2:B3 sont fusionnées')]
    ])
  })
})

describe('a proposal', () => {
  const measures = [
    makeMeasure('population', { label: { fr: 'Population municipale', en: 'Population' } }),
    makeMeasure('jobs', { label: { fr: 'Emplois au lieu de travail', en: 'Jobs' } }),
    makeMeasure('unemployment-localised', { label: { fr: 'Taux de chômage localisé', en: 'Unemployment rate' } })
  ]
  const propose = (name: string, content: string) => proposeMapping(temporary(name, content), { geography, measures })

  it('finds codes, periods and measures, under titles and among other numbers', async () => {
    const found = await propose(
      'table.csv',
      'Titre;;;;\nSource;;;;\nCODGEO;LIBGEO;P18_POP;Emplois;TRUC\n62498;Lens;31000;12000;5\n62119;Béthune;25000;9000;6\n'
    )
    expect(found.mapping).toMatchObject({
      header: { from: 3, to: 3 },
      territory: { columns: ['CODGEO'], level: 'COM' },
      values: {
        layout: 'wide',
        columns: [
          { column: 'P18_POP', series: 'population', period: '2018' },
          { column: 'Emplois', series: 'jobs' }
        ]
      },
      cog: 2026
    })
    expect(found.left).toEqual(['TRUC'])
    expect(found.questions.map(({ fr }) => fr)).toContain('de quelle période sont ces valeurs ? (period, ou --period)')
  })

  it('sees the year whose communes the file has', async () => {
    // Enquin-les-Mines (62294) became Enquin-lez-Guinegatte (62295) in 2017.
    const found = await propose('old.csv', 'code;pop\n62294;1\n62498;2\n62119;3\n62427;4\n')
    expect(found.mapping.cog).toBeLessThan(2018)
  })

  it('heeds the period and the year of the codes that a person says, where the table itself is silent', async () => {
    const path = temporary('pop-2018.csv', 'CODGEO;population\n62498;31000\n62119;25000\n')
    const said = { period: parsePeriod('2017'), cog: 2021 }
    const { mapping: proposed, questions } = await proposeMapping(path, { geography, measures, said })
    expect(proposed).toMatchObject(said)
    expect(questions).toEqual([])
    const dated = temporary('dated.csv', 'CODGEO;annee;population\n62498;2018;31000\n62119;2018;25000\n')
    const own = await proposeMapping(dated, { geography, measures, said })
    expect(own.mapping).toMatchObject({ period: { column: 'annee' }, cog: 2021 })
  })

  it('asks whether a mark groups thousands, and reads as answered', async () => {
    const content = 'CODGEO;population\n62498;"31,415"\n62119;"25,193"\n'
    const { mapping: proposed, questions } = await propose('en.csv', content)
    expect(proposed.decimal).toBe('.')
    expect(questions.some(({ fr }) => fr.includes('groupe-t-il les milliers'))).toBe(true)
    const options = { geography, period: parsePeriod('2018') }
    const reading = await readTable(temporary('en.csv', content), proposed, options)
    expect([...reading.table.values]).toEqual([31415, 25193])
  })

  it('says that no column holds codes, or that none holds numbers', async () => {
    await expect(propose('a.csv', 'nom;valeur\nLens;12\nLiévin;13\n')).rejects.toThrow('aucune colonne n’a de codes')
    await expect(propose('b.csv', 'CODGEO;nom\n62498;Lens\n62119;Béthune\n')).rejects.toThrow('colonne de nombres')
  })

  it('never takes a number for a code, nor a year for a commune that lost its zero', async () => {
    const { mapping: proposed } = await propose('n.csv', 'INSEE;annee;pop\n62498;2009;62119\n62119;2010;62427\n')
    expect(proposed.territory).toEqual({ columns: ['INSEE'], level: 'COM' })
    expect(proposed.period).toEqual({ column: 'annee' })
  })

  it.skipIf(!hasRealFile('04_statistiques'))('reads producers’ own files as they are', async () => {
    const known = { geography, measures }
    const unemployment = await proposeMapping(
      realFile('04_statistiques/insee_chomage-zone-t1-2003-t3-2023.xlsx'),
      known
    )
    expect(unemployment.mapping).toMatchObject({
      sheet: 'txcho_ze',
      header: { from: 6, to: 6 },
      territory: { columns: ['ZE2020'], level: 'ZE2020' },
      values: { layout: 'periods', series: 'unemployment-localised' }
    })
    const census = await proposeMapping(realFile('04_statistiques/insee_base_cc_comparateur_ed2022-01_csv.zip'), known)
    expect(census.mapping.cog).toBe(2021)
    const reading = await readTable(
      realFile('04_statistiques/insee_base_cc_comparateur_ed2022-01_csv.zip'),
      census.mapping,
      { geography }
    )
    expect([reading.rows, reading.refused.length]).toEqual([35_010, 0])
    expect(reading.columns.get(series('population'))).toBe('P18_POP')
  })
})
