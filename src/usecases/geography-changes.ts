/** What a yearly list of communes changes against the one before: events, perimeters affected, and their figures on both. */

import type { Figure } from '../domain/indicators/figure.ts'
import { parseIndicatorId } from '../domain/indicators/request.ts'
import { NotFound } from '../domain/shared/errors.ts'
import { historyOf, type TerritoryEvent } from '../domain/territories/history.ts'
import type { Perimeter } from '../domain/territories/perimeter.ts'
import { resolveIfAny } from '../domain/territories/resolve.ts'
import { territoryOf, type CogYear, type CommuneCode } from '../domain/territories/territory.ts'
import { availablePeriods, findFigures } from './figures.ts'
import type { OpenObservatory } from './open.ts'
import { namedEvent } from './territory-page.ts'

export type GeographyChanges = {
  readonly year: CogYear
  /** Years that can be told so, the latest first. */
  readonly years: readonly CogYear[]
  /** Of the communes of the perimeters, each once; names for codes. */
  readonly events: readonly TerritoryEvent[]
  readonly perimeters: readonly PerimeterChange[]
}

export type PerimeterChange = {
  readonly perimeter: Perimeter
  /** Codes of the year that the list before did not have, and the other way round. */
  readonly joined: readonly CommuneCode[]
  readonly left: readonly CommuneCode[]
  /** Its population on the list before and on this one; absent where it did not exist, or nobody counts people. */
  readonly before?: Figure
  readonly after?: Figure
}

/** Regions and France hold every event of the country: they are not what a reader looks for here. */
const MOST_MEMBERS = 2000

/** @throws {NotFound} for a year whose list or the one before is not known */
export async function geographyChanges(observatory: OpenObservatory, asked: string): Promise<GeographyChanges> {
  const { atlas, folder } = observatory
  const { latest, firstEpciYear } = atlas.geography
  const years = Array.from({ length: latest - firstEpciYear }, (_, i) => latest - i)
  const year = years.find((one) => String(one) === asked)
  if (year === undefined) {
    throw new NotFound({
      fr: `Les changements se disent d’une année à la suivante, de ${firstEpciYear + 1} à ${latest}`,
      en: `Changes are told from one year to the next, from ${firstEpciYear + 1} to ${latest}`
    })
  }
  const found = folder.perimeters.flatMap((perimeter) => {
    const [before, after] = [year - 1, year].map((one) => resolveIfAny(atlas, perimeter.id, `${one}-01-01`)?.communes)
    const isSmall = Math.max(before?.length ?? 0, after?.length ?? 0) <= MOST_MEMBERS
    return isSmall && (before ?? after) ? [{ perimeter, before: before ?? [], after: after ?? [] }] : []
  })
  const communes = new Set(found.flatMap(({ before, after }) => [...before, ...after]))
  const changed = await Promise.all(
    found
      .filter(({ before, after }) => before.join() !== after.join())
      .map((one) => perimeterChange(observatory, year, one))
  )
  return { year, years, events: eventsOf(observatory, communes, year), perimeters: changed }
}

function eventsOf(observatory: OpenObservatory, communes: ReadonlySet<CommuneCode>, year: CogYear): TerritoryEvent[] {
  const { geography } = observatory.atlas
  const since = `${year - 1}-01-02`
  const found = [...communes].flatMap((code) =>
    historyOf(geography, territoryOf('COM', code)).filter(({ date }) => date >= since && date <= `${year}-01-01`)
  )
  // Each of the communes of a merger tells it.
  const once = new Map(found.map((event) => [JSON.stringify(event), event]))
  return [...once.values()].map((event) => namedEvent(observatory, event))
}

type Compared = {
  readonly perimeter: Perimeter
  readonly before: readonly CommuneCode[]
  readonly after: readonly CommuneCode[]
}

async function perimeterChange(
  observatory: OpenObservatory,
  year: CogYear,
  { perimeter, before, after }: Compared
): Promise<PerimeterChange> {
  const [were, are] = [new Set(before), new Set(after)]
  const told = {
    perimeter,
    joined: after.filter((code) => !were.has(code)),
    left: before.filter((one) => !are.has(one))
  }
  const indicator = parseIndicatorId('population')
  if (before.length === 0 || after.length === 0 || !observatory.registry.indicators.has(indicator)) return told
  const period = availablePeriods(observatory, indicator, perimeter.id).at(-1)
  if (period === undefined) return told
  const [old, now] = await findFigures(
    observatory,
    [year - 1, year].map((geography) => ({ indicator, perimeter: perimeter.id, period, geography })),
    { inList: true }
  )
  return old && now ? { ...told, before: old, after: now } : told
}
