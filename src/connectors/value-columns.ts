/** The columns of a table that hold values, with the series and the period of each. */

import type { SeriesId } from '../domain/indicators/measure.ts'
import { InvalidInput } from '../domain/shared/errors.ts'
import type { Period } from '../domain/shared/period.ts'
import type { Mapping } from '../domain/sources/mapping.ts'
import { placeOf, type TableFile } from './files.ts'
import type { Header } from './header.ts'
import { readPeriod } from './number.ts'

/** A column of values. Series or period undefined: each row says its own. */
export type ValueSlot = {
  readonly column: string
  readonly index: number
  readonly series: SeriesId | undefined
  readonly period: Period | undefined
  /** Columns beside it: the units behind the value, the share of the largest of them. */
  readonly units: SideColumn | undefined
  readonly largestShare: SideColumn | undefined
}

export type SideColumn = { readonly column: string; readonly index: number }

export type ValueColumns = {
  readonly slots: readonly ValueSlot[]
  /** The column that names the series of each row. */
  readonly naming?: { readonly index: number; readonly series: ReadonlyMap<string, SeriesId> }
  /** The column that holds the period of each row. */
  readonly dated?: { readonly index: number; readonly column: string }
  /** The producer's name behind each series, for the lineage. */
  readonly names: ReadonlyMap<SeriesId, string>
}

/** @throws {InvalidInput} when a column is missing, or nothing says the period */
export function findValueColumns(
  mapping: Mapping,
  header: Header,
  file: TableFile,
  asked: Period | undefined
): ValueColumns {
  const { values } = mapping
  const dated =
    typeof mapping.period === 'object' && asked === undefined
      ? { index: header.column(mapping.period.column), column: mapping.period.column }
      : undefined
  const common = asked ?? (typeof mapping.period === 'string' ? mapping.period : undefined)
  const slot = (
    column: string,
    series: SeriesId | undefined,
    own?: Period,
    more: { readonly units?: string; readonly largestShare?: string } = {}
  ): ValueSlot => {
    const period = own ?? common
    if (period === undefined && !dated) throw noPeriod(file, header, column)
    const side = (name: string | undefined): SideColumn | undefined =>
      name === undefined ? undefined : { column: name, index: header.column(name) }
    return {
      column,
      index: header.column(column),
      series,
      period,
      units: side(more.units),
      largestShare: side(more.largestShare)
    }
  }
  const result = (
    slots: readonly ValueSlot[],
    names: ReadonlyMap<SeriesId, string>,
    naming?: ValueColumns['naming']
  ): ValueColumns => ({ slots, names, ...(naming && { naming }), ...(dated && { dated }) })

  if (values.layout === 'wide') {
    const slots = values.columns.map(({ column, series, period, ...more }) => slot(column, series, period, more))
    return result(slots, new Map(values.columns.toReversed().map(({ column, series }) => [series, column])))
  }
  if (values.layout === 'long') {
    const series = new Map(Object.entries(values.series))
    const names = new Map([...series].map(([name, id]) => [id, name]))
    return result([slot(values.value, undefined)], names, { index: header.column(values.name), series })
  }
  const slots = header.names.flatMap((name) => {
    const period = readPeriod(name)
    return period === undefined ? [] : [slot(name, values.series, period)]
  })
  if (slots.length === 0) {
    throw new InvalidInput(
      {
        fr: 'aucun en-tête n’est une période. Attendu des colonnes comme 2018, 2012-T4 ou 1er trimestre 2003',
        en: 'no header is a period. Expected columns such as 2018, 2012-T4 or 1er trimestre 2003'
      },
      placeOf(file, header.line)
    )
  }
  const ends = [slots[0]?.column, slots.at(-1)?.column].filter((name) => name !== undefined)
  return result(slots, new Map([[values.series, [...new Set(ends)].join(' … ')]]))
}

function noPeriod(file: TableFile, header: Header, column: string): InvalidInput {
  return new InvalidInput(
    {
      fr: 'période inconnue. Attendu --period, ou une période dans la correspondance (period)',
      en: 'unknown period. Expected --period, or a period in the mapping (period)'
    },
    placeOf(file, header.line, column)
  )
}
