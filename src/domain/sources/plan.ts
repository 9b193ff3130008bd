/**
 * What publishing a file would change, before anything is: the plan that a statistician reads and says yes to.
 * Pure, and quick on a million observations: nothing is made per row but what must be shown.
 */

import type { Block } from '../indicators/block.ts'
import { measureIdOf } from '../indicators/registry.ts'
import type { Measure, MeasureId, SeriesId } from '../indicators/measure.ts'
import type { ObservationTable } from '../indicators/table.ts'
import type { Place } from '../shared/errors.ts'
import type { Text } from '../shared/text.ts'
import { isCommune, type Geography } from '../territories/geography.ts'
import { proposalsFor, type Proposal } from '../territories/recode.ts'
import { codeOf, levelOf, parseCommuneCode, type CogYear, type TerritoryId } from '../territories/territory.ts'
import { MOST_REVISIONS, type Revision, type VintageChanges } from './changes.ts'
import { codesInForce } from './codes-in-force.ts'
import { compare, keyOf, type ObservationKey, type SeriesComparison } from './comparison.ts'
import { eachDuplicate } from './duplicates.ts'
import type { Reading, RefusedRow } from './reading.ts'
import { selectRows, seriesOf } from './selection.ts'
import type { SourceId, VintageId, VintageSeries } from './source.ts'

/** How many of each kind a plan names; all are counted. */
const LISTED = 1000

/** Codes that proposals are looked for, at some ten milliseconds each. */
const PROPOSED = 200

export type Plan = {
  readonly source: SourceId
  /** Absent while nobody has said the edition: such a plan is read, not applied. */
  readonly vintage?: VintageId
  /** Empty when not said. */
  readonly edition: string
  readonly cog: CogYear
  readonly file: { readonly name: string; readonly bytes: number; readonly sha256: string }
  /** Rows of the file: `read` is `kept` and `refused` together. */
  readonly rows: { readonly read: number; readonly kept: number; readonly refused: number }
  /** Why, at most `LISTED`: cells that cannot be read, keys given two values. Unknown codes stand apart. */
  readonly refused: readonly RefusedRow[]
  /** Codes that the COG of that year does not have, with what each probably stands for. */
  readonly unknown: readonly UnknownTerritory[]
  /** The COG year that has more of the file's codes than the one given. */
  readonly betterCog?: { readonly cog: CogYear; readonly found: number; readonly of: number }
  /** Series whose measure, or item, the observatory does not declare: nothing is published while there are any. */
  readonly undeclared: readonly SeriesId[]
  readonly observations: {
    readonly kept: number
    readonly added: number
    readonly revised: number
    readonly unchanged: number
    readonly vanished: number
  }
  readonly series: readonly (VintageSeries & Omit<SeriesComparison, 'series'>)[]
  readonly added: readonly ObservationKey[]
  /** The largest in proportion first. */
  readonly revised: readonly Revision[]
  readonly vanished: readonly ObservationKey[]
  readonly remarks: readonly Text[]
}

export type UnknownTerritory = {
  readonly territory: TerritoryId
  readonly code: string
  /** The first line that holds it, where the connector gives lines. */
  readonly place: Place
  /** None beyond the first `PROPOSED`: so many come from a wrong year, or a wrong column. */
  readonly proposals: readonly Proposal[]
}

export type PlanInput = {
  readonly source: SourceId
  readonly vintage?: VintageId | undefined
  readonly file: Plan['file']
  readonly reading: Reading
  /** Of the same source, latest edition first. */
  readonly published: readonly Block[]
  readonly measures: ReadonlyMap<MeasureId, Measure>
  readonly geography: Geography
}

/** The plan, and the observations that it would publish. */
export type Planned = { readonly plan: Plan; readonly table: ObservationTable }

