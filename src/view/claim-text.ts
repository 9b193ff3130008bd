/** Claims in words: what is stated, a sentence ready to quote, how it stands beside the figures. */

import type { Language, Text } from '../domain/shared/text.ts'
import { amountOf, rawAmountOf, type Amount, type Claim, type Qualifier } from '../domain/sources/claim.ts'
import type { Document } from '../domain/sources/document.ts'
import type { Cause, Verdict } from '../domain/sources/ruling.ts'
import { formatNumber, NARROW_SPACE, NO_BREAK_SPACE } from './number.ts'

/** « près de 8 000 logements », « 1 400 à 2 000 emplois »; the word of its absence where no number is left. */
export function claimAmount(claim: Claim, language: Language): string {
  const amount = amountOf(claim)
  if (!amount) return claim.qualifier in WORDLESS ? wordless(claim.qualifier, language) : LOST[language]
  return [QUALIFIER_WORDS[claim.qualifier]?.[language], amountText(amount, claim, language)]
    .filter((part) => part !== undefined)
    .join(' ')
}

/** What the scan gives, before it was mended. */
export function rawAmount(claim: Claim, language: Language): string {
  const raw = rawAmountOf(claim)
  return raw ? amountText(raw, claim, language) : LOST[language]
}

function amountText({ value, max }: Amount, { unit, kind }: Claim, language: Language): string {
  // A year takes no space.
  const write = (one: number): string =>
    kind === 'date' ? String(one) : formatNumber(one, { language, decimals: decimalsOf(one) })
  const number = max === undefined ? write(value) : `${write(value)} ${language === 'fr' ? 'à' : 'to'} ${write(max)}`
  return kind === 'date' ? number : withUnit(number, max ?? value, unit, language)
}

/** « 64,8 % », « 203 km² », « 1 point »: units come from documents, as people type them. @param value that decides the plural */
export function withUnit(number: string, value: number, unit: string, language: Language): string {
  if (unit === '') return number
  if (unit === '%') return language === 'en' ? `${number}%` : `${number}${NARROW_SPACE}%`
  const one = Math.abs(value) < 2 ? unit.replaceAll(/(?<=\p{L}{3})s\b/gu, '') : unit
  return `${number}${NO_BREAK_SPACE}${one.replaceAll(/(?<=\b[kch]?m)2\b/g, '²')}`
}

function decimalsOf(value: number): number {
  return Number.isInteger(value) ? 0 : Math.min(3, String(value).split('.')[1]?.length ?? 0)
}

/** Ready to quote: the words, who printed them, where and when. */
export function quotableClaim(claim: Claim, document: Document, language: Language): string {
  const { title, producer, date } = document
  const where = [producer, title, dateText(date, language)].filter((part) => part !== '').join(', ')
  const about = [claim.perimeter, claim.period].filter((part) => part !== undefined).join(', ')
  // « UNESCO (bien inscrit) » is a perimeter.
  const [open, close] = about.includes('(') ? ['[', ']'] : ['(', ')']
  const subject = `${claim.subject}, ${claim.measure}${about === '' ? '' : ` ${open}${about}${close}`}`
  return language === 'fr'
    ? `${subject}${NO_BREAK_SPACE}: «${NO_BREAK_SPACE}${claim.quote}${NO_BREAK_SPACE}» (${where})`
    : `${subject}: “${claim.quote}” (${where})`
}

export function dateText(date: string | undefined, language: Language): string {
  if (date === undefined) return language === 'fr' ? 'sans date' : 'no date'
  const [year = '', month, day] = date.split('-')
  if (month === undefined) return year
  const at = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day ?? 1)))
  const style = {
    year: 'numeric',
    month: 'long',
    timeZone: 'UTC',
    ...(day !== undefined && { day: 'numeric' as const })
  } as const
  return at.toLocaleDateString(language === 'fr' ? 'fr-FR' : 'en-GB', style)
}

const LOST: Text = { fr: 'nombre perdu', en: 'lost number' }

