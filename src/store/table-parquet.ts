/** A small table of texts and numbers as a Parquet file. */

import { parquetWriteBuffer } from 'hyparquet-writer'

export type PlainRow = Readonly<Record<string, string | number | null>>

/** @param numbers names of the columns that hold numbers; the others hold texts */
export function parquetOf(
  columns: readonly string[],
  rows: readonly PlainRow[],
  numbers: ReadonlySet<string>
): Uint8Array<ArrayBuffer> {
  const bytes = parquetWriteBuffer({
    columnData: columns.map((name) => ({
      name,
      data: rows.map((row) => row[name] ?? null),
      type: numbers.has(name) ? 'DOUBLE' : 'STRING',
      nullable: true
    }))
  })
  return new Uint8Array(bytes)
}
