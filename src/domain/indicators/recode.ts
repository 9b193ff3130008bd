/** Observations of communes from one COG year to another. Nothing is lost in silence: what cannot follow is listed. */

import type { SeriesId } from './measure.ts'
import { OBSERVATION_STATUSES, type ObservationStatus } from './observation.ts'
import { makeTableBuilder, type ObservationTable } from './table.ts'
import type { Period } from '../shared/period.ts'
import { isCommune, type Geography } from '../territories/geography.ts'
import { counterparts, proposalsFor, shareOf, type UnknownCode, type Years } from '../territories/recode.ts'
import { holderAt } from '../territories/reference.ts'
import {
  codeOf,
  levelOf,
  parseCommuneCode,
  territoryOf,
  type CommuneCode,
  type TerritoryId
} from '../territories/territory.ts'

export type Recoding = {
  readonly table: ObservationTable
  /** Codes that the COG of `from` does not have; their rows are left out. */
  readonly unknown: readonly UnknownCode[]
  /** Rows left out, and why. */
  readonly refused: readonly RefusedRecoding[]
}

export type RefusedRecoding = {
  readonly territory: TerritoryId
  readonly series: SeriesId
  readonly period: Period
  /**
   * `split`: it lies in several communes of the other year, and no estimate was wished or possible.
   * `not-additive`: a median or a rate of communes that merged, or of one that split.
   * `incomplete`: another part of the same commune has no value, so the sum would be short.
   */
  readonly reason: 'split' | 'not-additive' | 'incomplete'
}

export type RecodeOptions = Years & {
  readonly additive: (series: SeriesId) => boolean
  readonly splits: 'refuse' | 'estimate'
}

/** One row on its way to a commune of `to`: the whole of it, or the share that lives there. */
type Piece = { readonly row: number; readonly share: number }

/** Communes only are recoded; rows of other levels pass as they are. */
export function recodeTable(geography: Geography, table: ObservationTable, options: RecodeOptions): Recoding {
  const unknown: UnknownCode[] = []
  const refused: RefusedRecoding[] = []
  const routes = table.territoryNames.map((name) => findRoute(geography, name, options, unknown))
  const builder = makeTableBuilder(Math.max(table.length, 1))
  const pieces = new Map<string, Piece[]>()
  for (let row = 0; row < table.length; row += 1) {
    const route = routes[table.territory[row] ?? -1]
    const reason = route && refusal(route, options.additive(seriesAt(table, row)))
    if (reason) refused.push({ ...cellAt(table, row), reason })
    else if (route?.kind === 'straight') addRow(builder, table, row, route.to)
    else if (route?.kind === 'pieces') {
      for (const { to, share } of route.to) {
        const key = `${table.series[row]} ${table.period[row]} ${to}`
        pieces.set(key, [...(pieces.get(key) ?? []), { row, share }])
      }
    }
  }
  for (const [key, parts] of pieces) {
    const [, , to = ''] = key.split(' ')
    const commune = parseCommuneCode(to)
    addSum(builder, table, commune, parts, originsOf(geography, commune, options), refused)
  }
  return { table: builder.build(), unknown, refused }
}

// ---- routes

type Route =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'straight'; readonly to: TerritoryId }
  /** Merged, split, or both. A share is missing when no population tells it. */
  | { readonly kind: 'pieces'; readonly to: readonly { readonly to: CommuneCode; readonly share: number }[] }
  | { readonly kind: 'torn' }

function findRoute(geography: Geography, name: TerritoryId, options: RecodeOptions, unknown: UnknownCode[]): Route {
  if (levelOf(name) !== 'COM') return { kind: 'straight', to: name }
  const commune = parseCommuneCode(codeOf(name))
  const targets = isCommune(geography, commune, options.from) ? counterparts(geography, commune, options) : []
  const [target] = targets
  if (target === undefined) {
    unknown.push({ code: commune, proposals: proposalsFor(geography, commune, options.to) })
    return { kind: 'unknown' }
  }
  if (targets.length === 1) {
    const alone = originsOf(geography, target, options).length === 1
    return alone
      ? { kind: 'straight', to: territoryOf('COM', target) }
      : { kind: 'pieces', to: [{ to: target, share: 1 }] }
  }
  if (options.splits === 'refuse') return { kind: 'torn' }
  const shares = targets.map((to) => ({
    to,
    share: shareOf(geography, { commune, cog: options.from }, (ground) => holderAt(ground, options.to) === to)
  }))
  const known = shares.flatMap(({ to, share }) => (share === undefined ? [] : [{ to, share }]))
  return known.length === targets.length ? { kind: 'pieces', to: known } : { kind: 'torn' }
}

