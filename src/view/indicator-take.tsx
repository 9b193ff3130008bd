/** What may be taken away from the page of an indicator: files, drawings, a frame for another site, a citation. */

import type { Text } from '../domain/shared/text.ts'
import type { Chart } from './chart-names.ts'
import { colon } from './figure-links.ts'
import { embedAddress, fileAddress, viewAddress, type Ending } from './indicator-links.ts'
import type { IndicatorPart, IndicatorView } from './indicator-view.ts'
import { Section } from './layout.tsx'
import { say, typeset } from './messages.ts'
import { Unbroken } from './passage.tsx'
import { periodText } from './period-text.ts'
import { plotStrip } from './strip-plot.ts'

const NAMES = { csv: 'CSV', json: 'JSON', xlsx: 'XLSX', parquet: 'Parquet', svg: 'SVG', png: 'PNG' } as const

export function TakeAway({
  page,
  language,
  origin,
  observatory
}: IndicatorPart & { readonly origin: string; readonly observatory: string }) {
  const { indicator, vintages, period, map } = page
  const name = indicator.label[language]
  const licences = [...new Set(vintages.map(({ source }) => source.licence[language]))]
  const link = (ending: Ending, chart?: keyof typeof DRAWN) => (
    <>
      <a
        href={fileAddress(page, language, ending, chart)}
        aria-label={chart && `${NAMES[ending]}, ${DRAWN[chart][language]}`}
      >
        {NAMES[ending]}
      </a>{' '}
    </>
  )
  const frame = `<iframe src="${origin}${embedAddress(page, language)}" title="${name.replaceAll('"', '&quot;')}" width="100%" height="640" style="border:0" loading="lazy"></iframe>`
  const editions = vintages.map(
    ({ vintage, source }) =>
      `${source.producer[language]}, ${source.label[language]}, ${say('editionOf', language)} ${vintage.edition}`
  )
  return (
    <Section id="take" title={say('takeAway', language)} notes={[say('sameNumbers', language), ...licences]}>
      <table class="table">
        <caption class="unseen">{say('takeAway', language)}</caption>
        <tbody>
          <tr>
            <th class="files" scope="row">
              {(['csv', 'json', 'xlsx', 'parquet'] as const).map((ending) => link(ending))}
            </th>
            <td>{say('allShown', language)}</td>
          </tr>
          {chartsOf(page).map((chart) => (
            <tr>
              <th class="files" scope="row">
                {(['svg', 'png'] as const).map((ending) => link(ending, chart))}
              </th>
              <td>{typeset(DRAWN[chart][language], language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {map && (
        <details class="data">
          <summary>{say('embedCode', language)}</summary>
          <p class="note gap">{say('embedNote', language)}</p>
          <pre class="code">
            <code>{frame}</code>
          </pre>
        </details>
      )}
      <p class="cited wide-gap">
        {typeset({ fr: `${observatory}, « ${name} »`, en: `${observatory}, “${name}”` }[language], language)}
        {period && `, ${periodText(period, language)}`}
        {editions.length > 0 && <Unbroken text={`${colon(language)}${editions.join(typeset(' ; ', language))}`} />}.
      </p>
      <p class="note mono gap">
        {origin}
        {viewAddress(page, language)}
      </p>
    </Section>
  )
}

/** Those that the page shows. */
function chartsOf({ map, standing, evolution }: IndicatorView): readonly (keyof typeof DRAWN)[] {
  const valued = standing?.peers.filter(({ cell }) => 'value' in cell) ?? []
  return [
    ...(map ? (['map'] as const) : []),
    ...(standing?.lines.some(({ figure: { cell } }) => 'value' in cell) ? (['ranking'] as const) : []),
    ...(plotStrip(valued, undefined) ? (['distribution'] as const) : []),
    ...(evolution.lines.length > 0 ? (['evolution'] as const) : [])
  ]
}

const DRAWN = {
  map: { fr: 'La carte, sa légende et sa source', en: 'The map, its legend and its source' },
  ranking: { fr: 'Le classement, en barres', en: 'The ranking, as bars' },
  distribution: { fr: 'La distribution, un point par territoire', en: 'The distribution, one dot per territory' },
  evolution: { fr: 'L’évolution, avec ses ruptures', en: 'The evolution, with its breaks' }
} as const satisfies Partial<Record<Chart, Text>>
