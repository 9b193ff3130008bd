/** The line of a table that names its columns. */

import { InvalidInput } from '../domain/shared/errors.ts'
import { placeOf, type TableFile, type TableRow } from './files.ts'
import type { Merged } from './xlsx.ts'

export type Header = {
  /** The last line of the header: data follow. */
  readonly line: number
  /** Trimmed, in the order of the file; empty for a column without a name. */
  readonly names: readonly string[]
  /** @throws {InvalidInput} when no column has this name */
  readonly column: (name: string) => number
  /** -1 when no column has this name. */
  readonly find: (name: string) => number
}

/**
 * The first line that holds all the names `required`.
 *
 * @throws {InvalidInput} naming the missing columns, with the nearest names of the file; or when a merged cell
 * leaves columns of the header without a name of their own
 */
export function findHeader(file: TableFile, required: readonly string[]): Header {
  const holds = (row: TableRow): number => {
    const names = new Set(row.cells.map(cleanName))
    return required.filter((name) => names.has(name)).length
  }
  const best = file.head.reduce((a, b) => (holds(b) > holds(a) ? b : a))
  const header = headerAt(file, best.line, best.line)
  const missing = required.filter((name) => header.find(name) === -1)
  if (missing.length === 0) return header
  const found = header.names.filter((name) => name !== '')
  const shown = found.length > 12 ? `${found.slice(0, 12).join(', ')}… (${found.length})` : found.join(', ')
  const many = missing.length > 1
  throw new InvalidInput(
    {
      fr: `${many ? 'colonnes absentes' : 'colonne absente'} : ${missing.join(', ')}. Trouvé : ${shown}`,
      en: `missing column${many ? 's' : ''}: ${missing.join(', ')}. Found: ${shown}`
    },
    placeOf(file, best.line)
  )
}

/**
 * The header on lines `from` to `to`: several lines are joined by ` / `, and a cell merged over several
 * columns names each of them.
 *
 * @throws {InvalidInput} when `from` to `to` is one line of a merged header: the columns under it have no name
 */
export function headerAt(file: TableFile, from: number, to: number): Header {
  const rows = file.head.filter((row) => row.line >= from && row.line <= to)
  if (rows.length === 0) {
    throw new InvalidInput(
      {
        fr: `pas d’en-têtes à la ligne ${from} : elle est vide ou au-delà du début du fichier`,
        en: `no headers on line ${from}: it is empty or beyond the start of the file`
      },
      placeOf(file, from)
    )
  }
  if (from === to) refuseMerged(file, from)
  const width = Math.max(...rows.map((row) => row.cells.length))
  const names = Array.from({ length: width }, (_, column) => {
    const parts = rows.map((row) => cleanName(textAt(file, row, column)))
    return [...new Set(parts)].filter((part) => part !== '').join(' / ')
  })
  const find = (name: string): number => names.indexOf(name)
  return {
    line: to,
    names,
    find,
    column(name) {
      const found = find(name)
      if (found !== -1) return found
      throw new InvalidInput(
        { fr: `colonne absente : ${name}`, en: `missing column: ${name}` },
        placeOf(file, to, name)
      )
    }
  }
}

/** A name without the byte order mark, line breaks and outer spaces that producers leave in it. */
function cleanName(text: string): string {
  return text
    .replace(/^\ufeff/, '')
    .replace(/\s+/g, ' ')
    .trim()
}

/** The range that a cell is merged in, as a spreadsheet names it; undefined for a cell of its own. @param column from 0 */
export function mergedAt(file: TableFile, line: number, column: number): string | undefined {
  const at = file.merged.find(
    (m) => m.fromLine <= line && line <= m.toLine && m.fromColumn <= column + 1 && column + 1 <= m.toColumn
  )
  return at && `${columnLetters(at.fromColumn)}${at.fromLine}:${columnLetters(at.toColumn)}${at.toLine}`
}

/** Merged cells that span several columns of a line. */
export function mergedAcross(file: TableFile, line: number): readonly Merged[] {
  return file.merged.filter((m) => m.fromLine <= line && line <= m.toLine && m.toColumn > m.fromColumn)
}

function refuseMerged(file: TableFile, line: number): void {
  const [merged] = mergedAcross(file, line)
  if (!merged) return
  const text = file.head.find((row) => row.line === merged.fromLine)?.cells[merged.fromColumn - 1] ?? ''
  const span = `${columnLetters(merged.fromColumn)}–${columnLetters(merged.toColumn)}`
  throw new InvalidInput(
    {
      fr: `en-têtes fusionnés : « ${text} » couvre les colonnes ${span}. Attendu un en-tête par colonne : défusionner, ou déclarer toutes les lignes d’en-têtes dans la correspondance (header: ${line}-${line + 1})`,
      en: `merged headers: "${text}" covers columns ${span}. Expected one header a column: unmerge, or declare all header lines in the mapping (header: ${line}-${line + 1})`
    },
    placeOf(file, line, columnLetters(merged.fromColumn))
  )
}

function textAt(file: TableFile, row: TableRow, column: number): string {
  const own = row.cells[column] ?? ''
  if (own !== '') return own
  const merged = mergedAcross(file, row.line).find((m) => m.fromColumn - 1 <= column && column < m.toColumn)
  return merged ? (row.cells[merged.fromColumn - 1] ?? '') : ''
}

/** `A`, `B` … `AA`, as spreadsheets name columns. */
function columnLetters(column: number): string {
  let letters = ''
  for (let n = column; n > 0; n = Math.floor((n - 1) / 26)) letters = String.fromCharCode(65 + ((n - 1) % 26)) + letters
  return letters
}
