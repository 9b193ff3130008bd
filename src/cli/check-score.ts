/** Alarms against a small annotated file: `item,reason,claims`, the claims as identifiers apart by spaces. */

import { InvalidInput } from '../domain/shared/errors.ts'
import type { Conflict } from '../domain/sources/conflict.ts'

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

/** @throws {InvalidInput} when a line has not its three cells */
export function parseAnnotations(text: string, file: string): readonly Annotation[] {
  return text
    .split(/\r?\n/)
    .map((row, i) => ({ row: row.trim(), line: i + 1 }))
    .filter(({ row, line }) => row !== '' && line > 1)
    .map(({ row, line }) => {
      const [item = '', reason = '', claims] = row.split(',')
      if (claims === undefined || item === '') {
        throw new InvalidInput(
          { fr: 'attendu trois cases : item,reason,claims', en: 'expected three cells: item,reason,claims' },
          { file, line }
        )
      }
      return { item, reason, claims: claims.split(' ').filter((id) => id !== '') }
    })
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
