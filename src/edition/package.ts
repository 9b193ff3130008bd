/** The data of an edition, to be taken away: each figure, the rows behind it, and what they are (Data Package, Frictionless). */

import { citedIn, type FrozenEdition, type FrozenRow } from '../domain/editions/frozen.ts'
import { csvText } from '../view/csv.ts'
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

export const ROW_FIELDS = [
  ['figure', 'string', 'Name of the figure in this edition'],
  ['role', 'string', 'Part of the formula'],
  ['series', 'string', 'Series added up'],
  ['vintage', 'string', 'Vintage it comes from'],
  ['territory', 'string', 'Territory, in the codes of the vintage'],
  ['name', 'string', 'Its name'],
  ['value', 'number', 'Value; empty where there is none'],
  ['status', 'string', 'SDMX observation status']
] as const

/** Text files by path; the Parquet form of the rows is written beside them by whoever writes files. */
export function renderPackage(frozen: FrozenEdition, rows: readonly FrozenRow[]): ReadonlyMap<string, string> {
  const { edition, sources, frozenOn } = frozen
  const { language } = edition
  const figures = citedIn(frozen).map(({ name, answer, indicator }) => {
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
  const schema = (fields: readonly (readonly [string, string, string])[]) => ({
    fields: fields.map(([name, type, description]) => ({ name, type, description })),
    missingValues: ['']
  })
  const resource = (name: string, path: string, fields: readonly (readonly [string, string, string])[]) => ({
    name,
    path,
    profile: 'tabular-data-resource',
    format: 'csv',
    mediatype: 'text/csv',
    encoding: 'utf-8',
    schema: schema(fields)
  })
  const descriptor = {
    profile: 'data-package',
    name: `edition-${edition.id}`,
    title: edition.title,
    description: edition.subtitle,
    created: `${frozenOn}T00:00:00Z`,
    contributors: [{ title: edition.publisher, role: 'publisher' }],
    licenses: [{ title: edition.licence }],
    sources: sources.map(({ vintage, source }) => ({
      title: `${source.producer[language]}, ${source.label[language]}, ${vintage.edition}`
    })),
    resources: [
      resource('figures', 'figures.csv', FIGURE_FIELDS),
      resource('rows', 'rows.csv', ROW_FIELDS),
      { name: 'rows-parquet', path: 'rows.parquet', format: 'parquet', mediatype: 'application/vnd.apache.parquet' }
    ]
  }
  const licences = sources.map(
    ({ vintage, source }) =>
      `${vintage.id}: ${source.producer[language]}, ${source.label[language]}. ${source.licence[language]}.`
  )
  return new Map([
    ['datapackage.json', `${JSON.stringify(descriptor, null, 2)}\n`],
    ['figures.csv', csvText([FIGURE_FIELDS.map(([name]) => name), ...figures])],
    ['rows.csv', csvText([ROW_FIELDS.map(([name]) => name), ...rows.map((row) => Object.values(row))])],
    ['METHOD.md', methodNotes(frozen)],
    ['LICENCES.txt', `${[`${edition.title}: ${edition.licence}.`, ...licences].join('\n')}\n`],
    ['CITATION.cff', citation(frozen)]
  ])
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
