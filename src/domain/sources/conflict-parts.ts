/** Rules on wholes and their parts, which words and neighbourhood tell: sums, residuals, bands within bands. */

import { overlaps } from './claim-amount.ts'
import { COMPLEMENTS, EXHAUSTIVE, MONEY_WORDS, OVER, PARTIAL, STATUSES, TAX, UNDER } from './claim-lexicon.ts'
import { allows, narrows, sameSubject, type Meaning } from './claim-meaning.ts'
import { conceptsOf, folded, isSubset, monthsMeet, says, tokensOf, withoutAsides } from './claim-words.ts'
import { clusters, groupBy, ids, isNear, isValued, unitText, type Valued } from './conflict-clusters.ts'
import type { Found, Rule, Step } from './conflict.ts'

/** Claims between two parts of one whole, at most. */
const NEAR = 4

/** Under this part of the whole, what is told of is not all of it. */
const NEARLY_ALL = 0.85

/** Without the words that parts share with their plan, whatever it is called: cost, budget, announced, paid. */
export function coreOf(one: Meaning): readonly string[] {
  const isMoney = one.unit === 'eur'
  return isMoney ? one.thing.filter((word) => !MONEY_WORDS.has(word) && !isStatus(word)) : one.thing
}

function isStatus(word: string): boolean {
  return Object.values(STATUSES).some((form) => form.test(word))
}

const sumOfParts: Rule = (meanings) => {
  const amounts = meanings.filter(isValued).filter(({ aspect, claim }) => aspect === 'amount' && !taxOf(claim.measure))
  return groupBy(amounts, ({ claim, unit, place }) => `${claim.document}/${unit}/${place}`).flatMap((group) =>
    group.flatMap((whole, i) => sumUnder(whole, around(group, i)))
  )
}

/** Claims of a group that a row of parts may reach: those of a long table are not all compared. */
function around<T>(group: readonly T[], i: number): readonly T[] {
  return group.slice(Math.max(0, i - REACH), i + REACH + 1)
}

const REACH = 30

function taxOf(measure: string): boolean {
  return says(measure, TAX.with) || says(measure, TAX.without)
}

function sumUnder(whole: Valued, group: readonly Valued[]): readonly Found[] {
  const parts = alongside(
    whole,
    group.filter((one) => isPartOf(one, whole))
  )
  const sum = parts.reduce((total, { value }) => total + value, 0)
  if (parts.length === 0 || !isOff(whole, sum, parts) || isMadeOfSome(whole, parts)) return []
  const isOver = sum > whole.value
  if (parts.length === 1) {
    const [only] = parts
    if (!only || !isOver || !(isTail(only, whole) || says(only.claim.quote, /^(?:dont|of which|including)\b/)))
      return []
  } else if (!(isOver ? looksClosed(whole, parts) : looksComplete(whole, parts, sum))) return []
  const unit = unitText(whole)
  const steps: readonly Step[] = [
    { operation: '+', operands: parts.map(({ value }) => value), result: sum, unit, typed: whole.value },
    { operation: '−', operands: [whole.value, sum], result: whole.value - sum, unit }
  ]
  return [{ reason: isOver ? 'parts-exceed-whole' : 'sum-of-parts', claims: ids([whole, ...parts]), steps }]
}

/** Women and men make the whole; what is told after them is told of it, and no third part. */
function isMadeOfSome(whole: Valued, parts: readonly Valued[]): boolean {
  return parts.some((_, from) =>
    parts.slice(from).some((_, i) => {
      const run = parts.slice(from, from + i + 1)
      const sum = run.reduce((total, { value }) => total + value, 0)
      return run.length > 1 && run.length < parts.length && (allows(whole, sum) || !isOff(whole, sum, run))
    })
  )
}

function isPartOf(part: Valued, whole: Valued): boolean {
  if (part === whole || !monthsMeet(part.months, whole.months) || part.value >= whole.value * 1.5) return false
  const isUnder = sameSubject(part, whole) || isSubset(whole.subject, part.subject)
  if (!isUnder || thresholdOf(part) || part.states.join() !== whole.states.join()) return false
  return isTail(part, whole) || narrows(coreOf(part), coreOf(whole))
}

/** « Hotel nights » and « Hotel nights, French ». */
function isTail(part: Valued, whole: Valued): boolean {
  const [head = '', tail] = part.claim.subject.split(/[,:–]\s/, 2)
  return (
    tail !== undefined &&
    tokensOf(head).toSorted().join(' ') === whole.subjectKey &&
    part.measure.join() === whole.measure.join()
  )
}

/** Those told of in a row with the whole, one beside the other; a part of a part is left out. */
function alongside(whole: Valued, parts: readonly Valued[]): readonly Valued[] {
  const own = parts.filter((one) => !parts.some((other) => other !== one && narrows(one.thing, other.thing)))
  const row: Valued[] = []
  let last = whole.order
  for (const one of own.toSorted((a, b) => Math.abs(a.order - whole.order) - Math.abs(b.order - whole.order))) {
    if (Math.min(Math.abs(one.order - last), Math.abs(one.order - whole.order)) > NEAR) break
    row.push(one)
    last = one.order
  }
  return row.toSorted((a, b) => a.order - b.order)
}

