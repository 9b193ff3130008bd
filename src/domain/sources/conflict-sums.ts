/** Rules of arithmetic: what follows from other numbers is computed, and what was typed is compared within its rounding. */

import { admits, relativeError, stepOf } from './claim-amount.ts'
import { dimensionOf, kindred, sameSubject, type Meaning } from './claim-meaning.ts'
import { isSubset, mayMeet, sameSet, says, tokensOf } from './claim-words.ts'
import { ids, isValued } from './conflict-values.ts'
import type { Found, Rule, RuleContext, Step } from './conflict.ts'

type Valued = Meaning & { readonly value: number }

/** « share of patronage »: of what; undefined when the measure is no share of anything. */
function shareOf({ claim, unit, measure }: Meaning): readonly string[] | undefined {
  if (claim.kind !== 'share' || unit !== '%') return undefined
  return measure.filter((word) => !SHARE_WORDS.has(word))
}

const SHARE_WORDS = new Set([
  'share',
  'part',
  'proportion',
  'taux',
  'rate',
  'pourcentage',
  'percentage',
  'amount',
  'montant'
])

/** The result is not what was typed, and the rounding of what it was computed from does not explain it. */
function disagrees(typed: Valued, result: number, from: readonly number[]): boolean {
  if (admits(typed.claim, result)) return false
  const error = Math.sqrt(from.reduce((total, value) => total + relativeError(value) ** 2, 0))
  return Math.abs(result - typed.value) > error * Math.abs(result)
}

/** A typed share, its part and its whole: 390 000 of 1,5 million is 26 %, not 20 %. */
const shareOfParts: Rule = (meanings, context) => {
  const valued = meanings.filter(isValued)
  return valued.flatMap((share): readonly Found[] => {
    const of = shareOf(share)
    if (!of) return []
    const wide = shareOfWider(share, of, valued, context)
    if (wide) return wide
    const amounts = valued.filter(
      (one) => one.unit !== '%' && sameSubject(one, share) && mayMeet(one.years, share.years)
    )
    const part = amounts.find(({ measure }) => isSubset(of, measure) || isSubset(measure, of))
    if (!part) return []
    const whole = amounts.find(
      (one) => one !== part && one.unit === part.unit && !one.measure.some((w) => of.includes(w))
    )
    if (!whole || whole.value < part.value) return []
    const result = (part.value / whole.value) * 100
    if (!disagrees(share, result, [part.value, whole.value])) return []
    const steps: readonly Step[] = [
      { operation: 'share', operands: [part.value, whole.value], result, unit: '%', typed: share.value },
      {
        operation: '×',
        operands: [share.value / 100, whole.value],
        result: (share.value / 100) * whole.value,
        unit: part.claim.unit,
        typed: part.value
      }
    ]
    return [{ reason: 'share-of-parts', claims: ids([share, part, whole]), steps }]
  })
}

/** « share of the regional population »: the whole is published, the part is claimed beside it. */
function shareOfWider(
  share: Valued,
  of: readonly string[],
  valued: readonly Valued[],
  { inhabitants, region, nation }: RuleContext
): readonly Found[] | undefined {
  if (!of.includes('population') && !of.includes('inhabitant') && !of.includes('habitant')) return undefined
  const wider = of.some((word) => word.startsWith('region'))
    ? region
    : of.some((w) => NATIONAL.has(w))
      ? nation
      : undefined
  const whole = wider && inhabitants.get(wider)
  if (!whole) return undefined
  const mine = valued.filter(
    (one) => one.unit === 'inhabitants' && one.place === share.place && one.claim.kind === 'level'
  )
  const parts = [
    ...mine.filter(({ claim }) => claim.document === share.claim.document && claim.qualifier === 'exact'),
    ...mine
  ]
  const [part] = parts
  if (!part) return []
  const result = (part.value / whole) * 100
  if (!disagrees(share, result, [part.value])) return []
  const steps: readonly Step[] = [
    { operation: 'share', operands: [part.value, whole], result, unit: '%', typed: share.value }
  ]
  return [{ reason: 'share-of-parts', claims: ids([share, part]), steps }]
}

const NATIONAL = new Set(['french', 'national', 'france', 'francaise', 'francais', 'nationale'])

