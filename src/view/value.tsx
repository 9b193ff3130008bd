/** A figure where a number stands: it opens the page of the figure; an absence says its reason. */

import type { Cell } from '../domain/indicators/cell.ts'
import type { Figure, ShownFigure } from '../domain/indicators/figure.ts'
import { figureAddress } from '../domain/indicators/request.ts'
import type { Language } from '../domain/shared/text.ts'
import { ABSENCES, formatNumber, formatValue } from './number.ts'
import { CONFIDENTIALITY_TEXTS, reasonText } from './reason-text.ts'
import { unitOf } from './units.ts'

export type ValueProps = {
  readonly figure: ShownFigure
  readonly language: Language
  /** Leave the unit out where a head or a label says it; a sign such as % always stays. */
  readonly bare?: boolean
  readonly signed?: boolean
}

/** The address of a figure on its own geography, which may be the latest. */
export function addressOf({ indicator, perimeter, period, geography }: ShownFigure, language: Language): string {
  const year = Number(geography.slice(0, 4))
  return figureAddress({ indicator, perimeter: perimeter.id, period, geography: year }, language)
}

export function Value({ figure, language, bare = false, signed = false }: ValueProps) {
  const { cell } = figure
  const href = addressOf(figure, language)
  if ('value' in cell) {
    return (
      <a class="figure" href={href}>
        {cell.status === 'E' && '≈\u202f'}
        {valueText(figure, cell.value, language, { bare, signed })}
      </a>
    )
  }
  const why = figure.reason ? reasonText(figure.reason, language) : undefined
  return (
    <a class="figure absent" href={href} title={why}>
      {absenceWord(figure, language)}
      {why && <span class="unseen">. {why}</span>}
    </a>
  )
}

/** What cannot be added is not applicable to this perimeter; what is merely unknown is a dash. */
export function absenceWord({ cell, reason }: ShownFigure, language: Language): string {
  if (reason === 'not-additive' || reason === 'not-a-peer') return ABSENCES.M[language]
  // Protected, and said so: never the dash of what is merely unknown.
  if (reason === 'free-perimeter') return ABSENCES.Q[language]
  return 'value' in cell ? '' : ABSENCES[cell.status][language]
}

export function valueText(
  { unit, decimals }: Pick<Figure, 'unit' | 'decimals'>,
  value: number,
  language: Language,
  { bare = false, signed = false }: { readonly bare?: boolean; readonly signed?: boolean } = {}
): string {
  const style = { language, decimals, signed }
  return bare && !isShort(unit) ? formatNumber(value, style) : formatValue(value, unit, style)
}

/** « % » and « € » stand beside every value; « hab./km² » is said once, in a head or a label. */
export function isShort(unit: string): boolean {
  const { form, many } = unitOf(unit)
  return form === 'ordinal' || (form === 'sign' && many.fr.length === 1)
}

/** A cell of a row: the number alone, or its absence with the reason. */
export function CellText({
  cell,
  decimals,
  language
}: {
  readonly cell: Cell
  readonly decimals: number
  readonly language: Language
}) {
  if ('value' in cell) return <>{formatNumber(cell.value, { language, decimals })}</>
  if (cell.status === 'Q')
    return <abbr title={CONFIDENTIALITY_TEXTS[cell.confidentiality][language]}>{ABSENCES.Q[language]}</abbr>
  return <span class="quiet">{ABSENCES[cell.status][language]}</span>
}
