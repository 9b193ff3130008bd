/**
 * Delimited text to rows: a tight splitter over decoded chunks, one line at a time.
 *
 * A line without a quotation mark is cut by `String.split`, several times faster than a parser that looks
 * at each character; only quoted lines take the slow way.
 */

import { InvalidInput, type Place } from '../domain/shared/errors.ts'
import { LIMITS } from './bytes.ts'

const SEPARATORS = [';', '\t', '|', ','] as const

/** `line` is the first physical line of the row, from 1. */
export type RowCallback = (cells: readonly string[], line: number) => void

/** @throws {InvalidInput} for a quotation mark that is never closed, or a line beyond the limit */
export async function splitRows(
  texts: AsyncIterable<string>,
  separator: string,
  place: Place,
  callback: RowCallback
): Promise<void> {
  const quoted = makeQuoted(separator, place, callback)
  let rest = ''
  let line = 0

  function take(text: string): void {
    line += 1
    const row = text.endsWith('\r') ? text.slice(0, -1) : text
    if (quoted.isOpen() || row.includes('"')) quoted.take(text, row, line)
    else if (row !== '') callback(row.split(separator), line)
  }

  let isFirst = true
  let newline = '\n'
  for await (const chunk of texts) {
    const text: string = rest === '' ? chunk : rest + chunk
    let start = 0
    if (isFirst && text !== '') {
      isFirst = false
      if (text.startsWith('\ufeff')) start = 1
      // Files from old Macintosh programs end their lines with a lone carriage return.
      if (!text.includes('\n') && /\r[^\n]/.test(text)) newline = '\r'
    }
    for (let end = text.indexOf(newline, start); end !== -1; end = text.indexOf(newline, start)) {
      take(text.slice(start, end))
      start = end + 1
    }
    rest = text.slice(start)
    if (rest.length > LIMITS.lineCharacters) throw lineTooLong(place, line + 1)
  }
  if (rest !== '' && rest !== '\u001a') take(rest)
  quoted.end()
}

/**
 * The separator that cuts most lines into the same number of cells. A decimal comma varies from line to
 * line where a separator does not.
 */
export function detectSeparator(sample: string): string {
  const lines = sample
    .replace(/"(?:[^"]|"")*"/g, 'q')
    .split(/\r\n|\n|\r/)
    .slice(0, 200)
    .filter((line) => line.trim() !== '')
  const scores = SEPARATORS.map((separator) => {
    const tally = new Map<number, number>()
    for (const line of lines) {
      const count = line.split(separator).length - 1
      if (count > 0) tally.set(count, (tally.get(count) ?? 0) + 1)
    }
    return { separator, agreeing: Math.max(0, ...tally.values()) }
  })
  const best = Math.max(...scores.map((score) => score.agreeing))
  return scores.find((score) => score.agreeing === best)?.separator ?? ';'
}

/** A row that holds quotation marks, over as many lines as it takes. */
function makeQuoted(
  separator: string,
  place: Place,
  callback: RowCallback
): { isOpen: () => boolean; take: (text: string, row: string, line: number) => void; end: () => void } {
  let cells: string[] = []
  let field = ''
  let isOpen = false
  let firstLine = 0
  let openedAt = 0
  let length = 0

  function read(row: string, line: number): void {
    let at = 0
    for (;;) {
      if (isOpen) {
        const close = row.indexOf('"', at)
        if (close === -1) {
          field += row.slice(at)
          return
        }
        field += row.slice(at, close)
        if (row[close + 1] === '"') {
          field += '"'
          at = close + 2
          continue
        }
        isOpen = false
        at = close + 1
      } else if (field === '' && row[at] === '"') {
        isOpen = true
        openedAt = line
        at += 1
        continue
      }
      const next = row.indexOf(separator, at)
      cells.push(field + row.slice(at, next === -1 ? undefined : next))
      field = ''
      if (next === -1) return
      at = next + separator.length
    }
  }

  return {
    isOpen: () => isOpen,
    take(text, row, line) {
      if (!isOpen) {
        firstLine = line
        cells = []
        length = 0
      }
      length += text.length
      if (length > LIMITS.lineCharacters) throw isOpen ? neverClosed(place, openedAt) : lineTooLong(place, line)
      read(row, line)
      if (isOpen) field += '\n'
      else callback(cells, firstLine)
    },
    end() {
      if (isOpen) throw neverClosed(place, openedAt)
    }
  }
}

function neverClosed(place: Place, line: number): InvalidInput {
  return new InvalidInput(
    {
      fr: 'un guillemet (") ouvert à cette ligne n’est jamais fermé. Attendu un second guillemet avant la fin de la cellule',
      en: 'a quotation mark (") opened on this line is never closed. Expected a second one before the end of the cell'
    },
    { ...place, line }
  )
}

function lineTooLong(place: Place, line: number): InvalidInput {
  return new InvalidInput(
    {
      fr: `ligne de plus de ${LIMITS.lineCharacters} caractères. Attendu un tableau, une ligne par rangée`,
      en: `line of more than ${LIMITS.lineCharacters} characters. Expected a table, one line a row`
    },
    { ...place, line }
  )
}
