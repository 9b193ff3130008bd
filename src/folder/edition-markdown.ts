/**
 * A chapter in Markdown with directives (the generic directives proposal of CommonMark), read into blocks. What is not
 * understood is reported with its place and left out; nothing of the text is ever run or taken for markup.
 */

import type { Nodes, PhrasingContent, Root, RootContent } from 'mdast'
import type { ContainerDirective, LeafDirective, TextDirective } from 'mdast-util-directive'
import { directiveFromMarkdown } from 'mdast-util-directive'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFootnoteFromMarkdown } from 'mdast-util-gfm-footnote'
import { directive } from 'micromark-extension-directive'
import { gfmFootnote } from 'micromark-extension-gfm-footnote'
import {
  CHART_KINDS,
  CLAIM_FORMS,
  NUMBER_FORMS,
  type Block,
  type Chapter,
  type Inline,
  type Position
} from '../domain/editions/edition.ts'
import type { EditionProblem } from '../domain/editions/problem.ts'
import { WORDING_KINDS, type Wording } from '../domain/editions/wording.ts'
import { nearest } from '../domain/shared/nearest.ts'
import { parseClaimId } from '../domain/sources/claim.ts'
import { foldName } from '../domain/territories/names.ts'
import {
  attempt,
  readChoice,
  readMention,
  readMentions,
  readWords,
  unreadable,
  type Directive,
  type Report
} from './edition-directives.ts'

type Reader = { readonly file: string; readonly report: Report; readonly seen: Map<string, number> }

/** @param id part of the addresses of the chapter */
export function readChapter(
  file: string,
  id: string,
  text: string
): { readonly chapter: Chapter; readonly problems: readonly EditionProblem[] } {
  const problems: EditionProblem[] = []
  const reader: Reader = { file, report: (problem) => void problems.push(problem), seen: new Map() }
  const root: Root = fromMarkdown(text, {
    extensions: [directive(), gfmFootnote()],
    mdastExtensions: [directiveFromMarkdown(), gfmFootnoteFromMarkdown()]
  })
  const [first, ...rest] = root.children
  const titled = first?.type === 'heading' && first.depth === 1
  if (!titled) {
    reader.report(
      unreadable(first ? placeOf(first, file) : { file, line: 1, column: 1 }, {
        fr: 'Un chapitre commence par son titre : « # Titre »',
        en: 'A chapter begins with its title: "# Title"'
      })
    )
  }
  const nodes = titled ? rest : root.children
  const notes = nodes.flatMap((node) => {
    if (node.type !== 'footnoteDefinition') return []
    const [paragraph] = node.children
    return { name: node.identifier, of: paragraph?.type === 'paragraph' ? inlines(paragraph.children, reader) : [] }
  })
  const blocks = readBlocks(
    nodes.filter(({ type }) => type !== 'footnoteDefinition'),
    reader
  )
  const chapter = { id, title: titled ? plain(first) : id, blocks, notes }
  return { chapter, problems: problems.toSorted((a, b) => a.position.line - b.position.line) }
}

function readBlocks(nodes: readonly RootContent[], reader: Reader): readonly Block[] {
  return nodes.flatMap((node) => readBlock(node, reader) ?? [])
}

function readBlock(node: RootContent, reader: Reader): Block | undefined {
  const { file, report } = reader
  const position = placeOf(node, file)
  switch (node.type) {
    case 'heading': {
      if (node.depth === 2 || node.depth === 3) {
        return {
          kind: 'heading',
          depth: node.depth,
          id: nameFor(plain(node), reader),
          of: inlines(node.children, reader),
          position
        }
      }
      return refuse(position, report, {
        fr: `Un titre de niveau ${node.depth} : dans un chapitre, « ## » et « ### »`,
        en: `A heading of level ${node.depth}: in a chapter, "##" and "###"`
      })
    }
    case 'paragraph':
      return { kind: 'paragraph', of: inlines(node.children, reader) }
    case 'list':
      return {
        kind: 'list',
        ordered: node.ordered === true,
        items: node.children.map(({ children }) => readBlocks(children, reader))
      }
    case 'leafDirective':
      return readLeaf(node, reader)
    case 'containerDirective':
      return readContainer(node, reader)
    default:
      return refuse(position, report, notWritten(node.type))
  }
}

