/** The data changelog: what each delivery brought, revised or lost, the latest first. */

import type { Language } from '../domain/shared/text.ts'
import type { Revision, VintageChanges } from '../domain/sources/changes.ts'
import type { Source, Vintage } from '../domain/sources/source.ts'
import { Section, type Frame } from './layout.tsx'
import { say, typeset } from './messages.ts'
import { formatNumber } from './number.ts'
import { pathTo } from './paths.ts'
import { periodText } from './period-text.ts'
import type { SourceLine } from './sources.tsx'
import { nextText } from './freshness-text.ts'
import { FreshnessTag } from './freshness-tag.tsx'
import { dayText } from './territory-members.tsx'
import { TitledPage } from './titled-page.tsx'
import { Unfilled } from './unfilled.tsx'

export type FreshnessProps = {
  readonly frame: Frame
  readonly today: string
  readonly lines: readonly SourceLine[]
  readonly changes: readonly {
    readonly source: Source
    readonly vintage: Vintage & { readonly changes?: VintageChanges }
  }[]
}

/** Beyond, the sheet of the source has them. */
const MOST_REVISIONS = 5

export function FreshnessPage({ frame, today, lines, changes }: FreshnessProps) {
  const { language } = frame
  const title = { fr: 'Fraîcheur et journal des données', en: 'Freshness and data changelog' }[language]
  const awaited = lines
    .filter(({ freshness }) => freshness.kind === 'late' || freshness.kind === 'current')
    .toSorted((a, b) => (nextOf(a) < nextOf(b) ? -1 : 1))
  return (
    <TitledPage
      frame={frame}
      title={title}
      current="sources"
      trail={[[pathTo('sources', language), say('sources', language)]]}
    >
      <p class="standfirst">
        {typeset(
          {
            fr: 'Un chiffre vaut par sa date. Voici ce que nous attendons, ce que nous avons reçu, et ce que chaque livraison a changé.',
            en: 'A figure is worth its date. Here is what we await, what we received, and what each delivery changed.'
          }[language],
          language
        )}
      </p>
      {lines.length === 0 ? (
        <Unfilled part="sources" language={language} />
      ) : (
        <>
          <Section
            title={{ fr: 'Attendu', en: 'Awaited' }[language]}
            notes={[{ fr: `Au ${dayText(today, 'fr')}.`, en: `On ${dayText(today, 'en')}.` }[language]]}
          >
            <table class="table">
              <caption class="unseen">{{ fr: 'Prochaines éditions', en: 'Next editions' }[language]}</caption>
              <thead>
                <tr>
                  <th scope="col">{say('source', language)}</th>
                  <th scope="col" class="large">
                    {{ fr: 'Dernière reçue', en: 'Latest received' }[language]}
                  </th>
                  <th scope="col">{{ fr: 'Prochaine', en: 'Next' }[language]}</th>
                  <th scope="col">{say('status', language)}</th>
                </tr>
              </thead>
              <tbody class="scan">
                {awaited.map(({ source, vintages: [latest], freshness }) => (
                  <tr>
                    <th scope="row">
                      <a href={pathTo('sources', language, source.id)}>{source.label[language]}</a>
                    </th>
                    <td class="large">{latest?.edition}</td>
                    <td>{nextText(freshness, language)}</td>
                    <td>
                      <FreshnessTag freshness={freshness} language={language} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Section>
          <Section
            id="journal"
            title={{ fr: 'Journal', en: 'Changelog' }[language]}
            notes={[
              {
                fr: 'Une ligne refusée n’a pas pu être lue, ou son code n’existe pas. Les corrections montrées sont les plus fortes en proportion.',
                en: 'A refused row could not be read, or its code does not exist. The revisions shown are the largest in proportion.'
              }[language]
            ]}
          >
            {changes.map(({ source, vintage }) => (
              <article class="delivery">
                <h3>
                  <a href={`${pathTo('sources', language, source.id)}#${vintage.id}`}>{source.label[language]}</a>,{' '}
                  {say('editionOf', language)} {vintage.edition}
                </h3>
                <p class="note">
                  {{ fr: 'Reçue le', en: 'Received on' }[language]} {dayText(vintage.receivedOn, language)}
                </p>
                {vintage.changes && <ChangeLine changes={vintage.changes} language={language} most={MOST_REVISIONS} />}
              </article>
            ))}
          </Section>
        </>
      )}
    </TitledPage>
  )
}

/** « 302 lignes lues, aucune refusée ; 2 718 valeurs ajoutées, 5 538 corrigées, aucune disparue. » */
export function ChangeLine({
  changes,
  language,
  most = Infinity
}: {
  readonly changes: VintageChanges
  readonly language: Language
  readonly most?: number
}) {
  const { read, refused, added, revised, vanished, unknown, revisions } = changes
  const count = (value: number): string =>
    value === 0 ? { fr: 'aucune', en: 'none' }[language] : formatNumber(value, { language, decimals: 0 })
  return (
    <>
      <p class="gap reading">
        {typeset(
          {
            fr: `${count(read)} lignes lues, ${count(refused)} refusée${refused > 1 ? 's' : ''} ; ${count(added)} valeurs ajoutées, ${count(revised)} corrigée${revised > 1 ? 's' : ''}, ${count(vanished)} disparue${vanished > 1 ? 's' : ''}.`,
            en: `${count(read)} rows read, ${count(refused)} refused; ${count(added)} values added, ${count(revised)} revised, ${count(vanished)} vanished.`
          }[language],
          language
        )}
      </p>
      {unknown.length > 0 && (
        <p class="note">
          {{ fr: 'Codes inconnus', en: 'Unknown codes' }[language]}
          {language === 'fr' ? '\u00a0: ' : ': '}
          {unknown.slice(0, 12).join(', ')}
          {unknown.length > 12 ? '…' : '.'}
        </p>
      )}
      {revisions.length > 0 && (
        <details class="data">
          <summary>{{ fr: 'Plus fortes corrections', en: 'Largest revisions' }[language]}</summary>
          <Revisions revisions={revisions.slice(0, most)} language={language} />
        </details>
      )}
    </>
  )
}

function Revisions({ revisions, language }: { readonly revisions: readonly Revision[]; readonly language: Language }) {
  const show = (value: number | null): string =>
    value === null ? '–' : formatNumber(value, { language, decimals: Number.isInteger(value) ? 0 : 1 })
  return (
    <table class="table gap">
      <caption class="unseen">{{ fr: 'Plus fortes corrections', en: 'Largest revisions' }[language]}</caption>
      <thead>
        <tr>
          <th scope="col">{{ fr: 'Série', en: 'Series' }[language]}</th>
          <th scope="col">{say('territory', language)}</th>
          <th scope="col">{say('period', language)}</th>
          <th scope="col" class="n">
            {{ fr: 'Avant', en: 'Before' }[language]}
          </th>
          <th scope="col" class="n">
            {{ fr: 'Après', en: 'After' }[language]}
          </th>
        </tr>
      </thead>
      <tbody>
        {revisions.map(({ series, territory, period, before, after }) => (
          <tr>
            <th scope="row" class="mono">
              {series}
            </th>
            <td class="mono">{territory}</td>
            <td>{periodText(period, language)}</td>
            <td class="n">{show(before)}</td>
            <td class="n">{show(after)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function nextOf({ freshness }: SourceLine): string {
  return 'next' in freshness ? freshness.next : ''
}
