/** The rows behind a figure as a table: one line for each territory of each term, with what it is of. */

import { codeOf, levelOf } from '../domain/territories/territory.ts'
import { csvText } from './csv.ts'
import type { FigureView } from './figure-view.ts'

const HEAD = [
  'role',
  'series',
  'column',
  'period',
  'vintage',
  'cog',
  'level',
  'code',
  'name',
  'value',
  'status',
  'confidentiality'
] as const

/** A withheld cell has no value here either. */
export function figureCsv({ terms }: Pick<FigureView, 'terms'>): string {
  const lines = terms.flatMap(({ term, rows, cog }) =>
    rows.map(({ territory, name, cell }) => [
      ...[term.role, term.series, term.column, term.period, term.vintage, cog],
      ...[levelOf(territory), codeOf(territory), name],
      'value' in cell ? cell.value : null,
      cell.status,
      cell.status === 'Q' ? cell.confidentiality : null
    ])
  )
  return csvText([HEAD, ...lines])
}
