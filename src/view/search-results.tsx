/** What a search finds: territories and indicators by name, figures by their number. */

import type { Figure } from '../domain/indicators/figure.ts'
import { HitList, type Hit } from './hit-list.tsx'
import { Page, SearchForm, Trail, type Frame } from './layout.tsx'
import { say } from './messages.ts'
import { pathTo } from './paths.ts'
import { periodText } from './period-text.ts'
import { Value } from './value.tsx'

export type SearchProps = {
  readonly frame: Frame
  readonly text: string
  readonly hits: readonly Hit[]
  readonly figures: readonly { readonly figure: Figure; readonly label: string }[]
}

export function SearchPage({ frame, text, hits, figures }: SearchProps) {
  const { language } = frame
  const nothing = hits.length + figures.length === 0
  return (
    <Page frame={frame} title={say('search', language)}>
      <Trail links={[[pathTo('home', language), say('home', language)]]} here={say('search', language)} />
      <div class="title">
        <h1>{say('search', language)}</h1>
      </div>
      <div class="wide-gap reading">
        <SearchForm language={language} value={text} />
      </div>
      {nothing && <p class="notice gap">{say(text ? 'searchNothing' : 'searchEmpty', language)}</p>}
      {figures.length > 0 && (
        <table class="table wide-gap">
          <caption class="unseen">{say('results', language)}</caption>
          <tbody class="scan">
            {figures.map(({ figure, label }) => (
              <tr>
                <th scope="row">
                  {label}, {figure.perimeter.label[language]}
                  <span class="sub">{periodText(figure.period, language)}</span>
                </th>
                <td class="n">
                  <Value figure={figure} language={language} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {hits.length > 0 && <HitList hits={hits} caption={say('results', language)} />}
    </Page>
  )
}
