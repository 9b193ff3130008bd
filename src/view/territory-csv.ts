/** The figures of a territory's page as a table, comparators included. */

import type { Figure } from '../domain/indicators/figure.ts'
import { csvText, type CsvCell } from './csv.ts'
import type { TerritoryView } from './territory-view.ts'

const HEAD = [
  'theme',
  'indicator',
  'label',
  'territory',
  'territory_label',
  'period',
  'geography',
  'value',
  'unit',
  'status',
  'reason',
  'address'
] as const

export function territoryCsv({ themes }: Pick<TerritoryView, 'themes'>): string {
  const lines = themes.flatMap(({ theme, compared, counts }) => [
    ...compared.flatMap(({ indicator, mine, others }) =>
      [mine, ...others].map((figure) => line(theme.id, indicator.label.fr, figure))
    ),
    ...counts.map(({ indicator, figure }) => line(theme.id, indicator.label.fr, figure))
  ])
  return csvText([HEAD, ...lines])
}

function line(theme: string, label: string, figure: Figure): readonly CsvCell[] {
  const { indicator, perimeter, period, geography, cell, unit, reason, address } = figure
  return [
    ...[theme, indicator, label, perimeter.id, perimeter.label.fr, period, geography],
    'value' in cell ? cell.value : null,
    ...[unit, cell.status, reason ?? null, address]
  ]
}
