/** The data of an edition, to be taken away: each figure, the rows behind it, and what they are (Data Package, Frictionless). */

import { citedIn, type FrozenEdition } from '../domain/editions/frozen.ts'
import { countedIn, rowColumn, type FrozenTable } from '../domain/editions/frozen-rows.ts'
import type { Figure } from '../domain/indicators/figure.ts'
import { csvText, type CsvCell } from '../view/csv.ts'
import { CLAIM_FIELDS, claimRows } from './claim-rows.ts'
import { numberText, sourceLines } from './words.ts'

const FIGURE_FIELDS = [
  ['figure', 'string', 'Name of the figure in this edition'],
  ['indicator', 'string', 'Identifier of the indicator'],
  ['label', 'string', 'Its name'],
  ['perimeter', 'string', 'Identifier of the perimeter'],
  ['perimeter_label', 'string', 'Its name'],
  ['communes', 'integer', 'Communes that it holds, in the geography'],
  ['geography', 'string', 'COG year of its composition'],
  ['start', 'string', 'Period a change is counted from; empty for a value'],
  ['period', 'string', 'Period'],
  ['value', 'number', 'Unrounded, in the unit; empty where there is none'],
  ['unit', 'string', 'Unit'],
  ['status', 'string', 'SDMX observation status'],
  ['change', 'number', 'Unrounded change since the start'],
  ['display', 'string', 'As the edition writes it'],
  ['sources', 'string', 'Producers, datasets and editions'],
  ['vintages', 'string', 'Identifiers of the vintages']
] as const

const TERM_FIELDS = [
  ['figure', 'string', 'Name of the figure in this edition'],
  ['part', 'string', 'The figure itself, its start, or the one it is compared with'],
  ['role', 'string', 'Part of the formula'],
  ['sign', 'integer', 'Added or taken away'],
  ['table', 'string', 'Table of the rows'],
  ['column', 'string', 'Column that is summed there'],
  ['perimeter', 'string', 'Rows that are summed: those with this word under perimeters'],
  ['value', 'number', 'The sum, unrounded'],
  ['status', 'string', 'SDMX observation status']
] as const

const POINT_FIELDS = [
  ['chart', 'string', 'Chapter and chart that shows it'],
  ['indicator', 'string', 'Identifier of the indicator'],
  ['perimeter', 'string', 'Identifier of the perimeter'],
  ['perimeter_label', 'string', 'Its name'],
  ['geography', 'string', 'COG year of its composition'],
  ['period', 'string', 'Period'],
  ['value', 'number', 'Unrounded, in the unit; empty where there is none'],
  ['unit', 'string', 'Unit'],
  ['status', 'string', 'SDMX observation status'],
  ['vintages', 'string', 'Identifiers of the vintages']
] as const

/** A table to be taken away, column by column. */
export type DataTable = { readonly name: string; readonly columns: readonly DataColumn[] }

export type DataColumn = {
  readonly name: string
  readonly type: 'string' | 'integer' | 'number'
  readonly description: string
  readonly data: readonly CsvCell[]
}

/** The figures, the sums that they are made of, what charts show, the claims, and the rows behind the sums: a table for each vintage. */
export function dataTables(frozen: FrozenEdition, rows: readonly FrozenTable[]): readonly DataTable[] {
  return [
    table('figures', FIGURE_FIELDS, figureRows(frozen)),
    table('terms', TERM_FIELDS, termRows(frozen)),
    table('points', POINT_FIELDS, pointRows(frozen)),
    table('claims', CLAIM_FIELDS, claimRows(frozen)),
    ...rows.map(rowTable)
  ]
}

/** Text files by path; the Parquet form of each table is written beside them by whoever writes files. */
export function renderPackage(frozen: FrozenEdition, tables: readonly DataTable[]): ReadonlyMap<string, string> {
  const { edition, sources, frozenOn } = frozen
  const descriptor = {
    profile: 'data-package',
    name: `edition-${edition.id}`,
    title: edition.title,
    description: edition.subtitle,
    created: `${frozenOn}T00:00:00Z`,
    contributors: [{ title: edition.publisher, role: 'publisher' }],
    licenses: [{ title: edition.licence }],
    sources: sources.map(({ vintage, source }) => ({
      title: `${source.producer[edition.language]}, ${source.label[edition.language]}, ${vintage.edition}`
    })),
    resources: tables.flatMap(({ name, columns }) => [
      {
        name,
        path: `${name}.csv`,
        profile: 'tabular-data-resource',
        format: 'csv',
        mediatype: 'text/csv',
        encoding: 'utf-8',
        schema: {
          fields: columns.map(({ name, type, description }) => ({ name, type, description })),
          missingValues: ['']
        }
      },
      {
        name: `${name}-parquet`,
        path: `${name}.parquet`,
        format: 'parquet',
        mediatype: 'application/vnd.apache.parquet'
      }
    ])
  }
  return new Map([
    ['datapackage.json', `${JSON.stringify(descriptor, null, 2)}\n`],
    ...tables.map((one) => [`${one.name}.csv`, tableCsv(one)] as const),
    ['METHOD.md', methodNotes(frozen)],
    ['LICENCES.txt', licences(frozen)],
    ['CITATION.cff', citation(frozen)]
  ])
}

