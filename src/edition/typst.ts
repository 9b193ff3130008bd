/** An edition as a Typst document: the words of the site, typeset. Texts are strings of the language, never markup. */

import { mentionKey } from '../domain/editions/answer.ts'
import type { Block, Chapter, Inline, Mention } from '../domain/editions/edition.ts'
import {
  answerTo,
  citedIn,
  indicatorBehind,
  narrowName,
  statedClaim,
  type FrozenEdition
} from '../domain/editions/frozen.ts'
import { dayWords } from '../domain/shared/day.ts'
import { atPeriod } from '../view/period-text.ts'
import { dateText } from '../view/claim-text.ts'
import { typeset } from '../view/messages.ts'
import { formOf } from './blocks.tsx'
import { claimNote, claimText, documentsTold } from './claim-words.ts'
import { promisedTable, type PromisedTable } from './commitment-words.ts'
import { creditLine, numberText, sentenceText, sourceLines, whereAndWhen } from './words.ts'

/** The document and the files that it names. */
export type TypstSource = { readonly main: string; readonly files: ReadonlyMap<string, Uint8Array> }

type Setting = {
  readonly frozen: FrozenEdition
  readonly chapter: Chapter
  /** Figures and claims whose source was told: a footnote says it once. */
  readonly told: Set<string>
}

/** Millimetres: a third of a page, so that what a photograph goes with stays beside it; an upright one shrinks to it. */
const PHOTOGRAPH_MM = 60

/** @param photographs by the name that the edition gives them */
export function renderTypst(
  frozen: FrozenEdition,
  photographs: ReadonlyMap<string, Uint8Array> = new Map(),
  digest?: string
): TypstSource {
  const { edition, frozenOn } = frozen
  const { language, title, subtitle, publisher, day } = edition
  const encoder = new TextEncoder()
  const drawings = wideDrawings(frozen).map(([name, svg]) => [drawingFile(name), encoder.encode(svg)] as const)
  const [year, month, date] = day.split('-').map(Number)
  const told = new Set<string>()
  const [head, under] = [words(title, language), words(subtitle, language)]
  const main = [
    `#set document(title: ${literal(title)}, author: ${literal(publisher)}, date: datetime(year: ${year}, month: ${month}, day: ${date}))`,
    PREAMBLE,
    `#set text(lang: "${language}", font: "Atkinson Hyperlegible Next", size: 10pt, fill: ink, hyphenate: true)`,
    `#set page(header: running[${head}], footer: folio)`,
    `#cover[${words(`${publisher}, ${dayWords(day)[language]}`, language)}][${under}][${words(`${TEXTS.frozen[language]} ${dayWords(frozenOn)[language]}.`, language)} #linebreak() ${words(`${edition.licence}.`, language)}]`,
    `#pagebreak()\n#outline(title: ${literal(TEXTS.contents[language])}, depth: 2)`,
    ...edition.chapters.map((chapter) => {
      const setting = { frozen, chapter, told }
      return `#pagebreak()\n= ${words(chapter.title, language)} <${chapter.id}>\n\n${blocksText(chapter.blocks, setting)}`
    }),
    `#pagebreak()\n= ${words(TEXTS.figures[language], language)} <chiffres>`,
    `#columns(2, gutter: 8mm)[#set text(7.5pt, hyphenate: false)\n#set par(spacing: 0.65em)\n${figuresText(frozen)}]`,
    `#pagebreak()\n= ${words(TEXTS.sources[language], language)} <sources>`,
    sourcesText(frozen),
    `#v(1fr)\n#colophon[${colophonText(frozen, digest)}]`
  ].join('\n\n')
  return {
    main,
    files: new Map([...drawings, ...[...photographs].map(([name, bytes]) => [`photographs/${name}`, bytes] as const)])
  }
}

const TEXTS = {
  contents: { fr: 'Sommaire', en: 'Contents' },
  frozen: { fr: 'Chiffres arrêtés le', en: 'Figures as of' },
  figures: { fr: 'Les chiffres de cette édition', en: 'The figures of this edition' },
  sources: { fr: 'Les sources', en: 'Sources' },
  digest: { fr: 'Empreinte SHA-256 de l’édition figée\u00a0:', en: 'SHA-256 digest of the frozen edition:' },
  forms: {
    fr: 'Les mêmes chiffres sont sur le site de l’édition et dans ses données, avec les lignes dont ils viennent.',
    en: 'The same figures are on the site of the edition and in its data, with the rows that they come from.'
  },
  set: {
    fr: 'Composé avec Typst en Atkinson Hyperlegible Next (Braille Institute, SIL OFL 1.1).',
    en: 'Set with Typst in Atkinson Hyperlegible Next (Braille Institute, SIL OFL 1.1).'
  }
} as const