export function planImport({ source, vintage, file, reading, published, measures, geography }: PlanInput): Planned {
  const place = (line: number | undefined, column: string | undefined): Place => ({
    file: file.name,
    ...(line !== undefined && { line, ...(column !== undefined && { column }) })
  })
  const { cog } = reading
  const unknown = findUnknown(reading, geography, place)
  const dropped = dropDuplicates(reading, place)
  if (unknown.length > 0) dropUnknown(reading, unknown, dropped)
  const isWhole = unknown.length + dropped.count === 0
  const table = isWhole ? reading.table : selectRows(reading.table, (row) => dropped.rows[row] === 0)
  const comparison = compare(table, published, LISTED)
  const bySeries = new Map(comparison.series.map(({ series, ...counts }) => [series, counts]))
  const total = (count: keyof Omit<SeriesComparison, 'series'>): number =>
    comparison.series.reduce((sum, series) => sum + series[count], 0)
  // A row refused by its reader gave no observation: none of its lines is dropped as well.
  const refusedLines = new Set(reading.refused.map((row) => row.place.line ?? row))
  const better = unknown.length > 0 ? findBetterCog(reading, geography) : undefined
  const refusedCount = Math.min(refusedLines.size + (isWhole ? 0 : countLines(reading, dropped)), reading.rows)

  return {
    table,
    plan: {
      source,
      ...(vintage !== undefined && { vintage }),
      edition: reading.edition,
      cog,
      file,
      rows: { read: reading.rows, kept: reading.rows - refusedCount, refused: refusedCount },
      refused: [...reading.refused, ...dropped.refused].slice(0, LISTED),
      unknown,
      ...(better && { betterCog: better }),
      undeclared: reading.table.seriesNames.filter((series) => !isDeclared(series, measures)),
      observations: {
        kept: table.length,
        added: total('added'),
        revised: total('revised'),
        unchanged: total('unchanged'),
        vanished: total('vanished')
      },
      series: seriesOf(table, reading.columns).map((one) => ({
        ...one,
        ...(bySeries.get(one.series) ?? { added: 0, revised: 0, unchanged: 0, vanished: 0 })
      })),
      added: comparison.added,
      revised: comparison.revisions,
      vanished: comparison.vanished,
      remarks: [...reading.remarks, ...repeatsRemark(dropped)]
    }
  }
}

/** The summary that is kept with the vintage, and that the data changelog is written from. */
export function changesOf({ rows, observations, unknown, revised }: Plan): VintageChanges {
  return {
    read: rows.read,
    refused: rows.refused,
    added: observations.added,
    revised: observations.revised,
    vanished: observations.vanished,
    unknown: unknown.map(({ code }) => code),
    revisions: revised.slice(0, MOST_REVISIONS)
  }
}

/** The published blocks already say all that the plan would. */
export function changesNothing({ observations: { added, revised, vanished } }: Plan): boolean {
  return added + revised + vanished === 0
}

type PlaceOf = (line: number | undefined, column: string | undefined) => Place

function findUnknown(
  { table, lines, cog, codes }: Reading,
  geography: Geography,
  place: PlaceOf
): readonly UnknownTerritory[] {
  const isInForce = codesInForce(geography, cog)
  const absent = table.territoryNames.map((territory) => !isInForce(territory))
  if (!absent.includes(true)) return []
  const first = new Map<number, number>()
  for (let row = 0; row < table.length; row += 1) {
    const territory = table.territory[row] ?? 0
    if (absent[territory] && !first.has(territory)) first.set(territory, row)
  }
  return [...first].map(([index, row], i) => {
    const territory = nameAt(table.territoryNames, index)
    const code = codeOf(territory)
    const proposals = levelOf(territory) === 'COM' && i < PROPOSED ? proposalsFor(geography, code, cog) : []
    return { territory, code, place: place(lines?.[row], codes), proposals }
  })
}

/** Rows of a table that are not published, and why: a bit a row. */
type Dropped = {
  readonly rows: Uint8Array
  /** Marked: what is said again of a key with its very value. The others are refused. */
  readonly repeated: Uint8Array
  readonly count: number
  readonly refused: readonly RefusedRow[]
}

/** A key given twice with one value is kept once, and no row is refused. With two values, neither can be trusted. */
function dropDuplicates({ table, lines, columns }: Reading, place: PlaceOf): Dropped {
  const rows = new Uint8Array(table.length)
  const repeated = new Uint8Array(table.length)
  /** The first row of a key to the one that contradicts it, and to those that repeat it. */
  const contradicted = new Map<number, number>()
  const repeats: (readonly [first: number, again: number])[] = []
  const refused: RefusedRow[] = []
  let count = 0
  const tell = (row: number, other: number): void => {
    if (refused.length === LISTED) return
    const { territory, series, period } = keyOf(table, row)
    const line = lines?.[other]
    const where =
      line === undefined ? { fr: 'une autre', en: 'another' } : { fr: `la ligne ${line}`, en: `line ${line}` }
    const [one, two] = [shown(table, other), shown(table, row)]
    refused.push({
      place: place(lines?.[row], columns.get(series)),
      found: `${territory} ${series} ${period}`,
      expected: {
        fr: `une seule valeur par clé : ${where.fr} dit ${one}, celle-ci ${two} ; aucune des deux n’est gardée`,
        en: `one value a key: ${where.en} says ${one}, this one ${two}; neither is kept`
      }
    })
  }
  eachDuplicate(table, (first, again) => {
    const same = Object.is(table.values[first], table.values[again]) && table.statuses[first] === table.statuses[again]
    rows[again] = 1
    count += 1
    if (same) {
      repeated[again] = 1
      repeats.push([first, again])
      return
    }
    rows[first] = 1
    // Each refused row has its own line in the plan, the first of a key once.
    if (!contradicted.has(first)) tell(first, again)
    contradicted.set(first, again)
    tell(again, first)
  })
  for (const [first, again] of repeats) {
    const other = contradicted.get(first)
    if (other === undefined) continue
    repeated[again] = 0
    tell(again, other)
  }
  return { rows, repeated, count, refused }
}

