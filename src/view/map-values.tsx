/** The values of a map to be explored, as a page would show them: words, classes, notes; nothing to compute with. */

import type { Figure } from '../domain/indicators/figure.ts'
import type { Language } from '../domain/shared/text.ts'
import { className, inhabitantsOf } from './indicator-classes.ts'
import { radius } from './indicator-discs.tsx'
import { Legend } from './indicator-map.tsx'
import { mapSentence } from './indicator-text.ts'
import type { IndicatorView, MapView } from './indicator-view.ts'
import { typeset } from './messages.ts'
import { pathTo } from './paths.ts'
import { atPeriod } from './period-text.ts'
import { cautionText, reasonText } from './reason-text.ts'
import { unitOf } from './units.ts'
import { absenceWord, addressOf, valueText } from './value.tsx'

export type MapValues = {
  /** A sentence made from the figures. */
  readonly title: string
  /** What is shown, in which unit, when. */
  readonly note: string
  readonly label: string
  readonly kind: 'classes' | 'discs'
  /** HTML of the legend; empty for circles. */
  readonly legend: string
  /** Most inhabitants first. */
  readonly cells: readonly MapCell[]
  readonly notes: readonly string[]
  /** Addresses, with `{area}` where the territory stands. */
  readonly figure: string
  readonly territory: string
}

/** Area, class, value in words, places of its notes, radius of its circle. A withheld value is in none of them. */
export type MapCell = readonly [area: string, className: string, text: string, notes: readonly number[], radius: number]

type Mapped = Pick<IndicatorView, 'indicator' | 'isCount' | 'period'> & { readonly map: MapView }

export function mapValues(page: Mapped, language: Language): MapValues {
  const { indicator, isCount, period, map } = page
  const name = indicator.label[language]
  const notes: string[] = []
  const place = (text: string): number => {
    const known = notes.indexOf(text)
    return known < 0 ? notes.push(text) - 1 : known
  }
  const signed = indicator.formula.kind === 'change'
  const cells = map.areas
    .toSorted((a, b) => inhabitantsOf(b) - inhabitantsOf(a))
    .map(({ perimeter, figure }): MapCell => {
      const { cell } = figure
      const text =
        'value' in cell
          ? (cell.status === 'E' ? '≈\u202f' : '') + valueText(figure, cell.value, language, { signed })
          : absenceWord(figure, language)
      const shown = isCount ? discClass(figure) : className(map.classes, figure)
      const size = isCount && 'value' in cell ? Number(radius(cell.value, map.most).toFixed(1)) : 0
      return [perimeter, shown, text, notesOf(figure, language).map(place), size]
    })
  const [first] = map.areas
  return {
    title: mapSentence(page, indicator.unit, language) || name,
    note: `${name}${isCount ? '' : `, ${unitOf(indicator.unit).label[language]}`}${period ? `, ${atPeriod(period, language)}` : ''}`,
    label: `${name}${period ? `, ${atPeriod(period, language)}` : ''}`,
    kind: isCount ? 'discs' : 'classes',
    legend: isCount ? '' : String(<Legend map={map} unit={indicator.unit} language={language} />),
    cells,
    notes,
    figure: first ? addressOf(first.figure, language).replace(`/${first.perimeter}/`, '/{area}/') : '',
    territory: pathTo('territories', language, '{area}').replace('%7Barea%7D', '{area}')
  }
}

/** Why there is no value, or what it is to be read with. */
function notesOf({ cell, reason, cautions, unit, decimals }: Figure, language: Language): readonly string[] {
  const why = reason && !('value' in cell) ? [reasonText(reason, language)] : []
  return [...why, ...cautions.map((caution) => cautionText(caution, { language, unit, decimals }))].map((text) =>
    typeset(text, language)
  )
}

function discClass({ cell }: Figure): string {
  if ('value' in cell) return cell.value < 0 ? 'less' : ''
  return cell.status === 'Q' ? 'withheld' : 'c0'
}
