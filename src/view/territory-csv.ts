/** All that the page of a territory shows, as one table: figures, comparators, peers, evolution, members, what it shares. */

import type { Figure } from '../domain/indicators/figure.ts'
import type { Indicator } from '../domain/indicators/indicator.ts'
import type { Registry } from '../domain/indicators/registry.ts'
import type { Language, Text } from '../domain/shared/text.ts'
import { codeOf } from '../domain/territories/territory.ts'
import { csvText, type CsvCell } from './csv.ts'
import { licencesOf } from './licences.ts'
import { cautionsText } from './reason-text.ts'
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
  'cautions',
  'address',
  'licences'
] as const

type Shown = Pick<TerritoryView, 'answer' | 'themes' | 'evolution' | 'parts' | 'communes' | 'overlapping'> & {
  /** Those of the strips, with their cautions. */
  readonly peers: readonly { readonly indicator: Indicator; readonly figures: readonly Figure[] }[]
}

/** Names and warnings are in the language of the page that the file is taken from. */
export function territoryCsv(
  registry: Registry,
  { answer, themes, peers, evolution, parts, communes, overlapping }: Shown,
  language: Language
): string {
  const line = (section: string, theme: string, label: string, figure: Figure): readonly CsvCell[] => [
    ...figureCells(section, theme, label, figure, language),
    licencesOf(registry, figure.vintages, language)
  ]
  const { population } = answer
  const inhabitants = POPULATION[language]
  return csvText([
    HEAD,
    ...themes.flatMap(({ theme, compared, counts }) => [
      ...compared.flatMap(({ indicator, mine, others }) =>
        [mine, ...others].map((figure) => line('key', theme.id, indicator.label[language], figure))
      ),
      ...counts.map(({ indicator, figure }) => line('counts', theme.id, indicator.label[language], figure))
    ]),
    ...peers.flatMap(({ indicator, figures }) =>
      figures.map((figure) => line('peers', indicator.theme, indicator.label[language], figure))
    ),
    ...evolution.map((figure) => line('evolution', '', inhabitants, figure)),
    ...parts.flatMap(({ population: own }) => (own ? [line('parts', '', inhabitants, own)] : [])),
    ...communes.map(({ territory, name, cell }): readonly CsvCell[] => [
      ...['members', '', population?.indicator ?? '', inhabitants, codeOf(territory), name],
      ...[population?.period ?? '', population?.geography ?? ''],
      'value' in cell ? cell.value : null,
      ...[population?.unit ?? '', cell.status, null, null, null],
      licencesOf(registry, population?.vintages ?? [], language)
    ]),
    ...overlapping.flatMap(({ perimeter, shared, onlyHere, onlyThere }) =>
      [['in-both', shared] as const, ['only-here', onlyHere] as const, ['only-there', onlyThere] as const].map(
        ([id, value]): readonly CsvCell[] => [
          ...['overlap', '', id, OVERLAPS[id][language], perimeter.id, perimeter.label[language], '', answer.day],
          value,
          ...['communes', 'A', null, null, null, null]
        ]
      )
    )
  ])
}

const POPULATION: Text = { fr: 'Population municipale', en: 'Municipal population' }

const OVERLAPS = {
  'in-both': { fr: 'Communes dans les deux', en: 'Communes in both' },
  'only-here': { fr: 'Communes ici seulement', en: 'Communes only here' },
  'only-there': { fr: 'Communes là seulement', en: 'Communes only there' }
} as const satisfies Record<string, Text>

function figureCells(
  section: string,
  theme: string,
  label: string,
  figure: Figure,
  language: Language
): readonly CsvCell[] {
  const { indicator, perimeter, period, geography, cell, unit, reason, address } = figure
  return [
    ...[section, theme, indicator, label, perimeter.id, perimeter.label[language], period, geography],
    'value' in cell ? cell.value : null,
    ...[unit, cell.status, reason ?? null, cautionsText(figure, language), address]
  ]
}