/** Roundings add up as independent errors do. */
export function isOff(whole: Valued, sum: number, parts: readonly Valued[]): boolean {
  const error = Math.sqrt(parts.reduce((total, { step }) => total + (step / 2) ** 2, 0))
  return !allows(whole, sum) && Math.abs(whole.value - sum) > error
}

/** Parts that shut each other out: many in a row, or two sides of one thing, or a last one that « et » brings in. */
function looksClosed(whole: Valued, parts: readonly Valued[]): boolean {
  const isRow = parts.length > 2 && isParallel(parts, whole)
  return isRow || isSaidWhole(whole, parts) || isComplement(parts) || parts.every((one) => isTail(one, whole))
}

/** Each adds as many words to the whole: « in trade », « in industry ». */
function isParallel(parts: readonly Valued[], whole: Valued): boolean {
  const added = parts.map((one) => coreOf(one).length - coreOf(whole).length)
  return Math.max(...added) - Math.min(...added) <= 1
}

function looksComplete(whole: Valued, parts: readonly Valued[], sum: number): boolean {
  if (isComplement(parts) || parts.every((one) => isTail(one, whole))) return true
  const told = [whole, ...parts].some(({ claim }) => says(claim.quote, PARTIAL) && !says(claim.quote, EXHAUSTIVE))
  if (told) return false
  return isSaidWhole(whole, parts) ? sum / whole.value > 0.5 : parts.length > 2 && sum / whole.value >= NEARLY_ALL
}

function isSaidWhole(whole: Valued, parts: readonly Valued[]): boolean {
  const last = parts.at(-1)
  const isClosing = last !== undefined && parts.length > 1 && says(last.claim.quote, /^(?:et|and|enfin|finally)\b/)
  return says(whole.claim.quote, EXHAUSTIVE) || says(whole.claim.measure, EXHAUSTIVE) || isClosing
}

function isComplement(parts: readonly Valued[]): boolean {
  const [a, b, more] = parts
  if (!a || !b || more) return false
  return COMPLEMENTS.some(([one, other]) => {
    const [mine, theirs] = [new Set(a.thing), new Set(b.thing)]
    return (mine.has(one) && theirs.has(other)) || (mine.has(other) && theirs.has(one))
  })
}

/** Second homes are dwellings: told of side by side, there are no more of them. */
const partAlone: Rule = (meanings) => {
  const amounts = meanings
    .filter(isValued)
    .filter(({ aspect, claim, unit }) => aspect === 'amount' && claim.kind !== 'money' && unit !== 'eur')
  return groupBy(amounts, ({ claim, unit, place, subjectKey }) =>
    [claim.document, unit, place, subjectKey].join('/')
  ).flatMap((group) =>
    group.flatMap((whole, i) => {
      if (whole.facets.length > 0 || whole.states.length > 0) return []
      return around(group, i).flatMap((part): readonly Found[] => {
        const isUnder = part.facets.length > 0 && part.states.length === 0 && isNear(part, whole)
        const isAbove = part.interval.from > whole.interval.to && monthsMeet(part.months, whole.months)
        if (!isUnder || !isAbove || says(part.claim.measure, BEYOND)) return []
        const gap = part.value - whole.value
        const step: Step = { operation: '−', operands: [part.value, whole.value], result: gap, unit: unitText(part) }
        return [{ reason: 'parts-exceed-whole', claims: ids([part, whole]), steps: [step] }]
      })
    })
  )
}

/** More than the whole of today: what was added up over years, or is to come. */
const BEYOND =
  /\b(?:cumul\w*|additional|supplementaires?|since|depuis|ancien\w*|former|capacity|capacite|maximum|peak|pic|origin\w*|initial\w*|potent\w*|desserv\w*|served)\b/

/** Shares told in one breath as all there is are a hundred. */
const sharesOfAll: Rule = (meanings) => {
  const shares = meanings.filter(isValued).filter(({ aspect, unit }) => aspect === 'share' && unit === '%')
  return groupBy(shares, ({ claim, place, subjectKey }) => `${claim.document}/${place}/${subjectKey}`).flatMap(
    (group): readonly Found[] => {
      const row = group.filter(
        (one, i) =>
          one.facets.length > 0 && monthsMeet(one.months, group[0]?.months) && isNear(one, group[0] ?? one, i + NEAR)
      )
      // « répartition par secteur (100 %) » stands before them as a claim of its own.
      const heads = group.filter(({ value, facets, claim }) => facets.length === 0 && (value === 100 || isAll(claim)))
      const last = row.at(-1)
      const isClosed =
        [...heads, ...row].some(({ claim }) => isAll(claim)) ||
        heads.some(({ value }) => value === 100) ||
        (last && says(last.claim.quote, /^(?:et|and)\b/))
      const sum = row.reduce((total, { value }) => total + value, 0)
      const slack = row.reduce((total, { step }) => total + step / 2, 0)
      const isOdd = Math.abs(sum - 100) > slack + 1e-9 && sum > 80 && sum < 130
      if (row.length < 3 || !isClosed || !isOdd || row.some(thresholdOf)) return []
      const step: Step = { operation: '+', operands: row.map(({ value }) => value), result: sum, unit: '%', typed: 100 }
      return [
        { reason: sum > 100 ? 'parts-exceed-whole' : 'sum-of-parts', claims: ids([...heads, ...row]), steps: [step] }
      ]
    }
  )
}