function refusal(route: Route, additive: boolean): RefusedRecoding['reason'] | undefined {
  if (route.kind === 'torn') return additive ? 'split' : 'not-additive'
  return route.kind === 'pieces' && !additive ? 'not-additive' : undefined
}

function originsOf(geography: Geography, target: CommuneCode, { from, to }: Years): readonly CommuneCode[] {
  return counterparts(geography, target, { from: to, to: from })
}

// ---- rows

type Builder = ReturnType<typeof makeTableBuilder>

function addRow(builder: Builder, table: ObservationTable, row: number, territory: TerritoryId): void {
  const value = table.values[row] ?? NaN
  builder.add({
    ...cellAt(table, row),
    territory,
    value: Number.isNaN(value) ? null : value,
    status: statusAt(table, row),
    ...extra(table.units?.[row], table.largestShares?.[row])
  })
}

/** A merged commune has a value when every part has one. */
function addSum(
  builder: Builder,
  table: ObservationTable,
  commune: CommuneCode,
  parts: readonly Piece[],
  origins: readonly CommuneCode[],
  refused: RefusedRecoding[]
): void {
  const first = parts[0]
  if (!first) return
  const cell = { ...cellAt(table, first.row), territory: territoryOf('COM', commune) }
  const valued = parts.filter(({ row }) => !Number.isNaN(table.values[row] ?? NaN))
  if (valued.length < origins.length) {
    for (const { row } of valued) refused.push({ ...cellAt(table, row), reason: 'incomplete' })
    builder.add({ ...cell, value: null, status: missingStatus(table, parts, origins.length) })
    return
  }
  const statuses = valued.map(({ row }) => statusAt(table, row))
  const estimated = statuses.includes('E') || valued.some(({ share }) => share < 1)
  const status = estimated ? 'E' : statuses.includes('P') ? 'P' : 'A'
  const value = sum(valued.map(({ row, share }) => share * (table.values[row] ?? NaN)))
  builder.add({ ...cell, value, status, ...mergedUnits(table, valued, value) })
}

/** Withheld if any part is; not applicable only if all are. */
function missingStatus(table: ObservationTable, parts: readonly Piece[], expected: number): ObservationStatus {
  const statuses = parts.map(({ row }) => statusAt(table, row))
  if (statuses.includes('Q')) return 'Q'
  return parts.length === expected && statuses.every((status) => status === 'M') ? 'M' : 'O'
}

/** Units add up; the largest contributor of the whole is the largest of its parts, as the parts share none. */
function mergedUnits(table: ObservationTable, parts: readonly Piece[], value: number): ReturnType<typeof extra> {
  const { units, largestShares, values } = table
  const largest = parts.map(({ row, share }) => share * (values[row] ?? NaN) * (largestShares?.[row] ?? NaN))
  return extra(
    units && sum(parts.map(({ row, share }) => share * (units[row] ?? NaN))),
    largestShares && value > 0 ? Math.max(...largest) / value : undefined
  )
}

function extra(units: number | undefined, largestShare: number | undefined): { units?: number; largestShare?: number } {
  return {
    ...(units !== undefined && !Number.isNaN(units) && { units }),
    ...(largestShare !== undefined && !Number.isNaN(largestShare) && { largestShare })
  }
}

function cellAt(
  table: ObservationTable,
  row: number
): { readonly territory: TerritoryId; readonly series: SeriesId; readonly period: Period } {
  const territory = table.territoryNames[table.territory[row] ?? -1]
  const period = table.periodNames[table.period[row] ?? -1]
  if (territory === undefined || period === undefined) throw new RangeError(`row ${row} is not in the table`)
  return { territory, series: seriesAt(table, row), period }
}

function seriesAt(table: ObservationTable, row: number): SeriesId {
  const series = table.seriesNames[table.series[row] ?? -1]
  if (series === undefined) throw new RangeError(`row ${row} is not in the table`)
  return series
}

function statusAt(table: ObservationTable, row: number): ObservationStatus {
  return OBSERVATION_STATUSES[(table.statuses[row] ?? 0) - 1] ?? 'O'
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
