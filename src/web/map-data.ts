/** What a map to be explored is made of: its shapes, and the values that the gate lets out, each asked again only when it changed. */

import { Hono, type Context } from 'hono'
import { parseIndicatorId } from '../domain/indicators/request.ts'
import { NotFound } from '../domain/shared/errors.ts'
import { makeCache, type Cache } from '../usecases/cache.ts'
import { indicatorMap, mapGround } from '../usecases/indicator-map.ts'
import { mapTopology } from '../view/map-topology.ts'
import { mapValues } from '../view/map-values.tsx'
import { languageOf } from './frame.ts'
import { MAP_WIDTH, outlinesFor } from './indicator-map.ts'
import type { Portal, PortalEnv } from './portal.ts'
import { coverageAsked, cutsAsked, periodAsked, territoryAsked } from './queries.ts'

const SHAPES_KEPT = 24

const kept = new WeakMap<object, Cache<Promise<string>>>()

export const mapData = new Hono<PortalEnv>()

mapData.get('/formes.json', async (c) => {
  const portal = c.get('portal')
  const cache = kept.get(portal.observatory) ?? makeCache<Promise<string>>(SHAPES_KEPT)
  kept.set(portal.observatory, cache)
  const key = new URL(c.req.url).search
  const made = cache.get(key, () => shapesAsked(c, portal))
  made.catch(() => cache.forget(key))
  return c.body(await made, 200, { 'Content-Type': 'application/json; charset=utf-8' })
})

mapData.on('GET', ['/indicateurs/:id/carte.json', '/en/indicators/:id/map.json'], async (c) => {
  const { observatory } = c.get('portal')
  const [period, subject, coverage, cuts] = [periodAsked(c), territoryAsked(c), coverageAsked(c), cutsAsked(c)]
  const { map, ...choice } = await indicatorMap(
    observatory,
    observatory.folder.settings,
    parseIndicatorId(c.req.param('id')),
    {
      ...(period && { period }),
      ...(subject && { subject }),
      ...(coverage && { coverage }),
      ...(cuts && { cuts })
    }
  )
  if (!map) throw noMap()
  return c.json(mapValues({ ...choice, map }, languageOf(c.req.path)))
})

async function shapesAsked(c: Context<PortalEnv>, portal: Portal): Promise<string> {
  const { observatory } = portal
  const [subject, coverage] = [territoryAsked(c), coverageAsked(c)]
  const ground = subject && coverage && mapGround(observatory, observatory.folder.settings, coverage, subject)
  const outlines = ground && (await outlinesFor(portal, ground))
  if (!outlines) throw noMap()
  const { topology, ...plan } = outlines
  const names = new Map(ground.areas.map(({ perimeter, name }) => [perimeter, { name }]))
  return JSON.stringify(mapTopology(topology, { ...plan, names }, MAP_WIDTH))
}

function noMap(): NotFound {
  return new NotFound({
    fr: 'Aucune carte de ces territoires : donnez « carte » et « territoire », comme dans l’adresse de la page d’un indicateur',
    en: 'No map of these territories: give "map" and "territory", as in the address of an indicator’s page'
  })
}