function isAll({ quote }: Meaning['claim']): boolean {
  return says(quote, EXHAUSTIVE)
}

/** « dont 120 à Behren »: what is told of a smaller place within the same breath is no more than the whole. */
const placesWithin: Rule = (meanings) => {
  const amounts = meanings.filter(isValued).filter(({ aspect }) => aspect === 'amount')
  return groupBy(amounts, ({ claim, unit, subjectKey }) => `${claim.document}/${unit}/${subjectKey}`).flatMap((group) =>
    group.flatMap((whole, i): readonly Found[] => {
      const after = around(group, i).filter(
        (one) => one.order > whole.order && one.order - whole.order <= NEAR && one.place !== whole.place
      )
      const from = after.findIndex(({ claim }) => says(claim.quote, /^(?:dont|of which|including)\b/))
      const parts =
        from < 0 ? [] : after.slice(from).filter((one) => isSubset(whole.thing, one.thing) || whole.thing.length === 0)
      const sum = parts.reduce((total, { value }) => total + value, 0)
      if (parts.length === 0 || sum <= whole.value || !isOff(whole, sum, parts)) return []
      const steps: readonly Step[] = [
        {
          operation: '+',
          operands: parts.map(({ value }) => value),
          result: sum,
          unit: unitText(whole),
          typed: whole.value
        }
      ]
      return [{ reason: 'parts-exceed-whole', claims: ids([whole, ...parts]), steps }]
    })
  )
}

type Threshold = { readonly side: 'under' | 'over'; readonly at: number; readonly rest: string }

const COUNTS: Readonly<Record<string, number>> = {
  un: 1,
  une: 1,
  one: 1,
  deux: 2,
  two: 2,
  trois: 3,
  three: 3,
  quatre: 4,
  four: 4,
  cinq: 5,
  five: 5,
  six: 6,
  dix: 10,
  ten: 10
}

/** « 75 ans et plus », "65 and over". */
const AND_MORE = /\b(\d+)(?: (mois|months?|ans?|annees?|years?))? (?:et|ou|and|or) (?:plus|over|more|older|above)\b/
const AND_LESS = /\b(\d+)(?: (mois|months?|ans?|annees?|years?))? (?:et|ou|and|or) (?:moins|under|less|younger|below)\b/

const SIDES = [
  { side: 'under', form: bounded(UNDER) },
  { side: 'over', form: bounded(OVER) },
  { side: 'under', form: AND_LESS },
  { side: 'over', form: AND_MORE }
] as const

function bounded({ source }: RegExp): RegExp {
  return new RegExp(`${source} (?:l age de |the age of |de )?(\\d+|[a-z]+)(?: (mois|months?|ans?|annees?|years?))?`)
}

/** « moins de 25 ans », « over two years »; in months where it is a time. */
function thresholdOf({ claim }: Meaning): Threshold | undefined {
  const text = folded(withoutAsides(claim.measure))
  for (const { side, form } of SIDES) {
    const found = form.exec(text)
    const said = found?.[1] ?? ''
    const number = /^\d+$/.test(said) ? Number(said) : COUNTS[said]
    if (!found || number === undefined) continue
    const at = /^(?:mois|month)/.test(found[2] ?? '') ? number : number * 12
    return { side, at, rest: conceptsOf(text.replace(found[0], ' ')).join(' ') }
  }
  return undefined
}

/** Those under 25 are among those under 30: there are no more of them. */
const nestedBands: Rule = (meanings) => {
  const banded = meanings.filter(isValued).flatMap((one) => {
    const threshold = one.aspect === 'share' || one.aspect === 'amount' ? thresholdOf(one) : undefined
    return threshold ? [{ ...one, threshold }] : []
  })
  return clusters(
    banded,
    ({ unit, place, subjectKey, threshold }) => `${unit}/${place}/${subjectKey}/${threshold.side}/${threshold.rest}`,
    (a, b) => {
      if (a.threshold.at === b.threshold.at || !monthsMeet(a.months, b.months) || overlaps(a.interval, b.interval))
        return false
      const [low, high] = a.threshold.at < b.threshold.at ? [a, b] : [b, a]
      return a.threshold.side === 'under' ? low.value > high.value : high.value > low.value
    }
  ).map((some): Found => {
    const [one, other] = some.toSorted((a, b) => b.value - a.value)
    const steps: readonly Step[] =
      one && other
        ? [{ operation: '−', operands: [one.value, other.value], result: one.value - other.value, unit: unitText(one) }]
        : []
    return { reason: 'not-nested', claims: ids(some), steps }
  })
}

export const PART_RULES: readonly Rule[] = [sumOfParts, partAlone, sharesOfAll, placesWithin, nestedBands]