/** « Hotel nights » and « Hotel nights, French », « Hotel nights, foreign »: the parts are the whole, or less with one missing. */
const sumOfParts: Rule = (meanings) => {
  const valued = meanings.filter(isValued).filter(({ claim: { kind } }) => ['level', 'count', 'money'].includes(kind))
  return valued.flatMap((whole): readonly Found[] => {
    const parts = valued.filter((one) => {
      const [head = '', tail] = one.claim.subject.split(/[,:–]\s/, 2)
      const isPart = tail !== undefined && sameSet(tokensOf(head), whole.subject)
      const isSame = one.unit === whole.unit && one.place === whole.place && sameSet(undated(one), undated(whole))
      return isPart && isSame && one.years?.from === whole.years?.from && one.years?.to === whole.years?.to
    })
    const sum = parts.reduce((total, { value }) => total + value, 0)
    const isOver = parts.length === 1 && sum > whole.value
    const isOff = parts.length > 1 && isOffSum(whole, sum, parts)
    if (!isOver && !isOff) return []
    const steps: readonly Step[] = [
      {
        operation: '+',
        operands: parts.map(({ value }) => value),
        result: sum,
        unit: whole.claim.unit,
        typed: whole.value
      },
      { operation: '−', operands: [whole.value, sum], result: whole.value - sum, unit: whole.claim.unit }
    ]
    return [{ reason: 'sum-of-parts', claims: ids([whole, ...parts]), steps }]
  })
}

/** Roundings add up as independent errors do. */
function isOffSum(whole: Valued, sum: number, parts: readonly Valued[]): boolean {
  const error = Math.sqrt(parts.reduce((total, { value }) => total + (stepOf(value) / 2) ** 2, 0))
  return !admits(whole.claim, sum) && Math.abs(whole.value - sum) > error
}

function undated({ measure }: Meaning): readonly string[] {
  return measure.filter((word) => !/^\d+$/.test(word))
}

/** Flows are counted by time, which is no base. */
const OF_TIME = new Set(['year', 'an', 'month', 'mois', 'day', 'jour', 'annum'])

/** A ratio, the total and the base: total = ratio × base; where no claim gives the base, it is not named. */
const ratioTimesBase: Rule = (meanings) => {
  const valued = meanings.filter(isValued)
  return valued.flatMap((ratio): readonly Found[] => {
    const [above = '', below = ''] = ratio.unit.split('/')
    if (below === '' || OF_TIME.has(below)) return []
    const [top, bottom] = [dimensionOf(above), dimensionOf(below)]
    const of = (one: Valued, dimension: string): boolean =>
      one !== ratio && one.claim.kind !== 'change' && dimensionOf(one.unit).of === dimension
    const quoted = tokensOf(ratio.claim.quote)
    const all = valued.filter((one) => of(one, top.of) && (sameSubject(one, ratio) || isSubset(one.subject, quoted)))
    const totals = all.toSorted((a, b) => besides(b, ratio) - besides(a, ratio))
    const bases = valued.filter((one) => of(one, bottom.of) && one.claim.document === ratio.claim.document)
    const near = bases.filter((one) => one.place === ratio.place && one.claim.qualifier === 'exact')
    const [total] = totals
    if (!total) return []
    const computed = (base: Valued): number =>
      (total.value * dimensionOf(total.unit).scale) /
      top.scale /
      ((base.value * dimensionOf(base.unit).scale) / bottom.scale)
    const agreeing = bases.find((base) => !disagrees(ratio, computed(base), [total.value, base.value]))
    if (agreeing && (near.length === 0 || near.includes(agreeing))) return []
    const implied = (total.value * dimensionOf(total.unit).scale) / top.scale / ratio.value
    const [base] = near.length > 0 ? near : bases.toSorted((a, b) => b.value - a.value)
    if (!base) return []
    const steps: readonly Step[] = [
      {
        operation: '÷',
        operands: [total.value, ratio.value],
        result: implied,
        unit: base.claim.unit,
        typed: base.value
      },
      {
        operation: '×',
        operands: [ratio.value, base.value],
        result: (total.value * ratio.value) / computed(base),
        unit: total.claim.unit,
        typed: total.value
      },
      {
        operation: '÷',
        operands: [total.value, base.value],
        result: computed(base),
        unit: ratio.claim.unit,
        typed: ratio.value
      }
    ]
    return [
      {
        reason: 'ratio-times-base',
        claims: ids([ratio, total, base]),
        steps: top.scale === dimensionOf(total.unit).scale ? steps : steps.slice(2)
      }
    ]
  })
}

function besides(one: Meaning, ratio: Meaning): number {
  return one.claim.document === ratio.claim.document ? 1 : 0
}

/** By definition no more of the first than of the second. */
const AT_MOST: readonly (readonly [fewer: RegExp, more: RegExp])[] = [
  [/^(?:enterprise|entreprise|firm)/, /^(?:establishment|etablissement)/],
  [/^(?:farm$|exploitation)/, /^(?:farm head|chef exploitation|head farm)/],
  [/^(?:household|menage)/, /^(?:inhabitant|habitant)/],
  [/^(?:main residence|residence principale)/, /^(?:dwelling|logement)/]
]

