/**
 * An edition that changes no more: its text, every figure it cites with its lineage, the drawings of its charts. The
 * site, the PDF and the data package are made from it and from nothing else, so that they say the same. Plain data.
 */

import type { CommitmentSummary } from '../commitments/summary.ts'
import type { Indicator, IndicatorId } from '../indicators/indicator.ts'
import type { Source, Vintage } from '../sources/source.ts'
import type { MentionAnswer } from './answer.ts'
import type { ClaimMention, Edition, Mention } from './edition.ts'
import type { ChartPoints } from './drawn-points.ts'
import type { StatedClaim } from './stated-claim.ts'
import { mentionKey } from './answer.ts'

export type FrozenEdition = {
  readonly edition: Edition
  /** `YYYY-MM-DD` on which its figures were asked. */
  readonly frozenOn: string
  /** By the key of the mention. */
  readonly answers: Readonly<Record<string, MentionAnswer>>
  readonly indicators: Readonly<Record<IndicatorId, Indicator>>
  /** Those told, by identifier. */
  readonly claims: Readonly<Record<string, StatedClaim>>
  readonly sources: readonly { readonly vintage: Vintage; readonly source: Source }[]
  /** The sets of promises that it tells of; absent: none. */
  readonly commitments?: readonly CommitmentSummary[]
  /** SVG by `chapter/chart`, complete in itself; the same for a telephone under its narrow name. */
  readonly drawings: Readonly<Record<string, string>>
  /** What each drawing shows; absent in what was frozen before points were kept. */
  readonly points?: ChartPoints
}

/** The drawing of where the communes of a template lie: one for all of them. */
export const LOCATOR = 'lieux'

/** The name of a drawing made as narrow as a telephone. */
export function narrowName(drawing: string): string {
  return `${drawing}@narrow`
}

/** A figure that the edition cites, once, in the order of its first mention. */
export type Cited = {
  readonly key: string
  readonly name: string
  readonly answer: MentionAnswer
  readonly indicator: Indicator
}

/** @throws {Error} when the mention was not frozen with its edition: a fault of ours */
export function answerTo({ answers }: FrozenEdition, mention: Pick<Mention, 'question'>): MentionAnswer {
  const answer = answers[mentionKey(mention)]
  if (!answer) throw new Error(`${mentionKey(mention)} was not frozen`)
  return answer
}

/** @throws {Error} as `answerTo` */
export function statedClaim({ claims }: FrozenEdition, { claim }: Pick<ClaimMention, 'claim'>): StatedClaim {
  const found = claims[claim]
  if (!found) throw new Error(`the claim ${claim} was not frozen`)
  return found
}

/** @throws {Error} as `answerTo` */
export function indicatorBehind({ indicators }: FrozenEdition, { figure }: MentionAnswer): Indicator {
  const found = indicators[figure.indicator]
  if (!found) throw new Error(`${figure.indicator} was not frozen`)
  return found
}

/** Every figure cited, with a name for its address: `population-pma-2018`. */
export function citedIn(frozen: FrozenEdition): readonly Cited[] {
  return Object.entries(frozen.answers).map(([key, answer]) => {
    const { figure, from, versus } = answer
    const parts = [
      figure.indicator,
      figure.perimeter.id,
      from?.period,
      figure.period,
      versus && `vs-${versus.figure.perimeter.id}`
    ]
    const name = parts
      .filter((part) => part !== undefined)
      .join('-')
      .replaceAll(/[^a-z0-9-]+/gi, '--')
      .toLowerCase()
    return { key, name, answer, indicator: indicatorBehind(frozen, answer) }
  })
}
