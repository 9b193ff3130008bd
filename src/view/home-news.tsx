/** The foot of the front page: what is new, what is missing, each with where to read more. */

import type { Child } from 'hono/jsx'
import type { Figure } from '../domain/indicators/figure.ts'
import type { Indicator } from '../domain/indicators/indicator.ts'
import { periodEnds, type Period } from '../domain/shared/period.ts'
import type { Language } from '../domain/shared/text.ts'
import type { VintageChanges } from '../domain/sources/changes.ts'
import type { Freshness } from '../domain/sources/freshness.ts'
import type { Source, Vintage } from '../domain/sources/source.ts'
import { colon } from './figure-links.ts'
import { FreshnessTag } from './freshness-tag.tsx'
import { nextText } from './freshness-text.ts'
import { Section } from './layout.tsx'
import { say, typeset } from './messages.ts'
import { ABSENCES, formatNumber } from './number.ts'
import { pathTo } from './paths.ts'
import { atPeriod, periodText } from './period-text.ts'
import { reasonText } from './reason-text.ts'
import { addressOf } from './value.tsx'

export type NewsLine = {
  readonly source: Source
  readonly vintage: Vintage & { readonly changes?: VintageChanges }
  readonly until?: Period
}

export type MissingLine =
  | { readonly kind: 'late' | 'empty'; readonly source: Source; readonly freshness: Freshness }
  | {
      readonly kind: 'withheld'
      readonly indicator: Indicator
      readonly period: Period
      readonly communes: number
      readonly of: number
    }
  | { readonly kind: 'not-summed'; readonly indicator: Indicator; readonly figure: Figure }

export type NewsProps = {
  readonly news: readonly NewsLine[]
  readonly missing: readonly MissingLine[]
  readonly language: Language
}

export function News({ news, missing, language }: NewsProps) {
  return (
    <Section
      id="news"
      title={say('news', language)}
      notes={[
        <a href={pathTo('freshness', language)}>
          {{ fr: 'Fraîcheur et journal des données', en: 'Freshness and data changelog' }[language]}
        </a>
      ]}
    >
      <div class="two">
        <div>
          <h3>{say('whatIsNew', language)}</h3>
          {news.length === 0 ? (
            <p class="note gap">
              {{ fr: 'Aucune donnée n’est encore arrivée.', en: 'No data have come in yet.' }[language]}
            </p>
          ) : (
            <ul class="news">
              {news.map((line) => (
                <NewLine line={line} language={language} />
              ))}
            </ul>
          )}
        </div>
        <div>
          <h3>{say('whatIsMissing', language)}</h3>
          {missing.length === 0 ? (
            <p class="note gap">{{ fr: 'Rien n’est attendu.', en: 'Nothing is awaited.' }[language]}</p>
          ) : (
            <ul class="news">
              {missing.map((line) => (
                <MissingItem line={line} language={language} />
              ))}
            </ul>
          )}
        </div>
      </div>
    </Section>
  )
}

/** « Taux de chômage localisés, jusqu’au 4e trimestre 2025. 2 718 valeurs ajoutées, 5 538 corrigées. » */
function NewLine({
  line: { source, vintage, until },
  language
}: {
  readonly line: NewsLine
  readonly language: Language
}) {
  const { changes, receivedOn } = vintage
  return (
    <li>
      <span class="tag good">{{ fr: 'Données', en: 'Data' }[language]}</span>
      <div>
        <a href={`${pathTo('sources', language, source.id)}#${vintage.id}`}>{source.label[language]}</a>
        {until && `, ${periodText(periodEnds(until)[1], language)}`}
        <span class="sub">
          {{ fr: 'Reçu le', en: 'Received on' }[language]} {periodText(receivedOn as Period, language)}
          {changes && `${colon(language)}${changesText(changes, language)}`}
        </span>
      </div>
    </li>
  )
}

function changesText({ added, revised, vanished }: VintageChanges, language: Language): string {
  const number = (count: number): string => formatNumber(count, { language, decimals: 0 })
  const many = (count: number): string => (count > 1 ? 's' : '')
  const parts =
    language === 'fr'
      ? [
          added > 0 && `${number(added)} valeur${many(added)} ajoutée${many(added)}`,
          revised > 0 && `${number(revised)} corrigée${many(revised)}`,
          vanished > 0 && `${number(vanished)} disparue${many(vanished)}`
        ]
      : [
          added > 0 && `${number(added)} value${many(added)} added`,
          revised > 0 && `${number(revised)} revised`,
          vanished > 0 && `${number(vanished)} gone`
        ]
  return parts.filter((part) => part !== false).join(', ')
}

function MissingItem({ line, language }: { readonly line: MissingLine; readonly language: Language }) {
  const text = (fr: string, en: string): string => typeset({ fr, en }[language], language)
  switch (line.kind) {
    case 'late':
    case 'empty': {
      const { source, freshness } = line
      return (
        <Item
          tag={<FreshnessTag freshness={freshness} language={language} />}
          href={pathTo('sources', language, source.id)}
          label={source.label[language]}
        >
          {line.kind === 'empty'
            ? text(
                'Source déclarée, dont aucun fichier n’a été reçu.',
                'A declared source, of which no file was received.'
              )
            : text(
                `Édition attendue : ${nextText(freshness, 'fr')}.`,
                `Edition expected: ${nextText(freshness, 'en')}.`
              )}
        </Item>
      )
    }
    case 'withheld': {
      const { indicator, period, communes, of } = line
      const [some, all] = [communes, of].map((count) => formatNumber(count, { language, decimals: 0 }))
      return (
        <Item
          tag={<span class="tag care">{{ fr: 'Secret', en: 'Withheld' }[language]}</span>}
          href={pathTo('indicators', language, indicator.id)}
          label={indicator.label[language]}
        >
          {text(
            `Valeur gardée secrète par le producteur dans ${some} communes sur ${all} ${atPeriod(period, 'fr')}.`,
            `Kept secret by the producer in ${some} of ${all} communes ${atPeriod(period, 'en')}.`
          )}
        </Item>
      )
    }
    case 'not-summed': {
      const { indicator, figure } = line
      return (
        <Item
          tag={<span class="tag care">{capital(ABSENCES.M[language])}</span>}
          href={addressOf(figure, language)}
          label={indicator.label[language]}
        >
          {figure.reason && reasonText(figure.reason, language)}
        </Item>
      )
    }
  }
}

type ItemProps = { readonly tag: Child; readonly href: string; readonly label: string; readonly children?: Child }

function Item({ tag, href, label, children }: ItemProps) {
  return (
    <li>
      {tag}
      <div>
        <a href={href}>{label}</a>
        <span class="sub">{children}</span>
      </div>
    </li>
  )
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
