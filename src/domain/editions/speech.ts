/** Figures to be said aloud of a territory, with what to beware of. */

import type { FigureReason } from '../indicators/figure.ts'
import type { Indicator, IndicatorId } from '../indicators/indicator.ts'
import type { Period } from '../shared/period.ts'
import type { Source, Vintage } from '../sources/source.ts'
import type { Perimeter } from '../territories/perimeter.ts'
import type { MentionAnswer } from './answer.ts'

/** More would be no speech. */
export const MOST_SAID = 12

export type Warning =
  /** A later edition of its source should be out. */
  | { readonly kind: 'outdated'; readonly next: string }
  /** Producers differ. */
  | { readonly kind: 'contested' }
  /** Its method changed between the two ends: no change is said. */
  | { readonly kind: 'broken'; readonly since: Period }
  /** The two ends of its change were counted by different sources. */
  | { readonly kind: 'two-sources' }
  | { readonly kind: 'estimated' }

export type Line = {
  readonly indicator: Indicator
  readonly answer: MentionAnswer
  readonly sources: readonly { readonly vintage: Vintage; readonly source: Source }[]
  readonly warnings: readonly Warning[]
}

export type Speech = {
  readonly perimeter: Perimeter
  readonly versus?: Perimeter
  readonly lines: readonly Line[]
  /** Asked, and nothing can be said of them. */
  readonly silent: readonly { readonly indicator: Indicator; readonly reason?: FigureReason }[]
  readonly chosen: readonly IndicatorId[]
}
