/** What is asked of a frozen edition again and again: what it cites, what it stands on, where its parts are read. */

import type { FigureQuestion } from '../indicators/request.ts'
import type { SourceId } from '../sources/source.ts'
import { mentionKey } from './answer.ts'
import type { ArchivedEdition } from './archive.ts'
import { allBlocks, claimsTold, mentionsOf, type Block, type Edition, type Inline } from './edition.ts'
import { citedIn, type Cited, type FrozenEdition } from './frozen.ts'

/** A part of its site that has a name. */
export type IssuePlace = {
  readonly kind: 'chapter' | 'heading' | 'entry' | 'chart'
  readonly title: string
  /** From the root of its site. */
  readonly path: string
  /** Key of the mention that a chart draws. */
  readonly figure?: string
}

/** The whole weighs megabytes, this some hundred kilobytes. */
export type Issue = {
  readonly digest: string
  readonly edition: Omit<Edition, 'chapters'>
  readonly frozenOn: string
  readonly verdicts: ArchivedEdition['verdicts']
  readonly cited: readonly Cited[]
  /** What was asked for each figure, by the key of its mention. */
  readonly questions: ReadonlyMap<string, FigureQuestion>
  /** In reading order. */
  readonly places: readonly IssuePlace[]
  /** Editions of each source that it stands on. */
  readonly sources: ReadonlyMap<SourceId, readonly string[]>
  /** Its first photograph. */
  readonly cover?: Pick<Block & { kind: 'photograph' }, 'file' | 'alternative' | 'credit' | 'licence'>
}

export function issueOf(digest: string, { frozen, verdicts }: Pick<ArchivedEdition, 'frozen' | 'verdicts'>): Issue {
  const { chapters, ...edition } = frozen.edition
  const photograph = chapters.flatMap((chapter) => [...allBlocks(chapter.blocks)]).find(isPhotograph)
  const sources = new Map<SourceId, string[]>()
  for (const { vintage } of frozen.sources) {
    sources.set(vintage.source, [...(sources.get(vintage.source) ?? []), vintage.edition])
  }
  return {
    ...{ digest, edition, frozenOn: frozen.frozenOn, verdicts, sources },
    cited: citedIn(frozen),
    questions: new Map(questionsIn(frozen).map((question) => [mentionKey({ question }), question])),
    places: placesIn(frozen),
    ...(photograph && { cover: photograph })
  }
}

function questionsIn({ edition: { chapters }, claims }: FrozenEdition): readonly FigureQuestion[] {
  const told = chapters
    .flatMap((chapter) => [...claimsTold(chapter)])
    .flatMap(({ claim }) => {
      const stated = claims[claim]
      return stated && stated.status !== 'untold' ? [stated.question] : []
    })
  return [...chapters.flatMap((chapter) => [...mentionsOf(chapter)].map(({ question }) => question)), ...told]
}

function placesIn({ edition, indicators }: FrozenEdition): readonly IssuePlace[] {
  return edition.chapters.flatMap(({ id, title, blocks }) => {
    const own = [...allBlocks(blocks)].flatMap((block): readonly IssuePlace[] => {
      switch (block.kind) {
        case 'heading':
          return [{ kind: 'heading', title: plainText(block.of), path: `${id}.html#${block.id}` }]
        case 'entry':
          return [{ kind: 'entry', title: block.title, path: `${id}.html#${block.id}` }]
        case 'chart': {
          const { indicator } = block.mention.question
          const name = indicators[indicator]?.label[edition.language] ?? indicator
          const path = `${id}.html#${block.id}`
          return [{ kind: 'chart', title: name, path, figure: mentionKey(block.mention) }]
        }
        default:
          return []
      }
    })
    return [{ kind: 'chapter', title, path: `${id}.html` }, ...own]
  })
}

function isPhotograph(block: Block): block is Block & { kind: 'photograph' } {
  return block.kind === 'photograph'
}

function plainText(inlines: readonly Inline[]): string {
  return inlines.map((one) => (one.kind === 'text' ? one.text : 'of' in one ? plainText(one.of) : '')).join('')
}
