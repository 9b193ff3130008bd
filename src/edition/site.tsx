/** An edition as a site of plain files: no server behind, nothing asked of others, readable from a folder. */

import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import { allBlocks, anchorsOf, type Chapter, type Inline } from '../domain/editions/edition.ts'
import { citedIn, type Cited, type FrozenEdition } from '../domain/editions/frozen.ts'
import { dayWords } from '../domain/shared/day.ts'
import type { Language } from '../domain/shared/text.ts'
import { dateText } from '../view/claim-text.ts'
import { typeset } from '../view/messages.ts'
import { cautionText } from '../view/reason-text.ts'
import { Blocks, Notes, settingOf } from './blocks.tsx'
import { documentsTold } from './claim-words.ts'
import { drawingRules } from './drawing.ts'
import { searchScript, searchTexts } from './search.ts'
import { numberText, sentenceText, sourceLines, whereAndWhen } from './words.ts'

/** Files by path, from the root of the site. */
export type Pages = ReadonlyMap<string, string | Uint8Array>

/** What the site looks like: the rules of the portal, and the letters, by name of file. */
export type Look = { readonly sheet: string; readonly faces: ReadonlyMap<string, Uint8Array> }

/** @param others files to put beside the pages and to offer: the PDF, the data, the photographs */
export function renderSite(frozen: FrozenEdition, look: Look, others: Pages = new Map()): Pages {
  const { chapters } = frozen.edition
  const addresses = addressesIn(frozen)
  const files = new Map<string, string | Uint8Array>([...others])
  const add = (path: string, title: string, content: Child): void => {
    files.set(
      path,
      String(
        <Sheet frozen={frozen} title={title} path={path}>
          {content}
        </Sheet>
      )
    )
  }
  add('index.html', frozen.edition.title, <Cover frozen={frozen} files={[...others.keys()]} />)
  for (const chapter of chapters) {
    const setting = settingOf(frozen, chapter, addresses)
    add(
      `${chapter.id}.html`,
      chapter.title,
      <>
        <h1>{chapter.title}</h1>
        <Contents chapter={chapter} language={setting.language} />
        <Blocks blocks={chapter.blocks} setting={setting} />
        <Notes setting={setting} />
        <Around frozen={frozen} chapter={chapter} />
      </>
    )
  }
  add('chiffres.html', WORDS.figures[frozen.edition.language], <Figures frozen={frozen} />)
  add('sources.html', WORDS.sources[frozen.edition.language], <Sources frozen={frozen} />)
  add('recherche.html', WORDS.search[frozen.edition.language], <Search frozen={frozen} />)
  files.set('search.js', searchScript(searchTexts(frozen, addresses)))
  files.set('style.css', look.sheet + drawingRules(Object.values(frozen.drawings)) + RULES)
  for (const [name, bytes] of look.faces) files.set(name, bytes)
  return files
}

const WORDS = {
  figures: { fr: 'Les chiffres de cette édition', en: 'The figures of this edition' },
  sources: { fr: 'Sources', en: 'Sources' },
  search: { fr: 'Chercher', en: 'Search' },
  contents: { fr: 'Sommaire', en: 'Contents' },
  skip: { fr: 'Aller au contenu', en: 'Skip to content' },
  inChapter: { fr: 'Dans ce chapitre', en: 'In this chapter' },
  frozen: { fr: 'Chiffres arrêtés le', en: 'Figures as of' },
  take: { fr: 'À emporter', en: 'To take away' }
} as const

/** `chapter.html#id` of everything that a reference may name. */
function addressesIn({ edition }: FrozenEdition): ReadonlyMap<string, string> {
  return new Map(
    [...anchorsOf(edition)].map(({ id, chapter }) => [id, id === chapter ? `${chapter}.html` : `${chapter}.html#${id}`])
  )
}