function figureRows(frozen: FrozenEdition): readonly (readonly CsvCell[])[] {
  const { language } = frozen.edition
  return citedIn(frozen).map(({ name, answer, indicator }) => {
    const { figure, from, change } = answer
    return [
      name,
      figure.indicator,
      indicator.label[language],
      figure.perimeter.id,
      figure.perimeter.label[language],
      figure.perimeter.communes.length,
      figure.geography,
      from?.period ?? '',
      figure.period,
      'value' in figure.cell ? figure.cell.value : null,
      figure.unit,
      figure.cell.status,
      change && 'value' in change.difference ? change.difference.value : null,
      numberText(answer, indicator, { form: from ? 'change' : 'value' }, language),
      sourceLines(frozen, figure, language).join(' ; '),
      figure.vintages.join(' ')
    ]
  })
}

/** One line for each point, bar, dot or area of each chart. */
function pointRows({ edition: { language }, points = {} }: FrozenEdition): readonly (readonly CsvCell[])[] {
  return Object.entries(points).flatMap(([chart, shown]) =>
    shown.map(({ indicator, perimeter, period, geography, unit, cell, vintages }) => [
      ...[chart, indicator, perimeter.id, perimeter.label[language], geography, period],
      'value' in cell ? cell.value : null,
      ...[unit, cell.status, vintages.join(' ')]
    ])
  )
}

/** One line for each sum of each figure, its start and its comparison included. */
function termRows(frozen: FrozenEdition): readonly (readonly CsvCell[])[] {
  return citedIn(frozen).flatMap(({ name, answer: { figure, from, versus } }) => {
    const parts = [
      ['figure', figure],
      ['start', from],
      ['elsewhere', versus?.figure],
      ['elsewhere-start', versus?.from]
    ] as const
    return parts.flatMap(([part, one]) => (one ? termsOf(one).map((line) => [name, part, ...line]) : []))
  })
}

function termsOf(figure: Figure): readonly (readonly CsvCell[])[] {
  const own = figure.terms.map((term) => [
    term.role,
    term.sign,
    rowsName(term.vintage),
    rowColumn(term),
    countedIn(figure),
    'value' in term.cell ? term.cell.value : null,
    term.cell.status
  ])
  return [...own, ...figure.of.flatMap(termsOf)]
}

/** A status column stands beside the values where some are not of the ordinary status. */
function rowTable({ vintage, columns, rows }: FrozenTable): DataTable {
  const text = (name: string, description: string, data: readonly string[]): DataColumn => ({
    name,
    type: 'string',
    description,
    data
  })
  const values = columns.flatMap((column, i): readonly DataColumn[] => {
    const cells = rows.map((row) => row.cells[i])
    const data = cells.map((cell) => (cell && 'value' in cell ? cell.value : null))
    const value: DataColumn = { name: column, type: 'number', description: 'Series at a period', data }
    if (cells.every((cell) => cell === undefined || cell.status === 'A')) return [value]
    const statuses = cells.map((cell) => cell?.status ?? '')
    return [
      value,
      text(`${column}:status`, 'SDMX observation status; empty where no figure asks for the row', statuses)
    ]
  })
  return {
    name: rowsName(vintage),
    columns: [
      text(
        'territory',
        'Territory, in the codes of the vintage',
        rows.map(({ territory }) => territory)
      ),
      text(
        'name',
        'Its name',
        rows.map(({ name }) => name)
      ),
      text(
        'perimeters',
        'Perimeters of figures that count it, with the year of their composition',
        rows.map(({ perimeters }) => perimeters.join(' '))
      ),
      ...values
    ]
  }
}

/** `insee-comparateur@2022-01` as the name of a file. */
function rowsName(vintage: string): string {
  return `rows-${vintage.toLowerCase().replaceAll(/[^a-z0-9-]+/g, '-')}`
}

function table(
  name: string,
  fields: readonly (readonly [name: string, type: DataColumn['type'], description: string])[],
  rows: readonly (readonly CsvCell[])[]
): DataTable {
  return {
    name,
    columns: fields.map(([field, type, description], i) => ({
      name: field,
      type,
      description,
      data: rows.map((row) => row[i] ?? null)
    }))
  }
}

function tableCsv({ columns }: DataTable): string {
  const rows = (columns[0]?.data ?? []).map((_, i) => columns.map(({ data }) => data[i] ?? null))
  return csvText([columns.map(({ name }) => name), ...rows])
}

function licences({ edition: { title, licence, language }, sources }: FrozenEdition): string {
  const lines = sources.map(
    ({ vintage, source }) =>
      `${vintage.id}: ${source.producer[language]}, ${source.label[language]}. ${source.licence[language]}.`
  )
  return `${[`${title}: ${licence}.`, ...lines].join('\n')}\n`
}

function methodNotes(frozen: FrozenEdition): string {
  const { language, title } = frozen.edition
  const parts = Object.values(frozen.indicators).map(({ id, label, definition, notes }) =>
    [`## ${label[language]} (\`${id}\`)`, definition[language], ...notes.map((note) => note[language])].join('\n\n')
  )
  return `# ${title}\n\n${parts.join('\n\n')}\n`
}

/** Citation File Format 1.2. */
function citation({ edition }: FrozenEdition): string {
  return [
    'cff-version: 1.2.0',
    `title: ${JSON.stringify(edition.title)}`,
    'message: "If you use these data, please cite them."',
    'type: dataset',
    'authors:',
    `  - name: ${JSON.stringify(edition.publisher)}`,
    `date-released: ${edition.day}`,
    ''
  ].join('\n')
}
