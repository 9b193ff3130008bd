/** Alarms against a small annotated file: `item,reason,claims`, the claims as identifiers apart by spaces. */

import { detectSeparator, splitRows } from '../connectors/csv.ts'
import { InvalidInput } from '../domain/shared/errors.ts'
import { nearest } from '../domain/shared/nearest.ts'
import type { Text } from '../domain/shared/text.ts'
import { CONFLICT_REASONS, type Conflict } from '../domain/sources/conflict.ts'

type Annotation = {
  readonly item: string
  /** Any, where none is given. */
  readonly reason: string
  readonly claims: readonly string[]
}

export type Score = {
  /** Annotated, and expected to be found. */
  readonly items: number
  readonly found: number
  readonly missed: readonly string[]
  readonly alarms: number
  /** Alarms that an annotation, expected or welcome, stands behind. */
  readonly true: number
  readonly false: readonly string[]
}

/** Items of this initial are true as well, and were not among those to be found. */
const WELCOME = /^X/

const COLUMNS = ['item', 'reason', 'claims'] as const

/**
 * With commas, semicolons or tabs between the cells. What could not be matched by any alarm is refused, not missed.
 *
 * @throws {InvalidInput} on a missing column, a cell too many, a reason that is none, a claim that is not in the table
 */
export async function parseAnnotations(
  text: string,
  file: string,
  known: ReadonlySet<string>
): Promise<readonly Annotation[]> {
  const found: Annotation[] = []
  let at: readonly number[] | undefined
  await splitRows(once(text), detectSeparator(text), { file }, (cells, line) => {
    const row = cells.map((cell) => cell.trim())
    if (!at) {
      at = COLUMNS.map((name) => row.findIndex((cell) => cell.toLowerCase() === name))
      if (at.includes(-1)) throw wrong(file, line, row.join(' '), both(COLUMNS.join(',')))
      return
    }
    if (row.length < 3 || row.slice(3).some((cell) => cell !== '')) {
      throw wrong(file, line, row.join(' | '), {
        fr: 'trois cases, item,reason,claims, celle qui contient une virgule entre guillemets',
        en: 'three cells, item,reason,claims, one that holds a comma in quotation marks'
      })
    }
    found.push(
      annotationIn(
        at.map((i) => row[i] ?? ''),
        { file, line },
        known
      )
    )
  })
  if (!at) throw wrong(file, 1, '', both(COLUMNS.join(',')))
  return found
}

function annotationIn(
  [item = '', reason = '', claims = '']: readonly string[],
  { file, line }: { readonly file: string; readonly line: number },
  known: ReadonlySet<string>
): Annotation {
  if (item === '')
    throw wrong(file, line, '', { fr: 'un cas dans la colonne « item »', en: 'an item in the column "item"' })
  const isReason = reason === '' || CONFLICT_REASONS.some((one) => one === reason)
  if (!isReason) throw wrong(file, line, reason, nearby(reason, CONFLICT_REASONS))
  const ids = claims.split(/\s+/).filter((id) => id !== '')
  const stranger = ids.find((id) => !known.has(id))
  if (ids.length === 0 || stranger !== undefined) {
    throw wrong(file, line, stranger ?? '', {
      fr: 'des identifiants de la table d’affirmations, séparés par des espaces',
      en: 'identifiers of the table of claims, apart by spaces'
    })
  }
  return { item, reason, claims: ids }
}

function nearby(found: string, all: readonly string[]): Text {
  const near = nearest(found, all)
  if (near === undefined) return both(all.join(', '))
  return {
    fr: `${all.join(', ')} ; peut-être « ${near} »`,
    en: `${all.join(', ')}; "${near}" maybe`
  }
}

function both(text: string): Text {
  return { fr: text, en: text }
}

function wrong(file: string, line: number, found: string, expected: Text): InvalidInput {
  return new InvalidInput(
    { fr: `trouvé « ${found} », attendu ${expected.fr}`, en: `found "${found}", expected ${expected.en}` },
    { file, line }
  )
}

async function* once(text: string): AsyncGenerator<string> {
  yield text
}

/** An alarm is true when two of its claims, or its only one, are annotated together for its reason. */
export function measureAgainst(conflicts: readonly Conflict[], annotations: readonly Annotation[]): Score {
  const matches = conflicts.map((conflict) => ({ conflict, items: itemsOf(conflict, annotations) }))
  const expected = [...new Set(annotations.map(({ item }) => item))].filter((item) => !WELCOME.test(item))
  const found = new Set(matches.flatMap(({ items }) => items))
  const missed = expected.filter((item) => !found.has(item))
  const wrong = matches.filter(({ items }) => items.length === 0).map(({ conflict }) => conflict.id)
  return {
    items: expected.length,
    found: expected.length - missed.length,
    missed,
    alarms: conflicts.length,
    true: conflicts.length - wrong.length,
    false: wrong
  }
}

function itemsOf({ reason, claims }: Conflict, annotations: readonly Annotation[]): readonly string[] {
  return annotations.flatMap(({ item, reason: only, claims: ids }) => {
    if (only !== '' && only !== reason) return []
    const shared = claims.filter((id) => ids.includes(id)).length
    return shared >= Math.min(2, claims.length, ids.length) && shared > 0 ? [item] : []
  })
}
