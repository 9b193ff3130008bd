/** Outlines of the folder, GeoJSON or TopoJSON: the ground of one area, or of each commune. */

import { feature } from 'topojson-client'
import type { Topology } from 'topojson-specification'
import * as z from 'zod'
import { InvalidInput } from '../domain/shared/errors.ts'
import type { Area, Contour, Polygon } from '../domain/territories/geometry.ts'
import { LEVELS, parseCommuneCode } from '../domain/territories/territory.ts'

/**
 * All the ground that a file draws, as one area.
 *
 * @throws {InvalidInput} when it is neither GeoJSON nor TopoJSON, or draws no area
 */
export function readArea(file: string, bytes: Uint8Array): Area {
  const area = featuresOf(file, bytes).flatMap(({ geometry }) => areaOf(geometry))
  if (area.length > 0) return area
  throw new InvalidInput({ fr: 'aucune surface dans ce fichier', en: 'no area in this file' }, { file })
}

/**
 * The communes that a file draws, by the code that their feature bears as `id`, `code` or `codgeo`; other
 * features are passed over.
 *
 * @throws {InvalidInput} when it is neither GeoJSON nor TopoJSON
 */
export function readContours(file: string, bytes: Uint8Array): readonly Contour[] {
  return featuresOf(file, bytes).flatMap(({ id, properties, geometry }) => {
    const code = [id, properties?.['code'], properties?.['codgeo']].find(
      (candidate) => typeof candidate === 'string' && LEVELS.COM.test(candidate)
    )
    const area = areaOf(geometry)
    return typeof code === 'string' && area.length > 0 ? [{ commune: parseCommuneCode(code), area }] : []
  })
}

const position = z.tuple([z.number(), z.number()], z.number())
const polygon = z.array(z.array(position))

const geometry = z.union([
  z.object({ type: z.literal('Polygon'), coordinates: polygon }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(polygon) }),
  z.object({ type: z.string() })
])

type Geometry = z.infer<typeof geometry>

const oneFeature = z.object({
  type: z.literal('Feature'),
  id: z.union([z.string(), z.number()]).optional(),
  properties: z.record(z.string(), z.unknown()).nullish(),
  geometry: geometry.nullish()
})

type Feature = z.infer<typeof oneFeature>

const geojson = z.union([
  z.object({ type: z.literal('FeatureCollection'), features: z.array(oneFeature) }),
  oneFeature.transform((only) => ({ features: [only] })),
  geometry.transform((only) => ({ features: [{ type: 'Feature' as const, geometry: only }] }))
])

const topology = z.looseObject({ type: z.literal('Topology'), objects: z.record(z.string(), z.unknown()) })

function featuresOf(file: string, bytes: Uint8Array): readonly Feature[] {
  const value = parseJson(file, bytes)
  const topo = topology.safeParse(value)
  const documents = topo.success ? Object.keys(topo.data.objects).map((name) => featureOf(value, name)) : [value]
  return documents.flatMap((document) => {
    const parsed = geojson.safeParse(document)
    if (parsed.success) return parsed.data.features
    throw new InvalidInput({ fr: 'trouvé ni GeoJSON ni TopoJSON', en: 'found neither GeoJSON nor TopoJSON' }, { file })
  })
}

/** The library trusts its input: what comes out of it is parsed again. */
function featureOf(value: unknown, name: string): unknown {
  const { objects } = value as Topology
  const object = objects[name]
  return object && feature(value as Topology, object)
}

function areaOf(found: Geometry | null | undefined): readonly Polygon[] {
  if (!found || !('coordinates' in found)) return []
  return found.type === 'Polygon' ? [found.coordinates] : found.coordinates
}

function parseJson(file: string, bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (cause) {
    const found = cause instanceof Error ? cause.message : String(cause)
    throw new InvalidInput(
      { fr: `JSON illisible : ${found}`, en: `not readable as JSON: ${found}` },
      { file },
      { cause }
    )
  }
}
