/** A claim as the rules compare it: its words as tokens, its number, its years, the perimeter that its name means. */

import type { PerimeterId } from '../territories/perimeter.ts'
import { intervalOf, stepOf, type Interval } from './claim-amount.ts'
import { KINDS_OF_UNIT, TIME, UNIT_OF } from './claim-lexicon.ts'
import { unitOf } from './claim-unit.ts'
import {
  asidesOf,
  conceptsOf,
  folded,
  isSubset,
  monthsOf,
  sameSet,
  says,
  statesIn,
  tokensOf,
  withClasses,
  withoutAsides,
  withoutStates,
  yearsOf,
  type Months,
  type State,
  type Years
} from './claim-words.ts'
import { amountOf, type Claim } from './claim.ts'

/** What the rules know of a perimeter: what it is called, what it is made of. */
export type NamedPerimeter = {
  readonly id: PerimeterId
  readonly names: readonly string[]
  readonly communes: ReadonlySet<string>
  /** The listed perimeters that it is the union of, if it is one. */
  readonly parts: readonly PerimeterId[]
}

/**
 * What a number is, whatever word the table gives for it: an `amount` at a date, a `flow` a year, a `share` in percent, a
 * `ratio` per something, a `gap` between two rates.
 */
export type Aspect = 'amount' | 'flow' | 'share' | 'ratio' | 'change' | 'gap' | 'duration' | 'date' | 'rank'

export type Meaning = {
  readonly claim: Claim
  /** Where the claim stands among those given, from 0. */
  readonly order: number
  /** In one of the unit: 62 M€ is 62 000 000. Absent where no number is left. */
  readonly value?: number
  readonly interval?: Interval
  /** Of one of the last digit written, in one of the unit; 0 without a value. */
  readonly step: number
  readonly scale: number
  readonly aspect: Aspect
  readonly subject: readonly string[]
  /** The same for the same words, in whatever order. */
  readonly subjectKey: string
  /** The subject is nothing but the place: the inhabitants of the PMA, said of the PMA. */
  readonly isAboutPlace: boolean
  /** Asides and years apart. */
  readonly measure: readonly string[]
  /** What is counted, of all words: ideas that neither the unit, the place nor the state tells. Sorted. */
  readonly thing: readonly string[]
  readonly thingKey: string
  /** Those of the measure alone: what sets it apart from others of its subject. */
  readonly facets: readonly string[]
  readonly states: readonly State[]
  readonly unit: string
  /** What it is counted by, as a unit: `dwellings` of « coût par logement ». */
  readonly per?: string
  readonly years?: Years
  readonly months?: Months
  /** The listed perimeter that is meant, where one is. */
  readonly perimeter?: PerimeterId
  /** The same for names of the same place; absent where the document names none. */
  readonly place?: string
}

export function meaningOf(claim: Claim, perimeters: readonly NamedPerimeter[], order = 0): Meaning {
  const subject = tokensOf(claim.subject)
  const { name: unit, scale } = unitOf(claim.unit)
  const amount = amountOf(claim)
  const interval = intervalOf(claim)
  const years = yearsOf(claim.period)
  const months = monthsOf(claim.period)
  const perimeter = claim.link?.perimeter ?? recalledPerimeter(claim.perimeter ?? '', perimeters)
  const place = isUnstated(claim.perimeter) ? undefined : (perimeter ?? tokensOf(claim.perimeter ?? '').join(' '))
  const thing = thingOf(claim, subject, unit)
  const per = perOf(claim, unit)
  return {
    claim,
    order,
    ...(amount && { value: amount.value * scale }),
    ...(interval && { interval: { from: interval.from * scale, to: interval.to * scale } }),
    step: amount ? writtenStep(claim, amount.value) * scale : 0,
    scale,
    aspect: aspectOf(claim, unit, per),
    subject,
    subjectKey: subject.toSorted().join(' '),
    isAboutPlace: isAboutPlace(subject, claim.perimeter),
    measure: tokensOf(withoutAsides(claim.measure)).filter((word) => !/^\d{4}$/.test(word)),
    thing,
    thingKey: thing.join(' '),
    facets: facetsOf(claim, unit),
    states: statesIn(claim.measure),
    unit,
    ...(per !== undefined && { per }),
    ...(years && { years }),
    ...(months && { months }),
    ...(perimeter !== undefined && { perimeter }),
    ...(place !== undefined && { place })
  }
}

