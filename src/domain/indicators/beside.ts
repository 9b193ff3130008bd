/** Territories side by side: what a comparison shows of them, and the reasons to doubt it. */

import type { Period } from '../shared/period.ts'
import type { Text } from '../shared/text.ts'
import type { PerimeterId } from '../territories/perimeter.ts'
import type { Figure } from './figure.ts'
import type { Indicator, Terms } from './indicator.ts'
import { measureIdOf } from './registry.ts'
import type { MeasureId } from './measure.ts'
import type { SimilarAnswer } from './similar.ts'

export type Named = { readonly id: PerimeterId; readonly label: Text; readonly short: Text }

/** An indicator at one period over all the territories, in their order. */
export type Column = {
  readonly indicator: Indicator
  readonly period: Period
  readonly figures: readonly Figure[]
  /** Per territory, its figures in time; empty for what is counted over spans. */
  readonly evolutions: readonly (readonly Figure[])[]
}

/** Two of the territories that have communes in common. */
export type Crossing = { readonly one: Named; readonly other: Named; readonly communes: number }

export type Pair = { readonly territory: Named; readonly x: Figure; readonly y: Figure }

export type Scatter = {
  readonly x: Indicator
  readonly y: Indicator
  /** Whose communes the peers are, or the region whose EPCI they are. */
  readonly among: Named
  readonly kind: 'communes' | 'epci'
  readonly peers: readonly Pair[]
  /** The chosen territories, in their order. */
  readonly chosen: readonly Pair[]
  /** Measures that both indicators are computed from. */
  readonly sharedMeasures: readonly Text[]
}

export type Likeness = {
  readonly target: Named
  readonly among: Named
  readonly kind: 'communes' | 'epci'
  readonly indicators: readonly Indicator[]
  readonly own: readonly (Figure | undefined)[]
  readonly answer: SimilarAnswer<Peer>
}

export type Peer = { readonly territory: Named; readonly figures: readonly (Figure | undefined)[] }

export type SideBySide = {
  readonly territories: readonly Named[]
  readonly columns: readonly Column[]
  readonly crossings: readonly Crossing[]
  readonly scatter?: Scatter
  readonly likeness?: Likeness
}

/** Measures in both: where they share one, the two indicators move together by their very making. */
export function measuresInCommon(one: Indicator, other: Indicator): readonly MeasureId[] {
  const theirs = new Set(measuresOf(other))
  return [...new Set(measuresOf(one))].filter((measure) => theirs.has(measure))
}

function measuresOf({ formula }: Indicator): readonly MeasureId[] {
  switch (formula.kind) {
    case 'level':
      return ofTerms(formula.terms)
    case 'weighted-mean':
      return [measureIdOf(formula.value), measureIdOf(formula.weight)]
    case 'change':
    case 'index':
    case 'rank':
      return []
    case 'share':
    case 'ratio':
    case 'per-capita':
    case 'density':
      return ofTerms([...formula.numerator, ...formula.denominator])
  }
}

function ofTerms(terms: Terms): readonly MeasureId[] {
  return terms.map(({ series }) => measureIdOf(series))
}

/** Fewer points than this draw a line by chance. */
export const FEW_POINTS = 30
