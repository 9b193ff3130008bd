/** All values of a map, and the map alone for another site's frame. */

import { raw } from 'hono/html'
import type { Cell } from '../domain/indicators/cell.ts'
import { viewAddress } from './indicator-links.ts'
import { IndicatorFigure } from './indicator-map.tsx'
import type { Drawn, IndicatorView } from './indicator-view.ts'
import { Page, Trail, type Frame } from './layout.tsx'
import { say } from './messages.ts'
import { pathTo } from './paths.ts'
import { atPeriod } from './period-text.ts'
import { unitOf } from './units.ts'
import { Value } from './value.tsx'

export function IndicatorTablePage({ frame, page }: { readonly frame: Frame; readonly page: IndicatorView }) {
  const { language } = frame
  const { indicator, map, period } = page
  const name = indicator.label[language]
  const isSigned = indicator.formula.kind === 'change'
  const areas = (map?.areas ?? []).toSorted((a, b) => heightOf(b.figure.cell) - heightOf(a.figure.cell))
  return (
    <Page frame={frame} title={`${name}, ${say('table', language)}`} current="indicators">
      <Trail
        links={[
          [pathTo('home', language), say('home', language)],
          [pathTo('indicators', language), say('indicators', language)],
          [viewAddress(page, language), name]
        ]}
        here={say('table', language)}
      />
      <div class="title">
        <div>
          <h1>{name}</h1>
          <p class="under">
            {map?.label[language]}
            {period && `, ${atPeriod(period, language)}`}
          </p>
        </div>
      </div>
      {areas.length === 0 ? (
        <p class="notice gap">{say('noMap', language)}</p>
      ) : (
        <table class="table gap">
          <caption class="unseen">{name}</caption>
          <thead>
            <tr>
              <th scope="col">{say('territory', language)}</th>
              <th scope="col" class="n">
                {unitOf(indicator.unit).label[language]}
              </th>
              <th scope="col" class="n">
                {say('inhabitants', language)}
              </th>
            </tr>
          </thead>
          <tbody class="scan">
            {areas.map(({ perimeter, name: area, figure, population, mine }) => (
              <tr class={mine ? 'subject' : undefined}>
                <th scope="row">
                  <a href={pathTo('territories', language, perimeter)}>{area}</a>
                </th>
                <td class="n">
                  <Value figure={figure} language={language} bare signed={isSigned} />
                </td>
                <td class="n">{population && <Value figure={population} language={language} bare />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Page>
  )
}

/** The map with its title, its legend and a link to the rest: what another site shows in a frame. */
export function IndicatorEmbed({
  frame,
  page,
  drawn
}: {
  readonly frame: Frame
  readonly page: IndicatorView
  readonly drawn?: Drawn
}) {
  const { language, assets, observatory } = frame
  const name = page.indicator.label[language]
  return (
    <>
      {raw('<!doctype html>')}
      <html lang={language}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>{`${name} · ${observatory[language]}`}</title>
          <link rel="stylesheet" href={assets.style} />
          <link rel="icon" href={assets.icon} type="image/svg+xml" />
        </head>
        <body class="embed">
          <main>
            <h1 class="unseen">{name}</h1>
            {drawn ? (
              <IndicatorFigure page={page} language={language} drawn={drawn} />
            ) : (
              <p class="notice">{say('noMap', language)}</p>
            )}
            <p class="note gap">
              <a href={viewAddress(page, language)} target="_blank" rel="noopener">
                {name}, {observatory[language]}
              </a>
            </p>
          </main>
        </body>
      </html>
    </>
  )
}

function heightOf(cell: Cell): number {
  return 'value' in cell ? cell.value : -Infinity
}
