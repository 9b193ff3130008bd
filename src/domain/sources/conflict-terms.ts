/** Rules on what holds for a time: recognitions that end, series that break, accounts whose changes have other dates. */

import { BREAKS, ENDS, PAST, PRESENT, TIED } from './claim-lexicon.ts'
import { sameSubject, type Meaning } from './claim-meaning.ts'
import { isSubset, says, tokensOf, type Years } from './claim-words.ts'
import { groupBy, ids } from './conflict-clusters.ts'
import type { Found, Rule, Step } from './conflict.ts'

/** A contract or a label that has ended, told of in the present by a text of after its end. */
const expired: Rule = (meanings, { today }) => {
  const ties = meanings.filter(({ claim }) => says(claim.subject, TIED) || says(claim.measure, TIED))
  return groupBy(ties, ({ subjectKey }) => subjectKey)
    .flatMap((own) => {
      const over = own.flatMap((one) => {
        const end = endOf(one)
        return end !== undefined && end < Number(today.slice(0, 4)) ? [{ one, end }] : []
      })
      return over.flatMap(({ one, end }): readonly Found[] => {
        const told = own.filter((other) => other !== one && endOf(other) === undefined && isToldAfter(other, end))
        const [first] = told
        const at = first?.years?.to
        const steps: readonly Step[] =
          at === undefined || !Number.isFinite(at)
            ? []
            : [{ operation: '−', operands: [at, end], result: at - end, unit: 'years' }]
        return told.length > 0 ? [{ reason: 'expired', claims: ids([one, ...told]), steps }] : []
      })
    })
    .filter((one, i, all) => all.findIndex(({ claims }) => claims.at(-1) === one.claims.at(-1)) === i)
}

/** The year it ends in, where the claim tells of an end or of a span. */
function endOf({ claim, years, aspect, value }: Meaning): number | undefined {
  if (aspect !== 'date') return undefined
  if (says(claim.measure, ENDS)) return years?.to ?? value
  const isPeriod = says(claim.measure, /\b(?:period|periode|validity|validite|duree|duration)\b/)
  return isPeriod && years !== undefined && years.to > years.from && Number.isFinite(years.to) ? years.to : undefined
}

function isToldAfter({ claim, years }: Meaning, end: number): boolean {
  const isPresent = says(claim.measure, PRESENT) || (says(claim.quote, PRESENT) && !says(claim.quote, PAST))
  return isPresent && (years === undefined || years.to > end)
}

/** A change between two years that a new method stands between. */
const breakCrossed: Rule = (meanings) => {
  const breaks = meanings.filter(isBreak)
  const changes = meanings.filter(
    ({ aspect, years }) => aspect === 'change' && years !== undefined && years.from < years.to
  )
  return breaks.flatMap((one): readonly Found[] => {
    const at = one.aspect === 'date' ? (one.value ?? one.years?.to) : one.years?.to
    const crossing = changes.filter(
      ({ years }) => at !== undefined && years !== undefined && at > years.from && at <= years.to
    )
    const touched = crossing.filter((change) => change !== one && isOf(one, change))
    return touched.length > 0 ? [{ reason: 'break-crossed', claims: ids([one, ...touched]), steps: [] }] : []
  })
}

/** Told as a break of its own, or by the source of a number. */
function isBreak({ claim, aspect }: Meaning): boolean {
  if (aspect === 'change') return false
  return (
    says(claim.source ?? '', BREAKS) || says(claim.measure, BREAKS) || (aspect === 'date' && says(claim.quote, BREAKS))
  )
}

/** What is broken: a survey, a zoning, a series; such words name it and are no part of it. */
const OF_METHOD = new Set(
  tokensOf(
    'survey surveys enquête enquêtes series série séries method méthode data données statistics statistique source zoning zonage delimitation découpage'
  )
)

/** The series of the break is what changed, where it was counted, or the kind of place it was counted in. */
function isOf(one: Meaning, change: Meaning): boolean {
  const broken = one.subject.filter((word) => !OF_METHOD.has(word))
  if (broken.length === 0) return one.place === change.place && sameSubject(one, change)
  const isSeries = isSubset(broken, [...change.subject, ...change.measure])
  return isSeries
    ? one.place === change.place || one.aspect === 'date'
    : isSubset(broken, tokensOf(change.claim.perimeter ?? ''))
}

/** From here on a reader takes one window for another. */
const MOST_WINDOWS = 2

const ACCOUNT =
  /\b(?:years covered|period covered|annees couvertes|periode couverte|account|bilan|review period|periode etudiee)\b/

/** An account of ten years whose changes are told over other years: none of them shows the ten. */
const otherWindows: Rule = (meanings) =>
  groupBy(meanings, ({ claim }) => claim.document).flatMap((own): readonly Found[] => {
    const account = own.find(({ claim, years }) => says(`${claim.subject} ${claim.measure}`, ACCOUNT) && isSpan(years))
    if (!account) return []
    const changes = own.filter(
      ({ aspect, years, value }) => aspect === 'change' && isSpan(years) && value !== undefined
    )
    const byWindow = groupBy(changes, ({ years }) => windowOf(years))
    if (byWindow.length <= MOST_WINDOWS || byWindow.some(([one]) => windowOf(one?.years) === windowOf(account.years)))
      return []
    return [{ reason: 'other-windows', claims: ids([account, ...byWindow.flatMap(([one]) => one ?? [])]), steps: [] }]
  })

function isSpan(years: Years | undefined): boolean {
  return years !== undefined && years.from < years.to && Number.isFinite(years.to - years.from)
}

function windowOf(years: Years | undefined): string {
  return `${years?.from}/${years?.to}`
}

export const TERM_RULES: readonly Rule[] = [expired, breakCrossed, otherWindows]
