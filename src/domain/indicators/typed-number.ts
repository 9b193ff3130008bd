/** A number as people type it, read in a newspaper or on a slide: « 644 971 », « 16,6 % », « 1,2 million d’habitants ». */

import { round } from './rounding.ts'

export type TypedNumber = {
  readonly value: number
  /** Digits after the mark. */
  readonly decimals: number
  /** Zeros that end a whole number, and may stand for rounding. */
  readonly zeros: number
  /** Units that it may be of, where it names one. */
  readonly units?: readonly string[]
}

const UNITS: readonly (readonly [form: RegExp, units: readonly string[]])[] = [
  [/%|\b(?:pour cent|pourcents?|percent|per cent)\b/i, ['percent']],
  [/€|\beuros?\b|\beur\b/i, ['eur', 'eur-per-m2']],
  [/\bkm²|\bkm2\b/i, ['km2']],
  [/\b(?:d[’'])?habitants?\b|\binhabitants?\b|\bhab\b\.?/i, ['inhabitants', 'people']],
  [/\b(?:de )?(?:logements?|dwellings?)\b/i, ['dwellings']],
  [/\b(?:d[’'])?emplois?\b|\bjobs?\b/i, ['jobs']],
  [/\bpoints?\b/i, ['points']]
]

/** How many zeros a word adds. */
const SCALES: readonly (readonly [form: RegExp, zeros: number])[] = [
  [/(?:milliards?|billions?|\bMd)(?: d[e’'])?\s*$/, 9],
  [/(?:millions?|(?<=\d\s?)M)(?: d[e’'])?\s*$/, 6],
  [/(?:milliers?|mille|thousand|(?<=\d\s?)k)(?: d[e’'])?\s*$/i, 3]
]

/** Undefined when it is no number, or a number of something that we do not know. */
export function parseNumber(text: string): TypedNumber | undefined {
  const spaced = text.replaceAll(/[\s\u202f\u00a0]+/g, ' ').trim()
  const named = UNITS.find(([form]) => form.test(spaced))
  const unnamed = (named ? spaced.replace(named[0], ' ') : spaced).trim()
  const scale = SCALES.find(([form]) => form.test(unnamed))
  const bare = (scale ? unnamed.replace(scale[0], '') : unnamed)
    .replace(/^(?:≈|environ|about|près de|nearly)\s*/i, '')
    .trim()
  const sign = /^[-−]/.test(bare) ? -1 : 1
  const digits = bare.replace(/^[-−+]\s?/, '').replaceAll(/(?<=\d)[ .,’'](?=\d{3}(?:\D|$))/g, '')
  const [found, whole = '', part = ''] =
    /^(\d+)(?:[.,](\d+))?$/.exec(scale ? bare.replace(/^[-−+]\s?/, '') : digits) ?? []
  if (found === undefined) return undefined
  const units = named ? { units: named[1] } : {}
  if (scale) {
    const [, power] = scale
    const value = sign * round(Number(`${whole}.${part || '0'}`) * 10 ** power, 0)
    // « 1 million » is told of what is near it, not of half of it.
    return { value, decimals: 0, zeros: Math.max(0, power - Math.max(1, part.length)), ...units }
  }
  const zeros = part === '' ? (/0*$/.exec(whole)?.[0].length ?? 0) : 0
  return { value: sign * Number(`${whole}.${part || '0'}`), decimals: part.length, zeros, ...units }
}

/** 0: the same as shown; 1: the same once rounded as typed; undefined: another number. @param decimals of the figure */
export function closenessTo(typed: TypedNumber, value: number, decimals: number): 0 | 1 | undefined {
  if (same(round(value, decimals), typed.value)) return 0
  const isCut = typed.decimals < decimals && (typed.decimals > 0 || Math.abs(typed.value) >= TELLING)
  if (isCut && same(round(value, typed.decimals), typed.value)) return 1
  const isRounded = typed.zeros > 0 && Math.abs(typed.value) >= 1000
  return isRounded && same(round(value, -typed.zeros), typed.value) ? 1 : undefined
}

/** A smaller whole number reads like too many figures. */
const TELLING = 100

function same(a: number, b: number): boolean {
  return Math.abs(a - b) < 1e-9 * Math.max(1, Math.abs(b))
}
