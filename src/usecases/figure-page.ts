/** Everything that the page of a figure shows: the figure, what it is made of, the rows and files behind it. */

import type { Figure } from '../domain/indicators/figure.ts'
import type { Indicator } from '../domain/indicators/indicator.ts'
import { indicatorOf, sourceOf } from '../domain/indicators/registry.ts'
import type { FigureRequest } from '../domain/indicators/request.ts'
import { parseGeography } from '../domain/indicators/request.ts'
import { seriesLabel } from '../domain/indicators/series-label.ts'
import type { Text } from '../domain/shared/text.ts'
import type { Source, Vintage, VintageId } from '../domain/sources/source.ts'
import { epciOf, nameOf } from '../domain/territories/geography.ts'
import type { Perimeter } from '../domain/territories/perimeter.ts'
import { findPerimeter } from '../domain/territories/resolve.ts'
import { codeOf, levelOf, parseCommuneCode, type CogYear, type TerritoryId } from '../domain/territories/territory.ts'
import { recallFigure } from './figure-cache.ts'
import { findFigure, rowsBehind, type TermRows } from './figures.ts'
import type { Observatory } from './observatory.ts'
import { evolutionOf } from './territory-page.ts'

export type FigureVintage = { readonly vintage: Vintage; readonly source: Source }

export type LabelledTerm = TermRows & {
  readonly label: Text
  /** The COG year of the rows' codes. */
  readonly cog: CogYear
}

export type FigurePage = {
  readonly figure: Figure
  readonly indicator: Indicator
  readonly perimeter: Perimeter
  /** Figures of the territories that the perimeter is exactly made of, when the indicator adds up. */
  readonly parts: readonly Figure[]
  readonly terms: readonly LabelledTerm[]
  /** The intermunicipal authority of each commune of the rows, in French. */
  readonly groups: ReadonlyMap<TerritoryId, string>
  readonly vintages: readonly FigureVintage[]
  /** Those that rivals come from. */
  readonly others: ReadonlyMap<VintageId, FigureVintage>
  /** The same indicator and perimeter at each period known, this one included. */
  readonly periods: readonly Figure[]
  /** Indicators counted from this one. */
  readonly servesTo: readonly Indicator[]
}

/**
 * @throws {NotFound} no such indicator or perimeter
 * @throws {Refused} a perimeter before it existed
 */
export async function figurePage(observatory: Observatory, request: FigureRequest): Promise<FigurePage> {
  const { registry, atlas } = observatory
  const figure = await findFigure(observatory, request)
  const indicator = indicatorOf(registry, figure.indicator)
  const behind = await rowsBehind(observatory, figure)
  const find = (id: VintageId): FigureVintage[] => {
    const vintage = registry.vintages.get(id)
    return vintage ? [{ vintage, source: sourceOf(registry, vintage) }] : []
  }
  return {
    figure,
    indicator,
    perimeter: findPerimeter(atlas, figure.perimeter.id),
    parts: await partsOf(observatory, figure, indicator, request),
    terms: behind.map(({ term, rows }) => ({
      term,
      rows,
      label: seriesLabel(registry, term.series),
      cog: registry.vintages.get(term.vintage)?.cog ?? atlas.geography.latest
    })),
    groups: groupsOf(observatory, behind),
    vintages: figure.vintages.flatMap(find),
    others: new Map(figure.rivals.flatMap(({ vintage }) => find(vintage).map((one) => [vintage, one] as const))),
    periods: await evolutionOf(observatory, figure.indicator, figure.perimeter.id, request.geography),
    servesTo: [...registry.indicators.values()].filter(
      ({ formula }) => 'of' in formula && formula.of === figure.indicator && formula.kind !== 'rank'
    )
  }
}

/** Only what adds up can be shown as an addition of the perimeter's parts. */
async function partsOf(
  observatory: Observatory,
  figure: Figure,
  { formula }: Indicator,
  request: FigureRequest
): Promise<readonly Figure[]> {
  const { parts } = observatory.places.place(figure.perimeter.id, parseGeography(figure.geography)).version
  const adds = formula.kind === 'level' && figure.terms.every(({ over }) => over === 'members')
  if (!adds || !('value' in figure.cell)) return []
  return Promise.all(parts.map(({ perimeter }) => recallFigure(observatory, { ...request, perimeter })))
}

/** As memberships are today. */
function groupsOf({ atlas }: Observatory, behind: readonly TermRows[]): ReadonlyMap<TerritoryId, string> {
  const { geography } = atlas
  const groups = new Map<TerritoryId, string>()
  for (const { territory } of behind.flatMap(({ rows }) => rows)) {
    if (levelOf(territory) !== 'COM' || groups.has(territory)) continue
    const epci = epciOf(geography, parseCommuneCode(codeOf(territory)), geography.latest)
    if (epci) groups.set(territory, nameOf(geography, epci))
  }
  return groups
}
