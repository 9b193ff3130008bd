/**
 * A number that a document states: a few of its words, where they stand, what is read there and what it is about.
 * What it is about is kept in the words of whoever read it; what was damaged stays beside what it most likely was.
 */

import type { IndicatorId } from '../indicators/indicator.ts'
import { InvalidInput } from '../shared/errors.ts'
import type { Period } from '../shared/period.ts'
import type { PerimeterId } from '../territories/perimeter.ts'
import type { DocumentId } from './document.ts'

declare const claimId: unique symbol
export type ClaimId = string & { readonly [claimId]: true }

export const CLAIM_KINDS = ['level', 'count', 'share', 'change', 'ratio', 'money', 'rank', 'date'] as const
export type ClaimKind = (typeof CLAIM_KINDS)[number]

/** `several-…`: words without a number; `asserted`: a superlative or a rank without one. */
export const QUALIFIERS = [
  'exact',
  'about',
  'nearly',
  'just-under',
  'less-than',
  'more-than',
  'at-least',
  'up-to',
  'range',
  'several-tens',
  'several-hundreds',
  'several-thousands',
  'asserted'
] as const
export type Qualifier = (typeof QUALIFIERS)[number]

/** The upper end of a range is its `max`. */
export type Amount = { readonly value: number; readonly max?: number }

export type Reading =
  /** `likely`: a remark of whoever read it. */
  | ({ readonly status: 'clear'; readonly likely?: string } & Amount)
  /** The document gives words and no number. */
  | { readonly status: 'wordless'; readonly likely?: string }
  /** Damaged: what the scan gives, if anything, and what it most likely was. Nobody has looked yet. */
  | { readonly status: 'doubtful'; readonly raw?: Amount; readonly likely?: string }
  /** Damaged, and somebody has looked at the original. */
  | {
      readonly status: 'validated'
      readonly raw?: Amount
      readonly likely?: string
      readonly validated: Amount
      readonly by: string
      /** What was seen on the original; readings of before it was asked have none. */
      readonly reason?: string
    }

/** Where the words stand in the document. Lines count from 1, characters from 0. */
export type Whereabouts = {
  readonly section?: string
  readonly line?: number
  readonly from?: number
  readonly to?: number
}

/** What a person has said the claim is about, among what the observatory computes. */
export type ClaimLink = {
  readonly indicator: IndicatorId
  readonly perimeter: PerimeterId
  readonly period: Period
}

export type Claim = {
  readonly id: ClaimId
  readonly document: DocumentId
  /** Verbatim, faults of the scan included. */
  readonly quote: string
  readonly where: Whereabouts
  readonly subject: string
  readonly measure: string
  readonly reading: Reading
  readonly unit: string
  /** In words; absent: the document does not say. */
  readonly perimeter?: string
  readonly period?: string
  readonly comparison?: string
  /** That the document itself names. */
  readonly source?: string
  readonly kind: ClaimKind
  readonly qualifier: Qualifier
  readonly link?: ClaimLink
}

/** @throws {InvalidInput} unless `text` is made of letters, digits, dashes, dots and underscores */
export function parseClaimId(text: string): ClaimId {
  if (/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(text)) return text as ClaimId
  throw new InvalidInput({
    fr: `« ${text} » n’est pas l’identifiant d’une affirmation : attendu des lettres, des chiffres et des tirets, comme F106`,
    en: `"${text}" is not the identifier of a claim: expected letters, digits and dashes, such as F106`
  })
}

/** What the claim says once damage is made good as far as it can be; undefined where no number is left. */
export function amountOf({ reading }: Pick<Claim, 'reading'>): Amount | undefined {
  switch (reading.status) {
    case 'clear':
      return reading
    case 'wordless':
      return undefined
    case 'validated':
      return reading.validated
    case 'doubtful':
      return likelyAmount(reading.raw, reading.likely) ?? reading.raw
  }
}

/** What the scan gives. */
export function rawAmountOf({ reading }: Pick<Claim, 'reading'>): Amount | undefined {
  if (reading.status === 'clear') return reading
  return reading.status === 'wordless' ? undefined : reading.raw
}

/**
 * A remark mends a number only when it begins with one that a slip or two of the scan would turn into what was read:
 * « 2016 » mends 206, and says nothing of 26,5.
 */
function likelyAmount(raw: Amount | undefined, likely: string | undefined): Amount | undefined {
  const [, found] =
    /^(?:de |from )?[+-]?\s?(\d+(?:[ \u00a0\u202f]\d{3})*(?:[.,]\d+)?)(?![a-z\d]*(?:er|re|e|eme)\b)/i.exec(
      likely ?? ''
    ) ?? [undefined, undefined]
  if (found === undefined || raw === undefined) return undefined
  const all = [...(likely ?? '').matchAll(/\d+(?:[ \u00a0\u202f]\d{3})*(?:[.,]\d+)?/g)].map(([one]) => numberOf(one))
  if (all.includes(raw.value)) return undefined
  const value = numberOf(found)
  return isSlip(String(raw.value), String(value)) ? { value } : undefined
}

function numberOf(text: string): number {
  return Number(text.replaceAll(/[ \u00a0\u202f]/g, '').replace(',', '.'))
}

/** The digits of one, in their order, within the other; or one digit taken for another. */
function isSlip(a: string, b: string): boolean {
  if (a.length === b.length) return [...a].filter((digit, i) => digit !== b[i]).length === 1
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  let at = 0
  for (const digit of long) if (digit === short[at]) at += 1
  return at === short.length && long.length - short.length <= 2
}
