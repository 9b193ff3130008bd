/** Rules on time: what began after it was used, what ended and is still told of, what is counted over other years. */

import { kindred, sameSubject, type Meaning } from './claim-meaning.ts'
import { isSubset, says } from './claim-words.ts'
import { clusters, ids, isValued } from './conflict-values.ts'
import type { Found, Rule, Step } from './conflict.ts'

const BEGINS =
  /\b(?:creation|created|launch|opening|opened|founded|foundation|lancement|lance|ouverture|cree|creee|fondation)\b/

/** Something counted before it existed. */
const countedBefore: Rule = (meanings) =>
  meanings
    .filter(isValued)
    .filter(({ claim }) => claim.kind === 'date' && says(claim.measure, BEGINS))
    .flatMap((begun): readonly Found[] => {
      const early = meanings.filter((one) => {
        const from = one.years?.from
        return (
          one.claim.kind !== 'date' &&
          from !== undefined &&
          from < begun.value &&
          sameSubject(one, begun) &&
          Number.isFinite(from)
        )
      })
      const [first] = early.toSorted((a, b) => (a.years?.from ?? 0) - (b.years?.from ?? 0))
      if (!first?.years) return []
      const step: Step = {
        operation: '−',
        operands: [begun.value, first.years.from],
        result: begun.value - first.years.from,
        unit: 'years'
      }
      return [{ reason: 'dates-do-not-fit', claims: ids([begun, ...early]), steps: [step] }]
    })
    .filter((one, i, all) => all.findIndex(({ claims }) => claims[1] === one.claims[1]) === i)

/** One programme, one beginning, two ends. */
const twoEnds: Rule = (meanings) => {
  const periods = meanings.filter(({ claim, years }) => {
    const isPeriod = claim.kind === 'date' && says(claim.measure, /\b(?:period|periode|term|duree)\b/)
    return isPeriod && years !== undefined && years.from < years.to && Number.isFinite(years.to)
  })
  return clusters(
    periods,
    ({ years }) => `${years?.from}`,
    (a, b) => {
      const isOne = kindred(a, b) && a.years?.from === b.years?.from
      return isOne && a.years?.to !== b.years?.to && a.place === b.place
    }
  ).map((some) => ({ reason: 'dates-do-not-fit', claims: ids(some), steps: [] }))
}

/** Years of difference that rounding explains. */
const SLACK = 1

/** « pendant 110 ans », from 2012 to 2022. */
const durationOff: Rule = (meanings) =>
  meanings.filter(isValued).flatMap((one): readonly Found[] => {
    const { years, value, unit, claim } = one
    if (!years || !/^(?:years|ans)$/.test(unit) || claim.kind !== 'level') return []
    const span = years.to - years.from
    if (!Number.isFinite(span) || span === 0) return []
    const isNear = Math.abs(span - value) <= Math.max(SLACK, value * 0.15)
    const step: Step = { operation: '−', operands: [years.to, years.from], result: span, unit, typed: value }
    return isNear ? [] : [{ reason: 'dates-do-not-fit', claims: [claim.id], steps: [step] }]
  })

const TIED = /\b(?:contrat|contract|label|convention|agreement|recognition|reconnaissance|accreditation|mandat)\b/
const ENDS = /\b(?:end|ended|expiry|closed|clos|close|fin|terme)\b/
const GRANTED = /\b(?:signature|signed|renewal|renouvellement|renewed|label|recognition|award|signe|renouvele)\b/

/** A contract or a label that has ended: texts that name it as current are to be read again. */
const expired: Rule = (meanings, { today }) => {
  const now = Number(today.slice(0, 4))
  const ties = meanings.filter(({ claim }) => says(claim.subject, TIED) && claim.kind === 'date')
  return ties
    .filter(({ claim, years }) => {
      const isEnd = says(claim.measure, ENDS)
      const isPeriod =
        says(claim.measure, /\b(?:period|periode)\b/) && (years?.to ?? Infinity) > (years?.from ?? Infinity)
      return (isEnd || isPeriod) && (years?.to ?? Infinity) < now
    })
    .flatMap((over): readonly Found[] => {
      const told = ties.filter((one) => one !== over && sameSubject(one, over) && says(one.claim.measure, GRANTED))
      return told.length > 0 ? [{ reason: 'expired', claims: ids([over, ...told]), steps: [] }] : []
    })
    .filter((one, i, all) => all.findIndex(({ claims }) => claims.at(-1) === one.claims.at(-1)) === i)
}

const NEW_METHOD =
  /\b(?:new method|new methodology|nouvelle methode|nouvelle methodologie|rupture de serie|series break|break in series)\b/

/** A change between two years that a new method stands between. */
const breakCrossed: Rule = (meanings) => {
  const warned = meanings.filter(({ claim }) => says(claim.source ?? '', NEW_METHOD) && claim.kind !== 'change')
  const changes = meanings.filter(
    ({ claim, years }) => claim.kind === 'change' && years !== undefined && years.from < years.to
  )
  const crossing = changes.flatMap((change) => {
    const breaks = warned.filter((one) => {
      const at = one.years?.to
      const isWithin = at !== undefined && change.years !== undefined && at > change.years.from && at <= change.years.to
      return isWithin && isSubset(one.subject, change.subject) && one.place === change.place
    })
    return breaks.slice(0, 1).map((one) => ({ one, change }))
  })
  const all = [...new Set(crossing.map(({ one }) => one))]
  return all.map((one) => ({
    reason: 'break-crossed',
    claims: ids([one, ...crossing.filter((pair) => pair.one === one).map(({ change }) => change)]),
    steps: []
  }))
}

/** From here on a reader takes one window for another. */
const MOST_WINDOWS = 2

/** An account that counts its changes over three windows and more compares none of them. */
const otherWindows: Rule = (meanings) => {
  const documents = new Map<string, Map<string, Meaning>>()
  for (const one of meanings) {
    const { years, claim } = one
    if (claim.kind !== 'change' || !years || years.from >= years.to || one.value === undefined) continue
    const windows = documents.get(claim.document) ?? new Map<string, Meaning>()
    const window = `${years.from}/${years.to}`
    if (!windows.has(window)) windows.set(window, one)
    documents.set(claim.document, windows)
  }
  return [...documents.values()]
    .filter((windows) => windows.size > MOST_WINDOWS)
    .map((windows) => ({ reason: 'other-windows', claims: ids([...windows.values()]), steps: [] }))
}

export const DATE_RULES: readonly Rule[] = [countedBefore, twoEnds, durationOff, expired, breakCrossed, otherWindows]
