/** What producers say of the figures that bear their name, for the values that they saw. */

import type { Cell } from '../indicators/cell.ts'
import type { MentionAnswer } from './answer.ts'

/** Stands for the observatory itself, which answers for producers that are not in the register. */
export const OBSERVATORY = ''

/** `silent`: it was asked, and the day to object went by; written when the issue is approved. */
export type VerdictDecision = 'validated' | 'refused' | 'silent'

export type Verdict = {
  /** Key of the mention. */
  readonly figure: string
  /** Of the register, or `OBSERVATORY`. */
  readonly organisation: string
  readonly decision: VerdictDecision
  /** Always there when it was refused, and when it is told by the observatory for an organisation. */
  readonly comment?: string
  /** What was seen: see `stampOf`. */
  readonly stamp: string
  /** Received otherwise, and written down by the observatory. */
  readonly isReported: boolean
  readonly author: string
  /** `YYYY-MM-DD`. */
  readonly on: string
}

/** A figure that the issue cites, and whose it is. */
export type AskedFigure = {
  /** Key of the mention. */
  readonly key: string
  readonly organisations: readonly string[]
  readonly stamp: string
}

/** Of one figure, for one of its producers; `waiting` with the verdict that another value has made void. */
export type VerdictStanding =
  | { readonly status: 'waiting'; readonly void?: Verdict }
  | { readonly status: VerdictDecision; readonly verdict: Verdict }

/** Digits that a value is compared by: what another order of the same additions changes is beyond. */
const DIGITS = 12

/** The values of an answer, in a text: another value, another text. */
export function stampOf({ figure, from, versus }: MentionAnswer): string {
  const cells = [figure, from, versus?.figure, versus?.from].map((one) => (one ? cellText(one.cell) : ''))
  return `${cells.join(' ')} / ${figure.perimeter.communes.length}`
}

/** Its status, and its value where it has one. */
export function cellText(cell: Cell): string {
  return 'value' in cell ? `${cell.status}:${Number(cell.value.toPrecision(DIGITS))}` : cell.status
}

const CHARTED = ' / chart '

/** The same with what a chart shows beside it. @param digest of its points */
export function chartStamp(stamp: string, digest: string): string {
  return `${stamp}${CHARTED}${digest}`
}

/** What a stamp says of its figure alone. */
export function figureStamp(stamp: string): string {
  return stamp.split(CHARTED)[0] ?? stamp
}

/** The number that was seen, as a stamp remembers it; undefined where there was none. */
export function valueSeen(stamp: string): number | undefined {
  const [, text] = /^[A-Z]:(\S+)/.exec(stamp) ?? []
  return text === undefined ? undefined : Number(text)
}

export function standingOf(
  { key, stamp }: Pick<AskedFigure, 'key' | 'stamp'>,
  organisation: string,
  verdicts: readonly Verdict[]
): VerdictStanding {
  const own = verdicts.find((one) => one.figure === key && one.organisation === organisation)
  if (!own) return { status: 'waiting' }
  return own.stamp === stamp ? { status: own.decision, verdict: own } : { status: 'waiting', void: own }
}

/** Whether the organisation said it itself: what another tells for it takes its place only when it no more stands. */
export function isOwnWord(standing: VerdictStanding): standing is VerdictStanding & { readonly verdict: Verdict } {
  return (standing.status === 'validated' || standing.status === 'refused') && !standing.verdict.isReported
}

export type Hindrance = { readonly key: string; readonly organisation: string; readonly why: 'refused' | 'waiting' }

/**
 * What keeps an issue from being approved: a refusal always, no answer up to the last day to give one.
 *
 * @param today `YYYY-MM-DD`
 * @param answerBy the last day to answer
 */
export function hindrances(
  asked: readonly AskedFigure[],
  verdicts: readonly Verdict[],
  { today, answerBy }: { readonly today: string; readonly answerBy: string }
): readonly Hindrance[] {
  return asked.flatMap(({ organisations, ...figure }) =>
    organisations.flatMap((organisation): readonly Hindrance[] => {
      const { status } = standingOf(figure, organisation, verdicts)
      if (status === 'refused') return [{ key: figure.key, organisation, why: 'refused' }]
      return status === 'waiting' && today <= answerBy ? [{ key: figure.key, organisation, why: 'waiting' }] : []
    })
  )
}
