/** Rules on one number that stands for several things. */

import { numbersIn, sameSubject, sameThing } from './claim-meaning.ts'
import { mayMeet, sameSet } from './claim-words.ts'
import { clusters, gapOf, ids, isValued, type Valued } from './conflict-clusters.ts'
import type { Rule } from './conflict.ts'

/** A number that nobody meets twice by chance: two digits that say something; three of a share, of which there are few. */
function isTelling({ value, aspect, unit }: Valued): boolean {
  if ((unit === 'communes' || unit === 'epci') && value < 100) return false
  if (aspect === 'date' || aspect === 'rank' || aspect === 'duration') return false
  const digits = String(Math.abs(value)).replace('.', '').replace(/^0+/, '').replace(/0+$/, '').length
  return Math.abs(value) >= 10 && digits >= (unit === '%' || unit === 'points' ? 3 : 2)
}

/** The same subject, measure and value, for two places: one of them was renamed on the way. */
const twoPerimeters: Rule = (meanings) =>
  clusters(
    meanings.filter(isValued).filter(isTelling),
    ({ unit, subjectKey, aspect }) => `${unit}/${subjectKey}/${aspect}`,
    (a, b) => {
      if (a.place === undefined || b.place === undefined || a.place === b.place) return false
      return readsAs(a, b) && sameThing(a, b) && mayMeet(a.years, b.years)
    }
  ).map((some) => ({ reason: 'two-perimeters', claims: ids(some), steps: gapOf(some) }))

/** One is the other, or what it was rounded from. */
function readsAs(a: Valued, b: Valued): boolean {
  if (a.value === b.value) return true
  const [coarse, fine] = a.step > b.step ? [a, b] : [b, a]
  if (coarse.step === fine.step || Math.abs(coarse.value) < 1000) return false
  return fine.value >= coarse.interval.from && fine.value <= coarse.interval.to
}

/** From here a round number is not a chance. */
const LARGE = 1000

/** The same number of the same thing said of two subjects: copied from one to the other. */
const copied: Rule = (meanings) =>
  clusters(
    meanings
      .filter(isValued)
      .filter(
        ({ value, place, aspect }) => value >= LARGE && place !== undefined && aspect !== 'date' && aspect !== 'rank'
      ),
    ({ unit, value }) => `${unit}/${value}`,
    (a, b) => a.place !== b.place && !sameSubject(a, b) && sameSet(a.measure, b.measure)
  ).map((some) => ({ reason: 'copied-value', claims: ids(some), steps: [] }))

/** From here two counts of one subject are rarely equal. */
const RARE = 20

/** Admissions are not persons, labels are not projects: one number under two units. */
const twoUnits: Rule = (meanings) => {
  const counts = meanings
    .filter(isValued)
    .filter(({ value, aspect }) => value >= RARE && (aspect === 'amount' || aspect === 'flow'))
  return clusters(
    counts,
    ({ place, value, subjectKey }) => `${place}/${value}/${subjectKey}`,
    (a, b) => a.unit !== b.unit && a.claim.quote !== b.claim.quote && mayMeet(a.years, b.years)
  ).map((some) => ({ reason: 'two-units', claims: ids(some), steps: [] }))
}

/** « moins de 26 ans » and « moins de 25 ans »: one share of two bands. */
const twoDefinitions: Rule = (meanings) =>
  clusters(
    meanings.filter(isValued).filter(({ aspect }) => aspect === 'share'),
    ({ value, place, subjectKey }) => `${value}/${place}/${subjectKey}`,
    (a, b) => {
      const [mine, theirs] = [numbersIn(a), numbersIn(b)]
      const rest = (one: Valued): readonly string[] => one.measure.filter((word) => !/^\d+$/.test(word))
      return mine !== '' && theirs !== '' && mine !== theirs && sameSet(rest(a), rest(b))
    }
  ).map((some) => ({ reason: 'two-definitions', claims: ids(some), steps: [] }))

export const COPY_RULES: readonly Rule[] = [twoPerimeters, copied, twoUnits, twoDefinitions]
