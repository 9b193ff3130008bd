/** The check report of an issue: everything that its check found, where it stands, what could be written instead. */

import { placeProblem, type Mending } from '../domain/editions/mending.ts'
import { blocks, type EditionProblem } from '../domain/editions/problem.ts'
import type { WrittenEdition } from '../domain/editions/writing.ts'
import type { Language, Text } from '../domain/shared/text.ts'
import { drawnEdition, writtenEdition, type DeskContext } from './edition-desk.ts'
import type { CheckedEdition } from './editions.ts'

export type ReportLine = {
  readonly problem: EditionProblem
  /** What stands there, with the words around it on its line. */
  readonly excerpt: { readonly before: string; readonly marked: string; readonly after: string }
  /** The likeliest first. */
  readonly mendings: readonly Mending['insert'][]
}

export type ReportChapter = {
  readonly id: string
  readonly title: string
  readonly faults: readonly ReportLine[]
  readonly warnings: readonly ReportLine[]
}

/** A document announces a number of things, and another number is listed. */
export type Miscount = { readonly title: Text; readonly announced: number; readonly listed: number }

export type EditionReport = {
  readonly edition: WrittenEdition
  readonly title: string
  readonly language: Language
  readonly figures: number
  readonly faults: number
  readonly warnings: number
  /** Those with something to say, in reading order. */
  readonly chapters: readonly ReportChapter[]
  readonly miscounts: readonly Miscount[]
}

/** Letters shown on each side. */
const AROUND = 90

/** @throws {NotFound} @throws {InvalidInput} what cannot be read at all, with its place */
export async function editionReport(context: DeskContext, id: string): Promise<EditionReport> {
  const edition = await writtenEdition(context, id)
  const drawn = await drawnEdition(context, id)
  const { title, language } = drawn.edition
  const lines = drawn.problems.toSorted(byPlace).map((problem): ReportLine & { readonly chapter: string } => {
    const name = problem.position.file.split('/').at(-1) ?? ''
    const text = drawn.texts.find((file) => file.name === name)?.text ?? ''
    const { from, to, mendings } = placeProblem(problem, text)
    return {
      ...{ problem, chapter: name.replace(/\.md$/, '') },
      excerpt: excerptOf(text, from, to),
      mendings: mendings.map(({ insert }) => insert)
    }
  })
  const chapters = drawn.edition.chapters.flatMap((chapter): readonly ReportChapter[] => {
    const own = lines.filter((one) => one.chapter === chapter.id)
    if (own.length === 0) return []
    const faults = own.filter(({ problem }) => blocks(problem))
    return [{ ...chapter, faults, warnings: own.filter(({ problem }) => !blocks(problem)) }]
  })
  const faults = drawn.problems.filter(blocks).length
  return {
    ...{ edition, title, language, faults, warnings: drawn.problems.length - faults, chapters },
    figures: drawn.answers.size,
    miscounts: miscounts(drawn.commitments)
  }
}

function byPlace({ position: a }: EditionProblem, { position: b }: EditionProblem): number {
  return a.file === b.file ? a.line - b.line || a.column - b.column : 0
}

function excerptOf(text: string, from: number, to: number): ReportLine['excerpt'] {
  const start = Math.max(text.lastIndexOf('\n', from - 1) + 1, from - AROUND)
  const line = text.indexOf('\n', to)
  const end = Math.min(line === -1 ? text.length : line, to + AROUND)
  const isCutBefore = start > 0 && text[start - 1] !== '\n'
  const isCutAfter = end < text.length && text[end] !== '\n'
  return {
    before: `${isCutBefore ? '…' : ''}${text.slice(start, from)}`,
    marked: text.slice(from, to),
    after: `${text.slice(to, end)}${isCutAfter ? '…' : ''}`
  }
}

/** Of the promises that the issue tells of. */
function miscounts(told: CheckedEdition['commitments']): readonly Miscount[] {
  return told.flatMap(({ set, propositions, actions, leads }) => {
    const whole = (title: Text, { listed, announced }: Counted): readonly Miscount[] =>
      announced && announced.count !== listed ? [{ title, announced: announced.count, listed }] : []
    return [
      ...propositions.flatMap(({ proposition, counted }) =>
        whole(
          {
            fr: `${set.title.fr}, proposition ${proposition.number} : actions`,
            en: `${set.title.en}, proposition ${proposition.number}: actions`
          },
          counted
        )
      ),
      ...whole({ fr: `${set.title.fr} : actions`, en: `${set.title.en}: actions` }, actions),
      ...whole({ fr: `${set.title.fr} : pistes`, en: `${set.title.en}: leads` }, leads)
    ]
  })
}

type Counted = { readonly listed: number; readonly announced?: { readonly count: number } }
