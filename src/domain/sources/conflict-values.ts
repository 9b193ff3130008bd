/** Rules on one thing with several numbers, and one number on several things. */

import { overlaps, stepOf } from './claim-amount.ts'
import { numbersIn, sameMeasure, sameSubject, type Meaning } from './claim-meaning.ts'
import { isSubset, mayMeet, sameSet, says, tokensOf } from './claim-words.ts'
import type { Found, Rule, Step } from './conflict.ts'

type Valued = Meaning & { readonly value: number; readonly interval: NonNullable<Meaning['interval']> }

export function isValued(one: Meaning): one is Valued {
  return one.value !== undefined && one.interval !== undefined
}

/** Counts of what a territory is made of hold from one year to the next; its inhabitants nearly so. */
const STEADY = new Set(['communes', 'epci', 'departments', 'km2'])

/** Part of itself that a population may gain or lose in a year: more is another population. */
const FASTEST_YEARLY = 0.02

/** The same subject, measure, perimeter and period, and two values that cannot both be. */
const twoValues: Rule = (meanings) => {
  const valued = meanings.filter(isValued).filter(({ claim }) => claim.kind !== 'rank')
  return clusters(
    valued,
    ({ unit, place, claim }) => `${unit}/${claim.kind}/${place}`,
    (a, b) => {
      return isSameThing(a, b) && !overlaps(a.interval, b.interval) && isTooFar(a, b)
    }
  ).map((some) => ({ reason: 'two-values', claims: ids(some), steps: gapOf(some) }))
}

/** What a place counts of itself needs no words of its own; a date is one, whatever the years around it. */
function isSameThing(a: Valued, b: Valued): boolean {
  if (a.place !== undefined && STEADY.has(a.unit) && a.isAboutPlace && b.isAboutPlace) return true
  if (a.unit === 'inhabitants' && a.place !== undefined && a.isAboutPlace && b.isAboutPlace) return true
  return sameSubject(a, b) && sameMeasure(a, b) && !isPart(a, b)
}

/** « cumulative » and « current » members are two things; so is what is added to what there was. */
function isPart(a: Meaning, b: Meaning): boolean {
  const apart = /\b(?:additional|added|supplementaire|supplementaires|cumulative|current|per|par|planned|initial)\b/
  return says(a.claim.measure, apart) !== says(b.claim.measure, apart)
}

function isTooFar(a: Valued, b: Valued): boolean {
  if (STEADY.has(a.unit) && a.isAboutPlace) return true
  if (a.claim.kind === 'date') return true
  // What a scheme is made of is dated by the document that tells of it.
  if (isMadeUp(a) && isMadeUp(b) && a.claim.document !== b.claim.document) return true
  if (a.unit !== 'inhabitants' || !a.isAboutPlace) return mayMeet(a.years, b.years)
  const years = a.years && b.years ? Math.abs(a.years.to - b.years.to) : 0
  const nearest = Math.min(Math.abs(a.interval.from - b.interval.to), Math.abs(a.interval.to - b.interval.from))
  return nearest / Math.max(a.value, b.value) > FASTEST_YEARLY * Math.max(1, Number.isFinite(years) ? years : 1)
}

/** A few parts, counted by their name: the axes of a plan. */
function isMadeUp({ claim, unit, measure, value }: Valued): boolean {
  return claim.kind === 'count' && value < MOST_PARTS && isSubset(tokensOf(unit), measure)
}

const MOST_PARTS = 100

/** Lines of one document that are read together. */
const ONE_PAGE = 30

/** One population told in two roundings on one page: « plus d’un million », « 1,2 million ». */
const twoRoundings: Rule = (meanings) => {
  const rounded = meanings
    .filter(isValued)
    .filter(({ value, claim: { kind } }) => value >= 10_000 && kind !== 'rank' && kind !== 'date')
  return clusters(
    rounded,
    ({ unit, place, claim }) => `${unit}/${place}/${claim.document}`,
    (a, b) => {
      const isNear = Math.abs((a.claim.where.line ?? 0) - (b.claim.where.line ?? 0)) <= ONE_PAGE
      if (a.claim.document !== b.claim.document || !isNear || a.unit !== b.unit || a.place !== b.place) return false
      const gap = Math.abs(a.value - b.value)
      const isCoarse = gap >= Math.min(stepOf(a.value), stepOf(b.value)) / 2 && gap / Math.max(a.value, b.value) > 0.1
      return isSameThing(a, b) && isCoarse && overlaps(a.interval, b.interval) && mayMeet(a.years, b.years)
    }
  ).map((some) => ({ reason: 'two-roundings', claims: ids(some), steps: gapOf(some) }))
}

