/** Rules on one thing with several numbers. */

import { numberWordsIn } from '../shared/number-words.ts'
import { overlaps, stepOf } from './claim-amount.ts'
import { narrows, numbersIn, sameSubject, sameThing, shareWords, type Meaning } from './claim-meaning.ts'
import { asidesOf, isSubset, mayMeet, monthsMeet, sameSpan, says, tokensOf } from './claim-words.ts'
import { clusters, gapOf, groupBy, ids, isValued, unitText, type Valued } from './conflict-clusters.ts'
import type { Found, Rule, Step } from './conflict.ts'

/** Counts of what a territory is made of hold from one year to the next; its inhabitants nearly so. */
const STEADY = new Set(['communes', 'epci', 'departments', 'km2', 'inhabitants'])

/** Part of itself that a place may gain or lose in a year: more is another place. */
const FASTEST_YEARLY = 0.02

/** The same subject, measure, perimeter and period, and two values that cannot both be. */
const twoValues: Rule = (meanings) => {
  const valued = meanings.filter(isValued).filter(({ aspect }) => aspect !== 'rank')
  return clusters(
    valued,
    ({ unit, place, aspect }) => `${unit}/${aspect}/${place}`,
    (a, b) => !overlaps(a.interval, b.interval) && !isRounding(a, b) && isSameThing(a, b) && isTooFar(a, b)
  ).map((some) => ({ reason: 'two-values', claims: ids(some), steps: gapOf(some) }))
}

/** « près de 61 000 » is 61 300, if not by the letter. */
function isRounding(a: Valued, b: Valued): boolean {
  return Math.abs(a.value - b.value) <= Math.max(a.step, b.step) / 2 && a.step !== b.step
}

/** What a place counts of itself needs no words of its own. */
function isSameThing(a: Valued, b: Valued): boolean {
  const isOwn = a.thing.length > 0 || sameSubject(a, b) || (a.isAboutPlace && b.isAboutPlace)
  const isOne = sameThing(a, b) ? isOwn : exceedsItsWhole(a, b) || exceedsItsWhole(b, a)
  return isOne && !isOtherDefinition(a, b)
}

/** « priority axes », 16 of them, and « axes », 4: in two texts they are not a part and its whole. */
function exceedsItsWhole(part: Valued, whole: Valued): boolean {
  const isCount =
    part.claim.kind === 'count' && part.value > whole.value && part.claim.document !== whole.claim.document
  const isSame =
    isCount && part.unit === whole.unit && sameSubject(part, whole) && part.states.join() === whole.states.join()
  return (
    isSame &&
    narrows(part.thing, whole.thing) &&
    !says(part.claim.measure, APART) &&
    numbersIn(part) === numbersIn(whole)
  )
}

/** « cumulative » and « current » members are two things; so is what is added to what there was. */
const APART =
  /\b(?:additional|added|supplementaires?|ajoutee?s?|cumulative|cumulee?s?|current|actuels?|actuellement|per|par|initial|initiaux)\b/

/** Brackets that say other things: « (census) » and « (tax files) ». */
function isOtherDefinition(a: Meaning, b: Meaning): boolean {
  const [mine, theirs] = [a, b].map(({ claim }) => asidesOf(claim.measure))
  const isOther = mine !== '' && theirs !== '' && tokensOf(mine ?? '').join() !== tokensOf(theirs ?? '').join()
  return isOther || says(a.claim.measure, APART) !== says(b.claim.measure, APART)
}

function isTooFar(a: Valued, b: Valued): boolean {
  if (a.aspect === 'date') return true
  // A change, a gap, a yearly flow are those of their own years.
  if (a.aspect === 'change' || a.aspect === 'flow') return sameSpan(a.years, b.years)
  // What a scheme is made of is dated by the document that tells of it.
  if (isMadeUp(a) && isMadeUp(b) && a.claim.document !== b.claim.document) return true
  if (a.place === undefined || !STEADY.has(a.unit) || !a.isAboutPlace || !b.isAboutPlace) {
    return monthsMeet(a.months, b.months)
  }
  if (a.unit !== 'inhabitants' && mayMeet(a.years, b.years)) return true
  const isOneYear = isDated(a) && isDated(b) && a.years?.to === b.years?.to
  const apart = a.years && b.years ? Math.abs(a.years.to - b.years.to) : 0
  const nearest = Math.min(Math.abs(a.interval.from - b.interval.to), Math.abs(a.interval.to - b.interval.from))
  return (
    isOneYear || nearest / Math.max(a.value, b.value) > FASTEST_YEARLY * Math.max(1, Number.isFinite(apart) ? apart : 1)
  )
}

