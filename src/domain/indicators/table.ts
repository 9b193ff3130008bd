/**
 * Observations in columns, as connectors give them and vintages are written: millions fit in memory.
 * Names are interned: `seriesNames[series[i]]` is the series of row `i`.
 */

import type { Period } from '../shared/period.ts'
import type { TerritoryId } from '../territories/territory.ts'
import type { SeriesId } from './measure.ts'
import { OBSERVATION_STATUSES, type Observation, type ObservationStatus } from './observation.ts'

export type ObservationTable = {
  readonly length: number
  readonly seriesNames: readonly SeriesId[]
  readonly series: Uint32Array
  readonly territoryNames: readonly TerritoryId[]
  readonly territory: Uint32Array
  readonly periodNames: readonly Period[]
  readonly period: Uint32Array
  /** NaN where there is no value. */
  readonly values: Float64Array
  /** 1 + index in `OBSERVATION_STATUSES`, as in blocks. */
  readonly statuses: Uint8Array
  /** NaN where the source gives none; absent when it gives none at all. */
  readonly units?: Float64Array
  readonly largestShares?: Float64Array
}

export type TableBuilder = {
  /** The number of rows so far. */
  readonly length: () => number
  readonly seriesIndex: (series: SeriesId) => number
  readonly territoryIndex: (territory: TerritoryId) => number
  readonly periodIndex: (period: Period) => number
  /** The fast way in, by indices; `value` is NaN when the status has none. */
  readonly push: (
    series: number,
    territory: number,
    period: number,
    value: number,
    status: ObservationStatus,
    /** Left out, or NaN: the source gives none. */
    units?: number,
    largestShare?: number
  ) => void
  readonly add: (observation: Observation) => void
  readonly build: () => ObservationTable
}

export function makeTableBuilder(capacity = 1024): TableBuilder {
  let length = 0
  let series = new Uint32Array(capacity)
  let territory = new Uint32Array(capacity)
  let period = new Uint32Array(capacity)
  let values = new Float64Array(capacity)
  let statuses = new Uint8Array(capacity)
  let units: Float64Array | undefined
  let largestShares: Float64Array | undefined
  const seriesNames = makeInterner<SeriesId>()
  const territoryNames = makeInterner<TerritoryId>()
  const periodNames = makeInterner<Period>()

  function grow(): void {
    // Doubling a table of millions would hold three times its size for a moment.
    const size = values.length < 1_000_000 ? values.length * 2 : Math.ceil(values.length * 1.25)
    series = copyInto(new Uint32Array(size), series)
    territory = copyInto(new Uint32Array(size), territory)
    period = copyInto(new Uint32Array(size), period)
    values = copyInto(new Float64Array(size), values)
    statuses = copyInto(new Uint8Array(size), statuses)
    if (units) units = copyInto(new Float64Array(size).fill(NaN), units)
    if (largestShares) largestShares = copyInto(new Float64Array(size).fill(NaN), largestShares)
  }

  function push(
    s: number,
    t: number,
    p: number,
    value: number,
    status: ObservationStatus,
    unitCount = NaN,
    share = NaN
  ): void {
    if (length === values.length) grow()
    series[length] = s
    territory[length] = t
    period[length] = p
    values[length] = value
    statuses[length] = 1 + OBSERVATION_STATUSES.indexOf(status)
    if (!Number.isNaN(unitCount)) units ??= new Float64Array(values.length).fill(NaN)
    if (!Number.isNaN(share)) largestShares ??= new Float64Array(values.length).fill(NaN)
    if (units) units[length] = unitCount
    if (largestShares) largestShares[length] = share
    length += 1
  }

  return {
    length: () => length,
    seriesIndex: seriesNames.index,
    territoryIndex: territoryNames.index,
    periodIndex: periodNames.index,
    push,
    add(o) {
      push(
        seriesNames.index(o.series),
        territoryNames.index(o.territory),
        periodNames.index(o.period),
        o.value ?? NaN,
        o.status,
        o.units,
        o.largestShare
      )
    },
    build: () => ({
      length,
      seriesNames: seriesNames.names,
      series: series.subarray(0, length),
      territoryNames: territoryNames.names,
      territory: territory.subarray(0, length),
      periodNames: periodNames.names,
      period: period.subarray(0, length),
      values: values.subarray(0, length),
      statuses: statuses.subarray(0, length),
      ...(units && { units: units.subarray(0, length) }),
      ...(largestShares && { largestShares: largestShares.subarray(0, length) })
    })
  }
}

function copyInto<A extends Uint32Array | Float64Array | Uint8Array>(target: A, source: A): A {
  target.set(source)
  return target
}

function makeInterner<T extends string>(): { readonly names: T[]; readonly index: (name: T) => number } {
  const names: T[] = []
  const known = new Map<T, number>()
  return {
    names,
    index(name) {
      const found = known.get(name)
      if (found !== undefined) return found
      known.set(name, names.length)
      return names.push(name) - 1
    }
  }
}
