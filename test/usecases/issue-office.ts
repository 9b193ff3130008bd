/** An office where issues come out, over a fictional observatory whose one figure may be changed. */

import type { ArchivedEdition } from '../../src/domain/editions/archive.ts'
import { mentionKey } from '../../src/domain/editions/answer.ts'
import type { Block, Edition, Inline } from '../../src/domain/editions/edition.ts'
import type { FigureQuestion } from '../../src/domain/indicators/request.ts'
import { parsePeriod } from '../../src/domain/shared/period.ts'
import { insertArchive, insertPublication } from '../../src/store/edition-archive.ts'
import { change } from '../../src/store/journal.ts'
import type { IssueContext } from '../../src/usecases/edition-errata.ts'
import { makeEditionReader } from '../../src/usecases/edition-reader.ts'
import { makePublishedReader, NOTHING_PUBLISHED } from '../../src/usecases/edition-published.ts'
import { answerQuestion } from '../../src/usecases/figures.ts'
import { vintagesOf } from '../../src/usecases/indicator-page.ts'
import { figuresIn } from '../../src/usecases/edition-freeze.ts'
import type { OpenObservatory } from '../../src/usecases/open.ts'
import { ASKED, contextOf, TODAY } from './doubt-office.ts'
import type { Office } from './access-office.ts'

const AT = { file: 'editions/essai/mots.md', line: 1, column: 1 }

/** One issue with one chapter that writes the values of these questions. */
export async function archiveOf(
  observatory: OpenObservatory,
  id: string,
  questions: readonly FigureQuestion[] = [ASKED]
): Promise<ArchivedEdition> {
  const answered = await Promise.all(
    questions.map(async (question) => [mentionKey({ question }), await answerQuestion(observatory, question)] as const)
  )
  const figures = answered.flatMap(([, answer]) => figuresIn(answer))
  const of = questions.map((question): Inline => ({
    kind: 'number',
    mention: { question, position: AT },
    form: 'value'
  }))
  const blocks: readonly Block[] = [{ kind: 'paragraph', of }]
  const edition: Edition = {
    ...{ id, language: 'fr', title: `Le livret ${id}`, subtitle: 'Pour voir', publisher: 'Un observatoire' },
    ...{
      day: `${id}-12-04`,
      licence: 'Licence Ouverte 2.0',
      chapters: [{ id: 'mots', title: 'Mots', blocks, notes: [] }]
    }
  }
  const { registry } = observatory
  return {
    frozen: {
      edition,
      frozenOn: TODAY,
      answers: Object.fromEntries(answered),
      claims: {},
      indicators: Object.fromEntries(registry.indicators),
      sources: vintagesOf(registry, figures),
      drawings: {}
    },
    rows: [],
    photographs: {},
    verdicts: [
      { figure: answered[0]?.[0] ?? '', organisation: 'Insee', said: 'validated', on: '2026-11-20' },
      { figure: answered[0]?.[0] ?? '', organisation: 'DGFiP', said: 'silent', on: '2026-11-21' }
    ]
  }
}

const SIGNED = { actor: 'command', reason: 'test' } as const

/** Frozen and published under that name. @returns its digest */
export async function publish(
  { access: { db } }: Office,
  archived: ArchivedEdition,
  {
    publishedAt = new Date(`${TODAY}T08:00:00Z`),
    embargo
  }: { readonly publishedAt?: Date; readonly embargo?: Date } = {}
): Promise<string> {
  const { id } = archived.frozen.edition
  return change(db, SIGNED, async (transaction) => {
    const digest = await insertArchive(transaction, archived, new Map(), 'Ada')
    await insertPublication(transaction, { digest, edition: id, publishedAt, ...(embargo && { embargo }) }, 'Ada')
    return digest
  })
}

/** What pages of issues ask, when the figure has that value. */
export function issueContext(office: Office, value: number): IssueContext {
  const { observatory, organisations, today } = contextOf(office, value)
  const { db, now } = office.access
  return {
    ...{ observatory, organisations, today },
    editions: makeEditionReader(db),
    published: makePublishedReader(db, NOTHING_PUBLISHED, { now, elapsed: () => 0 })
  }
}

export function askedAt(period: string): FigureQuestion {
  return { ...ASKED, period: parsePeriod(period) }
}
