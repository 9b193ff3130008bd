/** A chapter as far as it can be shown while it is written: what has no answer yet is said in its place. */

import type { Language } from '../shared/text.ts'
import { mentionsOf, type Block, type Chapter, type ClaimMention, type Inline, type Mention } from './edition.ts'

export type Known = {
  readonly figure: (mention: Mention) => boolean
  readonly claim: (mention: ClaimMention) => boolean
  /** @param chart its identifier in the chapter */
  readonly drawing: (chart: string) => boolean
}

export function readableChapter(chapter: Chapter, known: Known, language: Language): Chapter {
  return {
    ...chapter,
    blocks: chapter.blocks.map((block) => readable(block, known, language)),
    notes: chapter.notes.map(({ name, of }) => ({ name, of: pieces(of, known, language) }))
  }
}

function readable(block: Block, known: Known, language: Language): Block {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return { ...block, of: pieces(block.of, known, language) }
    case 'list':
      return { ...block, items: block.items.map((item) => item.map((one) => readable(one, known, language))) }
    case 'focus':
    case 'quotation':
    case 'entry':
      return { ...block, blocks: block.blocks.map((one) => readable(one, known, language)) }
    case 'chart':
      return known.drawing(block.id) && isKnown(block, known) ? block : missing(language)
    case 'panel':
    case 'sentence':
    case 'table':
      return isKnown(block, known) ? block : missing(language)
    case 'commitments':
    case 'photograph':
      return block
  }
}

function isKnown(block: Block, known: Known): boolean {
  return [...mentionsOf({ id: '', title: '', blocks: [block], notes: [] })].every(known.figure)
}

function pieces(inlines: readonly Inline[], known: Known, language: Language): readonly Inline[] {
  return inlines.map((one): Inline => {
    if (one.kind === 'number') return known.figure(one.mention) ? one : gap(language)
    if (one.kind === 'claim') return known.claim(one) ? one : gap(language)
    return 'of' in one && typeof one.of !== 'string' ? { ...one, of: pieces(one.of, known, language) } : one
  })
}

function missing(language: Language): Block {
  return { kind: 'paragraph', of: [gap(language)] }
}

function gap(language: Language): Inline {
  const text = { fr: '[pas encore de chiffre]', en: '[no figure yet]' }[language]
  return { kind: 'strong', of: [{ kind: 'text', text, position: { file: '', line: 1, column: 1 } }] }
}
