/**
 * An issue of the booklet as it is written: chapters in blocks, where numbers are mentions of figures. Plain data, with
 * the place of each thing in its file, so that every message can say where.
 */

import type { FigureQuestion } from '../indicators/request.ts'
import type { Language } from '../shared/text.ts'
import type { ClaimId } from '../sources/claim.ts'
import type { PerimeterId } from '../territories/perimeter.ts'
import type { Wording } from './wording.ts'

/** Lines and columns count from 1. */
export type Position = { readonly file: string; readonly line: number; readonly column: number }

export type Edition = {
  /** The name of its folder. */
  readonly id: string
  readonly language: Language
  readonly title: string
  readonly subtitle: string
  readonly publisher: string
  /** `YYYY-MM-DD`: what it says is as known that day. */
  readonly day: string
  /** An ISO instant, proposed as the hour of its embargo when it is published; absent: none is. */
  readonly embargo?: string
  readonly licence: string
  /** The id of a perimeter: each of its communes has the chapters, made from one template. Absent: they are read as written. */
  readonly each?: string
  readonly chapters: readonly Chapter[]
}

export type Chapter = {
  /** Its part of addresses. */
  readonly id: string
  readonly title: string
  /** The commune that it is about, where it was made from a template. */
  readonly place?: PerimeterId
  readonly blocks: readonly Block[]
  /** In the order written; cited by name anywhere in the chapter. */
  readonly notes: readonly { readonly name: string; readonly of: readonly Inline[] }[]
}

/** Which number of a question is written. */
export const NUMBER_FORMS = ['value', 'bare', 'start', 'change', 'percent', 'gap', 'communes'] as const

/**
 * `value` with its unit and `bare` without; `start`, where the change begins; `change` in the unit, `percent` of the
 * start; `gap` to the other territory; `communes`, how many the perimeter of the figure holds.
 */
export type NumberForm = (typeof NUMBER_FORMS)[number]

export type Mention = { readonly question: FigureQuestion; readonly position: Position }

/** Its number, in our words; or the words of the document. */
export const CLAIM_FORMS = ['value', 'quote'] as const

export type ClaimForm = (typeof CLAIM_FORMS)[number]

/** A number that a document states, told with its source. */
export type ClaimMention = { readonly claim: ClaimId; readonly form: ClaimForm; readonly position: Position }

export type Inline =
  | { readonly kind: 'text'; readonly text: string; readonly position: Position }
  | { readonly kind: 'emphasis' | 'strong'; readonly of: readonly Inline[] }
  | { readonly kind: 'link'; readonly href: string; readonly of: readonly Inline[] }
  | { readonly kind: 'break' }
  | { readonly kind: 'number'; readonly mention: Mention; readonly form: NumberForm; readonly wording?: Wording }
  /** To a chapter, a heading or an entry, by its identifier. */
  | { readonly kind: 'cross'; readonly to: string; readonly of: readonly Inline[]; readonly position: Position }
  | { readonly kind: 'note'; readonly name: string; readonly position: Position }
  | ({ readonly kind: 'claim' } & ClaimMention)

export const CHART_KINDS = ['evolution', 'ranking', 'distribution', 'map'] as const

export type ChartKind = (typeof CHART_KINDS)[number]

export type Block =
  | {
      readonly kind: 'heading'
      readonly depth: 2 | 3
      readonly id: string
      readonly of: readonly Inline[]
      readonly position: Position
    }
  | { readonly kind: 'paragraph'; readonly of: readonly Inline[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Block[])[] }
  /** Key figures side by side, each with its name, its period and its sources. */
  | { readonly kind: 'panel'; readonly title: string; readonly mentions: readonly Mention[] }
  /** Told from the figures: value, change, comparison. */
  | { readonly kind: 'sentence'; readonly mention: Mention }
  | { readonly kind: 'chart'; readonly chart: ChartKind; readonly mention: Mention; readonly id: string }
  | {
      readonly kind: 'table'
      readonly title: string
      /** By row, then by column. */
      readonly rows: readonly (readonly Mention[])[]
      readonly position: Position
    }
  /** What became of the promises of a set, or of one proposition: `of` is its identifier. */
  | {
      readonly kind: 'commitments'
      readonly scope: 'set' | 'proposition'
      readonly of: string
      readonly position: Position
    }
  | { readonly kind: 'focus'; readonly title: string; readonly blocks: readonly Block[] }
  | {
      readonly kind: 'quotation'
      readonly author: string
      readonly office: string
      /** `YYYY-MM-DD`. */
      readonly day: string
      readonly occasion: string
      readonly blocks: readonly Block[]
    }
  /** Of the A to Z. */
  | {
      readonly kind: 'entry'
      readonly id: string
      readonly letter: string
      readonly title: string
      readonly blocks: readonly Block[]
      readonly position: Position
    }
  | {
      readonly kind: 'photograph'
      /** In the folder of the edition. */
      readonly file: string
      /** What it shows, for those who do not see it. */
      readonly alternative: string
      readonly caption: string
      readonly credit: string
      readonly licence: string
      readonly position: Position
    }

/** The blocks inside a block, in reading order. */
export function blocksIn(block: Block): readonly Block[] {
  switch (block.kind) {
    case 'list':
      return block.items.flat()
    case 'focus':
    case 'quotation':
    case 'entry':
      return block.blocks
    default:
      return []
  }
}

/** All blocks of a chapter, those inside others included, in reading order. */
export function* allBlocks(blocks: readonly Block[]): Generator<Block> {
  for (const block of blocks) {
    yield block
    yield* allBlocks(blocksIn(block))
  }
}

/** All pieces of a line of text, those inside others included. */
function* allInlines(inlines: readonly Inline[]): Generator<Inline> {
  for (const one of inlines) {
    yield one
    if ('of' in one) yield* allInlines(one.of)
  }
}

/** The text of a chapter piece by piece, notes last. */
export function* inlinesOf({ blocks, notes }: Chapter): Generator<Inline> {
  for (const block of allBlocks(blocks)) {
    if (block.kind === 'heading' || block.kind === 'paragraph') yield* allInlines(block.of)
  }
  for (const { of } of notes) yield* allInlines(of)
}

/** Every figure that a chapter asks for, in reading order. */
export function* mentionsOf(chapter: Chapter): Generator<Mention> {
  for (const block of allBlocks(chapter.blocks)) {
    if (block.kind === 'sentence' || block.kind === 'chart') yield block.mention
    if (block.kind === 'panel') yield* block.mentions
    if (block.kind === 'table') yield* block.rows.flat()
  }
  for (const one of inlinesOf(chapter)) if (one.kind === 'number') yield one.mention
}

/** Every claim that a chapter tells, in reading order. */
export function* claimsTold(chapter: Chapter): Generator<ClaimMention> {
  for (const one of inlinesOf(chapter)) if (one.kind === 'claim') yield one
}

/** What cross-references may name, with where it stands: chapters, headings, entries, charts. */
export function* anchorsOf(edition: Edition): Generator<{ readonly id: string; readonly chapter: string }> {
  for (const chapter of edition.chapters) {
    yield { id: chapter.id, chapter: chapter.id }
    for (const block of allBlocks(chapter.blocks)) {
      if (block.kind === 'heading' || block.kind === 'entry' || block.kind === 'chart') {
        yield { id: block.id, chapter: chapter.id }
      }
    }
  }
}
