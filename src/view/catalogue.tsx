/** The catalogue: every indicator in one table to scan, with its unit, its reach in time, its levels and its sources. */

import type { Indicator } from '../domain/indicators/indicator.ts'
import type { Theme } from '../domain/indicators/settings.ts'
import type { Language, Text } from '../domain/shared/text.ts'
import { periodYear, type Period } from '../domain/shared/period.ts'
import type { Source } from '../domain/sources/source.ts'
import { csvText } from './csv.ts'
import { Jumps, type Frame } from './layout.tsx'
import { say, typeset } from './messages.ts'
import { formatNumber } from './number.ts'
import { pathTo } from './paths.ts'
import { TitledPage } from './titled-page.tsx'
import { Unfilled } from './unfilled.tsx'
import { unitOf } from './units.ts'

export type CatalogueLine = {
  readonly indicator: Indicator
  readonly sources: readonly Source[]
  readonly from?: Period
  readonly to?: Period
  readonly levels: readonly string[]
}

export type CatalogueThemes = readonly { readonly theme: Theme; readonly lines: readonly CatalogueLine[] }[]

export function CataloguePage({ frame, themes }: { readonly frame: Frame; readonly themes: CatalogueThemes }) {
  const { language } = frame
  const title = { fr: 'Catalogue', en: 'Catalogue' }[language]
  const count = themes.reduce((total, { lines }) => total + lines.length, 0)
  return (
    <TitledPage
      frame={frame}
      title={title}
      current="indicators"
      actions={
        <a class="button small" href={`${pathTo('catalogue', language)}.csv`} download="">
          CSV
        </a>
      }
    >
      {count === 0 ? (
        <Unfilled part="indicators" language={language} />
      ) : (
        <>
          <p class="standfirst">
            {typeset(
              {
                fr: `${count} indicateurs, leur unité, les années qu’ils couvrent, les territoires où leurs données sont publiées, et d’où ils viennent.`,
                en: `${count} indicators, their unit, the years they cover, the territories their data are published for, and where they come from.`
              }[language],
              language
            )}
          </p>
          <Jumps
            links={themes.map(({ theme, lines }) => [
              theme.id,
              `${theme.label[language]} (${formatNumber(lines.length, { language, decimals: 0 })})`
            ])}
            language={language}
          />
          <table class="table catalogue wide-gap" role="table">
            <caption class="unseen">{title}</caption>
            <thead role="rowgroup">
              <tr role="row">
                <th scope="col" role="columnheader">
                  {say('indicator', language)}
                </th>
                <th scope="col" role="columnheader">
                  {{ fr: 'Unité', en: 'Unit' }[language]}
                </th>
                <th scope="col" role="columnheader">
                  {{ fr: 'Années', en: 'Years' }[language]}
                </th>
                <th scope="col" role="columnheader">
                  {{ fr: 'Niveaux', en: 'Levels' }[language]}
                </th>
                <th scope="col" role="columnheader">
                  {say('sources', language)}
                </th>
              </tr>
            </thead>
            {themes.map(({ theme, lines }) => (
              <tbody class="scan" id={theme.id} role="rowgroup">
                <tr class="theme" role="row">
                  <th scope="rowgroup" role="rowheader" colspan={5}>
                    {theme.label[language]}
                  </th>
                </tr>
                {lines.map(({ indicator, sources, from, to, levels }) => (
                  <tr role="row">
                    <th scope="row" role="rowheader">
                      <a href={pathTo('indicators', language, indicator.id)}>{indicator.label[language]}</a>
                    </th>
                    <td role="cell">{unitOf(indicator.unit).label[language]}</td>
                    <td class="keep" role="cell">
                      {yearsText(from, to)}
                    </td>
                    <td role="cell">{levelsText(levels, language)}</td>
                    <td role="cell">
                      <ul class="listed">
                        {sources.map((source) => (
                          <li>
                            <a href={pathTo('sources', language, source.id)}>{source.label[language]}</a>
                          </li>
                        ))}
                      </ul>
                    </td>
                  </tr>
                ))}
              </tbody>
            ))}
          </table>
        </>
      )}
    </TitledPage>
  )
}

/** One row per indicator, for those who look through catalogues with a machine. */
export function catalogueCsv(themes: CatalogueThemes): string {
  const head = [
    'id',
    'theme',
    'label_fr',
    'label_en',
    'definition_fr',
    'definition_en',
    'unit',
    'from',
    'to',
    'levels',
    'sources'
  ]
  const rows = themes.flatMap(({ theme, lines }) =>
    lines.map(({ indicator: { id, label, definition, unit }, from, to, levels, sources }) => [
      id,
      theme.id,
      label.fr,
      label.en,
      definition.fr,
      definition.en,
      unit,
      from ?? '',
      to ?? '',
      levels.join(' '),
      sources.map((source) => source.id).join(' ')
    ])
  )
  return csvText([head, ...rows])
}

function yearsText(from: Period | undefined, to: Period | undefined): string {
  if (!from || !to) return '–'
  const [first, last] = [periodYear(from), periodYear(to)]
  return first === last ? String(first) : `${first}-${last}`
}

function levelsText(levels: readonly string[], language: Language): string {
  return levels.map((level) => LEVELS[level]?.[language] ?? level).join(', ')
}

const LEVELS: Readonly<Record<string, Text>> = {
  COM: { fr: 'communes', en: 'communes' },
  EPCI: { fr: 'EPCI', en: 'EPCI' },
  DEP: { fr: 'départements', en: 'departments' },
  REG: { fr: 'régions', en: 'regions' },
  ZE2020: { fr: 'zones d’emploi', en: 'employment zones' },
  FRANCE: { fr: 'France', en: 'France' },
  FR: { fr: 'France', en: 'France' },
  FRANCEM: { fr: 'France métropolitaine', en: 'metropolitan France' }
}