function readLeaf(node: LeafDirective, reader: Reader): Block | undefined {
  const { report } = reader
  const asked = directiveOf(node, reader)
  switch (node.name) {
    case 'sentence': {
      const mention = readMention(asked, report)
      return mention && { kind: 'sentence', mention }
    }
    case 'chart': {
      const chart = readChoice(asked, 'kind', CHART_KINDS, report)
      const mention = readMention(asked, report, ['kind'])
      if (!chart || !mention) return undefined
      const { indicator, perimeter } = mention.question
      return { kind: 'chart', chart, mention, id: nameFor(`${chart}-${indicator}-${perimeter}`, reader) }
    }
    case 'table': {
      const rows = readMentions(asked, report, ['title'])
      return { kind: 'table', title: asked.attributes.title ?? '', rows, position: asked.position }
    }
    case 'photograph': {
      const words = readWords(asked, ['file', 'alt', 'credit', 'licence'], report, ['caption'])
      return (
        words && {
          kind: 'photograph',
          file: words.file,
          alternative: words.alt,
          caption: words.caption ?? '',
          credit: words.credit,
          licence: words.licence,
          position: asked.position
        }
      )
    }
    case 'commitments': {
      const words = readWords(asked, ['set'], report)
      return words && { kind: 'commitments', scope: 'set', of: words.set.toLowerCase(), position: asked.position }
    }
    case 'proposition': {
      const words = readWords(asked, ['of'], report)
      return (
        words && { kind: 'commitments', scope: 'proposition', of: words.of.toLowerCase(), position: asked.position }
      )
    }
    default:
      return refuse(asked.position, report, unknownDirective(node.name, LEAVES))
  }
}

/** Directives that stand alone on a line. */
const LEAVES = ['sentence', 'chart', 'table', 'photograph', 'commitments', 'proposition']

function readContainer(node: ContainerDirective, reader: Reader): Block | undefined {
  const { report } = reader
  const asked = directiveOf(node, reader)
  const within = node.children.filter((child) => !isLabel(child))
  switch (node.name) {
    case 'figures': {
      const words = readWords(asked, ['title'], report)
      const mentions = within.flatMap((child) => {
        if (child.type === 'leafDirective' && child.name === 'figure') {
          return readMention(directiveOf(child, reader), report) ?? []
        }
        refuse(placeOf(child, reader.file), report, {
          fr: 'Dans « figures », une ligne par chiffre : « ::figure{of=… on=… at=…} »',
          en: 'In "figures", one line per figure: "::figure{of=… on=… at=…}"'
        })
        return []
      })
      return words && { kind: 'panel', title: words.title, mentions }
    }
    case 'focus': {
      const words = readWords(asked, ['title'], report)
      return words && { kind: 'focus', title: words.title, blocks: readBlocks(within, reader) }
    }
    case 'quote': {
      const words = readWords(asked, ['author', 'office', 'day', 'occasion'], report)
      return words && { kind: 'quotation', ...words, blocks: readBlocks(within, reader) }
    }
    case 'entry': {
      const words = readWords(asked, ['title'], report)
      if (!words) return undefined
      const { title } = words
      const letter = (foldName(title)[0] ?? '').toUpperCase()
      return {
        kind: 'entry',
        id: nameFor(title, reader),
        letter,
        title,
        blocks: readBlocks(within, reader),
        position: asked.position
      }
    }
    default:
      return refuse(asked.position, report, unknownDirective(node.name, ['figures', 'focus', 'quote', 'entry']))
  }
}

function inlines(nodes: readonly PhrasingContent[], reader: Reader): readonly Inline[] {
  return nodes.flatMap((node) => inline(node, reader) ?? [])
}

function inline(node: PhrasingContent, reader: Reader): Inline | undefined {
  const { file, report } = reader
  const position = placeOf(node, file)
  switch (node.type) {
    case 'text':
      return { kind: 'text', text: node.value, position }
    case 'emphasis':
    case 'strong':
      return { kind: node.type, of: inlines(node.children, reader) }
    case 'break':
      return { kind: 'break' }
    case 'link': {
      const of = inlines(node.children, reader)
      if (/^(?:https?:\/\/|mailto:)/.test(node.url)) return { kind: 'link', href: node.url, of }
      return refuse(position, report, {
        fr: `L’adresse « ${node.url} » : attendu http://, https:// ou mailto: ; pour un endroit de l’édition, « :ref[mots]{to=nom} »`,
        en: `The address "${node.url}": expected http://, https:// or mailto:; for a place in the edition, ":ref[words]{to=name}"`
      })
    }
    case 'footnoteReference':
      return { kind: 'note', name: node.identifier, position }
    case 'textDirective':
      return readInlineDirective(node, reader)
    default:
      return refuse(position, report, notWritten(node.type))
  }
}

