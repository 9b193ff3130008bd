/** Pages at the end of the site of an edition: all its figures, its sources, its search. */

import type { FrozenEdition } from '../domain/editions/frozen.ts'
import { dateText } from '../view/claim-text.ts'
import { typeset } from '../view/messages.ts'
import { documentsTold } from './claim-words.ts'
import { citedBy, figureAnchor } from './lineage.tsx'
import { numberText, whereAndWhen } from './words.ts'

export const END_TITLES = {
  figures: { fr: 'Les chiffres de cette édition', en: 'The figures of this edition' },
  sources: { fr: 'Sources', en: 'Sources' },
  search: { fr: 'Chercher', en: 'Search' }
} as const

/** Every figure cited, by chapter: a line leads to its lineage, in the page that cites it. */
export function Figures({ frozen }: { readonly frozen: FrozenEdition }) {
  const { language, chapters } = frozen.edition
  const told = new Set<string>()
  return (
    <>
      <h1>{END_TITLES.figures[language]}</h1>
      {chapters.map((chapter) => {
        const fresh = citedBy(frozen, chapter).filter(({ key }) => !told.has(key))
        for (const { key } of fresh) told.add(key)
        if (fresh.length === 0) return null
        return (
          <>
            <h2>{typeset(chapter.title, language)}</h2>
            <ul class="cited">
              {fresh.map((cited) => (
                <li id={cited.name}>
                  <a href={`${chapter.id}.html#${figureAnchor(cited)}`}>
                    {typeset(cited.indicator.label[language], language)}, {whereAndWhen(cited.answer.figure, language)}
                  </a>{' '}
                  {numberText(
                    cited.answer,
                    cited.indicator,
                    { form: cited.answer.from ? 'change' : 'value' },
                    language
                  )}
                </li>
              ))}
            </ul>
          </>
        )
      })}
    </>
  )
}

export function Sources({ frozen }: { readonly frozen: FrozenEdition }) {
  const { sources, edition } = frozen
  const { language } = edition
  return (
    <>
      <h1>{END_TITLES.sources[language]}</h1>
      <ul class="reading">
        {sources.map(({ vintage, source }) => (
          <li id={vintage.id}>
            {source.producer[language]}, {source.label[language]}, {{ fr: 'édition', en: 'edition' }[language]}{' '}
            {vintage.edition}. {source.licence[language]}.
          </li>
        ))}
        {documentsTold(frozen).map(({ id, producer, title, date, url }) => (
          <li id={`document-${id}`}>
            {producer}, <cite>{url === undefined ? title : <a href={url}>{title}</a>}</cite>, {dateText(date, language)}
            .
          </li>
        ))}
      </ul>
    </>
  )
}

export function Search({ frozen }: { readonly frozen: FrozenEdition }) {
  const { language, chapters } = frozen.edition
  return (
    <>
      <h1>{END_TITLES.search[language]}</h1>
      <form role="search" id="search" hidden>
        <label for="words">{{ fr: 'Un mot, un nombre', en: 'A word, a number' }[language]}</label>
        <input id="words" name="q" type="search" autocomplete="off" />
      </form>
      <p role="status" id="found"></p>
      <ol id="results" class="reading"></ol>
      <noscript>
        <p class="reading">
          {
            {
              fr: 'La recherche demande JavaScript. Sans lui : le sommaire, et la recherche dans la page de votre navigateur.',
              en: 'Searching asks for JavaScript. Without it: the contents, and the search of your browser.'
            }[language]
          }
        </p>
        <ul>
          {chapters.map(({ id, title }) => (
            <li>
              <a href={`${id}.html`}>{title}</a>
            </li>
          ))}
        </ul>
      </noscript>
      <script src="search.js"></script>
    </>
  )
}
