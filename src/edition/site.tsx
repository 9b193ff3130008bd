/** An edition as a site of plain files: no server behind, nothing asked of others, readable from a folder. */

import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import { allBlocks, anchorsOf, type Chapter, type Inline } from '../domain/editions/edition.ts'
import { LOCATOR, narrowName, type FrozenEdition } from '../domain/editions/frozen.ts'
import { dayWords } from '../domain/shared/day.ts'
import type { Language } from '../domain/shared/text.ts'
import { typeset } from '../view/messages.ts'
import { placeName } from '../view/locator.tsx'
import { formatNumber } from '../view/number.ts'
import { Blocks, drawingPath, settingOf } from './blocks.tsx'
import { drawingFile, DRAWING_RULES, type Palettes } from './drawing.ts'
import { Lineage } from './lineage.tsx'
import { Notes } from './notes.tsx'
import { searchScript, searchTexts } from './search.ts'
import { RULES } from './rules.ts'
import { END_TITLES, Figures, Search, Sources } from './site-ends.tsx'

/** Files by path, from the root of the site. */
export type Pages = ReadonlyMap<string, string | Uint8Array>

/** What the site looks like: the rules of the portal, and the letters, by name of file. */
export type Look = {
  readonly sheet: string
  readonly faces: ReadonlyMap<string, Uint8Array>
  readonly palettes: Palettes
}

/**
 * @param others files to put beside the pages and to offer: the PDF, the data, the photographs
 * @param digest that the frozen edition is known by; absent: a draft
 */
export function renderSite(frozen: FrozenEdition, look: Look, others: Pages = new Map(), digest?: string): Pages {
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
  add('index.html', frozen.edition.title, <Cover frozen={frozen} others={others} digest={digest} />)
  for (const chapter of chapters) {
    const setting = settingOf(frozen, chapter, addresses)
    add(
      `${chapter.id}.html`,
      chapter.title,
      <>
        <h1>{chapter.title}</h1>
        <Contents chapter={chapter} language={setting.language} />
        <Place frozen={frozen} chapter={chapter} />
        <Blocks blocks={chapter.blocks} setting={setting} />
        <Notes setting={setting} />
        <Lineage frozen={frozen} chapter={chapter} />
        <Around frozen={frozen} chapter={chapter} />
      </>
    )
  }
  // Of a template, each page holds its own.
  if (frozen.edition.each === undefined) {
    add('chiffres.html', END_TITLES.figures[frozen.edition.language], <Figures frozen={frozen} />)
  }
  add('sources.html', END_TITLES.sources[frozen.edition.language], <Sources frozen={frozen} />)
  add('recherche.html', END_TITLES.search[frozen.edition.language], <Search frozen={frozen} />)
  files.set('search.js', searchScript(searchTexts(frozen, addresses), frozen.edition.language))
  files.set('style.css', look.sheet + DRAWING_RULES + RULES)
  for (const name of drawingsBeside(frozen)) {
    const svg = frozen.drawings[name]
    if (svg !== undefined) files.set(drawingPath(name), drawingFile(svg, look.palettes))
  }
  for (const [name, bytes] of look.faces) files.set(name, bytes)
  return files
}

const WORDS = {
  contents: { fr: 'Sommaire', en: 'Contents' },
  skip: { fr: 'Aller au contenu', en: 'Skip to content' },
  inChapter: { fr: 'Dans ce chapitre', en: 'In this chapter' },
  frozen: { fr: 'Chiffres arrêtés le', en: 'Figures as of' },
  take: { fr: 'À emporter', en: 'To take away' },
  digest: { fr: 'Empreinte SHA-256 de cette édition figée', en: 'SHA-256 digest of this frozen edition' },
  more: { fr: 'À la fin', en: 'At the end' }
} as const

/** What is offered, by the ending of its path, in the order offered. */
const OFFERS: readonly (readonly [ending: string, text: { readonly fr: string; readonly en: string }])[] = [
  ['.pdf', { fr: 'Le livret à imprimer', en: 'The booklet, to print' }],
  [
    'donnees/datapackage.json',
    { fr: 'Les données, décrites (Data Package)', en: 'The data, described (Data Package)' }
  ],
  ['donnees/figures.csv', { fr: 'Tous les chiffres, avec leurs sources', en: 'All figures, with their sources' }],
  ['donnees/METHOD.md', { fr: 'Les définitions', en: 'The definitions' }],
  ['donnees/LICENCES.txt', { fr: 'Les licences', en: 'The licences' }],
  ['donnees/CITATION.cff', { fr: 'Comment citer', en: 'How to cite' }],
  [
    'archive.json',
    { fr: 'L’édition figée et ses données, pour un programme', en: 'The frozen edition and its data, for a program' }
  ]
]

