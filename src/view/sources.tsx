/** The sources in one table: who publishes, what arrived last, what is awaited; a click away, the sheet of each. */

import type { Indicator } from '../domain/indicators/indicator.ts'
import type { Freshness } from '../domain/sources/freshness.ts'
import type { Source, Vintage } from '../domain/sources/source.ts'
import { FreshnessTag } from './freshness-tag.tsx'
import { nextText } from './freshness-text.ts'
import type { Frame } from './layout.tsx'
import { say, typeset } from './messages.ts'
import { formatNumber } from './number.ts'
import { pathTo } from './paths.ts'
import { dayText } from './territory-members.tsx'
import { TitledPage } from './titled-page.tsx'
import { Unfilled } from './unfilled.tsx'

export type SourceLine = {
  readonly source: Source
  readonly vintages: readonly Vintage[]
  readonly freshness: Freshness
  readonly indicators: readonly Indicator[]
}

export type SourcesProps = { readonly frame: Frame; readonly lines: readonly SourceLine[]; readonly today: string }

export function SourcesPage({ frame, lines, today }: SourcesProps) {
  const { language } = frame
  const late = lines.filter(({ freshness }) => freshness.kind === 'late').length
  const lead = {
    fr: `${lines.length} sources alimentent cet observatoire. Au ${dayText(today, 'fr')}, ${lateText(late)}. Chaque source a sa fiche : ce qu’elle contient, ce qui a changé, les chiffres qui s’en servent.`,
    en: `${lines.length} sources feed this observatory. On ${dayText(today, 'en')}, ${late} of them ${late === 1 ? 'is' : 'are'} late. Each source has its sheet: what it holds, what changed, the figures that use it.`
  }
  return (
    <TitledPage
      frame={frame}
      title={say('sources', language)}
      current="sources"
      {...(lines.length > 0 && { description: lead[language], lead: typeset(lead[language], language) })}
      actions={
        <>
          <a class="button small" href={pathTo('freshness', language)}>
            {{ fr: 'Journal des données', en: 'Data changelog' }[language]}
          </a>
          <a class="button small" href={pathTo('catalogue', language)}>
            {{ fr: 'Catalogue', en: 'Catalogue' }[language]}
          </a>
        </>
      }
    >
      {lines.length === 0 ? (
        <Unfilled part="sources" language={language} />
      ) : (
        <>
          <div class="wide-gap scroll" tabindex={0} role="region" aria-label={say('sources', language)}>
            <SourceTable lines={lines} frame={frame} />
          </div>
          <p class="note gap reading">
            {
              {
                fr: 'Prochaine édition : la fin de la période couverte, plus le rythme du producteur, plus son délai habituel de publication. « En retard » dit que ce mois est passé sans que l’édition soit reçue ici ; elle peut être parue.',
                en: 'Next edition: the end of the period covered, plus the rhythm of the producer, plus its usual delay. “Late” says that this month is over and the edition was not received here; it may be out.'
              }[language]
            }
          </p>
        </>
      )}
    </TitledPage>
  )
}

function SourceTable({ frame: { language }, lines }: Pick<SourcesProps, 'frame' | 'lines'>) {
  return (
    <table class="table">
      <caption class="unseen">{say('sources', language)}</caption>
      <thead>
        <tr>
          <th scope="col">{say('source', language)}</th>
          <th scope="col">{{ fr: 'Dernière édition', en: 'Latest edition' }[language]}</th>
          <th scope="col" class="large">
            {{ fr: 'Prochaine', en: 'Next' }[language]}
          </th>
          <th scope="col">{say('status', language)}</th>
          <th scope="col" class="n large">
            {say('indicators', language)}
          </th>
          <th scope="col" class="large">
            {say('licence', language)}
          </th>
        </tr>
      </thead>
      <tbody class="scan">
        {lines.map(({ source, vintages: [latest], freshness, indicators }) => (
          <tr id={source.id}>
            <th scope="row">
              <a href={pathTo('sources', language, source.id)}>{source.label[language]}</a>
              <span class="sub">{source.producer[language]}</span>
            </th>
            <td>
              <span class="keep">{latest?.edition ?? '–'}</span>
              {latest && <span class="sub large">{dayText(latest.receivedOn, language)}</span>}
            </td>
            <td class="large">{nextText(freshness, language)}</td>
            <td>
              <FreshnessTag freshness={freshness} language={language} />
            </td>
            <td class="n large">{formatNumber(indicators.length, { language, decimals: 0 })}</td>
            <td class="large note">{source.licence[language]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function lateText(late: number): string {
  if (late === 0) return 'aucune n’est en retard'
  return late === 1 ? 'une seule est en retard' : `${late} sont en retard`
}