/** The words of subject and measure that neither the unit nor the place says already. */
function thingOf(claim: Claim, subject: readonly string[], unit: string): readonly string[] {
  const own = isAboutPlace(subject, claim.perimeter) ? [] : conceptsOf(withClasses(withoutAsides(claim.subject)))
  return [...new Set([...withoutUnit(own, unit), ...facetsOf(claim, unit)])].toSorted()
}

function facetsOf({ measure }: Claim, unit: string): readonly string[] {
  const words = conceptsOf(withoutStates(withClasses(withoutAsides(measure))))
  return withoutUnit(words, unit).filter((word) => !/^\d{4}$/.test(word))
}

/** « logts vacants », in dwellings, are vacant ones, whatever dwellings are called. */
export function withoutUnit(words: readonly string[], unit: string): readonly string[] {
  const names = unit.split('/')
  const counted = conceptsOf(names.join(' '))
  return words.filter(
    (word) => !counted.includes(word) && (KINDS_OF_UNIT.has(word) || !names.includes(UNIT_OF.get(word) ?? word))
  )
}

const CHANGES =
  /\b(?:change|evolution|variation|growth|progression|croissance|increase|decrease|hausse|baisse|augmentation|diminution|recul|gain)\b/
const GAPS = /\b(?:gap|ecart|difference)\b/
const PER = /\b(?:per|par) (?!les?\b|la\b|l\b|des\b|the\b)(\w+)/

function aspectOf({ kind, measure, reading }: Claim, unit: string, per: string | undefined): Aspect {
  const value = amountOf({ reading })?.value ?? 0
  if (kind === 'rank' || unit === 'rank') return 'rank'
  if (kind === 'date' || (unit === 'year' && value >= 1000 && value < 2200)) return 'date'
  if (says(measure, GAPS)) return 'gap'
  if (kind === 'change' || unit === 'times' || ((unit === '%' || unit === 'points') && says(measure, CHANGES)))
    return 'change'
  if (/^(?:years?|months|days)$/.test(unit)) return 'duration'
  if (unit === '%' || unit === 'points') return 'share'
  if (per !== undefined) return 'ratio'
  const [, below] = unit.split('/')
  return below !== undefined && TIME.has(below) ? 'flow' : kind === 'ratio' ? 'ratio' : 'amount'
}

/** Told by the unit, or by the words of the measure: « workshops per event ». Time is no base: that is a flow. */
function perOf({ measure, kind }: Claim, unit: string): string | undefined {
  const [, below] = unit.split('/')
  if (below !== undefined) return TIME.has(below) ? undefined : below
  const [, noun] = kind === 'share' || kind === 'change' ? [] : (PER.exec(folded(measure)) ?? [])
  return noun === undefined || TIME.has(noun) ? undefined : unitOf(noun).name
}

/** The quotation may give more digits than the table kept: « 68,0 M€ » is known to the hundred thousand. */
function writtenStep({ quote }: Claim, value: number): number {
  const plain = stepOf(value)
  const finer = [...quote.matchAll(/\d+(?:[ \u00a0\u202f]\d{3})*[.,](\d+)/g)].flatMap(([text, decimals = '']) => {
    const number = Number(text.replaceAll(/[ \u00a0\u202f]/g, '').replace(',', '.'))
    const power = Math.log10(Math.abs(value) / number)
    return number > 0 && Math.abs(power - Math.round(power)) < 1e-9 ? [10 ** (Math.round(power) - decimals.length)] : []
  })
  return Math.min(plain, ...finer)
}

const RECALLED = new WeakMap<readonly NamedPerimeter[], Map<string, PerimeterId | undefined>>()

/** One document names a place many times. */
function recalledPerimeter(name: string, perimeters: readonly NamedPerimeter[]): PerimeterId | undefined {
  const known = RECALLED.get(perimeters) ?? new Map<string, PerimeterId | undefined>()
  RECALLED.set(perimeters, known)
  if (!known.has(name)) known.set(name, perimeterNamed(name, perimeters))
  return known.get(name)
}

