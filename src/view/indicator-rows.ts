/** What the page of an indicator shows as one long table: a row for each figure, with what it was divided from. */

import { breaksCrossed } from '../domain/indicators/change.ts'
import type { Figure, FigureTerm } from '../domain/indicators/figure.ts'
import type { Language } from '../domain/shared/text.ts'
import { codeOf, levelOf } from '../domain/territories/territory.ts'
import type { AreaView, IndicatorView } from './indicator-view.ts'
import { cautionsText } from './reason-text.ts'

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
  'licences',
  'cautions',
  'address'
] as const

export type Row = Readonly<Record<(typeof COLUMNS)[number], string | number | null>>

/** Names, licences and warnings are in the language of the page that the file is taken from. */
export function indicatorRows(page: IndicatorView, language: Language): readonly Row[] {
  const { map, standing, evolution } = page
  const rowOf = (part: string, figure: Figure, since?: Figure): Row => figureRow(part, figure, page, language, since)
  return [
    ...(map?.areas ?? []).map((area) => ({ ...rowOf('map', area.figure), ...placeOf(area) })),
    ...(standing?.lines ?? []).map(({ figure, rank }) => ({ ...rowOf('ranking', figure), rank: rank ?? null })),
    ...evolution.lines.flatMap(({ figures }) => figures.map((figure) => rowOf('evolution', figure, figures[0])))
  ]
}

function placeOf({ territory, name, population }: AreaView): Pick<Row, 'level' | 'code' | 'name' | 'inhabitants'> {
  const inhabitants = population && 'value' in population.cell ? population.cell.value : null
  return { level: levelOf(territory), code: codeOf(territory), name, inhabitants }
}

/**
 * A withheld cell has no value here either, nor what would give it away.
 *
 * @param since the first of the line that it belongs to: breaks of method crossed from there are told
 */
function figureRow(
  part: string,
  figure: Figure,
  { indicator, vintages }: Pick<IndicatorView, 'indicator' | 'vintages'>,
  language: Language,
  since: Figure = figure
): Row {
  const { cell, perimeter, terms } = figure
  const crossed = breaksCrossed(indicator.breaks, since.period, figure.period)
  const breaks = [...new Set([...figure.breaks, ...crossed])]
  const sources = vintages.filter(({ vintage }) => figure.vintages.includes(vintage.id)).map(({ source }) => source)
  return {
    part,
    ...{ level: 'perimeter', code: perimeter.id, name: perimeter.label[language], period: figure.period },
    ...{ value: 'value' in cell ? cell.value : null, unit: figure.unit, status: cell.status },
    ...{ reason: figure.reason ?? null, rank: null },
    ...{ numerator: sumOf(terms, 'numerator'), denominator: sumOf(terms, 'denominator'), inhabitants: null },
    ...{ geography: figure.geography, vintages: figure.vintages.join(' ') },
    licences: [...new Set(sources.map(({ licence }) => licence[language]))].join(' ; ') || null,
    cautions: cautionsText({ ...figure, breaks }, language),
    address: figure.address
  }
}

function sumOf(terms: readonly FigureTerm[], role: FigureTerm['role']): number | null {
  const found = terms.filter((term) => term.role === role)
  const values = found.flatMap(({ cell, sign }) => ('value' in cell ? [sign * cell.value] : []))
  return found.length > 0 && values.length === found.length ? values.reduce((sum, value) => sum + value, 0) : null
}
