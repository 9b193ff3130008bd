/** What became of a figure that an edition cites: the same, another value and why, or nothing that can be asked. */

import { isSameShown, type Shown } from '../indicators/doubt.ts'
import type { Figure } from '../indicators/figure.ts'
import type { Indicator } from '../indicators/indicator.ts'
import type { VintageId } from '../sources/source.ts'
import type { MentionAnswer } from './answer.ts'
import type { Cited } from './frozen.ts'

/** Why a figure says another thing; more than one may hold. */
export const CHANGE_CAUSES = ['period', 'perimeter', 'definition', 'secrecy', 'vintage', 'revision'] as const

/** `revision`: nothing else explains it; what the vintages hold is read otherwise. */
export type ChangeCause = (typeof CHANGE_CAUSES)[number]

/** Which number of an answer differs; the first of this order that does is told. */
export const ANSWER_PARTS = ['change', 'value', 'start', 'elsewhere'] as const

export type AnswerPart = (typeof ANSWER_PARTS)[number]

export function isAnswerPart(text: unknown): text is AnswerPart {
  return ANSWER_PARTS.some((part) => part === text)
}

export type Difference = {
  readonly part: AnswerPart
  readonly then: Shown
  readonly now: Shown
  /** In the unit of `now`; absent where one of them is no number, or counts another thing. */
  readonly gap?: number
  readonly causes: readonly ChangeCause[]
  /** Those that answer now and did not then. */
  readonly vintages: readonly VintageId[]
}

/** An answer with the definition that it was computed by. */
export type Defined = { readonly answer: MentionAnswer; readonly indicator: Indicator }

/** Undefined where both say the same, as far as they are shown. */
export function differenceBetween(then: Defined, now: Defined): Difference | undefined {
  for (const part of ANSWER_PARTS) {
    const [was, is] = [partOf(then.answer, part), partOf(now.answer, part)]
    if (!was || !is || isSameShown(was.shown, is.shown)) continue
    const known = new Set(was.figures.flatMap(({ vintages }) => vintages))
    return {
      part,
      then: was.shown,
      now: is.shown,
      ...gapBetween(was.shown, is.shown),
      causes: causesOf({ ...then, figures: was.figures }, { ...now, figures: is.figures }),
      vintages: [...new Set(is.figures.flatMap(({ vintages }) => vintages))].filter((id) => !known.has(id))
    }
  }
  return undefined
}

/** The number that a part of an answer shows, and the figures that it comes from. */
function partOf(
  { figure, from, change, versus }: MentionAnswer,
  part: AnswerPart
): { readonly shown: Shown; readonly figures: readonly Figure[] } | undefined {
  switch (part) {
    case 'change': {
      if (!change || !from) return undefined
      const { difference: cell, unit, decimals } = change
      return { shown: { cell, unit, decimals }, figures: [from, figure] }
    }
    case 'value':
      return shownOf(figure)
    case 'start':
      return from && shownOf(from)
    case 'elsewhere':
      return versus && shownOf(versus.figure)
  }
}

function shownOf(figure: Figure): { readonly shown: Shown; readonly figures: readonly Figure[] } {
  const { cell, unit, decimals } = figure
  return { shown: { cell, unit, decimals }, figures: [figure] }
}

function gapBetween(then: Shown, now: Shown): { readonly gap?: number } {
  if (!('value' in then.cell) || !('value' in now.cell) || then.unit !== now.unit) return {}
  return { gap: now.cell.value - then.cell.value }
}

type Side = { readonly indicator: Indicator; readonly figures: readonly Figure[] }

function causesOf(then: Side, now: Side): readonly ChangeCause[] {
  const differs = (of: (figure: Figure) => string): boolean =>
    then.figures.map(of).join(';') !== now.figures.map(of).join(';')
  const isWithheld = ({ figures }: Side): boolean => figures.some(({ cell }) => cell.status === 'Q')
  const holds: Readonly<Record<ChangeCause, boolean>> = {
    period: differs(({ period }) => period),
    perimeter: differs(({ perimeter }) => perimeter.communes.toSorted().join()),
    definition: definitionOf(then.indicator) !== definitionOf(now.indicator),
    secrecy: isWithheld(then) !== isWithheld(now),
    vintage: differs(({ vintages }) => vintages.toSorted().join()),
    revision: false
  }
  const causes = CHANGE_CAUSES.filter((cause) => holds[cause])
  return causes.length > 0 ? causes : ['revision']
}

/** What of a definition can change a value: not its words. */
function definitionOf({ formula, unit, decimals }: Indicator): string {
  return JSON.stringify([formula, unit, decimals])
}

/** What was seen of a difference: with another value it is another one. */
export function differenceStamp({ part, now }: Pick<Difference, 'part' | 'now'>): string {
  const said = 'value' in now.cell ? String(now.cell.value) : ''
  return [part, now.cell.status, said].join(' ')
}

/** A figure of two issues, or of one of them. */
export type IssueLine =
  | { readonly kind: 'same'; readonly then: Cited; readonly now: Cited }
  | { readonly kind: 'differs'; readonly then: Cited; readonly now: Cited; readonly difference: Difference }
  | { readonly kind: 'appeared'; readonly now: Cited }
  | { readonly kind: 'vanished'; readonly then: Cited }

export type IssueLineKind = IssueLine['kind']

/**
 * Figure by figure: the same question first, then the same indicator and territory at another period, the latest with
 * the latest. In the order of the later issue; what vanished comes last.
 */
export function compareIssues(then: readonly Cited[], now: readonly Cited[]): readonly IssueLine[] {
  const left = new Map(then.map((cited) => [cited.key, cited]))
  const pairs = new Map<string, Cited>()
  for (const { key } of now) {
    const same = left.get(key)
    if (!same) continue
    pairs.set(key, same)
    left.delete(key)
  }
  const bySubject = new Map<string, Cited[]>()
  for (const cited of [...left.values()].toSorted(latestFirst)) {
    const subject = subjectOf(cited)
    bySubject.set(subject, [...(bySubject.get(subject) ?? []), cited])
  }
  for (const cited of now.filter(({ key }) => !pairs.has(key)).toSorted(latestFirst)) {
    const other = bySubject.get(subjectOf(cited))?.shift()
    if (!other) continue
    pairs.set(cited.key, other)
    left.delete(other.key)
  }
  return [
    ...now.map((cited): IssueLine => {
      const before = pairs.get(cited.key)
      if (!before) return { kind: 'appeared', now: cited }
      const difference = differenceBetween(before, cited)
      return difference
        ? { kind: 'differs', then: before, now: cited, difference }
        : { kind: 'same', then: before, now: cited }
    }),
    ...[...left.values()].map((cited): IssueLine => ({ kind: 'vanished', then: cited }))
  ]
}

function latestFirst(a: Cited, b: Cited): number {
  const [one, other] = [a.answer.figure.period, b.answer.figure.period]
  return one < other ? 1 : one > other ? -1 : 0
}

/** What is asked, whenever: a change and a value of one indicator are not the same subject. */
function subjectOf({ answer: { figure, from, versus } }: Cited): string {
  const kind = figure.period.includes('/') ? 'span' : from ? 'change' : 'value'
  return [figure.indicator, figure.perimeter.id, kind, versus?.figure.perimeter.id ?? ''].join(' ')
}
