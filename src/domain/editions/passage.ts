/** Where an issue tells of a figure: the sentence around its number, or the block that shows it. */

import {
  allBlocks,
  type Block,
  type Chapter,
  type Edition,
  type Inline,
  type Mention,
  type Position
} from './edition.ts'
import { mentionKey } from './answer.ts'

/** A piece of a sentence: words, a number, or the words of a claim. */
export type Piece = Inline & { readonly kind: 'text' | 'number' | 'claim' }

export type Passage = {
  /** Identifier of the chapter, and its title. */
  readonly chapter: string
  readonly title: string
  readonly position: Position
} & (
  | { readonly kind: 'sentence'; readonly of: readonly Piece[] }
  /** `told`: a sentence that is written from the figure. */
  | { readonly kind: 'told' | 'chart' }
  | { readonly kind: 'panel' | 'table'; readonly block: string }
)

/** By the key of the mention, in reading order. */
export function passagesOf(edition: Edition): ReadonlyMap<string, readonly Passage[]> {
  const found = new Map<string, Passage[]>()
  for (const chapter of edition.chapters) {
    const { id, title } = chapter
    const where = { chapter: id, title }
    const add = (mention: Mention, passage: Said): void => {
      const key = mentionKey(mention)
      found.set(key, [...(found.get(key) ?? []), { ...where, position: mention.position, ...passage }])
    }
    for (const block of allBlocks(chapter.blocks)) blockPassages(block, add)
    for (const of of textsOf(chapter)) {
      for (const sentence of sentencesOf(of)) {
        for (const one of sentence) if (one.kind === 'number') add(one.mention, { kind: 'sentence', of: sentence })
      }
    }
  }
  return found
}

type Said =
  | { readonly kind: 'sentence'; readonly of: readonly Piece[] }
  | { readonly kind: 'told' | 'chart' }
  | { readonly kind: 'panel' | 'table'; readonly block: string }

function blockPassages(block: Block, add: (mention: Mention, passage: Said) => void): void {
  if (block.kind === 'sentence') add(block.mention, { kind: 'told' })
  if (block.kind === 'chart') add(block.mention, { kind: 'chart' })
  if (block.kind === 'panel') for (const one of block.mentions) add(one, { kind: 'panel', block: block.title })
  if (block.kind === 'table') for (const one of block.rows.flat()) add(one, { kind: 'table', block: block.title })
}

function* textsOf({ blocks, notes }: Chapter): Generator<readonly Inline[]> {
  for (const block of allBlocks(blocks)) if (block.kind === 'heading' || block.kind === 'paragraph') yield block.of
  for (const { of } of notes) yield of
}

/** Cut where a full stop, or another end of sentence, is followed by a space. */
export function sentencesOf(inlines: readonly Inline[]): readonly (readonly Piece[])[] {
  const sentences: Piece[][] = [[]]
  const walk = (pieces: readonly Inline[]): void => {
    for (const one of pieces) {
      if (one.kind === 'number' || one.kind === 'claim') sentences.at(-1)?.push(one)
      else if (one.kind === 'text') {
        const [first = '', ...others] = one.text.split(/(?<=[.!?…])\s+/)
        sentences.at(-1)?.push({ ...one, text: first })
        sentences.push(...others.map((text): Piece[] => [{ ...one, text }]))
      } else if ('of' in one && typeof one.of !== 'string') walk(one.of)
    }
  }
  walk(inlines)
  return sentences.filter((pieces) => pieces.some((piece) => piece.kind !== 'text' || piece.text.trim() !== ''))
}
