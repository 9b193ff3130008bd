/** Rules on amounts: what is announced is not yet committed, and what is committed is not yet paid. */

import { EACH, STATUSES, TAX } from './claim-lexicon.ts'
import { overlaps } from './claim-amount.ts'
import { kindred, shareWords, type Meaning } from './claim-meaning.ts'
import { mayMeet, sameSet, sameSpan, says } from './claim-words.ts'
import { clusters, ids, isValued, type Valued } from './conflict-clusters.ts'
import { coreOf } from './conflict-parts.ts'
import type { Found, Rule, Step } from './conflict.ts'

/**
 * Several amounts for one scheme and one purse, none with a status or only one of them, none said to replace or to add
 * to another. What is the share of one purse, the price of one piece, or the same with tax is another amount.
 */
const moneyStatus: Rule = (meanings) => {
  const money = meanings.filter(isValued).filter(isWholeAmount)
  const shares = meanings.filter(({ aspect }) => aspect === 'share')
  const isPart = (one: Meaning): boolean =>
    shares.some(
      ({ subject, measure, place }) =>
        place === one.place && sameSet(subject, one.subject) && measure.some((w) => one.measure.includes(w))
    )
  return clusters(
    money.filter((one) => !isPart(one)),
    ({ place }) => `${place}`,
    (a, b) => {
      const [mine, theirs] = [statusOf(a), statusOf(b)]
      if (!kindred(a, b) || (mine !== undefined && theirs !== undefined) || !mayMeet(a.years, b.years)) return false
      return a.thingKey !== b.thingKey && isRival(a, b) && (!overlaps(a.interval, b.interval) || mine !== theirs)
    }
  ).map((some): Found => {
    const distinct = [...new Set(some.map(({ value }) => value))].toSorted((a, b) => b - a)
    const [most = 0, next = most] = distinct
    const steps: readonly Step[] =
      next < most ? [{ operation: 'share', operands: [next, most], result: (next / most) * 100, unit: '%' }] : []
    return { reason: 'money-status', claims: ids(some), steps }
  })
}

function isWholeAmount({ unit, aspect, claim }: Valued): boolean {
  const isTaxed = says(claim.measure, TAX.with) || says(claim.measure, TAX.without)
  return unit === 'eur' && aspect === 'amount' && !isTaxed && !says(claim.quote, EACH)
}

/** The same purse, or an addition to it: « State funding », « additional State envelope ». */
function isRival(a: Valued, b: Valued): boolean {
  const [mine, theirs] = [coreOf(a), coreOf(b)].map((core) => core.filter((word) => !ADDED.test(word)))
  return mine?.join() === theirs?.join()
}

const ADDED = /^(?:additional|supplementaire|complementaire|further|new|nouveau|nouvel)$/

function statusOf({ claim }: Meaning): string | undefined {
  return Object.keys(STATUSES).find((status) => says(claim.measure, STATUSES[status] ?? /$^/))
}

const PROMISED: ReadonlySet<string> = new Set(['announced', 'programmed'])

/** The same sum announced, and in the same year told of as paid: one of the words is that of the other. */
const announcedAsPaid: Rule = (meanings) =>
  clusters(
    meanings.filter(isValued).filter(isWholeAmount),
    ({ place, value }) => `${place}/${value}`,
    (a, b) => {
      const [mine, theirs] = [a, b].map(({ claim }) => statusesIn(`${claim.measure} ${claim.quote}`))
      const isTurned =
        mine !== undefined &&
        theirs !== undefined &&
        (isPromiseOnly(mine) ? isPaidOnly(theirs) : isPaidOnly(mine) && isPromiseOnly(theirs))
      return (
        isTurned && a.claim.quote !== b.claim.quote && (kindred(a, b) || shareWords(a, b)) && sameSpan(a.years, b.years)
      )
    }
  ).map((some) => ({ reason: 'money-status', claims: ids(some), steps: [] }))

function statusesIn(text: string): readonly string[] {
  return Object.keys(STATUSES).filter((status) => says(text, STATUSES[status] ?? /$^/))
}

function isPromiseOnly(statuses: readonly string[]): boolean {
  return statuses.length > 0 && statuses.every((one) => PROMISED.has(one))
}

function isPaidOnly(statuses: readonly string[]): boolean {
  return statuses.join() === 'paid'
}

export const MONEY_RULES: readonly Rule[] = [moneyStatus, announcedAsPaid]
