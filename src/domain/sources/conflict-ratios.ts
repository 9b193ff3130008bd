/** Rules on ratios: total = ratio × base, and at most and at least so much each. */

import { numberWordsIn } from '../shared/number-words.ts'
import { EACH } from './claim-lexicon.ts'
import { sameSubject, type Meaning } from './claim-meaning.ts'
import { dimensionOf } from './claim-unit.ts'
import { folded, isSubset, monthsMeet, sameSpan, says, tokensOf } from './claim-words.ts'
import { groupBy, ids, isNear, isValued, unitText, type Valued } from './conflict-clusters.ts'
import { disagrees, isOwnOrOfPlace } from './conflict-shares.ts'
import type { Found, Rule, Step } from './conflict.ts'

type Terms = { readonly total: Valued; readonly base: Valued }

/** Many claims of one subject in one place: nobody could tell which is the base. */
const MOST_TERMS = 80

const ratioTimesBase: Rule = (meanings) => {
  const valued = meanings.filter(isValued)
  const byDocument = new Map(
    groupBy(valued, ({ claim }) => claim.document).map((some) => [some[0]?.claim.document, some])
  )
  return valued.filter(isRatio).flatMap((ratio): readonly Found[] => {
    const all = byDocument.get(ratio.claim.document) ?? []
    const named = termsOf(ratio, all)
    const terms = named.length > 0 ? named : unnamedBases(ratio, all)
    const [first] = terms
    if (!first || terms.some((one) => fits(ratio, one))) return []
    return isBounded(ratio) ? [boundsOff(ratio, first)] : [ratioOff(ratio, first)]
  })
}

function isRatio({ aspect, per, claim, unit }: Valued): boolean {
  return (aspect === 'ratio' && per !== undefined) || (unit === 'eur' && aspect === 'amount' && says(claim.quote, EACH))
}

/** Three to five a project is at least three times the projects, and at most five. */
function isBounded({ claim }: Valued): boolean {
  const amount = claim.reading.status === 'clear' ? claim.reading : undefined
  return (
    says(words(claim), MOST_OR_LEAST) ||
    amount?.max !== undefined ||
    claim.qualifier === 'up-to' ||
    claim.qualifier === 'at-least'
  )
}

const MOST = /\b(?:maximum|maximal\w*|max|au plus|plafond\w*|jusqu a|at most|up to|capped|ceiling)\b/
const LEAST = /\b(?:minimum|minimal\w*|min|au moins|plancher|at least)\b/
const MOST_OR_LEAST = new RegExp(`${MOST.source}|${LEAST.source}`)

function words({ measure, quote }: Valued['claim']): string {
  return `${measure} ${quote}`
}

/** What one may be: no more than a ceiling, no less than a floor, or between the two ends of a range. */
function eachOf(ratio: Valued): Valued['interval'] {
  const half = ratio.step / 2
  const { from, to } = ratio.interval
  if (says(words(ratio.claim), MOST)) return { from: 0, to: to - half }
  return says(words(ratio.claim), LEAST) ? { from: from + half, to: Infinity } : { from: from + half, to: to - half }
}

/** Total and base that the same subject, place and time name, in the units of the ratio. */
function termsOf(ratio: Valued, all: readonly Valued[]): readonly Terms[] {
  const [above = ''] = ratio.unit.split('/')
  const here = all.filter((one) => one !== ratio && one.place === ratio.place)
  const inReach = here.filter((one) => monthsMeet(one.months, ratio.months))
  const amounts = inReach.filter(({ aspect }) => aspect === 'amount' || aspect === 'flow')
  const totals = amounts.filter((one) => counts(one, above) && isTotalOf(one, ratio))
  const own = amounts.filter((one) => isOwnOrOfPlace(one, ratio) && isBaseOf(one, ratio))
  const bases = own.length > 0 ? own : here.filter((one) => isBaseOf(one, ratio) && isOfPeople(one, ratio))
  if (totals.length * bases.length > MOST_TERMS) return []
  return totals.flatMap((total) =>
    bases.flatMap((base) =>
      base !== total && base.unit !== total.unit && isOneState(total, base) ? [{ total, base }] : []
    )
  )
}

