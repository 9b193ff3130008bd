/** A mapping proposed from the content of an unknown table, with reasons: a person reads, corrects and keeps it. */

import type { Measure, SeriesId } from '../domain/indicators/measure.ts'
import { InvalidInput } from '../domain/shared/errors.ts'
import type { Period } from '../domain/shared/period.ts'
import type { Text } from '../domain/shared/text.ts'
import type { Mapping, ValueColumn, ValueMapping } from '../domain/sources/mapping.ts'
import type { Geography } from '../domain/territories/geography.ts'
import type { CogYear } from '../domain/territories/territory.ts'
import { findCodeColumn, type CodeColumn } from './code-column.ts'
import { describeColumns, type ColumnContent } from './column-content.ts'
import { openTable, placeOf, type OpenOptions, type TableFile } from './files.ts'
import { headerAt, mergedAcross } from './header.ts'
import { matchMeasure, periodInName, slugOf } from './measure-match.ts'
import { readPeriod } from './number.ts'
import { withinCommune } from './territory-column.ts'

export type Proposal = {
  readonly mapping: Mapping
  /** In [0, 1]: of its weakest part. */
  readonly confidence: number
  /** Why each part is proposed. */
  readonly reasons: readonly Text[]
  /** What a person must still say or check. */
  readonly questions: readonly Text[]
  /** Columns of numbers that are left out: no declared measure has such a name. */
  readonly left: readonly string[]
}

export type Known = {
  readonly geography: Geography
  readonly measures: readonly Measure[]
  /** What a person says beside the file. */
  readonly said?: { readonly period?: Period; readonly cog?: CogYear }
}

/** A part of the proposal, with how sure it is. */
type Guess<T> = { readonly value: T; readonly confidence: number; readonly why: readonly Text[]; readonly ask?: Text }

/** @throws {InvalidInput} when the file cannot be read, or no column holds codes of territories */
export async function proposeMapping(path: string, known: Known, options: OpenOptions = {}): Promise<Proposal> {
  const file = await openTable(path, options)
  const code = findCodeColumn(file.head, known.geography)
  if (!code) throw noCodes(file)
  const lines = headerLines(file, code)
  const header = headerAt(file, lines.from, lines.to)
  const codeNames = code.columns.map((column) => header.names[column] ?? '')
  const { columns, cog: guessed } = await describeColumns(file, header, code, known.geography)
  const cog = known.said?.cog === undefined ? guessed : saidGuess(known.said.cog, '--cog')
  const period = guessPeriod(file, columns, known)
  const values = guessValues(file, columns, known, period.value)
  const decimal = guessDecimal(columns)
  const parts: readonly Guess<unknown>[] = [period, values.guess, cog, decimal]
  const mapping: Mapping = {
    ...(file.members.length > 1 && options.member !== undefined && { member: options.member }),
    ...(file.sheets.length > 1 && file.place.sheet !== undefined && { sheet: file.place.sheet }),
    header: lines,
    ...(decimal.value && { decimal: decimal.value }),
    marks: {},
    skip: [],
    where: [],
    territory: { columns: codeNames, level: code.level },
    ...(period.value !== undefined && { period: period.value }),
    values: values.guess.value,
    cog: cog.value
  }
  return {
    mapping,
    confidence: Math.min(code.share, ...parts.map(({ confidence }) => confidence)),
    reasons: [codeReason(code, codeNames), ...file.remarks, ...parts.flatMap(({ why }) => why)],
    questions: parts.flatMap(({ ask }) => (ask ? [ask] : [])),
    left: values.left
  }
}

/** From the first line whose merged cells name the columns below, to the line above the data. */
function headerLines(file: TableFile, { firstLine }: CodeColumn): { readonly from: number; readonly to: number } {
  const above = file.head.filter(
    ({ line, cells }) => line < firstLine && cells.filter((cell) => cell !== '').length > 1
  )
  const to = above.at(-1)?.line
  if (to === undefined) {
    throw new InvalidInput(
      {
        fr: `les données commencent à la ligne ${firstLine} sans en-têtes. Attendu une ligne qui nomme les colonnes`,
        en: `data begin on line ${firstLine} without headers. Expected a line that names the columns`
      },
      placeOf(file, firstLine)
    )
  }
  const before = above.at(-2)?.line
  const isGrouped = before === to - 1 && mergedAcross(file, before).length > 0
  return { from: isGrouped ? before : to, to }
}