function Sheet(props: {
  readonly frozen: FrozenEdition
  readonly title: string
  readonly path: string
  readonly children?: Child
}) {
  const { frozen, title, path, children } = props
  const { edition, frozenOn } = frozen
  const { language } = edition
  const links: readonly (readonly [href: string, text: string])[] = [
    ['index.html', WORDS.contents[language]],
    ['chiffres.html', WORDS.figures[language]],
    ['sources.html', WORDS.sources[language]],
    ['recherche.html', WORDS.search[language]]
  ]
  return (
    <>
      {raw('<!doctype html>')}
      <html lang={language}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>{title === edition.title ? title : `${title} · ${edition.title}`}</title>
          <meta
            http-equiv="Content-Security-Policy"
            content="default-src 'self'; style-src 'self'; object-src 'none'"
          />
          <link rel="stylesheet" href="style.css" />
        </head>
        <body>
          <a class="skip" href="#content">
            {WORDS.skip[language]}
          </a>
          <header class="top">
            <div class="frame">
              <a class="brand" href="index.html">
                {edition.publisher}
              </a>
              <nav aria-label={edition.title}>
                <ul>
                  {links.map(([href, text]) => (
                    <li>
                      <a href={href} aria-current={href === path ? 'page' : undefined}>
                        {text}
                      </a>
                    </li>
                  ))}
                </ul>
              </nav>
            </div>
          </header>
          <main id="content" tabindex={-1}>
            <div class="frame">{children}</div>
          </main>
          <footer class="foot">
            <div class="frame">
              <p class="reading">
                {edition.title}. {edition.publisher}. {edition.licence}. {WORDS.frozen[language]}{' '}
                {dayWords(frozenOn)[language]}.
              </p>
            </div>
          </footer>
        </body>
      </html>
    </>
  )
}

