/** A form as it is sent, kept as a draft and shown again: flat, every value a text, `names.0.from` for a cell of a row. */

import type { Text } from './text.ts'

export type FormFields = Readonly<Record<string, string>>

/** What is wrong with one field; the whole form is kept, and shown again with it. */
export type FormProblem = { readonly field: string; readonly text: Text }

/** Rows of a table of the form, by the order of their numbers; those that are left empty are passed over. */
export function formRows(fields: FormFields, table: string): readonly (readonly [number, FormFields])[] {
  const rows = new Map<number, Record<string, string>>()
  for (const [name, value] of Object.entries(fields)) {
    const [, number, cell] = name.startsWith(`${table}.`) ? (/^[^.]+\.(\d{1,3})\.(\w+)$/.exec(name) ?? []) : []
    if (number === undefined || cell === undefined) continue
    const row = rows.get(Number(number)) ?? {}
    row[cell] = value.trim()
    rows.set(Number(number), row)
  }
  return [...rows].filter(([, row]) => Object.values(row).some(Boolean)).toSorted(([a], [b]) => a - b)
}

/** The rows of a table as fields of a form. */
export function rowFields(table: string, rows: readonly object[]): FormFields {
  const pairs = rows.flatMap((row, i) =>
    Object.entries(row).flatMap(([cell, value]: [string, unknown]) =>
      typeof value === 'string' ? [[`${table}.${i}.${cell}`, value] as const] : []
    )
  )
  return Object.fromEntries(pairs)
}

/** Undefined unless it is a day of the calendar, as 2024-06-30. */
export function dayIn(text: string): string | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return undefined
  const at = Date.parse(`${text}T00:00:00Z`)
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== text ? undefined : text
}

export const NOT_A_DAY: Text = {
  fr: 'attendu un jour, comme 2024-06-30',
  en: 'expected a day, such as 2024-06-30'
}

/** Characters: a line of a form holds a sentence, an address or a name. */
const LONGEST_LINE = 300

/** Undefined for what stands on one line, and turns nothing around it: no line end, no control, no direction override. */
export function lineProblem(text: string, most = LONGEST_LINE): Text | undefined {
  if (text.length > most) return tooLong(most)
  return /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u.test(text) ? UNSEEN : undefined
}

/** @param most characters */
export function tooLong(most: number): Text {
  return { fr: `trop long : attendu au plus ${most} caractères`, en: `too long: expected at most ${most} characters` }
}

const UNSEEN: Text = {
  fr: 'attendu une seule ligne, sans caractère de contrôle ni de sens d’écriture',
  en: 'expected a single line, without characters of control or of direction'
}

export const EMPTY_FIELD: Text = { fr: 'à remplir', en: 'to be filled in' }