/** Names of the drawings that are files of their own. */
function drawingsBeside({ edition }: FrozenEdition): readonly string[] {
  return edition.chapters
    .flatMap(({ id, blocks }) =>
      [...allBlocks(blocks)].flatMap((block) => {
        if (block.kind !== 'chart') return []
        const name = `${id}/${block.id}`
        return block.chart === 'map' ? [name, narrowName(name)] : [narrowName(name)]
      })
    )
    .concat(LOCATOR)
}

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
    ...(edition.each === undefined ? ([['chiffres.html', END_TITLES.figures[language]]] as const) : []),
    ['sources.html', END_TITLES.sources[language]],
    ['recherche.html', END_TITLES.search[language]]
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
              <p>{edition.publisher}</p>
              <p>
                {typeset(edition.title, language)}. {typeset(edition.licence, language)}. {WORDS.frozen[language]}{' '}
                {dayWords(frozenOn)[language]}.
              </p>
            </div>
          </footer>
        </body>
      </html>
    </>
  )
}

function Cover(props: { readonly frozen: FrozenEdition; readonly others: Pages; readonly digest: string | undefined }) {
  const { frozen, others, digest } = props
  const { edition } = frozen
  const { title, subtitle, publisher, day, chapters, language, licence } = edition
  const offered = OFFERS.flatMap(([ending, text]) =>
    [...others].flatMap(([path, content]) => (path.endsWith(ending) ? [{ path, content, text: text[language] }] : []))
  )
  return (
    <>
      <header class="cover">
        <p>
          {publisher}, {dayWords(day)[language]}
        </p>
        <h1>{typeset(title, language)}</h1>
        <p class="lead">{typeset(subtitle, language)}</p>
      </header>
      <h2>{WORDS.contents[language]}</h2>
      <ol class={edition.each === undefined ? 'contents' : 'places'}>
        {chapters.map((chapter) => (
          <li>
            <a href={`${chapter.id}.html`}>{typeset(chapter.title, language)}</a>
            {edition.each === undefined && <Parts chapter={chapter} language={language} />}
          </li>
        ))}
      </ol>
      {offered.length > 0 && (
        <>
          <h2>{WORDS.take[language]}</h2>
          <ul class="taken">
            {offered.map(({ path, content, text }) => (
              <li>
                <a href={path}>{text}</a> <small>{weightText(path, content, language)}</small>
              </li>
            ))}
          </ul>
        </>
      )}
      <p class="colophon">
        {typeset(licence, language)}. {WORDS.frozen[language]} {dayWords(frozen.frozenOn)[language]}.{' '}
        {digest !== undefined && (
          <>
            {typeset(WORDS.digest[language], language)}
            {COLON[language]} <code>{digest}</code>
          </>
        )}
      </p>
    </>
  )
}

const COLON = { fr: '\u00a0:', en: ':' } as const

/** « PDF, 1,2 Mo ». */
function weightText(path: string, content: string | Uint8Array, language: Language): string {
  const bytes = typeof content === 'string' ? Buffer.byteLength(content) : content.length
  const [size, unit] = bytes < 1e6 ? [bytes / 1e3, { fr: 'ko', en: 'kB' }] : [bytes / 1e6, { fr: 'Mo', en: 'MB' }]
  const decimals = size < 10 ? 1 : 0
  const kind = (path.split('.').at(-1) ?? '').toUpperCase()
  return `${kind}, ${formatNumber(size, { language, decimals })}\u00a0${unit[language]}`
}

/** What a chapter holds, under its title. */
function Parts({ chapter, language }: { readonly chapter: Chapter; readonly language: Language }) {
  const titles = chapter.blocks.flatMap((block) =>
    block.kind === 'heading' && block.depth === 2 ? [plainText(block.of)] : block.kind === 'entry' ? [block.title] : []
  )
  return titles.length === 0 ? null : <small>{typeset(titles.join(' · '), language)}</small>
}

/** Where the commune of a page lies. */
function Place({ frozen, chapter }: { readonly frozen: FrozenEdition; readonly chapter: Chapter }) {
  const drawing = frozen.drawings[LOCATOR]
  if (chapter.place === undefined || drawing === undefined) return null
  const { language } = frozen.edition
  const [, around = ''] = /<title>([^<]*)/.exec(drawing) ?? []
  const [, width, height] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(drawing) ?? []
  const alternative = {
    fr: `Carte : où se trouve ${chapter.title}. ${around}.`,
    en: `Map: where ${chapter.title} lies. ${around}.`
  }
  return (
    <figure class="locator">
      <img
        src={`${drawingPath(LOCATOR)}#${placeName(chapter.place)}`}
        alt={typeset(alternative[language], language)}
        width={width}
        height={height}
      />
    </figure>
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
  if (!before && !after) return null
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
