/** Rules on what a number cannot exceed: by definition, or because it is one of those that were added up. */

import { ALL_OF, AT_MOST, OF_ALL } from './claim-lexicon.ts'
import { kindred, sameSubject, type Meaning } from './claim-meaning.ts'
import { sameSet, says, tokensOf, withoutAsides } from './claim-words.ts'
import { groupBy, ids, isValued, unitText, type Valued } from './conflict-clusters.ts'
import type { Found, Rule, Step } from './conflict.ts'

/** Years within which two counts of one place are compared. */
const SAME_TIME = 2

const byDefinition: Rule = (meanings) => {
  const counts = meanings.filter(isValued).filter((one) => one.aspect === 'amount' && one.place !== undefined)
  return groupBy(counts, baseOf).flatMap((here) =>
    here.flatMap((fewer) =>
      AT_MOST.flatMap(([small, large]): readonly Found[] => {
        if (!names(fewer, small) || names(fewer, large)) return []
        const more = here.find(
          (one) =>
            one !== fewer &&
            one.interval.to < fewer.interval.from &&
            names(one, large) &&
            !names(one, small) &&
            isThen(one, fewer) &&
            isOneWhole(fewer, one)
        )
        if (!more) return []
        const step: Step = {
          operation: '−',
          operands: [fewer.value, more.value],
          result: fewer.value - more.value,
          unit: unitText(fewer)
        }
        return [{ reason: 'out-of-bounds', claims: ids([fewer, more]), steps: [step] }]
      })
    )
  )
}

/** What is counted: the unit, unless the words say more. */
function names({ measure, subject, unit, facets }: Meaning, form: RegExp): boolean {
  const counted = measure.join(' ')
  // « Exploitations agricoles, chefs »: the measure says which of the two.
  if (AT_MOST.flat().some((one) => one.test(counted))) return form.test(counted)
  const said = [subject.join(' '), ...(facets.length === 0 ? [unit] : [])]
  return said.some((text) => form.test(text))
}

function isThen(a: Meaning, b: Meaning): boolean {
  return !a.years || !b.years || Math.abs(a.years.to - b.years.to) <= SAME_TIME
}

/** Both of a whole place; or of one subject in it, all that there are of them. */
function isOneWhole(fewer: Valued, more: Valued): boolean {
  if (isWhole(fewer) && isWhole(more)) return true
  const isOne = sameSubject(fewer, more) && fewer.claim.document === more.claim.document
  return isOne && fewer.facets.length <= 1 && more.facets.length <= 2 && fewer.states.join() === more.states.join()
}

/** Of a whole place, not of a club, a list or a programme in it. */
function isWhole(one: Meaning): boolean {
  return one.subject.length === 1 || sameSet(one.subject, one.measure) || (one.isAboutPlace && one.thing.length <= 1)
}

/** A place with what is said of a part of it left out. */
function baseOf({ claim: { perimeter } }: Meaning): string {
  return tokensOf(withoutAsides(perimeter ?? '')).join(' ')
}

/** A part of all is no more than all. */
const shareOverAll: Rule = (meanings) =>
  meanings
    .filter(isValued)
    .filter(
      ({ aspect, unit, interval, claim }) =>
        aspect === 'share' && unit === '%' && says(claim.measure, OF_ALL) && interval.from > 100
    )
    .map((one): Found => {
      const step: Step = { operation: '−', operands: [one.value, 100], result: one.value - 100, unit: '%' }
      return { reason: 'out-of-bounds', claims: ids([one]), steps: [step] }
    })

/** A census of amounts that is less than one of those told of in the same document; those of its section are its items. */
const totalUnderItem: Rule = (meanings) => {
  const money = meanings.filter(isValued).filter(({ unit, aspect }) => unit === 'eur' && aspect === 'amount')
  return groupBy(money, ({ claim }) => claim.document).flatMap((own) =>
    own
      .filter(({ claim }) => says(claim.subject, ALL_OF))
      .flatMap((total): readonly Found[] => {
        const others = own.filter((one) => one !== total && !kindred(one, total))
        const larger = others.filter(({ value }) => value > total.interval.to)
        if (larger.length === 0) return []
        const { section } = total.claim.where
        const beside = others.filter(({ claim }) => section !== undefined && claim.where.section === section)
        const items = [...new Set([...larger, ...beside])].toSorted((a, b) => b.value - a.value)
        return [{ reason: 'out-of-bounds', claims: ids([total, ...items]), steps: stepsOf(total, items, larger) }]
      })
  )
}

function stepsOf(total: Valued, items: readonly Valued[], larger: readonly Valued[]): readonly Step[] {
  const unit = unitText(total)
  const added: Step = {
    operation: '+',
    operands: items.map(({ value }) => value),
    result: items.reduce((all, { value }) => all + value, 0),
    unit,
    typed: total.value
  }
  const gaps = larger.map((one): Step => ({
    operation: '−',
    operands: [one.value, total.value],
    result: one.value - total.value,
    unit
  }))
  return items.length > 1 ? [added, ...gaps] : gaps
}

export const BOUND_RULES: readonly Rule[] = [byDefinition, shareOverAll, totalUnderItem]
