/** What may follow a question mark, parsed once; either language's names are read. */

import type { Context } from 'hono'
import { parseGeography } from '../domain/indicators/request.ts'
import { InvalidInput } from '../domain/shared/errors.ts'
import { parsePeriod, type Period } from '../domain/shared/period.ts'
import type { PerimeterId } from '../domain/territories/perimeter.ts'
import { parsePerimeterId } from '../domain/territories/resolve.ts'
import type { CogYear } from '../domain/territories/territory.ts'
import { parseCoverage, type Coverage } from '../usecases/indicator-areas.ts'
import { QUERY } from '../view/paths.ts'
import type { PortalEnv } from './portal.ts'

type Name = keyof typeof QUERY

/** Small screens and readers hold two; more would hide what they are compared with. */
const MOST_COMPARED = 2

/** `?avec=nord&avec=`: undefined when nothing was asked, empty when none is wanted. */
export function comparedWith(c: Context<PortalEnv>): readonly PerimeterId[] | undefined {
  const asked = [...(c.req.queries(QUERY.with.fr) ?? []), ...(c.req.queries(QUERY.with.en) ?? [])]
  if (asked.length === 0) return undefined
  const wanted = [...new Set(asked.flatMap((one) => one.split(',')).filter((one) => one !== ''))]
  if (wanted.length <= MOST_COMPARED) return wanted.map(parsePerimeterId)
  throw new InvalidInput({
    fr: `${wanted.length} territoires à comparer : attendu ${MOST_COMPARED} au plus`,
    en: `${wanted.length} territories to compare: expected ${MOST_COMPARED} at most`
  })
}

export function geographyAsked(c: Context<PortalEnv>): CogYear | undefined {
  const text = one(c, 'geography')
  return text === undefined ? undefined : parseGeography(text)
}

/** The slash of a span may be written `--`, as in addresses. */
export function periodAsked(c: Context<PortalEnv>): Period | undefined {
  const text = one(c, 'period')
  return text === undefined ? undefined : parsePeriod(text.replace('--', '/'))
}

/** The territory that a page is read for. */
export function territoryAsked(c: Context<PortalEnv>): PerimeterId | undefined {
  const text = one(c, 'territory')
  return text === undefined ? undefined : parsePerimeterId(text)
}

/** What a map is drawn of. */
export function coverageAsked(c: Context<PortalEnv>): Coverage | undefined {
  const text = one(c, 'map')
  return text === undefined ? undefined : parseCoverage(text)
}

function one(c: Context<PortalEnv>, name: Name): string | undefined {
  return c.req.query(QUERY[name].fr) || c.req.query(QUERY[name].en) || undefined
}
