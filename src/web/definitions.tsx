/** `?au=2024-06-30` on the page of an indicator, a source or a perimeter: its definition as it was known that day. */

import { Hono, type Context, type Next } from 'hono'
import { parsePerimeterId } from '../domain/territories/resolve.ts'
import { definitionThen } from '../usecases/definition-then.ts'
import { parseDay } from '../usecases/journal.ts'
import type { DefinedRelation } from '../usecases/organisations.ts'
import { DefinitionThenPage } from '../view/definition-then.tsx'
import { frameOf } from './frame.ts'
import type { PortalEnv } from './portal.ts'
import { queryOf } from './queries.ts'

export const definitions = new Hono<PortalEnv>()

definitions.on('GET', ['/indicateurs/:id', '/en/indicators/:id'], (c, next) => then(c, next, 'indicator'))
definitions.on('GET', ['/sources/:id', '/en/sources/:id'], (c, next) => then(c, next, 'source'))
definitions.on('GET', ['/territoires/:id', '/en/territories/:id'], (c, next) => then(c, next, 'perimeter'))

const ROOTS = { indicator: 'indicators', source: 'sources', perimeter: 'territories' } as const

/** Without a day, the page of today answers; so it does of what no definition of ours makes, such as a commune. */
async function then(c: Context<PortalEnv>, next: Next, relation: DefinedRelation): Promise<Response | undefined> {
  const asked = queryOf(c, 'asOf')
  const { observatory, organisations, today } = c.get('portal')
  const id = c.req.param('id') ?? ''
  if (asked === undefined || (relation === 'perimeter' && !observatory.registry.perimeters.has(parsePerimeterId(id)))) {
    await next()
    return undefined
  }
  const page = await definitionThen(organisations, {
    relation,
    id,
    day: parseDay(asked),
    today
  })
  return c.html(<DefinitionThenPage frame={frameOf(c)} root={ROOTS[relation]} {...page} />, 200, {
    'Cache-Control': 'no-store'
  })
}
