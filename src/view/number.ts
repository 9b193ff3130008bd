/** Numbers as people read them: French and English, rounded once, half away from zero. */

import type { Cell } from '../domain/indicators/cell.ts'
import { roundText } from '../domain/indicators/rounding.ts'
import type { Language, Text } from '../domain/shared/text.ts'
import { unitOf } from './units.ts'

export const NARROW_SPACE = '\u202f'
export const NO_BREAK_SPACE = '\u00a0'
export const MINUS = '\u2212'

const THOUSANDS = { fr: NARROW_SPACE, en: ',' } as const satisfies Record<Language, string>
const MARK = { fr: ',', en: '.' } as const satisfies Record<Language, string>

/** The four ways a number can be absent; a measured zero is « 0 », never one of these. */
export const ABSENCES = {
  O: { fr: '–', en: '–' },
  Q: { fr: 'secret', en: 'withheld' },
  M: { fr: 'sans objet', en: 'not applicable' }
} as const satisfies Record<string, Text>

export type NumberStyle = {
  readonly language: Language
  /** Digits after the mark; negative rounds to tens, hundreds. */
  readonly decimals: number
  /** Changes bear their sign, plus included; zero bears none. */
  readonly signed?: boolean
}

/** `-1234.56` to « −1 234,6 ». */
export function formatNumber(value: number, { language, decimals, signed = false }: NumberStyle): string {
  const text = roundText(value, decimals)
  const [whole = '0', fraction] = text.replace('-', '').split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, THOUSANDS[language])
  const sign = text.startsWith('-') ? MINUS : signed && Number(text) !== 0 ? '+' : ''
  return `${sign}${grouped}${fraction ? MARK[language] + fraction : ''}`
}

/** With its unit: « 16,6 % », « 644 971 habitants », « −5,5 points ». */
export function formatValue(value: number, unit: string, style: NumberStyle): string {
  const { language } = style
  const number = formatNumber(value, style)
  const { form, one, many } = unitOf(unit)
  if (form === 'none') return number
  if (form === 'ordinal') return number + ordinalEnding(Number(roundText(value, style.decimals)), language)
  const name = isOne(Number(roundText(value, style.decimals)), language) ? one[language] : many[language]
  if (form === 'word') return number + NO_BREAK_SPACE + name
  if (language === 'fr') return number + NARROW_SPACE + name
  if (name.startsWith('€')) return number.replace(/^([+\u2212]?)/, '$1€') + name.slice(1)
  return name === '%' || name === '‰' ? number + name : number + NO_BREAK_SPACE + name
}

/** A cell as it may be shown, with its unit, or the word of its absence. */
export function formatCell(cell: Cell, unit: string, style: NumberStyle): string {
  return 'value' in cell ? formatValue(cell.value, unit, style) : ABSENCES[cell.status][style.language]
}

/** « 1er », « 3e »; “1st”, “12th”, “23rd”. */
function ordinalEnding(value: number, language: Language): string {
  if (language === 'fr') return value === 1 ? 'er' : 'e'
  const teen = Math.floor(value / 10) % 10 === 1
  return teen ? 'th' : (['th', 'st', 'nd', 'rd'][value % 10] ?? 'th')
}

/** French: one until two; English: only one itself. */
function isOne(value: number, language: Language): boolean {
  return language === 'fr' ? Math.abs(value) < 2 : Math.abs(value) === 1
}