/** The year of the number, not that of the document that gives it. */
function isDated({ years, claim }: Meaning): boolean {
  return years !== undefined && years.from === years.to && asidesOf(claim.period ?? '') === ''
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
  const rounded = meanings.filter(isValued).filter(({ value, aspect }) => value >= 10_000 && aspect === 'amount')
  return clusters(
    rounded,
    ({ unit, place, claim }) => `${unit}/${place}/${claim.document}`,
    (a, b) => {
      if (Math.abs((a.claim.where.line ?? 0) - (b.claim.where.line ?? 0)) > ONE_PAGE) return false
      const gap = Math.abs(a.value - b.value)
      const isCoarse = gap >= Math.min(stepOf(a.value), stepOf(b.value)) / 2 && gap / Math.max(a.value, b.value) > 0.1
      return isCoarse && overlaps(a.interval, b.interval) && isSameThing(a, b) && mayMeet(a.years, b.years)
    }
  ).map((some) => ({ reason: 'two-roundings', claims: ids(some), steps: gapOf(some) }))
}

/** Whoever read the claim was not sure where it is of. */
const UNSURE = /\b(?:presumably|ambiguous|probable|probablement|sans doute|suppose\w*)\b/

/** A proportion that grows by 40 % is not a number that grows by 40 %. */
const numberOrShare: Rule = (meanings) => {
  const changes = meanings.filter(isValued).filter(({ aspect }) => aspect === 'change')
  const proportion = /\b(?:proportion|share|part|taux|rate|pourcentage|percentage)\b/
  return clusters(
    changes,
    ({ unit, value, place }) => `${unit}/${value}/${place}`,
    (a, b) => {
      const isEither = says(a.claim.measure, proportion) !== says(b.claim.measure, proportion)
      const isOneThing = a.thingKey === b.thingKey && mayMeet(a.years, b.years)
      return isEither && (isOneThing || (isOneSpan(a, b) && shareWords(a, b)))
    }
  ).map((some): Found => {
    const [first] = some
    // The same change told otherwise belongs to the same explanation: « +38,6 % » beside « +40 % ».
    const otherwise = changes.filter(
      (one) =>
        first !== undefined &&
        one.unit === first.unit &&
        one.value !== first.value &&
        one.thingKey === first.thingKey &&
        (one.place === first.place || says(one.claim.perimeter ?? '', UNSURE)) &&
        one.years !== undefined &&
        sameSpan(one.years, first.years)
    )
    return {
      reason: 'number-or-share',
      claims: ids([...some, ...otherwise]),
      steps: first ? gapOf([first, ...otherwise]) : []
    }
  })
}

/** From the same year to the same year, both told. */
function isOneSpan({ years: a }: Meaning, { years: b }: Meaning): boolean {
  return a !== undefined && b !== undefined && a.from < a.to && sameSpan(a, b)
}

/** A gap between two rates is in points; the words and the unit do not agree, or two claims do not. */
const pointsOrPercent: Rule = (meanings) => {
  const valued = meanings.filter(isValued).filter(({ unit }) => unit === '%' || unit === 'points')
  const alone = valued.filter(({ unit, claim }) => {
    const inPoints = says(claim.quote, /\d\s?(?:points?|pts?)\b/) && !claim.quote.includes('%')
    const inPercent = claim.quote.includes('%') && !says(claim.quote, /(?:points?|pts?)\b/)
    return unit === '%' ? inPoints : inPercent
  })
  const pairs = clusters(
    valued,
    ({ value, place }) => `${Math.abs(value)}/${place}`,
    (a, b) => a.unit !== b.unit && a.thingKey === b.thingKey && isSameTurn(a, b) && mayMeet(a.years, b.years)
  )
  return [...alone.map((one) => [one]), ...pairs].map((some): Found => ({
    reason: 'points-or-percent',
    claims: ids(some),
    steps: []
  }))
}

/** Both tell how a rate has moved, not one where it stands. */
function isSameTurn(a: Meaning, b: Meaning): boolean {
  return a.aspect === b.aspect || sameSubject(a, b)
}

/** « quarante-huit (46) copropriétés »: one number in letters, and another in the bracket that repeats it. */
const lettersAndDigits: Rule = (meanings) =>
  groupBy(
    meanings.filter(isValued).filter(({ claim }) => LETTERS.test(claim.quote)),
    ({ claim }) => `${claim.document}/${claim.quote}`
  ).flatMap((own): readonly Found[] => {
    const [one] = own
    const [, before = '', digits = ''] = LETTERS.exec(one?.claim.quote ?? '') ?? []
    const said = numberWordsIn(before).at(-1)
    const written = Number(digits.replaceAll(/[ \u00a0\u202f.]/g, ''))
    if (!one || said?.kind !== 'exact' || said.start + said.text.length < before.trimEnd().length) return []
    const told = own.filter(({ value }) => value === said.value || value === written)
    if (said.value === written || told.length === 0) return []
    const [most, least] = [Math.max(said.value, written), Math.min(said.value, written)]
    const step: Step = { operation: '−', operands: [most, least], result: most - least, unit: unitText(told[0] ?? one) }
    return [{ reason: 'two-values', claims: ids(told), steps: [step] }]
  })

const LETTERS = /^(.*\p{L})\s?\((\d+(?:[ \u00a0\u202f.]\d{3})*)\)/u

export const VALUE_RULES: readonly Rule[] = [twoValues, lettersAndDigits, twoRoundings, numberOrShare, pointsOrPercent]
