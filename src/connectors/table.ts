/** The generic table connector: any table of numbers by territory, read by its mapping. */

import type { ObservationStatus } from '../domain/indicators/observation.ts'
import { makeTableBuilder, type TableBuilder } from '../domain/indicators/table.ts'
import { InvalidInput } from '../domain/shared/errors.ts'
import type { Text } from '../domain/shared/text.ts'
import type { Mapping } from '../domain/sources/mapping.ts'
import type { Reading } from '../domain/sources/reading.ts'
import type { Connector, ReadOptions } from './connector.ts'
import { openTable, type OpenOptions } from './files.ts'
import { headerAt, mergedAt, type Header } from './header.ts'
import { COMMON_MARKS, readNumber, readPeriod, readPlain, type Marks } from './number.ts'
import { makeRowCollector } from './rows.ts'
import { makeTerritoryReader } from './territory-column.ts'
import { findValueColumns } from './value-columns.ts'

export const table: Connector = {
  id: 'table',
  label: { fr: 'Tableau lu par sa correspondance', en: 'Table read by its mapping' },
  source: '',
  recognises: () => false,
  async read(path, options) {
    if (options.mapping) return readTable(path, options.mapping, options)
    throw new InvalidInput({
      fr: 'ce fichier se lit par une correspondance. Attendu --mapping FICHIER, ou une correspondance gardée pour la source',
      en: 'this file is read by a mapping. Expected --mapping FILE, or a mapping kept for the source'
    })
  }
}

/**
 * Reads `path` as its mapping says. A row with one cell that cannot be read is refused whole, with that cell.
 *
 * @throws {InvalidInput} when a column is missing, nothing says the period, or nearly every row is refused
 */
export async function readTable(path: string, mapping: Mapping, options: ReadOptions): Promise<Reading> {
  const file = await openTable(path, openOptions(mapping))
  const header = headerAt(file, mapping.header.from, mapping.header.to)
  const builder = makeTableBuilder()
  const rows = makeRowCollector(file, builder)
  const territory = makeTerritoryReader(mapping, header, builder)
  const { slots, naming, dated, names } = findValueColumns(mapping, header, file, options.period)
  const readCell = makeCellReader(mapping)
  const isWanted = makeFilter(mapping, header)
  const seriesIndices = slots.map(({ series }) => (series === undefined ? -1 : builder.seriesIndex(series)))
  const periodIndices = slots.map(({ period }) => (period === undefined ? -1 : builder.periodIndex(period)))
  const periodOf = makePeriodReader(builder)
  const values = new Float64Array(slots.length)
  const units = new Float64Array(slots.length).fill(NaN)
  const shares = new Float64Array(slots.length).fill(NaN)
  const statuses: ObservationStatus[] = slots.map(() => 'A')
  const sides = slots.map((slot) => [
    ...(slot.units === undefined ? [] : [{ ...slot.units, most: Infinity, target: units }]),
    ...(slot.largestShare === undefined ? [] : [{ ...slot.largestShare, most: 1, target: shares }])
  ])
  let passed = 0
  let notes = 0

  await file.eachRow((row, line) => {
    if (line <= header.line || isEmpty(row)) return
    if (isNote(row, header)) {
      notes += 1
      return
    }
    const place = isWanted(row) ? territory.read(row) : undefined
    const rowSeries = naming?.series.get((row[naming.index] ?? '').trim())
    if (place === undefined || (naming && rowSeries === undefined)) {
      passed += 1
      return
    }
    rows.read()
    if (row.length !== header.names.length && !rows.fits(row, header.names.length, line)) return
    if (typeof place !== 'number') {
      rows.refuse(line, place.column, place.found, place.expected)
      return
    }
    const date = dated ? periodOf(row[dated.index] ?? '') : -1
    if (dated && date === -1) {
      rows.refuse(line, dated.column, row[dated.index] ?? '', PERIOD)
      return
    }
    for (let i = 0; i < slots.length; i += 1) {
      const slot = slots[i]
      if (!slot) break
      const text = row[slot.index] ?? ''
      const merged = mergedAt(file, line, slot.index)
      if (merged !== undefined) {
        rows.refuse(line, slot.column, text, mergedText(merged))
        return
      }
      const found = readCell(text)
      if (typeof found === 'number') {
        values[i] = found
        statuses[i] = 'A'
      } else if ('reason' in found) {
        rows.refuse(line, slot.column, text, found.reason)
        return
      } else {
        values[i] = found.value
        statuses[i] = found.status
      }
      for (const side of sides[i] ?? []) {
        const beside = row[side.index] ?? ''
        const read = readNumber(beside)
        if ('reason' in read || read.value < 0 || read.value > side.most) {
          rows.refuse(line, side.column, beside, sideText(side.most))
          return
        }
        side.target[i] = read.value
      }
    }
    const named = rowSeries === undefined ? -1 : builder.seriesIndex(rowSeries)
    for (let i = 0; i < slots.length; i += 1) {
      const series = named === -1 ? (seriesIndices[i] ?? 0) : named
      const own = periodIndices[i] ?? -1
      builder.push(series, place, own === -1 ? date : own, values[i] ?? NaN, statuses[i] ?? 'O', units[i], shares[i])
      rows.pushed(line)
    }
  })

  return {
    ...rows.finish(),
    cog: options.cog ?? mapping.cog ?? options.geography.latest,
    edition: options.edition ?? mapping.edition ?? '',
    ...('columns' in mapping.territory && { codes: mapping.territory.columns.join(' + ') }),
    columns: names,
    remarks: [...file.remarks, ...territory.remarks(), ...passedRemarks(passed, notes)]
  }
}

