/** Search over all that an observatory can name, and over the numbers that it has published of its own perimeters. */

import type { Figure } from '../domain/indicators/figure.ts'
import { isDirect } from '../domain/indicators/formula.ts'
import type { Indicator } from '../domain/indicators/indicator.ts'
import { round } from '../domain/indicators/rounding.ts'
import {
  makeSearchIndex,
  searchDocuments,
  type SearchDocument,
  type SearchHit,
  type SearchIndex,
  type SearchKind
} from '../domain/indicators/search.ts'
import type { Text } from '../domain/shared/text.ts'
import { entries, type Entry } from '../domain/territories/gazetteer.ts'
import { nameOf, regionOf } from '../domain/territories/geography.ts'
import { parsePeriod } from '../domain/shared/period.ts'
import type { PerimeterId } from '../domain/territories/perimeter.ts'
import { parsePerimeterId, resolveIfAny } from '../domain/territories/resolve.ts'
import {
  codeOf,
  departmentOf,
  levelOf,
  parseCommuneCode,
  territoryOf,
  type Level
} from '../domain/territories/territory.ts'
import { parseIndicatorId, type FigureRequest } from '../domain/indicators/request.ts'
import { availablePeriods, findFigures } from './figures.ts'
import { findNumbers, saveNumbers, type NumberRow } from '../store/numbers.ts'
import { sha256, type OpenObservatory } from './open.ts'

export type SearchAnswer = {
  readonly hits: readonly SearchHit[]
  /** Figures that read as the number that was typed, the closest first. */
  readonly figures: readonly Figure[]
}

/** Made at the first search of each kind, then kept with the observatory. */
const INDEXES = new WeakMap<OpenObservatory, SearchIndex>()
const NUMBERS = new WeakMap<OpenObservatory, Promise<readonly NumberRow[]>>()

export async function searchObservatory(observatory: OpenObservatory, text: string, limit = 10): Promise<SearchAnswer> {
  const number = parseNumber(text)
  const hits = searchDocuments(indexOf(observatory), text, limit)
  if (!number) return { hits, figures: [] }
  const found = (await numbersOf(observatory))
    .flatMap((row) => {
      const closeness = closenessOf(row, number)
      return closeness === undefined ? [] : [{ row, closeness }]
    })
    .sort((a, b) => a.closeness - b.closeness)
    .slice(0, limit)
  return {
    hits,
    figures: await findFigures(
      observatory,
      found.map(({ row }) => requestOf(row))
    )
  }
}

/** Numbers are sought among those of the listed perimeters, computed once for what the observatory holds. */
export async function warmSearch(observatory: OpenObservatory): Promise<void> {
  indexOf(observatory)
  await numbersOf(observatory)
}

export function indexOf(observatory: OpenObservatory): SearchIndex {
  const known = INDEXES.get(observatory)
  if (known) return known
  const index = makeSearchIndex([...ownDocuments(observatory), ...territoryDocuments(observatory)])
  INDEXES.set(observatory, index)
  return index
}

/** A number as people type it: `644 971`, `16,6 %`, `-1,2`. */
type Typed = {
  readonly value: number
  /** Digits after the mark. */
  readonly decimals: number
  /** Zeros that end a whole number, and may stand for rounding. */
  readonly zeros: number
}

export function parseNumber(text: string): Typed | undefined {
  const bare = text.replace(/[%€]|km²|habitants?|inhabitants|hab\.?/gi, '').trim()
  const sign = /^[-−]/.test(bare) ? -1 : 1
  const digits = bare.replace(/^[-−+]/, '').replaceAll(/(?<=\d)[\s\u202f\u00a0.,](?=\d{3}(?:\D|$))/g, '')
  const [found, whole = '', part = ''] = /^(\d+)(?:[.,](\d+))?$/.exec(digits) ?? []
  if (found === undefined) return undefined
  const zeros = part === '' ? (/0*$/.exec(whole)?.[0].length ?? 0) : 0
  return { value: sign * Number(`${whole}.${part || '0'}`), decimals: part.length, zeros }
}

/** 0: the same as shown; 1: the same once rounded as typed. */
function closenessOf([, , , value, decimals]: NumberRow, typed: Typed): number | undefined {
  if (same(round(value, decimals), typed.value)) return 0
  const isCut = typed.decimals < decimals && (typed.decimals > 0 || Math.abs(typed.value) >= TELLING)
  if (isCut && same(round(value, typed.decimals), typed.value)) return 1
  const isRounded = typed.zeros > 0 && Math.abs(typed.value) >= 1000
  return isRounded && same(round(value, -typed.zeros), typed.value) ? 1 : undefined
}

/** A smaller whole number reads like too many figures. */
const TELLING = 100

function same(a: number, b: number): boolean {
  return Math.abs(a - b) < 1e-9 * Math.max(1, Math.abs(b))
}

function numbersOf(observatory: OpenObservatory): Promise<readonly NumberRow[]> {
  const known = NUMBERS.get(observatory)
  if (known) return known
  const found = findOrComputeNumbers(observatory)
  NUMBERS.set(observatory, found)
  found.catch(() => NUMBERS.delete(observatory))
  return found
}

async function findOrComputeNumbers(observatory: OpenObservatory): Promise<readonly NumberRow[]> {
  const { home, folder, atlas } = observatory
  const { indicators, measures, sources, perimeters, vintages } = folder
  const what = { latest: atlas.geography.latest, indicators, measures, sources, perimeters, vintages }
  const key = sha256(JSON.stringify([what, [...atlas.derived], [...observatory.registry.withheld]]))
  const kept = home === '' ? undefined : await findNumbers(home, key)
  if (kept) return kept
  const rows: NumberRow[] = []
  for (const { id } of perimeters) {
    rows.push(...(await computeNumbers(observatory, id)))
    // Whoever else is served by this process comes in between.
    await new Promise((resolve) => setImmediate(resolve))
  }
  // They answer all the same when they cannot be kept: the next process computes them again.
  if (home !== '') await saveNumbers(home, key, rows).catch(() => undefined)
  return rows
}