function guessPeriod(
  file: TableFile,
  columns: readonly ColumnContent[],
  { geography, said }: Known
): Guess<Mapping['period']> {
  const named = columns.find(({ name, periods }) => PERIOD_NAME.test(name) && periods > 0.95)
  if (named) {
    const { name } = named
    return {
      value: { column: name },
      confidence: 0.95,
      why: [{ fr: `période : colonne « ${name} »`, en: `period: column "${name}"` }]
    }
  }
  const numbers = columns.filter(({ kind }) => kind === 'number')
  if (numbers.length > 0 && numbers.every(({ name }) => columnPeriod(name, geography))) {
    const why = { fr: 'période : dans le nom de chaque colonne', en: 'period: in the name of each column' }
    return { value: undefined, confidence: 0.9, why: [why] }
  }
  if (said?.period !== undefined) return saidGuess(said.period, '--period')
  const year = /(?<!\d)(?:19|20)\d\d(?!\d)/.exec(file.name)?.[0]
  const found = year === undefined ? undefined : readPeriod(year)
  if (found !== undefined) {
    return {
      value: found,
      confidence: 0.6,
      why: [{ fr: `période : ${found}, dans le nom du fichier`, en: `period: ${found}, in the name of the file` }],
      ask: { fr: `la période est-elle bien ${found} ?`, en: `is the period really ${found}?` }
    }
  }
  return {
    value: undefined,
    confidence: 0.3,
    why: [],
    ask: {
      fr: 'de quelle période sont ces valeurs ? (period, ou --period)',
      en: 'which period are these values of? (period, or --period)'
    }
  }
}

function saidGuess<T>(value: T, option: string): Guess<T> {
  const why = [{ fr: `${String(value)}, dit par ${option}`, en: `${String(value)}, as ${option} says` }]
  return { value, confidence: 1, why }
}

const PERIOD_NAME = /^(ann[ée]e|year|an|p[ée]riode|period|trimestre|date|time_period|mill[ée]sime)$/i

function columnPeriod(name: string, { latest }: Geography): Period | undefined {
  return periodInName(name, latest) ?? (/\d{4}/.test(name) ? readPeriod(name) : undefined)
}

function guessValues(
  file: TableFile,
  columns: readonly ColumnContent[],
  { geography, measures }: Known,
  period: Mapping['period']
): { readonly guess: Guess<ValueMapping>; readonly left: readonly string[] } {
  const numbers = columns.filter(
    ({ kind, name }) => kind === 'number' && !(typeof period === 'object' && name === period.column)
  )
  const dated = numbers.filter(({ name }) => /\d{4}/.test(name) && readPeriod(name) !== undefined)
  if (dated.length >= 3 && dated.length >= numbers.length - 1)
    return { guess: guessPeriods(file, dated, measures), left: [] }
  const [value, ...others] = numbers
  if (!value) throw noNumbers(file)
  const naming = columns.find(
    ({ kind, values }) => kind === 'text' && values.some((name) => matchMeasure(name, measures))
  )
  if (others.length === 0 && naming) return { guess: guessLong(naming, value, measures), left: [] }

  const matched = numbers.flatMap(
    ({ name }): readonly { readonly column: ValueColumn; readonly confidence: number }[] => {
      const match = matchMeasure(name, measures)
      const own = typeof period === 'object' ? undefined : columnPeriod(name, geography)
      return match
        ? [
            {
              column: { column: name, series: match.series, ...(own && { period: own }) },
              confidence: match.confidence
            }
          ]
        : []
    }
  )
  const used = new Set(matched.map(({ column }) => column.column))
  if (matched.length > 0) {
    const pairs = matched.map(({ column: { column, series } }) => `${column} → ${series}`).join(', ')
    return {
      guess: {
        value: { layout: 'wide', columns: matched.map(({ column }) => column) },
        confidence: Math.min(...matched.map(({ confidence }) => confidence)),
        why: [{ fr: `mesures : ${pairs}, par leur nom`, en: `measures: ${pairs}, by their name` }]
      },
      left: numbers.map(({ name }) => name).filter((name) => !used.has(name))
    }
  }
  const invented = numbers.map(({ name }): ValueColumn => {
    const own = typeof period === 'object' ? undefined : columnPeriod(name, geography)
    return { column: name, series: slugOf(name) as SeriesId, ...(own && { period: own }) }
  })
  return {
    guess: {
      value: { layout: 'wide', columns: invented },
      confidence: 0.2,
      why: [],
      ask: {
        fr: 'aucune colonne n’a le nom d’une mesure déclarée : remplacer chaque « series », ou déclarer ces mesures',
        en: 'no column has the name of a declared measure: replace each "series", or declare these measures'
      }
    },
    left: []
  }
}

