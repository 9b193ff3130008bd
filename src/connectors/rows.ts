/** Keeps count of the rows of a file: read, refused with their reasons, and the line behind each observation. */

import type { TableBuilder } from '../domain/indicators/table.ts'
import { InvalidInput, type Place } from '../domain/shared/errors.ts'
import type { Text } from '../domain/shared/text.ts'
import type { Reading, RefusedRow } from '../domain/sources/reading.ts'
import { placeOf, type TableFile } from './files.ts'

/** Beyond, the reading is wrong rather than the rows. */
const MOST_REFUSED = 10_000

/** Observations of one file: what memory holds beside the published ones. */
const MOST_OBSERVATIONS = 5_000_000

export type RowCollector = {
  /** One more row of data. */
  readonly read: () => void
  /** Whether a row has `width` cells, empty ones at its end apart; refuses it when it has not. */
  readonly fits: (row: readonly string[], width: number, line: number) => boolean
  /** @throws {InvalidInput} when too many are refused */
  readonly refuse: (line: number, column: string | number, found: string, expected: Text) => void
  /** The observation just pushed comes from this line. @throws {InvalidInput} beyond the limit */
  readonly pushed: (line: number) => void
  readonly finish: () => Required<Pick<Reading, 'table' | 'rows' | 'refused' | 'lines'>>
}

export function makeRowCollector(file: TableFile, builder: TableBuilder): RowCollector {
  const refused: RefusedRow[] = []
  let rows = 0
  let length = 0
  let lines = new Uint32Array(1024)

  function refuse(line: number, column: string | number, found: string, expected: Text): void {
    const place = placeOf(file, line, column)
    const shown = found.length > 60 ? `${found.slice(0, 60)}…` : found
    refused.push({ place, found: shown, expected })
    if (refused.length >= MOST_REFUSED) throw tooManyRefused(place, shown, expected)
  }

  return {
    read() {
      rows += 1
    },
    refuse,
    fits(row, width, line) {
      if (row.length === width) return true
      if (row.length > width && row.slice(width).every((cell) => cell.trim() === '')) return true
      refuse(line, Math.min(row.length, width) + 1, `${row.length} / ${width}`, {
        fr: `${width} cellules comme l’en-tête, et non ${row.length} : un séparateur de trop ou de moins`,
        en: `${width} cells as in the header, not ${row.length}: one separator too many or too few`
      })
      return false
    },
    pushed(line) {
      if (length === lines.length) {
        if (length >= MOST_OBSERVATIONS) throw tooMany(file)
        const grown = new Uint32Array(Math.min(length * 2, MOST_OBSERVATIONS))
        grown.set(lines)
        lines = grown
      }
      lines[length] = line
      length += 1
    },
    finish: () => ({ table: builder.build(), rows, refused, lines: lines.subarray(0, length) })
  }
}

function tooManyRefused(place: Place, found: string, expected: Text): InvalidInput {
  return new InvalidInput(
    {
      fr: `plus de ${MOST_REFUSED} lignes refusées : ce fichier n’a pas la forme attendue. La dernière : trouvé « ${found} », attendu ${expected.fr}`,
      en: `over ${MOST_REFUSED} rows refused: this file has not the expected form. The last: found "${found}", expected ${expected.en}`
    },
    place
  )
}

function tooMany(file: TableFile): InvalidInput {
  return new InvalidInput(
    {
      fr: `plus de ${MOST_OBSERVATIONS} observations. Attendu moins : couper le fichier par période ou par mesure`,
      en: `over ${MOST_OBSERVATIONS} observations. Expected fewer: cut the file by period or by measure`
    },
    file.place
  )
}
