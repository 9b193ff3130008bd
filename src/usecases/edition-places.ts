/** Figures whose sentence names another perimeter than theirs: what to write instead, and the figure that it may mean. */

import type { Edition, Mention } from '../domain/editions/edition.ts'
import { strayFigures, withinSentence, type Places } from '../domain/editions/fit.ts'
import type { EditionProblem } from '../domain/editions/problem.ts'
import { ObservatoryError } from '../domain/shared/errors.ts'
import type { PerimeterId } from '../domain/territories/perimeter.ts'
import { answerQuestion } from './figures.ts'
import type { OpenObservatory } from './open.ts'

export async function placeProblems(
  observatory: OpenObservatory,
  { chapters, language }: Edition
): Promise<readonly EditionProblem[]> {
  const places = placesOf(observatory)
  const { perimeters } = observatory.registry
  const problems: EditionProblem[] = []
  for (const { mention, written, named } of chapters.flatMap((chapter) => strayFigures(chapter, places))) {
    const { perimeter } = mention.question
    const name = withinSentence(perimeters.get(perimeter)?.label[language] ?? perimeter)
    const instead = (await hasValueOn(observatory, mention, named)) ? { instead: named } : {}
    problems.push({ kind: 'other-place', position: mention.position, written, name, ...instead })
  }
  return problems
}

/** Listed perimeters under each name that a sentence may give them. */
function placesOf({ registry }: OpenObservatory): Places {
  return [...registry.perimeters.values()].flatMap(({ id, label, short }) =>
    [...new Set([label.fr, label.en, short.fr, short.en])].map((name) => [name, id] as const)
  )
}

/** The same indicator, period and comparison there. */
async function hasValueOn(
  observatory: OpenObservatory,
  { question }: Mention,
  perimeter: PerimeterId
): Promise<boolean> {
  try {
    const { figure } = await answerQuestion(observatory, { ...question, perimeter })
    return 'value' in figure.cell
  } catch (error) {
    if (error instanceof ObservatoryError) return false
    throw error
  }
}
