/** The rows behind every figure that an edition cites, read from the vintages once. */

import type { MentionAnswer } from '../domain/editions/answer.ts'
import type { FrozenEdition } from '../domain/editions/frozen.ts'
import { countedIn, rowColumn, type FrozenTable } from '../domain/editions/frozen-rows.ts'
import type { Cell } from '../domain/indicators/cell.ts'
import type { Figure } from '../domain/indicators/figure.ts'
import type { VintageId } from '../domain/sources/source.ts'
import { figuresIn } from './edition-freeze.ts'
import { termRows } from './figures.ts'
import { makeTurns } from './in-turn.ts'
import type { Observatory } from './observatory.ts'

type Row = { readonly name: string; readonly perimeters: Set<string>; readonly cells: (Cell | undefined)[] }
type Table = { readonly columns: Map<string, number>; readonly rows: Map<string, Row> }

/** In the order of the vintages' names; those of changes and comparisons included. */
export async function frozenTables(
  observatory: Observatory,
  { answers }: Pick<FrozenEdition, 'answers'>
): Promise<readonly FrozenTable[]> {
  const tables = new Map<VintageId, Table>()
  const told = new Set<string>()
  const turn = makeTurns()
  for (const figure of Object.values(answers).flatMap(allFigures)) {
    const perimeter = countedIn(figure)
    for (const term of figure.terms) {
      const column = rowColumn(term)
      const key = [term.vintage, column, perimeter, term.over].join(' ')
      if (told.has(key)) continue
      told.add(key)
      await turn()
      const table = tables.get(term.vintage) ?? { columns: new Map(), rows: new Map() }
      tables.set(term.vintage, table)
      const at = table.columns.get(column) ?? table.columns.size
      table.columns.set(column, at)
      for (const { territory, name, cell } of await termRows(observatory, figure, term)) {
        const row = table.rows.get(territory) ?? { name, perimeters: new Set(), cells: [] }
        table.rows.set(territory, row)
        row.perimeters.add(perimeter)
        row.cells[at] = cell
      }
    }
  }
  return [...tables]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([vintage, { columns, rows }]) => ({
      vintage,
      columns: [...columns.keys()],
      rows: [...rows].map(([territory, { name, perimeters, cells }]) => ({
        territory,
        name,
        perimeters: [...perimeters],
        cells
      }))
    }))
}

/** Those that a figure is made of as well: they have the rows. */
function allFigures(answer: MentionAnswer): readonly Figure[] {
  const withParts = (figure: Figure): readonly Figure[] => [figure, ...figure.of.flatMap(withParts)]
  return figuresIn(answer).flatMap(withParts)
}
