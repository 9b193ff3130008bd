/** What a mention was answered, and which number of it a text writes. */

import type { Comparison, FigureChange } from '../indicators/change.ts'
import type { Figure } from '../indicators/figure.ts'
import { figureAddress } from '../indicators/request.ts'
import type { Mention, NumberForm } from './edition.ts'

/** A figure, what it is counted from, and the same elsewhere. */
export type MentionAnswer = {
  readonly figure: Figure
  readonly from?: Figure
  readonly change?: FigureChange
  readonly versus?: { readonly figure: Figure; readonly from?: Figure; readonly change?: FigureChange }
  readonly comparison?: Comparison
}

/** The same question has the same key, and another question another. */
export function mentionKey({ question }: Pick<Mention, 'question'>): string {
  const { from, versus } = question
  return [figureAddress(question, 'fr'), from ?? '', versus ?? ''].join(' ')
}

/** The number of a form, unrounded, in the unit of the form; undefined where there is none. */
export function numberIn({ figure, from, change, comparison }: MentionAnswer, form: NumberForm): number | undefined {
  switch (form) {
    case 'value':
    case 'bare':
      return 'value' in figure.cell ? figure.cell.value : undefined
    case 'start':
      return from && 'value' in from.cell ? from.cell.value : undefined
    case 'change':
      return change && 'value' in change.difference ? change.difference.value : undefined
    case 'percent':
      return change && 'value' in change.percent ? change.percent.value : undefined
    case 'communes':
      return figure.perimeter.communes.length
    case 'gap':
      return comparison?.ok && 'value' in comparison.difference ? comparison.difference.value : undefined
  }
}
