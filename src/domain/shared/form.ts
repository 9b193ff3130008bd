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

export const EMPTY_FIELD: Text = { fr: 'à remplir', en: 'to be filled in' }
