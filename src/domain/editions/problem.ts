/** What a check of an edition finds: a closed list, each with where it is. Those that block keep it from being frozen. */

import type { FigureReason } from '../indicators/figure.ts'
import type { Period } from '../shared/period.ts'
import type { Text } from '../shared/text.ts'
import type { ClaimId } from '../sources/claim.ts'
import type { PerimeterId } from '../territories/perimeter.ts'
import type { Position } from './edition.ts'

export type EditionProblem = {
  readonly position: Position
  /** How people call the indicators that it names, by identifier. */
  readonly labels?: Readonly<Record<string, Text>>
} &
  /** Not understood: what was found and what is expected. */
  (
    | { readonly kind: 'unreadable'; readonly why: Text }
    /** A number typed in the text, with the figures that have this value. */
    | { readonly kind: 'naked-number'; readonly found: string; readonly proposals: readonly string[] }
    /** From two to nine, in letters: « trois agglomérations ». */
    | { readonly kind: 'small-number'; readonly found: string; readonly proposals: readonly string[] }
    /** Unknown indicator or perimeter, a perimeter before it existed. */
    | { readonly kind: 'no-figure'; readonly why: Text }
    /** The figure can be asked, and has no value to write. */
    | { readonly kind: 'no-value'; readonly indicator: string; readonly reason?: FigureReason }
    | { readonly kind: 'no-change' }
    /** « près de » of a number that is far from it. */
    | { readonly kind: 'false-wording'; readonly found: string }
    | { readonly kind: 'broken-reference'; readonly to: string; readonly nearest?: string }
    | { readonly kind: 'twice-the-same-name'; readonly id: string }
    | { readonly kind: 'missing-note'; readonly name: string }
    | { readonly kind: 'missing-image'; readonly file: string }
    /** A chart of what has no value anywhere, or one only. */
    | { readonly kind: 'nothing-to-draw'; readonly chart: string; readonly indicator: string }
    /** A later vintage or period answers than the one mentioned. */
    | { readonly kind: 'newer-period'; readonly period: Period; readonly indicator: string }
    /** The same indicator, perimeter and period is told otherwise there: another geography, or another edition. */
    | { readonly kind: 'two-values'; readonly indicator: string; readonly other: Position }
    /** Another indicator has this very number there. */
    | { readonly kind: 'same-number'; readonly indicator: string; readonly as: string; readonly other: Position }
    /** Two producers differ about what it shows. */
    | { readonly kind: 'contested'; readonly indicator: string }
    /** The sentence names years, and none is of its figure, or of its claim. */
    | { readonly kind: 'other-year'; readonly written: string; readonly period: Period }
    | { readonly kind: 'other-year'; readonly written: string; readonly claim: ClaimId; readonly said: string }
    /** The sentence names a perimeter, and it is not that of its figure, or of its claim. */
    | {
        readonly kind: 'other-place'
        readonly written: string
        /** As the sentence should name it. */
        readonly name: string
        /** The perimeter that is named, where the same figure has a value there. */
        readonly instead?: PerimeterId
        readonly claim?: ClaimId
      }
    | { readonly kind: 'unknown-claim'; readonly claim: ClaimId; readonly nearest?: string }
    /** Read on a damaged copy, and nobody has looked at the original. */
    | { readonly kind: 'claim-not-validated'; readonly claim: ClaimId }
    /** Its words can be quoted; its number is lost, or never was. */
    | { readonly kind: 'claim-without-number'; readonly claim: ClaimId }
    /** A person has ruled so, and no value has changed since. */
    | { readonly kind: 'claim-wrong'; readonly claim: ClaimId }
    /** It contradicts these others, and nobody has explained it; or a ruling is to be taken again. */
    | { readonly kind: 'claim-contested'; readonly claim: ClaimId; readonly others: readonly ClaimId[] }
    /** The figure that it is about has another value. */
    | { readonly kind: 'claim-differs'; readonly claim: ClaimId }
  )

export type ProblemKind = EditionProblem['kind']

/** To be known, not to be mended. */
const WARNINGS: ReadonlySet<ProblemKind> = new Set([
  'newer-period',
  'two-values',
  'same-number',
  'small-number',
  'contested',
  'other-year',
  'claim-contested',
  'claim-differs'
])

export function blocks({ kind }: EditionProblem): boolean {
  return !WARNINGS.has(kind)
}
