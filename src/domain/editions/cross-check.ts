/** Figures of an issue beside each other: the same subject with two values, the same number under two subjects. */

import type { Cell } from '../indicators/cell.ts'
import { mentionKey, type MentionAnswer } from './answer.ts'
import { mentionsOf, type Edition, type Mention } from './edition.ts'
import type { EditionProblem } from './problem.ts'

/** Digits that two numbers share by chance less than once in thousands; trailing zeros say nothing. */
const TELLING_DIGITS = 4

type Told = { readonly mention: Mention; readonly answer: MentionAnswer }

/** Told at the later of two mentions, once for each pair of subjects. @param answers by the key of the mention */
export function crossProblems(
  { chapters }: Edition,
  answers: ReadonlyMap<string, MentionAnswer>
): readonly EditionProblem[] {
  const first = new Map<string, Told>()
  for (const mention of chapters.flatMap((chapter) => [...mentionsOf(chapter)])) {
    const [key, answer] = [mentionKey(mention), answers.get(mentionKey(mention))]
    if (answer && !first.has(key)) first.set(key, { mention, answer })
  }
  const all = [...first.values()]
  return all.flatMap((told, i) => {
    const before = all.slice(0, i)
    const twin = before.find((other) => subjectOf(other) === subjectOf(told) && valueOf(other) !== valueOf(told))
    const alike = before.find((other) => isSuspect(other, told))
    const { position } = told.mention
    const { indicator } = told.answer.figure
    return [
      ...(twin ? [{ kind: 'two-values', position, indicator, other: twin.mention.position } as const] : []),
      ...(alike
        ? [
            {
              kind: 'same-number',
              position,
              indicator,
              as: alike.answer.figure.indicator,
              other: alike.mention.position
            } as const
          ]
        : [])
    ]
  })
}

function subjectOf({ answer: { figure } }: Told): string {
  return [figure.indicator, figure.perimeter.id, figure.period].join(' ')
}

/** As it is shown; empty where there is none. */
function valueOf({ answer: { figure } }: Told): string {
  return shown(figure.cell, figure.decimals)
}

function shown(cell: Cell, decimals: number): string {
  return 'value' in cell ? cell.value.toFixed(decimals) : ''
}

/** Two indicators that count the same are no error when one is made of the other alone. */
function isSuspect(one: Told, other: Told): boolean {
  const [a, b] = [one.answer.figure, other.answer.figure]
  if (a.indicator === b.indicator || a.unit !== b.unit) return false
  const value = valueOf(one)
  if (value !== valueOf(other)) return false
  return value.replace(/\D/g, '').replace(/^0+|0+$/g, '').length >= TELLING_DIGITS
}
