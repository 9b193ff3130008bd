/** The figures of an edition asked again: those that say another thing now, those that can be asked no more. */

import { differenceBetween, type Difference } from '../domain/editions/difference.ts'
import type { Cited } from '../domain/editions/frozen.ts'
import type { FigureQuestion } from '../domain/indicators/request.ts'
import { indicatorOf } from '../domain/indicators/registry.ts'
import { ObservatoryError } from '../domain/shared/errors.ts'
import type { Text } from '../domain/shared/text.ts'
import type { Issue } from '../domain/editions/issue.ts'
import { answerQuestion, type FigureAnswer } from './figures.ts'
import type { OpenObservatory } from './open.ts'

export type Recalled =
  | { readonly status: 'differs'; readonly cited: Cited; readonly difference: Difference }
  /** Its indicator, its perimeter or its vintage is gone. */
  | { readonly status: 'gone'; readonly cited: Cited; readonly why: Text }

const RECALLED = new WeakMap<OpenObservatory, Map<string, Promise<readonly Recalled[]>>>()

/** In the order of the issue, once for an observatory: what says the same is left out. */
export function recallIssue(observatory: OpenObservatory, issue: Issue): Promise<readonly Recalled[]> {
  const kept = RECALLED.get(observatory) ?? new Map<string, Promise<readonly Recalled[]>>()
  RECALLED.set(observatory, kept)
  const known = kept.get(issue.digest)
  if (known) return known
  const found = recallAll(observatory, issue)
  kept.set(issue.digest, found)
  found.catch(() => kept.delete(issue.digest))
  return found
}

async function recallAll(observatory: OpenObservatory, { cited, questions }: Issue): Promise<readonly Recalled[]> {
  const all: Recalled[] = []
  for (const one of cited) {
    const question = questions.get(one.key)
    if (!question) continue
    const now = await askAgain(observatory, question)
    if ('why' in now) {
      all.push({ status: 'gone', cited: one, why: now.why })
      continue
    }
    const indicator = indicatorOf(observatory.registry, question.indicator)
    const difference = differenceBetween(one, { answer: now, indicator })
    if (now.figure.reason === 'no-vintage' && one.answer.figure.reason !== 'no-vintage') {
      all.push({ status: 'gone', cited: one, why: NO_VINTAGE })
    } else if (difference) all.push({ status: 'differs', cited: one, difference })
  }
  return all
}

/** The answer of today, or why there is none. */
export async function askAgain(
  observatory: OpenObservatory,
  question: FigureQuestion
): Promise<FigureAnswer | { readonly why: Text }> {
  try {
    return await answerQuestion(observatory, question)
  } catch (error) {
    if (error instanceof ObservatoryError) return { why: error.text }
    throw error
  }
}

const NO_VINTAGE: Text = {
  fr: 'Plus aucun millésime ne donne cette série à cette période',
  en: 'No vintage gives this series at this period any more'
}
