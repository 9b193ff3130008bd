/** A table that a page shows, as a file for programs. */

import { parquetOf, type PlainRow } from '../store/table-parquet.ts'

/** Numbers are written as numbers: a column is one where all that it holds are. */
export function tableParquet(columns: readonly string[], rows: readonly PlainRow[]): Uint8Array<ArrayBuffer> {
  const numbers = columns.filter((name) => {
    const held = rows.flatMap((row) => row[name] ?? [])
    return held.length > 0 && held.every((value) => typeof value === 'number')
  })
  return parquetOf(columns, rows, new Set(numbers))
}
