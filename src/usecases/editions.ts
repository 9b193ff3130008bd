/** An edition with everything it says worked out: its figures asked, its references followed, what is wrong told. */

import {
  allBlocks,
  anchorsOf,
  inlinesOf,
  mentionsOf,
  type Edition,
  type Inline,
  type Mention,
  type Position
} from '../domain/editions/edition.ts'
import { NO_COMMITMENTS } from '../domain/commitments/commitment-register.ts'
import { mentionKey, numberIn } from '../domain/editions/answer.ts'
import { crossProblems } from '../domain/editions/cross-check.ts'
import { yearMisfits } from '../domain/editions/fit.ts'
import { nakedNumbers } from '../domain/editions/naked-number.ts'
import type { EditionProblem } from '../domain/editions/problem.ts'
import type { StatedClaim } from '../domain/editions/stated-claim.ts'
import { wordNumber } from '../domain/editions/wording.ts'
import { isContested } from '../domain/indicators/caution.ts'
import { parseIndicatorId } from '../domain/indicators/request.ts'
import { parseNumber } from '../domain/indicators/typed-number.ts'
import { ObservatoryError } from '../domain/shared/errors.ts'
import { nearest } from '../domain/shared/nearest.ts'
import { comparePeriods } from '../domain/shared/period.ts'
import { readEdition, type ReadText } from '../folder/edition-files.ts'
import { claimProposals, tellClaims, type ClaimBook, type ToldClaims } from './edition-claims.ts'
import { tellCommitments, type ToldCommitments } from './edition-commitments.ts'
import { answerQuestion, availablePeriods, type FigureAnswer } from './figures.ts'
import { makeTurns } from './in-turn.ts'
import { spreadEdition, toldOnce } from './edition-template.ts'
import { placeProblems } from './edition-places.ts'
import type { OpenObservatory } from './open.ts'
import { searchNumbers } from './search-numbers.ts'

/** What was asked, by the key of each mention. */
export type Answers = ReadonlyMap<string, FigureAnswer>

export type CheckedEdition = {
  readonly edition: Edition
  readonly answers: Answers
  readonly claims: ToldClaims['stated']
  readonly commitments: ToldCommitments['summaries']
  /** In reading order. */
  readonly problems: readonly EditionProblem[]
}

/** Figures that a naked number may stand for. */
const MOST_PROPOSED = 3

/**
 * @param files paths in the folder of the observatory
 * @param book the claims that it may tell; absent: none is known
 * @param each the perimeter whose communes a template is made for; absent: the one that the edition names
 * @throws {NotFound} no such edition
 * @throws {InvalidInput} settings or a chapter that cannot be read at all; what can be read round is a problem
 */
export async function checkEdition(
  observatory: OpenObservatory,
  files: readonly string[],
  read: ReadText,
  id: string,
  book?: ClaimBook,
  each?: string
): Promise<CheckedEdition> {
  const { edition: written, problems: unread } = await readEdition(files, read, id)
  const edition = spreadEdition(observatory, written, each)
  // One commune stands for all those that a template writes alike.
  const sample = written.each === undefined ? edition : { ...edition, chapters: edition.chapters.slice(0, 1) }
  const { stated, problems: untold } = await tellClaims(edition, book)
  const known = new Map([...stated].map(([claim, one]) => [claim, one.claim]))
  const { answers, problems: unanswered } = await answerMentions(observatory, edition, [...stated.values()])
  const { summaries: commitments, problems: unpromised } = await tellPromises(edition, book)
  const problems = [
    ...unread,
    ...unanswered,
    ...untold,
    ...unpromised,
    ...edition.chapters.flatMap((chapter) =>
      [...inlinesOf(chapter)].flatMap((one) => numberProblem(one, answers) ?? [])
    ),
    ...referenceProblems(sample),
    ...crossProblems(edition, answers),
    ...imageProblems(sample, files),
    ...sample.chapters.flatMap((chapter) => yearMisfits(chapter, known)),
    ...(await placeProblems(observatory, sample, known)),
    ...(await nakedProblems(observatory, sample, book))
  ]
  const told = toldOnce(problems).map((one) => ({ ...one, ...labelsIn(observatory, one) }))
  return { edition, answers, claims: stated, commitments, problems: inOrder(told, edition) }
}

/** How people call the indicators that a problem names. */
function labelsIn({ registry }: OpenObservatory, problem: EditionProblem): Pick<EditionProblem, 'labels'> {
  const ids = [...('indicator' in problem ? [problem.indicator] : []), ...('as' in problem ? [problem.as] : [])]
  const known = ids.flatMap((id) => {
    const found = registry.indicators.get(parseIndicatorId(id))
    return found ? [[id, found.label] as const] : []
  })
  return known.length === 0 ? {} : { labels: Object.fromEntries(known) }
}

async function tellPromises(edition: Edition, book: ClaimBook | undefined): Promise<ToldCommitments> {
  const register = (await book?.commitments?.()) ?? NO_COMMITMENTS
  return tellCommitments(edition, register, (await book?.reader.register())?.claims ?? [])
}

async function answerMentions(
  observatory: OpenObservatory,
  edition: Edition,
  stated: readonly StatedClaim[]
): Promise<{ readonly answers: Answers; readonly problems: readonly EditionProblem[] }> {
  const answers = new Map<string, FigureAnswer>()
  const problems: EditionProblem[] = []
  const warned = new Set<string>()
  const turn = makeTurns()
  for (const mention of edition.chapters.flatMap((chapter) => [...mentionsOf(chapter)])) {
    const key = mentionKey(mention)
    const { question, position } = mention
    await turn()
    try {
      const answer = answers.get(key) ?? (await answerQuestion(observatory, question))
      answers.set(key, answer)
      if (warned.has(key)) continue
      warned.add(key)
      problems.push(...warnings(observatory, mention, answer))
    } catch (error) {
      if (!(error instanceof ObservatoryError)) throw error
      problems.push({ kind: 'no-figure', position, why: error.text })
    }
  }
  for (const one of stated) {
    if (one.status === 'untold' || answers.has(mentionKey(one))) continue
    answers.set(mentionKey(one), await answerQuestion(observatory, one.question))
  }
  return { answers, problems }
}

