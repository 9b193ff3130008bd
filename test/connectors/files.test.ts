import { readFileSync, truncateSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import writeXlsxFile, { type SheetData } from 'write-excel-file/node'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { LIMITS } from '../../src/connectors/bytes.ts'
import { detectSeparator } from '../../src/connectors/csv.ts'
import { openTable, type OpenOptions } from '../../src/connectors/files.ts'
import { findHeader, headerAt } from '../../src/connectors/header.ts'
import { InvalidInput } from '../../src/domain/shared/errors.ts'
import { hasRealFile, realFile } from './real-files.ts'
import { temporary } from './temporary.ts'

type Row = readonly [line: number, ...cells: string[]]

async function rowsOf(path: string, options?: OpenOptions): Promise<readonly Row[]> {
  const rows: Row[] = []
  await (await openTable(path, options)).eachRow((cells, line) => rows.push([line, ...cells]))
  return rows
}

/** The message of the refusal, or the fact that there was none. */
async function refusal(work: () => Promise<unknown>): Promise<string> {
  try {
    await work()
    return 'accepted'
  } catch (error) {
    if (error instanceof InvalidInput) return error.message
    throw error
  }
}

describe('a text', () => {
  it('gives its cells with their lines, whatever ends them', async () => {
    for (const end of ['\n', '\r\n', '\r']) {
      const path = temporary('ends.csv', ['CODE;NOM', '62498;Lens', '', '62119;Béthune'].join(end))
      expect(await rowsOf(path)).toEqual([
        [1, 'CODE', 'NOM'],
        [2, '62498', 'Lens'],
        [4, '62119', 'Béthune']
      ])
    }
  })

  it('keeps separators, quotation marks and line breaks that stand within quotation marks', async () => {
    const path = temporary('quoted.csv', 'a,b,c\n1,"x, y","il dit ""oui"""\n2,"deux\nlignes",\n3,"",z\n')
    expect(await rowsOf(path)).toEqual([
      [1, 'a', 'b', 'c'],
      [2, '1', 'x, y', 'il dit "oui"'],
      [3, '2', 'deux\nlignes', ''],
      [5, '3', '', 'z']
    ])
  })

  it('says where a quotation mark that is never closed was opened', async () => {
    const path = temporary('open.csv', 'a;b\n1;2\n3;"4\n5;6\n')
    expect(await refusal(() => rowsOf(path))).toMatch(/^open\.csv:3 : un guillemet .* jamais fermé/)
  })

  it('finds its separator, which a decimal comma does not pass for', () => {
    expect(detectSeparator('a;b;c\n1,5;2,5;3,5\n')).toBe(';')
    expect(detectSeparator('a,b\n"1;2;3",4\n')).toBe(',')
    expect(detectSeparator('a\tb\n1,5\t2\n')).toBe('\t')
    expect(detectSeparator('a|b\n1|2\n')).toBe('|')
  })
})

describe('encodings', () => {
  const table = 'CODE;NOM\n62427;Hénin-Beaumont\n59453;Nœux €\n'
  const codes = new Map([
    ['é', 0xe9],
    ['œ', 0x9c],
    ['€', 0x80]
  ])
  const cp1252 = Buffer.from([...table].map((c) => codes.get(c) ?? c.charCodeAt(0)))
  const expected = [
    [1, 'CODE', 'NOM'],
    [2, '62427', 'Hénin-Beaumont'],
    [3, '59453', 'Nœux €']
  ]

  it.each([
    ['UTF-8', Buffer.from(table), 'utf-8'],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${table}`), 'utf-8'],
    ['UTF-16 little-endian', Buffer.from(`\ufeff${table}`, 'utf16le'), 'utf-16le'],
    ['UTF-16 big-endian', Buffer.from(`\ufeff${table}`, 'utf16le').swap16(), 'utf-16be'],
    ['UTF-16 without a mark', Buffer.from(table, 'utf16le'), 'utf-16le'],
    ['Windows-1252', cp1252, 'windows-1252']
  ])('%s is read as it is', async (_, bytes, encoding) => {
    const path = temporary('encoded.csv', bytes)
    expect((await openTable(path)).encoding).toBe(encoding)
    expect(await rowsOf(path)).toEqual(expected)
  })

  it('says that a text is Windows-1252, with the first word that shows it', async () => {
    const { remarks } = await openTable(temporary('latin.csv', cp1252))
    expect(remarks[0]?.fr).toContain('Windows-1252')
    expect(remarks[0]?.fr).toContain('Hénin-Beaumont')
    expect(remarks[0]?.fr).toContain('ligne 2')
  })

  it('refuses two encodings in one file, naming a line of each', async () => {
    const path = temporary(
      'glued.csv',
      Buffer.concat([Buffer.from('NOM\nBéthune\n'), Buffer.from('Li\xe9vin\n', 'latin1')])
    )
    expect(await refusal(() => openTable(path))).toMatch(/^glued\.csv:3 : deux encodages.*UTF-8 ligne 2.*Liévin/)
    const { encoding } = await openTable(path, { encoding: 'windows-1252' })
    expect(encoding).toBe('windows-1252')
  })

  it('finds a character cut by the end of a chunk', async () => {
    const filler = `${'x'.repeat(99)}\n`.repeat(10_486)
    const cut = `${filler.slice(0, 1024 * 1024 - 1)}é;fin\n`
    const rows = await rowsOf(temporary('cut.csv', cut))
    expect(rows.at(-1)?.join(' ')).toContain('é')
  })
})

describe('packed files', () => {
  const csv = strToU8('CODGEO;P18_POP\n62498;31415\n')

  it('a gzip reads as what it holds', async () => {
    expect(await rowsOf(temporary('table.csv.gz', gzipSync(csv)))).toHaveLength(2)
  })

  it('a zip gives its table and leaves its dictionary', async () => {
    const path = temporary('base.zip', zipSync({ 'base.CSV': csv, 'meta_base.CSV': csv, 'lisez-moi.txt': csv }))
    const file = await openTable(path)
    expect(file.place.file).toBe('base.zip/base.CSV')
    expect(file.members).toHaveLength(3)
    expect(await rowsOf(path, { member: 'meta_base.CSV' })).toHaveLength(2)
  })

  it('a zip of several tables asks which', async () => {
    const path = temporary('two.zip', zipSync({ 'a.csv': csv, 'b.csv': csv }))
    expect(await refusal(() => openTable(path))).toMatch(/^two\.zip : plusieurs tables dans ce zip : a\.csv, b\.csv/)
  })

  it('a truncated zip is refused wherever it is cut', async () => {
    const whole = zipSync({ 'base.csv': strToU8('a;b\n1;2\n'.repeat(5000)) }, { level: 0 })
    for (const part of [0.1, 0.5, 0.9, 0.999]) {
      const path = temporary('cut.zip', whole.slice(0, Math.floor(whole.length * part)))
      expect(await refusal(() => openTable(path))).toMatch(/^cut\.zip : zip (tronqué|abîmé)/)
    }
  })

  it('a zip with one changed byte is refused', async () => {
    const bytes = zipSync({ 'base.csv': csv }, { level: 0 })
    bytes[50] = (bytes[50] ?? 0) ^ 1
    expect(await refusal(() => openTable(temporary('bad.zip', bytes)))).toContain('zip abîmé')
  })

  it('a truncated gzip is refused', async () => {
    const bytes = gzipSync(Buffer.from('a;b\n1;2\n'.repeat(5000)))
    const path = temporary('cut.csv.gz', bytes.subarray(0, bytes.length / 2))
    expect(await refusal(() => openTable(path))).toMatch(/^cut\.csv\.gz : fichier compressé tronqué/)
  })

  it('a zip bomb is refused at the stated limit, without being held', { timeout: 60_000 }, async () => {
    const zeros = Buffer.alloc(LIMITS.heldBytes + 1024, 0x31)
    const path = temporary('bomb.zip', zipSync({ 'bomb.xlsx': zeros }, { level: 6 }))
    expect(await refusal(() => openTable(path))).toContain('au plus 64 Mo')
  })
})

describe('what is no table', () => {
  it.each([
    ['empty.csv', Buffer.alloc(0), '0 octet'],
    ['old.xls', Buffer.from('\xd0\xcf\x11\xe0\xa1\xb1', 'latin1'), 'XLS'],
    ['page.csv', Buffer.from('<!DOCTYPE html><html><body>404</body></html>'), 'page web'],
    ['doc.pdf', Buffer.from('%PDF-1.7'), 'PDF'],
    ['image.csv', Buffer.from([1, 2, 0, 0, 7, 9]), 'pas un texte'],
    ['cut.parquet', Buffer.from('PAR1 and no more'), 'Parquet illisible'],
    ['cut.geojson', Buffer.from('{"type":"FeatureCollection",\n"features":[{"pro'), 'JSON illisible'],
    ['blank.csv', Buffer.from('\n\n'), 'aucune ligne']
  ])('%s is refused by its name and its content', async (name, bytes, words) => {
    const message = await refusal(() => openTable(temporary(name, bytes)))
    expect(message).toContain(name)
    expect(message).toContain(words)
  })

  it('a file beyond the stated limit is refused before it is read', async () => {
    const path = temporary('large.csv', 'a;b\n')
    truncateSync(path, LIMITS.fileBytes + 1)
    expect(await refusal(() => openTable(path))).toMatch(/^large\.csv : trop gros : 201 Mo, au plus 200 Mo sont lus/)
  })

  it('a line that never ends is refused, not held', async () => {
    const path = temporary('endless.csv', `a;b\n${'x'.repeat(3 * 1024 * 1024)}`)
    expect(await refusal(() => openTable(path))).toMatch(/^endless\.csv:2 : ligne de plus de 1048576 caractères/)
  })

  it('a missing file and a folder are told apart', async () => {
    expect(await refusal(() => openTable('/nowhere/x.csv'))).toContain('introuvable')
    expect(await refusal(() => openTable(import.meta.dirname))).toContain('dossier')
  })
})

describe('a workbook', () => {
  async function workbook(name: string, data: SheetData): Promise<string> {
    const path = temporary(name, '')
    await writeXlsxFile(data, {}).toFile(path)
    return path
  }

  it('gives numbers as they are written and dates as days', async () => {
    const path = await workbook('plain.xlsx', [
      [{ value: 'CODE' }, { value: 'POP' }, { value: 'LE' }],
      [{ value: '01004' }, { value: 646.9 }, { value: new Date('2021-03-15'), type: Date, format: 'dd/mm/yyyy' }]
    ])
    expect(await rowsOf(path)).toEqual([
      [1, 'CODE', 'POP', 'LE'],
      [2, '01004', '646.9', '2021-03-15']
    ])
  })

  it('with merged headers is refused by the columns they cover, unless all header lines are declared', async () => {
    const path = await workbook('merged.xlsx', [
      [{ value: 'Code' }, { value: 'Population', columnSpan: 2 }, null],
      [{ value: 'CODGEO' }, { value: '2013' }, { value: '2018' }],
      [{ value: '62498' }, { value: 31000 }, { value: 31415 }]
    ])
    const file = await openTable(path)
    expect(await refusal(async () => headerAt(file, 1, 1))).toMatch(
      /^merged\.xlsx\[.*\]:1:B : en-têtes fusionnés : « Population » couvre les colonnes B–C/
    )
    expect(headerAt(file, 1, 2).names).toEqual(['Code / CODGEO', 'Population / 2013', 'Population / 2018'])
    expect(headerAt(file, 2, 2).names).toEqual(['CODGEO', '2013', '2018'])
  })
})

describe('a workbook of a few bytes that would fill the memory', () => {
  async function moved(name: string, at: string, row = 'r="2"', end = '</row>'): Promise<string> {
    const path = temporary(name, '')
    await writeXlsxFile([[{ value: 'nom' }], [{ value: 'Insee' }]], {}).toFile(path)
    const parts = unzipSync(readFileSync(path))
    const sheet = strFromU8(parts['xl/worksheets/sheet1.xml'] ?? new Uint8Array())
    expect(sheet).toContain('r="A2"')
    const changed = sheet
      .replace('r="A2"', at)
      .replace('r="2"', row)
      .replace(/<\/row>(?=<\/sheetData>)/, end)
    return temporary(name, zipSync({ ...parts, 'xl/worksheets/sheet1.xml': strToU8(changed) }))
  }

  it('is refused, with how far it spreads', async () => {
    const far = await moved('far.xlsx', 'r="XFD1048576"', 'r="1048576"')
    expect(await refusal(() => openTable(far))).toMatch(/s’étend sur 1\s048\s576 lignes et 16\s384 colonnes/)
  })

  it.each(['r="ZZZZZZZ2"', 'r="A1e9"', 'r="&#88;FD2"', ''])('is refused when a cell says no place: %s', async (at) => {
    const path = await moved('odd.xlsx', at)
    expect(await refusal(() => openTable(path))).toContain('classeur illisible')
  })

  it('is refused when a row stands beyond all that a workbook holds', async () => {
    const path = await moved('tall.xlsx', 'r="A2"', 'r="9999999"')
    expect(await refusal(() => openTable(path))).toContain('classeur illisible')
  })

  it('is read when what is far away is empty', async () => {
    const path = await moved('styled.xlsx', 'r="A2"', 'r="2"', '<c r="XFD2" s="0"/></row><row r="1048576"></row>')
    expect(await rowsOf(path)).toEqual([
      [1, 'nom'],
      [2, 'Insee']
    ])
  })
})

describe('Parquet and GeoJSON', () => {
  it('a Parquet gives its columns, empty cells for nulls', async () => {
    const buffer = parquetWriteBuffer({
      columnData: [
        { name: 'code', data: ['62498', '62119'], type: 'STRING' },
        { name: 'value', data: [1.5, null], type: 'DOUBLE', nullable: true }
      ]
    })
    expect(await rowsOf(temporary('t.parquet', new Uint8Array(buffer)))).toEqual([
      [1, 'code', 'value'],
      [2, '62498', '1.5'],
      [3, '62119', '']
    ])
  })

  it('a GeoJSON gives the properties of its features, whichever have them', async () => {
    const features = [{ properties: { a: 1 } }, { properties: { a: null, b: 'x' } }]
    const path = temporary('l.geojson', JSON.stringify({ type: 'FeatureCollection', features }))
    expect(await rowsOf(path)).toEqual([
      [1, 'a', 'b'],
      [2, '1', ''],
      [3, '', 'x']
    ])
  })
})

describe('the header', () => {
  it('is found under titles, and a missing column is named with those found', async () => {
    const path = temporary('titled.csv', 'Un titre;;\n\nSource : Insee;;\nCODGEO;LIBGEO;POP\n62498;Lens;31415\n')
    const file = await openTable(path)
    expect(findHeader(file, ['CODGEO', 'POP']).line).toBe(4)
    expect(await refusal(async () => findHeader(file, ['CODGEO', 'P18_POP']))).toBe(
      'titled.csv:4 : colonne absente : P18_POP. Trouvé : CODGEO, LIBGEO, POP'
    )
  })
})

describe.skipIf(!hasRealFile('04_statistiques'))('real files', () => {
  it.each([
    ['04_statistiques/insee_base_cc_comparateur_ed2022-01_csv.zip', 35_011, 33],
    ['04_statistiques/insee_FILO2019_DISP_COM.csv.gz', 31_362, 31],
    ['04_statistiques/insee_filosofi_2021_commune.parquet', 31_213, 10],
    ['04_statistiques/insee_chomage-zone-t1-2003-t3-2023.xlsx', 307, 87],
    ['05_programmes/anct_2024/pvd_geom.geojson', 1_646, 4]
  ])('%s is read whole', async (path, rows, columns) => {
    const file = await openTable(realFile(path))
    let count = 0
    let widest = 0
    await file.eachRow((cells) => {
      count += 1
      widest = Math.max(widest, cells.length)
    })
    expect([count, widest]).toEqual([rows, columns])
    expect(file.bytes).toBe(readFileSync(realFile(path)).length)
  })
})
