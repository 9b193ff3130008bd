/** Rules on dates: what came before it began, two ends of one thing, a beginning, a length and an end that do not add up. */

import { BEGINS, ENDS } from './claim-lexicon.ts'
import { kindred, type Meaning } from './claim-meaning.ts'
import { dimensionOf } from './claim-unit.ts'
import { says } from './claim-words.ts'
import { clusters, groupBy, ids, isValued, type Valued } from './conflict-clusters.ts'
import type { Found, Rule, Step } from './conflict.ts'

function isBegin({ aspect, claim }: Meaning): boolean {
  return aspect === 'date' && says(claim.measure, BEGINS) && !says(claim.measure, ENDS)
}

function isEnd({ aspect, claim }: Meaning): boolean {
  return aspect === 'date' && says(claim.measure, ENDS) && !says(claim.measure, BEGINS)
}

function bySubject(meanings: readonly Meaning[]): readonly (readonly Valued[])[] {
  return groupBy(meanings.filter(isValued), ({ subjectKey }) => subjectKey).filter((own) => own.length > 1)
}

function minus(from: number, taken: number, typed?: number): Step {
  const plain = { operation: '−', operands: [from, taken], result: from - taken, unit: 'years' } as const
  return typed === undefined ? plain : { ...plain, typed }
}

/** From when on there was something to count. */
const EXISTS =
  /\b(?:creation|created|launch\w*|opening|opened|founded|foundation|lancement|lance|ouverture|cree|creee|fondation|fonde)\b/

/** Land is bought and money is spent before anything opens. */
function isActivity({ aspect, unit, states }: Meaning): boolean {
  const isPrepared = unit === 'eur' || dimensionOf(unit).of === 'area' || dimensionOf(unit).of === 'length'
  return aspect !== 'date' && aspect !== 'duration' && !isPrepared && !states.includes('planned')
}

/** Something counted before it existed. */
const countedBefore: Rule = (meanings) =>
  bySubject(meanings)
    .flatMap((own) =>
      own
        .filter((one) => isBegin(one) && says(one.claim.measure, EXISTS))
        .flatMap((begun): readonly Found[] => {
          const early = own.filter((one) => {
            const from = one.years?.from
            return isActivity(one) && from !== undefined && from < begun.value && Number.isFinite(from)
          })
          const [first] = early.toSorted((a, b) => (a.years?.from ?? 0) - (b.years?.from ?? 0))
          if (!first?.years) return []
          return [
            {
              reason: 'dates-do-not-fit',
              claims: ids([begun, ...early]),
              steps: [minus(begun.value, first.years.from)]
            }
          ]
        })
    )
    .filter((one, i, all) => all.findIndex(({ claims }) => claims[1] === one.claims[1]) === i)

/** One programme, one beginning, two ends. */
const twoEnds: Rule = (meanings) => {
  const periods = meanings.filter(({ aspect, claim, years }) => {
    const isPeriod = aspect === 'date' && says(claim.measure, /\b(?:period|periode|term|duree|validity|validite)\b/)
    return isPeriod && years !== undefined && years.from < years.to && Number.isFinite(years.to)
  })
  return clusters(
    periods,
    ({ years, place }) => `${years?.from}/${place}`,
    (a, b) => kindred(a, b) && a.years?.to !== b.years?.to
  ).map((some) => ({ reason: 'dates-do-not-fit', claims: ids(some), steps: [] }))
}

/** Years of difference that rounding explains. */
const SLACK = 1

/** « pendant 110 ans », from 2012 to 2022. */
const durationOff: Rule = (meanings) =>
  meanings.filter(isValued).flatMap((one): readonly Found[] => {
    const { years } = one
    const told = lengthOf(one)
    if (!years || told === undefined) return []
    const span = years.to - years.from
    if (!Number.isFinite(span) || span === 0) return []
    const isClose = Math.abs(span - told) <= Math.max(SLACK, told * 0.15)
    return isClose
      ? []
      : [{ reason: 'dates-do-not-fit', claims: ids([one]), steps: [minus(years.to, years.from, told)] }]
  })

/** In years; undefined for what is no length of time. */
function lengthOf({ aspect, unit, value }: Valued): number | undefined {
  if (aspect !== 'duration') return undefined
  if (unit === 'months') return value / 12
  return unit === 'years' || unit === 'year' ? value : undefined
}

const LASTS = /\b(?:duration|duree|term|length|validity|validite|conclue?s?|lasts?)\b/

/** Signed in 2018 for six years, it ends in 2024, or in 2023 where both years count. */
const termOff: Rule = (meanings) =>
  bySubject(meanings).flatMap((own): readonly Found[] => {
    const [begin, last, end] = [own.find(isBegin), own.find((one) => isLasting(one)), own.find(isEnd)]
    const told = last && lengthOf(last)
    if (!begin || !last || !end || told === undefined || begin.place !== end.place) return []
    const span = end.value - begin.value
    if (span >= told - SLACK - 1e-9 && span <= told + 1e-9 + (told % 1 === 0 ? 0 : SLACK)) return []
    const steps: readonly Step[] = [
      { operation: '+', operands: [begin.value, told], result: begin.value + told, unit: '', typed: end.value },
      minus(end.value, begin.value, told)
    ]
    return [{ reason: 'dates-do-not-fit', claims: ids([begin, last, end]), steps }]
  })

function isLasting(one: Valued): boolean {
  return (
    one.aspect === 'duration' &&
    (says(one.claim.measure, LASTS) || says(one.claim.quote, /\b(?:for|pour|pendant|during)\b/))
  )
}

const AGE =
  /\b(?:age|anniversary|anniversaire|years since|annees depuis|years elapsed|annees ecoulees|anciennete|existence|years of|fete|ago|il y a)\b/

/** Created in 1973, it is fifty in 2023. */
const ageOff: Rule = (meanings) =>
  bySubject(meanings).flatMap((own) =>
    own.flatMap((age): readonly Found[] => {
      const told = lengthOf(age)
      const isAge =
        says(age.claim.measure, AGE) || says(age.claim.quote, /\b(?:fete|celebrates?|anniversaire|anniversary)\b/)
      const { years } = age
      if (told === undefined || !isAge || !years || years.from !== years.to) return []
      const ends = says(age.claim.measure, ENDS)
      const starts = own.filter((one) => (ends ? isEnd(one) : isBegin(one)))
      const isFitting = starts.some(({ value }) => Math.abs(years.to - value - told) <= Math.max(SLACK, age.step / 2))
      const [start] = starts
      if (!start || isFitting) return []
      return [{ reason: 'dates-do-not-fit', claims: ids([start, age]), steps: [minus(years.to, start.value, told)] }]
    })
  )

/** Ended before it began. */
const endsFirst: Rule = (meanings) =>
  bySubject(meanings).flatMap((own): readonly Found[] => {
    const [begin, end] = [own.filter(isBegin), own.filter(isEnd)]
    if (begin.length !== 1 || end.length !== 1) return []
    const [first, last] = [begin[0], end[0]]
    if (!first || !last || last.value >= first.value || first.value < 1000 || last.value < 1000) return []
    return [{ reason: 'dates-do-not-fit', claims: ids([first, last]), steps: [minus(last.value, first.value)] }]
  })

export const DATE_RULES: readonly Rule[] = [countedBefore, twoEnds, durationOff, termOff, ageOff, endsFirst]
