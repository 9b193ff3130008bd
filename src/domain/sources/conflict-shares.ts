/** Rules on what follows from other numbers: shares and changes are computed, and what was typed is compared. */

import { allows, sameSubject, withoutUnit, type Meaning } from './claim-meaning.ts'
import { saysPercentOf } from './claim-sentence.ts'
import { conceptsOf, isSubset, mayMeet, monthsMeet, says } from './claim-words.ts'
import { errorOf, groupBy, ids, isNear, isValued, unitText, type Valued } from './conflict-clusters.ts'
import type { Found, Rule, RuleContext, Step } from './conflict.ts'

/** The result is not what was typed, and the rounding of what it was computed from does not explain it. */
export function disagrees(typed: Valued, result: number, from: readonly Valued[]): boolean {
  if (allows(typed, result)) return false
  const error = Math.sqrt(from.reduce((total, one) => total + errorOf(one) ** 2, 0))
  return Math.abs(result - typed.value) > error * Math.abs(result)
}

type Pair = { readonly part: Valued; readonly whole: Valued; readonly score: number }

/** A typed share, its part and its whole: 390 000 of 1,5 million is 26 %, not 20 %. */
const shareOfParts: Rule = (meanings, context) => {
  const valued = meanings.filter(isValued)
  const shares = valued.filter(
    ({ aspect, unit, claim }) => aspect === 'share' && unit === '%' && claim.kind !== 'change'
  )
  const amounts = valued.filter(({ aspect }) => aspect === 'amount')
  const bySubject = new Map(groupBy(amounts, ({ subjectKey }) => subjectKey).map((some) => [some[0]?.subjectKey, some]))
  const byDocument = new Map(
    groupBy(amounts, ({ claim }) => claim.document).map((some) => [some[0]?.claim.document, some])
  )
  return shares.flatMap((share): readonly Found[] => {
    if (saysPercentOf(share.claim.quote)) return []
    const wide = shareOfWider(share, amounts, context)
    if (wide) return wide
    const beside = (byDocument.get(share.claim.document) ?? []).filter((one) => isNear(one, share))
    const pool = [...new Set([...(bySubject.get(share.subjectKey) ?? []), ...beside])].filter(
      (one) => one.place === share.place && monthsMeet(one.months, share.months)
    )
    const told = pool.filter((one) => one.claim.quote === share.claim.quote)
    // A sentence that tells a part, a whole and their share speaks of no others.
    const terms = told.length === 2 && told[0]?.unit === told[1]?.unit ? told : pool
    const pairs = terms.length > MOST_TERMS ? [] : pairsFor(share, terms)
    const [best] = pairs.toSorted((a, b) => b.score - a.score)
    if (!best || pairs.some(({ part, whole }) => !disagrees(share, shareIn(part, whole), [part, whole]))) return []
    const { part, whole } = best
    const steps: readonly Step[] = [
      {
        operation: 'share',
        operands: [part.value, whole.value],
        result: shareIn(part, whole),
        unit: '%',
        typed: share.value
      },
      {
        operation: '×',
        operands: [share.value / 100, whole.value],
        result: (share.value / 100) * whole.value,
        unit: unitText(part),
        typed: part.value
      }
    ]
    return [{ reason: 'share-of-parts', claims: ids([share, part, whole]), steps }]
  })
}

/** A share among more amounts than this is one that nobody could tell the terms of. */
const MOST_TERMS = 60

function shareIn(part: Valued, whole: Valued): number {
  return (part.value / whole.value) * 100
}

/** Two amounts in one unit, of which the first is named by the share and the second is not. */
function pairsFor(share: Valued, pool: readonly Valued[]): readonly Pair[] {
  const isDerived = says(share.claim.quote, /^(?:soit|c est a dire|i e|that is)\b/)
  return pool.flatMap((part) =>
    pool.flatMap((whole): readonly Pair[] => {
      if (
        part === whole ||
        part.unit !== whole.unit ||
        part.value > whole.value ||
        !monthsMeet(part.months, whole.months)
      )
        return []
      const own = ownWords(part, whole)
      const named = own.filter((word) => share.thing.some((other) => isSameWord(word, other)))
      const isBeside = isDerived && share.order - part.order === 1 && part.claim.document === share.claim.document
      if (own.length === 0 || (named.length === 0 && !isBeside)) return []
      // A whole that says what neither the share nor the part says is another whole.
      const strange = whole.thing.filter(
        (word) => !share.thing.includes(word) && !part.thing.includes(word) && !isMoneyName(word)
      )
      if (strange.length > 1 || !(sameSubject(whole, share) || sameSubject(whole, part) || strange.length === 0))
        return []
      const distance = isNear(whole, share) ? 1 : 0
      return [{ part, whole, score: named.length * 4 - strange.length * 2 + distance - (own.length - named.length) }]
    })
  )
}