/** The subject of the total is that of the ratio, or one that its words name. */
function isTotalOf(total: Valued, ratio: Valued): boolean {
  return sameSubject(total, ratio) || isSubset(total.subject, tokensOf(ratio.claim.quote))
}

function counts({ unit }: Valued, name: string): boolean {
  return dimensionOf(unit.split('/')[0] ?? '').of === dimensionOf(name).of
}

/** In the unit that the ratio is per; or, where it says only « each », counted by the same subject. */
function isBaseOf(base: Valued, ratio: Valued): boolean {
  if (ratio.per !== undefined)
    return counts(base, ratio.per) || base.measure.join(' ') === tokensOf(ratio.per).join(' ')
  return base.claim.kind === 'count' && sameSubject(base, ratio) && base.unit !== ratio.unit
}

/** Those who come, or live there, are counted once for all; their number a few years off is told as such. */
function isOfPeople(base: Valued, ratio: Valued): boolean {
  if (base.aspect !== 'amount' || !PEOPLE.has(base.unit)) return false
  return base.unit === 'inhabitants'
    ? base.isAboutPlace && yearsApart(base, ratio) <= 5
    : monthsMeet(base.months, ratio.months)
}

const PEOPLE = new Set(['inhabitants', 'visitors', 'admissions', 'nights', 'students', 'trips'])

/** Part of itself that a population changes by in a year, as French territories do. */
const YEARLY_DRIFT = 0.002

function yearsApart({ years: a }: Meaning, { years: b }: Meaning): number {
  if (!a || !b) return 0
  const apart = Math.max(a.from, b.from) - Math.min(a.to, b.to)
  return Number.isFinite(apart) ? Math.max(0, apart) : 0
}

/** What is delivered is not what is planned: one is not the base of the other. */
function isOneState(a: Meaning, b: Meaning): boolean {
  return a.states.length === 0 || b.states.length === 0 || a.states.join() === b.states.join()
}

/** A ratio that names no place names no base: nothing in its document explains it. */
function unnamedBases(ratio: Valued, all: readonly Valued[]): readonly Terms[] {
  const { per } = ratio
  if (ratio.place !== undefined || per === undefined || isBounded(ratio)) return []
  const [above = ''] = ratio.unit.split('/')
  const [total] = all.filter(
    (one) => one.aspect === 'amount' && one.place === undefined && counts(one, above) && isTotalOf(one, ratio)
  )
  if (!total || total === ratio) return []
  return all
    .filter((base) => base.aspect === 'amount' && counts(base, per))
    .toSorted((a, b) => b.value - a.value)
    .map((base) => ({ total, base }))
}

function scaleOf(ratio: Valued, { total, base }: Terms): number {
  const [above = ''] = ratio.unit.split('/')
  const inUnits = dimensionOf(total.unit).scale / dimensionOf(above).scale
  return inUnits / (dimensionOf(base.unit).scale / dimensionOf(ratio.per ?? base.unit).scale)
}

/** What total ÷ base gives, in the unit of the ratio. */
function computed(ratio: Valued, terms: Terms): number {
  return (terms.total.value / terms.base.value) * scaleOf(ratio, terms)
}

function fits(ratio: Valued, terms: Terms): boolean {
  const { total, base } = terms
  if (!isBounded(ratio)) {
    const result = computed(ratio, terms)
    const drift = yearsApart(ratio, base) * YEARLY_DRIFT
    return !disagrees(ratio, result, [total, base, { ...base, step: drift * 2 * base.value }])
  }
  const { from, to } = eachOf(ratio)
  return total.interval.to >= from * base.value && total.interval.from <= to * base.value
}

function ratioOff(ratio: Valued, terms: Terms): Found {
  const { total, base } = terms
  const scale = scaleOf(ratio, terms)
  const plain: readonly Step[] = [
    {
      operation: '÷',
      operands: [total.value, ratio.value],
      result: total.value / ratio.value,
      unit: unitText(base),
      typed: base.value
    },
    {
      operation: '×',
      operands: [ratio.value, base.value],
      result: ratio.value * base.value,
      unit: unitText(total),
      typed: total.value
    }
  ]
  const quotient: Step = {
    operation: '÷',
    operands: [total.value, base.value],
    result: computed(ratio, terms),
    unit: unitText(ratio),
    typed: ratio.value
  }
  return {
    reason: 'ratio-times-base',
    claims: ids([ratio, total, base]),
    steps: scale === 1 ? [...plain, quotient] : [quotient]
  }
}

