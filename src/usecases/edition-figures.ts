/** Figures for a text, asked in words: what is measured, where, when; each with its value before it is inserted. */

import type { FigureQuestion } from '../domain/indicators/request.ts'
import { parseIndicatorId } from '../domain/indicators/request.ts'
import { searchDocuments } from '../domain/indicators/search.ts'
import { ObservatoryError } from '../domain/shared/errors.ts'
import type { Period } from '../domain/shared/period.ts'
import { parsePerimeterId } from '../domain/territories/resolve.ts'
import { answerQuestion, availablePeriods, type FigureAnswer } from './figures.ts'
import type { OpenObservatory } from './open.ts'
import { indexOf } from './search.ts'

export type AskedWords = { readonly what: string; readonly where: string; readonly when: string }

export type FoundFigure = {
  readonly question: FigureQuestion
  readonly answer: FigureAnswer
  /** `{of=population on=pma at=2018}` */
  readonly words: string
  /** Whether the period is the one that was asked; the latest answers where it is not. */
  readonly isPeriodAsked: boolean
}

const MOST_FOUND = 6
const MOST_INDICATORS = 4
const MOST_PLACES = 2

/** The likeliest first; empty where the words name nothing, or nothing has a value. @param when empty: the latest */
export async function findWrittenFigures(
  observatory: OpenObservatory,
  { what, where, when }: AskedWords
): Promise<readonly FoundFigure[]> {
  const index = indexOf(observatory)
  const indicators = searchDocuments(index, what.slice(0, 200), 20)
    .filter(({ document }) => document.kind === 'indicator')
    .slice(0, MOST_INDICATORS)
    .map(({ document }) => parseIndicatorId(document.id))
  const named = searchDocuments(index, where.slice(0, 200), 20)
    .filter(({ document }) => document.kind !== 'indicator' && document.kind !== 'theme')
    .slice(0, MOST_PLACES)
    .map(({ document }) => parsePerimeterId(document.id))
  const places = where.trim() === '' ? observatory.folder.settings.perimeters.slice(0, 1) : named
  const found: FoundFigure[] = []
  for (const indicator of indicators) {
    for (const perimeter of places) {
      if (found.length >= MOST_FOUND) return found
      try {
        const periods = availablePeriods(observatory, indicator, perimeter)
        const asked = periodNamed(periods, when.trim())
        const period = asked ?? periods.at(-1)
        if (period === undefined) continue
        const question: FigureQuestion = { indicator, perimeter, period }
        const answer = await answerQuestion(observatory, question)
        const words = `{of=${indicator} on=${perimeter} at=${period}}`
        if ('value' in answer.figure.cell) {
          found.push({ question, answer, words, isPeriodAsked: when.trim() === '' || asked !== undefined })
        }
      } catch (error) {
        // What cannot be asked there is no proposal.
        if (!(error instanceof ObservatoryError)) throw error
      }
    }
  }
  return found
}

/** « 2018 » names the year, else the last quarter of it. */
function periodNamed(periods: readonly Period[], when: string): Period | undefined {
  if (when === '') return undefined
  const text = when
    .replace(/^([1-4])[eè]?(?:er|re|ème)?\s*trimestre\s*(\d{4})$/i, '$2-Q$1')
    .replace(/-T([1-4])$/i, '-Q$1')
  return periods.find((one) => one === text) ?? periods.findLast((one) => one.startsWith(text))
}
