/**
 * Claims read in documents, as a table: one a line, twenty columns known by their name in any order, and five that say
 * what somebody has made of the claim. A line that cannot be read is told of, with its number, and the others are kept.
 */

import { parseIndicatorId } from '../domain/indicators/request.ts'
import { InvalidInput, ObservatoryError } from '../domain/shared/errors.ts'
import { nearest } from '../domain/shared/nearest.ts'
import { parsePeriod } from '../domain/shared/period.ts'
import type { Text } from '../domain/shared/text.ts'
import {
  CLAIM_KINDS,
  parseClaimId,
  QUALIFIERS,
  type Amount,
  type Claim,
  type ClaimLink,
  type Qualifier,
  type Reading
} from '../domain/sources/claim.ts'
import { parseDocumentId } from '../domain/sources/document.ts'
import { parsePerimeterId } from '../domain/territories/resolve.ts'
import { detectSeparator, splitRows } from './csv.ts'

export type ReadClaims = {
  readonly claims: readonly Claim[]
  readonly refused: readonly { readonly line: number; readonly text: Text }[]
}

/** In the order they are written; `seed_file` and `seed_line` are other names of `document` and `line`. */
export const CLAIM_COLUMNS = [
  'id',
  'document',
  'section',
  'quote',
  'subject',
  'measure',
  'value',
  'unit',
  'perimeter',
  'period',
  'comparison',
  'stated_source',
  'kind',
  'ocr_doubt',
  'likely_reading',
  'qualifier',
  'value_max',
  'line',
  'char_start',
  'char_end',
  'validated_value',
  'validated_by',
  'indicator',
  'perimeter_id',
  'figure_period',
  'validated_reason'
] as const
type Column = (typeof CLAIM_COLUMNS)[number]

const ALIASES: Readonly<Record<string, Column>> = { seed_file: 'document', seed_line: 'line', source: 'stated_source' }

const NEEDED = ['id', 'document', 'quote', 'subject', 'measure', 'value', 'unit', 'kind'] as const

/** A claim is read in one line: more are no table of claims. */
const MOST_CLAIMS = 100_000

/** @throws {InvalidInput} when it is no table of claims */
export async function readClaimsCsv(text: string, file: string): Promise<ReadClaims> {
  const claims: Claim[] = []
  const refused: { line: number; text: Text }[] = []
  const seen = new Set<string>()
  let columns: ReadonlyMap<Column, number> | undefined
  await splitRows(once(text), detectSeparator(text.slice(0, 20_000)), { file }, (cells, line) => {
    if (!columns) {
      columns = columnsIn(cells, file)
      return
    }
    const known = columns
    const cell = (name: Column): string => unquoted((cells[known.get(name) ?? -1] ?? '').trim())
    try {
      if (claims.length >= MOST_CLAIMS) throw tooMany()
      const claim = claimIn(cell)
      if (seen.has(claim.id))
        throw wrong('id', claim.id, { fr: 'un identifiant par ligne', en: 'one identifier a line' })
      seen.add(claim.id)
      claims.push(claim)
    } catch (error) {
      if (!(error instanceof ObservatoryError)) throw error
      refused.push({ line, text: error.text })
    }
  })
  if (!columns) throw new InvalidInput({ fr: 'le fichier est vide', en: 'the file is empty' }, { file })
  return { claims, refused }
}

/** The inverse, but for what spreadsheets need: what `view/csv.ts` puts before a sign is taken off again. */
export function claimRow(claim: Claim): readonly (string | number | null)[] {
  const { reading, where, link } = claim
  const raw = reading.status === 'clear' ? reading : reading.status === 'wordless' ? undefined : reading.raw
  const validated = reading.status === 'validated' ? reading : undefined
  const values: Readonly<Record<Column, string | number | undefined>> = {
    id: claim.id,
    document: claim.document,
    section: where.section,
    quote: claim.quote,
    subject: claim.subject,
    measure: claim.measure,
    value: raw?.value,
    unit: claim.unit,
    perimeter: claim.perimeter,
    period: claim.period,
    comparison: claim.comparison,
    stated_source: claim.source,
    kind: claim.kind,
    ocr_doubt: reading.status === 'doubtful' || reading.status === 'validated' ? 'y' : 'n',
    likely_reading: reading.likely,
    qualifier: claim.qualifier.replaceAll('-', ' '),
    value_max: raw?.max,
    line: where.line,
    char_start: where.from,
    char_end: where.to,
    validated_value:
      validated && [validated.validated.value, validated.validated.max].filter((one) => one !== undefined).join('..'),
    validated_by: validated?.by,
    indicator: link?.indicator,
    perimeter_id: link?.perimeter,
    figure_period: link?.period,
    validated_reason: validated?.reason
  }
  return CLAIM_COLUMNS.map((name) => values[name] ?? null)
}

function claimIn(cell: (name: Column) => string): Claim {
  const kind = CLAIM_KINDS.find((one) => one === cell('kind'))
  if (!kind) throw wrong('kind', cell('kind'), listed(CLAIM_KINDS))
  for (const name of ['quote', 'subject', 'measure'] as const) {
    if (cell(name) === '') throw wrong(name, '', { fr: 'quelques mots', en: 'a few words' })
  }
  const text = <K extends string>(key: K, name: Column): Partial<Record<K, string>> =>
    cell(name) === '' ? {} : ({ [key]: cell(name) } as Record<K, string>)
  const link = linkIn(cell)
  return {
    id: parseClaimId(cell('id')),
    document: parseDocumentId(cell('document')),
    quote: cell('quote'),
    where: {
      ...text('section', 'section'),
      ...counted('line', cell('line')),
      ...counted('from', cell('char_start')),
      ...counted('to', cell('char_end'))
    },
    subject: cell('subject'),
    measure: cell('measure'),
    reading: readingIn(cell),
    unit: cell('unit'),
    ...text('perimeter', 'perimeter'),
    ...text('period', 'period'),
    ...text('comparison', 'comparison'),
    ...text('source', 'stated_source'),
    kind,
    qualifier: qualifierIn(cell('qualifier')),
    ...(link && { link })
  }
}

