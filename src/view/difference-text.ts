/** What became of a figure of an issue, in words and numbers: then, now, by how much, and why. */

import type { AnswerPart, ChangeCause, Difference } from '../domain/editions/difference.ts'
import type { Cited } from '../domain/editions/frozen.ts'
import type { Cell } from '../domain/indicators/cell.ts'
import type { Shown } from '../domain/indicators/doubt.ts'
import { figureAddress } from '../domain/indicators/request.ts'
import type { Language, Text } from '../domain/shared/text.ts'
import { formatCell, formatValue } from './number.ts'
import { named, ofName } from './perimeter-name.ts'
import { atPeriod, betweenPeriods } from './period-text.ts'

/** « Population, Pôle métropolitain de l’Artois, en 2018 », a change with both its ends. */
export function citedName({ answer, indicator }: Cited, language: Language): string {
  const { figure, from, versus } = answer
  const when = from ? betweenPeriods(from.period, figure.period, language) : atPeriod(figure.period, language)
  const beside = versus
    ? {
        fr: `, à côté ${ofName(named(versus.figure.perimeter.label.fr, 'fr'))}`,
        en: `, beside ${versus.figure.perimeter.label.en}`
      }[language]
    : ''
  return `${indicator.label[language]}, ${figure.perimeter.label[language]}, ${when}${beside}`
}

/** The page of the portal that says what the figure is now. */
export function citedAddress({ answer: { figure } }: Cited, language: Language): string {
  const { indicator, perimeter, period } = figure
  return figureAddress({ indicator, perimeter: perimeter.id, period }, language)
}

/** The number that a part of an answer showed, with its unit or the word of its absence. */
export function shownPart({ cell, unit, decimals }: Shown, part: AnswerPart, language: Language): string {
  return formatCell(cell, unit, { language, decimals, signed: part === 'change' })
}

/** For a table: without what sums of fractions leave behind their twelfth digit; null where there is no value. */
export function cellNumber(cell: Cell): number | null {
  return 'value' in cell ? Number(cell.value.toPrecision(12)) : null
}

/** What a cited figure says first: its change where it tells one, else its value. */
export function citedValue({ answer: { figure, from, change } }: Cited, language: Language): string {
  if (!from || !change) return shownPart(figure, 'value', language)
  const { difference: cell, unit, decimals } = change
  return shownPart({ cell, unit, decimals }, 'change', language)
}

/** With its sign; the dash where there is nothing to take away. */
export function gapText({ gap, now }: Difference, language: Language): string {
  if (gap === undefined) return '–'
  const unit = now.unit === 'percent' ? 'points' : now.unit
  return formatValue(gap, unit, { language, decimals: now.decimals, signed: true })
}

/** What the number is, where it is not the value itself. */
export const PARTS: Readonly<Record<AnswerPart, Text | undefined>> = {
  change: { fr: 'évolution', en: 'change' },
  value: undefined,
  start: { fr: 'valeur de départ', en: 'value at the start' },
  elsewhere: { fr: 'valeur du territoire comparé', en: 'value of the territory compared' }
}

const CAUSES: Readonly<Record<ChangeCause, Text>> = {
  period: { fr: 'autre période', en: 'other period' },
  perimeter: { fr: 'le périmètre a d’autres communes', en: 'the perimeter holds other communes' },
  definition: { fr: 'la définition a changé', en: 'the definition has changed' },
  secrecy: { fr: 'secret statistique', en: 'statistical secrecy' },
  vintage: { fr: 'un autre millésime répond', en: 'another vintage answers' },
  revision: { fr: 'révision', en: 'revision' }
}

/** « un autre millésime répond : insee-rp@2023 ». */
export function causesText({ causes, vintages }: Difference, language: Language): string {
  const words = causes.map((cause) => CAUSES[cause][language]).join(', ')
  if (vintages.length === 0) return words
  return `${words}${language === 'fr' ? '\u00a0: ' : ': '}${vintages.join(', ')}`
}
