/** The sources with their deliveries: who publishes, under which licence, how fresh. */

import type { Source, Vintage } from '../domain/sources/source.ts'
import { Page, Section, Trail, type Frame } from './layout.tsx'
import { say, typeset } from './messages.ts'
import { formatNumber } from './number.ts'
import { pathTo } from './paths.ts'
import { dayText } from './territory-members.tsx'

export function SourcesPage({
  frame,
  lines
}: {
  readonly frame: Frame
  readonly lines: readonly { readonly source: Source; readonly vintages: readonly Vintage[] }[]
}) {
  const { language } = frame
  return (
    <Page frame={frame} title={say('sources', language)} current="sources">
      <Trail links={[[pathTo('home', language), say('home', language)]]} here={say('sources', language)} />
      <div class="title">
        <h1>{say('sources', language)}</h1>
      </div>
      {lines.map(({ source, vintages }) => (
        <Section
          id={source.id}
          title={source.label[language]}
          notes={[source.producer[language], source.licence[language]]}
        >
          <p class="reading">{typeset(source.notice[language], language)}</p>
          <table class="table gap">
            <caption class="unseen">{source.label[language]}</caption>
            <thead>
              <tr>
                <th scope="col">{say('edition', language)}</th>
                <th scope="col" class="large">
                  {say('file', language)}
                </th>
                <th scope="col" class="n">
                  {say('rows', language)}
                </th>
              </tr>
            </thead>
            <tbody>
              {vintages.map((vintage) => (
                <tr>
                  <th scope="row">
                    {vintage.edition}
                    <span class="sub">{dayText(vintage.receivedOn, language)}</span>
                  </th>
                  <td class="large mono">{vintage.file.name}</td>
                  <td class="n">{formatNumber(vintage.rows, { language, decimals: 0 })}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Section>
      ))}
    </Page>
  )
}
