/** The figures that a page cites, at its foot: what each is, where and when, who publishes it, what to be careful of. */

import { mentionKey } from '../domain/editions/answer.ts'
import { claimsTold, mentionsOf, type Chapter } from '../domain/editions/edition.ts'
import { citedIn, statedClaim, type Cited, type FrozenEdition } from '../domain/editions/frozen.ts'
import { typeset } from '../view/messages.ts'
import { cautionText } from '../view/reason-text.ts'
import { sentenceText, sourceLines } from './words.ts'

const known = new WeakMap<FrozenEdition, ReadonlyMap<string, Cited>>()

/** By the key of the mention. */
export function citedByKey(frozen: FrozenEdition): ReadonlyMap<string, Cited> {
  const found = known.get(frozen) ?? new Map(citedIn(frozen).map((cited) => [cited.key, cited]))
  known.set(frozen, found)
  return found
}

/** Where the lineage of a figure stands in the page that cites it: no heading is named so. */
export function figureAnchor({ name }: Pick<Cited, 'name'>): string {
  return `f-${name}`
}

/** Each once, in the order of the chapter, those that stand beside claims included. */
export function citedBy(frozen: FrozenEdition, chapter: Chapter): readonly Cited[] {
  const beside = [...claimsTold(chapter)].flatMap((claim) => {
    const stated = statedClaim(frozen, claim)
    return stated.status === 'untold' ? [] : [stated]
  })
  const keys = new Set([...mentionsOf(chapter), ...beside].map(mentionKey))
  return [...keys].flatMap((key) => citedByKey(frozen).get(key) ?? [])
}

/** Told by indicator, so that a definition is read once. */
export function Lineage({ frozen, chapter }: { readonly frozen: FrozenEdition; readonly chapter: Chapter }) {
  const { language } = frozen.edition
  const all = citedBy(frozen, chapter)
  const indicators = [...new Set(all.map(({ indicator }) => indicator))]
  if (all.length === 0) return null
  return (
    <section class="lineage">
      <h2>
        {{ fr: 'D’où viennent les chiffres de cette page', en: 'Where the figures of this page come from' }[language]}
      </h2>
      {indicators.map((indicator) => (
        <section>
          <h3>{typeset(indicator.label[language], language)}</h3>
          <p class="reading">{typeset(indicator.definition[language], language)}</p>
          <ul>
            {all
              .filter((one) => one.indicator === indicator)
              .map((one) => (
                <FigureLine frozen={frozen} cited={one} />
              ))}
          </ul>
        </section>
      ))}
    </section>
  )
}

function FigureLine({ frozen, cited }: { readonly frozen: FrozenEdition; readonly cited: Cited }) {
  const { language } = frozen.edition
  const { answer, indicator } = cited
  const { figure } = answer
  const cautions = figure.cautions.map((caution) =>
    cautionText(caution, { language, unit: figure.unit, decimals: figure.decimals })
  )
  return (
    <li id={figureAnchor(cited)}>
      {sentenceText(answer, indicator, language)}{' '}
      <small>
        {[...sourceLines(frozen, figure, language).map((line) => `${line}.`), ...cautions]
          .map((line) => typeset(line, language))
          .join(' ')}
      </small>
    </li>
  )
}
