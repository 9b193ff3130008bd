/** Sheets of an XLSX workbook as rows of text: numbers as written, dates as `YYYY-MM-DD` (1904 calendar included). */

import { readSheet } from 'read-excel-file/node'
import { InvalidInput, type Place } from '../domain/shared/errors.ts'
import { LIMITS, tooLarge, type ByteFile } from './bytes.ts'
import type { RowCallback } from './csv.ts'
import type { ZipMember } from './zip.ts'

/** Cells merged into one: lines and columns from 1, both ends included. Only the first holds the text. */
export type Merged = {
  readonly fromLine: number
  readonly toLine: number
  readonly fromColumn: number
  readonly toColumn: number
}

export type Workbook = {
  readonly sheets: readonly string[]
  /** The one asked for, else the largest. */
  readonly sheet: string
  readonly merged: readonly Merged[]
  readonly eachRow: (callback: RowCallback) => void
}

export function isWorkbook(members: readonly ZipMember[]): boolean {
  return members.some((member) => member.name === 'xl/workbook.xml')
}

/** @throws {InvalidInput} when the sheet does not exist, the workbook is damaged or unpacks beyond the limit */
export async function openWorkbook(
  file: ByteFile,
  members: readonly ZipMember[],
  place: Place,
  asked?: string
): Promise<Workbook> {
  const declared = members.reduce((total, member) => total + member.bytes, 0)
  if (declared > LIMITS.heldBytes) throw tooLarge(LIMITS.heldBytes, place, declared)

  const xml = async (name: string): Promise<string> => {
    const member = members.find((m) => m.name === name)
    if (!member) return ''
    let text = ''
    for await (const chunk of member.read(LIMITS.heldBytes)) text += chunk.toString('latin1')
    return text
  }
  const sheets = sheetPaths(await xml('xl/workbook.xml'), await xml('xl/_rels/workbook.xml.rels'))
  const weight = (path: string): number => members.find((member) => member.name === path)?.bytes ?? 0
  const largest = sheets.toSorted((a, b) => weight(b.path) - weight(a.path))[0]
  const chosen = asked === undefined ? largest : sheets.find((sheet) => sheet.name === asked)
  if (!chosen) {
    const names = sheets.map((sheet) => sheet.name)
    throw new InvalidInput(
      {
        fr: `pas de feuille « ${asked ?? ''} ». Attendu l’une de : ${names.join(', ')}`,
        en: `no sheet "${asked ?? ''}". Expected one of: ${names.join(', ')}`
      },
      place
    )
  }
  // Reading each part once here checks its true length and CRC before the workbook is held whole.
  const text = await xml(chosen.path)
  refuseSprawl(text, { ...place, sheet: chosen.name })
  const merged = readMerged(text)
  for (const name of ['xl/sharedStrings.xml', 'xl/styles.xml']) await xml(name)
  const rows = await readRows(await file.slice(0), chosen.name, { ...place, sheet: chosen.name })
  return {
    sheets: sheets.map((sheet) => sheet.name),
    sheet: chosen.name,
    merged,
    eachRow(callback) {
      rows.forEach((cells, i) => {
        if (cells.some((cell) => cell !== '')) callback(cells, i + 1)
      })
    }
  }
}

async function readRows(bytes: Buffer, sheet: string, place: Place): Promise<readonly (readonly string[])[]> {
  try {
    const rows = await readSheet<string>(bytes, sheet, { parseNumber: (text) => text, trim: false })
    return rows.map((row) => row.map(cellText))
  } catch (error) {
    if (!(error instanceof Error)) throw error
    throw new InvalidInput(
      {
        fr: `classeur illisible (${error.message}). Attendu un fichier XLSX intact ; l’ouvrir et l’enregistrer de nouveau`,
        en: `unreadable workbook (${error.message}). Expected a sound XLSX file; open it and save it again`
      },
      place,
      { cause: error }
    )
  }
}

/** From the first cell to the last that holds something: the library holds all that lies between, empty or not. */
const MOST_CELLS = 10_000_000

