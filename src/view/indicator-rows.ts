/** What the page of an indicator shows as one long table: a row for each figure, with what it was divided from. */

import type { Figure, FigureTerm } from '../domain/indicators/figure.ts'
import { codeOf, levelOf } from '../domain/territories/territory.ts'
import type { AreaView, IndicatorView } from './indicator-view.ts'

export const COLUMNS = [
  'part',
  'level',
  'code',
  'name',
  'period',
  'value',
  'unit',
  'status',
  'reason',
  'rank',
  'numerator',
  'denominator',
  'inhabitants',
  'geography',
  'vintages',
  'address'
] as const

export type Row = Readonly<Record<(typeof COLUMNS)[number], string | number | null>>

export function indicatorRows({ map, standing, evolution }: IndicatorView): readonly Row[] {
  return [
    ...(map?.areas ?? []).map((area) => areaRow(area)),
    ...(standing?.lines ?? []).map(({ figure, rank }) => ({ ...figureRow('ranking', figure), rank: rank ?? null })),
    ...evolution.lines.flatMap(({ figures }) => figures.map((figure) => figureRow('evolution', figure)))
  ]
}

function areaRow({ territory, name, figure, population }: AreaView): Row {
  return {
    ...figureRow('map', figure),
    ...{ level: levelOf(territory), code: codeOf(territory), name },
    inhabitants: population && 'value' in population.cell ? population.cell.value : null
  }
}

/** A withheld cell has no value here either, nor what would give it away. */
function figureRow(part: string, figure: Figure): Row {
  const { cell, perimeter, terms } = figure
  return {
    part,
    ...{ level: 'perimeter', code: perimeter.id, name: perimeter.label.fr, period: figure.period },
    ...{ value: 'value' in cell ? cell.value : null, unit: figure.unit, status: cell.status },
    ...{ reason: figure.reason ?? null, rank: null },
    ...{ numerator: sumOf(terms, 'numerator'), denominator: sumOf(terms, 'denominator'), inhabitants: null },
    ...{ geography: figure.geography, vintages: figure.vintages.join(' '), address: figure.address }
  }
}

function sumOf(terms: readonly FigureTerm[], role: FigureTerm['role']): number | null {
  const found = terms.filter((term) => term.role === role)
  const values = found.flatMap(({ cell, sign }) => ('value' in cell ? [sign * cell.value] : []))
  return found.length > 0 && values.length === found.length ? values.reduce((sum, value) => sum + value, 0) : null
}