/** A number that nobody meets twice by chance. */
const TELLING = 10

/** The same subject, measure and value, for two places: one of them was renamed on the way. */
const twoPerimeters: Rule = (meanings) => {
  const valued = meanings.filter(isValued).filter(({ claim: { kind } }) => kind !== 'date' && kind !== 'rank')
  return clusters(
    valued,
    ({ unit, subjectKey }) => `${unit}/${subjectKey}`,
    (a, b) => {
      if (a.place === undefined || b.place === undefined || a.place === b.place || a.unit !== b.unit) return false
      const isEqual = Math.abs(a.value) >= TELLING && readsAs(a, b)
      return sameSubject(a, b) && sameSet(a.measure, b.measure) && isEqual && mayMeet(a.years, b.years)
    }
  ).map((some) => ({ reason: 'two-perimeters', claims: ids(some), steps: gapOf(some) }))
}

/** One is the other, or what it was rounded from. */
function readsAs(a: Valued, b: Valued): boolean {
  if (a.value === b.value) return true
  const [coarse, fine] = stepOf(a.value) > stepOf(b.value) ? [a, b] : [b, a]
  if (stepOf(coarse.value) === stepOf(fine.value) || coarse.value < 1000) return false
  return fine.value >= coarse.interval.from && fine.value <= coarse.interval.to
}

/** From here a round number is not a chance. */
const LARGE = 1000

/** The same number of the same thing said of two subjects: copied from one to the other. */
const copied: Rule = (meanings) => {
  const large = meanings
    .filter(isValued)
    .filter(({ value, claim: { kind } }) => value >= LARGE && kind !== 'date' && kind !== 'rank')
  return clusters(
    large,
    ({ unit, value }) => `${unit}/${value}`,
    (a, b) => {
      if (a.place === b.place || sameSubject(a, b)) return false
      return sameSet(a.measure, b.measure) && a.place !== undefined && b.place !== undefined
    }
  ).map((some) => ({ reason: 'copied-value', claims: ids(some), steps: [] }))
}

/** From here two counts of one subject are rarely equal. */
const RARE = 20

/** Admissions are not persons, labels are not projects: one number under two units. */
const twoUnits: Rule = (meanings) => {
  const counts = meanings
    .filter(isValued)
    .filter(({ value, claim: { kind } }) => value >= RARE && (kind === 'level' || kind === 'count'))
  return clusters(
    counts,
    ({ place, value }) => `${place}/${value}`,
    (a, b) => {
      const isOne = a.value === b.value && a.unit !== b.unit && a.place === b.place && sameSubject(a, b)
      return isOne && a.claim.quote !== b.claim.quote && mayMeet(a.years, b.years)
    }
  ).map((some) => ({ reason: 'two-units', claims: ids(some), steps: [] }))
}

/** « moins de 26 ans » and « moins de 25 ans »: one share of two bands. */
const twoDefinitions: Rule = (meanings) => {
  const shares = meanings.filter(isValued).filter(({ claim: { kind } }) => kind === 'share')
  return clusters(
    shares,
    ({ value }) => `${value}`,
    (a, b) => {
      if (a.value !== b.value || a.place !== b.place || !sameSubject(a, b)) return false
      const [mine, theirs] = [numbersIn(a), numbersIn(b)]
      const rest = (one: Valued): readonly string[] => one.measure.filter((word) => !/^\d+$/.test(word))
      return mine !== '' && theirs !== '' && mine !== theirs && sameSet(rest(a), rest(b))
    }
  ).map((some) => ({ reason: 'two-definitions', claims: ids(some), steps: [] }))
}

