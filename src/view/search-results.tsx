/** What a search finds: territories, themes and indicators by name, figures by their number; or what is known instead. */

import type { Figure } from '../domain/indicators/figure.ts'
import type { Language, Text } from '../domain/shared/text.ts'
import type { Claim } from '../domain/sources/claim.ts'
import type { Conflict } from '../domain/sources/conflict.ts'
import type { Document } from '../domain/sources/document.ts'
import { claimAmount, quotableClaim, STATUSES } from './claim-text.ts'
import { REASONS, stepText } from './conflict-text.ts'
import { colon, communesText } from './figure-links.ts'
import { HitList, type Hit } from './hit-list.tsx'
import { SearchForm, type Frame } from './layout.tsx'
import { say, typeset } from './messages.ts'
import { formatNumber } from './number.ts'
import { pathTo } from './paths.ts'
import { atPeriod, periodText } from './period-text.ts'
import { TitledPage } from './titled-page.tsx'
import { Value } from './value.tsx'

export type FoundFigure = { readonly figure: Figure; readonly label: string }

export type FoundClaim = {
  readonly claim: Claim
  readonly document: Document
  readonly conflicts: readonly Conflict[]
  readonly status: keyof typeof STATUSES
  /** The figure that the claim is about, with its name and where it comes from. */
  readonly beside?: { readonly figure: Figure; readonly label: Text; readonly source: Text }
}

export type SearchProps = {
  readonly frame: Frame
  readonly text: string
  /** Whether what was typed reads as a number. */
  readonly number: boolean
  /** What answers best: documents that state the number, pages that bear the code, or else figures. */
  readonly first: 'figures' | 'claims' | 'pages'
  readonly hits: readonly Hit[]
  readonly figures: readonly FoundFigure[]
  /** The nearest values, where none reads as the number. */
  readonly near: readonly FoundFigure[]
  /** Claims of that number, read in documents, and the conflicts that each is in. */
  readonly claims: readonly FoundClaim[]
  /** How many territories numbers are sought among. */
  readonly territories: number
}

export function SearchPage({ frame, text, number, first, hits, figures, near, claims, territories }: SearchProps) {
  const { language } = frame
  const stated = claims.length > 0 && <Claims claims={claims} language={language} />
  const pages = hits.length > 0 && <HitList hits={hits} caption={say('results', language)} />
  const count = formatNumber(territories, { language, decimals: 0 })
  return (
    <TitledPage frame={frame} title={say('search', language)}>
      <div class="wide-gap reading">
        <SearchForm language={language} value={text} />
      </div>
      {number && figures.length === 0 && first !== 'pages' && (
        <p class="notice wide-gap">
          {typeset(
            {
              fr: `Aucun chiffre publié ici ne vaut « ${text} ». Les nombres se cherchent parmi les indicateurs des ${count} territoires de la liste, à toutes leurs périodes ; un nombre lu ailleurs peut porter sur un autre périmètre ou une autre année.`,
              en: `No figure published here is “${text}”. Numbers are sought among the indicators of the ${count} listed territories, at all their periods; a number read elsewhere may be of another perimeter or another year.`
            }[language],
            language
          )}
        </p>
      )}
      {!number && hits.length + figures.length === 0 && (
        <p class="notice wide-gap">{say(text ? 'searchNothing' : 'searchEmpty', language)}</p>
      )}
      {first === 'pages' && pages}
      {first === 'claims' && stated}
      {figures.length > 0 && <Figures figures={figures} caption={say('results', language)} language={language} />}
      {first !== 'claims' && stated}
      {near.length > 0 && (
        <>
          <h2 class="wide-gap">{say('nearest', language)}</h2>
          <Figures figures={near} caption={say('nearest', language)} language={language} />
        </>
      )}
      {number && first !== 'pages' && pages && (
        <h2 class="wide-gap">{{ fr: 'Pages de ce nom ou de ce code', en: 'Pages of that name or code' }[language]}</h2>
      )}
      {first !== 'pages' && pages}
    </TitledPage>
  )
}

/** Each with a sentence ready to quote, and where it contradicts another. */
function Claims({ claims, language }: { readonly claims: readonly FoundClaim[]; readonly language: Language }) {
  return (
    <>
      <h2 class="wide-gap">{{ fr: 'Affirmé dans des documents', en: 'Stated in documents' }[language]}</h2>
      <ul class="hits">
        {claims.map(({ claim, document, conflicts, status, beside }) => (
          <li>
            <a href={pathTo('claims', language, claim.id)}>
              {claim.subject}, {claim.measure}
            </a>{' '}
            <strong>{claimAmount(claim, language)}</strong> <span class="tag">{STATUSES[status][language]}</span>
            <div class="note">{quotableClaim(claim, document, language)}.</div>
            {beside && <Beside {...beside} status={status} language={language} />}
            {conflicts.map(({ id, reason, steps }) => (
              <div class="gap">
                <a href={pathTo('conflicts', language, id)}>{typeset(REASONS[reason].title[language], language)}</a>
                {steps.slice(0, 1).map((step) => ` (${stepText(step, language)})`)}
              </div>
            ))}
          </li>
        ))}
      </ul>
    </>
  )
}

/** What the figure says of it, ready to quote: its value, its territory, its period, its source. */
function Beside({
  figure,
  label,
  source,
  status,
  language
}: NonNullable<FoundClaim['beside']> & { readonly status: FoundClaim['status']; readonly language: Language }) {
  const { perimeter, period } = figure
  const said: Text =
    status === 'confirmed'
      ? { fr: 'Le chiffre calculé ici le confirme :', en: 'The figure computed here confirms it:' }
      : { fr: 'Ce n’est pas le chiffre calculé ici :', en: 'This is not the figure computed here:' }
  return (
    <div class="note">
      {typeset(said[language], language)} {label[language]},{' '}
      <a href={pathTo('territories', language, perimeter.id)}>{perimeter.label[language]}</a> (
      {communesText(perimeter.communes.length, language)}), {atPeriod(period, language)}
      {colon(language)}
      <Value figure={figure} language={language} /> ({source[language]}).
    </div>
  )
}

function Figures({
  figures,
  caption,
  language
}: {
  readonly figures: readonly FoundFigure[]
  readonly caption: string
  readonly language: Language
}) {
  return (
    <table class="table gap reading">
      <caption class="unseen">{caption}</caption>
      <tbody class="scan">
        {figures.map(({ figure, label }) => (
          <tr>
            <th scope="row">
              {label},{' '}
              <a href={pathTo('territories', language, figure.perimeter.id)}>{figure.perimeter.label[language]}</a>
              <span class="sub">{periodText(figure.period, language)}</span>
            </th>
            <td class="n">
              <Value figure={figure} language={language} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