/** What the part is called and the whole is not. */
function ownWords(part: Valued, whole: Valued): readonly string[] {
  const [mine, theirs] = sameSubject(part, whole) ? [part.facets, whole.facets] : [part.thing, whole.thing]
  return mine.filter((word) => !theirs.includes(word))
}

/** « vacance » and « vacants », « scolaire » and « scolaires »: the same beginning, and little else. */
function isSameWord(a: string, b: string): boolean {
  if (a === b) return true
  const stem = Math.min(a.length, b.length) - 2
  return stem >= 5 && a.slice(0, stem) === b.slice(0, stem) && Math.abs(a.length - b.length) <= 3
}

function isMoneyName(word: string): boolean {
  return /^(?:budget|cost|cout|expenditure|depense|eligible|financing|financement)$/.test(word)
}

const NATIONAL = /\b(?:french|national|nationale|france|francaise|francais)\b/
const REGIONAL = /\bregion/

/** « share of the regional population »: the whole is published, the part is claimed beside it. */
function shareOfWider(
  share: Valued,
  amounts: readonly Valued[],
  { inhabitants, region, nation }: RuleContext
): readonly Found[] | undefined {
  const { measure } = share.claim
  if (!conceptsOf(measure).includes('population')) return undefined
  const wider = says(measure, REGIONAL) ? region : says(measure, NATIONAL) ? nation : undefined
  const whole = wider && inhabitants.get(wider)
  if (!whole) return undefined
  const mine = amounts.filter((one) => one.unit === 'inhabitants' && one.place === share.place && one.isAboutPlace)
  const [part] = [
    ...mine.filter(({ claim }) => claim.document === share.claim.document && claim.qualifier === 'exact'),
    ...mine
  ]
  if (!part) return []
  const result = (part.value / whole) * 100
  if (!disagrees(share, result, [part])) return []
  const steps: readonly Step[] = [
    { operation: 'share', operands: [part.value, whole], result, unit: '%', typed: share.value }
  ]
  return [{ reason: 'share-of-parts', claims: ids([share, part]), steps }]
}

/** « 71 900 en 2012, 104 300 en 2022, soit + 45 % »: the change follows from where it began and ended. */
const changeOfLevels: Rule = (meanings) => {
  const valued = meanings.filter(isValued)
  const levels = groupBy(
    valued.filter(
      ({ aspect, years }) =>
        (aspect === 'amount' || aspect === 'share') && years?.from === years?.to && years !== undefined
    ),
    ({ place }) => `${place}`
  )
  const byPlace = new Map(levels.map((some) => [`${some[0]?.place}`, some]))
  return valued
    .filter(({ aspect }) => aspect === 'change')
    .flatMap((change): readonly Found[] => {
      const { years } = change
      if (!years || years.from >= years.to || !Number.isFinite(years.from) || !Number.isFinite(years.to)) return []
      const own = (byPlace.get(`${change.place}`) ?? []).filter((one) => isOfChange(one, change))
      const pairs = own
        .filter((one) => one.years?.from === years.from)
        .flatMap((before) =>
          own
            .filter((one) => one.years?.to === years.to && one.unit === before.unit && one.thingKey === before.thingKey)
            .flatMap((after) => stepsFor(change, before, after))
        )
      const [first] = pairs
      if (!first || pairs.some(({ isOff }) => !isOff)) return []
      const inOther = pairs.find(({ isInOther }) => isInOther)
      if (inOther) {
        const { before, after, step } = inOther
        return [{ reason: 'points-or-percent', claims: ids([change, before, after]), steps: [step] }]
      }
      return [{ reason: 'share-of-parts', claims: ids([change, first.before, first.after]), steps: [first.step] }]
    })
}