function repeatsRemark({ repeated }: Dropped): readonly Text[] {
  const count = repeated.reduce((sum, one) => sum + one, 0)
  if (count === 0) return []
  const [fr, en] =
    count > 1
      ? [`${count} observations sont données`, `${count} observations are`]
      : ['1 observation est donnée', '1 observation is']
  return [
    {
      fr: `${fr} deux fois avec la même valeur : gardée une fois`,
      en: `${en} given twice with the same value: kept once`
    }
  ]
}

/** Marks the rows of unknown codes as well. */
function dropUnknown({ table }: Reading, unknown: readonly UnknownTerritory[], { rows, repeated }: Dropped): void {
  const codes = new Set(unknown.map(({ territory }) => territory))
  const isUnknown = Uint8Array.from(table.territoryNames, (territory) => (codes.has(territory) ? 1 : 0))
  for (let row = 0; row < table.length; row += 1) {
    if (isUnknown[table.territory[row] ?? 0] !== 1) continue
    rows[row] = 1
    repeated[row] = 0
  }
}

/** Lines of the file behind the refused rows, which stand in their order; without lines, a territory is one. */
function countLines({ table, lines }: Reading, { rows, repeated }: Dropped): number {
  const isRefused = (row: number): boolean => rows[row] === 1 && repeated[row] !== 1
  if (!lines) return new Set(table.territory.filter((_, row) => isRefused(row))).size
  let count = 0
  let last = -1
  for (let row = 0; row < table.length; row += 1) {
    if (!isRefused(row) || lines[row] === last) continue
    count += 1
    last = lines[row] ?? -1
  }
  return count
}

/** Wide enough for the files still in use; the COG of an older year would be a surprise. */
const OLDEST_COG = 2003

function findBetterCog({ table, cog }: Reading, geography: Geography): Plan['betterCog'] {
  const communes = table.territoryNames
    .filter((territory) => levelOf(territory) === 'COM')
    .map((territory) => parseCommuneCode(codeOf(territory)))
  const found = (year: CogYear): number => communes.filter((code) => isCommune(geography, code, year)).length
  let best = { cog, found: found(cog) }
  // From the nearest year to the furthest: of two years that do as well, the nearest is proposed.
  const years = Array.from({ length: geography.latest - OLDEST_COG + 1 }, (_, i) => geography.latest - i)
  for (const year of years.toSorted((a, b) => Math.abs(a - cog) - Math.abs(b - cog))) {
    const count = found(year)
    if (count > best.found) best = { cog: year, found: count }
  }
  return best.cog === cog ? undefined : { ...best, of: communes.length }
}

export function isDeclared(series: SeriesId, measures: ReadonlyMap<MeasureId, Measure>): boolean {
  const measure = measures.get(measureIdOf(series))
  if (!measure) return false
  const [, items = ''] = series.split(':')
  return items.split(';').every((item) => {
    if (item === '') return true
    const [dimension, code] = item.split('=')
    const breakdown = measure.breakdowns.find((one) => one.dimension === dimension)
    if (!breakdown) return false
    // An open list, such as museums, names those that the observatory speaks of: the others are kept under their code.
    return !breakdown.exhaustive || breakdown.items.some((one) => one.code === code)
  })
}

function shown(table: ObservationTable, row: number): string {
  const value = table.values[row] ?? NaN
  return Number.isNaN(value) ? '—' : String(value)
}

function nameAt<T>(names: readonly T[], index: number): T {
  const name = names[index]
  if (name === undefined) throw new RangeError(`no name ${index} in a list of ${names.length}`)
  return name
}
