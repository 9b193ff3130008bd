/** An edition as a Typst document: the words of the site, typeset. Texts are strings of the language, never markup. */

import { mentionKey } from '../domain/editions/answer.ts'
import type { Block, Chapter, Inline, Mention } from '../domain/editions/edition.ts'
import { answerTo, citedIn, indicatorBehind, statedClaim, type FrozenEdition } from '../domain/editions/frozen.ts'
import { dayWords } from '../domain/shared/day.ts'
import { atPeriod } from '../view/period-text.ts'
import { typeset } from '../view/messages.ts'
import { formOf } from './blocks.tsx'
import { claimNote, claimText } from './claim-words.ts'
import { promisedTable, type PromisedTable } from './commitment-words.ts'
import { numberText, sentenceText, sourceLines, whereAndWhen } from './words.ts'

/** The document and the files that it names. */
export type TypstSource = { readonly main: string; readonly files: ReadonlyMap<string, Uint8Array> }

type Setting = {
  readonly frozen: FrozenEdition
  readonly chapter: Chapter
  /** Figures and claims whose source was told: a footnote says it once. */
  readonly told: Set<string>
}

/** @param photographs by the name that the edition gives them */
export function renderTypst(
  frozen: FrozenEdition,
  photographs: ReadonlyMap<string, Uint8Array> = new Map()
): TypstSource {
  const { edition, frozenOn } = frozen
  const { language, title, subtitle, publisher, day } = edition
  const encoder = new TextEncoder()
  const drawings = Object.entries(frozen.drawings).map(
    ([name, svg]) => [drawingFile(name), encoder.encode(svg)] as const
  )
  const [year, month, date] = day.split('-').map(Number)
  const told = new Set<string>()
  const contents = { fr: 'Sommaire', en: 'Contents' }[language]
  const frozenText = { fr: 'Chiffres arrêtés le', en: 'Figures as of' }[language]
  const main = [
    `#set document(title: ${literal(title)}, author: ${literal(publisher)}, date: datetime(year: ${year}, month: ${month}, day: ${date}))`,
    `#set text(lang: "${language}", font: "Atkinson Hyperlegible Next", size: 10pt, hyphenate: true)`,
    PREAMBLE,
    `#set page(header: context { if counter(page).get().first() > 1 [#set text(8pt); #${literal(title)}; #h(1fr) #${literal(publisher)};] })`,
    `#v(30%)\n#text(28pt, weight: 600)[#title()]\n\n#text(14pt)[${words(subtitle, language)}]\n\n${words(`${publisher}, ${dayWords(day)[language]}`, language)}\n\n${words(`${frozenText} ${dayWords(frozenOn)[language]}. ${edition.licence}.`, language)}`,
    `#pagebreak()\n#outline(title: ${literal(contents)}, depth: 2)`,
    ...edition.chapters.map((chapter) => {
      const setting = { frozen, chapter, told }
      return `#pagebreak()\n= ${words(chapter.title, language)} <${chapter.id}>\n\n${blocksText(chapter.blocks, setting)}`
    }),
    `#pagebreak()\n= ${words({ fr: 'Les chiffres de cette édition', en: 'The figures of this edition' }[language], language)} <chiffres>`,
    ...citedIn(frozen).map(({ answer, indicator }) => {
      const lines = sourceLines(frozen, answer.figure, language).join(' ; ')
      return `#block(breakable: false)[#strong[${words(`${indicator.label[language]}, ${whereAndWhen(answer.figure, language)}`, language)}] #linebreak() ${words(sentenceText(answer, indicator, language), language)} #linebreak() #text(8pt)[${words(lines, language)}]]`
    })
  ].join('\n\n')
  return {
    main,
    files: new Map([...drawings, ...[...photographs].map(([name, bytes]) => [`photographs/${name}`, bytes] as const)])
  }
}

const PREAMBLE = `#set page(paper: "a4", margin: (x: 22mm, y: 24mm), numbering: "1")
#set par(leading: 0.68em, spacing: 1.1em)
#set heading(numbering: none)
#show heading.where(level: 1): set text(20pt)
#show heading.where(level: 2): set text(14pt)
#show heading: set block(above: 1.6em, below: 0.9em)
#show link: underline
#set table(stroke: (x: none, y: 0.5pt), inset: 6pt)`

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
      const cells = block.mentions.map((mention) => `[${panelText(mention, setting)}]`)
      return `#block(stroke: 0.8pt, inset: 10pt, width: 100%)[#strong[${words(block.title, language)}]\n\n#grid(columns: (1fr, 1fr), gutter: 12pt, ${cells.join(', ')})]`
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
      return `#figure(image(${literal(drawingFile(name))}, width: 100%, alt: ${literal(alternative)}), alt: ${literal(alternative)}, caption: [${words(`${indicator.label[language]}, ${answer.figure.perimeter.label[language]}`, language)}]) <${block.id}>`
    }
    case 'table':
      return tableText(block.title, block.rows, setting)
    case 'commitments':
      return promisedText(promisedTable(frozen, block), language)
    case 'focus':
      return `#block(stroke: (left: 3pt), inset: (left: 12pt, y: 6pt))[#heading(level: ${depth + 1}, outlined: false)[${words(block.title, language)}]\n\n${blocksText(block.blocks, setting, depth + 1)}]`
    case 'quotation':
      return `#quote(block: true, attribution: [${words(`${block.author}, ${block.office}, ${dayWords(block.day)[language]}, ${block.occasion}`, language)}])[${blocksText(block.blocks, setting, depth)}]`
    case 'entry':
      return `== ${words(block.title, language)} <${block.id}>\n\n${blocksText(block.blocks, setting, depth)}`
    case 'photograph':
      return `#figure(image(${literal(`photographs/${block.file}`)}, width: 100%, alt: ${literal(block.alternative)}), alt: ${literal(block.alternative)}, caption: [${words(`${block.caption} © ${block.credit}, ${block.licence}`, language)}])`
  }
}

function panelText(mention: Mention, setting: Setting): string {
  const { frozen } = setting
  const { language } = frozen.edition
  const answer = answerTo(frozen, mention)
  const indicator = indicatorBehind(frozen, answer)
  const number = numberText(answer, indicator, { form: formOf(mention) }, language)
  const where = whereAndWhen(answer.figure, language)
  return `${words(indicator.label[language], language)} #linebreak() #text(16pt, weight: 600)[${words(number, language)}]${source(mention, setting)} #linebreak() #text(8pt)[${words(where, language)}]`
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
      `[${words(name, language)}]`,
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
  return inlines.map((one) => inlineText(one, setting)).join('')
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