function boundsOff(ratio: Valued, { total, base }: Terms): Found {
  const { from, to } = eachOf(ratio)
  const limit = total.value > to * base.value ? to : from
  const step: Step = {
    operation: '×',
    operands: [limit, base.value],
    result: limit * base.value,
    unit: unitText(total),
    typed: total.value
  }
  return { reason: 'out-of-bounds', claims: ids([total, base, ratio]), steps: [step] }
}

/** So much a year (or a month), for so many of them, is so much in all. */
const flowTimesSpan: Rule = (meanings) => {
  const valued = meanings.filter(isValued)
  return groupBy(valued, ({ claim, subjectKey, place }) => `${claim.document}/${subjectKey}/${place}`).flatMap((own) =>
    own
      .filter(({ aspect, unit }) => aspect === 'flow' && FLOWS.test(unit))
      .flatMap((flow): readonly Found[] => {
        const totals = own.filter((one) => isSumOf(one, flow))
        const found = totals.flatMap((total) => spansOf(total, flow, own).map((span) => ({ total, ...span })))
        const [first] = found
        if (!first || found.some(({ total, years }) => !disagrees(total, flow.value * years, [flow]))) return []
        const { total, years, said } = first
        const steps: readonly Step[] = [
          {
            operation: '×',
            operands: [flow.value, years],
            result: flow.value * years,
            unit: unitText(total),
            typed: total.value
          },
          {
            operation: '÷',
            operands: [total.value, years],
            result: total.value / years,
            unit: unitText(flow),
            typed: flow.value
          }
        ]
        return [{ reason: 'ratio-times-base', claims: ids([flow, ...(said ? [said] : []), total]), steps }]
      })
  )
}

/** Told near it, of what it counts and no part of it, and not as a year's. */
function isSumOf(total: Valued, flow: Valued): boolean {
  const isUnit = total.aspect === 'amount' && total.unit === flow.unit.replace(FLOWS, '')
  const isNamed = flow.facets.every((word) => total.facets.includes(word)) || total.facets.length === 0
  return isUnit && isNamed && isNear(total, flow) && isOneState(total, flow) && monthsMeet(total.months, flow.months)
}

type Span = { readonly years: number; readonly said?: Valued }

/** The years that the total says it is over, or that are told beside both. */
function spansOf(total: Valued, flow: Valued, own: readonly Valued[]): readonly Span[] {
  const text = `${total.claim.measure} ${total.claim.quote}`
  const [, digits, word] = OVER_YEARS.exec(folded(text)) ?? []
  const years = digits === undefined ? numberWordsIn(word ?? '')[0]?.value : Number(digits)
  const isMonthly = /\/months$/.test(flow.unit)
  if (years !== undefined) return [{ years: isMonthly ? years * 12 : years }]
  if (isMonthly && says(text, YEARLY)) return [{ years: 12 }]
  const isAll = says(text, IN_ALL) || (total.thingKey === flow.thingKey && sameSpan(total.years, flow.years))
  if (!isAll) return []
  return own
    .filter((one) => one.aspect === 'duration' && isNear(one, flow) && monthsMeet(one.months, total.months))
    .map((said) => ({ years: said.value * (isMonthly ? 12 : 1) * (said.unit === 'months' ? 1 / 12 : 1), said }))
}

const FLOWS = /\/(?:year|months)$/
const YEARLY = /\b(?:annuel\w*|par an|annual\w*|yearly|a year|per year)\b/
const IN_ALL = /\b(?:total\w*|en tout|in all|overall|cumul\w*)\b/
const OVER_YEARS = /\b(?:sur|en|pendant|over|in|for) (?:les |the )?(?:(\d{1,2})|([a-z]+)) (?:ans|annees|years)\b/

export const RATIO_RULES: readonly Rule[] = [ratioTimesBase, flowTimesSpan]
