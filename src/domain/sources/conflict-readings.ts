/** Rules on what was read: digits taken for others, letters among digits, years that cannot be, numbers that are lost. */

import type { Meaning } from './claim-meaning.ts'
import { says } from './claim-words.ts'
import { amountOf, rawAmountOf, type Claim } from './claim.ts'
import { ids } from './conflict-values.ts'
import type { Found, Rule, Step } from './conflict.ts'

/** Years that documents on a territory speak of. */
const EARLIEST = 1000
const YEARS_AHEAD = 40

/** What a scan gives cannot be what was printed: somebody is to look at the original. */
const damaged: Rule = (meanings, { today }) => {
  const latest = Number(today.slice(0, 4)) + YEARS_AHEAD
  const seen = new Set<string>()
  return meanings.flatMap(({ claim, unit }): readonly Found[] => {
    if (claim.reading.status === 'validated') return []
    const raw = rawAmountOf(claim)?.value
    const likely = amountOf(claim)?.value
    const isMended = raw !== undefined && likely !== undefined && raw !== likely
    const isNoNumber = raw !== undefined && says(claim.reading.likely ?? '', /^(?:not a number|pas un nombre)/)
    const isOddYear = claim.kind === 'date' && raw !== undefined && unit === 'year' && (raw < EARLIEST || raw > latest)
    if (!isMended && !isNoNumber && !isOddYear && !isBroken(claim, raw) && !OFF_YEAR.test(claim.quote)) return []
    if (seen.has(`${claim.document} ${claim.quote}`)) return []
    seen.add(`${claim.document} ${claim.quote}`)
    const step: readonly Step[] = isMended
      ? [{ operation: '−', operands: [raw, likely], result: raw - likely, unit: claim.unit }]
      : []
    return [{ reason: 'damaged-reading', claims: [claim.id], steps: step }]
  })
}

/** A year of three digits or five, where a sentence has one: « Entre 2008 et 208 », « 2003 à 20710 ». */
const OFF_YEAR =
  /\b(?:en|et|entre|de|depuis|in|from|between|and) 20\d(?![\d.,’'"]*\d|\s?(?:\d|%|(?!et\b|and\b)[a-zà-ÿ]))|(?<![\d ])20\d{3}(?![\d.,]|\s?(?:\d{3}|€|%))/iu

/** Letters or quotation marks among the digits of the number itself. */
function isBroken({ quote }: Claim, raw: number | undefined): boolean {
  if (raw === undefined) return false
  const digits = String(raw).replace(/\D/g, '')
  return [...quote.matchAll(/[\dOol'’‘"”]*\d[\dOol\s'’‘"”]*(?:[A-Za-z]{4,})?/g)].some(([found]) => {
    const own = found.replace(/[Oo]/g, '0').replaceAll(/\D/g, '')
    const isOwn = own === digits || own.startsWith(digits)
    const hasMark = /[’‘'"”]\d|\d['"”‘](?!\w)/.test(found) && !/^\d[\d\s]*$/.test(found.trim())
    return isOwn && (/\d[\s\d]*[O](?!\w)|\d[A-Za-z]{5,}/.test(found) || (hasMark && digits.length > 1))
  })
}

/** Numbers that the document prints and the scan has lost: one conflict a document. */
const lost: Rule = (meanings) => {
  const byDocument = new Map<string, Meaning[]>()
  for (const one of meanings) {
    if (one.claim.reading.status !== 'doubtful' || one.claim.reading.raw) continue
    byDocument.set(one.claim.document, [...(byDocument.get(one.claim.document) ?? []), one])
  }
  return [...byDocument.values()].map((some) => ({ reason: 'lost-value', claims: ids(some), steps: [] }))
}

export const READING_RULES: readonly Rule[] = [damaged, lost]
