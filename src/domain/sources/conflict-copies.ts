/** Rules on one number that stands for several things, or compares two of them as if they were one. */

import { allows, numbersIn, sameSubject, sameThing, type Meaning } from './claim-meaning.ts'
import { conceptsOf, mayMeet, sameSet, says } from './claim-words.ts'
import { clusters, gapOf, groupBy, ids, isNear, isValued, type Valued } from './conflict-clusters.ts'
import type { Found, Rule } from './conflict.ts'

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
  ).map((some) => ({
    reason: some.length === 2 && isOneOfMany(some) ? 'two-perimeters' : 'copied-value',
    claims: ids(some),
    steps: []
  }))

/** A museum, and the network of nine: what differs is only how many of them are meant. */
function isOneOfMany([a, b]: readonly Valued[]): boolean {
  if (!a || !b || says(namesOf(a), MANY) === says(namesOf(b), MANY)) return false
  const [one, many] = says(namesOf(a), MANY) ? [b, a] : [a, b]
  const kinds = conceptsOf(`${namesOf(many)} ${many.claim.quote}`)
  return conceptsOf(namesOf(one)).some((word) => word.length > 3 && kinds.includes(word)) && mayMeet(a.years, b.years)
}

function namesOf({ claim }: Valued): string {
  return `${claim.subject} ${claim.perimeter ?? ''}`
}

const MANY = /\b(?:reseau|network|ensemble|groupe?|groupement|group|federation|all|tous|toutes|cumul|\d+ [a-z]{3,}s)\b/

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

/** « 72 % des habitants en 2018, 89 % des festivaliers en 2022, soit 17 points de mieux »: a change from one place to another. */
export function changeOfPlace(meanings: readonly Meaning[]): readonly Found[] {
  const valued = meanings.filter(isValued)
  const levels = groupBy(
    valued.filter(({ aspect, years, place }) => isLevel(aspect) && years !== undefined && place !== undefined),
    ({ claim, subjectKey, unit }) => `${claim.document}/${subjectKey}/${unit}`
  ).filter(({ length }) => length > 1)
  const changes = valued.filter(({ aspect, years }) => isMove(aspect) && years !== undefined && years.from < years.to)
  return changes.flatMap((change): readonly Found[] => {
    const pairs = levels
      .filter(([first]) => first !== undefined && sameSubject(first, change))
      .flatMap((own) => {
        const near = own.filter((one) => isNear(one, change, 4))
        const from = near.filter(({ years }) => years?.to === change.years?.from)
        const to = near.filter(({ years }) => years?.to === change.years?.to)
        return from.flatMap((before) =>
          to.filter((after) => before.thingKey === after.thingKey).map((after) => ({ before, after }))
        )
      })
    const [first] = pairs.filter(({ before, after }) => follows(change, before, after))
    if (!first || pairs.some(({ before, after }) => before.place === after.place)) return []
    const { before, after } = first
    return [{ reason: 'two-perimeters', claims: ids([change, before, after]), steps: gapOf([before, after]) }]
  })
}

function isLevel(aspect: Valued['aspect']): boolean {
  return aspect === 'amount' || aspect === 'share'
}

function isMove(aspect: Valued['aspect']): boolean {
  return aspect === 'change' || aspect === 'gap'
}

/** In the unit of both, in points, or in percent of the first. */
function follows(change: Valued, before: Valued, after: Valued): boolean {
  const difference = after.value - before.value
  const isSameUnit = change.unit === before.unit || (change.unit === 'points' && before.unit === '%')
  if (isSameUnit && allows(change, difference)) return true
  return change.unit === '%' && before.value > 0 && allows(change, (difference / before.value) * 100)
}

export const COPY_RULES: readonly Rule[] = [changeOfPlace, twoPerimeters, copied, twoUnits, twoDefinitions]