/** Colours, running heads, the cover: what is the same for every edition. */
const PREAMBLE = `#let (ink, grey, brick, linen) = (rgb("#181b1e"), rgb("#4b5157"), rgb("#a93a1f"), rgb("#f5f3ee"))
#let running(title) = context {
  let page = here().page()
  let open = query(heading.where(level: 1)).filter(it => it.location().page() <= page)
  if page > 2 {
    set text(8pt, fill: grey)
    grid(columns: (1fr, auto), title, if open.len() > 0 { open.last().body })
    v(-6pt)
    line(length: 100%, stroke: 0.4pt + grey)
  }
}
#let folio = context if here().page() > 1 { align(center, text(8pt, fill: grey, counter(page).display())) }
#let cover(who, under, when) = {
  place(top + left, dx: -22mm, dy: -24mm, rect(width: 210mm, height: 12mm, fill: brick))
  v(26mm)
  text(11pt, fill: grey, who)
  v(6mm)
  {
    set par(leading: 0.42em)
    show title: set text(40pt, weight: 600, hyphenate: false)
    title()
  }
  v(6mm)
  block(width: 120mm, text(15pt, hyphenate: false, under))
  v(1fr)
  text(9pt, fill: grey, when)
}
#let colophon(it) = block(width: 100%, stroke: (top: 1.5pt + ink), inset: (top: 8pt), text(8.5pt, fill: grey, it))
#let key(name, number, where, beside) = block(width: 100%, breakable: false, stroke: (top: 1pt + ink), inset: (top: 5pt))[
  #set par(leading: 0.5em, spacing: 0.55em)
  #text(8.5pt, hyphenate: false, name)

  #text(16pt, weight: 600, fill: brick, hyphenate: false, number)

  #text(8pt, fill: grey, where)

  #text(8pt, fill: grey, beside)
]
#set page(paper: "a4", margin: (x: 22mm, top: 26mm, bottom: 24mm), numbering: "1")
#set par(leading: 0.68em, spacing: 1.1em)
#set heading(numbering: none)
#show heading: set text(hyphenate: false)
#show heading.where(level: 1): set text(24pt, fill: brick)
#show heading.where(level: 2): set text(14pt)
#show heading.where(level: 3): set text(11pt)
#show heading: set block(above: 1.7em, below: 0.8em)
#show heading.where(level: 1): set block(above: 0pt, below: 1.1em)
#show outline.entry.where(level: 1): set text(weight: 600)
#show outline.entry.where(level: 1): set block(above: 1.3em)
#show link: it => if type(it.dest) == str { underline(it) } else { it }
#show figure: set block(above: 1.6em, below: 1.6em)
#show figure.caption: set text(8.5pt, fill: grey)
#show figure.where(kind: table): set figure.caption(position: top)
#show figure.where(kind: table): set block(breakable: true)
#show footnote.entry: set text(7.5pt, fill: grey, hyphenate: false)
#set footnote.entry(gap: 0.35em)
#set table(stroke: (x, y) => (bottom: if y == 0 { 1pt + ink } else { 0.4pt + grey }), inset: (x: 5pt, y: 5pt))
#show table.cell: set text(9pt, hyphenate: false)
#show table.cell.where(y: 0): set text(8pt, fill: grey)
#set quote(block: true)`

/** Every figure cited, with what it says of itself and its sources. */
function figuresText(frozen: FrozenEdition): string {
  const { language } = frozen.edition
  return citedIn(frozen)
    .map(({ answer, indicator }) => {
      const lines = sourceLines(frozen, answer.figure, language).join(' ; ')
      return `#block(breakable: false)[${words(sentenceText(answer, indicator, language), language)} #linebreak() #text(7pt, fill: grey)[${words(lines, language)}]]`
    })
    .join('\n\n')
}

function sourcesText(frozen: FrozenEdition): string {
  const { language } = frozen.edition
  const editionWord = { fr: 'édition', en: 'edition' }[language]
  const vintages = frozen.sources.map(
    ({ vintage, source }) =>
      `${source.producer[language]}, ${source.label[language]}, ${editionWord} ${vintage.edition}. ${source.licence[language]}.`
  )
  const documents = documentsTold(frozen).map(
    ({ producer, title, date }) => `${producer}, ${title}, ${dateText(date, language)}.`
  )
  return `#list(${[...vintages, ...documents].map((line) => `[${words(line, language)}]`).join(', ')})`
}

