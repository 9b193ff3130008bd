/** The figures that a promise leads to, each as a sentence that opens it, with its sources; and what is missing. */

import type { FigureLink } from '../domain/commitments/commitment.ts'
import type { FigureChange } from '../domain/indicators/change.ts'
import type { Figure } from '../domain/indicators/figure.ts'
import type { Indicator } from '../domain/indicators/indicator.ts'
import type { Language, Text } from '../domain/shared/text.ts'
import type { Source, Vintage } from '../domain/sources/source.ts'
import { promise } from './commitment-messages.ts'
import { changeSentence, figureSentence } from './figure-text.ts'
import { typeset } from './messages.ts'
import { pathTo } from './paths.ts'
import { addressOf } from './value.tsx'

/** A figure that something leads to, as the use case answers it. */
export type ShownFigureLink = { readonly link: FigureLink } & (
  | {
      readonly status: 'answered'
      readonly figure: Figure
      readonly from?: Figure
      readonly change?: FigureChange
      readonly indicator: Indicator
      readonly sources: readonly { readonly vintage: Vintage; readonly source: Source }[]
    }
  | { readonly status: 'unanswered'; readonly why: Text }
)

export function Missing({ missing, language }: { readonly missing: readonly Text[]; readonly language: Language }) {
  return (
    <ul class="hits">
      {missing.map((one) => (
        <li>{typeset(one[language], language)}</li>
      ))}
    </ul>
  )
}

/** A sentence a figure, that opens it, with its sources. */
export function FigureLinks({
  links,
  language
}: {
  readonly links: readonly ShownFigureLink[]
  readonly language: Language
}) {
  if (links.length === 0) return null
  return (
    <ul class="hits gap">
      {links.map((one) => (
        <li>
          <FigureLine one={one} language={language} />
        </li>
      ))}
    </ul>
  )
}

export function FigureLine({ one, language }: { readonly one: ShownFigureLink; readonly language: Language }) {
  if (one.status === 'unanswered') {
    const { indicator, perimeter, period } = one.link
    return (
      <>
        {indicator}, {perimeter}, {period} <span class="note">{typeset(one.why[language], language)}</span>
      </>
    )
  }
  const { figure, from, change, indicator, sources } = one
  const text =
    from && change
      ? changeSentence(from, figure, change, indicator, language)
      : figureSentence(figure, indicator, language)
  return (
    <>
      <a href={addressOf(figure, language)}>{typeset(text, language)}</a>
      {sources.length > 0 && (
        <div class="note">
          {promise('sources', language)}{' '}
          {sources.map(({ vintage, source }, i) => (
            <>
              {i > 0 && (language === 'fr' ? '\u202f; ' : '; ')}
              <a href={pathTo('sources', language, source.id)}>
                {source.producer[language]}, {source.label[language]}
              </a>
              , {vintage.edition}
            </>
          ))}
        </div>
      )}
    </>
  )
}