function readInlineDirective(node: TextDirective, reader: Reader): Inline | undefined {
  const { report } = reader
  const asked = directiveOf(node, reader)
  switch (node.name) {
    case 'figure': {
      const form = readChoice(asked, 'form', NUMBER_FORMS, report)
      const mention = readMention(asked, report, ['form', 'words', 'step'])
      const wording = readWording(asked, report)
      return mention && form && { kind: 'number', mention, form, ...(wording && { wording }) }
    }
    case 'claim': {
      const form = readChoice(asked, 'form', CLAIM_FORMS, report)
      const words = readWords(asked, ['of'], report, ['form'])
      const claim = words && attempt(asked.position, report, () => parseClaimId(words.of))
      return claim && form && { kind: 'claim', claim, form, position: asked.position }
    }
    case 'ref': {
      const words = readWords(asked, ['to'], report)
      return words && { kind: 'cross', to: words.to, of: inlines(node.children, reader), position: asked.position }
    }
    default:
      return refuse(asked.position, report, unknownDirective(node.name, ['figure', 'claim', 'ref']))
  }
}

/** `words=more step=100`: both or none. */
function readWording(asked: Directive, report: Report): Wording | undefined {
  const { words, step } = asked.attributes
  if (words === undefined && step === undefined) return undefined
  const kind = readChoice(asked, 'words', WORDING_KINDS, report)
  if (kind && words !== undefined && Number(step) > 0) return { kind, step: Number(step) }
  return refuse(asked.position, report, {
    fr: `« words » et « step » vont ensemble, comme words=more step=100 pour « plus de 6 100 »`,
    en: `"words" and "step" go together, such as words=more step=100 for "more than 6,100"`
  })
}

function directiveOf(node: ContainerDirective | LeafDirective | TextDirective, { file }: Reader): Directive {
  const attributes = Object.entries(node.attributes ?? {}).map(([key, value]) => [key, value ?? ''])
  return {
    name: node.name,
    attributes: Object.fromEntries(attributes) as Directive['attributes'],
    position: placeOf(node, file)
  }
}

/** The words in brackets after the name of a container are its first paragraph. */
function isLabel(node: RootContent): boolean {
  return node.type === 'paragraph' && (node.data as { directiveLabel?: boolean } | undefined)?.directiveLabel === true
}

/** From words to a part of an address; the second of that name in a chapter is told so. */
function nameFor(words: string, { seen }: Reader): string {
  const name = foldName(words)
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
  const times = (seen.get(name) ?? 0) + 1
  seen.set(name, times)
  return times === 1 ? name : `${name}-${times}`
}

function plain(node: Nodes): string {
  if ('value' in node) return node.value
  return 'children' in node ? node.children.map(plain).join('') : ''
}

function placeOf({ position }: Nodes, file: string): Position {
  return { file, line: position?.start.line ?? 1, column: position?.start.column ?? 1 }
}

function refuse(position: Position, report: Report, why: { readonly fr: string; readonly en: string }): undefined {
  report(unreadable(position, why))
}

function unknownDirective(name: string, known: readonly string[]): { readonly fr: string; readonly en: string } {
  const near = nearest(name, known)
  return {
    fr: `« ${name} » n’est pas une directive à cet endroit${near ? ` ; plutôt « ${near} » ?` : '.'} Attendu : ${known.join(', ')}`,
    en: `"${name}" is no directive here${near ? `; rather "${near}"?` : '.'} Expected: ${known.join(', ')}`
  }
}

/** What Markdown has and an edition has not, with what to write instead. */
function notWritten(type: string): { readonly fr: string; readonly en: string } {
  const [fr, en] = INSTEAD[type] ?? [
    `« ${type} » n’a pas sa place dans une édition`,
    `"${type}" has no place in an edition`
  ]
  return { fr, en }
}

const INSTEAD: Readonly<Record<string, readonly [fr: string, en: string]>> = {
  html: [
    'Du code HTML : il n’est ni lu ni exécuté ; écrivez « \\< » pour le signe lui-même',
    'HTML code: it is neither read nor run; write "\\<" for the sign itself'
  ],
  image: [
    'Une image : attendu « ::photograph{file="…" alt="…" credit="…" licence="…"} », avec ce qu’elle montre et son auteur',
    'An image: expected "::photograph{file="…" alt="…" credit="…" licence="…"}", with what it shows and its author'
  ],
  blockquote: [
    'Une citation : attendu « :::quote{author="…" office="…" day=2012-12-04 occasion="…"} »',
    'A quotation: expected ":::quote{author="…" office="…" day=2012-12-04 occasion="…"}"'
  ],
  code: ['Du code : une édition n’en montre pas', 'Code: an edition shows none'],
  inlineCode: ['Du code : une édition n’en montre pas', 'Code: an edition shows none']
}
