/** Rules on states: planned is not done, and those who were asked are not all. */

import { CREATED_OR_KEPT, ENGAGED, POPULATION, STATES } from './claim-lexicon.ts'
import { sameSubject, type Meaning } from './claim-meaning.ts'
import { folded, isSubset, mayMeet, monthsMeet, says, statesIn, withoutAsides } from './claim-words.ts'
import { clusters, groupBy, ids, isValued } from './conflict-clusters.ts'
import { changeOfPlace } from './conflict-copies.ts'
import { isLost } from './conflict-readings.ts'
import type { Found, Rule, Step } from './conflict.ts'

/** « en travaux et/ou programmés »: one number over two states, which nobody can take apart. */
const mixed: Rule = (meanings) => {
  const bySubject = new Map(
    groupBy(meanings.filter(isValued), ({ subjectKey }) => subjectKey).map((some) => [some[0]?.subjectKey, some])
  )
  return meanings
    .filter(({ value, claim: { kind } }) => value !== undefined && kind !== 'date')
    .filter(isMixed)
    .map((one): Found => {
      const whole = (bySubject.get(one.subjectKey) ?? []).find(
        (other) =>
          other.unit === one.unit &&
          other.claim.kind === 'count' &&
          other.value > (one.value ?? 0) &&
          other.states.includes('planned')
      )
      const share: readonly Step[] = whole
        ? [
            {
              operation: 'share',
              operands: [one.value ?? 0, whole.value],
              result: ((one.value ?? 0) / whole.value) * 100,
              unit: '%'
            }
          ]
        : []
      return { reason: 'mixed-states', claims: ids(whole ? [one, whole] : [one]), steps: share }
    })
}

const LATER = `(?:a |to be |en voie d |deja |already )?(?:${[STATES.planned, STATES['under-way'], STATES.potential]
  .map(({ source }) => source.replaceAll('\\b', ''))
  .join('|')})`
/** « démolis », « réhabilitées », "demolished", « en travaux »: something was done. */
const ACT =
  '(?:[a-z]{3,}(?:e|es|ee|ees|i|is|ie|ies|it|its|ite|ites|u|us|ue|ues|ed)|en travaux|en cours|en chantier|under works|built)'
const EITHER = '(?:et ou|and or|ou bien|ou|or)'
/** « rénovés », "renovated": participles of many, which nothing else in French or English looks like after a noun. */
const ACTS = '(?:[a-z]{3,}(?:es|is|ies|us|ues|ed)|built)'
const BEGUN = ENGAGED.source.replaceAll('\\b', '')
const MIXED = [
  new RegExp(`\\b${ACTS} ${EITHER} (?:seulement |merely |only )?${BEGUN}\\b`),
  new RegExp(`\\b${BEGUN} ${EITHER} (?:deja |already )?${ACTS}\\b`),
  new RegExp(`\\b${ACT} ${EITHER} ${LATER}\\b`),
  new RegExp(`\\b${LATER} ${EITHER} (?:deja |already )?${ACT}\\b`),
  CREATED_OR_KEPT
]
const JOINED = /\b(?:et|and|ou|or)\b/

function isMixed({ claim: { quote, measure } }: Meaning): boolean {
  const text = withoutAsides(measure)
  if (statesIn(text).length > 1 && says(text, JOINED)) return true
  return [quote, text].some((one) => MIXED.some((form) => says(one, form)))
}

const TELLING = 10

/** One length « that is built » here, « under study » there. What is planned and what it is of are one number. */
const stateOrNot: Rule = (meanings) => {
  const valued = meanings.filter(isValued).filter(({ value, aspect }) => value >= TELLING && aspect === 'amount')
  return clusters(
    valued,
    ({ unit, value, subjectKey, place }) => `${unit}/${value}/${subjectKey}/${place}`,
    (a, b) => {
      if (isAbleAndDone(a, b) || isAbleAndDone(b, a)) return monthsMeet(a.months, b.months)
      const [mine, theirs] = [a.states, b.states]
      if (mine.join() === theirs.join()) return false
      const areBoth = mine.length > 0 && theirs.length > 0
      return areBoth
        ? a.thingKey === b.thingKey || isSubset(a.thing, b.thing) || isSubset(b.thing, a.thing)
        : !mine.concat(theirs).includes('planned')
    }
  ).map((some) => ({ reason: 'mixed-states', claims: ids(some), steps: [] }))
}

/** « raccordés » and « raccordables », « à raccorder », « to connect »: one verb, done here and only to be done there. */
function isAbleAndDone({ claim: done }: Meaning, { claim: able }: Meaning): boolean {
  const [said, other] = [wordsOf(done), wordsOf(able)]
  const stems = [...other.matchAll(ABLE)].flatMap(([, ...found]) => found.filter((stem) => stem !== undefined))
  return stems.some((stem) => {
    const isDone = new RegExp(`(?<!\\b(?:be|etre|sera|seront) )\\b${stem}(?:e|es|ee|ees|i|is|ie|ies|ed)\\b`)
    return isDone.test(said) && !isDone.test(other) && ![...said.matchAll(ABLE)].some((found) => found.includes(stem))
  })
}

const ABLE =
  /\b([a-z]{4,})[ai]bles?\b|\ba ([a-z]{4,})(?:er|ir)\b|\bto (?:be )?([a-z]{4,}?)(?:e|ed)?\b|\b(?:seront|sera|will be) ([a-z]{4,}?)(?:e|es|ee|ees|i|is|ie|ies|ed)\b/g

function wordsOf({ quote, measure }: Meaning['claim']): string {
  return folded(`${measure} ${quote}`)
}

/** Shares of two surveys of different people are no evolution. */
const otherPopulation: Rule = (meanings) => {
  // A change that the text itself makes from one to the other is told as such.
  const told = changeOfPlace(meanings)
  const shares = meanings
    .filter(isValued)
    .filter(({ aspect, claim }) => aspect === 'share' && says(claim.perimeter ?? '', POPULATION))
  return clusters(
    shares,
    ({ subjectKey }) => subjectKey,
    (a, b) => sameSubject(a, b) && a.place !== b.place
  )
    .map((some) => ids(some))
    .filter((claims) => !told.some((one) => claims.every((id) => one.claims.includes(id))))
    .map((claims) => ({ reason: 'other-population', claims, steps: [] }))
}

/** A claim on a place that no number supports, where those of its subject are of other places. */
const noValueHere: Rule = (meanings) =>
  meanings
    .filter(({ value, interval, claim }) => {
      const isWordless = claim.reading.status === 'wordless' && claim.qualifier === 'exact'
      return value === undefined && !interval && isWordless && !isLost(claim) && claim.kind !== 'date'
    })
    .flatMap((bare): readonly Found[] => {
      const others = meanings.filter((one) => {
        const isElsewhere = one.place !== bare.place && one.place !== undefined && bare.place !== undefined
        return (
          one !== bare &&
          isElsewhere &&
          sameSubject(one, bare) &&
          one.unit === bare.unit &&
          mayMeet(one.years, bare.years)
        )
      })
      return others.length > 0 ? [{ reason: 'no-value-here', claims: ids([bare, ...others]), steps: [] }] : []
    })

export const STATE_RULES: readonly Rule[] = [mixed, stateOrNot, otherPopulation, noValueHere]
