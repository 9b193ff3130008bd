/**
 * A tiny fictional observatory: department 00, which the COG does not use. Six communes; `valley` (1, 2, 3) and
 * `coast` (4, 5, 6) are EPCI, `both` is the two together. Commune 00007 merged into 00006 in 2022.
 */

import type { Block } from '../src/domain/indicators/block.ts'
import type { Indicator, IndicatorId } from '../src/domain/indicators/indicator.ts'
import type { Measure, SeriesId } from '../src/domain/indicators/measure.ts'
import type { Observation } from '../src/domain/indicators/observation.ts'
import { OBSERVATION_STATUSES } from '../src/domain/indicators/observation.ts'
import type { Place } from '../src/domain/indicators/place.ts'
import { measureIdOf, type Registry, type Withheld } from '../src/domain/indicators/registry.ts'
import { parseIndicatorId, parseVintageId } from '../src/domain/indicators/request.ts'
import type { FigureInputs } from '../src/domain/indicators/term.ts'
import { parsePeriod, type Period } from '../src/domain/shared/period.ts'
import type { Source, SourceId, Vintage, VintageId } from '../src/domain/sources/source.ts'
import type { PerimeterId } from '../src/domain/territories/perimeter.ts'
import {
  levelOf,
  parseCommuneCode,
  territoryOf,
  type CogYear,
  type CommuneCode,
  type TerritoryId
} from '../src/domain/territories/territory.ts'

export function commune(n: number): CommuneCode {
  return parseCommuneCode(`00${String(n).padStart(3, '0')}`)
}

export function communeId(n: number): TerritoryId {
  return territoryOf('COM', commune(n))
}

export const VALLEY = territoryOf('EPCI', '000000001')
export const COAST = territoryOf('EPCI', '000000002')

export function text(fr: string): { readonly fr: string; readonly en: string } {
  return { fr, en: fr }
}

export function series(name: string): SeriesId {
  return name as SeriesId
}

export function perimeter(name: string): PerimeterId {
  return name as PerimeterId
}

export function indicatorId(name: string): IndicatorId {
  return parseIndicatorId(name)
}

export function makeMeasure(id: string, given: Partial<Measure> = {}): Measure {
  return {
    id: measureIdOf(series(id)),
    label: text(id),
    unit: 'number',
    additive: true,
    census: false,
    breakdowns: [],
    ...given
  }
}

export function makeSource(id: string, given: Partial<Source> = {}): Source {
  return {
    id: id as SourceId,
    label: text(id),
    producer: text('Producteur'),
    licence: text('Licence Ouverte'),
    notice: text(''),
    connector: 'table',
    priority: 1,
    ...given
  }
}

export function makeIndicator(id: string, given: Partial<Indicator> & Pick<Indicator, 'formula'>): Indicator {
  return {
    id: indicatorId(id),
    theme: 'test',
    label: text(id),
    definition: text(id),
    unit: 'number',
    decimals: 1,
    direction: 'none',
    periodType: 'year',
    notes: [],
    breaks: [],
    comparisons: [],
    tolerance: 0,
    keywords: [],
    ...given
  }
}

/** A value, its absence, or an observation in full; by commune number or by territory. */
type Given = number | 'O' | 'Q' | 'M' | Omit<Observation, 'series' | 'territory' | 'period'>

/** `{ population: { 2018: { 1: 100, 2: 'Q' } } }` */
export type Rows = Record<string, Record<string, Record<string, Given>>>

export type MadeVintage = { readonly vintage: Vintage; readonly blocks: ReadonlyMap<SeriesId, Block> }

/** @param name `source@edition` */
export function makeVintage(name: string, rows: Rows, { cog = 2026 }: { readonly cog?: CogYear } = {}): MadeVintage {
  const id = parseVintageId(name)
  const [source = '', edition = ''] = name.split('@')
  const blocks = new Map(
    Object.entries(rows).map(([key, byPeriod]) => [series(key), makeBlock(id, key, byPeriod, cog)])
  )
  return {
    blocks,
    vintage: {
      id,
      source: source as SourceId,
      edition,
      file: { name: `${edition}.csv`, bytes: 1, sha256: '00' },
      cog,
      series: [...blocks.values()].map((block) => ({
        series: block.series,
        periods: block.periods,
        column: block.series.toUpperCase(),
        levels: [...new Set(block.territories.map(levelOf))]
      })),
      rows: 1,
      content: '00',
      receivedOn: '2026-01-01'
    }
  }
}

