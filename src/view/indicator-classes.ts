/** Classes as a map and its legend show them: a name for the style, a label, how many areas and inhabitants. */

import { classOf, type Classes } from '../domain/indicators/classes.ts'
import type { Figure } from '../domain/indicators/figure.ts'
import type { Language } from '../domain/shared/text.ts'
import type { AreaView } from './indicator-view.ts'
import { say, typeset } from './messages.ts'
import { ABSENCES, formatNumber } from './number.ts'
import { unitOf } from './units.ts'
import { valueText } from './value.tsx'

export type LegendRow = {
  /** `c1` to `c5`, `d1` to `d5`, `withheld`, `c0` where there is no value. */
  readonly name: string
  readonly label: string
  readonly areas: number
  readonly inhabitants: number
}

/** Steps of the ramp for one to five classes: the fewer, the further apart. */
const RAMP: Readonly<Record<number, readonly number[]>> = { 1: [3], 2: [2, 4], 3: [1, 3, 5], 4: [1, 2, 4, 5] }

export function className(classes: Classes, { cell }: Figure): string {
  if ('value' in cell) return nameAt(classes, classOf(classes, cell.value))
  return cell.status === 'Q' ? 'withheld' : 'c0'
}

function nameAt({ thresholds, rule }: Classes, index: number): string {
  const step = RAMP[thresholds.length + 1]?.[index] ?? index + 1
  return `${rule.kind === 'around' ? 'd' : 'c'}${step}`
}

/** « Secret » stands even when there is none: it is known that nothing is hidden. */
export function legendRows(
  classes: Classes,
  areas: readonly AreaView[],
  unit: string,
  language: Language
): readonly LegendRow[] {
  const of = (name: string): readonly AreaView[] => areas.filter(({ figure }) => className(classes, figure) === name)
  const row = (name: string, label: string): LegendRow => {
    const found = of(name)
    return { name, label, areas: found.length, inhabitants: found.reduce((sum, one) => sum + inhabitantsOf(one), 0) }
  }
  const { rule, thresholds } = classes
  const classed =
    rule.kind === 'none'
      ? []
      : Array.from({ length: thresholds.length + 1 }, (_, i) =>
          row(nameAt(classes, i), classLabel(classes, i, areas, unit, language))
        )
  const absent = of('c0').length > 0 ? [row('c0', say('noValueShort', language))] : []
  return [...classed, row('withheld', ABSENCES.Q[language]), ...absent]
}

/** What has no circle for want of a value: withheld and unknown, told apart from nought. */
export function absentRows(
  classes: Classes,
  areas: readonly AreaView[],
  unit: string,
  language: Language
): readonly LegendRow[] {
  return legendRows(classes, areas, unit, language).filter(
    (row) => row.areas > 0 && (row.name === 'withheld' || row.name === 'c0')
  )
}

export function inhabitantsOf({ population }: AreaView): number {
  return population && 'value' in population.cell ? population.cell.value : 0
}

/** A threshold with the digits it has, and its unit when short. */
export function thresholdText(value: number, unit: string, language: Language): string {
  return valueText({ unit, decimals: digitsOf(value) }, value, language, { bare: true })
}

function classLabel(
  { thresholds, rule }: Classes,
  i: number,
  areas: readonly AreaView[],
  unit: string,
  language: Language
): string {
  const [from, to] = [thresholds[i - 1], thresholds[i]]
  const text = (value: number): string => thresholdText(value, unit, language)
  if (rule.kind === 'equal') {
    const [figure] = areas.flatMap((area) => ('value' in area.figure.cell ? [area.figure] : []))
    return figure && 'value' in figure.cell ? valueText(figure, figure.cell.value, language, { bare: true }) : ''
  }
  if (from === undefined) return to === undefined ? '' : `${say('under', language)} ${text(to)}`
  if (rule.kind === 'values') return to === undefined ? text(from) : `${text(from)} ${say('at', language)} ${text(to)}`
  if (to === undefined) return { fr: `${text(from)} et plus`, en: `${text(from)} and over` }[language]
  const digits = formatNumber(from, { language, decimals: digitsOf(from) })
  return { fr: `${digits} à ${text(to)}`, en: `${digits} to ${text(to)}` }[language]
}

function digitsOf(value: number): number {
  return String(value).split('.')[1]?.length ?? 0
}

/** Why the thresholds are there. */
export function ruleText({ rule, thresholds }: Classes, unit: string, language: Language): string {
  const count = { fr: ['Une', 'Deux', 'Trois', 'Quatre', 'Cinq'], en: ['One', 'Two', 'Three', 'Four', 'Five'] }
  const classes = count[language][thresholds.length] ?? ''
  switch (rule.kind) {
    case 'none':
      return ''
    case 'equal':
      return { fr: 'Toutes les valeurs sont égales : une seule classe.', en: 'All values are equal: a single class.' }[
        language
      ]
    case 'values':
      return {
        fr: 'Peu de valeurs différentes : une classe pour chacune.',
        en: 'Few different values: a class for each.'
      }[language]
    case 'steps': {
      const step = formatNumber(rule.width, { language, decimals: digitsOf(rule.width) })
      const name = unit === 'percent' ? 'points' : unit
      const { many, one, form } = unitOf(name)
      const word = form === 'none' ? '' : ` ${(rule.width < 2 ? one : many)[language]}`
      return typeset(
        {
          fr: `${classes} classes de ${step}${word}, à seuils ronds : de tous les pas réguliers, celui qui remplit le mieux chaque classe.`,
          en: `${classes} classes of ${step}${word}, at round thresholds: of all regular steps, the one that fills the classes best.`
        }[language],
        language
      )
    }
    case 'quantiles':
      return typeset(
        {
          fr: `${classes} classes d’effectifs proches, à seuils arrondis : les valeurs sont trop inégales pour des pas réguliers.`,
          en: `${classes} classes of similar numbers, at rounded thresholds: values are too uneven for regular steps.`
        }[language],
        language
      )
    case 'around':
      return typeset(
        {
          fr: `${classes} classes de part et d’autre de ${rule.middle}, à seuils ronds et symétriques : celle du milieu ne change presque pas.`,
          en: `${classes} classes on both sides of ${rule.middle}, at round symmetrical thresholds: the middle one hardly changes.`
        }[language],
        language
      )
  }
}