/** All direct figures of a listed perimeter, at all their periods: those that a reader may hold a number of. */
async function computeNumbers(observatory: OpenObservatory, perimeter: PerimeterId): Promise<readonly NumberRow[]> {
  if (!resolves(observatory, perimeter)) return []
  const asked = observatory.folder.indicators
    .filter(({ formula }) => isDirect(formula))
    .map(({ id: indicator }) => ({
      indicator,
      perimeter,
      periods: availablePeriods(observatory, indicator, perimeter)
    }))
  const latest = await findFigures(
    observatory,
    asked.flatMap(({ periods, ...rest }) => periods.slice(-1).map((period) => ({ ...rest, period })))
  )
  // What has no value today, such as the median of a union, has had none before: most periods need not be tried.
  const valued = new Set(latest.filter(({ cell }) => 'value' in cell).map(({ indicator }) => indicator))
  const earlier = asked
    .filter(({ indicator }) => valued.has(indicator))
    .flatMap(({ periods, ...rest }) => periods.slice(0, -1).map((period) => ({ ...rest, period })))
  const figures = [...latest, ...(await findFigures(observatory, earlier))]
  return figures.flatMap(({ indicator, period, cell, decimals }) =>
    'value' in cell ? [[indicator, perimeter, period, cell.value, decimals] as const] : []
  )
}

function requestOf([indicator, perimeter, period]: NumberRow): FigureRequest {
  return {
    indicator: parseIndicatorId(indicator),
    perimeter: parsePerimeterId(perimeter),
    period: parsePeriod(period)
  }
}

/** A perimeter that no longer exists has no figure today. */
function resolves({ atlas }: OpenObservatory, perimeter: FigureRequest['perimeter']): boolean {
  return resolveIfAny(atlas, perimeter, `${atlas.geography.latest}-01-01`) !== undefined
}

function ownDocuments({ folder }: OpenObservatory): readonly SearchDocument[] {
  const themes = new Map(folder.settings.themes.map(({ id, label }) => [id, label]))
  return [
    ...folder.perimeters.map((perimeter): SearchDocument => {
      const { id, label, short, nature } = perimeter
      return {
        kind: 'perimeter',
        id,
        label,
        detail: nature.at(-1)?.text ?? short,
        names: [label.fr, label.en, short.fr, short.en, id],
        codes: [],
        weight: WEIGHTS.perimeter
      }
    }),
    ...folder.indicators.map((indicator) => indicatorDocument(indicator, themes.get(indicator.theme)))
  ]
}

function indicatorDocument({ id, label, keywords, theme }: Indicator, themeLabel: Text | undefined): SearchDocument {
  return {
    kind: 'indicator',
    id,
    label,
    detail: themeLabel ?? { fr: theme, en: theme },
    names: [label.fr, label.en, id, ...keywords],
    codes: [],
    weight: WEIGHTS.indicator
  }
}

const KINDS: Readonly<Partial<Record<Level, SearchKind>>> = {
  COM: 'commune',
  EPCI: 'epci',
  ZE2020: 'zone',
  DEP: 'department',
  REG: 'region'
}

/** Who types a name means the town before the zone that bears it. */
const WEIGHTS: Readonly<Record<SearchKind, number>> = {
  perimeter: 0.15,
  indicator: 0.1,
  department: 0.09,
  region: 0.09,
  commune: 0.06,
  epci: 0.04,
  zone: 0.03
}

const DETAILS: Readonly<Partial<Record<Level, Text>>> = {
  EPCI: { fr: 'Intercommunalité', en: 'Intermunicipal authority' },
  ZE2020: { fr: 'Zone d’emploi', en: 'Employment zone' },
  DEP: { fr: 'Département', en: 'Department' },
  REG: { fr: 'Région', en: 'Region' }
}

function* territoryDocuments({ atlas, folder }: OpenObservatory): Generator<SearchDocument> {
  const { geography, perimeters } = atlas
  const near = new Set<string>()
  for (const { id } of folder.perimeters) {
    if (perimeters.get(id)?.definition.kind === 'geometry') {
      for (const code of atlas.derived.get(id)?.communes ?? []) near.add(code)
    }
  }
  for (const entry of entries(geography)) {
    const level = levelOf(entry.territory)
    const kind = KINDS[level]
    if (!kind) continue
    const code = codeOf(entry.territory)
    yield {
      kind,
      id: level === 'COM' ? code : entry.territory,
      label: { fr: entry.name, en: entry.name },
      detail: detailOf(entry),
      names: [entry.name, ...entry.otherNames],
      codes: [code, ...entry.postalCodes],
      weight: near.has(code) ? 0.12 : WEIGHTS[kind]
    }
  }

  function detailOf({ territory }: Entry): Text {
    const level = levelOf(territory)
    if (level === 'COM') {
      const department = departmentOf(parseCommuneCode(codeOf(territory)))
      const name = `${nameOf(geography, territoryOf('DEP', department))} (${department})`
      return { fr: name, en: name }
    }
    const { fr, en } = DETAILS[level] ?? { fr: '', en: '' }
    const region = level === 'REG' ? undefined : regionOf(geography, territory, geography.latest)
    const where = region ? `, ${nameOf(geography, region)}` : ''
    return { fr: fr + where, en: en + where }
  }
}