function Cover({ frozen, files }: { readonly frozen: FrozenEdition; readonly files: readonly string[] }) {
  const { title, subtitle, publisher, day, chapters, language } = frozen.edition
  const taken = files.filter((path) => /^[^/]+\.(?:pdf|zip)$/.test(path))
  return (
    <>
      <h1>{typeset(title, language)}</h1>
      <p class="lead">{typeset(subtitle, language)}</p>
      <p>
        {publisher}, {dayWords(day)[language]}
      </p>
      <h2>{WORDS.contents[language]}</h2>
      <ol class="reading">
        {chapters.map((chapter) => (
          <li>
            <a href={`${chapter.id}.html`}>{typeset(chapter.title, language)}</a>
          </li>
        ))}
      </ol>
      {taken.length > 0 && (
        <>
          <h2>{WORDS.take[language]}</h2>
          <ul>
            {taken.map((path) => (
              <li>
                <a href={path}>{path}</a>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

/** Headings and entries, where there are several. */
function Contents({ chapter, language }: { readonly chapter: Chapter; readonly language: Language }) {
  const places = [...allBlocks(chapter.blocks)].flatMap((block): readonly { id: string; title: string }[] => {
    if (block.kind === 'entry') return [{ id: block.id, title: block.title }]
    return block.kind === 'heading' && block.depth === 2 ? [{ id: block.id, title: plainText(block.of) }] : []
  })
  if (places.length < 2) return null
  return (
    <nav class="within" aria-label={WORDS.inChapter[language]}>
      <ul>
        {places.map(({ id, title }) => (
          <li>
            <a href={`#${id}`}>{typeset(title, language)}</a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function plainText(inlines: readonly Inline[]): string {
  return inlines.map((one) => (one.kind === 'text' ? one.text : 'of' in one ? plainText(one.of) : '')).join('')
}

function Around({ frozen, chapter }: { readonly frozen: FrozenEdition; readonly chapter: Chapter }) {
  const { chapters, language } = frozen.edition
  const at = chapters.indexOf(chapter)
  const [before, after] = [chapters[at - 1], chapters[at + 1]]
  return (
    <nav class="around" aria-label={{ fr: 'Chapitres voisins', en: 'Chapters before and after' }[language]}>
      {before && (
        <a href={`${before.id}.html`} rel="prev">
          ← {before.title}
        </a>
      )}
      {after && (
        <a href={`${after.id}.html`} rel="next">
          {after.title} →
        </a>
      )}
    </nav>
  )
}

function Figures({ frozen }: { readonly frozen: FrozenEdition }) {
  const { language } = frozen.edition
  return (
    <>
      <h1>{WORDS.figures[language]}</h1>
      {citedIn(frozen).map((cited) => (
        <FigureCard frozen={frozen} cited={cited} />
      ))}
    </>
  )
}

function FigureCard({ frozen, cited }: { readonly frozen: FrozenEdition; readonly cited: Cited }) {
  const { language } = frozen.edition
  const { name, answer, indicator } = cited
  const { figure, from } = answer
  const cautions = figure.cautions.map((caution) =>
    cautionText(caution, { language, unit: figure.unit, decimals: figure.decimals })
  )
  return (
    <section class="lineage" id={name}>
      <h2>
        {indicator.label[language]}, {whereAndWhen(figure, language)}
      </h2>
      <p class="value">{numberText(answer, indicator, { form: from ? 'change' : 'value' }, language)}</p>
      <p class="reading">{sentenceText(answer, indicator, language)}</p>
      <p class="reading">{typeset(indicator.definition[language], language)}</p>
      <ul>
        {sourceLines(frozen, figure, language).map((line) => (
          <li>{line}</li>
        ))}
        {cautions.map((line) => (
          <li>{typeset(line, language)}</li>
        ))}
      </ul>
    </section>
  )
}

function Sources({ frozen }: { readonly frozen: FrozenEdition }) {
  const { sources, edition } = frozen
  const { language } = edition
  return (
    <>
      <h1>{WORDS.sources[language]}</h1>
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

function Search({ frozen }: { readonly frozen: FrozenEdition }) {
  const { language, chapters } = frozen.edition
  return (
    <>
      <h1>{WORDS.search[language]}</h1>
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

/** What an edition adds to the rules of the portal. */
const RULES = `
main h1{margin-block:2rem .75rem}main h2{margin-block:2.5rem .6rem;font-size:var(--t3)}main h3{margin-block:0 .5rem}
main .reading{margin-block-end:1rem}main ol.reading,.notes ol{list-style:decimal;padding-inline-start:1.5rem}main ul.reading{list-style:disc;padding-inline-start:1.5rem}
.lead{font-size:var(--t2);max-width:40rem;margin-block-end:1rem}
.within ul{display:flex;flex-wrap:wrap;gap:0 1.25rem;margin-block-end:1.5rem}
.focus{border-inline-start:6px solid var(--brick);background:var(--linen);padding:1rem 1.25rem;margin-block:2rem;max-width:46rem}
.said{margin:2rem 0;max-width:40rem}.said blockquote{margin:0;font-family:var(--serif);font-size:1.2rem}.said figcaption{color:var(--ink-2)}
.figures{margin-block:2rem}.figures dl{display:grid;grid-template-columns:repeat(auto-fit,minmax(14rem,1fr));gap:1.25rem}.figures dl>div{border-block-start:2px solid var(--ink);padding-block:.5rem}
.figures dd{display:grid;gap:.15rem}.figures dd .figure{font-size:1.6rem;font-family:var(--serif);justify-self:start}.figures small{color:var(--ink-2)}
.drawing{margin-block:2rem;overflow-x:auto}.drawing svg{min-width:34rem}
.scroll{margin-block:2rem}.table{width:auto}.table caption{font-weight:650;padding-block-end:.5rem}
.entry{margin-block:2.5rem}.entry h2{margin-block-start:0}.entry .letter{color:var(--brick)}
.lineage{border-block-start:1px solid var(--rule);padding-block:1rem}.lineage h2{margin-block:0 .25rem;font-size:var(--t1)}.lineage .value{font-size:1.4rem;font-family:var(--serif)}.lineage ul{color:var(--ink-2);font-size:var(--t-1)}
.around{display:flex;flex-wrap:wrap;justify-content:space-between;gap:1rem;margin-block:3rem 1rem}.around a,.within a{display:inline-block;padding-block:.25rem}
.photograph img{max-width:100%;height:auto}
@media print{.top,.within,.around,.skip{display:none}.drawing svg{min-width:0}}
`