const WORDLESS: Partial<Record<Qualifier, Text>> = {
  'several-tens': { fr: 'plusieurs dizaines', en: 'several tens' },
  'several-hundreds': { fr: 'plusieurs centaines', en: 'several hundreds' },
  'several-thousands': { fr: 'plusieurs milliers', en: 'several thousands' }
}

function wordless(qualifier: Qualifier, language: Language): string {
  return WORDLESS[qualifier]?.[language] ?? LOST[language]
}

const QUALIFIER_WORDS: Partial<Record<Qualifier, Text>> = {
  about: { fr: 'environ', en: 'about' },
  nearly: { fr: 'près de', en: 'nearly' },
  'just-under': { fr: 'un peu moins de', en: 'just under' },
  'less-than': { fr: 'moins de', en: 'less than' },
  'more-than': { fr: 'plus de', en: 'more than' },
  'at-least': { fr: 'au moins', en: 'at least' },
  'up-to': { fr: 'jusqu’à', en: 'up to' }
}

/** « plus de »; undefined where a number stands alone. */
export function claimQualifier(qualifier: Qualifier, language: Language): string | undefined {
  return QUALIFIER_WORDS[qualifier]?.[language]
}

/** How a claim stands beside the figures, in two words. */
export const STATUSES: Readonly<Record<'confirmed' | 'differs' | 'elsewhere' | 'not-computable', Text>> = {
  confirmed: { fr: 'confirmé', en: 'confirmed' },
  differs: { fr: 'autre valeur', en: 'another value' },
  elsewhere: { fr: 'autre périmètre ou période', en: 'another perimeter or period' },
  'not-computable': { fr: 'non calculable', en: 'not computable' }
}

export const MISSING: Readonly<Record<'value' | 'indicator' | 'perimeter' | 'period' | 'figure', Text>> = {
  value: {
    fr: 'Le nombre lui-même manque au document lu.',
    en: 'The number itself is missing from the document as read.'
  },
  indicator: {
    fr: 'L’observatoire n’a pas d’indicateur qui mesure cela dans cette unité.',
    en: 'The observatory has no indicator that measures this in that unit.'
  },
  perimeter: {
    fr: 'Le périmètre n’est pas dit, ou n’est pas un de ceux de l’observatoire.',
    en: 'The perimeter is not said, or is none of the observatory’s.'
  },
  period: {
    fr: 'L’observatoire n’a pas de valeur pour cette période, ou elle n’est pas dite.',
    en: 'The observatory has no value for that period, or it is not said.'
  },
  figure: {
    fr: 'Le chiffre demandé n’a pas de valeur : sa page dit pourquoi.',
    en: 'The figure has no value: its page says why.'
  }
}

export const VERDICT_WORDS: Readonly<Record<Verdict, Text>> = {
  stands: { fr: 'L’affirmation est juste', en: 'The claim is right' },
  wrong: { fr: 'L’affirmation est fausse', en: 'The claim is wrong' },
  'other-perimeter': { fr: 'Elle porte sur un autre périmètre', en: 'It is about another perimeter' },
  'other-period': { fr: 'Elle porte sur une autre période', en: 'It is about another period' },
  'other-definition': { fr: 'Elle suit une autre définition', en: 'It follows another definition' },
  unverifiable: { fr: 'Rien ne permet de la vérifier', en: 'Nothing allows to check it' }
}

export const CAUSE_WORDS: Readonly<Record<Cause, Text>> = {
  explained: { fr: 'L’écart est expliqué', en: 'The gap is explained' },
  'both-right': {
    fr: 'Les deux sont justes : elles ne parlent pas de la même chose',
    en: 'Both are right: they are not about the same thing'
  },
  corrected: {
    fr: 'Une des affirmations a été corrigée par son auteur',
    en: 'One of the claims was corrected by its author'
  },
  'not-a-conflict': { fr: 'Ce n’est pas une contradiction', en: 'This is no conflict' }
}