const UNSTATED =
  /^(?:not stated|unstated|unknown|non precise|non indique|territory|territoire|le territoire|the territory)\b/

export function isUnstated(perimeter: string | undefined): boolean {
  return perimeter === undefined || says(perimeter, UNSTATED)
}

/** Words that a name may be dressed with and stay the same place. */
const DRESS = new Set(
  tokensOf(
    'territory territoire region département department perimeter périmètre destination inscribed inscrit property bien agglo mining minier bassin basin métropole metropolitan'
  )
)

/** Words that make of a place a part of it, or another. */
const PART = /\b(?:part|parts|partie|parties|some|rural|outside|hors|presque|ambiguous|except|sauf)\b/

/**
 * The one listed perimeter that a name means: all the words of one of its names are there, and nothing else but what
 * places are dressed with; or two words and more, all of them in its name. Undefined where none is, or two are.
 */
function perimeterNamed(name: string, perimeters: readonly NamedPerimeter[]): PerimeterId | undefined {
  if (name === '' || says(name, PART)) return undefined
  const all = tokensOf(name)
  const main = tokensOf(withoutAsides(name))
  const aside = tokensOf(asidesOf(name))
  const scored = perimeters.flatMap(({ id, names }) => {
    const scores = names.map((one) => {
      const tokens = tokensOf(one)
      if (sameSet(tokens, main)) return 100
      const isDressed = main.every((word) => tokens.includes(word) || DRESS.has(word))
      if (isSubset(tokens, all) && isDressed) return 10 + tokens.length
      return main.length > 1 && isSubset(main, tokens)
        ? main.length + aside.filter((w) => tokens.includes(w)).length
        : 0
    })
    const best = Math.max(0, ...scores)
    return best > 0 ? [{ id, best }] : []
  })
  const most = Math.max(0, ...scored.map(({ best }) => best))
  const [found, other] = scored.filter(({ best }) => best === most)
  return found && !other ? found.id : undefined
}

/** Same subject: the same words. */
export function sameSubject(a: Meaning, b: Meaning): boolean {
  return a.subjectKey === b.subjectKey
}

/** The words of one within the other: the ERBM, and the works of the ERBM. */
export function kindred(a: Meaning, b: Meaning): boolean {
  return isSubset(a.subject, b.subject) || isSubset(b.subject, a.subject)
}

/** The same ideas, in the same unit and state, whichever words stand in the subject and which in the measure. */
export function sameThing(a: Meaning, b: Meaning): boolean {
  return a.thingKey === b.thingKey && a.unit === b.unit && a.states.join() === b.states.join()
}

/** All that one says and more: « dwellings » and « dwellings, vacant ». */
export function narrows(part: readonly string[], whole: readonly string[]): boolean {
  return part.length > whole.length && whole.every((word) => part.includes(word))
}

/** « moins de 26 ans »: what is counted is bounded by them. */
export function numbersIn({ measure }: Meaning): string {
  return measure.filter((word) => /^\d+$/.test(word)).join(' ')
}

/** Whether the number would be written for such a value. */
export function allows({ interval }: Pick<Meaning, 'interval'>, value: number): boolean {
  if (!interval) return false
  const noise = Math.max(1e-9, Math.abs(value) * 1e-12)
  return value >= interval.from - noise && value <= interval.to + noise
}

/** Told of in two languages, or by two people: labels differ, and the quotations share what they speak of. */
export function shareWords(a: Meaning, b: Meaning): boolean {
  const own = (one: Meaning): readonly string[] => {
    const place = conceptsOf(one.claim.perimeter ?? '')
    return conceptsOf(`${one.claim.subject} ${one.claim.measure} ${one.claim.quote}`).filter(
      (word) => /^[a-z]{4,}$/.test(word) && !place.includes(word)
    )
  }
  const theirs = own(b)
  return own(a).filter((word) => theirs.includes(word)).length >= LEAST_SHARED
}

/** Words in common under which two claims may speak of two things. */
const LEAST_SHARED = 2

function isAboutPlace(subject: readonly string[], perimeter: string | undefined): boolean {
  const place = tokensOf(perimeter ?? '')
  return subject.every((word) => place.includes(word) || DRESS.has(word) || word === 'population')
}
