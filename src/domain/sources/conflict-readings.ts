/** Rules on what was read: digits taken for others, letters among digits, years that cannot be, numbers that are lost. */

import { numberWordsIn } from '../shared/number-words.ts'
import type { Meaning } from './claim-meaning.ts'
import { says } from './claim-words.ts'
import { amountOf, rawAmountOf, type Claim } from './claim.ts'
import { ids } from './conflict-clusters.ts'
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
    const written = raw === undefined ? undefined : otherInLetters(claim.quote, raw)
    const isTold = isUnread(claim) || isMended || isNoNumber || isOddYear || written !== undefined
    if (!isTold && !isBroken(claim, raw) && !OFF_YEAR.test(claim.quote)) return []
    if (seen.has(`${claim.document} ${claim.quote}`)) return []
    seen.add(`${claim.document} ${claim.quote}`)
    const other = isMended ? likely : written
    const step: readonly Step[] =
      raw === undefined || other === undefined
        ? []
        : [{ operation: '−', operands: [raw, other], result: raw - other, unit: claim.unit }]
    return [{ reason: 'damaged-reading', claims: [claim.id], steps: step }]
  })
}

/** A year of three digits or five, where a sentence has one: « Entre 2008 et 208 », « 2003 à 20710 ». */
const OFF_YEAR =
  /\b(?:en|et|entre|de|depuis|in|from|between|and) 20\d(?![\d.,’'"]*\d|\s?(?:\d|%|(?!et\b|and\b)[a-zà-ÿ]))|(?<![\d ])20\d{3}(?![\d.,]|\s?(?:\d{3}|€|%))/iu

/** The units a number in letters may be counted in: « cinq millions » is 5 000 000, or 5 in millions. */
const COUNTED_IN = [1, 1000, 1_000_000, 1_000_000_000]

/**
 * What words without any digit say, where it is not what was read in digits: « vingt-trois mille » read as 2 300. A
 * number after another, as in « deux fois vingt », may be a part of what was read.
 */
function otherInLetters(quote: string, raw: number): number | undefined {
  if (/\d/.test(quote)) return undefined
  const told = numberWordsIn(quote).filter(({ kind }) => kind === 'exact' || kind === 'part')
  const [first] = told
  if (!first || told.length > 1) return undefined
  const value = first.kind === 'part' ? first.value * 100 : first.value
  const spans = SPANS.filter(([form]) => form.test(quote)).map(([, years]) => 1 / years)
  const isSame = [...COUNTED_IN, ...spans].some((unit) => Math.abs(value / unit - raw) <= Math.abs(raw) * CLOSE)
  return isSame || first.value === raw ? undefined : value
}

/** « trois siècles » is 300 years, « deux ans » 24 months. */
const SPANS: readonly (readonly [form: RegExp, of: number])[] = [
  [/si[eèé]cle|centur/i, 100],
  [/d[eé]cenn|decade/i, 10],
  [/\bans?\b|ann[eé]e|year/i, 12]
]

/** A third is read as 33, 33,3 or 33,333. */
const CLOSE = 0.02

/** Letters or quotation marks among the digits of the number itself. */
function isBroken({ quote }: Claim, raw: number | undefined): boolean {
  if (raw === undefined) return false
  if (hasLetterForDigit(quote, raw)) return true
  const digits = String(raw).replace(/\D/g, '')
  return [...quote.matchAll(/[\dOol'’‘"”]*\d[\dOol\s'’‘"”]*(?:[A-Za-z]{4,})?/g)].some(([found]) => {
    const own = found.replace(/[Oo]/g, '0').replaceAll(/\D/g, '')
    const isOwn = own === digits || own.startsWith(digits)
    const hasMark = /[’‘'"”]\d|\d['"”‘](?!\w)/.test(found) && !/^\d[\d\s]*$/.test(found.trim())
    return isOwn && (/\d[\s\d]*[O](?!\w)|\d[A-Za-z]{5,}/.test(found) || (hasMark && digits.length > 1))
  })
}

/** « I 2OO » and « 1O5 » are 1 200 and 105: a capital or an l where a digit was, in the very number that was read. */
function hasLetterForDigit(quote: string, raw: number): boolean {
  return [...quote.matchAll(/(?<![\p{L}\d])[\dOoIl|]+(?:[ \u00a0\u202f][\dOoIl|]{3})*(?![\p{L}\d])/gu)].some(
    ([found]) => {
      const isBoth = /[OoIl|]/.test(found) && (/\d/.test(found) || found.length > 3)
      return (
        isBoth &&
        Number(found.replaceAll(/[Oo]/g, '0').replaceAll(/[Il|]/g, '1').replaceAll(/\D/g, '')) === Math.abs(raw)
      )
    }
  )
}

/** Nothing was read, and what is likely stands there with letters in it: « 2O21 » for 2021. */
function isUnread({ reading, quote }: Claim): boolean {
  if (reading.status !== 'doubtful' || reading.raw || reading.likely === undefined) return false
  const likely = Number(reading.likely.replaceAll(/[\s\u00a0\u202f]/g, '').replace(',', '.'))
  return Number.isFinite(likely) && hasLetterForDigit(quote, likely)
}

/** Numbers that the document prints and the scan has lost: one conflict a document. */
const lost: Rule = (meanings) => {
  const byDocument = new Map<string, Meaning[]>()
  for (const one of meanings) {
    if (!isLost(one.claim) || isUnread(one.claim)) continue
    byDocument.set(one.claim.document, [...(byDocument.get(one.claim.document) ?? []), one])
  }
  return [...byDocument.values()].map((some) => ({ reason: 'lost-value', claims: ids(some), steps: [] }))
}

/** Doubted and not read; or read as nothing where the remark or the blank tells that something was printed. */
export function isLost({ reading, quote, qualifier, kind }: Claim): boolean {
  if (reading.status === 'doubtful') return reading.raw === undefined
  if (reading.status !== 'wordless' || qualifier !== 'exact' || kind === 'date') return false
  return says(reading.likely ?? '', LOST) || BLANK.test(quote)
}

const LOST =
  /\b(?:perdue?s?|lost|missing|manquante?s?|illisibles?|illegible|unreadable|blank|vide|effacee?s?|absente?s?|coupee?s?|cut off|tronque\w*)\b/
/** A percent sign that follows no number; dots, lines or empty brackets where one was. */
const BLANK =
  /^\s*(?:%|€)|(?:…|\.{3,})\s*(?:%|€)|(?:_{2,}|\[\s*\?*\s*\]|\(\s*\)|\?{2,}|«\s*…?\s*»)\s*(?:%|€|\p{L})|(?<![\d\s\u00a0\u202f])\s+%/u

export const READING_RULES: readonly Rule[] = [damaged, lost]
