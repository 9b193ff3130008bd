/** Figures in the words of an edition: the same text on the site, in the PDF and in what a test reads back. */

import { numberIn, type MentionAnswer } from '../domain/editions/answer.ts'
import type { Block, Inline } from '../domain/editions/edition.ts'
import { wordNumber } from '../domain/editions/wording.ts'
import { PERCENT_DECIMALS } from '../domain/indicators/change.ts'
import type { Figure } from '../domain/indicators/figure.ts'
import type { Indicator } from '../domain/indicators/indicator.ts'
import type { Language } from '../domain/shared/text.ts'
import type { FrozenEdition } from '../domain/editions/frozen.ts'
import { changeSentence, comparisonSentence, figureSentence } from '../view/figure-text.ts'
import { ABSENCES, formatNumber, formatValue, NO_BREAK_SPACE, type NumberStyle } from '../view/number.ts'
import { atPeriod } from '../view/period-text.ts'
import { WORDED } from '../view/wording-text.ts'

type Written = Pick<Inline & { kind: 'number' }, 'form' | 'wording'>

/** « 644 971 habitants », « plus de 6 100 emplois », « −5,5 points »; the dash of an absence where there is no number. */
export function numberText(answer: MentionAnswer, indicator: Indicator, written: Written, language: Language): string {
  const value = numberIn(answer, written.form)
  if (value === undefined) return ABSENCES.O[language]
  const { unit, decimals, signed } = unitOfForm(answer, indicator, written)
  const style: NumberStyle = { language, decimals, signed }
  const write = (number: number, as: NumberStyle): string =>
    written.form === 'bare' ? formatNumber(number, as) : formatValue(number, unit, as)
  if (!written.wording) return write(value, style)
  const worded = wordNumber(value, written.wording)
  if (!worded.ok) return write(value, style)
  const number = write(worded.value, { ...style, decimals: worded.decimals })
  return worded.kind === 'exact' ? number : WORDED[worded.kind][language] + NO_BREAK_SPACE + number
}

function unitOfForm(
  { figure, change, comparison }: MentionAnswer,
  indicator: Indicator,
  { form }: Written
): { readonly unit: string; readonly decimals: number; readonly signed: boolean } {
  const { unit, decimals } = figure
  switch (form) {
    case 'value':
    case 'bare':
    case 'start':
      return { unit, decimals, signed: indicator.formula.kind === 'change' }
    case 'change':
      return { unit: change?.unit ?? unit, decimals: change?.decimals ?? decimals, signed: true }
    case 'communes':
      return { unit: 'communes', decimals: 0, signed: false }
    case 'percent':
      return { unit: 'percent', decimals: PERCENT_DECIMALS, signed: true }
    case 'gap':
      return comparison?.ok
        ? { unit: comparison.unit, decimals: comparison.decimals, signed: true }
        : { unit, decimals, signed: true }
  }
}

/** Value or change, then the comparison, where each was asked. */
export function sentenceText(answer: MentionAnswer, indicator: Indicator, language: Language): string {
  const { figure, from, change, versus, comparison } = answer
  const own =
    from && change
      ? changeSentence(from, figure, change, indicator, language)
      : figureSentence(figure, indicator, language)
  if (!versus || !comparison) return own
  return `${own} ${comparisonSentence(comparison, versus.figure, language)}`
}

/** « Pôle métropolitain de l’Artois, en 2018 ». */
export function whereAndWhen({ perimeter, period }: Figure, language: Language): string {
  return `${perimeter.label[language]}, ${atPeriod(period, language)}`
}

/** « INSEE, Comparateur de territoires, édition 2022-01 », once for each vintage behind a figure. */
export function sourceLines(
  { sources }: FrozenEdition,
  { vintages }: Pick<Figure, 'vintages'>,
  language: Language
): readonly string[] {
  const lines = sources
    .filter(({ vintage }) => vintages.includes(vintage.id))
    .map(({ vintage, source }) => {
      const edition = { fr: 'édition', en: 'edition' }[language]
      return `${source.producer[language]}, ${source.label[language]}, ${edition} ${vintage.edition}`
    })
  return [...new Set(lines)]
}

/** « Le carreau en 1930. Photographie : Ada, CC BY 4.0 »: whose it is, in the words that its editor gave. */
export function creditLine({ caption, credit, licence }: Block & { readonly kind: 'photograph' }): string {
  return [caption, `${credit}, ${licence}`].filter((words) => words !== '').join(' ')
}
