/** A chapter written once for many communes: its figures are those of `here`, beside those of `around`. */

import type { PerimeterId } from '../territories/perimeter.ts'
import type { Block, Chapter, Inline, Mention } from './edition.ts'

/** What a template writes for the commune, and for the intermunicipal authority that it lies in. */
const HERE = 'here'
const AROUND = 'around'

export type TemplatePlace = {
  /** Its part of addresses. */
  readonly id: string
  readonly name: string
  readonly here: PerimeterId
  /** The commune itself where it lies in no authority. */
  readonly around: PerimeterId
}

/** The chapter of one commune: the title of the template gives way to its name. */
export function chapterAt({ blocks, notes }: Chapter, place: TemplatePlace): Chapter {
  return {
    id: place.id,
    title: place.name,
    place: place.here,
    blocks: blocks.map((block) => blockAt(block, place)),
    notes: notes.map(({ name, of }) => ({ name, of: inlinesAt(of, place) }))
  }
}

function blockAt(block: Block, place: TemplatePlace): Block {
  const blocksAt = (blocks: readonly Block[]): readonly Block[] => blocks.map((one) => blockAt(one, place))
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return { ...block, of: inlinesAt(block.of, place) }
    case 'list':
      return { ...block, items: block.items.map(blocksAt) }
    case 'panel':
      return { ...block, mentions: block.mentions.map((one) => mentionAt(one, place)) }
    case 'sentence':
    case 'chart':
      return { ...block, mention: mentionAt(block.mention, place) }
    case 'table':
      return { ...block, rows: block.rows.map((row) => row.map((one) => mentionAt(one, place))) }
    case 'focus':
    case 'quotation':
    case 'entry':
      return { ...block, blocks: blocksAt(block.blocks) }
    case 'commitments':
    case 'photograph':
      return block
  }
}

function inlinesAt(inlines: readonly Inline[], place: TemplatePlace): readonly Inline[] {
  return inlines.map((one) => {
    if (one.kind === 'number') return { ...one, mention: mentionAt(one.mention, place) }
    return 'of' in one ? { ...one, of: inlinesAt(one.of, place) } : one
  })
}

function mentionAt({ question, position }: Mention, place: TemplatePlace): Mention {
  const at = (id: PerimeterId): PerimeterId => (id === HERE ? place.here : id === AROUND ? place.around : id)
  const { perimeter, versus } = question
  return {
    position,
    question: { ...question, perimeter: at(perimeter), ...(versus !== undefined && { versus: at(versus) }) }
  }
}
