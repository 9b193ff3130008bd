/** Where a territory stands among its peers, for a few of its rates. */

import type { Figure, ShownFigure } from '../domain/indicators/figure.ts'
import type { Indicator } from '../domain/indicators/indicator.ts'
import type { Text } from '../domain/shared/text.ts'
import { communesOf, epciOf, nameOf, territoriesAt } from '../domain/territories/geography.ts'
import type { PerimeterId, PerimeterVersion } from '../domain/territories/perimeter.ts'
import { parsePerimeterId } from '../domain/territories/resolve.ts'
import { levelOf, territoryOf, type Level, type TerritoryId } from '../domain/territories/territory.ts'
import { recallFigures, recallShown } from './figure-cache.ts'
import { regionBehind } from './indicator-areas.ts'
import type { Observatory } from './observatory.ts'

export type PeerLevel = Extract<Level, 'COM' | 'EPCI' | 'ZE2020' | 'DEP'>

export type Placed = {
  readonly indicator: Indicator
  readonly mine: Figure
  /** The comparators, at the same period. */
  readonly others: readonly Figure[]
  /** All of them, itself included where it is one. */
  readonly peers: readonly ShownFigure[]
}

export type Placing = {
  readonly level: PeerLevel
  /** Where the peers are. */
  readonly within: Text
  /** Whether it is one of them; else it is placed beside them, and has no rank. */
  readonly isPeer: boolean
  /** The peers that it is made of, where it is a union. */
  readonly parts: ReadonlySet<string>
  readonly places: readonly Placed[]
}

/** Read by residents first; a territory without these shows the first rate of each theme. */
const FIRST_PLACED = ['unemployment-census', 'vacancy-rate', 'owner-share', 'population-change-rate'] as const

const MOST_PLACED = 4

/** With fewer there is nothing to be placed among. */
const FEWEST_PEERS = 5

type Rate = Pick<Placed, 'indicator' | 'mine' | 'others'>

/** @param rates of the territory, theme by theme */
export async function placeAmongPeers(
  observatory: Observatory,
  id: PerimeterId,
  version: PerimeterVersion,
  rates: readonly (readonly Rate[])[]
): Promise<Placing | undefined> {
  const found = peersOf(observatory, id, version)
  if (!found || found.territories.length < FEWEST_PEERS) return undefined
  const peers = found.territories.map(idOf)
  const places: Placed[] = []
  for (const rate of choose(rates)) {
    const { indicator, mine } = rate
    const all = await recallShown(observatory, found.list, { indicator: indicator.id, period: mine.period }, peers)
    if (all.filter(({ cell }) => 'value' in cell).length >= FEWEST_PEERS) places.push({ ...rate, peers: all })
  }
  if (places.length === 0) return undefined
  const own = version.communes.join()
  return {
    level: found.level,
    within: found.within,
    isPeer: places.some(({ peers: all }) => all.some(({ perimeter }) => perimeter.communes.join() === own)),
    parts: new Set(
      version.parts.map(({ perimeter }) => observatory.places.place(perimeter, version.cog).version.communes.join())
    ),
    places
  }
}

/** The figures of the peers whole, with their cautions: for who takes them away. */
export function peerFigures(
  observatory: Observatory,
  { places }: Pick<Placing, 'places'>
): Promise<readonly { readonly indicator: Indicator; readonly figures: readonly Figure[] }[]> {
  return Promise.all(
    places.map(async ({ indicator, peers }) => ({
      indicator,
      figures: await recallFigures(
        observatory,
        peers.map(({ perimeter, period }) => ({ indicator: indicator.id, perimeter: perimeter.id, period }))
      )
    }))
  )
}

type Peers = {
  readonly level: PeerLevel
  readonly within: Text
  /** The same for the same territories: the level, what holds them, the year they are taken at. */
  readonly list: string
  readonly territories: readonly TerritoryId[]
}

/** A commune among those of its EPCI, a department among all; anything else of that size among EPCI or zones of its region. */
function peersOf(
  observatory: Observatory,
  id: PerimeterId,
  { exactly, communes, cog }: PerimeterVersion
): Peers | undefined {
  const { geography } = observatory.atlas
  const named = (territory: TerritoryId): Text => {
    const name = nameOf(geography, territory, cog)
    return { fr: name, en: name }
  }
  const [commune] = communes
  const level = exactly && levelOf(exactly)
  if (commune && communes.length === 1) {
    const epci = epciOf(geography, commune, cog)
    if (!epci) return undefined
    const territories = communesOf(geography, epci, cog).map((code) => territoryOf('COM', code))
    return { level: 'COM', within: named(epci), list: `COM ${epci} ${cog}`, territories }
  }
  if (level === 'DEP') {
    const within = { fr: 'France', en: 'France' }
    return { level, within, list: `DEP ${cog}`, territories: territoriesAt(geography, 'DEP', cog) }
  }
  const region = regionBehind(observatory, id)
  if (level === 'REG' || level === 'FRANCE' || communes.length > WIDEST || !region) return undefined
  const kind = level === 'ZE2020' ? 'ZE2020' : 'EPCI'
  const territories = territoriesAt(geography, kind, cog, region)
  return { level: kind, within: named(region), list: `${kind} ${region} ${cog}`, territories }
}

/** Communes: more than a department holds, no longer to be placed beside EPCI. */
const WIDEST = 1000

function choose(rates: readonly (readonly Rate[])[]): readonly Rate[] {
  const valued = rates.map((theme) => theme.filter(({ mine }) => 'value' in mine.cell))
  const first = FIRST_PLACED.flatMap((id) => valued.flat().find(({ indicator }) => indicator.id === id) ?? [])
  const rest = valued.flatMap((theme) => theme.slice(0, 1)).filter((one) => !first.includes(one))
  return [...first, ...rest].slice(0, MOST_PLACED)
}

function idOf(territory: TerritoryId): PerimeterId {
  return parsePerimeterId(territory.startsWith('COM-') ? territory.slice('COM-'.length) : territory)
}
