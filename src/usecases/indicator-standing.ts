/** Where a territory stands among its peers for one indicator, and how it moved beside them. */

import { isWithin, type Span } from '../domain/editions/drawn-points.ts'
import type { Figure } from '../domain/indicators/figure.ts'
import type { Indicator } from '../domain/indicators/indicator.ts'
import { indicatorOf, measureOf, type Registry } from '../domain/indicators/registry.ts'
import type { Settings } from '../domain/indicators/settings.ts'
import type { Period } from '../domain/shared/period.ts'
import type { Text } from '../domain/shared/text.ts'
import { nameOf } from '../domain/territories/geography.ts'
import type { Perimeter, PerimeterId } from '../domain/territories/perimeter.ts'
import { findPerimeter } from '../domain/territories/resolve.ts'
import { levelOf } from '../domain/territories/territory.ts'
import { answerQuestion, findFigures, type FigureAnswer } from './figures.ts'
import { areasOf, regionBehind, type AreaLevel } from './indicator-areas.ts'
import type { Observatory } from './observatory.ts'
import { evolutionOf } from './territory-page.ts'

export type RankedLine = {
  readonly perimeter: Perimeter
  readonly figure: Figure
  readonly role: 'peer' | 'subject' | 'reference'
  /** Among the peers that have a value; none for what is not one of them. */
  readonly rank?: number
}

export type Standing = {
  readonly level: AreaLevel
  /** Where the peers are. */
  readonly within: Text
  readonly peers: readonly Figure[]
  /** Highest first: the peers that the observatory lists, the territory read, and its references. */
  readonly lines: readonly RankedLine[]
}

export type EvolutionFacts = {
  /** The territory read first, when it has values. */
  readonly lines: readonly { readonly perimeter: Perimeter; readonly figures: readonly Figure[] }[]
  /** From its first value to its last. */
  readonly change?: FigureAnswer
}

/** The territory read, and one that says which region is shown around it. */
type Read = { readonly subject: PerimeterId; readonly here: PerimeterId }
type Communes = {
  readonly level: AreaLevel
  readonly label: Text
  readonly areas: readonly { readonly figure: Figure }[]
}

/** More lines could not be told apart. */
const MOST_LINES = 7

/** Counts of things grow with the territory: circles. Rates, means, medians do not: colours. */
export function isCount(registry: Registry, { formula }: Indicator): boolean {
  if (formula.kind === 'level') return formula.terms.some(({ series }) => measureOf(registry, series).additive)
  return (
    formula.kind === 'change' && formula.as === 'difference' && isCount(registry, indicatorOf(registry, formula.of))
  )
}

/** A commune among those of the map; another territory among those of its kind in the region. */
export async function standingOf(
  observatory: Observatory,
  settings: Settings,
  indicator: Indicator,
  period: Period,
  { subject, here }: Read,
  map: Communes | undefined
): Promise<Standing | undefined> {
  if (indicator.formula.kind === 'rank') return undefined
  const { exactly, communes } = observatory.places.place(subject, undefined).version
  if (communes.length === 1 && !exactly && map?.level === 'COM') {
    const peers = map.areas.map(({ figure }) => figure)
    return {
      level: 'COM',
      within: map.label,
      peers,
      lines: await linesOf(observatory, settings, peers, subject, period)
    }
  }
  const isZone = exactly !== undefined && levelOf(exactly) === 'ZE2020'
  for (const coverage of isZone ? (['zones'] as const) : (['epci', 'zones'] as const)) {
    const found = areasOf(observatory, coverage, here)
    if (!found) continue
    const peers = await findFigures(
      observatory,
      found.areas.map(({ perimeter }) => ({ indicator: indicator.id, perimeter, period }))
    )
    if (!peers.some(({ cell }) => 'value' in cell)) continue
    const region = regionBehind(observatory, here)
    const name = region ? nameOf(observatory.atlas.geography, region) : ''
    const lines = await linesOf(observatory, settings, peers, subject, period)
    return { level: found.level, within: { fr: name, en: name }, peers, lines }
  }
  return undefined
}

async function linesOf(
  observatory: Observatory,
  { perimeters, comparisons }: Settings,
  peers: readonly Figure[],
  subject: PerimeterId,
  period: Period
): Promise<readonly RankedLine[]> {
  const indicator = peers[0]?.indicator
  if (indicator === undefined) return []
  const compositionOf = (figure: Figure): string => figure.perimeter.communes.join()
  const ranked = new Set(peers.map(compositionOf))
  const asked = [...new Set([...perimeters, ...comparisons, subject])]
  const figures = await findFigures(
    observatory,
    asked.map((perimeter) => ({ indicator, perimeter, period }))
  )
  const values = peers.flatMap(({ cell }) => ('value' in cell ? [cell.value] : []))
  const kept = figures.flatMap((figure): readonly RankedLine[] => {
    const { id } = figure.perimeter
    const isPeer = ranked.has(compositionOf(figure))
    const role = id === subject ? 'subject' : comparisons.includes(id) ? 'reference' : isPeer ? 'peer' : undefined
    if (!role) return []
    const { cell } = figure
    const rank = isPeer && 'value' in cell ? 1 + values.filter((value) => value > cell.value).length : undefined
    return [{ perimeter: findPerimeter(observatory.atlas, id), figure, role, ...(rank !== undefined && { rank }) }]
  })
  return kept.toSorted((a, b) => heightOf(b.figure) - heightOf(a.figure))
}

function heightOf({ cell }: Figure): number {
  return 'value' in cell ? cell.value : -Infinity
}

/** Beside its references, and its peers that the observatory lists. @param span what is drawn of them */
export async function evolutionAround(
  observatory: Observatory,
  { comparisons }: Settings,
  indicator: Indicator,
  subject: PerimeterId,
  standing: Standing | undefined,
  span: Span = {}
): Promise<EvolutionFacts> {
  const { registry, atlas } = observatory
  const { formula, periodType } = indicator
  // What is counted between two periods is no point in time.
  if (formula.kind === 'change' || formula.kind === 'rank' || periodType === 'span') return { lines: [] }
  const counted = isCount(registry, indicator)
  const lines = standing?.lines ?? []
  // A region would flatten the counts of all the others, and so would a union its own parts.
  const isPeer = lines.some(({ role, rank }) => role === 'subject' && rank !== undefined)
  const peers = counted && !isPeer ? [] : lines.filter(({ role }) => role === 'peer').map((line) => line.perimeter.id)
  const asked = [...new Set([subject, ...(counted ? [] : comparisons), ...peers])]
  const found = await Promise.all(
    asked.map(async (id) => ({
      perimeter: findPerimeter(atlas, id),
      figures: (await evolutionOf(observatory, indicator.id, id)).filter(({ period }) => isWithin(period, span))
    }))
  )
  const drawn = found.filter(({ figures }) => figures.filter(({ cell }) => 'value' in cell).length > 1)
  const mine = drawn.find(({ perimeter }) => perimeter.id === subject)
  const known = (mine?.figures ?? []).filter(({ cell }) => 'value' in cell).map(({ period }) => period)
  const [from, to] = [known[0], known.at(-1)]
  const change =
    from && to && from !== to
      ? await answerQuestion(observatory, { indicator: indicator.id, perimeter: subject, period: to, from })
      : undefined
  return { lines: drawn.slice(0, MOST_LINES), ...(change && { change }) }
}
