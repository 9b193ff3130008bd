/** A perimeter put together by hand: what was pasted, what was added or taken away, and all that is known of it. */

import type { GeometryObject } from 'topojson-specification'
import { neighbors } from 'topojson-client'
import type { Figure } from '../domain/indicators/figure.ts'
import type { Indicator, IndicatorId } from '../domain/indicators/indicator.ts'
import type { Settings, Theme } from '../domain/indicators/settings.ts'
import { Refused } from '../domain/shared/errors.ts'
import type { Text } from '../domain/shared/text.ts'
import { epciOf, holdersOf, nameOf } from '../domain/territories/geography.ts'
import { overlap } from '../domain/territories/overlap.ts'
import { packList } from '../domain/territories/packed.ts'
import { readPasted, remarkOn, type Remark } from '../domain/territories/pasted.ts'
import type { Perimeter, PerimeterId, PerimeterVersion } from '../domain/territories/perimeter.ts'
import { FREE, isFree, parsePerimeterId, resolvePerimeter } from '../domain/territories/resolve.ts'
import { territoryOf, type CogYear, type CommuneCode, type TerritoryId } from '../domain/territories/territory.ts'
import type { Basemap, Basemaps } from './basemap.ts'
import type { OpenObservatory } from './open.ts'
import type { Observatory } from './observatory.ts'
import { labelOf } from './places.ts'
import { findTerritories } from './compare.ts'
import { latestFigure } from './territory-page.ts'

/** Longer addresses are cut by mail and chat programs: the list is packed. */
const LONGEST = 2000

export type Member = { readonly commune: CommuneCode; readonly name: string }

export type Workshop = {
  readonly id: PerimeterId
  readonly version: PerimeterVersion
  /** By name. */
  readonly members: readonly Member[]
  readonly population?: Figure
  readonly area?: Figure
  readonly density?: Figure
  readonly themes: readonly {
    readonly theme: Theme
    readonly lines: readonly { readonly indicator: Indicator; readonly figure: Figure }[]
  }[]
  readonly shared: readonly {
    readonly perimeter: Perimeter
    readonly shared: number
    readonly onlyHere: number
    readonly onlyThere: number
  }[]
}

/** @throws {NotFound} @throws {Refused} as `resolvePerimeter` */
export async function openWorkshop(observatory: Observatory, settings: Settings, id: PerimeterId): Promise<Workshop> {
  const { atlas, registry } = observatory
  const version = resolvePerimeter(atlas, id, today(observatory))
  const at = (name: string): Promise<Figure | undefined> => latestFigure(observatory, name as IndicatorId, id)
  const [population, area, density] = [await at('population'), await at('area'), await at('density')]
  const themes = await Promise.all(
    settings.themes.map(async (theme) => {
      const indicators = settings.indicators.flatMap((name) => registry.indicators.get(name) ?? [])
      const lines = await Promise.all(
        indicators
          .filter((indicator) => indicator.theme === theme.id)
          .map(async (indicator) => {
            const figure = await latestFigure(observatory, indicator.id, id)
            return figure ? [{ indicator, figure }] : []
          })
      )
      return { theme, lines: lines.flat() }
    })
  )
  return {
    id,
    version,
    members: version.communes
      .map((commune) => ({ commune, name: nameOf(atlas.geography, territoryOf('COM', commune)) }))
      .toSorted((a, b) => a.name.localeCompare(b.name, 'fr')),
    ...(population && { population }),
    ...(area && { area }),
    ...(density && { density }),
    themes: themes.filter(({ lines }) => lines.length > 0),
    shared: sharedWith(observatory, version)
  }
}

function sharedWith(observatory: Observatory, { communes, perimeter: id }: PerimeterVersion): Workshop['shared'] {
  return [...observatory.registry.perimeters.values()].flatMap((perimeter) => {
    if (perimeter.id === id) return []
    const there = tryMembers(observatory, perimeter.id)
    const { shared, onlyHere, onlyThere } = overlap(communes, there)
    if (shared.length === 0) return []
    return [{ perimeter, shared: shared.length, onlyHere: onlyHere.length, onlyThere: onlyThere.length }]
  })
}

// ---- changes

export type Change = {
  /** Undefined when nothing is left. */
  readonly id: PerimeterId | undefined
  /** Lines to be told about. */
  readonly review: readonly string[]
}

/** What was pasted, added to a perimeter or taken from it. */
export function changeByPaste(
  observatory: Observatory,
  from: PerimeterId | undefined,
  sign: '+' | '~',
  { text, year }: { readonly text: string; readonly year?: CogYear }
): Change {
  const { atlas } = observatory
  const pasted = readPasted(atlas.geography, text, {
    ...(year !== undefined && { year }),
    isPerimeter: (id) => isKnownPerimeter(observatory, id)
  })
  return { id: changeBy(observatory, from, sign, [...pasted.others, ...pasted.communes]), review: pasted.review }
}