/** Of Excel itself. */
const MOST_LINES = 1_048_576

/** @throws {InvalidInput} when what is written lies so far apart that reading it would take all the memory there is */
function refuseSprawl(sheet: string, place: Place): void {
  let [lines, columns] = [0, 0]
  for (const [, name, attributes = ''] of sheet.matchAll(/<(c|row)(?=[\s/>])([^>]*)>/g)) {
    const at = /(?:^|\s)r=["']([^"']*)["']/.exec(attributes)?.[1]
    if (name === 'row' && at === undefined) continue
    const [, letters, digits = ''] = /^([A-Z]{0,3})(\d{1,7})$/.exec(at ?? '') ?? []
    const line = Number(digits)
    if (letters === undefined || (name === 'c') === (letters === '') || line > MOST_LINES) throw misplaced(at, place)
    if (name === 'row' || attributes.endsWith('/')) continue
    lines = Math.max(lines, line)
    columns = Math.max(columns, columnNumber(letters))
  }
  if (lines * columns <= MOST_CELLS) return
  throw new InvalidInput(
    {
      fr: `la feuille s’étend sur ${lines.toLocaleString('fr-FR')} lignes et ${columns.toLocaleString('fr-FR')} colonnes : attendu 10 millions de cellules au plus, vides comprises. Effacer ce qui est écrit loin du tableau, ou le copier seul dans un classeur neuf`,
      en: `the sheet spreads over ${lines.toLocaleString('en')} rows and ${columns.toLocaleString('en')} columns: expected 10 million cells at most, empty ones included. Clear what is written far from the table, or copy it alone into a new workbook`
    },
    place
  )
}

function misplaced(at: string | undefined, place: Place): InvalidInput {
  return new InvalidInput(
    {
      fr: `classeur illisible : une cellule se dit en « ${at ?? ''} ». Attendu un fichier XLSX intact ; l’ouvrir et l’enregistrer de nouveau`,
      en: `unreadable workbook: a cell says that it stands at "${at ?? ''}". Expected a sound XLSX file; open it and save it again`
    },
    place
  )
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return value.toISOString().replace(/T00:00:00\.000Z$/, '')
  return String(value)
}

function sheetPaths(workbook: string, relations: string): readonly { readonly name: string; readonly path: string }[] {
  const targets = new Map<string, string>()
  for (const [tag] of relations.matchAll(/<Relationship\s[^>]*>/g)) {
    targets.set(attribute(tag, 'Id'), attribute(tag, 'Target'))
  }
  return [...workbook.matchAll(/<sheet\s[^>]*>/g)].map(([tag]) => {
    const target = targets.get(attribute(tag, 'r:id')) ?? ''
    return { name: attribute(tag, 'name'), path: target.startsWith('/') ? target.slice(1) : `xl/${target}` }
  })
}

function attribute(tag: string, name: string): string {
  const [, raw = ''] = new RegExp(`\\s${name}=["']([^"']*)["']`).exec(tag) ?? []
  const text = Buffer.from(raw, 'latin1').toString('utf8')
  const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
  return text.replace(/&(#x?[\da-f]+|\w+);/gi, (whole, entity: string) => {
    if (entity.startsWith('#x')) return String.fromCodePoint(Number.parseInt(entity.slice(2), 16))
    return entity.startsWith('#') ? String.fromCodePoint(Number(entity.slice(1))) : (named[entity] ?? whole)
  })
}

function readMerged(sheet: string): readonly Merged[] {
  return [...sheet.matchAll(/<mergeCell\s+ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"/g)].map(([, c1 = '', l1, c2 = '', l2]) => ({
    fromLine: Number(l1),
    toLine: Number(l2),
    fromColumn: columnNumber(c1),
    toColumn: columnNumber(c2)
  }))
}

function columnNumber(letters: string): number {
  return [...letters].reduce((total, letter) => total * 26 + letter.charCodeAt(0) - 64, 0)
}
