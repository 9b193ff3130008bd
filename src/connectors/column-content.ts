/** What each column of an unknown table holds, over the whole file, and the COG year that its codes belong to. */

import type { Text } from '../domain/shared/text.ts'
import { codesInForce, EPCI_KNOWN_SINCE } from '../domain/sources/codes-in-force.ts'
import type { Geography } from '../domain/territories/geography.ts'
import { LEVELS, territoryOf, type CogYear, type Level } from '../domain/territories/territory.ts'
import type { CodeColumn } from './code-column.ts'
import type { TableFile } from './files.ts'
import type { Header } from './header.ts'
import { readNumber, readPeriod, readPlain } from './number.ts'
import { padCode } from './territory-column.ts'

export type ColumnContent = {
  readonly name: string
  /** `code`: of territories, or a constant column of one of their levels. */
  readonly kind: 'number' | 'text' | 'code' | 'empty'
  /** Share of its cells that read as a period. */
  readonly periods: number
  /** A few of its distinct values, of a text. */
  readonly values: readonly string[]
  /** The mark that is always followed by three digits, in a column of numbers. */
  readonly groups?: '.' | ','
}

/** Distinct values beyond which a text names places or people, not measures. */
const FEW = 60

export async function describeColumns(
  file: TableFile,
  header: Header,
  code: CodeColumn,
  geography: Geography
): Promise<{
  readonly columns: readonly ColumnContent[]
  readonly cog: { readonly value: CogYear; readonly confidence: number; readonly why: readonly Text[] }
}> {
  const tallies = header.names.map(() => ({
    filled: 0,
    numbers: 0,
    values: 0,
    periods: 0,
    distinct: new Set<string>()
  }))
  /** Columns where a mark stands before groups of three digits, and where it stands otherwise. */
  const marks = {
    commas: new Set<number>(),
    points: new Set<number>(),
    looseCommas: new Set<number>(),
    loosePoints: new Set<number>()
  }
  const codes = new Set<string>()
  await file.eachRow((cells, line) => {
    if (line <= header.line) return
    codes.add(padCode(code.level, code.columns.map((column) => (cells[column] ?? '').trim()).join('')))
    for (const [i, tally] of tallies.entries()) {
      const text = cells[i] ?? ''
      if (text.trim() === '') continue
      tally.filled += 1
      if (tally.filled <= SAMPLED && text.length < 30 && readPeriod(text) !== undefined) tally.periods += 1
      if (text.includes(',')) marks[/^-?\d{1,3}(,\d{3})+$/.test(text) ? 'commas' : 'looseCommas'].add(i)
      else if (text.includes('.')) marks[/^-?\d{1,3}(\.\d{3})+$/.test(text) ? 'points' : 'loosePoints'].add(i)
      const found = Number.isNaN(readPlain(text)) ? readNumber(text) : PLAIN
      if (!('reason' in found)) tally.numbers += 1
      if (!Number.isNaN(found.value)) tally.values += 1
      else if (tally.distinct.size <= FEW) tally.distinct.add(text.trim())
    }
  })
  const numeric = (column: number): boolean => isNumeric(tallies[column])
  // One decimal among the numbers of a file, and its mark groups nothing.
  const grouped = [
    { mark: ',' as const, columns: marks.commas, elsewhere: marks.looseCommas },
    { mark: '.' as const, columns: marks.points, elsewhere: marks.loosePoints }
  ].filter(({ elsewhere }) => ![...elsewhere].some(numeric))
  const columns = tallies.map((tally, i): ColumnContent => {
    const name = header.names[i] ?? ''
    const { filled, periods, distinct } = tally
    const isCode = code.columns.includes(i) || CODE_NAME.test(name)
    const kind = filled === 0 || name === '' ? 'empty' : isCode ? 'code' : isNumeric(tally) ? 'number' : 'text'
    const groups = grouped.find(({ columns: found }) => found.has(i))?.mark
    return {
      name,
      kind,
      periods: filled === 0 ? 0 : periods / Math.min(filled, SAMPLED),
      values: kind === 'text' && distinct.size <= FEW ? [...distinct] : [],
      ...(kind === 'number' && groups && { groups })
    }
  })
  return { columns, cog: guessCog([...codes], code.level, geography) }
}

/** Cells of a column that are tried as periods. */
const SAMPLED = 500

const PLAIN = { value: 0, status: 'A' } as const

function isNumeric(
  tally: { readonly filled: number; readonly numbers: number; readonly values: number } | undefined
): boolean {
  return tally !== undefined && tally.values > 0 && tally.numbers / tally.filled > 0.9
}

/** Codes that stand beside the territory's own: of its department, its region, its canton. */
const CODE_NAME =
  /^(reg|region|dep|departement|codarr|codcan|codcom|arr|cv|canton|epci\w*|siren\w*|code\w*|\w+_siren|id_\w+|ref_\w+)$/i

const OLDEST_COG = 2003

/** Of years that know as many of the codes, the latest. */
function guessCog(
  codes: readonly string[],
  level: Level,
  geography: Geography
): { readonly value: CogYear; readonly confidence: number; readonly why: readonly Text[] } {
  const territories = codes.filter((code) => LEVELS[level].test(code)).map((code) => territoryOf(level, code))
  const years = Array.from({ length: geography.latest - OLDEST_COG + 1 }, (_, i) => geography.latest - i)
  let best = { year: geography.latest, found: -1 }
  for (const year of years) {
    if (level !== 'COM' && year < EPCI_KNOWN_SINCE) break
    // Of the years that know all of them, the latest: there is no need to ask the others.
    if (best.found === territories.length) break
    const found = territories.filter(codesInForce(geography, year)).length
    if (found > best.found) best = { year, found }
  }
  const of = territories.length
  return {
    value: best.year,
    confidence: of === 0 ? 0 : best.found / of,
    why: [
      {
        fr: `COG ${best.year} : ${best.found} codes connus sur ${of}`,
        en: `COG ${best.year}: ${best.found} known codes of ${of}`
      }
    ]
  }
}