function openOptions({ member, sheet, encoding, separator }: Mapping): OpenOptions {
  return {
    ...(member !== undefined && { member }),
    ...(sheet !== undefined && { sheet }),
    ...(encoding !== undefined && { encoding }),
    ...(separator !== undefined && { separator })
  }
}

const STATUS = { missing: 'O', withheld: 'Q', 'not-applicable': 'M' } as const

const PERIOD: Text = {
  fr: 'une période, comme 2018, 2012-T4, 03/2021 ou 15/03/2021',
  en: 'a period, such as 2018, 2012-T4, 03/2021 or 15/03/2021'
}

function makeCellReader({ marks, decimal }: Mapping): (text: string) => number | ReturnType<typeof readNumber> {
  const own = Object.entries(marks).map(([mark, meaning]) => [mark.trim().toLowerCase(), STATUS[meaning]] as const)
  const all: Marks = new Map([...COMMON_MARKS, ...own])
  const isPlainSafe = decimal !== ',' && !own.some(([mark]) => /^-?\d/.test(mark))
  return (text) => {
    const plain = isPlainSafe ? readPlain(text) : NaN
    return Number.isNaN(plain) ? readNumber(text, all, decimal) : plain
  }
}

/** The index of a period in the table, -1 for what is none; a file holds few of them, many times. */
function makePeriodReader(builder: TableBuilder): (text: string) => number {
  const known = new Map<string, number>()
  return (text) => {
    const found = known.get(text)
    if (found !== undefined) return found
    const period = readPeriod(text)
    const index = period === undefined ? -1 : builder.periodIndex(period)
    known.set(text, index)
    return index
  }
}

function makeFilter({ where }: Mapping, header: Header): (row: readonly string[]) => boolean {
  const tests = where.map(({ column, is }) => ({ index: header.column(column), is: new Set(is) }))
  return (row) => tests.every(({ index, is }) => is.has((row[index] ?? '').trim()))
}

function isEmpty(row: readonly string[]): boolean {
  for (const cell of row) if (cell !== '') return false
  return true
}

/** Under a table, sources and notes stand alone in their first cell. */
function isNote(row: readonly string[], header: Header): boolean {
  if (header.names.length < 2) return false
  for (let i = 1; i < row.length; i += 1) if (row[i] !== '') return false
  return !/^[\dAB]{1,9}$/.test((row[0] ?? '').trim())
}

/** What stands beside a value for secrecy is never guessed: without it a protected value would be published. */
function sideText(most: number): Text {
  return most === 1
    ? { fr: 'une part, de 0 à 1', en: 'a share, from 0 to 1' }
    : { fr: 'un nombre d’unités', en: 'a number of units' }
}

function passedRemarks(passed: number, notes: number): readonly Text[] {
  const remarks: Text[] = []
  if (passed > 0) {
    remarks.push({
      fr: `${passed} lignes laissées de côté, comme le veut la correspondance`,
      en: `${passed} rows passed over, as the mapping says`
    })
  }
  if (notes > 0) {
    remarks.push({
      fr: `${notes} lignes de notes, hors du tableau`,
      en: `${notes} lines of notes, outside the table`
    })
  }
  return remarks
}

/** Which of the rows it covers the value is for, nothing in the file says. */
function mergedText(range: string): Text {
  return {
    fr: `une valeur par ligne : les cellules ${range} sont fusionnées. Défusionner, et écrire la valeur de chaque ligne`,
    en: `one value a row: the cells ${range} are merged. Unmerge, and write the value of each row`
  }
}
