/** A small table of texts and numbers as a Parquet file. */

import { parquetWriteBuffer } from 'hyparquet-writer'

export type PlainRow = Readonly<Record<string, string | number | null>>

/** @param numbers names of the columns that hold numbers; the others hold texts */
export function parquetOf(
  columns: readonly string[],
  rows: readonly PlainRow[],
  numbers: ReadonlySet<string>
): Uint8Array<ArrayBuffer> {
  return parquetOfColumns(
    columns.map((name) => ({
      name,
      data: rows.map((row) => row[name] ?? null),
      type: numbers.has(name) ? 'number' : 'string'
    }))
  )
}

/** Column by column, all of one length. */
export function parquetOfColumns(
  columns: readonly {
    readonly name: string
    readonly type: 'string' | 'integer' | 'number'
    readonly data: readonly (string | number | null)[]
  }[]
): Uint8Array<ArrayBuffer> {
  const bytes = parquetWriteBuffer({
    columnData: columns.map(({ name, type, data }) => ({
      name,
      data: [...data],
      type: type === 'string' ? 'STRING' : 'DOUBLE',
      nullable: true
    }))
  })
  return new Uint8Array(bytes)
}