function colophonText({ edition, frozenOn }: FrozenEdition, digest: string | undefined): string {
  const { title, publisher, licence, language, day } = edition
  const lines = [
    `${title}. ${publisher}, ${dayWords(day)[language]}. ${licence}. ${TEXTS.frozen[language]} ${dayWords(frozenOn)[language]}.`,
    TEXTS.forms[language],
    ...(digest === undefined ? [] : [`${TEXTS.digest[language]} ${digest}`]),
    TEXTS.set[language]
  ]
  return lines.map((line) => words(line, language)).join(' #linebreak() ')
}

function blocksText(blocks: readonly Block[], setting: Setting, depth = 2): string {
  return blocks.map((block) => blockText(block, setting, depth)).join('\n\n')
}

function blockText(block: Block, setting: Setting, depth: number): string {
  const { frozen, chapter } = setting
  const { language } = frozen.edition
  switch (block.kind) {
    case 'heading':
      return `${'='.repeat(block.depth)} ${inlinesText(block.of, setting)} <${block.id}>`
    case 'paragraph':
      return inlinesText(block.of, setting)
    case 'list': {
      const items = block.items.map((item) => `[${blocksText(item, setting, depth)}]`)
      return `#${block.ordered ? 'enum' : 'list'}(${items.join(', ')})`
    }
    case 'panel': {
      const cells = block.mentions.map((mention) => panelText(mention, setting))
      return `#block(width: 100%, above: 1.6em, below: 1.6em)[#heading(level: ${depth + 1}, outlined: false)[${words(block.title, language)}]\n\n#grid(columns: ${cells.length % 3 === 1 ? '(1fr, 1fr)' : '(1fr, 1fr, 1fr)'}, gutter: 14pt, ${cells.join(', ')})]`
    }
    case 'sentence': {
      const answer = answerTo(frozen, block.mention)
      return `${words(sentenceText(answer, indicatorBehind(frozen, answer), language), language)}${source(block.mention, setting)}`
    }
    case 'chart': {
      const name = `${chapter.id}/${block.id}`
      const answer = answerTo(frozen, block.mention)
      const indicator = indicatorBehind(frozen, answer)
      const alternative = sentenceText(answer, indicator, language)
      const width = block.chart === 'map' ? '74%' : '90%'
      return `#figure(image(${literal(drawingFile(name))}, width: ${width}, alt: ${literal(alternative)}), alt: ${literal(alternative)}, caption: [${words(`${indicator.label[language]}, ${answer.figure.perimeter.label[language]}`, language)}]) <${block.id}>`
    }
    case 'table':
      return tableText(block.title, block.rows, setting)
    case 'commitments':
      return promisedText(promisedTable(frozen, block), language)
    case 'focus':
      return `#block(width: 100%, breakable: false, fill: linen, stroke: (left: 3pt + brick), inset: 12pt)[#heading(level: ${depth + 1}, outlined: false)[${words(block.title, language)}]\n\n${blocksText(block.blocks, setting, depth + 1)}]`
    case 'quotation':
      return `#quote(block: true, attribution: [${words(`${block.author}, ${block.office}, ${dayWords(block.day)[language]}, ${block.occasion}`, language)}])[${blocksText(block.blocks, setting, depth)}]`
    case 'entry':
      return `#heading(level: 2, outlined: false, bookmarked: true)[${words(block.title, language)}] <${block.id}>\n\n${blocksText(block.blocks, setting, depth)}`
    case 'photograph':
      return `#figure(image(${literal(`photographs/${block.file}`)}, width: 100%, height: ${PHOTOGRAPH_MM}mm, fit: "contain", alt: ${literal(block.alternative)}), alt: ${literal(block.alternative)}, caption: [${words(creditLine(block), language)}])`
  }
}

function panelText(mention: Mention, setting: Setting): string {
  const { frozen } = setting
  const { language } = frozen.edition
  const answer = answerTo(frozen, mention)
  const indicator = indicatorBehind(frozen, answer)
  const number = numberText(answer, indicator, { form: formOf(mention) }, language)
  const where = whereAndWhen(answer.figure, language)
  const beside = answer.versus
    ? `${answer.versus.figure.perimeter.label[language]}\u00a0: ${numberText(answer.versus, indicator, { form: formOf(mention) }, language)}`
    : ''
  return `key[${words(indicator.label[language], language)}][${words(number, language)}${source(mention, setting)}][${words(where, language)}][${words(beside, language)}]`
}

