/** What is wrong in a chapter, each with its line and column, and what could be written instead. */

import { blocks } from '../domain/editions/problem.ts'
import type { PlacedProblem } from '../domain/editions/mending.ts'
import type { Language, Text } from '../domain/shared/text.ts'
import { word } from './access-form.tsx'
import { problemText } from './edition-problems.ts'

/** With what each mending would write, in words; empty where its directive says it best. */
export type NamedProblem = PlacedProblem & { readonly names: readonly string[] }

export function PlacedProblems({
  problems,
  language,
  canMend
}: {
  readonly problems: readonly NamedProblem[]
  readonly language: Language
  readonly canMend: boolean
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
      {problems.map(({ names, ...placed }, i) => (
        <li class={blocks(placed.problem) ? 'fault' : 'know'} data-from={placed.from} data-to={placed.to}>
          <p>
            <strong>{weight(placed.problem, language)}</strong>{' '}
            <span class="quiet">{placeText(placed.problem.position, language)}</span>{' '}
            {word(placedText(placed), language)}
          </p>
          {canMend && placed.mendings.length > 0 && (
            <p class="mendings">
              {placed.mendings.map(({ insert, from: start, to: end }, j) => (
                <button
                  class="button small"
                  name="more"
                  value={`mend:${i}.${j}`}
                  data-from={start}
                  data-to={end}
                  data-insert={insert}
                >
                  {word({ fr: 'Écrire', en: 'Write' }, language)} {names[j]} <code>{insert}</code>
                </button>
              ))}
            </p>
          )}
        </li>
      ))}
    </ol>
  )
}

/** What could be written instead stands below it, named: it is not told twice. */
export function placedText({ problem, mendings }: PlacedProblem): Text {
  if (problem.kind !== 'naked-number' || mendings.length === 0) return problemText(problem)
  return {
    fr: `« ${problem.found} » est écrit à la main. Ce qui a cette valeur :`,
    en: `"${problem.found}" is typed by hand. What has this value:`
  }
}

function weight(problem: PlacedProblem['problem'], language: Language): string {
  return blocks(problem)
    ? word({ fr: 'Défaut', en: 'Fault' }, language)
    : word({ fr: 'À savoir', en: 'To know' }, language)
}

function placeText({ line, column }: { readonly line: number; readonly column: number }, language: Language): string {
  return word({ fr: `ligne ${line}, colonne ${column} :`, en: `line ${line}, column ${column}:` }, language)
}
