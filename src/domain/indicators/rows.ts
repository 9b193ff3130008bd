/** The rows behind a term, as they may be shown: what is withheld has no value here either. */

import { territoryOf, type TerritoryId } from '../territories/territory.ts'
import type { Block } from './block.ts'
import type { Cell } from './cell.ts'
import { cellOf } from './cube.ts'
import { primaryReason } from './disclosure-primary.ts'
import type { FigureTerm } from './figure.ts'
import { onlyCommune, type Place } from './place.ts'
import { ruleFor, withheldKey, type Registry } from './registry.ts'

/** Territories whose rows the term adds, or would have added. */
export function territoriesBehind(registry: Registry, term: FigureTerm, place: Place): readonly TerritoryId[] {
  const { exactly, parts } = place.version
  const cog = registry.vintages.get(term.vintage)?.cog
  if (cog === undefined) return []
  if (term.over === 'parts') return parts.map(({ territory }) => territory)
  const footprint = place.footprint(cog)
  if (term.over === 'members') {
    return [...footprint.members, ...footprint.straddling.map(({ commune }) => territoryOf('COM', commune))]
  }
  const very = exactly ?? onlyCommune(place, cog)
  return very ? [very] : []
}

/** What may be shown of one row of a vintage. */
export function publishedCell(
  registry: Registry,
  { vintage, series, period }: Pick<FigureTerm, 'vintage' | 'series' | 'period'>,
  block: Block,
  territory: TerritoryId
): Cell {
  const decided = registry.withheld.get(withheldKey(vintage, series, period, territory))
  if (decided) return { status: 'Q', confidentiality: decided }
  const { status, value, units = NaN, largestShare = NaN } = cellOf(block, territory, period)
  if (status === 'Q') return { status: 'Q', confidentiality: 'N' }
  if (status === 'M' || status === 'O' || value === null) return { status: status === 'M' ? 'M' : 'O' }
  const held = registry.vintages.get(vintage)
  const rule = held && ruleFor(registry, held, series)
  const confidentiality = rule && primaryReason(units, largestShare, rule)
  return confidentiality ? { status: 'Q', confidentiality } : { status, value }
}
