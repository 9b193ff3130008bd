/**
 * A doubt about a figure: anyone reports it, an officer lets it through or not, a named officer answers within a delay,
 * and the answer stands at the figure until its value changes.
 */

import { InvalidInput } from '../shared/errors.ts'
import type { Text } from '../shared/text.ts'
import type { Figure } from './figure.ts'
import type { FigureRequest } from './request.ts'
import { round } from './rounding.ts'

/** What became of the figure. */
export const OUTCOMES = {
  corrected: { fr: 'chiffre corrigé', en: 'figure corrected' },
  stands: { fr: 'chiffre maintenu', en: 'figure stands' },
  explained: { fr: 'chiffre expliqué', en: 'figure explained' }
} as const satisfies Record<string, Text>

export type Outcome = keyof typeof OUTCOMES

/** Why a report is not let through. */
export const REFUSALS = {
  'not-a-doubt': { fr: 'ne porte pas sur ce chiffre', en: 'is not about this figure' },
  unclear: { fr: 'ne dit pas ce qui est mis en doute', en: 'does not say what is doubted' },
  duplicate: { fr: 'le même doute est déjà signalé', en: 'the same doubt is reported already' },
  personal: { fr: 'nomme des personnes, ou livre ce qui est privé', en: 'names people, or gives private matters away' },
  abusive: { fr: 'injurieux, menaçant, ou publicitaire', en: 'abusive, threatening, or advertising' }
} as const satisfies Record<string, Text>

export type Refusal = keyof typeof REFUSALS

/** What was read when it was doubted, or answered: enough to be shown again, and compared. */
export type Shown = Pick<Figure, 'cell' | 'unit' | 'decimals'>

/** The officer by account, and for whom they answered; the name is that of the account. */
export type DoubtAnswer = {
  /** `YYYY-MM-DD`. */
  readonly on: string
  readonly officer: string
  /** The organisation that the role was held for; undefined: the observatory itself. */
  readonly organisation?: string
  readonly outcome: Outcome
  readonly text: string
  readonly shown: Shown
}

type Reported = {
  readonly id: string
  /** Whatever the edition: what is asked of the gate again to know whether the value has changed. */
  readonly about: Pick<FigureRequest, 'indicator' | 'perimeter' | 'period'>
  /** Of the figure as it was read, its editions pinned. */
  readonly address: string
  readonly shown: Shown
  readonly text: string
  /** `YYYY-MM-DD`. */
  readonly receivedOn: string
  /** The last day on which an answer is on time. */
  readonly dueOn: string
  /** The account that is to answer; undefined when nobody may yet. */
  readonly officer?: string
  /** The organisations whose data it is about: their producers may answer. */
  readonly producers: readonly string[]
  /** Earliest first; more than one when the value changed after an answer. */
  readonly answers: readonly DoubtAnswer[]
}

export type Doubt = Reported &
  (
    | { readonly status: 'received' }
    | { readonly status: 'refused'; readonly refusal: Refusal }
    /** Public. With an answer already: the value has changed since. */
    | { readonly status: 'open' }
    /** Public, with its last answer. */
    | { readonly status: 'answered' }
  )

export type DoubtStatus = Doubt['status']

/** What leads from one status to another: pages show the buttons of these, and no others. */
export const DOUBT_STEPS = {
  accept: { from: ['received', 'refused'], to: 'open' },
  refuse: { from: ['received', 'open'], to: 'refused' },
  answer: { from: ['open'], to: 'answered' },
  reopen: { from: ['answered'], to: 'open' }
} as const satisfies Record<string, { readonly from: readonly DoubtStatus[]; readonly to: DoubtStatus }>

export type DoubtStepName = keyof typeof DOUBT_STEPS

export type DoubtStep =
  | { readonly name: 'accept' }
  | { readonly name: 'refuse'; readonly refusal: Refusal }
  | { readonly name: 'answer'; readonly answer: DoubtAnswer }
  /** The value is another than the one that was answered; the delay runs again. */
  | { readonly name: 'reopen'; readonly shown: Shown; readonly dueOn: string }

export type DoubtRefusal =
  /** The status does not allow it, or no longer. */
  | 'not-now'
  /** Told as corrected, and still what was doubted. */
  | 'not-corrected'
  /** Told as standing, and no longer what was doubted. */
  | 'has-changed'
  /** Nothing to reopen: the value is the one that was answered. */
  | 'same-value'

