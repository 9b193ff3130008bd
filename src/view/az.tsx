/** The A to Z: words and places of the territory, each a page whose figures are live. */

import type { Figure } from '../domain/indicators/figure.ts'
import type { Language, Text } from '../domain/shared/text.ts'
import type { Perimeter } from '../domain/territories/perimeter.ts'
import { Captioned } from './captioned.tsx'
import { claimAmount, quotableClaim } from './claim-text.ts'
import type { Stated } from './conflicts.tsx'
import { CountMap, type Count } from './count-map.tsx'
import { colon } from './figure-links.ts'
import type { Frame } from './layout.tsx'
import type { MapShapes } from './map-shapes.ts'
import { say, typeset } from './messages.ts'
import { pathTo } from './paths.ts'
import { atPeriod } from './period-text.ts'
import { ProsePage } from './prose.tsx'
import { TitledPage } from './titled-page.tsx'
import { Value } from './value.tsx'

type EntryTitle = { readonly id: string; readonly title: Text }

export function EntriesPage({ frame, entries }: { readonly frame: Frame; readonly entries: readonly EntryTitle[] }) {
  const { language } = frame
  const sorted = entries.toSorted((a, b) => a.title[language].localeCompare(b.title[language], language))
  const letters = [...new Set(sorted.map((entry) => letterOf(entry, language)))]
  return (
    <ProsePage frame={frame} title={TITLE} lead={LEAD}>
      {entries.length === 0 && (
        <p class="quiet gap">{{ fr: 'Aucune entrée encore.', en: 'No entry yet.' }[language]}</p>
      )}
      <dl class="letters wide-gap">
        {letters.map((letter) => (
          <div>
            <dt>{letter}</dt>
            {sorted
              .filter((entry) => letterOf(entry, language) === letter)
              .map(({ id, title }) => (
                <dd>
                  <a href={pathTo('entries', language, id)}>{typeset(title[language], language)}</a>
                </dd>
              ))}
          </div>
        ))}
      </dl>
    </ProsePage>
  )
}

export type EntryProps = {
  readonly frame: Frame
  readonly title: Text
  readonly paragraphs: readonly (readonly (string | Figure | Stated)[])[]
  readonly facts: readonly { readonly figure: Figure; readonly label: Text }[]
  readonly stated: readonly Stated[]
  readonly others: readonly EntryTitle[]
  readonly located?: {
    readonly perimeter: Pick<Perimeter, 'id' | 'label'>
    readonly contours: { readonly attribution: Text }
    readonly shapes: MapShapes
    readonly counts: readonly Count[]
  }
}

export function EntryPage({ frame, title, paragraphs, facts, stated, others, located }: EntryProps) {
  const { language } = frame
  return (
    <TitledPage
      frame={frame}
      title={title[language]}
      heading={typeset(title[language], language)}
      trail={[[pathTo('entries', language), TITLE[language]]]}
    >
      <div class="entry wide-gap">
        {paragraphs.map((parts) => (
          <p class="reading">
            {parts.map((part) => {
              if (typeof part === 'string') return typeset(part, language)
              if ('cell' in part) return <Value figure={part} language={language} />
              return (
                <a class="figure" href={pathTo('claims', language, part.claim.id)}>
                  {claimAmount(part.claim, language)}
                </a>
              )
            })}
          </p>
        ))}
      </div>
      {facts.length > 0 && (
        <ul class="facts wide-gap">
          {facts.map(({ figure, label }) => (
            <li>
              <a href={pathTo('indicators', language, figure.indicator)}>{label[language]}</a>,{' '}
              <a href={pathTo('territories', language, figure.perimeter.id)}>{figure.perimeter.label[language]}</a>,{' '}
              {atPeriod(figure.period, language)}
              {colon(language)}
              <Value figure={figure} language={language} />
            </li>
          ))}
        </ul>
      )}
      {stated.length > 0 && (
        <>
          <h2 class="wide-gap">{STATED[language]}</h2>
          <ul class="facts gap">
            {stated.map(({ claim, document }) => (
              <li>
                <a href={pathTo('claims', language, claim.id)}>{claimAmount(claim, language)}</a>,{' '}
                {quotableClaim(claim, document, language)}.{claim.source === undefined && ` ${UNSOURCED[language]}`}
              </li>
            ))}
          </ul>
        </>
      )}
      {located && <Place {...located} language={language} />}
      <h2 class="wide-gap">{OTHERS[language]}</h2>
      <ul class="listed gap">
        {others
          .toSorted((a, b) => a.title[language].localeCompare(b.title[language], language))
          .map(({ id, title: other }) => (
            <li>
              <a href={pathTo('entries', language, id)}>{typeset(other[language], language)}</a>
            </li>
          ))}
      </ul>
    </TitledPage>
  )
}

function Place({
  perimeter,
  contours,
  shapes,
  counts,
  language
}: NonNullable<EntryProps['located']> & { readonly language: Language }) {
  const title = `${say('map', language)}, ${perimeter.label[language]}`
  return (
    <Captioned
      id="place"
      kind="map wide-gap"
      tone="note gap"
      below
      caption={
        <>
          <a href={pathTo('territories', language, perimeter.id)}>{perimeter.label[language]}</a>.{' '}
          {say('mapNote', language)} {say('contours', language)} {contours.attribution[language]}.
        </>
      }
    >
      <CountMap
        shapes={shapes}
        counts={counts}
        unit={language === 'fr' ? 'hab.' : 'inh.'}
        title={title}
        language={language}
      />
    </Captioned>
  )
}

/** « Épargne » stands under E. */
function letterOf({ title }: EntryTitle, language: Language): string {
  return title[language].normalize('NFD').charAt(0).toUpperCase()
}

const STATED: Text = { fr: 'Ce que des documents affirment', en: 'What documents state' }
const UNSOURCED: Text = { fr: 'Le document ne donne pas de source.', en: 'The document gives no source.' }
const OTHERS: Text = { fr: 'Autres mots', en: 'Other words' }
const TITLE: Text = { fr: 'De A à Z', en: 'From A to Z' }
const LEAD: Text = {
  fr: 'Les mots et les lieux du territoire, en quelques phrases. Les nombres y sont vivants : ils suivent la dernière livraison.',
  en: 'The words and places of the territory, in a few sentences. Their numbers are live: they follow the latest delivery.'
}
