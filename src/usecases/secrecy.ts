/** What statistical secrecy hides of a vintage, over the closed list of perimeters: decided once, when it is published. */

import { withheldOfVintage, type ClosedList } from '../domain/indicators/disclosure-vintage.ts'
import type { Measure } from '../domain/indicators/measure.ts'
import type { ObservationTable } from '../domain/indicators/table.ts'
import { NotFound, Refused } from '../domain/shared/errors.ts'
import type { Source, Vintage } from '../domain/sources/source.ts'
import { communesOf } from '../domain/territories/geography.ts'
import type { Perimeter } from '../domain/territories/perimeter.ts'
import { footprint } from '../domain/territories/recode.ts'
import { resolvePerimeter, dayOfYear, type Atlas } from '../domain/territories/resolve.ts'
import type { CogYear } from '../domain/territories/territory.ts'
import type { Hidden } from './import.ts'

export type SecrecyContext = {
  readonly atlas: Atlas
  /** The closed list, those that matter most first. */
  readonly perimeters: readonly Perimeter[]
  readonly measures: readonly Measure[]
  readonly sources: readonly Source[]
}

/** Same vintage, same list, same answer. */
export function hiddenOf(context: SecrecyContext, vintage: Vintage, table: ObservationTable): readonly Hidden[] {
  const { atlas, measures, sources } = context
  const rule = sources.find(({ id }) => id === vintage.source)?.disclosure
  if (!rule || !table.units) return []
  const { cog } = vintage
  const guarded = measures.filter(({ id }) => rule.measures?.includes(id) ?? true)
  const cells = withheldOfVintage(table, guarded, closedList(context, cog), rule, (territory) =>
    known(() => communesOf(atlas.geography, territory, cog), [])
  )
  return cells.map(({ place, ...cell }) => ({ ...cell, where: place }))
}

/** In the composition that pages show, in the codes of the vintage. */
function closedList({ atlas, perimeters }: SecrecyContext, to: CogYear): ClosedList {
  const { geography } = atlas
  const from = geography.latest
  return perimeters.flatMap((perimeter) => {
    const { id } = perimeter
    const version = known(() => resolvePerimeter(atlas, id, dayOfYear(perimeter, from)), undefined)
    return version ? [{ id, communes: footprint(geography, version.communes, { from, to }).whole }] : []
  })
}

/** A perimeter that no longer exists, or a territory that a year does not know, publishes nothing. */
function known<T, U>(find: () => T, otherwise: U): T | U {
  try {
    return find()
  } catch (error) {
    if (error instanceof Refused || error instanceof NotFound) return otherwise
    throw error
  }
}