function warnings(
  observatory: OpenObservatory,
  { question, position }: Mention,
  { figure }: FigureAnswer
): readonly EditionProblem[] {
  const { indicator, perimeter, period, geography } = question
  const latest = availablePeriods(observatory, indicator, perimeter, geography).at(-1)
  const isNewer = latest !== undefined && isAlike(latest, period) && comparePeriods(latest, period) > 0
  return [
    ...(isNewer ? [{ kind: 'newer-period', position, period: latest, indicator } as const] : []),
    ...(isContested(figure.cautions) ? [{ kind: 'contested', position, indicator } as const] : [])
  ]
}

/** A span is not newer than a year. */
function isAlike(a: string, b: string): boolean {
  return a.includes('/') === b.includes('/')
}

/** Why the number that a text mentions cannot be written as it is asked. */
function numberProblem(one: Inline, answers: Answers): EditionProblem | undefined {
  if (one.kind !== 'number') return undefined
  const { position, question } = one.mention
  const answer = answers.get(mentionKey(one.mention))
  if (!answer) return undefined
  const value = numberIn(answer, one.form)
  if (value === undefined) {
    if (one.form === 'value' || one.form === 'bare') {
      const { reason } = answer.figure
      return { kind: 'no-value', position, indicator: question.indicator, ...(reason && { reason }) }
    }
    return { kind: 'no-change', position }
  }
  if (!one.wording) return undefined
  const worded = wordNumber(value, one.wording)
  return worded.ok ? undefined : { kind: 'false-wording', position, found: String(value) }
}

function referenceProblems(edition: Edition): readonly EditionProblem[] {
  const known = new Map<string, number>()
  for (const { id } of anchorsOf(edition)) known.set(id, (known.get(id) ?? 0) + 1)
  return edition.chapters.flatMap((chapter) => {
    const own = [...inlinesOf(chapter)].flatMap((one): readonly EditionProblem[] => {
      if (one.kind === 'text') return unwrittenNotes(one)
      if (one.kind !== 'cross' || known.has(one.to)) return []
      const near = nearest(one.to, known.keys())
      return [{ kind: 'broken-reference', position: one.position, to: one.to, ...(near && { nearest: near }) }]
    })
    const twice = [...allBlocks(chapter.blocks)].flatMap((block): EditionProblem[] =>
      (block.kind === 'heading' || block.kind === 'entry') && (known.get(block.id) ?? 0) > 1
        ? [{ kind: 'twice-the-same-name', position: block.position, id: block.id }]
        : []
    )
    return [...own, ...twice]
  })
}

/** The reader of Markdown leaves the call of a note that is not written as it is. */
function unwrittenNotes(text: Inline & { kind: 'text' }): readonly EditionProblem[] {
  return [...text.text.matchAll(/\[\^([^\]]+)\]/g)].map(({ 1: name = '', index }) => ({
    kind: 'missing-note',
    position: within(text, index),
    name
  }))
}

function imageProblems(edition: Edition, files: readonly string[]): readonly EditionProblem[] {
  return edition.chapters.flatMap(({ blocks }) =>
    [...allBlocks(blocks)].flatMap((block): EditionProblem[] =>
      block.kind === 'photograph' && !files.includes(`editions/${edition.id}/${block.file}`)
        ? [{ kind: 'missing-image', position: block.position, file: block.file }]
        : []
    )
  )
}

async function nakedProblems(
  observatory: OpenObservatory,
  edition: Edition,
  book: ClaimBook | undefined
): Promise<readonly EditionProblem[]> {
  const problems: EditionProblem[] = []
  for (const chapter of edition.chapters) {
    for (const one of inlinesOf(chapter)) {
      if (one.kind !== 'text') continue
      for (const { text, start, isSmall, typed = parseNumber(text) } of nakedNumbers(one.text)) {
        const sought = isSmall ? undefined : typed
        const near = sought && (await searchNumbers(observatory, sought, MOST_PROPOSED))
        const figures = (near?.figures ?? []).map(
          ({ indicator, perimeter, period }) => `:figure{of=${indicator} on=${perimeter.id} at=${period}}`
        )
        const claims = sought ? await claimProposals(book, sought, MOST_PROPOSED) : []
        const proposals = [...figures, ...claims]
        const kind = isSmall ? 'small-number' : 'naked-number'
        problems.push({ kind, position: within(one, start), found: text, proposals })
      }
    }
  }
  return problems
}

/** Where a letter of a text stands: the text may go over several lines. */
function within({ text, position }: Inline & { kind: 'text' }, start: number): Position {
  const lines = text.slice(0, start).split('\n')
  const column = (lines.at(-1) ?? '').length + (lines.length > 1 ? 1 : position.column)
  return { ...position, line: position.line + lines.length - 1, column }
}

/** By chapter, then by line and column. */
function inOrder(problems: readonly EditionProblem[], { id, chapters }: Edition): readonly EditionProblem[] {
  const files = chapters.map((chapter) => `editions/${id}/${chapter.id}.md`)
  const place = ({ file, line, column }: Position): readonly number[] => [files.indexOf(file), line, column]
  return problems.toSorted((a, b) => {
    const [one, other] = [place(a.position), place(b.position)]
    return one.map((n, i) => n - (other[i] ?? 0)).find((gap) => gap !== 0) ?? 0
  })
}