function tableText(title: string, rows: readonly (readonly Mention[])[], { frozen }: Setting): string {
  const { language } = frozen.edition
  const [first = []] = rows
  const heads = first.map((mention) => {
    const answer = answerTo(frozen, mention)
    return `[${words(`${indicatorBehind(frozen, answer).label[language]}, ${atPeriod(answer.figure.period, language)}`, language)}]`
  })
  const cells = rows.flatMap((row) => {
    const [head] = row
    const name = head ? answerTo(frozen, head).figure.perimeter.label[language] : ''
    return [
      `align(left)[${words(name, language)}]`,
      ...row.map((mention) => {
        const answer = answerTo(frozen, mention)
        return `align(right)[${words(numberText(answer, indicatorBehind(frozen, answer), { form: formOf(mention) }, language), language)}]`
      })
    ]
  })
  return `#figure(table(columns: ${heads.length + 1}, table.header([], ${heads.join(', ')}), ${cells.join(', ')}), caption: [${words(title, language)}], kind: table)`
}

/** Words to the left, counts to the right; then what the table does not say. */
function promisedText(table: PromisedTable | undefined, language: 'fr' | 'en'): string {
  if (!table) return ''
  const { title, heads, rows, isCounted, lines } = table
  const cell = (text: string, i: number): string =>
    `${isCounted && i > 0 ? 'align(right)' : ''}[${words(text, language)}]`
  const widths = heads.map((_, i) => (i === 0 ? '1fr' : 'auto')).join(', ')
  const cells = rows.flatMap((row) => row.map(cell)).join(', ')
  const figure = `#figure(table(columns: (${widths}), table.header(${heads.map(cell).join(', ')}), ${cells}), caption: [${words(title, language)}], kind: table)`
  return [figure, ...lines.map((line) => words(line, language))].join('\n\n')
}

function inlinesText(inlines: readonly Inline[], setting: Setting): string {
  const isNoted = (one: Inline | undefined): boolean =>
    one !== undefined && (one.kind === 'number' || one.kind === 'claim' || one.kind === 'note')
  // Two calls side by side would read as one number.
  return inlines
    .map((one, i) => (one.kind === 'note' && isNoted(inlines[i - 1]) ? '#super[, ];' : '') + inlineText(one, setting))
    .join('')
}

function inlineText(one: Inline, setting: Setting): string {
  const { frozen, chapter, told } = setting
  const { language } = frozen.edition
  switch (one.kind) {
    case 'text':
      return words(one.text, language)
    case 'emphasis':
      return `#emph[${inlinesText(one.of, setting)}];`
    case 'strong':
      return `#strong[${inlinesText(one.of, setting)}];`
    case 'link':
      return `#link(${literal(one.href)})[${inlinesText(one.of, setting)}];`
    case 'break':
      return '#linebreak();'
    case 'number': {
      const answer = answerTo(frozen, one.mention)
      const number = numberText(answer, indicatorBehind(frozen, answer), one, language)
      return `${words(number, language)}${source(one.mention, setting)}`
    }
    case 'claim': {
      const stated = statedClaim(frozen, one)
      const isTold = told.has(one.claim)
      told.add(one.claim)
      const note = isTold ? '' : `#footnote[${words(claimNote(frozen, stated), language)}];`
      return `${words(claimText(stated, one.form, language), language)}${note}`
    }
    case 'cross':
      return `#link(label(${literal(one.to)}))[${inlinesText(one.of, setting)}];`
    case 'note': {
      const note = chapter.notes.find(({ name }) => name === one.name)
      return note ? `#footnote[${inlinesText(note.of, setting)}];` : ''
    }
  }
}

/** The sources of a figure, in a footnote at its first mention. */
function source(mention: Mention, { frozen, told }: Setting): string {
  const key = mentionKey(mention)
  if (told.has(key)) return ''
  told.add(key)
  const { language } = frozen.edition
  const answer = answerTo(frozen, mention)
  const indicator = indicatorBehind(frozen, answer)
  const text = `${indicator.label[language]}, ${whereAndWhen(answer.figure, language)} : ${sourceLines(frozen, answer.figure, language).join(' ; ')}.`
  return `#footnote[${words(text, language)}];`
}

/** Paper is as wide as a page. */
function wideDrawings({ drawings }: FrozenEdition): readonly (readonly [name: string, svg: string])[] {
  return Object.entries(drawings).filter(([name]) => !name.endsWith(narrowName('')))
}

function drawingFile(name: string): string {
  return `drawings/${name.replace('/', '-')}.svg`
}

/** A string of Typst that is shown as it is, whatever it holds. */
function words(text: string, language: 'fr' | 'en'): string {
  return `#${literal(typeset(text, language))};`
}

function literal(text: string): string {
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll(/\s*\n\s*/g, ' ')
  return `"${escaped}"`
}