function isOfChange(level: Valued, change: Valued): boolean {
  // What the unit of the level says, its change has to say in words: « dwellings » and « change in dwellings, % ».
  const said = withoutUnit(change.thing, level.unit)
  const isOne = sameSubject(level, change) && (said.length === 0 || isSubset(said, level.thing))
  return (isOne || level.thingKey === change.thingKey) && mayMeet(level.years, change.years)
}

type Turn = {
  readonly before: Valued
  readonly after: Valued
  readonly step: Step
  readonly isOff: boolean
  /** In points it would follow, where it is told in percent; or the other way round. */
  readonly isInOther?: boolean
}

/** « une baisse de 25 % » is − 25 %. */
function signed(change: Valued): Valued {
  if (change.value <= 0 || !says(change.claim.measure, FALLS)) return change
  return { ...change, value: -change.value, interval: { from: -change.interval.to, to: -change.interval.from } }
}

const FALLS = /\b(?:baisse|diminution|recul|perte|reduction|decrease|decline|drop|loss|fall)\b/

/** In percent of where it began; in points between two rates; in the unit otherwise. */
function stepsFor(told: Valued, before: Valued, after: Valued): readonly Turn[] {
  const change = signed(told)
  const isOfRates = before.unit === '%'
  if (change.unit === '%' && !isOfRates && before.value > 0) {
    const result = (after.value / before.value - 1) * 100
    const step: Step = {
      operation: 'change',
      operands: [before.value, after.value],
      result,
      unit: '%',
      typed: change.value
    }
    const spread = Math.hypot(errorOf(before), errorOf(after)) * 100 * (after.value / before.value)
    return [
      {
        before,
        after,
        step,
        isOff: !allows(change, result) && Math.abs(result - change.value) > spread + change.step / 2
      }
    ]
  }
  if (change.unit === 'times' && before.value > 0) {
    const result = after.value / before.value
    const operands = [after.value, before.value]
    const step: Step = { operation: '÷', operands, result, unit: unitText(change), typed: change.value }
    return [{ before, after, step, isOff: disagrees(change, result, [before, after]) }]
  }
  if (isOfRates) return ratesTurn(change, before, after)
  if (change.unit !== before.unit) return []
  const result = after.value - before.value
  const step: Step = {
    operation: '−',
    operands: [after.value, before.value],
    result,
    unit: unitText(change),
    typed: change.value
  }
  const spread = Math.hypot(before.step, after.step) / 2
  return [{ before, after, step, isOff: !allows(change, result) && Math.abs(result - change.value) > spread }]
}

/** From 20 % to 25 % is 5 points, and 25 %. */
function ratesTurn(change: Valued, before: Valued, after: Valued): readonly Turn[] {
  if (before.value <= 0 || !(change.unit === '%' || change.unit === 'points')) return []
  const points = after.value - before.value
  const percent = (points / before.value) * 100
  const fits = {
    points: isAbout(change, points, Math.hypot(before.step, after.step) / 2),
    percent: isAbout(change, percent, Math.hypot(errorOf(before), errorOf(after)) * 100 * (after.value / before.value))
  }
  const inPoints = change.unit === 'points'
  const difference: Step = {
    operation: '−',
    operands: [after.value, before.value],
    result: points,
    unit: 'points',
    ...(inPoints && { typed: change.value })
  }
  const relative: Step = {
    operation: 'change',
    operands: [before.value, after.value],
    result: percent,
    unit: '%',
    typed: change.value
  }
  return [
    {
      before,
      after,
      step: inPoints ? difference : relative,
      isOff: inPoints ? !fits.points : !fits.percent,
      isInOther: inPoints ? fits.percent : fits.points
    }
  ]
}

function isAbout(change: Valued, result: number, spread: number): boolean {
  return allows(change, result) || Math.abs(result - change.value) <= spread + 1e-9
}

export const SHARE_RULES: readonly Rule[] = [shareOfParts, changeOfLevels]

/** Where claims name one thing, or its place alone. */
export function isOwnOrOfPlace(one: Meaning, of: Meaning): boolean {
  return sameSubject(one, of) || (one.isAboutPlace && one.thing.length === 0)
}