function readingIn(cell: (name: Column) => string): Reading {
  const raw = amountIn('value', cell('value'), cell('value_max'))
  const likely = cell('likely_reading') === '' ? {} : { likely: cell('likely_reading') }
  const [value = '', max = ''] = cell('validated_value').split('..')
  const validated = amountIn('validated_value', value, max)
  if (validated) {
    const reason = cell('validated_reason')
    const signed = { validated, by: cell('validated_by'), ...(reason !== '' && { reason }) }
    return { status: 'validated', ...(raw && { raw }), ...likely, ...signed }
  }
  if (/^(?:y|yes|oui|o|1|true)$/i.test(cell('ocr_doubt'))) return { status: 'doubtful', ...(raw && { raw }), ...likely }
  return raw ? { status: 'clear', ...raw, ...likely } : { status: 'wordless', ...likely }
}

function amountIn(column: Column, value: string, max: string): Amount | undefined {
  if (value === '') return undefined
  const upper = max === '' ? {} : { max: numberIn(column, max) }
  return { value: numberIn(column, value), ...upper }
}

/** Written for machines: 1344203 or 646.9; a letter among digits is refused. */
function numberIn(column: Column, text: string): number {
  const plain = text.replaceAll(/[\s\u00a0\u202f]/g, '').replace(/,(?=\d+$)/, '.')
  if (/^-?\d+(?:\.\d+)?$/.test(plain)) return Number(plain)
  throw wrong(column, text, { fr: 'un nombre, comme 646.9', en: 'a number, such as 646.9' })
}

function counted<K extends string>(key: K, text: string): Partial<Record<K, number>> {
  if (text === '') return {}
  if (/^\d{1,12}$/.test(text)) return { [key]: Number(text) } as Record<K, number>
  throw wrong('line', text, { fr: 'un nombre entier', en: 'a whole number' })
}

function linkIn(cell: (name: Column) => string): ClaimLink | undefined {
  if (cell('indicator') === '') return undefined
  return {
    indicator: parseIndicatorId(cell('indicator')),
    perimeter: parsePerimeterId(cell('perimeter_id')),
    period: parsePeriod(cell('figure_period'))
  }
}

/** Our words, with dashes or spaces, and those of French readers. */
const OTHER_WORDS: Readonly<Record<string, Qualifier>> = {
  '': 'exact',
  'several-thousand': 'several-thousands',
  thousands: 'several-thousands',
  'several-hundred': 'several-hundreds',
  claim: 'asserted',
  'at-most': 'up-to',
  environ: 'about',
  'pres-de': 'nearly',
  'près-de': 'nearly',
  'plus-de': 'more-than',
  'moins-de': 'less-than',
  'au-moins': 'at-least',
  'jusqu’à': 'up-to'
}

function qualifierIn(text: string): Qualifier {
  const word = text.trim().toLowerCase().replaceAll(/\s+/g, '-')
  const found = OTHER_WORDS[word] ?? QUALIFIERS.find((one) => one === word)
  if (found) return found
  throw wrong('qualifier', text, listed(QUALIFIERS))
}

function columnsIn(cells: readonly string[], file: string): ReadonlyMap<Column, number> {
  const found = new Map<Column, number>()
  cells.forEach((cell, i) => {
    const name = cell.trim().toLowerCase()
    const column = ALIASES[name] ?? CLAIM_COLUMNS.find((one) => one === name)
    if (column && !found.has(column)) found.set(column, i)
  })
  const missing = NEEDED.find((name) => !found.has(name))
  if (missing === undefined) return found
  const near = nearest(missing, cells)
  const hint = near === undefined ? { fr: '', en: '' } : { fr: ` ; peut-être « ${near} »`, en: `; "${near}" maybe` }
  throw new InvalidInput(
    {
      fr: `ce n’est pas une table d’affirmations : la colonne « ${missing} » manque${hint.fr} (attendu ${NEEDED.join(', ')})`,
      en: `this is no table of claims: the column "${missing}" is missing${hint.en} (expected ${NEEDED.join(', ')})`
    },
    { file, line: 1 }
  )
}

function unquoted(cell: string): string {
  return cell.replace(/^'(?=[=+\-@])/, '')
}

function wrong(column: string, found: string, expected: Text): InvalidInput {
  return new InvalidInput({
    fr: `« ${column} » : trouvé « ${found} », attendu ${expected.fr}`,
    en: `"${column}": found "${found}", expected ${expected.en}`
  })
}

function tooMany(): InvalidInput {
  return new InvalidInput({
    fr: `plus de ${MOST_CLAIMS} affirmations : partagez le fichier`,
    en: `more than ${MOST_CLAIMS} claims: split the file`
  })
}

function listed(words: readonly string[]): Text {
  return { fr: `un mot parmi ${words.join(', ')}`, en: `one of ${words.join(', ')}` }
}

async function* once(text: string): AsyncGenerator<string> {
  yield text
}
