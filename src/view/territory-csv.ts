/** All that the page of a territory shows, as one table: figures, comparators, peers, evolution, members, what it shares. */

import type { Figure } from '../domain/indicators/figure.ts'
import { codeOf } from '../domain/territories/territory.ts'
import { csvText, type CsvCell } from './csv.ts'
import type { TerritoryView } from './territory-view.ts'

const HEAD = [
  'section',
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

type Shown = Pick<TerritoryView, 'answer' | 'themes' | 'placing' | 'evolution' | 'parts' | 'communes' | 'overlapping'>

export function territoryCsv({ answer, themes, placing, evolution, parts, communes, overlapping }: Shown): string {
  const { population } = answer
  return csvText([
    HEAD,
    ...themes.flatMap(({ theme, compared, counts }) => [
      ...compared.flatMap(({ indicator, mine, others }) =>
        [mine, ...others].map((figure) => line('key', theme.id, indicator.label.fr, figure))
      ),
      ...counts.map(({ indicator, figure }) => line('counts', theme.id, indicator.label.fr, figure))
    ]),
    ...(placing?.places ?? []).flatMap(({ indicator, peers }) =>
      peers.map((figure) => line('peers', indicator.theme, indicator.label.fr, figure))
    ),
    ...evolution.map((figure) => line('evolution', '', POPULATION, figure)),
    ...parts.flatMap(({ population: own }) => (own ? [line('parts', '', POPULATION, own)] : [])),
    ...communes.map(({ territory, name, cell }): readonly CsvCell[] => [
      ...['members', '', population?.indicator ?? '', POPULATION, codeOf(territory), name],
      ...[population?.period ?? '', population?.geography ?? ''],
      'value' in cell ? cell.value : null,
      ...[population?.unit ?? '', cell.status, null, null]
    ]),
    ...overlapping.flatMap(({ perimeter, shared, onlyHere, onlyThere }) =>
      [
        ['in-both', 'Communes dans les deux', shared] as const,
        ['only-here', 'Communes ici seulement', onlyHere] as const,
        ['only-there', 'Communes là seulement', onlyThere] as const
      ].map(([id, label, value]): readonly CsvCell[] => [
        ...['overlap', '', id, label, perimeter.id, perimeter.label.fr, '', answer.day],
        value,
        ...['communes', 'A', null, null]
      ])
    )
  ])
}

const POPULATION = 'Population municipale'

function line(section: string, theme: string, label: string, figure: Figure): readonly CsvCell[] {
  const { indicator, perimeter, period, geography, cell, unit, reason, address } = figure
  return [
    ...[section, theme, indicator, label, perimeter.id, perimeter.label.fr, period, geography],
    'value' in cell ? cell.value : null,
    ...[unit, cell.status, reason ?? null, address]
  ]
}