function guessPeriods(
  file: TableFile,
  dated: readonly ColumnContent[],
  measures: readonly Measure[]
): Guess<ValueMapping> {
  // The title above the table, the sheet and the file say what the table is about.
  const titles = [...file.head.slice(0, 5).flatMap(({ cells }) => cells.slice(0, 4)), file.place.sheet ?? '', file.name]
  const [match] = titles.flatMap((title) => matchMeasure(title, measures) ?? [])
  const series = match?.series ?? ('value' as SeriesId)
  const [first, last] = [dated[0]?.name ?? '', dated.at(-1)?.name ?? '']
  return {
    value: { layout: 'periods', series },
    confidence: match ? match.confidence : 0.3,
    why: [
      {
        fr: `${dated.length} colonnes sont des périodes, de « ${first} » à « ${last} »`,
        en: `${dated.length} columns are periods, from "${first}" to "${last}"`
      }
    ],
    ask: { fr: `quelle mesure ? proposé : ${series}`, en: `which measure? proposed: ${series}` }
  }
}

function guessLong(naming: ColumnContent, value: ColumnContent, measures: readonly Measure[]): Guess<ValueMapping> {
  const found = naming.values.flatMap((name) => {
    const match = matchMeasure(name, measures)
    return match ? [{ name, ...match }] : []
  })
  return {
    value: {
      layout: 'long',
      name: naming.name,
      series: Object.fromEntries(found.map(({ name, series }) => [name, series])),
      value: value.name
    },
    confidence: Math.min(...found.map(({ confidence }) => confidence)),
    why: [
      {
        fr: `une ligne par valeur : « ${naming.name} » nomme la mesure, « ${value.name} » donne la valeur`,
        en: `one row a value: "${naming.name}" names the measure, "${value.name}" gives the value`
      }
    ]
  }
}

/** Where a mark is always followed by three digits, it may group thousands rather than start decimals. */
function guessDecimal(columns: readonly ColumnContent[]): Guess<Mapping['decimal']> {
  const grouped = columns.filter(({ groups }) => groups !== undefined)
  const [first] = grouped
  if (!first?.groups) return { value: undefined, confidence: 1, why: [] }
  const decimal = first.groups === ',' ? '.' : ','
  return {
    value: decimal,
    confidence: 0.5,
    why: [],
    ask: {
      fr: `dans « ${first.name} », « ${first.groups} » est toujours suivi de trois chiffres : groupe-t-il les milliers (decimal: '${decimal}', proposé) ou les décimales (ôter decimal) ?`,
      en: `in "${first.name}", "${first.groups}" is always followed by three digits: does it group thousands (decimal: '${decimal}', proposed) or start decimals (remove decimal)?`
    }
  }
}

function codeReason({ level, share, firstLine }: CodeColumn, names: readonly string[]): Text {
  const column = names.join(' + ')
  const percent = Math.round(share * 100)
  return {
    fr: `territoires : colonne « ${column} », ${percent} % de codes ${level} en vigueur ; données à partir de la ligne ${firstLine}`,
    en: `territories: column "${column}", ${percent} % of ${level} codes in force; data from line ${firstLine}`
  }
}

function noNumbers(file: TableFile): InvalidInput {
  return new InvalidInput(
    {
      fr: 'aucune colonne de nombres. Attendu au moins une colonne de valeurs par territoire',
      en: 'no column of numbers. Expected at least one column of values by territory'
    },
    file.place
  )
}

function noCodes(file: TableFile): InvalidInput {
  const columns = file.head.find(({ cells }) => cells.length > 1)?.cells.filter((cell) => cell !== '') ?? []
  const smaller = file.head.flatMap(({ cells, line }) => cells.map((cell) => ({ cell: cell.trim(), line })))
  const [found] = smaller.flatMap((one) => {
    const expected = withinCommune(one.cell)
    return expected ? [{ ...one, expected }] : []
  })
  if (found) {
    const { cell, line, expected } = found
    return new InvalidInput(
      { fr: `trouvé « ${cell} », attendu ${expected.fr}`, en: `found "${cell}", expected ${expected.en}` },
      placeOf(file, line)
    )
  }
  return new InvalidInput(
    {
      fr: `aucune colonne n’a de codes de commune, d’EPCI, de zone d’emploi, de département ou de région. Trouvé : ${columns.slice(0, 8).join(', ')}. Attendu une colonne comme CODGEO`,
      en: `no column holds codes of communes, EPCI, employment zones, departments or regions. Found: ${columns.slice(0, 8).join(', ')}. Expected a column such as CODGEO`
    },
    file.place
  )
}