const bounds: Rule = (meanings) => {
  const counts = meanings.filter(isValued).filter(({ claim: { kind } }) => kind === 'count' || kind === 'level')
  const what = (one: Meaning): readonly string[] => [one.measure.join(' '), one.subject.join(' ')]
  return counts.flatMap((fewer) =>
    AT_MOST.flatMap(([small, large]): readonly Found[] => {
      if (!what(fewer).some((text) => small.test(text) && !large.test(text)) || !isWhole(fewer)) return []
      const more = counts.find((one) => {
        const isHere = baseOf(one) === baseOf(fewer) && baseOf(one) !== ''
        return isHere && one.value < fewer.value && what(one).some((text) => large.test(text)) && isWhole(one)
      })
      if (!more || more === fewer) return []
      const step: Step = {
        operation: '−',
        operands: [fewer.value, more.value],
        result: fewer.value - more.value,
        unit: fewer.claim.unit
      }
      return [{ reason: 'out-of-bounds', claims: ids([fewer, more]), steps: [step] }]
    })
  )
}

/** Of a whole place, not of a club, a list or a programme in it. */
function isWhole(one: Meaning): boolean {
  return one.subject.length === 1 || sameSet(one.subject, one.measure)
}

/** A place with what is said of a part of it left out. */
function baseOf({ claim: { perimeter } }: Meaning): string {
  return tokensOf((perimeter ?? '').replaceAll(/\([^)]*\)?/g, ' ')).join(' ')
}

/** « 3 à 5 ateliers par événement », 17 événements: 85 ateliers at most. */
const perOccasion: Rule = (meanings) =>
  meanings.flatMap((rate): readonly Found[] => {
    const [, counted, occasion] = /^(\S.*?) (?:per|par) (\S+)$/.exec(rate.claim.measure.toLowerCase()) ?? []
    if (!counted || !occasion || !rate.interval) return []
    const { from, to } = rate.interval
    const [number, total] = [occasion, counted].map((name) =>
      meanings
        .filter(isValued)
        .find((one) => one !== rate && sameSubject(one, rate) && sameSet(one.measure, tokensOf(name)))
    )
    if (!number || !total || rate.claim.reading.status === 'wordless') return []
    const [least, most] = [Math.ceil(from), Math.floor(to)]
    if (total.value >= least * number.value && total.value <= most * number.value) return []
    const limit = total.value > most * number.value ? most : least
    const step: Step = {
      operation: '×',
      operands: [limit, number.value],
      result: limit * number.value,
      unit: total.claim.unit,
      typed: total.value
    }
    return [{ reason: 'out-of-bounds', claims: ids([total, number, rate]), steps: [step] }]
  })

const ALL_OF = /\b(?:census|recensement|total|totaux|ensemble|overall|cumul|all projects|grands projets)\b/

/** A total of amounts that is less than one of those told of in the same document; those of its section are its items. */
const totalUnderItem: Rule = (meanings) => {
  const money = meanings.filter(isValued).filter(({ claim: { kind } }) => kind === 'money')
  return money
    .filter(({ claim }) => says(`${claim.subject} ${claim.measure}`, ALL_OF))
    .flatMap((total): readonly Found[] => {
      const others = money.filter(
        (one) =>
          one !== total &&
          one.unit === total.unit &&
          one.claim.document === total.claim.document &&
          !kindred(one, total)
      )
      const larger = others.filter((one) => one.value > total.value)
      if (larger.length === 0) return []
      const { section } = total.claim.where
      const beside = others.filter(({ claim }) => section !== undefined && claim.where.section === section)
      const items = [...new Set([...larger, ...beside])].toSorted((a, b) => b.value - a.value)
      const { unit } = total.claim
      const sum = items.reduce((all, { value }) => all + value, 0)
      const added: Step = {
        operation: '+',
        operands: items.map(({ value }) => value),
        result: sum,
        unit,
        typed: total.value
      }
      const gaps = larger.map((one): Step => ({
        operation: '−',
        operands: [one.value, total.value],
        result: one.value - total.value,
        unit
      }))
      const steps = items.length > 1 ? [added, ...gaps] : gaps
      return [{ reason: 'out-of-bounds', claims: ids([total, ...items]), steps }]
    })
}

export const SUM_RULES: readonly Rule[] = [
  shareOfParts,
  sumOfParts,
  ratioTimesBase,
  bounds,
  perOccasion,
  totalUnderItem
]
