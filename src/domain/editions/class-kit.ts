/** Figures for a class, and what an article that cites some was found to hold. */

import type { Figure } from '../indicators/figure.ts'
import type { Indicator } from '../indicators/indicator.ts'
import type { Text } from '../shared/text.ts'
import type { Line } from './speech.ts'

export type ToDraw = { readonly indicator: Indicator; readonly figures: readonly Figure[] }

export type ClassKit = {
  readonly lines: readonly Line[]
  /** Known at more periods than the others; absent where none is at two. */
  readonly chart?: ToDraw
}

/** A figure that an article cites, with what its reader needs. */
export type Cited = {
  readonly figure: Figure
  readonly indicator: Indicator
  readonly sources: Line['sources']
}

export type CheckedNumber = {
  /** As it was written, and where it begins, from 0. */
  readonly text: string
  readonly start: number
  /** Figures that read like it; empty: it is not known where it comes from. */
  readonly figures: readonly Cited[]
}

export type CheckedArticle = {
  readonly text: string
  /** Those whose address stands in the text, once each. */
  readonly cited: readonly Cited[]
  /** Addresses that lead to no figure. */
  readonly lost: readonly { readonly address: string; readonly why: Text }[]
  readonly numbers: readonly CheckedNumber[]
}
