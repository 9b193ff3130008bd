/** Which column of an unknown table holds codes of territories, and where the data begin. */

import { territoriesAt, type Geography } from '../domain/territories/geography.ts'
import { codeOf, LEVELS, type Level } from '../domain/territories/territory.ts'
import type { TableRow } from './files.ts'
import { padCode } from './territory-column.ts'

export type CodeColumn = {
  readonly columns: readonly number[]
  readonly level: Level
  /** The first row that has the form of a code. */
  readonly firstLine: number
  /** Share of the rows from there on that hold a code in force, in [0, 1]. */
  readonly share: number
}

/** What producers call the column of each level, and how much a match is worth: short codes look like anything. */
const HINTS: readonly { readonly level: Level; readonly name: RegExp; readonly weight: number }[] = [
  { level: 'COM', name: /codgeo|insee|depcom|^com$|commune/i, weight: 1 },
  { level: 'EPCI', name: /epci|siren|codgeo/i, weight: 1 },
  { level: 'ZE2020', name: /^ze|zone d.emploi/i, weight: 0.6 },
  { level: 'DEP', name: /^dep|d[ée]part/i, weight: 0.5 },
  { level: 'REG', name: /^reg|r[ée]gion/i, weight: 0.4 }
]

/** Undefined when no column has enough codes in force. */
export function findCodeColumn(head: readonly TableRow[], geography: Geography): CodeColumn | undefined {
  const inForce = new Map(
    HINTS.map(({ level }) => [level, new Set(territoriesAt(geography, level, geography.latest).map(codeOf))])
  )
  const width = Math.max(...head.map(({ cells }) => cells.length))
  const singles = Array.from({ length: width }, (_, column) => [column])
  const found = [...singles, ...joinedColumns(head, width)].flatMap((columns) =>
    HINTS.flatMap(({ level, name, weight }) => {
      const guess = tryColumn(head, columns, level, inForce.get(level) ?? new Set())
      if (!guess) return []
      const above = head
        .filter(({ line }) => line < guess.firstLine)
        .map(({ cells }) => columns.map((column) => cells[column] ?? '').join(' '))
      const hinted = above.some((text) => text.split(' ').some((word) => name.test(word)) || name.test(text))
      // Small numbers look like departments, and any of four digits like a commune that lost its zero: there,
      // a name must say that these are codes.
      if (!hinted && (weight < 1 || guess.padded > 0.5)) return []
      const early = 1 / (10 + (columns[0] ?? 0))
      return [{ guess, score: guess.share * weight + (hinted ? 0.6 : 0) + guess.distinct * 0.6 + early }]
    })
  )
  const [best] = found.toSorted((a, b) => b.score - a.score)
  if (!best) return undefined
  const { columns, level, firstLine, share } = best.guess
  return { columns, level, firstLine, share }
}

/** Department and commune in two columns, as in `62` and `498`. */
function joinedColumns(head: readonly TableRow[], width: number): readonly (readonly number[])[] {
  const holds = (column: number, form: RegExp): boolean =>
    head.filter(({ cells }) => form.test(cells[column] ?? '')).length > head.length / 2
  const columns = Array.from({ length: width }, (_, column) => column)
  const communes = columns.filter((column) => holds(column, /^\d{3}$/))
  const departments = communes.length > 0 ? columns.filter((column) => holds(column, LEVELS.DEP)) : []
  return departments.flatMap((first) => communes.filter((second) => second !== first).map((second) => [first, second]))
}

function tryColumn(
  head: readonly TableRow[],
  columns: readonly number[],
  level: Level,
  inForce: ReadonlySet<string>
): (CodeColumn & { readonly distinct: number; readonly padded: number }) | undefined {
  const written = ({ cells }: TableRow): string => columns.map((column) => (cells[column] ?? '').trim()).join('')
  const read = (row: TableRow): string | undefined => {
    const code = padCode(level, written(row))
    return LEVELS[level].test(code) && inForce.has(code) ? code : undefined
  }
  // The first code may be one of another year: its form is enough to begin with.
  const first = head.findIndex((row) => isTabular(row) && LEVELS[level].test(padCode(level, written(row))))
  const above = head.slice(0, Math.max(0, first)).findLast(isTabular)
  if (first === -1 || !above || isData(above)) return undefined
  const rows = head.slice(first).filter(isTabular)
  const codes = rows.map(read).filter((code) => code !== undefined)
  const share = codes.length / rows.length
  const firstLine = head[first]?.line ?? 1
  if (share < 0.6) return undefined
  const padded = rows.filter((row) => ![undefined, written(row)].includes(read(row))).length / rows.length
  return { columns, level, firstLine, share, padded, distinct: new Set(codes).size / rows.length }
}

function isTabular({ cells }: TableRow): boolean {
  return cells.filter((cell) => cell !== '').length > 1
}

/** Names of columns may be years; more than that, a line with numbers is one of the data. */
function isData({ cells }: TableRow): boolean {
  return cells.some((cell) => /^-?[\d\s]+([.,]\d+)?$/.test(cell) && !/^(19|20)\d\d$/.test(cell.trim()))
}