export type DoubtDecision =
  { readonly ok: true; readonly doubt: Doubt } | { readonly ok: false; readonly reason: DoubtRefusal }

/** What a step makes of a doubt, or why not. An answer is held to what the figure is when it is given. */
export function takeDoubtStep(doubt: Doubt, step: DoubtStep): DoubtDecision {
  if (!canStep(doubt, step.name)) return { ok: false, reason: 'not-now' }
  const { status: _, ...rest } = doubt
  switch (step.name) {
    case 'accept':
      return { ok: true, doubt: { ...rest, status: 'open' } }
    case 'refuse':
      return { ok: true, doubt: { ...rest, status: 'refused', refusal: step.refusal } }
    case 'answer': {
      const { outcome, shown } = step.answer
      const isSame = isSameShown(lastShown(doubt), shown)
      if (outcome === 'corrected' && isSame) return { ok: false, reason: 'not-corrected' }
      if (outcome === 'stands' && !isSame) return { ok: false, reason: 'has-changed' }
      return { ok: true, doubt: { ...rest, status: 'answered', answers: [...doubt.answers, step.answer] } }
    }
    case 'reopen':
      if (isSameShown(lastShown(doubt), step.shown)) return { ok: false, reason: 'same-value' }
      return { ok: true, doubt: { ...rest, status: 'open', dueOn: step.dueOn } }
  }
}

export function canStep({ status }: Pick<Doubt, 'status'>, name: DoubtStepName): boolean {
  const from: readonly DoubtStatus[] = DOUBT_STEPS[name].from
  return from.includes(status)
}

/** What it is compared with: what was answered last, else what was doubted. */
function lastShown({ answers, shown }: Pick<Doubt, 'answers' | 'shown'>): Shown {
  return answers.at(-1)?.shown ?? shown
}

/** As readers see them: a change that rounding hides is none. */
export function isSameShown(a: Shown, b: Shown): boolean {
  if (!('value' in a.cell) || !('value' in b.cell)) return a.cell.status === b.cell.status
  return round(a.cell.value, a.decimals) === round(b.cell.value, b.decimals)
}

export function isPublic({ status }: Pick<Doubt, 'status'>): boolean {
  return status === 'open' || status === 'answered'
}

/** Whether an answer is due since before `today`: what nobody has let through yet waits as well. */
export function isLate({ status, dueOn }: Pick<Doubt, 'status' | 'dueOn'>, today: string): boolean {
  return (status === 'received' || status === 'open') && dueOn < today
}

/** Working days to answer in, unless the folder says otherwise. */
export const USUAL_DELAY = 15

export const LONGEST_DOUBT = 2000
const SHORTEST_DOUBT = 10

/** @throws {InvalidInput} unless it says something, in at most `LONGEST_DOUBT` characters */
export function parseDoubtText(text: string): string {
  const read = text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069]/gu, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
  const length = [...read].length
  if (length >= SHORTEST_DOUBT && length <= LONGEST_DOUBT) return read
  throw new InvalidInput({
    fr: `Le texte compte ${length} caractères : attendu de ${SHORTEST_DOUBT} à ${LONGEST_DOUBT}`,
    en: `The text has ${length} characters: expected ${SHORTEST_DOUBT} to ${LONGEST_DOUBT}`
  })
}

/** @throws {InvalidInput} */
export function parseOutcome(text: string): Outcome {
  if (isOutcome(text)) return text
  throw new InvalidInput({
    fr: 'Dites ce qu’il advient du chiffre : corrigé, maintenu ou expliqué',
    en: 'Say what becomes of the figure: corrected, stands or explained'
  })
}

/** @throws {InvalidInput} */
export function parseRefusal(text: string): Refusal {
  if (isRefusal(text)) return text
  throw new InvalidInput({
    fr: 'Un refus a un motif : choisissez-le dans la liste',
    en: 'A refusal has a reason: choose it in the list'
  })
}

function isOutcome(text: string): text is Outcome {
  return Object.hasOwn(OUTCOMES, text)
}

function isRefusal(text: string): text is Refusal {
  return Object.hasOwn(REFUSALS, text)
}
