/** What is wrong in a chapter, each with its line and column, and what could be written instead. */

import { blocks } from '../domain/editions/problem.ts'
import type { PlacedProblem } from '../domain/editions/mending.ts'
import type { Language } from '../domain/shared/text.ts'
import { word } from './access-form.tsx'
import { problemText } from './edition-problems.ts'
import { typeset } from './messages.ts'

export function PlacedProblems({
  problems,
  language,
  canMend,
  text
}: {
  readonly problems: readonly PlacedProblem[]
  readonly language: Language
  readonly canMend: boolean
  /** Of the chapter. */
  readonly text: string
}) {
  if (problems.length === 0) {
    return (
      <p class="note">
        {word({ fr: 'Rien à reprendre dans ce chapitre.', en: 'Nothing to mend in this chapter.' }, language)}
      </p>
    )
  }
  return (
    <ol class="problems">
      {problems.map(({ problem, from, to, mendings }, i) => (
        <li class={blocks(problem) ? 'fault' : 'know'} data-from={from} data-to={to}>
          <p>
            <strong>{weight(problem, language)}</strong>{' '}
            <span class="quiet">{placeText(problem.position, language)}</span> {lineOf(problem, language)}
          </p>
          {canMend && mendings.length > 0 && (
            <p class="mendings">
              {mendings.map(({ insert, from: start, to: end }, j) => (
                <button
                  class="button small"
                  name="more"
                  value={`mend:${i}.${j}`}
                  data-from={start}
                  data-to={end}
                  data-insert={insert}
                >
                  {word(
                    {
                      fr: `Remplacer « ${text.slice(start, end).slice(0, LONGEST)} » par ${insert}`,
                      en: `Replace "${text.slice(start, end).slice(0, LONGEST)}" by ${insert}`
                    },
                    language
                  )}
                </button>
              ))}
            </p>
          )}
        </li>
      ))}
    </ol>
  )
}

/** Letters of what is replaced. */
const LONGEST = 60

function weight(problem: PlacedProblem['problem'], language: Language): string {
  return blocks(problem)
    ? word({ fr: 'Défaut', en: 'Fault' }, language)
    : word({ fr: 'À savoir', en: 'To know' }, language)
}

function placeText({ line, column }: { readonly line: number; readonly column: number }, language: Language): string {
  return word({ fr: `ligne ${line}, colonne ${column} :`, en: `line ${line}, column ${column}:` }, language)
}

function lineOf(problem: PlacedProblem['problem'], language: Language): string {
  return typeset(problemText(problem)[language], language)
}
