/** Rules on states: planned is not done, announced is not paid, announced is not listed. */

import { kindred, sameSubject, type Meaning } from './claim-meaning.ts'
import { mayMeet, sameSet, says, statesIn } from './claim-words.ts'
import { clusters, ids, isValued } from './conflict-values.ts'
import type { Found, Rule, Step } from './conflict.ts'

/** « en travaux et/ou programmés »: one number over two states, which nobody can take apart. */
const mixed: Rule = (meanings) =>
  meanings
    .filter(({ value }) => value !== undefined)
    .filter(({ claim: { quote, measure } }) => {
      const isJoined = [quote, measure].some((text) => /\b(?:et\/ou|and\/or|ou bien)\b/i.test(text))
      return isJoined || statesIn(measure).length > 1
    })
    .map((one): Found => {
      const whole = meanings.filter(isValued).find((other) => {
        const isOf = other.unit === one.unit && other.claim.kind === 'count' && other.value > (one.value ?? 0)
        return isOf && sameSubject(other, one) && statesIn(other.claim.measure).includes('planned')
      })
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

const TELLING = 10

/** One length « that is added » here, « potential » there. */
const stateOrNot: Rule = (meanings) => {
  const valued = meanings.filter(isValued).filter(({ value, claim: { kind } }) => value >= TELLING && kind !== 'date')
  return clusters(
    valued,
    ({ unit, value }) => `${unit}/${value}`,
    (a, b) => {
      const isOne = sameSubject(a, b) && a.place === b.place
      if (!isOne || sameSet(a.measure, b.measure)) return false
      const [mine, theirs] = [statesIn(a.claim.measure), statesIn(b.claim.measure)]
      return (
        mine.join() !== theirs.join() &&
        (mine.length === 0 || theirs.length === 0) &&
        !mine.concat(theirs).includes('planned')
      )
    }
  ).map((some) => ({ reason: 'mixed-states', claims: ids(some), steps: [] }))
}

/** What an amount is: who gives it, what it costs, what was paid; undefined where words do not say. */
const STATUSES: Readonly<Record<string, RegExp>> = {
  announced: /\b(?:announced|annonce|annoncee|envelope|enveloppe|programme amount|promised)\b/,
  committed: /\b(?:committed|engage|engagee|signed|contractualise|voted|vote)\b/,
  paid: /\b(?:paid|spent|verse|versee|depense|mandate|spending)\b/
}

/** Several amounts for one scheme, none with a status, none said to replace or to add to another. */
const moneyStatus: Rule = (meanings) => {
  const money = meanings.filter(isValued).filter(({ unit, claim: { kind } }) => kind === 'money' && unit === 'eur')
  const isPartOf = ({ measure, subject }: Meaning): boolean =>
    meanings.some(
      ({ claim, subject: other, measure: share }) =>
        claim.kind === 'share' && sameSet(other, subject) && share.some((word) => measure.includes(word))
    )
  const loose = money.filter((one) => !isPartOf(one) && !statusOf(one))
  return clusters(
    loose,
    () => '',
    (a, b) => kindred(a, b) && (a.value !== b.value || !sameSet(a.measure, b.measure))
  )
    .map((some) => {
      const alone = money.filter((one) => statusOf(one) && some.some((other) => kindred(one, other)))
      return [...some, ...alone]
    })
    .map((some): Found => {
      const distinct = [...new Set(some.map(({ value }) => value))].toSorted((a, b) => b - a)
      const [most = 0, next = most] = distinct
      const steps: readonly Step[] =
        next < most ? [{ operation: 'share', operands: [next, most], result: (next / most) * 100, unit: '%' }] : []
      return { reason: 'money-status', claims: ids(some), steps }
    })
}

function statusOf({ claim }: Meaning): string | undefined {
  return Object.keys(STATUSES).find((status) => says(claim.measure, STATUSES[status] ?? /$^/))
}

const ANNOUNCED = /\b(?:announced|annoncee?s?|recommended|preconisee?s?|added|ajoutee?s?)\b/
const LISTED = /\b(?:listed|counted|listee?s?|comptee?s?|recensee?s?|named list)\b/

/** As many as were announced are to be found in the list that follows. */
const announcedListed: Rule = (meanings) => {
  const valued = meanings.filter(isValued).filter(({ claim: { kind } }) => kind === 'count')
  const listed = valued.filter(({ claim }) => says(claim.measure, LISTED))
  const announced = valued.filter(({ claim }) => says(claim.measure, ANNOUNCED) && !says(claim.measure, LISTED))
  return announced.flatMap((said): readonly Found[] => {
    const lists = listed.filter((one) => sameSubject(one, said) && one.unit === said.unit)
    const isAddition = says(said.claim.measure, /\b(?:added|ajoutee?s?)\b/)
    const own = lists.filter((one) => says(one.claim.measure, /\b(?:added|ajoutee?s?)\b/) === isAddition)
    const rivals = own.filter(({ value }) => value !== said.value)
    if (rivals.length === 0 || rivals.length < own.length) return []
    const steps = rivals.map(({ value, claim }): Step => ({
      operation: '−',
      operands: [said.value, value],
      result: said.value - value,
      unit: claim.unit
    }))
    return [{ reason: 'announced-listed', claims: ids([said, ...rivals]), steps }]
  })
}

const POPULATION =
  /\b(?:panel|public|respondents?|repondants?|sample|echantillon|residents|enquetes|interroges|visitors|visiteurs)\b/

/** Shares of two surveys of different people are no evolution. */
const otherPopulation: Rule = (meanings) => {
  const shares = meanings
    .filter(isValued)
    .filter(({ claim }) => claim.kind === 'share' && says(claim.perimeter ?? '', POPULATION))
  return clusters(
    shares,
    ({ subjectKey }) => subjectKey,
    (a, b) => sameSubject(a, b) && a.place !== b.place
  ).map((some) => ({
    reason: 'other-population',
    claims: ids(some),
    steps: []
  }))
}

/** A claim on a place that no number supports, where those of its subject are of other places. */
const noValueHere: Rule = (meanings) =>
  meanings
    .filter(({ value, interval, claim }) => {
      const isWordless = claim.reading.status === 'wordless' && claim.qualifier === 'exact'
      return value === undefined && !interval && isWordless && claim.kind !== 'date'
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

export const STATE_RULES: readonly Rule[] = [
  mixed,
  stateOrNot,
  moneyStatus,
  announcedListed,
  otherPopulation,
  noValueHere
]
