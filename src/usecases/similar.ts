/** Territories like one, by profile: who its peers are, what they are measured by, which are nearest. */

import type { Likeness, Named, Peer } from '../domain/indicators/beside.ts'
import type { Figure } from '../domain/indicators/figure.ts'
import type { Indicator } from '../domain/indicators/indicator.ts'
import { measureOf } from '../domain/indicators/registry.ts'
import { findSimilar } from '../domain/indicators/similar.ts'
import { epciOf, regionOf, territoriesAt, zoneOf } from '../domain/territories/geography.ts'
import type { PerimeterId } from '../domain/territories/perimeter.ts'
import { findPerimeter, parsePerimeterId, resolvePerimeter } from '../domain/territories/resolve.ts'
import { territoryOf } from '../domain/territories/territory.ts'
import { findFigures } from './figures.ts'
import type { Observatory } from './observatory.ts'
import { latestFigure } from './territory-page.ts'

export type Peers = {
  readonly among: Named
  readonly kind: 'communes' | 'epci'
  readonly ids: readonly PerimeterId[]
}

/** A profile by default: ages, households, housing, jobs, income. Those that the observatory has. */
const PROFILE = [
  'share-under-15',
  'share-65-plus',
  'household-size',
  'owner-share',
  'vacancy-rate',
  'activity-rate',
  'unemployment-census',
  'median-living-standard'
] as const satisfies readonly string[]
/** With fewer, chosen ones make no profile. */
const FEWEST_CHOSEN = 3
const MOST_INDICATORS = 8
const SHOWN = 8

/** The communes of a perimeter; else, for a commune, those of its EPCI; for anything else the EPCI of its region. */
export function peersOf(observatory: Observatory, id: PerimeterId, among?: PerimeterId): Peers | undefined {
  const { geography } = observatory.atlas
  const { communes } = resolvePerimeter(observatory.atlas, id, today(observatory))
  const [first] = communes
  if (!first) return undefined
  if (among !== undefined) return communesOfPerimeter(observatory, among)
  const epci = communes.length === 1 ? epciOf(geography, first, geography.latest) : undefined
  return epci ? communesOfPerimeter(observatory, parsePerimeterId(epci)) : epcisAround(observatory, id)
}

/** The indicators chosen that do not depend on size; when they are too few, those of the default profile. */
export function profileOf(observatory: Observatory, chosen: readonly Indicator[]): readonly Indicator[] {
  const own = chosen.filter((indicator) => isOfShape(observatory, indicator))
  if (own.length >= FEWEST_CHOSEN) return own.slice(0, MOST_INDICATORS)
  return PROFILE.flatMap((name) =>
    [...observatory.registry.indicators.values()].filter(({ id }) => id === (name as string))
  )
}

/** Whether it says how a territory is rather than how large. */
export function isOfShape({ registry }: Observatory, { formula }: Indicator): boolean {
  if (formula.kind === 'rank' || formula.kind === 'change' || formula.kind === 'index') return false
  return formula.kind !== 'level' || formula.terms.every(({ series }) => !measureOf(registry, series).additive)
}

/** A commune among those of its employment zone, anything else among the EPCI of its region; undefined where nothing is known of it. */
export async function findLikeness(
  observatory: Observatory,
  target: PerimeterId,
  indicators: readonly Indicator[]
): Promise<Likeness | undefined> {
  const { communes } = resolvePerimeter(observatory.atlas, target, today(observatory))
  const [first] = communes
  const zone = first && communes.length === 1 ? zoneOf(observatory.atlas.geography, first) : undefined
  const peers = zone ? communesOfPerimeter(observatory, parsePerimeterId(zone)) : epcisAround(observatory, target)
  if (!peers) return undefined
  const own = await Promise.all(indicators.map(({ id }) => sound(latestFigure(observatory, id, target))))
  const others = peers.ids.filter((id) => id !== target && !isSame(observatory, id, communes))
  const answer = findSimilar(
    { of: target, values: own.map(valueOf) },
    await profilesOf(observatory, others, own),
    SHOWN
  )
  if (answer.spreads.every((spread) => spread === undefined)) return undefined
  return { target: named(observatory, target), among: peers.among, kind: peers.kind, indicators, own, answer }
}

type Profiled = { readonly of: Peer; readonly values: readonly (number | undefined)[] }

/** At the periods of the target's own figures. */
async function profilesOf(
  observatory: Observatory,
  ids: readonly PerimeterId[],
  own: readonly (Figure | undefined)[]
): Promise<readonly Profiled[]> {
  const asked = own.flatMap((figure, column) => (figure ? [{ column, figure }] : []))
  const requests = ids.flatMap((perimeter) =>
    asked.map(({ figure: { indicator, period } }) => ({ indicator, perimeter, period }))
  )
  const found = await findFigures(observatory, requests)
  return ids.map((id, i) => {
    const figures: (Figure | undefined)[] = own.map(() => undefined)
    for (const [j, { column }] of asked.entries()) figures[column] = found[i * asked.length + j]
    return { of: { territory: named(observatory, id), figures }, values: figures.map(valueOf) }
  })
}

function communesOfPerimeter(observatory: Observatory, among: PerimeterId): Peers {
  const { communes } = resolvePerimeter(observatory.atlas, among, today(observatory))
  return { among: named(observatory, among), kind: 'communes', ids: communes.map((code) => parsePerimeterId(code)) }
}

function epcisAround(observatory: Observatory, id: PerimeterId): Peers | undefined {
  const { geography } = observatory.atlas
  const [first] = resolvePerimeter(observatory.atlas, id, today(observatory)).communes
  const region = first && regionOf(geography, territoryOf('COM', first), geography.latest)
  if (!region) return undefined
  return {
    among: named(observatory, parsePerimeterId(region)),
    kind: 'epci',
    ids: territoriesAt(geography, 'EPCI', geography.latest, region).map((epci) => parsePerimeterId(epci))
  }
}

/** A listed perimeter may be an EPCI under another name: it is not its own like. */
function isSame(observatory: Observatory, id: PerimeterId, communes: readonly string[]): boolean {
  const other = resolvePerimeter(observatory.atlas, id, today(observatory)).communes
  return other.length === communes.length && other.every((code, i) => code === communes[i])
}

async function sound(asked: Promise<Figure | undefined>): Promise<Figure | undefined> {
  const figure = await asked
  return figure && 'value' in figure.cell ? figure : undefined
}

function valueOf(figure: Figure | undefined): number | undefined {
  return figure && 'value' in figure.cell ? figure.cell.value : undefined
}

export function named({ atlas }: Observatory, id: PerimeterId): Named {
  const { label, short } = findPerimeter(atlas, id)
  return { id, label, short }
}

function today({ atlas }: Observatory): string {
  return `${atlas.geography.latest}-01-01`
}
