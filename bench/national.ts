/** The synthetic national set, from a seed: communes, perimeters that overlap, and measures with every status. */

import type { Block } from '../src/domain/indicators/block.ts'
import type { SeriesId } from '../src/domain/indicators/measure.ts'
import { OBSERVATION_STATUSES } from '../src/domain/indicators/observation.ts'
import type { ObservationTable } from '../src/domain/indicators/table.ts'
import { parsePeriod, type Period } from '../src/domain/shared/period.ts'
import type { VintageId } from '../src/domain/sources/source.ts'
import { territoryOf, type TerritoryId } from '../src/domain/territories/territory.ts'

export type Scale = {
  readonly communes: number
  readonly measures: number
  readonly years: number
  readonly epci: number
  readonly departments: number
  readonly regions: number
  /** Drawn anywhere, over the borders of the others. */
  readonly overlapping: number
}

export const NATIONAL: Scale = {
  communes: 34_945,
  measures: 200,
  years: 12,
  epci: 1255,
  departments: 100,
  regions: 13,
  overlapping: 50
}

export const SMALL: Scale = {
  communes: 2000,
  measures: 8,
  years: 5,
  epci: 70,
  departments: 10,
  regions: 3,
  overlapping: 5
}

export type National = {
  readonly scale: Scale
  /** Sorted. */
  readonly territories: readonly TerritoryId[]
  readonly periods: readonly Period[]
  readonly perimeters: readonly (readonly TerritoryId[])[]
}

export function makeNational(scale: Scale): National {
  const random = makeRandom(2026)
  const perDepartment = Math.ceil(scale.communes / scale.departments)
  const territories = Array.from({ length: scale.communes }, (_, i) =>
    territoryOf('COM', communeCode(Math.floor(i / perDepartment), i % perDepartment))
  )
  const departments = makeLists(scale.departments)
  const regions = makeLists(scale.regions)
  const epci = makeLists(scale.epci)
  const epciPerDepartment = scale.epci / scale.departments
  territories.forEach((territory, i) => {
    const department = Math.floor(i / perDepartment)
    departments[department]?.push(territory)
    regions[department % scale.regions]?.push(territory)
    epci[Math.floor((department + random()) * epciPerDepartment)]?.push(territory)
  })
  const overlapping = Array.from({ length: scale.overlapping }, () => {
    const width = Math.min(600, scale.communes >> 1)
    const start = Math.floor(random() * (scale.communes - width))
    return territories.slice(start, start + width).filter(() => random() < 0.5)
  })
  return {
    scale,
    territories,
    periods: Array.from({ length: scale.years }, (_, year) => parsePeriod(String(2012 + year))),
    perimeters: [...epci, ...departments, ...regions, ...overlapping]
  }
}

export function seriesName(measure: number): SeriesId {
  return `measure-${String(measure).padStart(3, '0')}` as SeriesId
}

/**
 * One measure: whole numbers (every third has one decimal) that grow slowly from a size of the commune; 1 % of the
 * communes withheld, 0.5 % of the cells missing, 0.5 % estimated; every fourth measure provisional in its last year,
 * every tenth without rows for 2 % of the cells.
 */
export function makeBlock({ territories, periods }: National, measure: number): Block {
  const random = makeRandom(1 + measure)
  const size = territories.length * periods.length
  const values = new Float64Array(size)
  const statuses = new Uint8Array(size)
  const decimals = measure % 3 === 0 ? 10 : 1
  const provisional = measure % 4 === 0 ? periods.length - 1 : -1
  const absent = measure % 10 === 0 ? 0.02 : 0
  for (let t = 0, cell = 0; t < territories.length; t++) {
    const base = Math.exp(3 + 6 * random() ** 2)
    const growth = 0.98 + 0.04 * random()
    const withheld = random() < 0.01
    let value = base
    for (let p = 0; p < periods.length; p++, cell++) {
      value *= growth
      const draw = random()
      const status = withheld ? Q : draw < 0.005 ? O : draw < 0.01 ? E : p === provisional ? P : A
      statuses[cell] = draw > 1 - absent ? 0 : status
      values[cell] =
        status === Q || status === O || statuses[cell] === 0 ? NaN : Math.round(value * decimals) / decimals
    }
  }
  return {
    vintage: 'synthetic@2026' as VintageId,
    series: seriesName(measure),
    cog: 2026,
    territories,
    periods,
    values,
    statuses
  }
}

const [A, E, P, O, Q] = OBSERVATION_STATUSES.map((_, i) => i + 1) as [number, number, number, number, number]

/** Rows of blocks that have the same territories and periods. */
export function tableOf(blocks: readonly Block[]): ObservationTable {
  const [first] = blocks
  const rows = blocks.reduce((total, { statuses }) => total + statuses.reduce((n, s) => (s === 0 ? n : n + 1), 0), 0)
  const width = first?.periods.length ?? 1
  const table = {
    length: rows,
    seriesNames: blocks.map(({ series }) => series),
    series: new Uint32Array(rows),
    territoryNames: first?.territories ?? [],
    territory: new Uint32Array(rows),
    periodNames: first?.periods ?? [],
    period: new Uint32Array(rows),
    values: new Float64Array(rows),
    statuses: new Uint8Array(rows)
  }
  let row = 0
  blocks.forEach(({ values, statuses }, number) => {
    for (let cell = 0; cell < statuses.length; cell++) {
      if (statuses[cell] === 0) continue
      table.series[row] = number
      table.territory[row] = Math.floor(cell / width)
      table.period[row] = cell % width
      table.values[row] = values[cell] ?? NaN
      table.statuses[row] = statuses[cell] ?? 0
      row += 1
    }
  })
  return table
}

/** Numbers in [0, 1), the same for the same seed on any machine (xorshift). */
export function makeRandom(seed: number): () => number {
  let state = Math.imul(seed, 0x9e3779b1) || 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 0x1_0000_0000
  }
}

function communeCode(department: number, number: number): string {
  return String(department).padStart(2, '0') + String(number + 1).padStart(3, '0')
}

function makeLists(count: number): TerritoryId[][] {
  return Array.from({ length: count }, () => [])
}
