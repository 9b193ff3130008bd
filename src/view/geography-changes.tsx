/** A yearly list of communes against the one before: what merged, was renamed or moved, and the figures affected. */

import type { Language, Text } from '../domain/shared/text.ts'
import type { Figure } from '../domain/indicators/figure.ts'
import type { TerritoryEvent } from '../domain/territories/history.ts'
import type { Perimeter } from '../domain/territories/perimeter.ts'
import type { Frame } from './layout.tsx'
import { typeset } from './messages.ts'
import { pathTo } from './paths.ts'
import { ProsePage } from './prose.tsx'
import { eventText } from './territory-events.ts'
import { Value } from './value.tsx'

type Affection = {
  readonly perimeter: Perimeter
  readonly joined: readonly string[]
  readonly left: readonly string[]
  readonly before?: Figure
  readonly after?: Figure
}

type GeographyView = {
  readonly year: number
  readonly years: readonly number[]
  readonly events: readonly TerritoryEvent[]
  readonly perimeters: readonly Affection[]
}

export function GeographyChangesPage({ frame, page }: { readonly frame: Frame; readonly page: GeographyView }) {
  const { language } = frame
  const { year, years, events, perimeters } = page
  const say = (text: Text): string => typeset(text[language], language)
  return (
    <ProsePage
      frame={frame}
      title={{ fr: `Géographie de ${year}, après ${year - 1}`, en: `Geography of ${year}, after ${year - 1}` }}
      lead={{
        fr: 'Ce que la liste officielle des communes change pour les périmètres de cet observatoire. Un chiffre de l’ancienne géographie garde son adresse et sa valeur.',
        en: 'What the official list of communes changes for the perimeters of this observatory. A figure of the former geography keeps its address and its value.'
      }}
    >
      <p class="gap">
        {years.map((one, i) => (
          <>
            {i > 0 && ' · '}
            <a href={pathTo('geographies', language, String(one))} aria-current={one === year ? 'page' : undefined}>
              {one}
            </a>
          </>
        ))}
      </p>
      <h2>{say({ fr: 'Communes', en: 'Communes' })}</h2>
      {events.length === 0 && <p>{say({ fr: 'Aucun changement.', en: 'No change.' })}</p>}
      <ul>
        {events.map((event) => (
          <li>{typeset(eventText(event, language), language)}</li>
        ))}
      </ul>
      <h2>{say({ fr: 'Périmètres et chiffres touchés', en: 'Perimeters and figures affected' })}</h2>
      {perimeters.length === 0 && <p>{say({ fr: 'Aucun périmètre ne change.', en: 'No perimeter changes.' })}</p>}
      {perimeters.length > 0 && <Affected year={year} perimeters={perimeters} language={language} />}
    </ProsePage>
  )
}

type AffectedProps = Pick<GeographyView, 'year' | 'perimeters'> & { readonly language: Language }

function Affected({ year, perimeters, language }: AffectedProps) {
  const head = [
    { fr: 'Périmètre', en: 'Perimeter' },
    { fr: 'Codes entrés', en: 'Codes in' },
    { fr: 'Codes sortis', en: 'Codes out' },
    { fr: `Population, géographie ${year - 1}`, en: `Population, ${year - 1} geography` },
    { fr: `Population, géographie ${year}`, en: `Population, ${year} geography` }
  ]
  const caption = { fr: 'Périmètres touchés', en: 'Perimeters affected' }[language]
  return (
    <div class="scroll" tabindex={0} role="region" aria-label={caption}>
      <table class="table">
        <caption class="unseen">{caption}</caption>
        <thead>
          <tr>
            {head.map((text) => (
              <th scope="col">{text[language]}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {perimeters.map((one) => (
            <Line one={one} language={language} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Line({ one, language }: { readonly one: Affection; readonly language: Language }) {
  const { perimeter, joined, left, before, after } = one
  return (
    <tr>
      <th scope="row">
        <a href={pathTo('territories', language, perimeter.id)}>{perimeter.label[language]}</a>
      </th>
      <td>{joined.join(', ') || '–'}</td>
      <td>{left.join(', ') || '–'}</td>
      <td class="n">{before ? <Value figure={before} language={language} /> : '–'}</td>
      <td class="n">{after ? <Value figure={after} language={language} /> : '–'}</td>
    </tr>
  )
}
