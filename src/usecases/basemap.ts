/** Outlines for maps: the topology of the observatory's first contours that draw the communes asked for. */

import type { GeometryCollection, Topology } from 'topojson-specification'
import type { Contours } from '../domain/indicators/settings.ts'
import { NotFound } from '../domain/shared/errors.ts'
import { epciOf, holdersOf, type Geography } from '../domain/territories/geography.ts'
import { footprint } from '../domain/territories/recode.ts'
import type { CommuneCode } from '../domain/territories/territory.ts'
import type { Observatory } from './observatory.ts'

/** Communes as their features' ids, in longitude and latitude. */
export type Outlines = {
  readonly topology: Topology<{ communes: GeometryCollection }>
  readonly contours: Contours
}

/** What a map of some communes is drawn from. */
export type Basemap = Outlines & {
  /** The communes asked for, in the codes of the outlines. */
  readonly communes: ReadonlySet<string>
  /** The intermunicipal authority of today that each of these communes lies in. */
  readonly groups: ReadonlyMap<string, string>
  /** Communes that have changed since: the shape shown is the one before. */
  readonly changed: readonly CommuneCode[]
}

export type OutlineSource = {
  readonly contours: readonly Contours[]
  readonly read: (path: string) => Promise<Uint8Array>
}

export type Basemaps = (communes: readonly CommuneCode[], cog: number) => Promise<Basemap | undefined>

/** The finest outlines that draw every commune answer; the last ones answer for the rest. */
export function makeBasemaps({ atlas }: Observatory, { contours, read }: OutlineSource): Basemaps {
  const opened = new Map<string, Promise<Outlines & { readonly drawn: ReadonlySet<string> }>>()

  function open(one: Contours): Promise<Outlines & { readonly drawn: ReadonlySet<string> }> {
    const known = opened.get(one.file)
    if (known) return known
    const made = read(one.file).then((bytes) => parseOutlines(one, bytes))
    opened.set(one.file, made)
    made.catch(() => opened.delete(one.file))
    return made
  }

  return async (communes, cog) => {
    for (const [i, one] of contours.entries()) {
      const { drawn, ...outlines } = await open(one)
      const shapes = footprint(atlas.geography, communes, { from: cog, to: one.cog })
      const wanted = [...shapes.whole, ...shapes.straddling.map(({ commune }) => commune)]
      const found = wanted.filter((code) => drawn.has(code))
      if (found.length < wanted.length && i < contours.length - 1) continue
      const now = new Set<string>(communes)
      return {
        ...outlines,
        communes: new Set<string>(found),
        groups: groupsOf(atlas.geography, found),
        changed: shapes.whole.filter((code) => !now.has(code))
      }
    }
    return undefined
  }
}

function groupsOf(geography: Geography, communes: readonly CommuneCode[]): ReadonlyMap<string, string> {
  return new Map(
    communes.flatMap((code) => {
      const [holder] = holdersOf(geography, code, geography.latest)
      const epci = holder && epciOf(geography, holder, geography.latest)
      return epci ? [[code, epci] as const] : []
    })
  )
}

function parseOutlines(contours: Contours, bytes: Uint8Array): Outlines & { readonly drawn: ReadonlySet<string> } {
  const topology = JSON.parse(new TextDecoder().decode(bytes)) as Outlines['topology']
  const communes = topology.objects.communes as GeometryCollection | undefined
  if (!communes) {
    throw new NotFound({
      fr: `Le fichier ${contours.file} ne contient pas l’objet « communes »`,
      en: `The file ${contours.file} has no object "communes"`
    })
  }
  return { topology, contours, drawn: new Set(communes.geometries.map(({ id }) => String(id))) }
}
