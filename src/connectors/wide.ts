/** A producer's table with one territory a row and one series a column: the common work of several connectors. */

import type { SeriesId } from '../domain/indicators/measure.ts'
import type { ObservationStatus } from '../domain/indicators/observation.ts'
import { makeTableBuilder } from '../domain/indicators/table.ts'
import type { Period } from '../domain/shared/period.ts'
import type { Text } from '../domain/shared/text.ts'
import type { Reading } from '../domain/sources/reading.ts'
import type { TerritoryId } from '../domain/territories/territory.ts'
import type { TableFile } from './files.ts'
import type { Header } from './header.ts'
import { COMMON_MARKS, readNumber, readPlain, type Marks } from './number.ts'
import { makeRowCollector } from './rows.ts'

/** What a cell without a value says; `none`: the producer does not cover this territory, there is nothing to record. */
export type EmptyStatus = Extract<ObservationStatus, 'O' | 'Q' | 'M'> | 'none'

export type WideColumn = {
  /** A name of the header. */
  readonly column: string
  readonly series: SeriesId
  readonly period: Period
  /** O where left out. */
  readonly empty?: (row: readonly string[], territory: TerritoryId) => EmptyStatus
}

/** Why a row is no territory. */
export type RowRefusal = { readonly column: string; readonly found: string; readonly expected: Text }

export type WideTable = {
  readonly file: TableFile
  readonly header: Header
  /** The column of the territory codes, for what is wrong with one. */
  readonly codes: string
  readonly columns: readonly WideColumn[]
  /** Undefined: a row left out on purpose, which the connector counts. */
  readonly territory: (row: readonly string[]) => TerritoryId | RowRefusal | undefined
  /** Territories given in several rows to be added: a city by its arrondissements. Counts only. */
  readonly inParts?: (territory: TerritoryId) => boolean
  readonly marks?: Marks
}

export type WideReading = Pick<Reading, 'table' | 'lines' | 'rows' | 'refused' | 'codes' | 'columns'>

/** Reads all rows. A row with a cell that cannot be read is refused whole; the others are kept. */
export async function readWide({
  file,
  header,
  codes,
  columns,
  territory,
  inParts = () => false,
  marks = COMMON_MARKS
}: WideTable): Promise<WideReading> {
  const builder = makeTableBuilder(1 << 16)
  const rows = makeRowCollector(file, builder)
  const slots = columns.map((one) => ({
    ...one,
    at: header.column(one.column),
    seriesIndex: builder.seriesIndex(one.series),
    periodIndex: builder.periodIndex(one.period)
  }))
  const values = new Float64Array(slots.length)
  const statuses: (ObservationStatus | 'none')[] = slots.map(() => 'none')
  const parts = new Map<TerritoryId, { readonly line: number; readonly values: number[] }>()

  function keep(place: TerritoryId, line: number): void {
    const territoryIndex = builder.territoryIndex(place)
    for (const [i, slot] of slots.entries()) {
      const status = statuses[i]
      if (status === undefined || status === 'none') continue
      builder.push(slot.seriesIndex, territoryIndex, slot.periodIndex, values[i] ?? NaN, status)
      rows.pushed(line)
    }
  }

  await file.eachRow((row, line) => {
    if (line <= header.line) return
    rows.read()
    if (row.length !== header.names.length && !rows.fits(row, header.names.length, line)) return
    const place = territory(row)
    if (place === undefined) return
    if (typeof place !== 'string') return rows.refuse(line, place.column, place.found, place.expected)
    for (const [i, slot] of slots.entries()) {
      const text = row[slot.at] ?? ''
      const plain = readPlain(text)
      const found = Number.isNaN(plain) ? readNumber(text, marks) : undefined
      if (found && 'reason' in found) return rows.refuse(line, slot.column, text, found.reason)
      values[i] = found?.value ?? plain
      statuses[i] = found?.status ?? 'A'
      if (found?.status === 'O' && slot.empty) statuses[i] = slot.empty(row, place)
    }
    if (inParts(place)) {
      const known = parts.get(place)?.values
      parts.set(place, { line, values: [...values].map((value, i) => value + (known?.[i] ?? 0)) })
    } else keep(place, line)
  })
  for (const [place, { line, values: sums }] of parts) {
    values.set(sums)
    sums.forEach((sum, i) => (statuses[i] = Number.isNaN(sum) ? 'O' : 'A'))
    keep(place, line)
  }
  return { ...rows.finish(), codes, columns: columnsBySeries(columns) }
}

/** The producer's column of each series; several, where a series has one for each period. */
function columnsBySeries(
  columns: readonly { readonly series: SeriesId; readonly column: string }[]
): ReadonlyMap<SeriesId, string> {
  const names = new Map<SeriesId, string>()
  for (const { series, column } of columns) {
    const known = names.get(series)
    names.set(series, known === undefined ? column : `${known}, ${column}`)
  }
  return names
}