/** A proportion that grows by 40 % is not a number that grows by 40 %. */
const numberOrShare: Rule = (meanings) => {
  const changes = meanings.filter(isValued).filter(({ claim: { kind } }) => kind === 'change')
  const proportion = /\b(?:proportion|share|part|taux|rate)\b/
  return clusters(
    changes,
    ({ unit, value }) => `${unit}/${value}`,
    (a, b) => {
      const isOne = sameSubject(a, b) && a.unit === b.unit && a.value === b.value && a.place === b.place
      const isEither = says(a.claim.measure, proportion) !== says(b.claim.measure, proportion)
      return isOne && isEither && mayMeet(a.years, b.years)
    }
  ).map((some): Found => {
    const [first] = some
    // The same change told otherwise belongs to the same explanation: « +38,6 % » beside « +40 % ».
    const otherwise = changes.filter(
      (one) =>
        first !== undefined &&
        one.unit === first.unit &&
        one.value !== first.value &&
        one.years !== undefined &&
        sameSubject(one, first) &&
        one.years?.from === first.years?.from &&
        one.years?.to === first.years?.to
    )
    return {
      reason: 'number-or-share',
      claims: ids([...some, ...otherwise]),
      steps: first ? gapOf([first, ...otherwise]) : []
    }
  })
}

/** A gap between two rates is in points; the words and the unit do not agree, or two claims do not. */
const pointsOrPercent: Rule = (meanings) => {
  const valued = meanings.filter(isValued)
  const alone = valued.filter(({ unit, claim }) => {
    const inPoints = says(claim.quote, /\d\s?points?\b/) && !claim.quote.includes('%')
    return (
      (unit === '%' && inPoints) || (unit === 'points' && claim.quote.includes('%') && !says(claim.quote, /points?\b/))
    )
  })
  const pairs = clusters(
    valued,
    ({ value }) => `${value}`,
    (a, b) => {
      const units = [a.unit, b.unit].toSorted().join(' ')
      return (
        units === '% points' &&
        a.value === b.value &&
        sameSubject(a, b) &&
        sameMeasure({ ...a, unit: '' }, { ...b, unit: '' })
      )
    }
  )
  return [...alone.map((one) => [one]), ...pairs].map((some): Found => ({
    reason: 'points-or-percent',
    claims: ids(some),
    steps: []
  }))
}

/** Claims that a relation joins, each cluster once; only those that contradict another are in it. */
export function clusters<T extends Meaning>(
  all: readonly T[],
  /** Only claims of one key are compared. */
  keyOf: (one: T) => string,
  contradict: (a: T, b: T) => boolean
): readonly T[][] {
  const group = new Map<T, T[]>()
  const earlier = new Map<string, T[]>()
  for (const b of all) {
    const key = keyOf(b)
    const fellows = earlier.get(key) ?? []
    earlier.set(key, fellows)
    for (const a of fellows) {
      if (!contradict(a, b)) continue
      const [left, right] = [group.get(a) ?? [a], group.get(b) ?? [b]]
      if (left === right) continue
      const joined = [...left, ...right]
      for (const one of joined) group.set(one, joined)
    }
    fellows.push(b)
  }
  return [...new Set(group.values())]
}

export function ids(some: readonly Meaning[]): Found['claims'] {
  return some.map(({ claim }) => claim.id)
}

/** Between the largest and the smallest. */
function gapOf(some: readonly Valued[]): readonly Step[] {
  const values = some.map(({ value }) => value)
  const [most, least] = [Math.max(...values), Math.min(...values)]
  const [first] = some
  if (most === least || !first) return []
  if (first.claim.kind === 'date') return []
  const gap: Step = { operation: '−', operands: [most, least], result: most - least, unit: first.claim.unit }
  const change: Step = { operation: 'change', operands: [least, most], result: (most / least - 1) * 100, unit: '%' }
  return least > 0 && first.unit !== '%' && first.unit !== 'points' ? [gap, change] : [gap]
}

export const VALUE_RULES: readonly Rule[] = [
  twoValues,
  twoRoundings,
  twoPerimeters,
  copied,
  twoUnits,
  twoDefinitions,
  numberOrShare,
  pointsOrPercent
]
