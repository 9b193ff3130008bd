/** The rows behind a figure as a table: one line for each territory of each term, with what it is of. */

import type { Language } from '../domain/shared/text.ts'
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
  'confidentiality',
  'licence'
] as const

/** A withheld cell has no value here either. */
export function figureCsv({ terms, vintages }: Pick<FigureView, 'terms' | 'vintages'>, language: Language): string {
  const licences = new Map(vintages.map(({ vintage, source }) => [vintage.id, source.licence[language]]))
  const lines = terms.flatMap(({ term, rows, cog }) =>
    rows.map(({ territory, name, cell }) => [
      ...[term.role, term.series, term.column, term.period, term.vintage, cog],
      ...[levelOf(territory), codeOf(territory), name],
      'value' in cell ? cell.value : null,
      cell.status,
      cell.status === 'Q' ? cell.confidentiality : null,
      licences.get(term.vintage) ?? null
    ])
  )
  return csvText([HEAD, ...lines])
}
