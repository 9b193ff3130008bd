/** What may follow a question mark, parsed once; either language's names are read. */

import type { Context } from 'hono'
import type { IndicatorId } from '../domain/indicators/indicator.ts'
import { parseGeography, parseIndicatorId } from '../domain/indicators/request.ts'
import { InvalidInput } from '../domain/shared/errors.ts'
import { parsePeriod, type Period } from '../domain/shared/period.ts'
import type { Language } from '../domain/shared/text.ts'
import type { PerimeterId } from '../domain/territories/perimeter.ts'
import { parsePerimeterId } from '../domain/territories/resolve.ts'
import type { CogYear } from '../domain/territories/territory.ts'
import { parseCoverage, type Coverage } from '../usecases/indicator-areas.ts'
import { CHARTS, chartNamed, type Chart } from '../view/chart-names.ts'
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

/**
 * The register can be read as it was known on a day; figures cannot, and today's would be taken for those of that day.
 * @throws {InvalidInput}
 */
export function refuseDay(c: Context<PortalEnv>): void {
  const day = queryOf(c, 'asOf')
  if (day === undefined) return
  throw new InvalidInput({
    fr: `« au ${day} » : les chiffres ne se lisent pas tels qu’on les connaissait un jour passé, seul l’annuaire le permet. Pour d’autres années, choisissez une période ; pour retrouver un chiffre tel qu’il a été cité, suivez l’adresse permanente donnée sous « Citer »`,
    en: `"as of ${day}": figures cannot be read as they were known on a past day, only the directory can. For other years, choose a period; to find a figure as it was cited, follow the permanent address given under "Cite"`
  })
}

export function geographyAsked(c: Context<PortalEnv>): CogYear | undefined {
  const text = queryOf(c, 'geography')
  return text === undefined ? undefined : parseGeography(text)
}

/** The slash of a span may be written `--`, as in addresses. */
export function periodAsked(c: Context<PortalEnv>): Period | undefined {
  const text = queryOf(c, 'period')
  return text === undefined ? undefined : parsePeriod(text.replace('--', '/'))
}

/** The period that the classes of a map are cut at, when it is another than the one shown. */
export function cutsAsked(c: Context<PortalEnv>): Period | undefined {
  const text = queryOf(c, 'cuts')
  return text === undefined ? undefined : parsePeriod(text.replace('--', '/'))
}

/** `?avec=poverty-rate.2019`: a second map, its period and the one that its classes are cut at, as far as they are said. */
export function besideAsked(
  c: Context<PortalEnv>
): { readonly id: IndicatorId; readonly period?: Period; readonly cuts?: Period } | undefined {
  const text = queryOf(c, 'with')
  if (text === undefined) return undefined
  const [id = '', period, cuts] = text.split('.')
  return {
    id: parseIndicatorId(id),
    ...(period && { period: parsePeriod(period.replace('--', '/')) }),
    ...(cuts && { cuts: parsePeriod(cuts.replace('--', '/')) })
  }
}

/** The territory that a page is read for. */
export function territoryAsked(c: Context<PortalEnv>): PerimeterId | undefined {
  const text = queryOf(c, 'territory')
  return text === undefined ? undefined : parsePerimeterId(text)
}

/** What a map is drawn of. */
export function coverageAsked(c: Context<PortalEnv>): Coverage | undefined {
  const text = queryOf(c, 'map')
  return text === undefined ? undefined : parseCoverage(text)
}

/** Which of the charts of a page is wanted as a file. */
export function chartAsked(c: Context<PortalEnv>): Chart | undefined {
  const text = queryOf(c, 'chart')
  const chart = text === undefined ? undefined : chartNamed(text)
  if (text === undefined || chart) return chart
  const expected = (language: Language): string =>
    Object.values(CHARTS)
      .map((name) => name[language])
      .join(', ')
  throw new InvalidInput({
    fr: `graphique « ${text} » : attendu ${expected('fr')}`,
    en: `chart "${text}": expected one of ${expected('en')}`
  })
}

/** In either language's name; undefined when it is empty too. */
export function queryOf(c: Context<PortalEnv>, name: Name): string | undefined {
  return c.req.query(QUERY[name].fr) || c.req.query(QUERY[name].en) || undefined
}