function makeBlock(vintage: VintageId, name: string, byPeriod: Rows[string], cog: CogYear): Block {
  const periods: Period[] = Object.keys(byPeriod).map(parsePeriod).toSorted()
  const keys = [...new Set(Object.values(byPeriod).flatMap((cells) => Object.keys(cells)))]
  const ids = new Map(keys.map((key) => [/^\d$/.test(key) ? communeId(Number(key)) : (key as TerritoryId), key]))
  const territories = [...ids.keys()].toSorted()
  const size = territories.length * periods.length
  const block = {
    ...{ vintage, series: series(name), cog, territories, periods },
    values: new Float64Array(size).fill(NaN),
    statuses: new Uint8Array(size),
    units: new Float64Array(size).fill(NaN),
    largestShares: new Float64Array(size).fill(NaN)
  }
  territories.forEach((territory, t) =>
    periods.forEach((period, p) => {
      const given = byPeriod[period]?.[ids.get(territory) ?? '']
      if (given === undefined) return
      const cell = fullCell(given)
      const at = t * periods.length + p
      block.values[at] = cell.value ?? NaN
      block.statuses[at] = 1 + OBSERVATION_STATUSES.indexOf(cell.status)
      block.units[at] = cell.units ?? NaN
      block.largestShares[at] = cell.largestShare ?? NaN
    })
  )
  return block
}

function fullCell(given: Given): Omit<Observation, 'series' | 'territory' | 'period'> {
  if (typeof given === 'number') return { value: given, status: 'A' }
  return typeof given === 'string' ? { value: null, status: given } : given
}

const MERGED_IN = 2022

/** A place of communes of department 00, by their numbers of 2026. */
export function makePlace(id: string, members: readonly number[], given: Partial<Place['version']> = {}): Place {
  const footprints = new Map<CogYear, ReturnType<Place['footprint']>>()
  const communes = members.map(commune)
  return {
    version: {
      ...{ perimeter: perimeter(id), version: `2026-${id}`, day: `${given.cog ?? 2026}-01-01`, cog: 2026 },
      ...{ communes, derived: false, parts: [] },
      ...given
    },
    label: text(id),
    listed: true,
    footprint(cog) {
      const before = cog < MERGED_IN && members.includes(6)
      const found = footprints.get(cog) ?? {
        members: [...communes.map((code) => territoryOf('COM', code)), ...(before ? [communeId(7)] : [])],
        straddling: [],
        recoded: before
      }
      footprints.set(cog, found)
      return found
    },
    compositionOf: (territory) =>
      territory === VALLEY ? [1, 2, 3].map(commune) : territory === COAST ? [4, 5, 6].map(commune) : undefined
  }
}

export const PLACES: readonly Place[] = [
  makePlace('valley', [1, 2, 3], { exactly: VALLEY }),
  makePlace('coast', [4, 5, 6], { exactly: COAST }),
  makePlace('both', [1, 2, 3, 4, 5, 6], {
    parts: [
      { perimeter: perimeter('valley'), territory: VALLEY },
      { perimeter: perimeter('coast'), territory: COAST }
    ]
  }),
  ...[1, 2, 3, 4, 5, 6].map((n) => makePlace(commune(n), [n], { exactly: communeId(n) })),
  { ...makePlace('libre:00001+00004', [1, 4]), listed: false }
]

export type Made = {
  readonly measures: readonly Measure[]
  readonly sources: readonly Source[]
  readonly indicators: readonly Indicator[]
  readonly vintages: readonly MadeVintage[]
  readonly withheld?: Withheld
  readonly places?: readonly Place[]
}

export function makeInputs({ measures, sources, indicators, vintages, withheld, places = PLACES }: Made): FigureInputs {
  const registry: Registry = {
    perimeters: new Map(),
    indicators: byId(indicators),
    measures: byId(measures),
    sources: byId(sources),
    vintages: byId(vintages.map(({ vintage }) => vintage)),
    withheld: withheld ?? new Map()
  }
  const known = new Map(places.map((place) => [place.version.perimeter, place]))
  return {
    registry,
    block(vintage, wanted) {
      const block = vintages.find((one) => one.vintage.id === vintage)?.blocks.get(wanted)
      if (!block) throw new Error(`no block ${wanted} in ${vintage}`)
      return block
    },
    place(id) {
      const place = known.get(id)
      if (!place) throw new Error(`no place ${id}`)
      return place
    },
    peers(place, level) {
      const { exactly } = place.version
      if (!exactly || levelOf(exactly) !== level) return undefined
      return places.filter(({ version }) => version.exactly && levelOf(version.exactly) === level)
    }
  }
}

function byId<T extends { readonly id: string }>(items: readonly T[]): ReadonlyMap<T['id'], T> {
  return new Map(items.map((item) => [item.id, item]))
}
