/** Column names that hold a year: the same connector reads `P18_POP` this year and `P19_POP` the next. */

import type { SeriesId } from '../domain/indicators/measure.ts'
import { InvalidInput } from '../domain/shared/errors.ts'
import type { Period } from '../domain/shared/period.ts'
import { placeOf, type TableFile } from './files.ts'
import type { Header } from './header.ts'
import type { WideColumn } from './wide.ts'

export type ColumnForm = {
  /** Its groups are given to `period`. */
  readonly column: RegExp
  /** An example of the name, for messages. */
  readonly shown: string
  readonly series: SeriesId
  readonly period: (...found: readonly (string | undefined)[]) => Period
}

/**
 * Every column of these forms.
 *
 * @throws {InvalidInput} naming the forms that no column has, with the columns found
 */
export function columnsByForm(file: TableFile, header: Header, forms: readonly ColumnForm[]): readonly WideColumn[] {
  const missing = forms.filter(({ column }) => !header.names.some((name) => column.test(name)))
  if (missing.length > 0) {
    const names = missing.map(({ shown }) => shown).join(', ')
    const found = header.names.filter((name) => name !== '').join(', ')
    throw new InvalidInput(
      {
        fr: `colonnes absentes, dans la forme de : ${names}. Trouvé : ${found}`,
        en: `missing columns, of the form of: ${names}. Found: ${found}`
      },
      placeOf(file, header.line)
    )
  }
  return forms.flatMap(({ column, series, period }) =>
    header.names.flatMap((name) => {
      const found = column.exec(name)
      return found ? [{ column: name, series, period: period(...found.slice(1)) }] : []
    })
  )
}