/** @param terms ids of perimeters, territories and communes: one whose sign is reversed leaves no trace */
export function changeBy(
  observatory: Observatory,
  from: PerimeterId | undefined,
  sign: '+' | '~',
  terms: readonly string[]
): PerimeterId | undefined {
  const before = from === undefined ? [] : termsOf(from)
  const changed = new Set(terms)
  const kept = before.filter((term) => !changed.has(term.slice(1)))
  const had = from === undefined ? new Set<string>() : new Set<string>(tryMembers(observatory, from))
  const wanted = membersAfter(observatory, had, sign, terms)
  if (wanted.length === 0) return undefined
  const short = [kept, [...kept, ...terms.map((term) => sign + term)]]
    .map((all) => FREE + all.join('').replace(/^\+/, ''))
    .filter((text) => text.length <= LONGEST && !/^libre:(~|$)/.test(text))
    .map(parsePerimeterId)
    .find((id) => tryMembers(observatory, id).join() === wanted.join())
  return short ?? parsePerimeterId(FREE + packList({ cog: observatory.atlas.geography.latest, communes: wanted }))
}

function membersAfter(
  observatory: Observatory,
  had: ReadonlySet<string>,
  sign: '+' | '~',
  terms: readonly string[]
): readonly CommuneCode[] {
  const moved = terms.flatMap((term) => tryMembers(observatory, parsePerimeterId(term)))
  if (sign === '+') return [...new Set([...had, ...moved])].sort() as CommuneCode[]
  const gone = new Set<string>(moved)
  return [...had].filter((code) => !gone.has(code)).sort() as CommuneCode[]
}

/** With their signs, the first included. */
function termsOf(id: PerimeterId): readonly string[] {
  const body = isFree(id) ? id.slice(FREE.length) : id
  return (/^[+~]/.test(body) ? body : `+${body}`).match(/[+~][^+~]+/g) ?? []
}

function isKnownPerimeter(observatory: Observatory, text: string): boolean {
  const { perimeters } = observatory.atlas
  if ([...perimeters.keys()].some((id) => id === text)) return true
  if (!/^(EPCI|DEP|REG|ZE2020)-\w+$/.test(text)) return false
  try {
    return resolvePerimeter(observatory.atlas, parsePerimeterId(text), today(observatory)).communes.length > 0
  } catch {
    return false
  }
}

/** None for what is empty. */
function tryMembers(observatory: Observatory, id: PerimeterId): readonly CommuneCode[] {
  try {
    return resolvePerimeter(observatory.atlas, id, today(observatory)).communes
  } catch (error) {
    if (error instanceof Refused) return []
    throw error
  }
}

// ---- lines to look at again

export type Reviewed = Remark & {
  /** For a line that was not understood: what it may have meant. */
  readonly proposals: readonly { readonly id: PerimeterId; readonly label: Text; readonly detail: Text }[]
}

const PROPOSED = 4

export function reviewLines(
  observatory: OpenObservatory,
  lines: readonly string[],
  communes: readonly CommuneCode[],
  year?: CogYear
): readonly Reviewed[] {
  const members = new Set(communes)
  return lines.map((line) => {
    const remark = remarkOn(observatory.atlas.geography, line, members, year)
    if (remark.kind !== 'unknown') return { ...remark, proposals: [] }
    return { ...remark, proposals: findTerritories(observatory, line).slice(0, PROPOSED) }
  })
}

// ---- map

type Target = Member & { readonly epci?: { readonly id: TerritoryId; readonly name: string } }

export type WorkshopMap = Pick<Basemap, 'topology' | 'contours'> & {
  /** Shapes of the perimeter, in the codes of the outlines. */
  readonly inside: ReadonlySet<string>
  /** Those and the communes around them. */
  readonly shown: ReadonlySet<string>
  /** By shape: the commune of today that a click adds or takes away, and its intermunicipal authority. */
  readonly targets: ReadonlyMap<string, Target>
}

const NEIGHBOURS = new WeakMap<Basemap['topology'], number[][]>()

/** @param most shapes; undefined when the perimeter alone has more, or has no outlines */
export async function workshopMap(
  { atlas }: Observatory,
  basemaps: Basemaps,
  communes: readonly CommuneCode[],
  most: number
): Promise<WorkshopMap | undefined> {
  const { geography } = atlas
  if (communes.length === 0 || communes.length > most) return undefined
  const found = await basemaps(communes, geography.latest)
  if (!found || found.communes.size === 0 || found.communes.size > most) return undefined
  const { geometries } = found.topology.objects.communes
  const near = NEIGHBOURS.get(found.topology) ?? neighbors(geometries)
  NEIGHBOURS.set(found.topology, near)
  const codeAt = (i: number): string => codeOf(geometries[i])
  let ring = geometries.flatMap((geometry, i) => (found.communes.has(codeOf(geometry)) ? [i] : []))
  const reached = new Set(ring)
  while (ring.length > 0 && reached.size < most) {
    const next = [...new Set(ring.flatMap((i) => near[i] ?? []))].filter((i) => !reached.has(i))
    ring = next.slice(0, most - reached.size)
    for (const i of ring) reached.add(i)
  }
  const shown = new Set([...reached].map(codeAt))
  const targets = new Map<string, Target>()
  for (const code of shown) {
    const [commune] = holdersOf(geography, code, geography.latest)
    if (!commune) continue
    const epci = epciOf(geography, commune, geography.latest)
    targets.set(code, {
      commune,
      name: nameOf(geography, territoryOf('COM', commune)),
      ...(epci && { epci: { id: epci, name: labelOf(geography, epci, geography.latest) } })
    })
  }
  return { topology: found.topology, contours: found.contours, inside: found.communes, shown, targets }
}

function codeOf(geometry: GeometryObject | undefined): string {
  return String(geometry?.id ?? '')
}

function today({ atlas }: Observatory): string {
  return `${atlas.geography.latest}-01-01`
}
